"""Routing vectors: what the real Werkzeug answers, and what wz is to answer.

    python3 -m venv /tmp/oracle && /tmp/oracle/bin/pip install werkzeug==3.1.9
    /tmp/oracle/bin/python tests/oracle/routing.py tests/oracle/data

writes `routing_match.json`, `routing_build.json` and `routing_redirect.json`, which the Rust tests read. The same seed gives the same
files. With `--live SEED` it writes cases without end to standard output, for `cargo run -p wz-tests --bin differential`.
Each case is tagged:

  same    wz answers what Werkzeug answers
  better  wz answers otherwise on purpose; the ID says why (RT-.. of the parity list)

What wz is to answer comes from `expected_match` and `expected_build` below: a second, deliberately simple
matcher over Werkzeug's own parsed rules. It lists all rules that match and picks the first one in the documented
order, where Werkzeug walks a state machine.
"""

import contextlib
import json
import random
import re
import sys
from itertools import count
from urllib.parse import quote, unquote

from werkzeug.exceptions import MethodNotAllowed, NotFound
from werkzeug.routing import BuildError, Map, RequestRedirect, Rule, WebsocketMismatch
from werkzeug.routing.converters import AnyConverter, FloatConverter, IntegerConverter, PathConverter, UnicodeConverter
from werkzeug.routing.converters import UUIDConverter, ValidationError

SAFE = "!$&'()*+,/:;=@"
METHODS = ["GET", "POST", "DELETE", "PUT"]
WORDS = ["a", "b", "ab", "repos", "users", "edit", "x-long-static-segment", "12345678", "v1", "abcdefghi", "é b"]
CONVERTERS = [
    "<{}>", "<{}>", "<int:{}>", "<int:{}>", "<string:{}>", "<float:{}>", "<path:{}>", "<uuid:{}>",
    "<any(a,users,12):{}>", "<string(length=2):{}>", "<string(minlength=2,maxlength=4):{}>",
    "<int(signed=True):{}>", "<int(min=5):{}>", "<int(max=20):{}>", "<int(fixed_digits=3):{}>",
    "<float(signed=True,max=2.5):{}>", "<any('b c',\"é\"):{}>",
]
VALUES = [
    "a", "b", "12", "007", "7", "1.5", "3.5", "-1.5", "ab", "abc", "users", "repos", "edit", "12345678",
    "123456789012345678901", "-5", "v1.2", "v12", "x.json", "a-b-c", "@me", "x-long-static-segment", "abcdefghi",
    "é", "éé", "b c", "12345678-1234-abcd-ABCD-1234567890ab", "v1", "a.b", "a.b.c", "100%",
    "this-is-a-rather-long-segment-to-force-the-long-path-scan-beyond-64-bytes",
]


# ---------------------------------------------------------------- random maps

def segment(names, rng):
    r = rng.random()
    if r < 0.45:
        return rng.choice(WORDS)

    def variable():
        return rng.choice(CONVERTERS).format(f"p{next(names)}")

    if r < 0.85:
        return variable()
    if r < 0.9:
        return rng.choice(["v", "@", "a"]) + variable()
    if r < 0.95:
        return variable() + rng.choice([".", "-", ".json", ""]) + variable()
    return "v" + variable() + "." + variable()


def template(rng):
    names = count()
    rule = "".join("/" + segment(names, rng) for _ in range(rng.randint(0, 4)))
    if rule == "" or rng.random() < 0.35:
        rule += "/"
    return rule


def random_rules(rng, style):
    rules = []
    for number in range(rng.randint(1, 12)):
        options = {"string": template(rng), "endpoint": f"e{number}"}
        methods = rng.choice([None, None, ["GET"], ["POST"], ["GET", "POST"], ["DELETE", "PUT"]])
        if methods:
            options["methods"] = methods
        if rng.random() < 0.2:
            options["strict_slashes"] = False
        if rng.random() < 0.1:
            options["merge_slashes"] = False
        if rng.random() < 0.05:
            options["websocket"] = True
            options.pop("methods", None)
        if style == "subdomain" and rng.random() < 0.6:
            options["subdomain"] = rng.choice(["www", "api", "<user>", "<user>.api", "x<int:n>"])
        if style == "host" and rng.random() < 0.8:
            options["host"] = rng.choice(["example.com", "<user>.example.com", "api.example.com", "<a>.<b>.org"])
        rules.append(options)
    return rules


def trace(rule):
    return str([(p.content, p.final, p.static, p.suffixed, p.weight) for p in rule._parts])


def make_map(rules, style, **options):
    """The map, and the rules that are left when those that conflict with an earlier one are dropped."""
    options = dict(options, host_matching=style == "host")
    kept, seen = [], []
    for spec in rules:
        try:
            probe = Rule(**{**spec, "endpoint": "probe"})
            probe.bind(Map(**options))
        except Exception:
            continue
        # Werkzeug takes what it cannot read for text; wz refuses it.
        if any("<" in p.content and not p.static for p in probe._parts if p.static):
            continue
        methods = probe.methods or {"*"}
        key = (trace(probe), probe.websocket)
        clash = [m for k, m in seen if k == key and (m & methods or "*" in m or "*" in methods)]
        if clash:
            continue
        seen.append((key, methods))
        kept.append({**spec, "endpoint": f"e{len(kept)}"})
    return Map([Rule(**spec) for spec in kept], **options), kept


def random_path(rng, rules):
    rule = rng.choice(rules)["string"]
    path = re.sub(r"<[^>]*>", lambda _: rng.choice(VALUES), rule)
    r = rng.random()
    if r < 0.1:
        path = path.rstrip("/")
    elif r < 0.2:
        path += "/"
    elif r < 0.27:
        path += "/" + rng.choice(VALUES)
    elif r < 0.32:
        path = path.replace("/", "//", 1)
    elif r < 0.36:
        path += "//"
    if not path.startswith("/"):
        path = "/" + path
    raw = quote(path, safe=SAFE)
    r = rng.random()
    if r < 0.04:
        # An escape where none is needed.
        i = rng.randrange(len(raw))
        if raw[i].isalnum() and "%" not in raw[max(0, i - 2):i]:
            raw = raw[:i] + "%%%02x" % ord(raw[i]) + raw[i + 1:]
    elif r < 0.07:
        raw += rng.choice(["%2F", "%2Fb", "%FF", "%C3", "/%2f"])
    return raw


# ---------------------------------------------------------------- Werkzeug

def value_of(value):
    return str(value) if not isinstance(value, (int, float, str)) else value


def werkzeug_match(adapter, raw, method, websocket):
    path = unquote(raw, errors="replace")
    try:
        endpoint, values = adapter.match(path, method, websocket=websocket)
        return {"endpoint": endpoint, "values": {k: value_of(v) for k, v in values.items()}}
    except RequestRedirect as error:
        return {"redirect": error.new_url}
    except MethodNotAllowed as error:
        return {"allow": sorted(error.valid_methods)}
    except WebsocketMismatch:
        return {"websocket": True}
    except NotFound:
        return {"notfound": True}


# ---------------------------------------------------------------- what wz is to answer

def decode(raw):
    return unquote(raw, errors="strict")


class Match:
    """One way a rule matches: where it comes in the order, and the values."""

    def __init__(self, rule, order, values, slash):
        self.rule, self.order, self.values, self.slash = rule, order, values, slash


def to_values(rule, groups):
    values = {}
    for (name, converter), text in zip(rule._converters.items(), groups):
        values[name] = convert(converter, text)
    return values


def convert(converter, text):
    if isinstance(converter, (IntegerConverter, FloatConverter)) and not text.isascii():
        raise ValidationError()
    value = converter.to_python(text)
    if isinstance(value, int) and abs(value) >= 2**127:
        raise ValidationError()
    return value


def segment_match(part, segments):
    """The groups of one part against raw segments joined by slashes; None when it does not match.

    Text inside a segment may hold an encoded slash, which is no separator: it stands as a private character
    while the expression runs.
    """
    target = "/".join(s.replace("/", "\ue000") for s in segments)
    match = re.compile(part.content).match(target)
    if match is None:
        return None
    groups = [g for g in match.groups()]
    names = match.groupdict()
    if part.suffixed:
        groups = groups[:-1]
    ordered = [v for _, v in sorted(names.items(), key=lambda item: int(item[0].removeprefix("__werkzeug_")))]
    return [v.replace("\ue000", "/") for v in ordered], (match.groups()[-1] if part.suffixed else "")


def walk(rule, parts, domain, segments, order, groups, out):
    """All ways the parts match the segments. Each step adds (0,) for static text, (1, weight) for a variable."""
    if not parts:
        if not segments:
            out.append((order, groups, None))
        elif segments == [""] and not rule.strict_slashes:
            # A slash too many comes after everything else that could follow here.
            out.append((order + [(2,)], groups, "extra"))
        return
    part, rest = parts[0], parts[1:]
    if not segments:
        # Only the slash at the end is missing.
        if part.static and part.content == "" and not rest:
            out.append((order + [(0,)], groups, "slash" if rule.strict_slashes else "missing"))
        return
    if part.static:
        if segments[0] == part.content:
            walk(rule, rest, domain, segments[1:], order + [(0,)], groups, out)
        return
    step = (1, (), part.weight)
    if part.final:
        found = segment_match(part, segments)
        if found is not None:
            walk(rule, rest, domain, [""] if found[1] == "/" else [], order + [step], groups + found[0], out)
    else:
        found = segment_match(part, segments[:1])
        if found is not None:
            walk(rule, rest, domain, segments[1:], order + [step], groups + found[0], out)


def weight_key(weight):
    return (weight.number_static_weights, weight.static_weights, weight.number_argument_weights, weight.argument_weights)


def order_key(order):
    return [(1, weight_key(step[2])) if step[0] == 1 else step for step in order]


def expected_match(url_map, adapter, raw, method, websocket, merged=False):
    try:
        segments = [decode(s) for s in raw.split("/")]
    except UnicodeDecodeError:
        segments = None
    domain = adapter.server_name if url_map.host_matching else adapter.subdomain
    rules = list(url_map._rules)
    best, slash, allow, mismatch = None, None, set(), False
    for index, rule in enumerate(rules):
        if rule.build_only or segments is None:
            continue
        found = []
        first = rule._parts[0]
        if first.static:
            if first.content != domain:
                continue
            start, groups = [(0,)], []
        else:
            hit = segment_match(first, [domain])
            if hit is None:
                continue
            start, groups = [(1, (), first.weight)], hit[0]
        walk(rule, rule._parts[1:], domain, segments, start, groups, found)
        for order, texts, kind in found:
            try:
                values = to_values(rule, texts)
            except ValidationError:
                continue
            key = (order_key(order), index)
            if rule.methods is not None and method not in rule.methods:
                # The form with another slash says nothing of this path's methods, unless it is taken for it.
                if kind not in ("slash", "missing"):
                    allow |= rule.methods
                continue
            if rule.websocket != websocket:
                if kind not in ("slash", "missing"):
                    mismatch = True
                continue
            if kind == "slash":
                if slash is None or key < slash[0]:
                    slash = (key, rule)
                continue
            if best is None or key < best[0]:
                best = (key, rule, values)
    if best is not None:
        rule, values = best[1], best[2]
        if merged:
            return {"refused": allow, "mismatch": mismatch}, rule
        return {"endpoint": rule.endpoint, "values": {k: value_of(v) for k, v in values.items()}}, rule
    if slash is None and not merged and "//" in raw:
        again, rule = expected_match(url_map, adapter, re.sub("/{2,}", "/", raw), method, websocket, True)
        allow |= again.pop("refused")
        mismatch = mismatch or again.pop("mismatch")
        if rule is not None and rule.merge_slashes:
            new = re.sub("/{2,}", "/", raw) + ("/" if "slash" in again else "")
            return {"redirect": absolute(adapter, new)}, None
    if slash is not None:
        if merged:
            return {"slash": True, "refused": allow, "mismatch": mismatch}, slash[1]
        return {"redirect": absolute(adapter, raw + "/")}, slash[1]
    if merged:
        return {"refused": allow, "mismatch": mismatch}, None
    if allow:
        return {"allow": sorted(allow)}, None
    if mismatch:
        return {"websocket": True}, None
    return {"notfound": True}, None


def absolute(adapter, raw):
    host = adapter.server_name
    if not adapter.map.host_matching and adapter.subdomain:
        host = f"{adapter.subdomain}.{host}"
    # One spelling for each path: what need not be escaped is not, the rest is in upper case.
    path = "/".join(quote(unquote_bytes(s), safe=SAFE.replace("/", "")) for s in raw.split("/"))
    return f"{adapter.url_scheme}://{host}{adapter.script_name}{path.lstrip('/')}"


def unquote_bytes(text):
    from urllib.parse import unquote_to_bytes

    return unquote_to_bytes(text)


REASONS = [
    ("RT-57", lambda raw, w, x: "%2f" in raw.lower() or "%ff" in raw.lower() or raw.lower().endswith("%c3")),
    ("RT-49", lambda raw, w, x: raw.startswith("//")),
    ("RT-46", lambda raw, w, x: "redirect" in w and "redirect" not in x),
    ("RT-30", lambda raw, w, x: True),
]


def reason(raw, werkzeug, expected, retry):
    """Which deviation makes the difference. Ties come first, since they can be tried."""
    for name, applies in REASONS[:3]:
        if applies(raw, werkzeug, expected):
            return name
    return "RT-42" if retry else "RT-30"


def match_cases(seed, wanted):
    rng = random.Random(seed)
    maps, total = [], 0
    tally = {}
    while total < wanted:
        style = rng.choice(["plain"] * 6 + ["subdomain", "host"])
        url_map, rules = make_map(random_rules(rng, style), style)
        if not rules:
            continue
        cases = []
        for _ in range(20):
            server = "example.com"
            subdomain = ""
            if style == "subdomain":
                subdomain = rng.choice(["", "www", "api", "joe", "joe.api", "x12", "xy"])
            if style == "host":
                server = rng.choice(["example.com", "joe.example.com", "api.example.com", "a.b.org", "other.net"])
            adapter = url_map.bind(server, subdomain=subdomain if style != "host" else None)
            raw = random_path(rng, rules)
            method = rng.choice(["GET", "GET", "GET", "POST", "DELETE", "HEAD"])
            websocket = rng.random() < 0.05
            if websocket:
                method = "GET"
            werkzeug = werkzeug_match(adapter, raw, method, websocket)
            expected, _ = expected_match(url_map, adapter, raw, method, websocket)
            case = {"path": raw, "method": method, "expect": expected}
            if style == "subdomain":
                case["subdomain"] = subdomain
            if style == "host":
                case["host"] = server
            if websocket:
                case["websocket"] = True
            if werkzeug == expected:
                case["tag"] = "same"
            else:
                tie = "endpoint" in werkzeug and "endpoint" in expected and werkzeug["endpoint"] != expected["endpoint"]
                case["tag"] = "better " + reason(raw, werkzeug, expected, tie)
                case["werkzeug"] = werkzeug
            tally[case["tag"]] = tally.get(case["tag"], 0) + 1
            cases.append(case)
        maps.append({"style": style, "rules": rules, "cases": cases})
        total += len(cases)
    print("match", total, tally)
    return maps


# ---------------------------------------------------------------- building

class WzText(UnicodeConverter):
    """Checks what it writes, and a slash inside a segment stays inside it (RT-21, RT-31)."""

    def to_url(self, value):
        return checked(self, str(value).replace("/", "\ue000"), quote(str(value), safe=SAFE.replace("/", "")))


class WzPath(PathConverter):
    def to_url(self, value):
        return checked(self, str(value), quote(str(value), safe=SAFE))


class WzAny(AnyConverter):
    def to_url(self, value):
        if str(value) not in self.items:
            raise ValidationError()
        return quote(str(value), safe=SAFE.replace("/", ""))


class WzInt(IntegerConverter):
    """Limits hold for building too (RT-26)."""

    def to_url(self, value):
        try:
            text = super().to_url(value)
        except ValueError:
            raise ValidationError() from None
        self.to_python(text)
        return checked(self, text, text)


class WzFloat(FloatConverter):
    """Never an exponent (RT-27)."""

    def to_url(self, value):
        try:
            text = plain_float(float(value))
        except ValueError:
            raise ValidationError() from None
        self.to_python(text)
        return checked(self, text, text)


def plain_float(value):
    text = format(value, "f").rstrip("0")
    return text + "0" if text.endswith(".") else text


class WzUuid(UUIDConverter):
    def to_url(self, value):
        return checked(self, str(value), str(value))


def checked(converter, text, url):
    if not re.fullmatch(converter.regex, text, re.ASCII):
        raise ValidationError()
    return url


BETTER = {"default": WzText, "string": WzText, "path": WzPath, "any": WzAny, "int": WzInt, "float": WzFloat, "uuid": WzUuid}


def random_value(converter, rng):
    wrong = rng.random() < 0.08
    if isinstance(converter, IntegerConverter):
        low = converter.min if converter.min is not None else 0
        high = converter.max if converter.max is not None else 999
        value = rng.randint(low, high)
        if converter.fixed_digits:
            value = rng.randint(0, 10 ** converter.fixed_digits - 1)
        return rng.choice([-3, 10**6, low - 1]) if wrong else value
    if isinstance(converter, FloatConverter):
        return rng.choice([1.5, 0.25, 2.0, 3, 1e21, -1.5] if wrong else [1.5, 0.25, 2.0, 1, 2.125])
    if isinstance(converter, AnyConverter):
        return "nope" if wrong else rng.choice(sorted(converter.items))
    if isinstance(converter, UUIDConverter):
        return "12345678-1234-abcd-ABCD-1234567890ab"
    if isinstance(converter, PathConverter):
        return "/a" if wrong else rng.choice(["a/b", "a b/ü", "x", "a+b/c%d", "wiki/page?x#y"])
    texts = ["", "far too long for this"] if wrong else ["ab", "cd", "é!", "a/b", "x y", "a+b%", "?#", "&=", "quote'\"", "(),;:@$*~"]
    if "{2}" in converter.regex:
        texts = ["ab", "é!", "/b", "% "] if not wrong else texts
    return rng.choice(texts)


def build_rules(rng, style):
    rules = []
    for spec in random_rules(rng, style):
        spec = dict(spec, endpoint=rng.choice(["x", "y", "z"]))
        if rng.random() < 0.25:
            spec["defaults"] = {"page": rng.choice([1, "one"])}
        if rng.random() < 0.1:
            spec["build_only"] = True
        if rng.random() < 0.1:
            spec["alias"] = True
        rules.append(spec)
    return rules


def outcome(adapter, endpoint, values, options):
    try:
        return {"url": adapter.build(endpoint, values, **options)}
    except (BuildError, ValueError):
        return {"error": True}


def build_reason(werkzeug, expected, values):
    if "error" in expected:
        return "RT-26"
    if any(isinstance(v, bool) for v in values.values()):
        return "RT-83"
    if "error" not in werkzeug and ("e+" in werkzeug["url"] or "e-" in werkzeug["url"]):
        return "RT-27"
    return "RT-31" if "%2F" in expected["url"] else "RT-26"


def as_written(values):
    """Values as wz writes them into a query too: `true`, and floats without exponent."""

    def one(value):
        if isinstance(value, bool):
            return str(value).lower()
        return plain_float(value) if isinstance(value, float) else value

    return {k: [one(v) for v in value] if isinstance(value, list) else one(value) for k, value in values.items()}


def build_cases(seed, wanted):
    rng = random.Random(seed)
    maps, total, tally = [], 0, {}
    while total < wanted:
        style = rng.choice(["plain"] * 4 + ["subdomain", "host"])
        url_map, kept = make_named_map(build_rules(rng, style), style)
        if not kept:
            continue
        sort = rng.random() < 0.2
        url_map.sort_parameters = sort
        better = Map([Rule(**spec) for spec in kept], host_matching=style == "host", sort_parameters=sort, converters=BETTER)
        cases = []
        for _ in range(12):
            rule = rng.choice(list(url_map.iter_rules()))
            values = {name: random_value(c, rng) for name, c in rule._converters.items()}
            for name, default in (rule.defaults or {}).items():
                if rng.random() < 0.5:
                    values[name] = default if rng.random() < 0.8 else "other"
            if rng.random() < 0.08 and values:
                values.pop(rng.choice(sorted(values)))
            for name in ["q", "é", "list", "flag", "none"]:
                if rng.random() < 0.12:
                    values[name] = {"q": "a b&c", "é": 1.5, "list": ["1", "x/y"], "flag": True, "none": None}[name]
            bind = {"server": rng.choice(["example.com", "joe.example.com"]) if style == "host" else "example.com"}
            if style == "subdomain":
                bind["subdomain"] = rng.choice(["", "www", "api", "joe"])
            bind["scheme"] = rng.choice(["http", "http", "https", "wss"])
            bind["script"] = rng.choice(["/", "/", "/app"])
            options = {}
            if rng.random() < 0.2:
                options["method"] = rng.choice(METHODS)
            if rng.random() < 0.2:
                options["force_external"] = True
            if rng.random() < 0.15:
                options["append_unknown"] = False
            if rng.random() < 0.1:
                options["url_scheme"] = rng.choice(["https", ""])
            endpoint = rule.endpoint if rng.random() < 0.97 else "nowhere"

            def bound(m):
                return m.bind(bind["server"], bind["script"], bind.get("subdomain"), bind["scheme"])

            werkzeug = outcome(bound(url_map), endpoint, values, options)
            expected = outcome(bound(better), endpoint, as_written(values), options)
            # A rule without host is built on the bound one, not on none (RT-86).
            nowhere = "url" in expected and re.match(r"(\w+:)?///", expected["url"])
            if nowhere:
                expected["url"] = expected["url"].replace("///", f"//{bind['server']}/", 1)
            # A host is only ever made of what a host may have; where Werkzeug makes another one, wz looks for
            # another rule or has an error. Too many ways for a vector.
            host = re.match(r"(?:\w+:)?//([^/]*)", expected.get("url", ""))
            if host and not re.fullmatch(r"[A-Za-z0-9._-]+", host[1]):
                continue
            case = {"endpoint": endpoint, "values": values, "bind": bind, "options": options, "expect": expected}
            case["tag"] = "same" if werkzeug == expected else "better " + ("RT-86" if nowhere else build_reason(werkzeug, expected, values))
            if werkzeug != expected:
                case["werkzeug"] = werkzeug
            tally[case["tag"]] = tally.get(case["tag"], 0) + 1
            cases.append(case)
        maps.append({"style": style, "sort_parameters": sort, "rules": kept, "cases": cases})
        total += len(cases)
    print("build", total, tally)
    return maps


def make_named_map(rules, style):
    """As `make_map`, but the endpoints stay."""
    names = {}
    for number, spec in enumerate(rules):
        names[number] = spec["endpoint"]
    marked = [dict(spec, endpoint=f"#{number}") for number, spec in enumerate(rules)]
    _, kept = make_map_keeping(marked, style)
    kept = [dict(spec, endpoint=names[int(spec["endpoint"][1:])]) for spec in kept]
    return Map([Rule(**spec) for spec in kept], host_matching=style == "host"), kept


def make_map_keeping(rules, style):
    url_map, kept = make_map(rules, style)
    # `make_map` numbers the endpoints anew; find the originals by the rest of the rule.
    left, originals = list(rules), []
    for spec in kept:
        for candidate in left:
            if {**candidate, "endpoint": 0} == {**spec, "endpoint": 0}:
                originals.append(candidate)
                left.remove(candidate)
                break
    return url_map, originals


def write(name, maps):
    with open(name, "w") as file:
        file.write("[\n" + ",\n".join(json.dumps(m, ensure_ascii=True, separators=(",", ":")) for m in maps) + "\n]\n")


def live(seed):
    """Cases without end, a line of JSON for each seed, until nobody reads them any more."""
    # Here, since it needs what stands above.
    from redirects import redirect_cases

    for number in count(seed):
        with contextlib.redirect_stdout(sys.stderr):
            matches = match_cases(number, 400) + redirect_cases(number, 160)
            line = {"seed": number, "match": matches, "build": build_cases(number, 160)}
        try:
            print(json.dumps(line, separators=(",", ":")), flush=True)
        except BrokenPipeError:
            sys.stderr.close()
            return


def main(folder):
    write(f"{folder}/routing_match.json", match_cases(2026, 6000))
    write(f"{folder}/routing_build.json", build_cases(2027, 2400))
    from redirects import redirect_cases

    write(f"{folder}/routing_redirect.json", redirect_cases(2028, 2400))


if __name__ == "__main__":
    if sys.argv[1] == "--live":
        live(int(sys.argv[2]))
    else:
        main(sys.argv[1])
