"""Vectors for `WWW-Authenticate`: what the real Werkzeug reads, and what wz is to read.

    /tmp/oracle/bin/python tests/oracle/challenges.py tests/oracle/data

writes `challenges.json`; `tagged.py` says what is in it. The same seed gives the same file. Werkzeug reads one challenge,
and what wz reads comes from a second reading of RFC 9110 section 11.6.1 below. Where that is another answer, the first of
these reasons that applies is the tag:

  RFC 9110 5.6.4   a quote that is not closed has no end
  RFC 9110 5.6.1   there may be blanks and commas around elements
  RFC 9110 11.1    a scheme is a token
  RFC 9110 11.2    a parameter has a name that is a token, and belongs to a scheme; names have any case
  DS-23            several challenges in one line
"""

import random
import re
import sys

from tagged import Cases, asked
from werkzeug.datastructures import WWWAuthenticate
from werkzeug.http import parse_dict_header

TOKEN = re.compile(r"[!#$%&'*+\-.^_`|~0-9A-Za-z]+")
SCHEMES = ["Basic", "basic", "Digest", "DIGEST", "Bearer", "Negotiate", "Foo-1", "x!"]
TOKENS = ["abc", "abc==", "a.b-c_d~e+f/g", "YII=", "=", "x/y="]
NAMES = ["realm", "Realm", "nonce", "qop", "charset", "error", "a", "b-c", "stale", "domain", "opaque", "algorithm"]
VALUES = [
    "x", '"x"', '""', '"a b"', '"a, b"', '"a=b"', '"q \\"r\\" s"', '"\\\\"', "MD5", "true", "UTF-8", '"auth,auth-int"', '"é"', "a=b", "", '"Basic x=y"',
]
PIECES = [*SCHEMES, *TOKENS, "realm=x", 'realm="x, y"', "a=b", "=", ",", ", ", ",,", " ", "  ", "\t", '"', "\\", "é", "a*=UTF-8''%c3%a9", "b*=latin9''%a4", "realm =x", "realm= x", "a;b"]


def werkzeug(text):
    found = WWWAuthenticate.from_header(text)
    if found is None:
        return []
    token = found.token or None
    return [[found.type, token, sorted(map(list, found.parameters.items()))]]


# ---------------------------------------------------------------- a second reading

def elements(text):
    """What is between the commas that are outside of quotes; nothing when a quote is open."""
    parts, part, quoted, escaped = [], "", False, False
    for character in text:
        if escaped:
            escaped = False
        elif quoted and character == "\\":
            escaped = True
        elif character == '"':
            quoted = not quoted
        elif character == "," and not quoted:
            parts, part = [*parts, part], ""
            continue
        part += character
    return None if quoted or escaped else [found for found in (p.strip(" \t") for p in [*parts, part]) if found]


def parameter(text):
    """Name and value; nothing where the name is none, or the value could not be written."""
    pairs = [*parse_dict_header(text).items()]
    return [[n, v] for n, v in pairs if TOKEN.fullmatch(n) and v is not None and not re.search("[\x00-\x08\x0a-\x1f\x7f]", v)]


def read(text):
    if (parts := elements(text)) is None:
        return None, "better RFC 9110 5.6.4"
    challenges = []
    for part in parts:
        word = TOKEN.match(part)
        if word is None:
            return None, "better RFC 9110 11.1"
        after = part[word.end():]
        rest = after.lstrip(" \t")
        if rest.startswith("="):
            if not challenges or challenges[-1][1] is not None:
                return None, "better RFC 9110 11.2"
            challenges[-1][2] += parameter(part)
        elif after and after[0] not in " \t":
            return None, "better RFC 9110 11.1"
        elif "=" in rest.rstrip("="):
            challenges.append([word[0].lower(), None, parameter(rest)])
        else:
            challenges.append([word[0].lower(), rest or None, []])
    # Of a name that stands twice, the last value counts.
    challenges = [[scheme, token, sorted(map(list, dict(pairs).items()))] for scheme, token, pairs in challenges]
    if len(challenges) > 1:
        return challenges, "better DS-23"
    return challenges, "better RFC 9110 5.6.1" if len(parts) < text.count(",") + 1 or text != text.strip(" \t") else "better RFC 9110 11.2"


def main(folder):
    cases, rng = Cases(), random.Random(1161)

    def add(text):
        expected, reason = read(text)
        cases.add("parse_challenges", [text], asked(werkzeug, text), expected, reason)

    def one():
        scheme = rng.choice(SCHEMES)
        kind = rng.random()
        if kind < 0.15:
            return scheme
        if kind < 0.35:
            return f"{scheme} {rng.choice(TOKENS)}"
        comma = rng.choice([", ", ",", " , "])
        return f"{scheme} " + comma.join(f"{name}={rng.choice(VALUES)}" for name in rng.sample(NAMES, rng.randint(1, 4)))

    for text in ["", "Basic", 'Basic realm="a"', " Basic realm=x", "Basic realm=x,", ",", "Negotiate, NTLM", "Basic  realm=x", "Basic\trealm=x"]:
        add(text)
    for _ in range(400):
        add(one())
    for _ in range(200):
        add(", ".join(one() for _ in range(rng.randint(2, 3))))
    for _ in range(400):
        add("".join(rng.choice(PIECES) for _ in range(rng.randint(1, 9))))
    cases.write(f"{folder}/challenges.json")


if __name__ == "__main__":
    main(sys.argv[1])
