"""Vectors for passwords, paths and file names: what the real Werkzeug answers, and what wz is to answer.

    /tmp/oracle/bin/python tests/oracle/security.py tests/oracle/data

writes `security.json` (see `routing.py` for how Werkzeug gets there). With `--decomposed FILE` it writes the table of
characters that `wz::security::secure_filename` has. The same seed gives the same file.

The rules of Windows are Werkzeug's own, with what it asks of the system replaced. Reasons:

  SE-01  argon2id is known
  SE-02  parameters of a hash are digits, nothing else that Python takes for a number
  SW-09  parameters beyond the limits are refused
  SW-05  NUL is refused
  SA-05  drives are refused, and names that Windows shortens to others, wherever they stand
"""

import ntpath
import os
import posixpath
import random
import sys
import unicodedata
from contextlib import contextmanager

import werkzeug.security as security
from tagged import Cases, asked
from werkzeug.utils import secure_filename

DIGESTS = ["sha1", "sha224", "sha256", "sha384", "sha512"]
PASSWORDS = ["", "pw", "correct horse", "pä$$wörd", "日本語", "a" * 200, "a\0b", " pw ", "$", "😀"]
PIECES = [
    "a", "b.txt", "..", ".", "...", "..b", "b..", "", "/", "//", "~", " ", "a b", "é", "日本", "\\", "..\\", "C:", "C:x", "c:/", "z:",
    "NUL", "con", "CON.txt", "aux ", " prn", "COM1", "com¹.x", "LPT9:", "NUL:", "con::$DATA", "CONIN$", "CONOUT$", "COM0", "COM10",
    "nulls", "file:stream", ".. ", ". .", "..:x", "%2e%2e", "\0", "a\0", "-rf", ".hidden", "\t", "x" * 40, "a.b.c", "COM³",
]
NAMES = [
    "My cool movie.mov", "../../../etc/passwd", "i contain cool ümläuts.txt", "__filename__", "foo$&^*)bar", ".hidden", "a\\b",
    "ﬁle", "¹²", "日本語", "..", "-rf", "nul", "NUL.txt", "con", "C:\\temp\\x.txt", "a\u00a0b", "½℀", "Ａ．ｔｘｔ", "a\r\nb\0c", "", " ", "...",
    "com1", "lpt¹", "aux.a.b", "CONIN$", "a/./b", "x" * 300, "é" * 50, "ẞß", "Ǆ", "ﷺ", "㎢", "①②", "ℌello", "𝔘𝔫𝔦", "İı", "a\u0301", "e\u0301\u0327",
]


@contextmanager
def windows():
    """Werkzeug as it would be there."""
    saved = os.name, os.sep, os.path.altsep, os.path.isabs, security._os_alt_seps
    try:
        os.name, os.sep, os.path.altsep, os.path.isabs = "nt", "\\", "/", ntpath.isabs
        security._os_alt_seps = ["\\"]
        yield
    finally:
        os.name, os.sep, os.path.altsep, os.path.isabs, security._os_alt_seps = saved


def digest(method, salt, password):
    return security._hash_internal(method, salt, password)[0]


def passwords(cases, rng):
    methods = [f"scrypt:{n}:{r}:{p}" for n, r, p in [(128, 8, 1), (64, 8, 2), (16, 1, 4), (1024, 1, 1)]]
    methods += [f"pbkdf2:{name}:{rounds}" for name in DIGESTS for rounds in (1, 3, 50)]
    for method in methods:
        for password in PASSWORDS:
            salt = rng.choice(["", "salty", "A1b2C3d4E5f6G7h8", "é", "a:b"])
            stored = f"{method}${salt}${digest(method, salt, password)}"
            for given in [password, password + " ", rng.choice(PASSWORDS)]:
                cases.add("check", [stored, given], security.check_password_hash(stored, given))
            cut = stored[: rng.randrange(len(stored))]
            cases.add("check", [cut, password], asked(security.check_password_hash, cut, password))
            upper = f"{method}${salt}${digest(method, salt, password).upper()}"
            cases.add("check", [upper, password], security.check_password_hash(upper, password))
    for stored in [
        "", "$", "$$", "$$$", "plain", "!", "*", "a$b", "a$b$c", "md5$salt$00", "sha1$salt$00", "scrypt$x", ":$s$00", "scrypt:$s$00",
        "scrypt:16$s$00", "scrypt:16:8$s$00", "scrypt:16:8:1:1$s$00", "scrypt:15:8:1$s$00", "scrypt:0:8:1$s$00", "scrypt:1:8:1$s$00",
        "scrypt:16:0:1$s$00", "scrypt:16:8:0$s$00", "scrypt:-16:8:1$s$00", "scrypt:a:b:c$s$00", "scrypt:16.0:8:1$s$00", "SCRYPT$s$00",
        "pbkdf2:sha256:0$s$00", "pbkdf2:sha256:-1$s$00", "pbkdf2:sha256:x$s$00", "pbkdf2:sha256:1:1$s$00", "pbkdf2::1$s$00",
        "pbkdf2:nope:1$s$00", "pbkdf2:sha256:1$s$", "pbkdf2:sha256:1$s$é", "pbkdf2:sha256:$s$00", "argon2$s$00", "bcrypt:1$s$00",
    ]:
        werkzeug = asked(security.check_password_hash, stored, "pw")
        # A digest with other characters than ASCII is an error there, and just not the digest here.
        expected, reason = (False, "better SE-02") if "é" in stored else (None, None)
        cases.add("check", [stored, "pw"], werkzeug, expected, reason)
    for numbers in ["scrypt:12_8:8:1", "scrypt: 128:8:1", "scrypt:+128:8:1", "scrypt:１２８:8:1", "pbkdf2:sha256:1_0", "pbkdf2:sha256: 5 "]:
        stored = f"{numbers}$s${digest(numbers, 's', 'pw')}"
        cases.add("check", [stored, "pw"], security.check_password_hash(stored, "pw"), {"error": True}, "better SE-02")
    for beyond in ["scrypt:1048576:8:1", "scrypt:16384:8:1000", "scrypt:2:1048577:2", "pbkdf2:sha256:10000001", "pbkdf2:sha1:99999999999"]:
        # Not asked: it would take its time.
        cases.add("check", [f"{beyond}$s$00", "pw"], False, {"error": True}, "better SW-09")
    for name in ["md5", "sha3_256", "blake2b"]:
        stored = f"pbkdf2:{name}:5$s${digest(f'pbkdf2:{name}:5', 's', 'pw')}"
        cases.add("check", [stored, "pw"], security.check_password_hash(stored, "pw"), {"error": True}, "rust only SHA-1 and SHA-2")
    small = "scrypt:16:8:1$salty$dc309c2127fa3c04e9832eaced54989ad331b6a4b8d1ccc537d3fb5d24db33a29f02e12269358fcd5d2cf02828957b48d5a009385e5365e176ea67b0246c3705"
    for password in ["pw", "wp"]:
        # The memory that Werkzeug allows is too little for so small an n.
        werkzeug = asked(security.check_password_hash, small, password)
        cases.add("check", [small, password], werkzeug, password == "pw", "rust no memory limit of OpenSSL")
    argon = "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4"
    for password in ["password", "pw"]:
        werkzeug = asked(security.check_password_hash, argon, password)
        cases.add("check", [argon, password], werkzeug, password == "password", "better SE-01")
    for method in ["scrypt", "scrypt:128:8:1", "pbkdf2:sha1:5", "pbkdf2:sha512:7", "scrypt:1:2", "pbkdf2:a:b:c", "nope", "", "plain"]:
        werkzeug = asked(lambda method=method: security._hash_internal(method, "s", "pw")[1])
        cases.add("method", [method], werkzeug)
    # What the full cost would be is written, not paid.
    cases.add("method", ["pbkdf2"], f"pbkdf2:sha256:{security.DEFAULT_PBKDF2_ITERATIONS}")
    cases.add("method", ["pbkdf2:sha384"], f"pbkdf2:sha384:{security.DEFAULT_PBKDF2_ITERATIONS}")


def join(flavour, base, parts):
    if flavour == "windows":
        with windows():
            return security.safe_join(base, *parts)
    return security.safe_join(base, *parts)


def expected_join(flavour, base, parts):
    """What wz answers otherwise, and why."""
    if any("\0" in part for part in parts):
        return None, "better SW-05"
    if flavour == "windows":
        for part in parts:
            for name in posixpath.normpath(part).split("/") if part else []:
                if name[1:2] == ":" and name[0].isascii() and name[0].isalpha():
                    return None, "better SA-05"
                if name not in ("", ".", "..") and not name.strip(". "):
                    return None, "better SA-05"
    return join(flavour, base, parts), None


def joins(cases, rng):
    def ask(base, parts):
        for flavour in ["posix", "windows"]:
            cases.add("safe_join", [flavour, base, parts], join(flavour, base, parts), *expected_join(flavour, base, parts))

    for piece in PIECES:
        for parts in [[piece], ["x", piece], [piece, "x"], [f"a/{piece}"], [f"{piece}/a"], [f"a/{piece}/../b"]]:
            ask("base", parts)
    for _ in range(300):
        parts = ["/".join(rng.choice(PIECES) for _ in range(rng.randint(1, 4))) for _ in range(rng.randint(0, 3))]
        ask(rng.choice(["base", "", "/srv/files", "base/", ".", "a/../b"]), parts)


def filenames(cases, rng):
    def ask(name):
        cases.add("secure_filename", ["posix", name], secure_filename(name))
        with windows():
            cases.add("secure_filename", ["windows", name], secure_filename(name))

    for name in NAMES + PIECES:
        ask(name)
    ranges = [(0x20, 0x7F), (0, 0x20), (0xA0, 0x250), (0x1E00, 0x2200), (0x2460, 0x2500), (0x3200, 0x3400), (0xFB00, 0xFFF0), (0x1D400, 0x1D800)]
    for _ in range(400):
        size = rng.randint(1, 12)
        characters = [chr(rng.randrange(*rng.choice(ranges))) for _ in range(size)]
        ask("".join(c for c in characters if unicodedata.category(c) != "Cs") + rng.choice(["", ".txt", "/..", " .b"]))


def decomposed(path):
    texts = {}
    for code in range(0x80, 0x110000):
        text = unicodedata.normalize("NFKD", chr(code)).encode("ascii", "ignore").decode() if not 0xD800 <= code < 0xE000 else ""
        if text:
            texts.setdefault(text, []).append(chr(code))
    with open(path, "w") as file:
        file.writelines(f"{text}\t{''.join(characters)}\n" for text, characters in sorted(texts.items()))


def main(folder):
    cases, rng = Cases(), random.Random(2101)
    passwords(cases, rng)
    joins(cases, rng)
    filenames(cases, rng)
    cases.write(f"{folder}/security.json")


if __name__ == "__main__":
    if sys.argv[1] == "--decomposed":
        decomposed(sys.argv[2])
    else:
        main(sys.argv[1])
