"""Vectors for dictionaries and sets: what the real Werkzeug answers, and what wz is to answer.

    /tmp/oracle/bin/python tests/oracle/datastructures.py tests/oracle/data

writes `datastructures.json`; `tagged.py` says what is in it. A case is a list of steps on a new object, and the
answers are what each step gives, followed by what is in the object at the end.
"""

import random
import sys

from tagged import Cases
from werkzeug.datastructures import CombinedMultiDict, HeaderSet, MultiDict

NAMES = ["a", "b", "c", "A", "", "é", "a b"]
VALUES = ["1", "2", "x", "", "-3", "é", "4.5", "true"]


def integer(text):
    """What Rust reads as an integer, which is less than what Python does."""
    if not text.isascii() or not text.lstrip("-").isdigit():
        raise ValueError
    return int(text)


def multi_dict(pairs, steps):
    d = MultiDict(pairs)
    answers = []
    for name, *arguments in steps:
        match name:
            case "get": answers.append(d.get(*arguments))
            case "get_all": answers.append(d.getlist(*arguments))
            case "get_as": answers.append(d.get(*arguments, type=integer))
            case "get_all_as": answers.append(d.getlist(*arguments, type=integer))
            case "contains": answers.append(arguments[0] in d)
            case "add": answers.append(d.add(*arguments))
            case "set": answers.append(d.__setitem__(*arguments))
            case "set_all":
                # A name without values is not there.
                d.setlist(*arguments)
                if not arguments[1]:
                    d.poplist(arguments[0])
                answers.append(None)
            case "get_or_add": answers.append(d.setdefault(*arguments))
            case "remove": answers.append(d.pop(*arguments, None))
            case "remove_all": answers.append(d.poplist(*arguments))
            case "extend": answers.append(d.update(MultiDict(*arguments)))
            case "first": answers.append([list(item) for item in d.items()])
            case "keys": answers.append(list(d.keys()))
            case "len": answers.append(sum(len(values) for values in d.listvalues()))
            case _: raise AssertionError(name)
    return answers + [[[name, values] for name, values in d.lists()]]


def header_set(elements, steps):
    s = HeaderSet(elements)
    answers = []
    for name, *arguments in steps:
        match name:
            case "contains": answers.append(arguments[0] in s)
            case "find": answers.append(s.find(*arguments))
            case "add": answers.append(s.add(*arguments))
            case "remove": answers.append(s.discard(*arguments))
            case "get": answers.append(s[arguments[0]] if arguments[0] < len(list(s)) else None)
            case "len": answers.append(len(s))
            case "clear": answers.append(s.clear())
            case _: raise AssertionError(name)
    return answers + [s.to_header()]


def combined(dicts, steps):
    d = CombinedMultiDict([MultiDict(pairs) for pairs in dicts])
    answers = []
    for name, *arguments in steps:
        match name:
            case "get": answers.append(d.get(*arguments))
            case "get_all": answers.append(d.getlist(*arguments))
            case "get_as": answers.append(d.get(*arguments, type=integer))
            case "contains": answers.append(arguments[0] in d)
            case "len": answers.append(len(d))
            case _: raise AssertionError(name)
    return answers


FUNCTIONS = {"multi_dict": multi_dict, "header_set": header_set, "combined": combined}
cases = Cases()


def add(function, start, steps, want=None, why=None):
    reason = why and f"better {why}"
    cases.add(function, [start, steps], FUNCTIONS[function](start, steps), want, reason)


def pairs(rng, most=6):
    return [[rng.choice(NAMES), rng.choice(VALUES)] for _ in range(rng.randint(0, most))]


def dict_step(rng):
    name = rng.choice(["get", "get_all", "get_as", "get_all_as", "contains", "add", "set", "set_all", "get_or_add", "remove",
                       "remove_all", "extend", "first", "keys", "len"])
    key, value = rng.choice(NAMES), rng.choice(VALUES)
    match name:
        case "add" | "set" | "get_or_add": return [name, key, value]
        case "set_all": return [name, key, [rng.choice(VALUES) for _ in range(rng.randint(0, 3))]]
        case "extend": return [name, pairs(rng, 3)]
        case "first" | "keys" | "len": return [name]
        case _: return [name, key]


def set_step(rng, elements):
    name = rng.choice(["contains", "find", "add", "remove", "get", "len", "clear"] + ["contains", "add"] * 3)
    match name:
        case "get": return [name, rng.randint(0, 4)]
        case "len" | "clear": return [name]
        # The element as Werkzeug can take it away: in lower case.
        case "remove": return [name, rng.choice(elements).lower()]
        case _: return [name, rng.choice(elements)]


if __name__ == "__main__":
    rng = random.Random(1866)
    for _ in range(500):
        add("multi_dict", pairs(rng), [dict_step(rng) for _ in range(rng.randint(1, 8))])
    elements = ["accept", "Accept", "COOKIE", "cookie", "a b", "é", "x-y", "*", 'q"', ""]
    for _ in range(300):
        start = list({e.lower(): e for e in rng.sample(elements, rng.randint(0, 5))}.values())
        add("header_set", start, [set_step(rng, elements) for _ in range(rng.randint(1, 6))])
    for _ in range(200):
        steps = [[n, rng.choice(NAMES)] for n in rng.sample(["get", "get_all", "get_as", "contains"], 3)] + [["len"]]
        add("combined", [pairs(rng) for _ in range(rng.randint(0, 3))], steps)
    add("header_set", ["Foo", "bar"], [["remove", "Foo"]], want=[None, "bar"], why="DS-11")
    add("header_set", ["token", "x", "TOKEN"], [["len"]], want=[2, "token, x"], why="DS-11")
    cases.write(f"{sys.argv[1]}/datastructures.json")
