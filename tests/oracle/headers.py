"""Header vectors: what the real Werkzeug answers, and what wz is to answer.

    python3 -m venv /tmp/oracle && /tmp/oracle/bin/pip install werkzeug==3.1.9
    /tmp/oracle/bin/python tests/oracle/headers.py tests/oracle/data

writes `headers.json`; `tagged.py` says what is in it. The same seed gives the same file.

Random inputs are left out where they meet one of the deviations; those are written out below, one by one.
"""

import random
import re
import sys

from tagged import Cases
from werkzeug import http
from werkzeug.datastructures import Accept, CharsetAccept, Headers, LanguageAccept, MIMEAccept
from werkzeug.datastructures import RequestCacheControl, ResponseCacheControl
from werkzeug.sansio.utils import get_content_length
from werkzeug.utils import get_content_type

cases = Cases()


def add(function, *arguments, want=None, tag="same", why=None):
    try:
        answer = FUNCTIONS[function](*arguments)
    except (ValueError, UnicodeError) as error:
        answer = {"error": type(error).__name__}
    if tag == "same":
        cases.add(function, list(arguments), answer)
    else:
        assert why and want != answer, (function, arguments, want, answer)
        cases.add(function, list(arguments), answer, want, f"{tag} {why}")


def better(function, *arguments, want, why):
    add(function, *arguments, want=want, tag="better", why=why)


# ---------------------------------------------------------------- what is asked of Werkzeug

KINDS = {"mime": MIMEAccept, "language": LanguageAccept, "encoding": Accept, "charset": CharsetAccept}


def accept(kind, text):
    return http.parse_accept_header(text, KINDS[kind])


def thousandths(quality):
    return min(1000, int(quality * 1000 + 1e-9)) or (1 if quality > 0 else 0)


def request_cache_control(text):
    c = http.parse_cache_control_header(text, cls=RequestCacheControl)
    return {
        "max_age": c.max_age, "max_stale": c.max_stale, "min_fresh": c.min_fresh, "no_cache": c.no_cache,
        "no_store": c.no_store, "no_transform": c.no_transform, "only_if_cached": c.only_if_cached,
        "stale_if_error": c.stale_if_error,
    }


def response_cache_control(text):
    c = http.parse_cache_control_header(text, cls=ResponseCacheControl)
    return {
        "max_age": c.max_age, "s_maxage": c.s_maxage, "no_cache": c.no_cache, "no_store": c.no_store,
        "no_transform": c.no_transform, "must_revalidate": c.must_revalidate,
        "proxy_revalidate": c.proxy_revalidate, "must_understand": c.must_understand, "private": c.private,
        "public": c.public, "immutable": c.immutable, "stale_while_revalidate": c.stale_while_revalidate,
        "stale_if_error": c.stale_if_error,
    }


def parse_date(text):
    date = http.parse_date(text)
    return None if date is None else round(date.timestamp())


def parse_age(text):
    age = http.parse_age(text)
    return None if age is None else age.days * 86400 + age.seconds


def is_json(text):
    kind = http.parse_options_header(text)[0].lower()
    return kind == "application/json" or kind.startswith("application/") and kind.endswith("+json")


def remove_hop_by_hop(pairs):
    headers = Headers([tuple(pair) for pair in pairs])
    http.remove_hop_by_hop_headers(headers)
    return sorted(name.lower() for name in headers.keys())


FUNCTIONS = {
    "quote": http.quote_header_value,
    "unquote": http.unquote_header_value,
    "parse_list": http.parse_list_header,
    "parse_dict": lambda text: [[key, value] for key, value in http.parse_dict_header(text).items()],
    "parse_set": lambda text: list(http.parse_set_header(text)),
    "dump_list": http.dump_header,
    "dump_dict": lambda pairs: http.dump_header(dict(pairs)),
    "parse_options": lambda text: [http.parse_options_header(text)[0], dict(sorted(http.parse_options_header(text)[1].items()))],
    "dump_options": lambda value, pairs: http.dump_options_header(value, dict(pairs)),
    "accept_items": lambda kind, text: [[value, thousandths(q)] for value, q in accept(kind, text)],
    "accept_items_folded": lambda kind, text: [[value.lower(), thousandths(q)] for value, q in accept(kind, text)],
    "accept_dump": lambda kind, text: accept(kind, text).to_header(),
    "accept_best": lambda kind, text, offers: accept(kind, text).best_match(offers),
    "accept_quality": lambda kind, text, offer: thousandths(accept(kind, text).quality(offer)),
    "accept_contains": lambda kind, text, offer: offer in accept(kind, text),
    "accept_flags": lambda text: [getattr(accept("mime", text), f"accept_{what}") for what in ("html", "xhtml", "json")],
    "request_cache_control": request_cache_control,
    "response_cache_control": response_cache_control,
    "csp": lambda text: [[key, value] for key, value in http.parse_csp_header(text).items()],
    "parse_date": parse_date,
    "http_date": lambda seconds: http.http_date(seconds),
    "parse_age": parse_age,
    "dump_age": http.dump_age,
    "is_json": is_json,
    "content_length": get_content_length,
    "is_hop_by_hop": http.is_hop_by_hop_header,
    "remove_hop_by_hop": remove_hop_by_hop,
    "content_type": lambda kind: get_content_type(kind, "utf-8"),
}

# ---------------------------------------------------------------- values and quotes

VALUES = [
    "", "a", "abc", "a b", 'a"b', "a\\b", "é", "a;b", "a,b", "a=b", "a/b", "日本", '"', '""', "\\", '\\"', "utf-8",
    "!#$%&'*+-.^_`|~", "(", ")", "<x>", "@", "[", "]", "{}", "?", ":", "a:b", " a", "a ", "a\tb", "'a'", "*", "%22",
    "0", "W/", "\\\\", '"a"', "x" * 300, '\\"' * 50,
]


def quoting():
    for value in VALUES:
        add("quote", value)
        add("unquote", value)
        add("unquote", f'"{value}"')
        add("unquote", f'"{value}')
        add("unquote", http.quote_header_value(value))
    for value in ["a\r\nb", "a\0b", "\x7f"]:
        want = '"' + re.sub("[\0-\x08\x0a-\x1f\x7f]", " ", value) + '"'
        better("quote", value, want=want, why="RFC 9110 5.5: CR, LF and NUL are replaced by spaces")


# ---------------------------------------------------------------- lists, dictionaries, options

LISTS = [
    "", ",", " , ,", "a", "a,b", "a,,b", 'a,"b,c"', 'a "b c",d', '"a', '""', '"a"b,c', "a b, c", 'a,"b', '"a\\",b"',
    '"a\\"', "\\,a", '"\\\\"', "a;b=c,d", 'x="y,z",w', "\ta\t,\tb", "é,ü", '"é,ü"', "a," * 200, '"a",' * 50, "'a,b'",
    'token, "quoted value"', "A,a,a", "a=b=c", '"a""b"', '"a" "b"', "a\u00a0,b", "\u00a0a", "=,=", '",', "a,\"b\"c\"d\"",
]
DICTS = [
    'a=b, c="d, e", f', "=b", "a=", "a*=UTF-8''%c3%a9", "a*=latin9''%a4", "A=1,a=2", "a=1,a=2", "a,a=1", "a=1,a",
    "a = b", 'a= "b c"', '"a=b"', 'a="b', "a=b c", "a==b", "a;b=c", 'a="b" c', "a*=UTF-8'en'%41b", "a*=x", "a*=''x",
    "a*=iso-8859-1''%e9", "a*=us-ascii''%41%e9", "a*=ASCII''%41", "a*=utf-8''%", "a*=utf-8''%4", "a*=utf-8''%zz",
    "a*=utf-8''", "a*=\"utf-8''%41\"", "a*", "a*b=c", "é=ü", "a=é", 'a="\\"b\\\\"', "a=1,b=2,a=3", "a\t=\tb", "a*=utf-8'%41",
    "max-age=60, private", 'realm="x", nonce="y,z"',
]
OPTIONS = [
    "", ";a=b", "TEXT/html; A=B", 'a; b="c;d"; e=f', 'a; b="c\\"d"', 'a; b="x%22y"', "a; b", "a; b=c d; e=f",
    'a; b="unterminated; c=d', "a; f*=UTF-8''%e2%82%ac", "a; f*0*=UTF-8''%c3%a9; f*1=x; f*2*=%20y", "a; f=1; f=2",
    "a; f=1; f*0=2", "a; f*1=b; f*0=a", "a; f*=UTF-8''%ff", "a;;b=c", "a; =b; c=d", 'a; "b"=c; d=e', "a; b=c=d; e=f",
    "a; b = c", "a; b='c d'", "a;b=c", "a ;b=c", "a;\tb=c", "a; b=c ", "a; b=c;", "a; b=c; ", "a;b=c;d", "a;b=;c=d",
    'a;b="";c=d', 'a;b="c"d;e=f', 'a;b="c" ;e=f', 'a;b=c"d";e=f', "a; b=%22", 'a; b="%22%22"', "a; b=%2", "a;B*=utf-8''x",
    "a; f*=utf-8'de'x", "a; f*=utf-8''", "a; f*=''x", "a; f*='x", "a; f*=x", "a; f*=\"utf-8''x\"", "a; f*=latin9''%a4",
    "a; f*=us-ascii''%e9", "a; f*=iso-8859-1''%e9", "a; f*0=\"a b\"; f*1=\" c\"", "a; f*0*=latin9''%a4; f*1*=%20",
    "a; f*0=a; f=b", "a; f*0=a; f=b; f*0=c", "a; f*x=1", "a; f*1x=1", "a; *=1", "a; *0=1", "a; f*00=1; f*01=2",
    "a; f*0*=utf-8''%41; f*1=%42; f*2*=%43", 'a; b="\\\\"; c=d', 'a; b="\\x"; c=d', "a; b=é; c=d", 'a; b="é"; c=d',
    "a, b; c=d", 'a"b;c"; d=e', "a b c; d=e", "; ; ;", "a; " + "b=c;" * 100, 'a; b="' + "\\" * 50, "a" + ";" * 100,
    'form-data; name="file"; filename="a b.txt"', 'form-data; name="a\\"b"', "multipart/form-data; boundary=----x",
    'attachment; filename="C:\\dir\\x.txt"', "text/html; charset=UTF-8", 'text/html;charset="utf-8"; q=0.5',
    'INLINE; FILENAME= "an example.html"', "attachment; filename*= UTF-8''%e2%82%ac%20rates", "text/html; charset= utf-8",
    'a; b ="c"; d\t=\te; f= ; g', "a; b =c d; e", "a; f *=UTF-8''x; g=h", "a; f* = UTF-8''x; g=h", "a; f**=x; b=c", "a; *=x; b=c",
    "a; *0=x; b=c", "a; f*0*0=x", "a; f*0*0*=UTF-8''%c3%a9; f=1", "a; f*=UTF-8''%e2%82%ac; f=euro", 'a; f*=utf-8\'\'x; f="y"',
    "a; F*=UTF-8''1; f=2; f=3", "a; f=euro; f*=UTF-8''%ff", "a; f*=UTF-8''%ff; f=euro", "a; f=euro; f*=latin9''%a4",
    "a; f=euro; f*=UTF-8''50%", "a; f=x; f*=ascii''%e9", "a; f=x; f*=%41", "a; f*=utf-8''a; f*=utf-8''%ff", "a; f*=utf-8''; f=x",
    "a; f*0=a; f*2=c", "a; f*1=b", "a; f*1=b; f=c", "a; f*0=a; f*01=b", "a; f*2=c; f*1=b; f*0=a", "a; f*0=a; f*1=b; f*0=c",
    "a; f*0*=utf-8''%e2%82; f*1*=%ac", "a; f*1*=%ac; f*0*=utf-8''%e2%82", "a; f*0*=utf-8''; f*1*=%e2%82%ac", "a; f*0=x; f*1*=%20",
    "a; f*0*=utf-8''%e2%82; f=euro; f*1*=%ac", "a; f*0*=utf-8''%e2%82; f*1*=%ac; f=euro", "a; f*0*=utf-8''%e2%82; f*1=x",
    "a; f*0*=utf-8''%e2%82; f=euro", "a; f*0*=iso-8859-15''%a4; f*=ISO-8859-1''%a4", "a; f*=UTF-8''y; f*0=x", "a; f*0=2; f=1; f*1=3",
    "a; f*0*=utf-8''; f*1=%41", "a; f*0=a; f*1*=utf-8''%41", "a; f*0=a; f*99999999999999999999=b",
    "inline; filename=a.b", "a; b=c, d=e", "a; b=[x]; c=d", "a; b=x/y", "a; b=x:y; c=d",
]
PIECES = [
    "a", "b", "text/html", "=", ";", "; ", ",", ", ", '"', '"', "\\", " ", "b=c", 'd="e f"', "*", "%22", "é", "f*0=x",
    "g*1=y", "h*=UTF-8''%c3%a9", "i*=x", "'", "''", "0", "\t", "=\"", "\\\"", "q=0.5", "A=B",
]


def random_texts(rng, count):
    return ["".join(rng.choice(PIECES) for _ in range(rng.randint(1, 9))) for _ in range(count)]


def stars(text):
    """Whether a name that is left after its marks ends with `*`, or is not there."""
    return re.search(r"\*\*|\*\d+\*\d|(^|[;,\s\"])\*", text) is not None


# A second reading of options: RFC 9110 5.6.6 with the blanks of RFC 6266, RFC 8187 3.2, and RFC 2231 3 and 4.1.

NAME = "[A-Za-z0-9!#$%&'*+.^_`|~-]"
NAME_AND_EQUALS = re.compile(rf"[ \t]*({NAME}+)([ \t]*)=([ \t]*)")
QUOTED = re.compile(r'"(?:\\[\\"]|\\(?![\\"])|[^"\\])*"')
MARK = re.compile(r"(?:\*([0-9]+))?(\*)?$")
EXTENDED = re.compile(rf"({NAME}*?)'({NAME}*?)'({NAME}*)$")
DECODED = {"ascii", "us-ascii", "utf-8", "iso-8859-1"}


def percent(charset, texts):
    """The text, and whether it is one: of parts that are encoded, and parts that are not."""
    text, data, good = "", b"", charset in DECODED

    def flush():
        nonlocal text, data, good
        try:
            data.decode(charset or "utf-8")
        except (UnicodeDecodeError, LookupError):
            good = False
        text, data = text + data.decode(charset if charset in DECODED else "utf-8", "replace"), b""

    for encoded, part in texts:
        if not encoded or charset not in DECODED:
            flush()
            text += part
            continue
        good = good and not re.search("%(?![0-9A-Fa-f]{2})", part)
        for piece in re.split("(%[0-9A-Fa-f]{2}|[^\0-\x7f])", part):
            if re.fullmatch("%[0-9A-Fa-f]{2}", piece):
                data += bytes.fromhex(piece[1:])
            elif piece.isascii():
                data += piece.encode()
            else:
                flush()
                text += piece
    flush()
    return text, good


def charset_of(text):
    found = EXTENDED.match(text)
    return (found[1].lower(), found[3]) if found and (found[1] or found[3]) else ("", text)


def parts(text, reasons):
    while text:
        if found := NAME_AND_EQUALS.match(text):
            name, before, after = found.groups()
            text = text[found.end():]
            value = (QUOTED if text[:1] == '"' else re.compile(f"{NAME}*")).match(text)
            if value is None:
                return
            if value[0]:
                if before or after:
                    reasons.append("RFC 6266 4.1 and 5: there may be blanks around `=`")
                yield name.lower(), value[0]
            text = text[value.end():]
        text = text.partition(";")[2]


def options(text):
    """What is read, and why that may be something else than Werkzeug reads."""
    value, _, rest = text.partition(";")
    value, reasons, found = value.strip(" \t"), [], {}
    for name, text in parts(rest.strip(" \t") if value else "", reasons):
        number, extended = MARK.search(name).groups()
        name = name[: MARK.search(name).start()]
        if not name or name.endswith("*"):
            reasons.append("RFC 8187 3.2.1: a name has one character at least, and no `*`")
            continue
        known = found.setdefault(name, {"plain": None, "extended": [], "sections": {}, "last": False})
        if number is not None:
            known["last"] = True
            if number == "0" or number[0] != "0":
                known["sections"][int(number)] = (bool(extended), text)
        elif extended:
            charset, text = charset_of(text)
            known["extended"].append(percent(charset, [(True, text)]))
        else:
            known["plain"], known["last"] = http.unquote_header_value(text).replace("%22", '"'), False
    answer = {}
    for name, known in found.items():
        sections, continued, extended = known["sections"], None, known["extended"][::-1]
        if sections or known["last"]:
            reasons.append("RFC 2231 3 and 4.1: sections have numbers from 0 on, and are joined before they are decoded")
        if extended:
            reasons.append("RFC 8187 3.2.1 and 4.2, RFC 6266 4.3: the extended form counts, if it can be decoded")
        if 0 in sections:
            joined = [sections[place] for place in range(next(n for n in range(len(sections) + 1) if n not in sections))]
            charset, first = charset_of(joined[0][1]) if joined[0][0] else ("", joined[0][1])
            joined = [(joined[0][0], first), *joined[1:]]
            joined = [(e, t if e else http.unquote_header_value(t).replace("%22", '"')) for e, t in joined]
            if joined[0][0]:
                extended.append(percent(charset, joined))
            else:
                continued = "".join(text for _, text in joined)
        plain = [continued, known["plain"]] if known["last"] else [known["plain"], continued]
        all_of = [t for t, good in extended if good] + [t for t in plain if t is not None] + [t for t, good in extended if not good]
        if all_of:
            answer[name] = all_of[0]
    return [value, dict(sorted(answer.items()))], reasons


def parse_options(text):
    want, reasons = options(text)
    if want == FUNCTIONS["parse_options"](text):
        add("parse_options", text)
    else:
        better("parse_options", text, want=want, why=reasons[0])


SECTIONS = [
    "f=1", "f = 2", 'f="3 4"', "f*=utf-8''%c3%a9", "f*=utf-8''%c3", "f*=latin9''x", "f*0=a", "f*1=b", "f*2=c", "f*0*=utf-8''%c3",
    "f*1*=%a9", "f*2*=%41", "f*01=d", "f*3=e", "g*0*=iso-8859-1''%e9", "g*1*=%e9", 'g*2="x%22"', "g=h", "f*0*=utf-8''", "f*1* = %c3%a9",
]


def combine_options(rng, count):
    return ["a; " + "; ".join(rng.choice(SECTIONS) for _ in range(rng.randint(2, 5))) for _ in range(count)]


def lists(rng):
    for text in LISTS + DICTS + random_texts(rng, 250):
        add("parse_list", text)
        unique = http.parse_list_header(text)
        if len({item.lower() for item in unique}) == len(unique):
            add("parse_set", text)
    better("parse_set", "token, x, TOKEN", want=["token", "x"], why="DS-11")
    better("parse_set", "A,a,a", want=["A"], why="DS-11")
    for text in DICTS + LISTS + random_texts(rng, 250):
        if not stars(text) and not re.search(f"\\*={NAME}*?'{NAME}*?'( *,| *$)", text):
            add("parse_dict", text)
    better("parse_dict", "a*=utf-8''", want=[["a", ""]], why="RFC 8187 3.2.1: a value may have no characters")
    better("parse_dict", "a*=utf-8''%22b%22", want=[["a", '"b"']], why="RFC 8187 3.2: what is decoded has no quotes around it")
    why = "RFC 8187 3.2.1: a name has one character at least, and no `*`"
    better("parse_dict", "*=x, a=b", want=[["a", "b"]], why=why)
    better("parse_dict", "f**=x, a=b", want=[["a", "b"]], why=why)
    for text in OPTIONS + random_texts(rng, 400) + combine_options(rng, 300):
        parse_options(text)
    plain = [value for value in VALUES if value.isascii() and "%22" not in value]
    for _ in range(100):
        add("dump_list", [rng.choice(VALUES) for _ in range(rng.randint(0, 4))])
        names = rng.sample(["a", "b-c", "D", "x_y", "max-age"], rng.randint(0, 4))
        add("dump_dict", [[name, rng.choice([None, *VALUES])] for name in names])
        add("dump_options", rng.choice(["a", "text/html", "form-data"]), [[name.lower(), rng.choice(plain)] for name in names])
    better("dump_options", "a", [["b", "é"]], want="a; b*=UTF-8''%C3%A9", why="RFC 8187 3.2: text that is not ASCII")
    better("dump_options", "a", [["b", "日"]], want="a; b*=UTF-8''%E6%97%A5", why="RFC 8187 3.2: text that is not ASCII")
    better("dump_options", "a", [["b", "x\r\ny"]], want="a; b*=UTF-8''x%0D%0Ay", why="RFC 9110 5.5: no CR, LF or NUL")
    better("dump_options", "a", [["b", "%22"]], want="a; b*=UTF-8''%2522", why="RFC 8187 3.2: reads back as what it was")
    better("dump_dict", [["a b", "c"], ["d", "e"]], want="d=e", why="RFC 9110 5.6.6: a name is a token")
    better("dump_list", ["a\r\nb"], want='"a  b"', why="RFC 9110 5.5: CR, LF and NUL are replaced by spaces")


# ---------------------------------------------------------------- accept

MIMES = [
    "text/html", "text/plain", "application/json", "application/xml", "application/xhtml+xml", "image/png", "text/*",
    "image/*", "*/*", "TEXT/HTML", "text/html;level=1",
]
ACCEPTS = [
    "text/html", "*/*", "text/*", "text/html, application/json;q=0.9, */*;q=0.1", "text/html;q=0, */*",
    "application/json;q=0.5, text/html;q=0.5", "text/*;q=0.3, text/html;q=0.7, */*;q=0.5", "*/*;q=0", "text/html;q=0",
    "image/png, image/*;q=0.8", "TEXT/HTML;Q=0.5", "text/html;q=1.5, */*", "text/html;q=-1", "text/html;q=.5, a/b",
    "text/html;q=0.001", "a/b;q=x, text/plain", '"text/html"', 'text/html;q="0.5"', "text/html, text/html;q=0.1",
    "text/html;q=0.1, text/html", "text/html;level=1, text/html;q=0.5", "text/plain;format=flowed;q=0.2, text/plain",
    "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8", "text/html;q=0.12",
    "text/html;q=1.0", "text/html;q=1.000", "text/html ; q=0.5 , a/b", "text/html,,application/json", "a/b;x=y;z=w;q=0.3",
    "text/html;q=0.5;q=0.7", '*/*;q=0.5, "open',
]
LANGUAGES = [
    "en", "en-US", "en-GB", "de", "de-CH", "fr", "zh-Hant", "zh", "*", "en;q=0.5", "de-AT;q=0.8", "fr;q=0.9", "*;q=0.1",
    "*;q=0", "EN_us", "pt-BR;q=0.3", "da", "x-klingon", "en-us;q=0.7", "de;q=0",
]
TAGS = ["en", "en-US", "en_GB", "de", "de-CH", "fr", "fr-CA", "pt", "da", "ja", "EN"]
CODINGS = ["gzip", "br", "deflate", "zstd", "*", "gzip;q=0.5", "br;q=0.9", "*;q=0", "*;q=0.3", "identity", "identity;q=0", "GZIP;q=0.2", "compress;q=0"]
CHARSETS = ["utf-8", "UTF8;q=0.7", "iso-8859-1", "latin1;q=0.3", "*", "*;q=0", "koi8-r", "us-ascii;q=0.2", "ASCII", "utf-8;q=0"]


def combine(rng, elements, count, most=4):
    return [rng.choice([",", ", "]).join(rng.choice(elements) for _ in range(rng.randint(1, most))) for _ in range(count)]


def leaks(text, offers):
    """Whether an offer is refused, and could be allowed by something that has the same beginning (DS-14)."""
    refused = [item.split(";")[0].strip().lower() for item in text.split(",") if re.search(r";q=0(\.0*)?\s*$", item)]
    tags = [offer.lower().replace("_", "-") for offer in offers]
    return any(range_ != "*" and f"{tag}-".startswith(range_ + "-") for range_ in refused for tag in tags)


def spelled(text):
    """Elements, and what is written of them: types in lower case, and numbers not as Python has them."""
    add("accept_items" if text == text.lower() else "accept_items_folded", "mime", text)
    dumped = accept("mime", text).to_header()
    lower = dumped.replace("TEXT/HTML", "text/html")
    if not dumped and text.strip(", \t"):
        better("accept_dump", "mime", text, want="*/*;q=0", why="RFC 9110 12.5.1: without an element anything would do")
    elif lower != dumped:
        better("accept_dump", "mime", text, want=lower.replace("=0.0", "=0"), why="RFC 9110 8.3.1: a type has any case")
    elif "=0.0" in dumped and "=0.00" not in dumped:
        add("accept_dump", "mime", text, want=dumped.replace("=0.0", "=0"), tag="rust", why="how a number is written")
    else:
        add("accept_dump", "mime", text)


def flags(text):
    accepted = accept("mime", text)
    wanted = [accepted.quality(kind) > 0 for kind in ("text/html", "application/xhtml+xml", "application/xml", "application/json")]
    want = [any(wanted[:3]), any(wanted[1:3]), wanted[3]]
    if want == FUNCTIONS["accept_flags"](text):
        add("accept_flags", text)
    else:
        better("accept_flags", text, want=want, why="RFC 9110 12.4.2: 0 is not acceptable")


def accepts(rng):
    valid = [mime for mime in MIMES if mime != "text/html;level=1"]
    for text in ACCEPTS + combine(rng, [f"{m}{q}" for m in MIMES for q in ("", ";q=0.5", ";q=0", ";q=0.9")], 150):
        spelled(text)
        flags(text)
        for _ in range(3):
            offers = rng.sample(["text/html", "text/plain", "application/json", "image/png"], rng.randint(1, 4))
            add("accept_best", "mime", text, offers)
        for offer in rng.sample(valid, 3):
            add("accept_quality", "mime", text, offer)
            add("accept_contains", "mime", text, offer)
    why = "RFC 9110 12.5.1: a range without parameters covers every one (DS-13)"
    for text, offer, quality in [
        ("text/html", "text/html;level=1", 1000), ("text/html;q=0.5", "text/html; charset=utf-8", 500),
        ("text/html;level=1;q=0.3, text/html;q=0.7", "text/html;level=2", 700),
        ("application/json", "application/json;profile=x", 1000),
    ]:
        better("accept_quality", "mime", text, offer, want=quality, why=why)
        better("accept_contains", "mime", text, offer, want=True, why=why)
        better("accept_best", "mime", text, [offer], want=offer, why=why)
    better("accept_quality", "mime", "text/html;level=1", "text/html;level=1;charset=utf-8", want=1000, why=why)
    for text, want in [("text/html;q=1.", [["text/html", 1000]]), ("text/html;q=0.", [["text/html", 0]])]:
        better("accept_items", "mime", text, want=want, why="RFC 9110 12.4.2: a point without digits")
    for text in ["text/html; q= 0.5", "text/html; q = 0.5", "text/html;q\t=\t0.5"]:
        better("accept_items", "mime", text, want=[["text/html", 500]], why="RFC 9110 12.4.2: spaces do not make it 1")
    better("accept_items", "mime", "text/html;q=, a/b", want=[["a/b", 1000]], why="RFC 9110 12.4.2: no quality is no 1")
    better("accept_items", "mime", "text/html;q=-0", want=[], why="RFC 9110 12.4.2: a quality has no sign")
    better("accept_items", "mime", "text, */html, a/b", want=[["a/b", 1000]], why="RFC 9110 12.5.1: no media range")
    for text, offers, best in [("", ["a/b"], "a/b"), ("", ["x/y", "a/b"], "x/y")]:
        better("accept_best", "mime", text, offers, want=best, why="DS-12")
        better("accept_quality", "mime", text, offers[0], want=1000, why="DS-12")
    add("accept_best", "mime", "junk", ["a/b"])
    for offer in ["text", "*/html"]:
        add("accept_quality", "mime", "*/*", offer, want=0, tag="rust", why="no exceptions: what is no media type does not match")

    for text in combine(rng, LANGUAGES, 200):
        add("accept_items", "language", text)
        for _ in range(3):
            offers = rng.sample(TAGS, rng.randint(1, 4))
            if not leaks(text, offers) and "zh-hant" not in text.lower():
                add("accept_best", "language", text, offers)
        tag = rng.choice(TAGS)
        add("accept_quality", "language", text, tag)
        add("accept_contains", "language", text, tag)
    why = "RFC 4647 3.4: subtags go away one by one (DS-14)"
    better("accept_best", "language", "zh-Hant-TW", ["zh", "zh-Hant"], want="zh-Hant", why=why)
    better("accept_best", "language", "zh-Hant-TW, en;q=0.5", ["zh", "zh-Hant"], want="zh-Hant", why=why)
    better("accept_best", "language", "de-DE-1996", ["de-DE"], want="de-DE", why=why)
    better("accept_best", "language", "zh-Hant", ["zh-Hant-TW"], want="zh-Hant-TW", why="RFC 4647 3.3.1: a range covers what begins with it")
    better("accept_best", "language", "en-US;q=0, en", ["en-US"], want=None, why="DS-14")
    better("accept_best", "language", "en-US;q=0, en", ["en-US", "en-GB"], want="en-GB", why="DS-14")
    better("accept_best", "language", "de-CH, de;q=0", ["de", "fr"], want=None, why="DS-14")
    better("accept_best", "language", "en;q=0, *", ["en-US", "fr"], want="fr", why="DS-14")
    better("accept_best", "language", "en", ["eng-x", "en-US"], want="en-US", why="RFC 4647 2.1: `en` is no beginning of `eng`")
    better("accept_best", "language", "", ["de"], want="de", why="DS-12")

    for text in combine(rng, CODINGS, 150):
        add("accept_items", "encoding", text)
        offers = rng.sample(["gzip", "br", "deflate", "zstd"], rng.randint(1, 4))
        add("accept_best", "encoding", text, offers)
        add("accept_quality", "encoding", text, offers[0])
        add("accept_contains", "encoding", text, offers[0])
        if "identity" in text or "*" in text:
            add("accept_best", "encoding", text, ["identity", *offers])
            add("accept_quality", "encoding", text, "identity")
        elif http.parse_accept_header(text).best_match(offers) is None:
            better("accept_best", "encoding", text, ["identity", *offers], want="identity", why="RFC 9110 12.5.3: identity unless refused")
            better("accept_quality", "encoding", text, "identity", want=1, why="RFC 9110 12.5.3: identity unless refused")
        else:
            add("accept_best", "encoding", text, ["identity", *offers])
    better("accept_best", "encoding", "", ["gzip", "identity"], want="identity", why="RFC 9110 12.5.3: empty is identity only")
    better("accept_best", "encoding", "x-gzip", ["gzip"], want="gzip", why="RFC 9110 8.4.1.3: x-gzip is gzip")
    better("accept_best", "encoding", "gzip, compress", ["x-compress"], want="x-compress", why="RFC 9110 8.4.1.1: x-compress is compress")

    for text in combine(rng, CHARSETS, 100):
        add("accept_items", "charset", text)
        offers = rng.sample(["utf-8", "iso-8859-1", "latin1", "ascii", "koi8-r"], rng.randint(1, 4))
        add("accept_best", "charset", text, offers)
        add("accept_quality", "charset", text, offers[0])
        add("accept_contains", "charset", text, offers[0])


# ---------------------------------------------------------------- cache-control, content-security-policy

DIRECTIVES = [
    "max-age=60", "max-age=0", 'max-age="60"', "max-age", "max-age=abc", "max-age=", "max-stale", "max-stale=5", "min-fresh=7",
    "no-cache", "no-store", "no-transform", "only-if-cached", "stale-if-error=9", "x=y", "x", "s-maxage=3", "public",
    "private", 'private="a, b"', "no-cache=a", "must-revalidate", "proxy-revalidate", "must-understand", "immutable",
    "stale-while-revalidate=4", "max-age = 8", "", " ", 'ext="a, b"', "max-age=007", "max-age=31536000000",
]
POLICIES = [
    "default-src 'self'", "default-src 'self'; img-src *", "img-src * data:;", ";;script-src 'none'", "  a b  ;  c d  ", "a  b  c",
    "script-src 'self' 'unsafe-inline' https://x.example; report-uri /csp", "frame-ancestors 'none'; sandbox allow-scripts",
    "script-src 'nonce-abc'; style-src 'sha256-x=' 'strict-dynamic'", "a-1 b", "", ";", " ; ; ",
    "connect-src wss://x.example:8080/path; worker-src blob:", "base-uri 'self'; form-action https:; object-src 'none'",
]


def cache_and_policy(rng):
    for text in combine(rng, DIRECTIVES, 250, 6):
        names = [part.split("=")[0].strip() for part in http.parse_list_header(text)]
        if len(names) != len(set(names)):
            continue
        for function in ("request_cache_control", "response_cache_control"):
            if function == "request_cache_control" and "max-stale=" in text and "max-stale=5" not in text:
                continue
            add(function, text)
    for text in ['no-store, "open', '"x', "a b, no-store", "no-store;x, max-age=1"]:
        add("request_cache_control", text)
        add("response_cache_control", text)
    none = request_cache_control("")
    empty = response_cache_control("")
    for text, field in [("No-Cache", "no_cache"), ("NO-STORE", "no_store"), ("No-Transform", "no_transform")]:
        better("request_cache_control", text, want={**none, field: True}, why="DS-16")
        better("response_cache_control", text, want={**empty, field: True}, why="DS-16")
    better("response_cache_control", "Max-Age=5, PUBLIC", want={**empty, "max_age": 5, "public": True}, why="DS-16")
    for number in ("-1", "+1", "1_0", "٣"):
        better("request_cache_control", f"max-age={number}", want=none, why="RFC 9111 1.2.2: digits (DS-16, HT-13)")
        better("response_cache_control", f"s-maxage={number}", want=empty, why="RFC 9111 1.2.2: digits (DS-16, HT-13)")
    huge = 2**64 - 1
    better("request_cache_control", "max-age=99999999999999999999", want={**none, "max_age": huge}, why="RFC 9111 1.2.2: what is too large")
    for text in ("max-age=1, max-age=2", "max-age=1, max-age=3, no-store"):
        field = {"max_age": 1, "no_store": "no-store" in text}
        better("response_cache_control", text, want={**empty, **field}, why="RFC 9111 4.2.1: the first one counts")
        better("request_cache_control", text, want={**none, **field}, why="RFC 9111 4.2.1: the first one counts")
    better("response_cache_control", "private, private=a", want={**empty, "private": True}, why="RFC 9111 5.2.2.7: the whole covers a field")
    better("response_cache_control", 'private=a, private="b"', want={**empty, "private": "a, b"}, why="RFC 9111 5.2.2.7: both are meant")
    better("response_cache_control", 'no-cache=""', want={**empty, "no_cache": True}, why="RFC 9111 5.2.2.4: no field does not limit it")
    better("request_cache_control", '"no-store"', want=none, why="RFC 9111 5.2: a directive is a token")

    for text in POLICIES + ["; ".join(rng.sample([p for p in POLICIES if ";" not in p and p.strip()], 2)) for _ in range(20)]:
        names = [part.split()[0] for part in text.split(";") if part.strip()]
        if len(names) == len(set(names)):
            add("csp", text)
    why = "CSP 2.2.1 (DS-17)"
    better("csp", "default-src 'self'; upgrade-insecure-requests; ; bad", want=[["default-src", "'self'"], ["upgrade-insecure-requests", ""], ["bad", ""]], why=why)
    better("csp", "sandbox", want=[["sandbox", ""]], why=why)
    better("csp", "a b; a c", want=[["a", "b"]], why=why)
    better("csp", "Default-Src x", want=[["default-src", "x"]], why="CSP 2.2.1: names have any case")
    better("csp", "a\tb", want=[["a", "b"]], why="CSP 2.2.1: ASCII white space")
    better("csp", "a é; b c", want=[["b", "c"]], why="CSP 2.2.1: what is not ASCII is ignored")
    better("csp", "a_b c; d e", want=[["d", "e"]], why="CSP 2.3: a name has letters, digits and `-`")
    better("csp", "a b, c d", want=None, why="CSP 2.2.2: a comma is between policies")


# ---------------------------------------------------------------- dates and ages

DATES = [
    "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994", "Sun Nov 16 08:49:37 1994",
    "Sun, 6 Nov 1994 08:49:37 GMT", "06 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49 GMT", "Sun, 06 Nov 1994 08:49:37",
    "Sun, 06 Nov 1994 08:49:37 +0200", "Sun, 06 Nov 1994 08:49:37 -0530", "Sun, 06 Nov 1994 08:49:37 EST",
    "Sun, 06 Nov 1994 08:49:37 PDT", "Sun, 06 Nov 1994 08:49:37 UTC", "Sun, 06 Nov 1994 08:49:37 Z", "Mon, 06 Nov 1994 08:49:37 GMT",
    "sun, 06 nov 1994 08:49:37 gmt", "SUN, 06 NOV 1994 08:49:37 GMT", "Sun, 06 Nov 1994 8:49:37 GMT", "Sun, 06 Nov 94 08:49:37 GMT",
    "Sun, 06 Nov 68 08:49:37 GMT", "Sun, 06 Nov 69 08:49:37 GMT", "Sun, 06 Nov 00 08:49:37 GMT", "Thu, 29 Feb 2024 00:00:00 GMT",
    "Thu, 29 Feb 2023 00:00:00 GMT", "Sun, 32 Nov 1994 08:49:37 GMT", "Sun, 00 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 24:00:00 GMT",
    "Sun, 06 Nov 1994 23:60:00 GMT", "Sun, 06 Foo 1994 08:49:37 GMT", "Sun, 06 November 1994 08:49:37 GMT", "", " ", "0", "-1", "now",
    "1994-11-06", "1994-11-06T08:49:37Z", "1994-11-06 08:49:37", "Sun, 06 Nov 1994", "08:49:37", "Sun", "Sun,", ",", "a b c d e",
    "Sun,06 Nov 1994 08:49:37 GMT", "Sun 06 Nov 1994 08:49:37 GMT", "Sun, Nov 06 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:37 GMT (x)",
    "Fri, 31 Dec 9999 23:59:59 GMT", "Thu, 01 Jan 1970 00:00:00 GMT", "Wed, 31 Dec 1969 23:59:59 GMT", "Sun, 06 Nov 1994 08:49:37 +0000",
    "Sun, 06 Nov 1994 08:49:37 -0000", "Sun, 06-Nov-1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:37+0100", "784111777", "784111777.5",
    "Sun, 06 Nov 1994 08:49:37 GMT, x", "Sun, 06 Nov 1994 x8:49:37 GMT", "Sun, 06 Nov 1994 08:49:37:00 GMT", "Sun, 06 Nov 1994 :49:37 GMT",
    "Sun, x6 Nov 1994 08:49:37 GMT", "Sun, 06 Nov x994 08:49:37 GMT", "  Sun, 06 Nov 1994 08:49:37 GMT  ", "Sun,  06  Nov  1994  08:49:37  GMT",
    "Sun, 06 Nov 1994 08:49:37 CET", "Sun, 06 Nov 1994 08:49:37 A", "Sun, 06 Nov 1000 08:49:37 GMT", "Nov 6 1994 08:49:37",
]


def dates(rng):
    for text in DATES:
        add("parse_date", text)
    for _ in range(300):
        seconds = rng.choice([rng.randint(-62135596800, 253402300799), rng.randint(0, 2**32)])
        add("http_date", seconds)
        text = http.http_date(seconds)
        if not text[12:16].startswith("00"):
            add("parse_date", text)
            add("parse_date", text.replace(" GMT", rng.choice([" +0130", " -1100", " EST", "", " UTC"])))
    for seconds in (0, -1, 1, -62135596800, 253402300799, 951782400, 1709164800):
        add("http_date", seconds)
    better("parse_date", "Sat, 31 Dec 2016 23:59:60 GMT", want=1483228800, why="RFC 9110 5.6.7, HT-09: a leap second")
    better("parse_date", "Mon, 01 Jan 0099 00:00:00 GMT", want=-59042995200, why="RFC 9110 5.6.7: a year of four digits is that year")
    better("parse_date", "Mon, 01 Jan 0001 00:00:00 GMT", want=-62135596800, why="RFC 9110 5.6.7: a year of four digits is that year")
    for text in ["0", "1", "60", "007", " 5 ", "-1", "1.5", "x", "", "3600", "86400", "99999999"]:
        add("parse_age", text)
    for text in ("+1", "1_0", "٣"):
        better("parse_age", text, want=None, why="RFC 9111 1.2.2: digits (HT-13)")
    for number in ("9" * 30, str(2**64), str(2**64 - 1), f"00{2**64}"):
        better("parse_age", number, want=2**64 - 1, why="RFC 9111 1.2.2: what is too large")
    better("parse_age", "5, 7", want=5, why="RFC 9111 5.1: of several members the first")
    for age in (0, 1, 5.9, 60, 86400):
        add("dump_age", age)


def content_types():
    kinds = [
        "text/html", "text/plain", "text/css", "application/json", "application/xml", "image/svg+xml", "application/xhtml+xml",
        "application/javascript", "application/ecmascript", "application/sql", "application/xml-dtd", "image/png", "text/x",
        "application/xml-external-parsed-entity", "application/octet-stream", "application/problem+json", "multipart/form-data",
        "application/atom+xml", "video/mp4", "application/x-javascript", "text/javascript", "font/woff2",
    ]
    for kind in kinds:
        add("content_type", kind)
    better("content_type", "text/html; charset=latin1", want="text/html; charset=latin1", why="RS-03")
    for kind in [*kinds, "APPLICATION/JSON", "application/json; charset=x", "text/json", "application/jsonp", "application/x+json;a=b"]:
        add("is_json", kind)


# ---------------------------------------------------------------- the message and its connection

def messages():
    for text in (None, "0", "5", " 5 ", "007", "18446744073709551615"):
        add("content_length", text, None)
    add("content_length", "5", "chunked")
    add("content_length", "5", "gzip, Chunked")
    why = "RFC 9110 8.6: what is no length is an error, and not 0"
    for text in ("-5", "x", "+5", "", "5 5", "1_0", "٣", "5.0", "0x5", "5, 6"):
        better("content_length", text, None, want={"error": "ValueError"}, why=why)
    better("content_length", "18446744073709551616", None, want={"error": "ValueError"}, why="RFC 9110 8.6: what is too large is an error")
    for text in ("5, 5", "5,5 ,05"):
        better("content_length", text, None, want=5, why="RFC 9110 8.6: the same length several times is that length")
    better("content_length", "5", "identity", want=None, why="RFC 9112 6.3: Transfer-Encoding overrides it")
    names = [
        "Connection", "Keep-Alive", "Proxy-Authenticate", "Proxy-Authorization", "TE", "Trailer", "Transfer-Encoding", "Upgrade", "te",
        "Content-Type", "Content-Length", "Host", "Via", "Date", "Trailers", "Cookie", "X-Te", "Cache-Control", "WWW-Authenticate",
    ]
    for name in names:
        add("is_hop_by_hop", name)
    better("is_hop_by_hop", "Proxy-Connection", want=True, why="RFC 9110 7.6.1: it is one of those to be removed")
    add("remove_hop_by_hop", [[name, "x"] for name in names if name not in ("Connection", "te")])
    add("remove_hop_by_hop", [["Connection", "close"], ["Host", "a"], ["TE", "trailers"]])
    add("remove_hop_by_hop", [])
    better("remove_hop_by_hop", [["Connection", "X-A, x-b"], ["X-A", "1"], ["X-B", "1"], ["X-C", "1"]], want=["x-c"], why="HT-10")


if __name__ == "__main__":
    rng = random.Random(9110)
    quoting()
    lists(rng)
    accepts(rng)
    cache_and_policy(rng)
    dates(rng)
    content_types()
    messages()
    cases.write(f"{sys.argv[1]}/headers.json")
