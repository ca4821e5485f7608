"""Vectors for the typed fields of a response (RS-20 to RS-27; `cookies.py` has RS-28): the lines that the real Werkzeug writes, and what wz is to write.

    /tmp/oracle/bin/python tests/oracle/responses.py tests/oracle/data

writes `responses.json`; `tagged.py` says what is in it. The same seed gives the same file. A case sets one field and asks
for its lines. Werkzeug's lines are those that go to the server. Where wz writes another answer, the first of these reasons
that applies is the tag:

  RFC 3986 2.1  a `%` that begins no encoded byte is one itself
  RS-23  a field without elements is not there
  DS-11  of equal elements of a set there is one, in any case
  RS-03  a charset that is there is not written again
"""

import random
import sys
from datetime import UTC, datetime

from tagged import Cases, asked
from werkzeug import Response
from werkzeug.datastructures import WWWAuthenticate
from werkzeug.http import COEP, COOP


def lines(attribute, value):
    """The lines of a field that was set as an attribute."""
    response = Response()
    setattr(response, attribute, value)
    return response.get_wsgi_headers({"REQUEST_METHOD": "GET"}).getlist(attribute.replace("_", "-"))


def once(values):
    """Each element of a set once, in any case."""
    first = {}
    for value in values:
        first.setdefault(value.lower(), value)
    return list(first.values())


def urls(cases, rng):
    parts = ["/a", "/é", "/a b", "?q=1", "?q=ü&r=%20", "#top", "/..", "/%zz", "//host", "/€"]
    for attribute in ["location", "content_location"]:
        for _ in range(40):
            url = rng.choice(["", "http://a.example", "https://a.example:8080"]) + rng.choice(parts[:3]) + rng.choice(parts)
            found = lines(attribute, url)
            expected = [line.replace("%zz", "%25zz") for line in found]
            cases.add(attribute, [url], found, expected, "better RFC 3986 2.1")


def words(cases, _):
    for word in ["bytes", "none"]:
        cases.add("accept_ranges", [word], lines("accept_ranges", word))
    for coding in ["gzip", "br", "gzip, br", "identity", "zstd"]:
        cases.add("content_encoding", [coding], lines("content_encoding", coding))
    for origin in ["*", "https://a.example", "http://a.example:8080", "null"]:
        cases.add("access_control_allow_origin", [origin], lines("access_control_allow_origin", origin))
    for policy in COOP:
        cases.add("cross_origin_opener_policy", [policy.value], lines("cross_origin_opener_policy", policy))
    for policy in COEP:
        cases.add("cross_origin_embedder_policy", [policy.value], lines("cross_origin_embedder_policy", policy))
    for allowed in [True, False]:
        cases.add("access_control_allow_credentials", [allowed], lines("access_control_allow_credentials", allowed))


def numbers(cases, rng):
    for attribute in ["content_length", "age", "access_control_max_age", "retry_after"]:
        for number in [0, 1, 59, 2**31, *(rng.randint(0, 10**9) for _ in range(8))]:
            cases.add(attribute, [number], lines(attribute, number))
    for attribute in ["date", "expires", "last_modified"]:
        for second in [0, 1, 951782400, 253402300799, *(rng.randint(0, 2**33) for _ in range(12))]:
            cases.add(attribute, [second], lines(attribute, datetime.fromtimestamp(second, UTC)))


def sets(cases, rng):
    pool = {
        "vary": ["accept", "Accept", "cookie", "Accept-Encoding", "origin"],
        "content_language": ["en", "de", "de-CH", "EN"],
        "allow": ["GET", "HEAD", "POST", "PROPFIND"],
        "access_control_allow_headers": ["X-A", "x-a", "Content-Type", "authorization"],
        "access_control_allow_methods": ["GET", "PUT", "DELETE", "PATCH"],
        "access_control_expose_headers": ["ETag", "Link", "X-Total", "x-total"],
    }
    for attribute, names in pool.items():
        for _ in range(20):
            values = rng.sample(names, rng.randint(0, len(names)))
            expected = [", ".join(once(values))] if values else []
            cases.add(attribute, [values], lines(attribute, values), expected, "better DS-11" if values else "better RS-23")


def content_types(cases, _):
    kinds = ["text/html", "text/css", "image/png", "image/svg+xml", "application/json", "application/xml", "application/xhtml+xml",
             "application/javascript", "application/ecmascript", "application/sql", "application/xml-dtd",
             "application/xml-external-parsed-entity", "application/pdf", "application/problem+json", "video/mp4"]
    for kind in kinds:
        response = Response()
        response.mimetype = kind
        cases.add("mimetype", [kind], response.headers.getlist("content-type"))
        with_charset = f"{kind}; charset=utf-16"
        response.mimetype = with_charset
        cases.add("mimetype", [with_charset], response.headers.getlist("content-type"), [with_charset], "better RS-03")


def tags(cases, rng):
    for tag in ["a", "", "5d41402a", "W/a", "a/b", 'a"b', "é"]:
        for weak in [False, True]:
            response = Response()
            cases.add("etag", [tag, weak], asked(response.set_etag, tag, weak) or response.headers.getlist("etag"))


def challenges(cases, _):
    for schemes in [["Basic"], ["Basic", "Bearer"], []]:
        response = Response()
        response.www_authenticate = [WWWAuthenticate(scheme, {"realm": "a b"}) for scheme in schemes]
        # Names of schemes have no case, and everybody writes them as they like.
        cases.add("www_authenticate", [schemes], [line.lower() for line in response.headers.getlist("www-authenticate")])


def ranges(cases, rng):
    for _ in range(20):
        start = rng.randint(0, 900)
        stop, length = start + rng.randint(1, 99), rng.choice([None, 1000])
        response = Response()
        response.content_range.set(start, stop, length)
        cases.add("content_range", [start, stop, length], response.headers.getlist("content-range"))
    response = Response()
    response.content_range.set(None, None, 7)
    cases.add("content_range", [None, None, 7], response.headers.getlist("content-range"))


def policies(cases, _):
    for attribute in ["content_security_policy", "content_security_policy_report_only"]:
        for value in ["'self'", "'none'", "'self' https://a.example"]:
            response = Response()
            getattr(response, attribute).default_src = value
            cases.add(attribute, [value], response.headers.getlist(attribute.replace("_", "-")))


def main(folder):
    cases, rng = Cases(), random.Random(1867)
    for area in [urls, words, numbers, sets, content_types, tags, challenges, ranges, policies]:
        area(cases, rng)
    cases.write(f"{folder}/responses.json")


if __name__ == "__main__":
    main(sys.argv[1])
