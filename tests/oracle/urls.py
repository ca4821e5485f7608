"""Vectors for URLs and hosts: what the real Werkzeug answers, and what wz is to answer.

    /tmp/oracle/bin/python tests/oracle/urls.py tests/oracle/data

writes `urls.json` (see `routing.py` for how Werkzeug gets there). The same seed gives the same file. What wz answers comes
from a second reading of the RFCs below; where it is not what Werkzeug answers, the first of these reasons that applies is
the tag:

  RFC 3986 section 3.2.2  a host is of characters that hosts have, an address one that can be read
  RFC 3986 section 2.1    tabs, line breaks and control characters are encoded; Werkzeug takes them out
  RFC 3986 section 2.4    a percent sign that starts no escape is encoded
  RFC 3986 section 5.3    a `//` with nothing after it stays, and none is made up
  RFC 3986 section 6.2.3  a `?` or `#` with nothing after it stays
  RFC 3986 section 4.2    the first segment gets no `:`, which would make a scheme of it
  RFC 3986 section 3.3    a path behind a host starts with a slash
  RFC 3987 section 4.1    what turns the direction of text, or is no character of IRIs, stays encoded
  RFC 5891                names of hosts are not those of 2003 any more
  UR-02                   a label that is no Punycode stays as it is; Werkzeug may fail
  WS-02                   hosts are compared without regard to case
"""

import ipaddress
import random
import re
import sys
from urllib.parse import parse_qsl, quote

from tagged import Cases, asked
from werkzeug.exceptions import SecurityError
from werkzeug.sansio.utils import get_current_url, get_host, host_is_trusted
from werkzeug.urls import _urlencode, iri_to_uri, uri_to_iri

ERROR = {"error": True}
REFERENCE = re.compile(r"^(([A-Za-z][A-Za-z0-9+.-]*):)?(//([^/?#]*))?([^?#]*)(\?([^#]*))?(#(.*))?$", re.S)
SAFE = {"user": "!$&'()*+,;=", "path": "!$&'()*+,;=:@/", "query": "!$&'()*+,;=:@/?", "fragment": "!$&'()*+,;=:@/?#"}
KEPT = {"user": ":@/?#\\", "path": "/?#\\", "first": "/?#:\\", "query": "&=+#", "fragment": ""}
# Those that both generations of IDNA agree about.
NAMES = {"☃.net": "xn--n3h.net", "münchen.de": "xn--mnchen-3ya.de", "BÜCHER.ch": "xn--bcher-kva.ch", "例え.jp": "xn--r8jz45g.jp", "пример.рф": "xn--e1afmkfd.xn--p1ai"}
NEWER = {"straße.de": "xn--strae-oqa.de"}

HOSTS = [
    "h", "example.com", "EXAMPLE.com", "a.b-c.d", "127.0.0.1", "[::1]", "[2001:DB8::1]", "h.", "a_b", "a~b", "a!b", "xn--n3h.net",
    "xn--mnchen-3ya.de", "xn--zzzzzz.x", "xn--a.xn--n3h.net", *NAMES, *NEWER,
]
BAD_HOSTS = ["a b", "a<b", "a\\b", "a|b", "[::1", "[zz]", "[::1]x", "h%", "h%zz", "a^b", "`", "a{b}", "[::1]]", "\"", "a\tb", "a\x7f"]
USERS = ["", "u@", "u:p@", ":@", "@", "u:@", ":p@", "ü:ö@", "u%3A:p%40@", "a@b@", "a:b:c@", "u%2F@", "e.example%5C@", "u!$&'()*+,;=@", "a|b@", "%C3%BC:%ff@"]
PORTS = ["", ":80", ":0", ":", ":65535", ":65536", ":99999", ":x", ":+1", ":080", ":1:2", ":-1", ":８０"]
PATHS = [
    "", "/", "/a", "/a b", "//x", "/påth", "/a|b^c`d{e}\"f<g>\\h", "/%20", "/a%2Fb%2fc", "/%25", "/100%", "/%zz", "/%C3%A9%c3%a9", "/%ff",
    "/%E2%28%A1", "/%0a%7f", "/a;b=c", "/:@!$&'()*+,=", "/\\evil", "/日本語/x", "/%E2%80%AE", "/%C2%85", "/%EF%BF%BD", "/😀", "/%F0%9F%98%80",
    "/..", "/.//", "/%41%5a", "/%7e-._~", "/%5C%22%3C%3E", "/%5c%5Cx", "/a\u0301", "/%c3ü%bc", "/%E0%A4", "/%3A%40%3F%23", "/\x01", "/a\nb", "/\t/x", "/%F3%A0%80%81",
]
RELATIVE = ["a", "a b", "a:b", "1:b", "é:b", "a%3Ab", "a%3Ab/c%3Ad", "./a:b", "?q", "#f", "a/b:c", "%3A", "javascript%3Aalert(1)", "x-y.z+1:p", ":", "::", "a\\:b", "%5C%5Cx", "a%5cb", "java%73cript:x", "%61:b:c/d:e"]
QUERIES = ["", "?", "?q=1", "?q=èry%DF", "?b=%26%3D%2B%23&c=%2F", "?a b", "?a+b", "?/?:@", "?%zz", "?[x]=1", "?a|b", "?é=ü&é", "?%E2%82%AC%ff", "?\\", "?%20%00", "??"]
FRAGMENTS = ["", "#", "#f", "#f g", "#é#x", "#%C3%A9%25%20", "#a?b", "#\\^", "#%ff"]
CONTROLS = {*map(chr, range(0x20)), "\x7f"}
SCHEMES = ["http:", "https:", "HTTP:", "ftp:", "ws:", "itms-services:", "mailto:", "file:", "x:", ""]


# ---------------------------------------------------------------- a second reading

def encode(part, text):
    quoted = quote(text, safe=SAFE[part] + "%")
    return re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", quoted)


def in_iri(character):
    code = ord(character)
    if 0x80 <= code < 0xA0 or code in (0x200E, 0x200F) or 0x202A <= code <= 0x202E or 0x2066 <= code <= 0x2069:
        return False
    if 0xFDD0 <= code <= 0xFDEF or 0xFFF0 <= code <= 0xFFFF or 0xE0000 <= code <= 0xE0FFF:
        return False
    return code & 0xFFFE != 0xFFFE


def decode(part, text):
    kept = {*range(0x21), 0x25, 0x7F, *KEPT[part].encode()}

    def run(found):
        out, group = "", b""
        for escape in [*re.findall("%..", found[0]), ""]:
            byte = int(escape[1:], 16) if escape else None
            if escape and byte not in kept:
                group += bytes([byte])
                continue
            for character in group.decode("utf-8", "surrogateescape"):
                bare = not "\udc80" <= character <= "\udcff" and in_iri(character)
                out += character if bare else "".join(f"%{b:02X}" for b in character.encode("utf-8", "surrogateescape"))
            group = b""
            out += escape
        return out

    decoded = re.sub("(?:%[0-9A-Fa-f]{2})+", run, text)
    # Nor does one stand there that was there before.
    return "".join(c if in_iri(c) and c not in CONTROLS else quote(c, safe="") for c in decoded)


def authority(text):
    """User, password, host and port, or an error."""
    user, at, rest = text.rpartition("@")
    name, colon, password = user.partition(":")
    if found := re.fullmatch(r"(\[[^\]]*\])(?::(.*))?", rest, re.S):
        host, port = found[1], found[2]
        try:
            ipaddress.IPv6Address(host[1:-1].partition("%")[0])
        except ValueError:
            return None
    else:
        host, _, port = rest.partition(":")
        if re.search(r"[\x00-\x20\x7f\"<>\\^`{|}\[\]]|%(?![0-9A-Fa-f]{2})", host):
            return None
    if port and not (re.fullmatch("[0-9]+", port) and int(port) <= 65535):
        return None
    port = f":{int(port)}" if port else ""
    return (name if at else None, password if colon else None, host.lower() if "%" not in host else host, port)


def read(reference, direction):
    """What `iri_to_uri` or `uri_to_iri` make of a reference."""
    _, scheme, slashes, net, path, query, query_text, fragment, fragment_text = REFERENCE.match(reference).groups()
    push = encode if direction == "uri" else decode
    out = f"{scheme.lower()}:" if scheme else ""
    if slashes is not None:
        if (parts := authority(net)) is None:
            return ERROR
        name, password, host, port = parts
        out += "//"
        if name is not None:
            out += push("user", name) + (":" + push("user", password) if password is not None else "") + "@"
        names = {name.lower(): ascii for name, ascii in {**NAMES, **NEWER}.items()}
        if direction == "uri":
            host = names.get(host, host)
        else:
            host = {"xn--mnchen-3ya.de": "münchen.de", "xn--n3h.net": "☃.net", "xn--a.xn--n3h.net": "xn--a.☃.net"}.get(host, host)
        out += host + port
    first = path.find("/") if "/" in path else len(path)
    if scheme or slashes is not None or direction == "uri":
        out += push("path", path)
    else:
        segment = push("first", path[:first])
        out += re.sub("^([A-Za-z][A-Za-z0-9+.-]*):", r"\1%3A", segment) + push("path", path[first:])
    if query is not None:
        out += "?" + push("query", query_text)
    if fragment is not None:
        out += "#" + push("fragment", fragment_text)
    return out


def why(reference, direction, werkzeug, expected):
    """The reason for another answer."""
    found = REFERENCE.match(reference).groups()
    scheme, slashes, net, path = found[1], found[2], found[3], found[4]
    if expected == ERROR or (net and re.search(r"[\x00-\x20\\\[\]<>]", net)):
        return "better RFC 3986 section 3.2.2"
    if direction == "iri" and werkzeug == ERROR and "xn--" in net:
        return "better UR-02"
    if any(name in (net or "").lower() for name in [*NEWER, *NEWER.values()]):
        return "better RFC 5891"
    if re.search("[\x00-\x20\x7f]", reference) and not werkzeug == ERROR:
        return "better RFC 3986 section 2.1"
    if re.search("%(?![0-9A-Fa-f]{2})", reference):
        return "better RFC 3986 section 2.4"
    if (slashes is not None and not net) or (scheme and slashes is None) or path.startswith("//"):
        return "better RFC 3986 section 5.3"
    if found[6] == "" or found[8] == "":
        return "better RFC 3986 section 6.2.3"
    if direction == "iri" and "%3A" in expected.upper() and slashes is None:
        return "better RFC 3986 section 4.2"
    if direction == "iri" and re.search("%(E2%80|C2%8|C2%9|EF%B|F3%A0)", reference.upper()):
        return "better RFC 3987 section 4.1"
    if direction == "iri" and "%5C" in reference.upper():
        return "better RFC 3987 section 3.2"
    raise AssertionError(f"no reason: {direction} {reference!r}\n  werkzeug {werkzeug!r}\n  expected {expected!r}")


def convert(cases, reference):
    for direction, function in [("uri", iri_to_uri), ("iri", uri_to_iri)]:
        werkzeug, expected = asked(function, reference), read(reference, direction)
        reason = why(reference, direction, werkzeug, expected) if werkzeug != expected else None
        cases.add(function.__name__, [reference], werkzeug, expected, reason)


def conversions(cases, rng):
    for path in PATHS + RELATIVE:
        convert(cases, path)
        convert(cases, f"http://h{path}" if path.startswith("/") else path)
    for tail in QUERIES + FRAGMENTS:
        convert(cases, f"/p{tail}")
        convert(cases, tail)
    for host in HOSTS + BAD_HOSTS:
        convert(cases, f"http://{host}/")
        convert(cases, f"//{host}")
    for user in USERS:
        for port in PORTS:
            convert(cases, f"http://{user}h{port}/")
    for text in ["", "//", "///", "///x", "////x", "http:", "http:/", "http:/x", "http://", "http:///x", "itms-services://?action=x&u=é", "mailto:a@b", " x", "\x01x", "http://h?q", "http://h#f", "x://", "file:///a/b"]:
        convert(cases, text)
    for _ in range(250):
        net = f"//{rng.choice(USERS)}{rng.choice(HOSTS)}{rng.choice(PORTS[:5])}"
        head = rng.choice([rng.choice(SCHEMES[:5]) + net, net, ""])
        path = rng.choice([p for p in PATHS if head or not p.startswith("//")])
        convert(cases, head + path + rng.choice(["", rng.choice(PATHS)]) + rng.choice(QUERIES) + rng.choice(FRAGMENTS))


# ---------------------------------------------------------------- queries

def query(cases, rng):
    words = ["a", "b", "a b", "", "é", "&", "=", "+", "%", "#", "日本", "a;b", "/?:@", "!$'()*,", "~-._", "\n", "\"<>", "[x]", "😀", "\\^`{|}"]
    texts = ["a=b", "a", "=", "=x", "a=", "&", "a&&b", "a=b=c", "a+b=c+d", "%61=%C3%BC", "a=%ff", "%ff=1", "a=%", "a=%z1", "a;b=c", "a=b;c", "é=ü", "a=%E2%82", "a=%00", "a=b#c", "x=1&x=2&y=3&x=1", "+", "%2B+%20", "a=%c3%bc%FF%c3"]
    for _ in range(150):
        texts.append("&".join(rng.choice(texts[:24]) for _ in range(rng.randint(0, 4))))
    for text in texts:
        pairs = parse_qsl(text, keep_blank_values=True, errors="werkzeug.url_quote")
        cases.add("query_pairs", [text], [list(pair) for pair in pairs])
    for _ in range(150):
        pairs = [[rng.choice(words), rng.choice(words)] for _ in range(rng.randint(0, 4))]
        cases.add("encode_query", [pairs], _urlencode([tuple(pair) for pair in pairs]))


# ---------------------------------------------------------------- hosts

HEADERS = [
    "example.com", "example.com:80", "example.com:443", "example.com:8080", "EXAMPLE.com", "Example.Com:80", "[::1]", "[::1]:5000", "[::1]:80",
    "[2001:db8::1]", "a.com.", "-a-", ".", "..", "a_b.com", "::1", "1.2.3.4", "1.2.3.4:99999", "a:0", "a:01", "a b", "", "a/b", "a@b", "☃.net",
    "xn--n3h.net", "[::1%eth0]", "a:", ":80", "a?b", "a:8080:1", "a#b", "a\\b", "a,b", "[", "]", "[]", "[:]", "[::1", "[:::]", "[1:2]", "[g::1]",
    "[::ffff:1.2.3.4]", "x.example.com", "xexample.com", "example.com.evil.org", "localhost", "localhost:5000", "a:65535", "a:65536", "a:+1",
    "a\n", " a", "a ", "a\0", "A-1.b", "www.example.com:443", "a" * 300, "example.com:80:80", "example.com:080",
]
TRUSTED = [[], ["example.com"], [".example.com"], ["EXAMPLE.COM"], ["example.com:8080"], ["a", ".b.com"], ["localhost", "127.0.0.1"], ["☃.net"], ["xn--n3h.net"], ["[::1]"], [".com"]]
SERVERS = [None, ["localhost", 5000], ["example.com", 80], ["::1", 5000], ["[::1]", 80], ["/tmp/s.sock", None], ["a b", 80], ["0.0.0.0", 443]]


def is_host(host):
    if found := re.fullmatch(r"(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9.-]+)(?::([1-9][0-9]{0,4}))?", host):
        if found[2] and int(found[2]) > 65535:
            return None
        if found[1].startswith("["):
            try:
                ipaddress.IPv6Address(found[1][1:-1])
            except ValueError:
                return None
        return found[1]
    return None


def trusts(host, trusted):
    if (name := is_host(host)) is None:
        return False
    if not trusted:
        return True
    for ref in trusted:
        below, ref = ref.startswith("."), NAMES.get(ref, ref).lstrip(".").lower()
        ref = re.sub(r"(?<!:):[0-9]+$", "", ref)
        if name.lower() == ref or (below and name.lower().endswith("." + ref)):
            return True
    return False


def host_reason(host, trusted):
    if "[" in (host or "") or any("[" in ref for ref in trusted) or ":" in (host or "").rpartition(":")[0]:
        return "better RFC 3986 section 3.2.2"
    return "better WS-02"


def hosts(cases):
    def ask_host(scheme, header, server, trusted):
        try:
            werkzeug = get_host(scheme, header, tuple(server) if server else None, trusted) or None
        except SecurityError:
            werkzeug = ERROR
        if header is None and (server is None or server[1] is None):
            expected = None
        else:
            host = header
            if host is None:
                host = f"[{server[0]}]:{server[1]}" if ":" in server[0] and server[0][0] != "[" else f"{server[0]}:{server[1]}"
            port = {"http": ":80", "ws": ":80", "https": ":443", "wss": ":443"}.get(scheme, "")
            expected = host.removesuffix(port) if trusts(host, trusted) else ERROR if trusted else None
            reason = host_reason(host, trusted)
        cases.add("get_host", [scheme, header, server, trusted], werkzeug, expected, reason if werkzeug != expected else None)

    for header in HEADERS:
        for trusted in TRUSTED:
            werkzeug, expected = host_is_trusted(header, trusted), trusts(header, trusted)
            cases.add("host_is_trusted", [header, trusted], werkzeug, expected, host_reason(header, trusted) if werkzeug != expected else None)
        for scheme in ["http", "https", "ws", "wss", "x"]:
            ask_host(scheme, header, None, [])
        ask_host("http", header, ["localhost", 80], [".example.com"])
        ask_host("https", header, None, ["EXAMPLE.com"])
    for server in SERVERS:
        for scheme in ["http", "https"]:
            for trusted in TRUSTED[:5]:
                ask_host(scheme, None, server, trusted)


def current(cases, rng):
    roots = [None, "", "/", "/app", "/a b/", "/é", "app", "//", "/%20", "/a%2Fb", "/a?b"]
    paths = [None, "", "/", "/x", "//x", "/é%20?#", "/a b", "/a%C3%A9%2F", "x", "/a;b=c", "/%E2%82%AC", "/\\x"]
    queries = [None, "", "q=1", "q=é&x", "a b", "q=%C3%BC%26", "a#b", "?", "a=%ff"]
    for root in roots:
        for path in paths:
            text = rng.choice(queries)
            for scheme, host, query_text in [("http", "h", text), ("https", "example.com:8080", rng.choice(queries))]:
                arguments = [scheme, host, root, path, query_text]
                rest = path, query_text.encode() if query_text is not None else None
                werkzeug = asked(get_current_url, scheme, host, root, *rest)
                # A root without slash would make another host of it.
                expected = get_current_url(scheme, host, "/app" if root == "app" else root, *rest)
                reason = "better RFC 3986 section 3.3" if root == "app" else None
                if "\\" in expected:
                    expected, reason = expected.replace("\\", "%5C"), reason or "better RFC 3987 section 3.2"
                cases.add("get_current_url", arguments, werkzeug, expected, reason)
    for host in ["xn--n3h.net", "[::1]:5000", "EXAMPLE.com", "h:80"]:
        cases.add("get_current_url", ["http", host, "/r", "/p", "q"], get_current_url("http", host, "/r", "/p", b"q"))


def main(folder):
    cases, rng = Cases(), random.Random(2102)
    conversions(cases, rng)
    query(cases, rng)
    hosts(cases)
    current(cases, rng)
    cases.write(f"{folder}/urls.json")


if __name__ == "__main__":
    main(sys.argv[1])
