"""Cookie and authorization vectors: what the real Werkzeug answers, and what wz is to answer.

    /tmp/oracle/bin/python tests/oracle/cookies.py tests/oracle/data

writes `cookies.json` and `authorization.json`, with what `tagged.py` says; see `routing.py` for the environment. The same
seed gives the same files.
"""

import random
import re
import sys
import warnings

from tagged import Cases
from werkzeug.datastructures import Authorization, WWWAuthenticate
from werkzeug.http import dump_cookie, parse_dict_header
from werkzeug.sansio.http import parse_cookie

warnings.simplefilter("ignore")
TOKEN = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")


# ---------------------------------------------------------------- cookies

PIECES = [
    "a", "b", "name", "__Host-x", "é", "=", "=", "=", ";", ";", "; ", " ", "\t", '"', '"', "\\", '\\"', "\\303\\251",
    "\\073", "\\400", "\\1", "\\377", ",", "x y", "/", "[", "expires", "$Version", "1", "%20", "\u20ac", "==", ";;",
]


def parse_cases(cases, rng):
    fixed = [
        "a=b; a=c", 'a="b c"; d', "=x", "a = b ", "a=b=c", 'a="x;y"; b=1', 'a="\\303\\251"', 'a="unterminated; b=c',
        'a=x"y; b=c', 'a="\\400"', 'a="b"c; d=e', "a=b c; d=e", "a b=c", '"a"=b', "", "=__Host-x=bad",
    ]
    texts = fixed + ["".join(rng.choice(PIECES) for _ in range(rng.randint(1, 12))) for _ in range(584)]
    for text in texts:
        cases.add("parse_cookie", [text], list(parse_cookie(text).items(multi=True)))


def value(rng):
    pool = [chr(n) for n in range(128)] + list("abcXYZ019") * 12 + ["é", "€", "\U0001f36a", '"', "\\", ";", ",", " "]
    return "".join(rng.choice(pool) for _ in range(rng.randint(0, 10)))


def dump_cases(cases, rng):
    names = ["a"] * 8 + ["session", "__Secure-a", "__Host-a", "a b", "a;b", "é", "", "x\n", "a[b]", "a=b"]
    paths = ["/"] * 4 + [None, "/a b", "/é;x y", "/%2F?q#f", "/a,b:c@d", "a", ""]
    domains = [None] * 5 + [".Example.com:80", "localhost", "example.com", "", "a..b", "a;b", "a_b.example", "x" * 64]
    for _ in range(600):
        case = {
            "name": rng.choice(names), "value": value(rng), "path": rng.choice(paths), "domain": rng.choice(domains),
            "max_age": rng.choice([None, None, 0, 60, 10**9]), "expires": rng.choice([None, None, 0, 784111777, -5]),
            "secure": rng.random() < 0.4, "http_only": rng.random() < 0.3,
            "same_site": rng.choice([None, None, "Strict", "lax", "NONE", "x"]), "partitioned": rng.random() < 0.2,
        }
        try:
            found = dump_cookie(
                case["name"], case["value"], max_age=case["max_age"], expires=case["expires"], path=case["path"],
                domain=case["domain"], secure=case["secure"], httponly=case["http_only"], sync_expires=False,
                samesite=case["same_site"], partitioned=case["partitioned"],
            )
        except (ValueError, UnicodeError):
            found = None
        expect, why = found, []
        secure = case["secure"] or case["partitioned"]
        host, prefixed = case["name"].startswith("__Host-"), case["name"].startswith("__")
        domain = case["domain"]
        if found is not None:
            if re.search("[\x1a-\x1f]", case["value"]):
                quoted = re.sub("[\x1a-\x1f]", lambda m: f"\\{ord(m[0]):03o}", found)
                expect, why = quoted, why + ["CK-03"]
            if domain == "":
                expect, why = expect.replace("; Domain=", ""), why + ["CK-04"]
            if not TOKEN.fullmatch(case["name"]):
                expect, why = None, ["CK-06"]
            elif domain and not re.fullmatch(r"[A-Za-z0-9_.-]+", domain.split(":")[0]):
                expect, why = None, ["RFC 6265 4.1.1"]
            elif case["path"] is not None and not case["path"].startswith("/"):
                expect, why = None, ["RFC 6265 5.2.4"]
            elif (case["same_site"] or "").title() == "None" and not secure:
                expect, why = None, ["CK-05"]
            elif prefixed and (not secure or host and (domain or case["path"] != "/")):
                expect, why = None, ["CK-07"]
        cases.add("dump_cookie", [case], found, expect, "better " + why[-1] if why else None)


# ---------------------------------------------------------------- authorization

PARTS = [
    "a", "b", "realm", "nonce", "=", "=", "=", ", ", ",", " ", '"', '"x"', '"a, b"', '"c\\"d"', "\\", "é", "A", "*",
    "a*=UTF-8''%c3%a9", "b*=latin9''%a4", "abc==", "/", "username=", "nc=1",
]
SCHEMES = ["Digest", "digest", "Bearer", "Foo", "AWS4-HMAC-SHA256", "Token", "a b", "é", ""]
BASIC = [
    "dXNlcjpwYTpzcw==", "dXNlcg==", "", "!!!", "/w==", "dXNlcg", "dXNlcg=", "Og==", "w7x1Omw=", "dXNl cg==", "YQ===",
    "YTpi", "YTpi====", "=YTpi", "YR==", "YTpi\n", "_-__", "YQo6Yg==", "YTpiAA==", "YQk6Yg==", "YTpif2M=",
]


def credentials(value):
    if value is None:
        return None
    if value.type == "basic" and isinstance(value, Authorization):
        return {"basic": [value.username, value.password]}
    if value.token is not None:
        return {"scheme": value.type, "token": value.token}
    return {"scheme": value.type, "parameters": sorted([k, v] for k, v in value.parameters.items())}


def better(text, found):
    """What wz answers to credentials or a challenge, and why."""
    scheme, _, rest = text.strip(" \t").partition(" ")
    rest = rest.strip(" \t")
    if text == "" or found is None:
        return None, None
    if not TOKEN.fullmatch(scheme):
        return None, "better RFC 9110 11.1"
    if text != text.strip(" \t"):
        expect, reason = better(text.strip(" \t"), credentials(Authorization.from_header(text.strip(" \t"))))
        return expect, reason or "better RFC 9110 5.5"
    if "basic" in found and rest == "":
        return None, "better RFC 7617 2"
    if "basic" in found and re.search("[\x00-\x1f\x7f-\x9f]", "".join(found["basic"])):
        return None, "better RFC 7617 2"
    if "basic" in found and rest.endswith("==="):
        return None, "better RFC 4648 4"
    if "parameters" in found:
        if unclosed(rest):
            return None, "better RFC 9110 5.6.4"
        kept = {}
        # What is in quotes as a whole is no parameter.
        named = ",".join(item for item in items(rest) if not item.startswith('"'))
        for name, value in parse_dict_header(named).items():
            if value is not None and TOKEN.fullmatch(name):
                kept[name] = value
        kept = {k: v for k, v in kept.items() if not re.search("[\x00-\x08\x0a-\x1f\x7f]", v)}
        kept = {**found, "parameters": sorted([k, v] for k, v in kept.items())}
        return kept, "better RFC 9110 11.2"
    return found, None


def items(text):
    """The text between top-level commas."""
    found, start = [], 0
    for at, c in enumerate(text):
        if c == "," and not unclosed(text[start:at]):
            found.append(text[start:at].strip(" \t"))
            start = at + 1
    return found + [text[start:].strip(" \t")]


def unclosed(text):
    quoted = escaped = False
    for c in text:
        if escaped:
            escaped = False
        elif quoted and c == "\\":
            escaped = True
        elif c == '"':
            quoted = not quoted
    return quoted


def authorization_cases(cases, rng):
    texts = [f"{scheme}{space}{text}" for scheme in ["Basic", "basic", "BASIC"] for space in [" ", "  "] for text in BASIC]
    texts += ["Basic", "", "Bearer", "Bearer abc==", "Bearer a=b", "Digest a**=x", "Digest a**=UTF-8''%c3%a9", "Foo", "Foo a b", 'Digest a="b", c=d, e', " Bearer x"]
    for _ in range(620):
        rest = "".join(rng.choice(PARTS) for _ in range(rng.randint(0, 9)))
        texts.append(f"{rng.choice(SCHEMES)} {rest}")
    for text in texts:
        found = credentials(Authorization.from_header(text))
        expect, reason = better(text, found)
        cases.add("parse_authorization", [text], found, expect, reason)


def challenge_cases(cases, rng):
    """What is written: names of parameters from a list, any value."""
    for _ in range(300):
        scheme = rng.choice(["digest", "basic", "bearer", "foo"])
        names = rng.sample(["realm", "domain", "nonce", "opaque", "qop", "algorithm", "stale", "charset", "x"], rng.randint(0, 4))
        parameters = [[n, re.sub("[\x00-\x1f\x7f]", "", value(rng))] for n in names]
        found = str(WWWAuthenticate(scheme, dict(parameters)))
        expect = found
        for name, text in parameters:
            if name == "realm" and scheme != "digest" and TOKEN.fullmatch(text):
                expect = expect.replace(f"realm={text}", f'realm="{text}"', 1)
        cases.add("dump_challenge", [scheme, parameters], found, expect, "better DS-23")


if __name__ == "__main__":
    rng = random.Random(2031)
    folder = sys.argv[1]
    cookies, authorization = Cases(), Cases()
    parse_cases(cookies, rng)
    dump_cases(cookies, rng)
    authorization_cases(authorization, rng)
    challenge_cases(authorization, rng)
    cookies.write(f"{folder}/cookies.json")
    authorization.write(f"{folder}/authorization.json")
