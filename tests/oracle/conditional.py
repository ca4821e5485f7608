"""Vectors for entity tags, ranges and conditional requests: what the real Werkzeug answers, and what wz is to answer.

    /tmp/oracle/bin/python tests/oracle/conditional.py tests/oracle/data

writes `conditional.json` (see `routing.py` for how Werkzeug gets there). The same seed gives the same file. What wz is to
answer to a request comes from a third reading of RFC 9110 section 13.2.2, beside the two in `wz::conditional`. Reasons:

  DS-18, DS-19, DS-20     the empty tag is one; a weak If-Range does not match; a long suffix is the whole
  RS-42, RS-43            ranges that cannot be read are ignored, several are served; all preconditions, for all methods
  RFC 9110 section N      as it says there
"""

import random
import re
import sys

from tagged import Cases
from werkzeug.datastructures import ContentRange
from werkzeug.exceptions import RequestedRangeNotSatisfiable
from werkzeug.http import generate_etag, parse_content_range_header, parse_date, parse_etags, parse_if_range_header
from werkzeug.http import parse_range_header, quote_etag, unquote_etag
from werkzeug.sansio.http import is_resource_modified
from werkzeug.test import EnvironBuilder
from werkzeug.wrappers import Response

ERROR = {"error": True}
DATES = {second: f"Thu, 01 Jan 1970 00:00:{second:02} GMT" for second in (19, 20, 21)}


# ---------------------------------------------------------------- entity tags

TAGS = [
    '"a"', 'W/"a"', 'w/"a"', "a", "W/a", '"a b"', '"a,b"', '""', 'W/""', '"a\\"', '"é"', "*", "", " ", ",", '"a', 'a"', '"a"b"', "W/", "W/*",
    '"a" x', 'x "a"', '"a";"b"', "W /\"a\"", '"a"  ', '  "a"', "\t\"a\"\t", "'a'", '"' + "x" * 50 + '"', "a b", "W/W/\"a\"", '"*"', "/", '"W/"',
]


def tag_pairs(header):
    tags = parse_etags(header)
    if tags.star_tag:
        return "*"
    return sorted([True, tag] for tag in tags._weak) + sorted([False, tag] for tag in tags._strong)


def clean(header):
    """What Werkzeug reads, but for what the reasons are."""
    if header.strip(" \t") == "*":
        return "*", "better RFC 9110 section 5.5"
    pairs, reason, rest = set(), None, header
    token = re.compile(r'[ \t]*([Ww]/)?(?:"([^"]*)"|([^" \t,]+))[ \t]*(?:,|\Z)')
    while True:
        if found := token.match(rest):
            weak, quoted, bare = found.groups()
            tag = bare if quoted is None else quoted
            rest = rest[found.end():]
            pairs.add((bool(weak), tag))
            reason = "better DS-18" if tag == "" else reason
        elif "," in rest:
            rest = rest[rest.index(",") + 1:]
        else:
            return [[weak, tag] for weak, tag in sorted(pairs, key=lambda pair: (not pair[0], pair[1]))], reason


def entity_tags(cases, rng):
    headers = TAGS + ['"a", W/"b", c', '"a" x, "b"', ', ,"x"', 'W/"a",W/"a"', '"a","a"', '*, "a"', '"a", *', "W/, a"]
    headers += [rng.choice([", ", ",", " , ", ",,", ";", " "]).join(rng.choice(TAGS) for _ in range(rng.randint(1, 4))) for _ in range(250)]
    for header in headers:
        try:
            werkzeug = tag_pairs(header)
        except TypeError:
            # The empty tag is `None`, which cannot be sorted beside others.
            werkzeug = ERROR
        expected, reason = clean(header)
        cases.add("etags", [header], werkzeug, expected, reason if werkzeug != expected else None)
        tags = parse_etags(header)
        for tag in ["a", "b", "x"]:
            # A star that blanks surround is a list with one odd tag in Werkzeug.
            star = expected == "*"
            reason = "better RFC 9110 section 5.5" if star else None
            cases.add("contains_strong", [header, tag], tags.contains(tag), True if star else None, reason)
            cases.add("contains_weak", [header, tag], tags.contains_weak(tag), True if star else None, reason)
    for tag in TAGS + [tag for tag in headers if "," not in tag]:
        werkzeug = list(unquote_etag(tag))
        stripped = tag.strip(" \t")
        body = stripped[2:] if stripped[:2] in ("W/", "w/") else stripped
        quoted = len(body) > 1 and body[0] == body[-1] == '"'
        inner = body[1:-1] if quoted else body
        if not body or '"' in inner:
            # Nothing, or a quote where none can be.
            cases.add("etag", [tag], werkzeug if tag else ERROR, ERROR, "better RFC 9110 section 8.8.3")
        else:
            cases.add("etag", [tag], werkzeug, [inner, len(body) < len(stripped)], "better RFC 9110 section 5.5" if tag != stripped else None)
    for tag in ["a", "", "é", 'a"b', "a b", "*", "a\\b", "a,b", "W/a", "a\tb"]:
        for weak in [False, True]:
            try:
                werkzeug = quote_etag(tag, weak)
            except ValueError:
                werkzeug = ERROR
            bad = bool(re.search(r"[\s]", tag))
            cases.add("quote_etag", [tag, weak], werkzeug, ERROR if bad else None, "better RFC 9110 section 8.8.3" if bad else None)
    for size in [0, 1, 55, 56, 63, 64, 65, 1000]:
        text = "".join(rng.choice("abcé ") for _ in range(size))
        cases.add("generate_etag", [text], generate_etag(text.encode()))


# ---------------------------------------------------------------- ranges

PARTS = [
    "0-", "0-0", "0-4", "-5", "-20", "-0", "5-3", " 0 - 4 ", "3-4", "9-9", "9-", "10-", "10-12", "0-99", "+1-2", "1_0-20", "٣-٤", "--5", "1-2-3", "-",
    "", " ", "a-b", "0-x", "99999999999999999999999-", "0-99999999999999999999999", "-99999999999999999999999", "5", "0-4;x", "1-+2", "00-04", "6-8",
]
UNITS = ["bytes", "Bytes", "bytes ", " bytes", "items", "", "by tes", "bytes=", "b"]


def position(text):
    text = text.strip(" \t")
    return min(int(text), 2**64 - 1) if re.fullmatch("[0-9]+", text) else None


def read_range(header):
    """Unit and parts of a header as RFC 9110 section 14.1.1 has it; `None` when it is none."""
    unit, equals, set_ = header.partition("=")
    unit = unit.strip(" \t").lower()
    if not equals or not re.fullmatch(r"[!#$%&'*+.^_`|~0-9a-z-]+", unit):
        return None
    parts = []
    for part in filter(None, (part.strip(" \t") for part in set_.split(","))):
        first, dash, last = (text.strip(" \t") for text in part.partition("-"))
        numbers = position(first), position(last)
        if dash and first == "" and numbers[1] is not None:
            parts.append(["suffix", numbers[1]])
        elif dash and last == "" and numbers[0] is not None:
            parts.append(["from", numbers[0]])
        elif dash and None not in numbers and numbers[0] <= numbers[1]:
            parts.append(["from-to", *numbers])
        elif unit != "bytes" and re.fullmatch(r"[!-+\--~]+", part):
            parts.append(["other", part])
        else:
            return None
    return [unit, parts] if parts else None


def satisfiable(parts, length):
    found = []
    for kind, *numbers in parts:
        if kind == "suffix":
            start, end = max(length - numbers[0], 0), length
        elif kind == "from":
            start, end = numbers[0], length
        elif kind == "from-to":
            start, end = numbers[0], min(numbers[1] + 1, length)
        else:
            continue
        if start < end:
            found.append([start, end])
    return found


def werkzeug_range(header):
    if (found := parse_range_header(header)) is None:
        return None
    parts = []
    for start, end in found.ranges:
        if end is None:
            parts.append(["suffix", -start] if start < 0 else ["from", start])
        else:
            parts.append(["from-to", start, end - 1])
    return [found.units, [[kind, *(min(n, 2**64 - 1) for n in numbers)] for kind, *numbers in parts]]


def range_reason(header, unit_is_token):
    if not unit_is_token:
        return "better RFC 9110 section 14.1"
    if "," in header and read_range(header):
        return "better RFC 9110 section 14.1.2"
    return "better RFC 9110 section 14.1.1"


def ranges(cases, rng):
    headers = [f"{unit}={part}" for unit in UNITS for part in PARTS[:12]] + [f"bytes={part}" for part in PARTS]
    headers += ["", "bytes", "junk", "=", "bytes==0-1", "bytes=0-1=2", "bytes:0-1", "bytes 0-1"]
    for _ in range(300):
        some = PARTS[:14] if rng.random() < 0.8 else PARTS
        headers.append(f"{rng.choice(UNITS[:3])}={rng.choice([',', ', ', ' ,'] ).join(rng.choice(some) for _ in range(rng.randint(1, 4)))}")
    for header in headers:
        werkzeug, expected = werkzeug_range(header), read_range(header)
        token = bool(re.fullmatch(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+", header.partition("=")[0].strip(" \t")))
        cases.add("range", [header], werkzeug, expected, range_reason(header, token) if werkzeug != expected else None)
        for length in [0, 1, 10]:
            found = parse_range_header(header)
            werkzeug = found.to_content_range_header(length) if found else None
            expected = None
            if (read := read_range(header)) and read[0] == "bytes" and len(read[1]) == 1 and (parts := satisfiable(read[1], length)):
                expected = f"bytes {parts[0][0]}-{parts[0][1] - 1}/{length}"
            reason = "better DS-20" if "-2" in header or "-5" in header or "-99" in header else range_reason(header, token)
            cases.add("to_content_range", [header, length], werkzeug, expected, reason if werkzeug != expected else None)


def content_ranges(cases, rng):
    parts = ["0-4", "*", "4-2", "0-0", "10-12", "5-9", "+1-2", "a-b", "-", "0-", "-5", " 0-4", "0 - 4", "1-2-3", "", "0-99999999999999999999999"]
    lengths = ["10", "*", "-1", "5", "0", "+10", "1_0", "", "x", " 10", "10 ", "10/2", "٣", "99999999999999999999999"]
    headers = [f"{unit} {part}/{length}" for unit in ["bytes", "items"] for part in parts for length in lengths]
    headers += ["", "bytes", "bytes 0-4", "bytes0-4/10", "bytes  0-4/10", "\tbytes 0-4/10 ", "Bytes 0-4/10", "by,tes 0-4/10", " 0-4/10", "b@d 0-1/2", "bytes\t0-4/10"]
    for header in headers:
        found = parse_content_range_header(header)
        werkzeug = [found.units, found.start, found.stop, found.length] if found else None
        expected, reason = werkzeug, None
        if found:
            if found.start is None and found.length is None:
                expected, reason = None, "better RFC 9110 section 14.4"
            elif found.length is not None and found.stop is not None and found.stop > found.length:
                expected, reason = None, "better RFC 9110 section 14.4"
            elif any(number is not None and number >= 2**64 - 1 for number in (found.stop, found.length)):
                expected, reason = None, "rust numbers have 64 bits"
            elif not re.fullmatch(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+", found.units):
                expected, reason = None, "better RFC 9110 section 14.1"
        cases.add("content_range", [header], werkzeug, expected, reason)
    for start, stop, length in [(0, 5, 10), (0, 5, None), (5, 10, 10), (0, 1, 1), (None, None, 10), (None, None, 0)]:
        cases.add("write_content_range", [start, stop, length], ContentRange("bytes", start, stop, length).to_header())


def if_ranges(cases):
    for header in [*TAGS, *DATES.values(), "Thursday, 01-Jan-70 00:00:20 GMT", "Thu Jan  1 00:00:20 1970", "junk", '"Thu, 01 Jan 1970 00:00:20 GMT"', "0"]:
        found = parse_if_range_header(header)
        if found.date is not None:
            werkzeug = ["date", int(found.date.timestamp())]
        else:
            werkzeug = ["etag", found.etag] if found.etag is not None else ERROR
        stripped = header.strip(" \t")
        weak = stripped[:2] in ("W/", "w/")
        body = stripped[2:] if weak else stripped
        inner = body[1:-1] if len(body) > 1 and body[0] == body[-1] == '"' else body
        if werkzeug != ERROR and werkzeug[0] == "date":
            # A date in quotes is a tag, which Werkzeug reads as a date.
            expected = ["etag", inner] if '"' in header else werkzeug
            cases.add("if_range", [header], werkzeug, expected, "better RFC 9110 section 13.1.5" if expected != werkzeug else None)
        elif not body or '"' in inner:
            cases.add("if_range", [header], werkzeug, ERROR, "better RFC 9110 section 8.8.3")
        else:
            expected = ["weak" if weak else "etag", inner]
            reason = "better DS-19" if weak else "better RFC 9110 section 5.5"
            cases.add("if_range", [header], werkzeug, expected, reason if expected != werkzeug else None)


# ---------------------------------------------------------------- requests

def tags_of(header):
    found, _ = clean(header)
    return found


def is_true(header, there, weakly):
    """Whether a list of tags has the one that is there."""
    tags = tags_of(header)
    if tags == "*":
        return there["exists"]
    if there["etag"] is None:
        return False
    weak, name = there["etag"]
    return any((weakly or not (weak or other)) and name == tag for other, tag in tags)


def second(text):
    date = parse_date(text) if text else None
    return int(date.timestamp()) if date else None


def evaluate(method, headers, there):
    """The steps of RFC 9110 section 13.2.2: a status, and what is in `Content-Range`."""
    get, reads = method == "GET", method in ("GET", "HEAD")
    if method in ("OPTIONS", "TRACE", "CONNECT") or (reads and not there["exists"]):
        return 200, None
    modified = there["modified"]
    if "If-Match" in headers:
        if not is_true(headers["If-Match"], there, False):
            return 412, None
    elif modified is not None and (since := second(headers.get("If-Unmodified-Since"))) is not None and modified > since:
        return 412, None
    if "If-None-Match" in headers:
        if is_true(headers["If-None-Match"], there, True):
            return (304 if reads else 412), None
    elif reads and modified is not None and (since := second(headers.get("If-Modified-Since"))) is not None and modified <= since:
        return 304, None
    length = there["length"]
    read = read_range(headers["Range"]) if get and "Range" in headers else None
    if read is None or read[0] != "bytes" or not length:
        return 200, None
    if (condition := headers.get("If-Range")) is not None:
        if '"' in condition:
            holds = is_true(condition, there, False)
        else:
            holds = modified is not None and second(condition) == modified
        if not holds or not satisfiable(read[1], length):
            return 200, None
    joined = []
    for place, (start, end) in sorted(enumerate(satisfiable(read[1], length)), key=lambda item: item[1][0]):
        if joined and start <= joined[-1][1][1]:
            joined[-1] = (min(joined[-1][0], place), [joined[-1][1][0], max(joined[-1][1][1], end)])
        else:
            joined.append((place, [start, end]))
    found = [part for _, part in sorted(joined)]
    if not found:
        return 416, f"bytes */{length}"
    if len(found) > 1:
        return 206, found
    return 206, f"bytes {found[0][0]}-{found[0][1] - 1}/{length}"


def werkzeug_answer(method, headers, there):
    etag = there["etag"]
    response = Response("x" * there["length"])
    if etag:
        response.set_etag(etag[1], etag[0])
    if there["modified"] is not None:
        response.last_modified = there["modified"]
    environ = EnvironBuilder(method=method, headers=headers).get_environ()
    try:
        response.make_conditional(environ, accept_ranges=True, complete_length=there["length"])
    except RequestedRangeNotSatisfiable as error:
        return 416, dict(error.get_headers(environ)).get("Content-Range")
    return response.status_code, response.headers.get("Content-Range")


def request_reason(method, headers, werkzeug, expected):
    if method not in ("GET", "HEAD"):
        return "better RS-43"
    if method == "HEAD" and werkzeug[0] in (206, 416):
        return "better RFC 9110 section 14.2"
    if {"If-Match", "If-Unmodified-Since"} & {*headers}:
        return "better RS-43"
    if "If-None-Match" in headers:
        return "better RS-43"
    if "If-Range" in headers and expected[0] == 200 and headers["If-Range"].startswith("W/"):
        return "better DS-19"
    if "If-Range" in headers and expected[0] == 200 and werkzeug[0] == 416:
        return "better RFC 9110 section 13.2.2"
    if "If-Range" in headers and expected[0] == 200:
        return "better RFC 9110 section 13.1.5"
    if expected[0] == 206 and read_range(headers["Range"])[1][0][0] == "suffix" and "," not in headers["Range"]:
        return "better DS-20"
    if "Range" in headers and werkzeug[0] == 416:
        return "better RS-42"
    # Werkzeug looks at the range before anything else.
    if "Range" in headers and "If-Modified-Since" in headers and expected[0] == 304:
        return "better RS-43"
    raise AssertionError(f"no reason: {method} {headers}\n  werkzeug {werkzeug}\n  expected {expected}")


def requests(cases, rng):
    tags = ["*", '"a"', 'W/"a"', '"b"', '"b", "a"', '"b", W/"a"', 'W/"b"']
    dates = [*DATES.values(), "yesterday"]
    range_headers = ["bytes=0-4", "bytes=5-", "bytes=-3", "bytes=-20", "bytes=10-", "bytes=0-0,2-3", "bytes=2-3,0-1", "bytes=0-99", "junk", "items=0-1", "bytes=5-3", "bytes=0-4,2-8"]
    if_ranges = ['"a"', 'W/"a"', '"b"', *dates[:3]]

    def ask(method, headers, there):
        expected = evaluate(method, headers, there)
        werkzeug = werkzeug_answer(method, headers, there) if there["exists"] else (200, None)
        reason = None
        if werkzeug != expected:
            reason = request_reason(method, headers, werkzeug, expected)
        cases.add("evaluate", [method, headers, there], list(werkzeug), list(expected), reason)

    states = [
        {"exists": True, "etag": etag, "modified": modified, "length": length}
        for etag in (None, [False, "a"], [True, "a"]) for modified in (None, 20) for length in (0, 10)
    ]
    for there in states:
        for name, values in [("If-Match", tags), ("If-None-Match", tags), ("If-Modified-Since", dates), ("If-Unmodified-Since", dates), ("Range", range_headers)]:
            for value in values:
                ask("GET", {name: value}, there)
                ask(rng.choice(["HEAD", "PUT", "POST", "DELETE"]), {name: value}, there)
    pool = {"If-Match": tags, "If-None-Match": tags, "If-Modified-Since": dates, "If-Unmodified-Since": dates, "Range": range_headers, "If-Range": if_ranges}
    for _ in range(900):
        names = rng.sample([*pool], rng.randint(1, 4))
        headers = {name: rng.choice(pool[name]) for name in sorted(names)}
        missing = {"exists": False, "etag": None, "modified": None, "length": 0}
        there = missing if rng.random() < 0.05 else rng.choice(states)
        ask(rng.choice(["GET"] * 6 + ["HEAD", "PUT", "POST", "DELETE", "PATCH", "OPTIONS"]), headers, there)


def modified(cases, rng):
    """`is_resource_modified`, which knows neither methods nor ranges."""
    tags, dates = [None, '"a"', 'W/"a"', '"b"', "*", '"b", W/"a"'], [None, *DATES.values()]
    for _ in range(400):
        none_match, since = rng.choice(tags), rng.choice(dates)
        etag, changed = rng.choice([None, '"a"', 'W/"a"']), rng.choice([None, 20])
        werkzeug = is_resource_modified(
            http_if_modified_since=since, http_if_none_match=none_match, etag=etag, last_modified=DATES.get(changed),
        )
        headers = {name: value for name, value in [("If-None-Match", none_match), ("If-Modified-Since", since)] if value}
        there = {"exists": True, "etag": [etag[0] == "W", "a"] if etag else None, "modified": changed, "length": 10}
        expected = evaluate("GET", headers, there)[0] != 304
        cases.add("is_resource_modified", [headers, there], werkzeug, expected, "better RS-43" if werkzeug != expected else None)


def main(folder):
    cases, rng = Cases(), random.Random(2103)
    entity_tags(cases, rng)
    ranges(cases, rng)
    content_ranges(cases, rng)
    if_ranges(cases)
    requests(cases, rng)
    modified(cases, rng)
    cases.write(f"{folder}/conditional.json")


if __name__ == "__main__":
    main(sys.argv[1])
