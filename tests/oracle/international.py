"""Vectors for hosts beyond ASCII: what the real Werkzeug answers, and what wz is to answer.

    /tmp/oracle/bin/python tests/oracle/international.py tests/oracle/data

writes `international.json` (see `routing.py` for how Werkzeug gets there). The same seed gives the same file. Werkzeug maps
names as IDNA of 2003 did, with the characters of Unicode 3.2; what wz answers comes from a second reading of UTS 46 below.
Where that is another answer, the first of these reasons that applies is the tag:

  RFC 5891              names of hosts are not those of 2003 any more: ß and ς are letters, and there are newer characters
  RFC 5892 appendix A   a joiner stands only where it changes the word
  RFC 5893              right-to-left labels are all right-to-left
  RFC 3986 section 3.2.2  which characters a host has; how long a label is, is the business of the DNS
  UR-02                 a label that is no Punycode stays as it is; Werkzeug may fail, or take it for another one
"""

import random
import sys
import unicodedata

from tagged import Cases, asked
from werkzeug.urls import iri_to_uri, uri_to_iri

ERROR = {"error": True}
LETTERS = {
    "latin": "abcdeéèêëñöüåøæœçşžğıļńőřťůŷ", "german": "straßefüßeöäü", "greek": "αβγδεζηθικλμνξοπρστυφχψωάέή",
    "final sigma": "λόγος", "cyrillic": "абвгдежзийклмнопрстуфхцчшщъыьэюяёїі", "georgian": "აბგდევზთიკლმნ", "armenian": "աբգդեզէըթ",
    "arabic": "ابتثجحخدذرزسشصضطظعغفقكلمنهوي", "hebrew": "אבגדהוזחטיכלמנ", "devanagari": "कखगघचछजझटठ", "bengali": "কখগঘচছ", "tamil": "கஙசஞடண",
    "thai": "กขคฆงจฉช", "han": "中文例子漢字網址日本國", "kana": "あいうえおカキクケコ", "hangul": "한국어도메인", "emoji": "☃★♥☀☎",
    "newer": "😀🍕🦄ⰰⱁ🌍",
}
UPPER = ["BÜCHER", "ÉCOLE", "ΑΘΗΝΑ", "МОСКВА", "ÅNGSTRÖM", "Ünïcödé", "STRAẞE", "İstanbul"]
WIDE = ["ｅｘａｍｐｌｅ", "ﬁnd", "①②", "Ⅻ", "㎏", "ａ１", "ｶﾀｶﾅ", "e\u0301cole", "Å"]
IGNORED = ["ex\u00adample", "a\u200bb", "☃\ufe0f", "é\u2060"]
RIGHT_TO_LEFT = ["אa", "aא", "א1", "1א", "אבג", "ابج١", "א-ב"]
JOINERS = ["a\u200db", "\u200d", "क्\u200dष", "नी\u200c", "क्\u200cष"]
COMBINING = ["\u0301a", "ًa", "\u0308"]
FORBIDDEN = ["a b", "é b", "é<", "é|x", "é[", "é^", "é\\x", "é\x7f", "é%", "℀", "é／x", "é：1", "é＠x", "\ue000", "\ufffd", "\U0010ffff"]
DOTS = [".", "。", "．", "｡"]
LABELS = [
    "xn--n3h", "XN--N3H", "xn--mnchen-3ya", "xn--strae-oqa", "xn--fsq", "xn--", "xn--a", "xn--zzzzzz", "xn--abc-", "xn--é", "xn--a-ecp.ru",
    "xn--55qx5d", "xn--4gbrim", "xn--wgbh1c", "xn--p1ai", "xn--zckzah", "xn--1ch", "xn--nxasmm1c", "xn--3xa", "xn--ls8h", "xn--MNCHEN-3YA",
    "xn--0ca24w", "xn--a-0hc", "xn--tda", "xn--80ak6aa92e", "xn--bcher-kva", "xn--bcher-kv", "xn--exmple-cua", "xn--www-", "xn--n3h-", "xn--a.b",
]


# ---------------------------------------------------------------- a second reading

def mapped(label):
    kept = "".join(c for c in label if c not in "\u00ad\u200b\u2060\ufe0f")
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", kept).lower())


def direction(label):
    """Whether the rule of RFC 5893 section 2 speaks against a label in a name that has right-to-left ones."""
    kinds = [unicodedata.bidirectional(c) for c in label if unicodedata.bidirectional(c) != "NSM"]
    right = {"R", "AL", "AN"}
    if not kinds or kinds[0] == "L":
        return bool(right & {*kinds}) or (kinds or ["L"])[-1] not in ("L", "EN")
    return kinds[0] not in ("R", "AL") or "L" in kinds or {"EN", "AN"} <= {*kinds} or kinds[-1] not in ("R", "AL", "EN", "AN")


def joined(label):
    """Whether a joiner stands where RFC 5892 appendix A has none: after anything but a virama."""
    return any(c in "\u200c\u200d" and (at == 0 or unicodedata.combining(label[at - 1]) != 9) for at, c in enumerate(label))


def to_ascii(host):
    for dot in DOTS:
        host = host.replace(dot, ".")
    labels = [mapped(label) for label in host.split(".")]
    if any(c in " <>[]^|\\%/:@?#\x7f" for label in labels for c in label):
        return None, None
    whole = ".".join(labels)
    if any(unicodedata.category(c) in ("Co", "Cn", "Cc") or c == "\ufffd" for c in whole):
        return None, "better RFC 5891"
    if any(label and unicodedata.category(label[0])[0] == "M" for label in labels):
        return None, "better RFC 5891"
    if any(joined(label) for label in labels):
        return None, "better RFC 5892 appendix A"
    if any(unicodedata.bidirectional(c) in ("R", "AL", "AN") for c in whole) and any(direction(label) for label in labels if label):
        return None, "better RFC 5893"
    out = [label if label.isascii() else "xn--" + label.encode("punycode").decode() for label in labels]
    return ".".join(out), "better RFC 3986 section 3.2.2" if any(len(label) > 63 or not label for label in out) else "better RFC 5891"


def to_unicode(host):
    """Labels whose Punycode says what it says in one way only."""
    out = []
    for label in host.lower().split("."):
        try:
            decoded = label[4:].encode().decode("punycode") if label.startswith("xn--") else label
        except (UnicodeError, IndexError, ValueError):
            decoded = label
        fine = label.startswith("xn--") and not decoded.isascii() and to_ascii(decoded)[0] == label
        out.append(decoded if fine else label)
    return ".".join(out)


# ---------------------------------------------------------------- the cases

def there(cases, host):
    ascii, reason = to_ascii(host)
    if ascii is not None and ascii.startswith("xn--") and host.startswith("xn--"):
        return
    iri = f"http://{host}/é?ü"
    expected = ERROR if ascii is None else f"http://{ascii}/%C3%A9?%C3%BC"
    cases.add("iri_to_uri", [iri], asked(iri_to_uri, iri), expected, reason or "better RFC 3986 section 3.2.2")


def back(cases, host):
    uri = f"http://{host}/%C3%A9"
    cases.add("uri_to_iri", [uri], asked(uri_to_iri, uri), f"http://{to_unicode(host)}/é", "better UR-02")


def main(folder):
    cases, rng = Cases(), random.Random(5891)
    words = []
    for letters in LETTERS.values():
        words += ["".join(rng.choice(letters) for _ in range(rng.randint(1, 8))) for _ in range(14)]
        words.append(letters[:12])
    for word in words + UPPER + WIDE + IGNORED + RIGHT_TO_LEFT + JOINERS + COMBINING + FORBIDDEN:
        there(cases, word)
        there(cases, f"{word}.example")
        there(cases, f"www{rng.choice(DOTS)}{word}{rng.choice(DOTS)}{rng.choice(words)}")
        if to_ascii(word)[0] is not None:
            back(cases, to_ascii(word)[0])
            back(cases, f"www.{to_ascii(word)[0]}.com")
    for host in ["é" * 60, "a" * 64 + ".é", "é..a", ".é", "é.", "é" + "." * 3, "☃" * 300]:
        there(cases, host)
    for label in LABELS:
        if label.isascii():
            back(cases, label)
            back(cases, f"a.{label}.xn--n3h")
    cases.write(f"{folder}/international.json")


if __name__ == "__main__":
    main(sys.argv[1])
