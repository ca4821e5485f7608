"""Vectors for the bodies of forms: what the real Werkzeug reads, and what wz is to read.

    /tmp/oracle/bin/python tests/oracle/multipart.py tests/oracle/data

writes `multipart.json`, with what `tagged.py` says; see `routing.py` for the environment. The same seed gives the same file.
Bytes are text in ISO 8859-1. A part is its name, its filename, its type, and the text of a field or the bytes of a file.

What wz answers comes from a second reading below, which has the rules in which wz differs from Werkzeug as switches. Where
the answers differ, the tag is the reason of those rules without which they would not.
"""

import io
import itertools
import random
import re
import sys
from urllib.parse import parse_qsl

from tagged import Cases
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.formparser import FormDataParser, MultiPartParser
from werkzeug.http import parse_options_header
from werkzeug.sansio.multipart import Data, Epilogue, Field, File, MultipartDecoder, NeedData

RULES = {
    "boundary": "better FM-05",
    "name": "better FM-08",
    "preamble": "better RFC 2046 5.1.1",
    "no headers": "better RFC 2046 5.1.1",
    "padding": "better FM-13",
    "header": "better RFC 9110 5.1",
    "repeated": "better RFC 9110 5.3",
    "kind": "better RFC 2183 2",
    "extended": "better RFC 6266 4.3",
    "blanks": "better RFC 6266 4.1",
    "browser": "better RFC 7578 4.2",
}
ERROR = {"error": 400}
QUOTED = r'"(?:\\[\\"]|\\(?![\\"])|[^"\\])*"'
TOKEN = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")
LINE_BREAK = rb"(?:\r\n|\n|\r)"
CHARSETS = {"ascii", "us-ascii", "utf-8", "iso-8859-1"}


# ---------------------------------------------------------------- Werkzeug


def werkzeug(boundary, body, parts=None, field=None):
    """All at once."""
    parser = MultiPartParser(max_form_parts=parts, max_form_memory_size=field)
    try:
        fields, files = parser.parse(io.BytesIO(body), boundary.encode("ascii"), len(body))
    except RequestEntityTooLarge:
        return {"error": 413}
    except ValueError:
        return ERROR
    # The order between fields and files is lost.
    found = [[name, None, text] for name, text in fields.items(multi=True)]
    for name, file in files.items(multi=True):
        found.append([name, file.filename, file.read().decode("latin-1")])
    return found


def in_chunks(boundary, chunks):
    """As the parts come."""
    decoder = MultipartDecoder(boundary.encode("ascii"))
    found = []
    try:
        for chunk in [*chunks, None]:
            decoder.receive_data(chunk)
            event = decoder.next_event()
            while not isinstance(event, (Epilogue, NeedData)):
                if isinstance(event, (Field, File)):
                    found.append([event.name, getattr(event, "filename", None), b""])
                elif isinstance(event, Data):
                    found[-1][2] += event.data
                event = decoder.next_event()
    except (ValueError, AttributeError):
        return ERROR
    return [[name, filename, data.decode("latin-1")] for name, filename, data in found]


# ---------------------------------------------------------------- a second reading


def second(boundary, body, off=()):
    if "boundary" not in off and not re.fullmatch(r"[A-Za-z0-9'()+_,./:=?* -]{0,69}[A-Za-z0-9'()+_,./:=?*-]", boundary):
        return ERROR
    mark = b"--" + re.escape(boundary.encode())
    padding = rb"[ \t\x0b\x0c]*" if "padding" in off else rb"[ \t\x0b\x0c]{0,64}"
    after = rb"%s(?:(--)|%s%s)" % (mark, padding, LINE_BREAK)
    first = (rb"" if "preamble" in off else rb"(?:\A|%s)" % LINE_BREAK) + after
    match = re.search(first, body)
    found = []
    while match and not match[1]:
        rest = body[match.end() :]
        if "no headers" not in off and rest[:1] in (b"\r", b"\n"):
            return ERROR
        blank = re.search(rb"\r\n\r\n|\r\r\n?|\n\n", rest)
        if not blank:
            return ERROR
        head = part(rest[: blank.start()], off)
        if head is None:
            return ERROR
        # The line break of the blank line may be that of the boundary.
        body = (b"\n" if blank[0][-1:] == b"\n" else b"\r") + rest[blank.end() :]
        match = re.search(LINE_BREAK + after, body)
        if not match:
            return ERROR
        name, filename, charset = head
        data = body[1 : match.start()]
        found.append([name, filename, data.decode(charset, "replace") if filename is None else data.decode("latin-1")])
    return found if match else ERROR


def part(head, off):
    try:
        text = re.sub(rb"(?:\r\n|\n|\r)[ \t]", b" ", head).decode()
    except UnicodeDecodeError:
        return None
    headers = {}
    for line in re.split("[\r\n]", text):
        line = line.strip(" \t")
        if not line:
            continue
        name, colon, value = line.partition(":")
        name, value = name.strip(" \t").lower(), value.strip(" \t")
        fine = colon and TOKEN.fullmatch(name) and not re.search("[\0-\x08\x0a-\x1f\x7f]", value)
        if "header" not in off and not fine:
            return None
        if name in headers and name in ("content-disposition", "content-type") and "repeated" not in off:
            return None
        headers.setdefault(name, value)
    if "content-disposition" not in headers:
        return None
    disposition = headers["content-disposition"]
    if "kind" not in off and not TOKEN.fullmatch(disposition.partition(";")[0].strip(" \t")):
        return None
    form = disposition.partition(";")[0].strip(" \t").lower() == "form-data"
    if "blanks" not in off:
        disposition = re.sub(rf"{QUOTED}|[ \t]*=[ \t]*", lambda found: found[0] if found[0][0] == '"' else "=", disposition)
    if form and "browser" not in off:
        # Backslashes that are not before a quote are doubled, and so none of them is lost.
        disposition = re.sub(QUOTED, lambda found: re.sub(r'\\+(?!\\*")', lambda run: run[0] * 2, found[0]), disposition)
    options = parse_options_header(disposition)[1]
    if form and "browser" not in off:
        options = {name: value.replace("%0D", "\r").replace("%0A", "\n") for name, value in options.items()}
    if "extended" not in off and (extended := re.search(r"filename\*=[\w-]+''\S*?(?=;|$)", disposition)):
        options["filename"] = parse_options_header(f"x; {extended[0]}")[1]["filename"]
    if "name" not in off and not options.get("name"):
        return None
    charset = parse_options_header(headers.get("content-type", ""))[1].get("charset", "").lower()
    return options.get("name"), options.get("filename"), charset if charset in CHARSETS else "utf-8"


def in_order(found):
    """Fields first, as Werkzeug gives them, and all of one name together."""
    if isinstance(found, dict):
        return found
    names = {False: [], True: []}
    for name, filename, _ in found:
        kind = names[filename is not None]
        if name not in kind:
            kind.append(name)
    return sorted(found, key=lambda one: (one[1] is not None, names[one[1] is not None].index(one[0])))


def reason(boundary, body, asked):
    """The rules that make the difference."""
    for count in range(1, 5):
        for off in itertools.combinations(RULES, count):
            if in_order(second(boundary, body, off)) == asked:
                return RULES[off[0]]
    raise AssertionError((boundary, body, asked, second(boundary, body)))


# ---------------------------------------------------------------- bodies

HEAD = b"--B\r\nContent-Disposition: form-data; name=a\r\n\r\n"
FILE = b'--B\r\nContent-Disposition: form-data; name="f"; filename="a.txt"\r\nContent-Type: text/plain\r\n\r\n'
PIECES = [
    b"\r\n--B\r\n", b"\r\n--B\r\n", b"\n--B\n", b"\r--B\r", b"\r\n--B--\r\n", b"\r\n--B--", b"\r\n--B", b"--B", b"--", b"-", b"B", b"\r\n",
    b"\r\n\r\n", b"\r", b"\n", b"\r\r", b"\n\n", b"\r\r\n", b" ", b"\t", b"\x0b", b"\x0c", b"Content-Disposition: form-data; name=a",
    b"Content-Disposition: form-data; name=b\r\n\r\n", b'Content-Disposition: form-data; name="b"; filename="c"\r\nX: y\r\n\r\n',
    b"Content-Disposition: form-data;\r\n name=c\n\n", b"content-disposition:a;name=d\r\r", b"\r\nContent-Type: x/y", b"X: y\r\n", b"X", b":",
    b"\0", b"\xc3\xbc", b"\xff", b"data", b"\r\n-", b"\r\n--", b"\r\n--Bx\r\n", b" " * 64, b"\r\n--B  \t \r\n", b"0123456789", HEAD, FILE,
]
DISPOSITIONS = [
    "form-data; name=a", "form-data;name=a", "form-data ; name = a", 'form-data; name="a b"; filename="c d.txt"', "FORM-DATA; NAME=a; FileName=b",
    'form-data; name="a"; filename=""', "form-data; filename=b", "form-data", "", "; name=a", "form-data name=a", "name=a", "a b; name=a",
    'form-data; name=""', "attachment; name=a", "x; name=a; filename=b", 'form-data; name="a%22b"; filename="%22%0D%0A"', 'form-data; name="a\\"b"',
    'form-data; name="a"; filename="C:\\dir\\f.txt"', 'form-data; name=a; filename="a\\\\b"', "form-data; name=a; filename*=UTF-8''%e2%82%ac",
    "form-data; name=a; filename*=utf-8''%e2%82%ac; filename=euro", "form-data; name=a; filename=euro; filename*=UTF-8''%e2%82%ac",
    "form-data; name=a; filename*=iso-8859-1''%e9", "form-data; name=a; filename*0=a; filename*1=b", "form-data; name=a; filename*0*=UTF-8''%c3%bc; filename*1=b",
    "form-data; name=a; name=b", "form-data; name=a; filename=b; filename=c", 'form-data; name="ü"; filename="日本.txt"', 'form-data; name="open',
    'form-data; name=a; filename="x;y=z"', 'form-data; name=a; filename="../../etc/passwd"', "form-data; name=a,b", "form-data; name='a'",
    "form-data; x=y; name=a", 'form-data; name="a";', "form-data;; name=a", "form-data; name=a; =b", "form-data; name*=UTF-8''%c3%bc",
]
TYPES = [
    "text/plain", "text/plain; charset=iso-8859-1", "text/plain; charset=ISO-8859-1", 'text/plain; charset="utf-8"', "text/plain; charset=us-ascii",
    "text/plain; charset=ascii", "text/plain; charset=latin1", "text/plain; charset=utf-16", "text/plain; charset=", "; charset=iso-8859-1",
    "text; charset=iso-8859-1", "charset=iso-8859-1", "", "image/png", "text/plain;charset=utf-7",
]
BOUNDARIES = [
    "a", "0123456789" * 7, "0123456789" * 7 + "0", "'()+_,-./:=?", "a b", "a ", " ", "", "a\tb", "*****", "----WebKitFormBoundaryAbC123", "-", "--", "a--",
    "---------------------------9051914041544843365972754266", "a\r\nb", 'a"b', "a;b", "==1==", "!a", "a@b", "{a}", "(a)", "a+b", "a.*b", "[a]", "a\\b", "~",
]
DATA = [b"", b"x", b"caf\xe9", "café".encode(), b"\xff\xfe\0", b"\r\n", b"\n", b"\r", b"--", b"--B", b"x--B--", b"\r\n--C--", b"\r\n--Bx", b"\r\n-", b"\xe2\x82"]


def framed(head, data=b"x", end=b"\r\n--B--\r\n", line=b"\r\n"):
    return b"--B" + line + head + line + line + data + end


def bodies(rng):
    for disposition in DISPOSITIONS:
        for spelt in ["Content-Disposition: ", "content-disposition:"]:
            yield framed((spelt + disposition).encode())
    for kind in TYPES:
        for data in [b"caf\xe9", "café".encode()]:
            yield framed(b"Content-Disposition: form-data; name=a\r\nContent-Type: " + kind.encode(), data)
    for data in DATA:
        for line in [b"\r\n", b"\n", b"\r"]:
            yield framed(b"Content-Disposition: form-data; name=a", data, line + b"--B--", line)
    heads = [
        b"", b"X: y", b"Content-Type: text/plain", b"Content-Disposition: form-data; name=a\r\nContent-Disposition: form-data; name=b",
        b"Content-Disposition: form-data;\r\n\tname=a", b"Content-Disposition:\r\n form-data;\n name=a;\r filename=b", b"X\r\nContent-Disposition: f; name=a",
        b"Content-Disposition : f; name=a", b" Content-Disposition: f; name=a", b"Content-Disposition: f; name=\xff", b"X: \xff\r\nContent-Disposition: f; name=a",
        b"X: \0\r\nContent-Disposition: f; name=a", b"X y: z\r\nContent-Disposition: f; name=a", b": z\r\nContent-Disposition: f; name=a",
        b'Content-Disposition: form-data; name="a\\b"; filename="\\\\server\\x%0D%0A"', b'Content-Disposition: form-data; name="a\\\\"; filename="c\\"d\\\\"',
        b'Content-Disposition: form-data; name = "a"; filename =\t"b"', b'Content-Disposition: f; name="a\\b"; filename="%0D%0A"',
        b"Content-Disposition: f; name=a\r\nContent-Type: a/b\r\nContent-Type: c/d", b"Content-Disposition: f; name=a\r\nX: 1\r\nX: 2",
        b"Content-Disposition: f; name=a\r\nContent-Transfer-Encoding: base64", b"\xc3\xbc: y\r\nContent-Disposition: f; name=a", b"Content-Disposition\r\n: f; name=a",
    ]
    for head in heads:
        yield framed(head)
    for start in [b"", b"\r\n", b"\n", b"\r", b"preamble\r\n", b"preamble", b"--Bx\r\n", b"--B", b"\r\n\r\n", b"x--B--\r\n", b"--B--\r\n"]:
        yield start + framed(b"Content-Disposition: f; name=a")
    for end in [b"--B--", b"--B--\r", b"--B--\n", b"--B-- \r\n", b"--B--x", b"--B-- x", b"--B-", b"--B", b"--B\r\n", b"--B \r\n", b"--B--\r\nepilogue\r\n--B\r\n", b""]:
        yield framed(b"Content-Disposition: f; name=a", b"x\r\n", end)
        yield framed(b"Content-Disposition: f; name=a", b"", end)
        yield end
    for padding in [b" ", b"\t \t", b"\x0b\x0c", b" " * 64, b" " * 65, b" " * 1000]:
        yield HEAD + b"x\r\n--B" + padding + b"\r\nContent-Disposition: f; name=b\r\n\r\ny\r\n--B--"
    for _ in range(400):
        body = b""
        for _ in range(rng.randint(0, 3)):
            body += rng.choice([HEAD, FILE]) + b"".join(rng.choice(PIECES[6:]) for _ in range(rng.randint(0, 3))) + b"\r\n"
        body += b"--B--\r\n"
        for _ in range(rng.choice([0, 1, 2, 6])):
            at = rng.randint(0, len(body))
            body = body[:at] + rng.choice(PIECES) + body[at:]
        yield body


def decode_cases(cases, rng):
    arguments = [("B", body) for body in bodies(rng)]
    for boundary in BOUNDARIES:
        arguments.append((boundary, framed(b"Content-Disposition: f; name=a").replace(b"--B", b"--" + boundary.encode())))
    for boundary, body in arguments:
        found = werkzeug(boundary, body)
        expected = in_order(second(boundary, body))
        why = reason(boundary, body, found) if found != expected else None
        cases.add("multipart", [boundary, body.decode("latin-1")], found, expected, why)


def limit_cases(cases):
    for count in [1, 3, 4]:
        body = (HEAD + b"x\r\n") * count + b"--B--\r\n"
        cases.add("parts", [body.decode(), 3], werkzeug("B", body, parts=3))
    for size in [0, 499, 500, 501, 5000]:
        # Werkzeug counts the headers that are in the same chunk, too.
        body = HEAD + b"x" * size + b"\r\n--B--\r\n"
        expected = {"error": 413} if size > 500 else [["a", None, "x" * size]]
        cases.add("field", [body.decode(), 500], werkzeug("B", body, field=500), expected, "better SA-06")
        body = FILE + b"x" * size + b"\r\n--B--\r\n"
        cases.add("field", [body.decode(), 500], werkzeug("B", body, field=500), [["f", "a.txt", "x" * size]], "better SA-06")


def chunk_cases(cases, rng):
    """Any chunking: what counts is what all bytes together are."""
    for _ in range(150):
        body = rng.choice([HEAD + b"x\r", HEAD, FILE + b"\r\n--Bx", HEAD + b"--B\r\n" + HEAD]) + b"\r\n--B--" + rng.choice([b"", b"\r\n"])
        start = rng.choice([0, max(len(body) - 12, 0)])
        cuts = sorted({rng.randint(start, len(body)) for _ in range(rng.randint(1, 3))})
        chunks = [body[a:b] for a, b in zip([0, *cuts], [*cuts, len(body)])]
        found, expected = in_chunks("B", chunks), second("B", body)
        why = None if found == expected else "better FM-13"
        cases.add("chunks", [[chunk.decode("latin-1") for chunk in chunks]], found, expected, why)


# ---------------------------------------------------------------- urlencoded

URLENCODED = ["a=b", "a", "=", "=x", "a=", "&", "a+b=c+d", "%61=%C3%BC", "a=%ff", "%ff=1", "a=%", "a=%z1", "a;b=c", "é=ü", "a=%00", "a=b#c", "a=%2B%26%3D", "a=\r\nb", "a=1;b=2"]


def urlencoded_cases(cases, rng):
    texts = ["", *URLENCODED, *("&".join(rng.choice(URLENCODED) for _ in range(rng.randint(2, 5))) for _ in range(80))]
    for text in texts:
        body = text.encode()
        _, form, _ = FormDataParser(silent=False).parse(io.BytesIO(body), "application/x-www-form-urlencoded", len(body))
        found = [[name, value] for name, value in form.items(multi=True)]
        expected = [list(pair) for pair in parse_qsl(text, keep_blank_values=True, errors="replace")]
        # A multi dict keeps all of one name together.
        names = [name for name, _ in expected]
        expected.sort(key=lambda pair: names.index(pair[0]))
        broken = any("�" in part for pair in expected for part in pair)
        why = "rust text is UTF-8, a form with other bytes is an error and not a text with escapes" if broken else None
        cases.add("urlencoded", [text], found, ERROR if broken else expected, why)


if __name__ == "__main__":
    rng = random.Random(2046)
    cases = Cases()
    decode_cases(cases, rng)
    limit_cases(cases)
    chunk_cases(cases, rng)
    urlencoded_cases(cases, rng)
    cases.write(f"{sys.argv[1]}/multipart.json")
