"""Vectors for rules that matched and send the client elsewhere: `defaults`, `alias`, `redirect_to`.

`routing.py` calls this, and says what the tags mean. Here they are also given for

  RT-31  a slash inside a segment is written as `%2F`
  RT-50  what may not stand in a URL is encoded in a redirect target, too
  RT-52  an alias without another rule to be an alias of is a match; Werkzeug fails, or redirects to the same URL
  RT-53  `redirect_to` keeps the query, which goes before a fragment; and a value never chooses the host: only a
         target that says so in its own text leaves the mount point; slashes in a value stay as many as they are
  RT-55  a WebSocket is not redirected to a rule for plain HTTP because of defaults, nor the other way round
  RT-86  a rule without host is built on the bound one
"""

import random
import re
from itertools import count
from urllib.parse import quote, unquote, urljoin

from routing import BETTER, METHODS, SAFE, VALUES, expected_match, make_named_map, reason, value_of
from werkzeug.exceptions import MethodNotAllowed, NotFound
from werkzeug.routing import BuildError, Map, RequestRedirect, Rule, WebsocketMismatch

# What a variable may be, what it takes, and a default for it.
PAGES = [
    ("<int:page>", ["1", "2", "07", "1"], 1),
    ("<int(fixed_digits=2):page>", ["01", "12", "01"], 1),
    ("<float:page>", ["1.0", "2.5", "1.00"], 1),
    ("<float:page>", ["1.5", "2.5"], 1.5),
    ("<any(all,new):page>", ["all", "new"], "all"),
    ("<page>", ["all", "a b", "é", "1"], "all"),
    ("<page>", ["1", "x"], 1),
    ("<path:page>", ["all", "a/b", "all/b"], "all"),
]
OTHERS = [
    ("<{}>", ["x", "a b", "100%", "é+&", "x:y", "http:", "a=b;c"]),
    ("<int:{}>", ["0", "42", "007"]),
    ("<any(users,'b c'):{}>", ["users", "b c"]),
    ("<uuid:{}>", ["12345678-1234-abcd-ABCD-1234567890ab"]),
    ("<float(signed=True):{}>", ["-1.50", "3.25"]),
]
SPANNING = ("<path:{}>", ["a/b", "a b/c", "http://evil.example/x", "x/evil.example"])
TARGETS = [
    "new/<a>", "/abs/<a>/<b>", "<a>", "<a>/<b>/", "<b>?back=<a>", "new?v=<a>", "page#<a>", "new/<b>?k=1#part", "", "?v=<a>",
    "http://other.example/<a>", "https://other.example:8443/x?y=<b>", "//other.example/<a>?x=1", "fixed", "/fixed/é b/<a>",
]


def hosted(spec, rng, style):
    if style == "subdomain" and rng.random() < 0.6:
        spec["subdomain"] = rng.choice(["www", "<user>", "<user>.api"])
    if style == "host" and rng.random() < 0.8:
        spec["host"] = rng.choice(["example.com", "<user>.example.com", "api.example.com"])
    return spec


def family(rng, number, style):
    """Rules of one endpoint: pages, the first of them by another URL, and old URLs for them."""
    (page, _, default), word = rng.choice(PAGES), rng.choice(["list", "all posts", "é", "wiki"])
    other = f"/{rng.choice(OTHERS)[0].format('other')}" if rng.random() < 0.4 else ""
    slash = rng.choice(["", "/"])
    base = {"endpoint": f"f{number}"}
    if rng.random() < 0.3:
        base["methods"] = rng.choice([["GET"], ["POST"], ["GET", "POST"]])
    if style != "host" or rng.random() < 0.5:
        base = hosted(base, rng, style)
    rules = [{"string": f"/{word}{number}{other}/{page}{slash}"}]
    if rng.random() < 0.8:
        rules.append({"string": f"/{word}{number}{other}{rng.choice(['/', ''])}", "defaults": {"page": default}})
    if rng.random() < 0.3:
        more = {"page": default, **({"other": "x"} if other else {})}
        rules.append({"string": f"/{word}{number}", "defaults": more})
    if rng.random() < 0.6:
        rules.append({"string": f"/old{number}/{rng.choice([page, '<page>', '<int:page>'])}{other}", "alias": True})
    if rng.random() < 0.3:
        rules.append({"string": f"/first{number}{other}", "alias": True, "defaults": {"page": default}})
    if rng.random() < 0.15:
        # A value that is given twice.
        rules.append({"string": f"/twice{number}{other}/{page}", "defaults": {"page": default}})
    rules = [{**base, **rule} for rule in rules]
    for rule in rules:
        if rng.random() < 0.1:
            rule.pop("methods", None)
            rule["websocket"] = True
        if rng.random() < 0.08:
            rule["build_only"] = True
        if rng.random() < 0.1:
            rule.pop("subdomain", None)
            rule.pop("host", None)
            hosted(rule, rng, style)
    rng.shuffle(rules)
    return rules


def moved(rng, number, style):
    """A rule that redirects."""
    a, b = rng.choice([*OTHERS, SPANNING])[0].format("a"), rng.choice(OTHERS)[0].format("b")
    spec = {"string": f"/moved{number}/{b}/{a}", "endpoint": f"m{number}", "redirect_to": rng.choice(TARGETS)}
    spec = hosted(spec, rng, style)
    if "user" in spec.get("subdomain", "") + spec.get("host", "") and rng.random() < 0.5:
        spec["redirect_to"] = rng.choice(["of/<user>", "/~<user>/<a>"])
    if rng.random() < 0.2:
        spec["methods"] = ["GET"]
    if rng.random() < 0.2:
        spec["defaults"] = {"page": 1}
    return spec


def path_of(rule, rng):
    texts = {form.format(name): values for form, values in [*OTHERS, SPANNING] for name in ["a", "b", "other"]}
    for form, values, _ in PAGES:
        texts.setdefault(form, []).extend(values)

    def text(found):
        return rng.choice(VALUES if rng.random() < 0.06 else texts[found[0]])

    path = re.sub(r"<[^>]*>", text, rule)
    chance = rng.random()
    if chance < 0.06:
        path = path.rstrip("/") or "/"
    elif chance < 0.1:
        path += "/"
    elif chance < 0.13:
        path = path.replace("/", "//", 2)
    return quote(path, safe=SAFE) + ("%2Fb" if rng.random() < 0.03 else "")


def bind_for(rule, rng, style):
    """Mostly where the rule is."""
    bind = {"scheme": rng.choice(["http", "http", "https"]), "script": rng.choice(["/", "/", "/app"])}
    user = rng.choice(["joe", "api"])
    if style == "subdomain":
        own = rule.get("subdomain", "").replace("<user>", user)
        bind["subdomain"] = own if rng.random() < 0.85 else rng.choice(["", "www", "joe", "joe.api"])
    if style == "host":
        own = rule.get("host", "example.com").replace("<user>", user)
        bind["host"] = own if rng.random() < 0.85 else rng.choice(["example.com", "joe.example.com", "api.example.com"])
    return bind


def werkzeug_answer(adapter, raw, method, websocket, query):
    try:
        path = unquote(raw, errors="replace")
        endpoint, values = adapter.match(path, method, query_args=query, websocket=websocket)
        return {"endpoint": endpoint, "values": {k: value_of(v) for k, v in values.items()}}
    except RequestRedirect as error:
        return {"redirect": error.new_url}
    except MethodNotAllowed as error:
        return {"allow": sorted(error.valid_methods)}
    except WebsocketMismatch:
        return {"websocket": True}
    except NotFound:
        return {"notfound": True}
    except (BuildError, ValueError) as error:
        return {"error": type(error).__name__}


def expected_answer(adapter, raw, method, websocket, query):
    """What wz is to answer, and the rule that says so. The map is one with the converters of `BETTER`."""
    adapter.map.update()
    answer, rule = expected_match(adapter.map, adapter, raw, method, websocket)
    if "redirect" in answer:
        return {"redirect": with_query(answer["redirect"], query)}, None
    if "endpoint" not in answer:
        return answer, None
    values = {**answer["values"], **(rule.defaults or {})}
    candidates = adapter.map._rules_by_endpoint[rule.endpoint]
    if adapter.map.redirect_defaults:
        found = alias(adapter, rule, candidates, values, method) if rule.alias else default(rule, candidates, values, method)
        if found is not None:
            (domain, path), scheme = found
            host = domain or adapter.server_name
            if domain and not adapter.map.host_matching:
                host = f"{domain}.{adapter.server_name}"
            url = f"{scheme or adapter.url_scheme}://{host}{adapter.script_name}{path.lstrip('/')}"
            return {"redirect": with_query(url, query)}, None
    if rule.redirect_to is not None and not (rule.alias and adapter.map.redirect_defaults):
        return {"redirect": with_query(target(adapter, rule, values), query)}, rule
    return {"endpoint": rule.endpoint, "values": values}, rule


def alias(adapter, rule, candidates, values, method):
    built = [(r, r.build(values, False)) for r in candidates if r.suitable_for(values, method)]
    built = [(r, parts) for r, parts in built if parts is not None]
    if adapter.map.host_matching:
        built.sort(key=lambda one: one[1][0] != adapter.server_name)
    if not built or built[0][0].alias:
        return None
    secure = "s" if adapter.url_scheme == "https" else ""
    return built[0][1], ("ws" if built[0][0].websocket else "http") + secure


def default(rule, candidates, values, method):
    for other in candidates:
        if other is rule:
            return None
        if other.provides_defaults_for(rule) and other.websocket == rule.websocket and other.suitable_for(values, method):
            parts = other.build({**values, **other.defaults}, False)
            return parts and (parts, None)
    return None


def target(adapter, rule, values):
    filled = re.sub("<([^>]+)>", lambda found: rule._converters[found[1]].to_url(values[found[1]]), rule.redirect_to)
    filled = quote(filled, safe=SAFE + "%?#")
    host = f"{adapter.subdomain}.{adapter.server_name}" if adapter.subdomain else adapter.server_name
    base = f"{adapter.url_scheme}://{host}{adapter.script_name}"
    if rule.redirect_to.startswith(("/", "http")):
        return urljoin(base, filled)
    # Not joined: a value may look like a URL, and has the slashes that it has.
    return base + filled


def with_query(url, query):
    if not query:
        return url
    url, mark, fragment = url.partition("#")
    return url + ("&" if "?" in url else "?") + query + mark + fragment


def tag(raw, werkzeug, expected, rule):
    if werkzeug == expected:
        return "same"
    if "%2f" in raw.lower():
        return "better RT-57"
    if "redirect" in expected and "%2F" in expected["redirect"]:
        return "better RT-31"
    if not werkzeug.get("redirect", "").isascii() or " " in werkzeug.get("redirect", ""):
        return "better RT-50"
    if rule and rule.redirect_to is not None:
        return "better RT-53"
    if raw.startswith("//"):
        return "better RT-49"
    if re.match(r"\w+:///", werkzeug.get("redirect", "")):
        return "better RT-86"
    if "endpoint" in expected and ("redirect" in werkzeug or "error" in werkzeug):
        return "better " + ("RT-52" if rule.alias else "RT-55")
    tie = "endpoint" in werkzeug and "endpoint" in expected
    return "better " + reason(raw, werkzeug, expected, tie)


def redirect_cases(seed, wanted):
    rng = random.Random(seed)
    maps, total, tally = [], 0, {}
    while total < wanted:
        style = rng.choice(["plain"] * 3 + ["subdomain", "host"])
        numbers = count()
        rules = [rule for _ in range(rng.randint(1, 3)) for rule in family(rng, next(numbers), style)]
        rules += [moved(rng, next(numbers), style) for _ in range(rng.randint(0, 3))]
        _, kept = make_named_map(rules, style)
        options = {"host_matching": style == "host", "redirect_defaults": rng.random() < 0.9}
        real = Map([Rule(**spec) for spec in kept], **options)
        better = Map([Rule(**spec) for spec in kept], converters=BETTER, **options)
        cases = []
        for _ in range(16):
            rule = rng.choice(kept)
            raw, query = path_of(rule["string"], rng), rng.choice(["", "", "q=1", "a=b%20c&d"])
            bind = bind_for(rule, rng, style)
            websocket = rule.get("websocket", False) != (rng.random() < 0.06)
            methods = rule.get("methods", METHODS) if rng.random() < 0.85 else METHODS
            method = "GET" if websocket else rng.choice(methods)

            def bound(url_map):
                host = bind.get("host", "example.com")
                return url_map.bind(host, bind["script"], bind.get("subdomain"), bind["scheme"])

            werkzeug = werkzeug_answer(bound(real), raw, method, websocket, query)
            expected, decided = expected_answer(bound(better), raw, method, websocket, query)
            case = {"path": raw + (f"?{query}" if query else ""), "method": method, "expect": expected, **bind}
            if websocket:
                case["websocket"] = True
            case["tag"] = tag(raw, werkzeug, expected, decided)
            if case["tag"] != "same":
                case["werkzeug"] = werkzeug
            tally[case["tag"]] = tally.get(case["tag"], 0) + 1
            cases.append(case)
        maps.append({"style": style, "redirect_defaults": options["redirect_defaults"], "rules": kept, "cases": cases})
        total += len(cases)
    print("redirect", total, tally)
    return maps
