"""Vectors for what is written: headers that the real Werkzeug writes, and what wz is to write.

    /tmp/oracle/bin/python tests/oracle/dumps.py tests/oracle/data

writes `dumps.json`; `tagged.py` says what is in it. The same seed gives the same file. Signed and encrypted cookies have no
twin in Werkzeug, so there is nothing to ask about them. Where wz writes another answer, the first of these reasons that
applies is the tag:

  RFC 9110 5.6.2   names are tokens: others are left out, since nobody could read them back
  RFC 9110 5.5     CR, LF, NUL and other control characters do not go into a header: they become spaces, or are refused
  RFC 8187 3.2     text beyond ASCII, and what would be read back as another text, is extended
  RFC 9110 8.8.3   an entity tag has no blanks
  DS-11            of equal elements of a set there is one, in any case, and what is taken away is gone
  RFC 9111 5.2.2.4  names of fields in a directive are in quotes
  DS-17            a directive without value has nothing after its name
  CSP 2.2          `;` and `,` end a directive or a policy, and its names have no case
"""

import random
import re
import sys

from tagged import Cases, asked
from werkzeug import http
from werkzeug.datastructures import ContentRange, ContentSecurityPolicy, ResponseCacheControl

ERROR = {"error": True}
TOKEN = re.compile(r"[!#$%&'*+\-.^_`|~0-9A-Za-z]+")
CONTROL = re.compile("[\x00-\x08\x0a-\x1f\x7f]")
NAMES = ["a", "b", "Name", "x-y", "q", "charset", "filename", "0", "a.b", "!#$"]
BAD_NAMES = ["a b", "", "é", "a=b", "a;b", "a,b", "a\r\nb", '"a"', "a\x00"]
CHARACTERS = [*"abcXYZ019-._~!*'()", " ", "\t", '"', "\\", ";", ",", "=", "/", ":", "@", "%", "%22", "%41", "é", "€", "\U0001f36a", "\r\n", "\x00", "\x1f", "\x7f"]
PLAIN = [c for c in CHARACTERS if c.isascii() and not CONTROL.search(c) and c != "%22"]


def value(rng, pool=CHARACTERS):
    return "".join(rng.choice(pool) for _ in range(rng.randint(0, 7)))


# ---------------------------------------------------------------- a second reading

def quoted(text):
    if TOKEN.fullmatch(text):
        return text
    text = CONTROL.sub(" ", text.replace("\\", "\\\\").replace('"', '\\"'))
    return f'"{text}"'


def extended(text):
    plain = re.compile(r"[A-Za-z0-9!#$&+\-.^_`|~]")
    return "UTF-8''" + "".join(chr(b) if plain.match(chr(b)) else f"%{b:02X}" for b in text.encode())


def lists(cases, rng):
    for _ in range(220):
        values = [value(rng, rng.choice([PLAIN, CHARACTERS])) for _ in range(rng.randint(0, 4))]
        cases.add("dump_list", [values], http.dump_header(values), ", ".join(map(quoted, values)), "better RFC 9110 5.5")


def dicts(cases, rng):
    for _ in range(260):
        names = rng.sample([*NAMES, *(BAD_NAMES if rng.random() < 0.3 else [])], rng.randint(0, 4))
        pairs = [[name, rng.choice([None, value(rng, rng.choice([PLAIN, CHARACTERS]))])] for name in names]
        known = [(name, text) for name, text in pairs if TOKEN.fullmatch(name)]
        expected = ", ".join(name if text is None else f"{name}={quoted(text)}" for name, text in known)
        reason = "better RFC 9110 5.5" if len(known) == len(pairs) else "better RFC 9110 5.6.2"
        cases.add("dump_dict", [pairs], http.dump_header(dict(pairs)), expected, reason)


def options(cases, rng):
    for _ in range(300):
        names = rng.sample([name.lower() for name in NAMES], rng.randint(0, 4))
        pairs = [[name, value(rng, rng.choice([PLAIN, CHARACTERS]))] for name in names]
        kind = rng.choice(["text/html", "attachment", "form-data", "a"])
        expected, reason = kind, "better RFC 9110 5.5"
        for name, text in pairs:
            plain = text.isascii() and not CONTROL.search(text) and "%22" not in text
            expected += f"; {name}={quoted(text)}" if plain else f"; {name}*={extended(text)}"
            if not text.isascii() or "%22" in text:
                reason = "better RFC 8187 3.2"
        cases.add("dump_options", [kind, pairs], http.dump_options_header(kind, dict(pairs)), expected, reason)


def header_set(text, steps):
    found = http.parse_set_header(text)
    answers = []
    for name, *arguments in steps:
        match name:
            case "contains": answers.append(arguments[0] in found)
            case "find": answers.append(found.find(*arguments))
            case "add": answers.append(found.add(*arguments))
            case "remove": answers.append(found.discard(*arguments))
            case "extend": answers.append(found.update(*arguments))
            case "is_empty": answers.append(not found)
    return [*answers, found.to_header()]


def second_set(text, steps):
    elements, answers = [], []

    def at(element):
        return next((place for place, known in enumerate(elements) if known.lower() == element.lower()), -1)

    def add(more):
        for element in more:
            if at(element) < 0:
                elements.append(element)

    add(http.parse_list_header(text))
    for name, *arguments in steps:
        match name:
            case "contains": answers.append(at(*arguments) >= 0)
            case "find": answers.append(at(*arguments))
            case "add": answers.append(add(arguments))
            case "remove":
                answers.append(None)
                if at(*arguments) >= 0:
                    del elements[at(*arguments)]
            case "extend": answers.append(add(*arguments))
            case "is_empty": answers.append(not elements)
    return [*answers, ", ".join(map(quoted, elements))]


def sets(cases, rng):
    words = ["Accept", "accept", "Cookie", "COOKIE", '"a b"', "*", "x-y", "origin", '"q\\"r"', "", " "]
    for _ in range(360):
        text = ",".join(rng.choice(["", " "]) + rng.choice(words) for _ in range(rng.randint(0, 5)))
        steps = []
        for _ in range(rng.randint(0, 5)):
            name = rng.choice(["contains", "find", "add", "remove", "extend", "is_empty"])
            element = lambda: rng.choice(["accept", "Accept", "cookie", "a b", "*", "X-Y", "new", "Vary", 'q"r'])
            arguments = {"extend": [[element() for _ in range(rng.randint(0, 3))]], "is_empty": []}.get(name, [element()])
            steps.append([name, *arguments])
        cases.add("header_set", [text, steps], header_set(text, steps), second_set(text, steps), "better DS-11")


def policies(cases, rng):
    names = ["default-src", "script-src", "IMG-SRC", "upgrade-insecure-requests", "sandbox", "x_y", "é", "a b", ""]
    values = ["'self'", "*", "'none'", "https://a.example data:", "", "a; b", "a, b", "é", "a\r\nb", " 'self' ", "'nonce-abc'"]
    for _ in range(200):
        pairs = [[name, rng.choice(values)] for name in rng.sample(names[:5] if rng.random() < 0.7 else names, rng.randint(0, 3))]
        found = http.dump_csp_header(ContentSecurityPolicy(pairs))
        expected, reason = "; ".join(f"{name.lower()} {text.strip()}".strip() for name, text in pairs), "better CSP 2.2"
        if any(not re.fullmatch("[A-Za-z0-9-]+", name) or not re.fullmatch(r"[ -+\--:<-~]*", text) for name, text in pairs):
            expected = ERROR
        elif any(text == "" for _, text in pairs):
            reason = "better DS-17"
        cases.add("dump_csp", [pairs], found, expected, reason)


def tags(cases, rng):
    for _ in range(160):
        tag, weak = value(rng, [*"abc019-_.+/=", "é", "W/", ",", *([" ", '"', "\\", "\x00", "\r\n"] if rng.random() < 0.4 else [])]), rng.random() < 0.4
        found = asked(http.quote_etag, tag, weak)
        bad = ERROR if re.search(r'[" \x00-\x1f\x7f]', tag) else found
        cases.add("quote_etag", [tag, weak], found, bad, "better RFC 9110 5.5" if CONTROL.search(tag) else "better RFC 9110 8.8.3")


def numbers(cases, rng):
    for _ in range(60):
        age = rng.choice([0, 1, rng.randint(0, 10**9), round(rng.uniform(0, 10**5), 2)])
        cases.add("dump_age", [age], http.dump_age(age))
    for _ in range(160):
        start = rng.randint(0, 1000)
        stop, length = start + rng.randint(1, 1000), rng.choice([None, rng.randint(2001, 9999)])
        found = ContentRange("bytes", start, stop, length).to_header()
        cases.add("dump_content_range", [start, stop, length], found)
        first = rng.randint(0, 500)
        ranges = [[first, first + rng.randint(1, 9)]] + ([[first + 20, None]] if rng.random() < 0.4 else [])
        if rng.random() < 0.2:
            ranges = [[-rng.randint(1, 99), None]]
        text = "bytes=" + ",".join(f"{a}" if a < 0 else f"{a}-{'' if b is None else b - 1}" for a, b in ranges)
        cases.add("dump_range", [text], http.parse_range_header(text).to_header())


FLAGS = ["public", "no_store", "no_transform", "must_revalidate", "proxy_revalidate", "must_understand", "immutable"]
SECONDS = ["max_age", "s_maxage", "stale_while_revalidate", "stale_if_error"]


def cache_controls(cases, rng):
    for _ in range(220):
        wanted = {name: True for name in rng.sample(FLAGS, rng.randint(0, 3))}
        wanted |= {name: rng.choice([0, 60, 31536000, rng.randint(0, 10**6)]) for name in rng.sample(SECONDS, rng.randint(0, 3))}
        wanted |= {name: rng.choice([True, "set-cookie", "x-a"]) for name in rng.sample(["private", "no_cache"], rng.randint(0, 2))}
        control = ResponseCacheControl()
        for name, setting in wanted.items():
            setattr(control, name, setting)
        # The order is everybody's own, and a list of fields is quoted (RFC 9111 5.2.2.4).
        found = sorted(control.to_header().split(", ")) if wanted else [""]
        quotes = sorted(re.sub("^((?:private|no-cache)=)([^\"].*)$", r'\1"\2"', part) for part in found)
        cases.add("dump_cache_control", [wanted], found, quotes, "better RFC 9111 5.2.2.4")


def main(folder):
    cases, rng = Cases(), random.Random(1865)
    for area in [lists, dicts, options, sets, policies, tags, numbers, cache_controls]:
        area(cases, rng)
    cases.write(f"{folder}/dumps.json")


if __name__ == "__main__":
    main(sys.argv[1])
