"""Vectors for `ProxyFix`: what the real Werkzeug makes of a request that came through proxies, and what wz is to make of it.

    /tmp/oracle/bin/python tests/oracle/proxy_fix.py tests/oracle/data

writes `proxy_fix.json`; `tagged.py` says what is in it. The same seed gives the same file. An answer is the address of the
client, the scheme, the `Host` header and the script root. Where wz gives another one, the reason is:

  RFC 9110 5.6.1.2  empty elements of a list do not count
  MW-05             a value that makes no sense is ignored, where Werkzeug takes whatever is there; an address has no port
"""

import random
import re
import sys
from ipaddress import ip_address
from urllib.request import parse_http_list

from tagged import Cases
from werkzeug.http import unquote_header_value
from werkzeug.middleware.proxy_fix import ProxyFix

NAMES = ["for", "proto", "host", "port", "prefix"]
PEER, HOSTS = "192.168.0.1", ["spam", "spam:8000", "[2001:db8::1]", "[2001:db8::1]:8000"]
GOOD = {
    "for": ["203.0.113.7", "10.0.0.1", "2001:db8::7", '"203.0.113.8"', "127.0.0.1"],
    "proto": ["http", "https"],
    "host": ["eggs", "eggs:8443", "eggs.example.com", "[2001:db8::a]", "[2001:db8::a]:8443", "10.0.0.9:80", "my_service"],
    "port": ["80", "443", "8080", "65535"],
    "prefix": ["/eggs", "/eggs/bacon", "/a%20b"],
}
BAD = {
    "for": ["unknown", "_hidden", "203.0.113", "203.0.113.7:80", "[2001:db8::7]", "[2001:db8::7]:80", "example.com"],
    "proto": ["javascript", "HTTPS", "wss", "ws", "htt ps", "https:"],
    "host": ["a/b", "a b", "user@host", "a:b", "a:0", "a:65536", "[::1", "a..b/", "a?b"],
    "port": ["0", "-1", "65536", "http", "+80", "080x"],
    "prefix": ["eggs", "/", "/eggs/", "//evil.example", "/a/../b", "https://evil.example", "/a?b", "/a#b"],
}


def werkzeug(counts, headers, host):
    environ = {"REMOTE_ADDR": PEER, "wsgi.url_scheme": "http", "HTTP_HOST": host, "SCRIPT_NAME": "", "SERVER_NAME": "s", "SERVER_PORT": "80"}
    environ |= {f"HTTP_X_FORWARDED_{name.upper()}": value for name, value in headers.items()}
    seen = []

    def application(environ, _):
        seen.append([environ[key] for key in ("REMOTE_ADDR", "wsgi.url_scheme", "HTTP_HOST", "SCRIPT_NAME")])
        return []

    ProxyFix(application, *counts)(environ, None)
    return seen[0]


# ---------------------------------------------------------------- a second reading

def split_host(text):
    """Name and port, if it is a host."""
    found = re.fullmatch(r"(\[[0-9a-fA-F:.]+\]|[A-Za-z0-9._-]+)(?::([1-9][0-9]{0,4}))?", text)
    if not found or found[2] and int(found[2]) > 65535:
        return None
    return found[1], found[2]


def sensible(name, text):
    """The value as wz takes it; `None` when it makes no sense."""
    match name:
        case "for":
            bare = re.fullmatch(r"\[(.*)\](?::\d+)?|([0-9.]+):\d+", text)
            try:
                return str(ip_address((bare[1] or bare[2]) if bare else text))
            except ValueError:
                return None
        case "proto":
            return {"http": "http", "ws": "http", "https": "https", "wss": "https"}.get(text.lower())
        case "host":
            return text if split_host(text) else None
        case "port":
            return text if re.fullmatch(r"[0-9]{1,5}", text) and 0 < int(text) < 65536 else None
        case "prefix":
            text = text.rstrip("/")
            return text if re.fullmatch(r"(/(?!\.{1,2}(/|$))[^/?#\\\s]+)*", text) else None


def expected(counts, headers, host):
    """What wz answers, and why that may differ."""
    answer, why, found = [PEER, "http", host, ""], None, {}
    for name, count in zip(NAMES, counts):
        if not count or name not in headers:
            continue
        raw = [unquote_header_value(value) for value in parse_http_list(headers[name])]
        values = [value for value in raw if value]
        if values != raw:
            why = "better RFC 9110 5.6.1.2"
        # What could not be written again: nothing of the header is taken then.
        if any(not re.fullmatch(r"[!-~]+", value) or re.search(r'[,"\\]', value) for value in values):
            why = why or "better MW-05"
        elif len(values) >= count:
            found[name] = sensible(name, values[-count])
            if found[name] != values[-count]:
                why = why or "better MW-05"
    if found.get("for"):
        answer[0] = found["for"]
    if found.get("proto"):
        answer[1] = found["proto"]
    if found.get("host"):
        answer[2] = found["host"]
    if found.get("port"):
        answer[2] = f"{split_host(answer[2])[0]}:{found['port']}"
    if found.get("prefix"):
        answer[3] = found["prefix"]
    return answer, why


def main(folder):
    rng, cases = random.Random(7239), Cases()
    for _ in range(1500):
        counts = [rng.choice([0, 1, 1, 1, 2, 2, 3]) for _ in NAMES]
        if rng.random() < 0.5:
            counts = [count if rng.random() < 0.4 else 0 for count in counts]
        headers = {}
        for name in NAMES:
            pool = GOOD[name] if rng.random() < 0.8 else GOOD[name] + BAD[name]
            if rng.random() < 0.8:
                joint = rng.choice([", ", ",", " , ", ",, "] if rng.random() < 0.1 else [", ", ","])
                headers[name] = joint.join(rng.choice(pool) for _ in range(rng.choice([1, 1, 2, 3])))
        host = rng.choice(HOSTS)
        want, why = expected(counts, headers, host)
        cases.add("proxy_fix", [counts, headers, host], werkzeug(counts, headers, host), want, why)
    cases.write(f"{folder}/proxy_fix.json")


if __name__ == "__main__":
    main(sys.argv[1])
