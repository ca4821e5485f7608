"""Looks paths up in Werkzeug. The routing bench starts this for one of its rows.

Standard input holds the rules, an empty line, and the paths. The argument is `warm ROUNDS` or `cold LOOKUPS`, and both
mean what they mean for the other routers of the bench. Printed are the nanoseconds that one `MapAdapter.match` takes,
and a sum over all that was found, by which the bench sees that it was the right thing.
"""

import sys
from time import perf_counter_ns

from werkzeug.exceptions import HTTPException
from werkzeug.routing import Map, Rule

CHUNK = 2_000
WALK = 8 << 20


def found(adapter, path):
    """The number of the rule and what its variables hold; 1 for what is not found."""
    try:
        endpoint, values = adapter.match(path, "GET")
    except HTTPException:
        return 1
    return endpoint + sum(value if isinstance(value, int) else len(value) for value in values.values())


def match(adapter, paths):
    """The lookups that are timed. Werkzeug raises what it does not find, so catching it is a part of the answer."""
    for path in paths:
        try:
            adapter.match(path, "GET")
        except HTTPException:
            pass


def warm(adapter, paths, rounds):
    """The tenth percentile of samples of many lookups each."""
    chunk = min(len(paths), CHUNK)
    samples = []
    for i in range(rounds):
        start = i * chunk % len(paths)
        part = paths[start : start + chunk]
        clock = perf_counter_ns()
        match(adapter, part)
        samples.append((perf_counter_ns() - clock) / len(part))
    return sorted(samples)[rounds // 10]


def cold(adapter, paths, lookups):
    """The median of single lookups, each after a walk through memory that is not on the clock."""
    memory = b"\1" * WALK
    samples = []
    for i in range(lookups):
        part = [paths[i % len(paths)]]
        # A byte that is not there is looked for everywhere.
        memory.find(b"\0")
        clock = perf_counter_ns()
        match(adapter, part)
        samples.append(perf_counter_ns() - clock)
    return sorted(samples)[lookups // 2]


def main():
    mode, count = sys.argv[1], int(sys.argv[2])
    rules, paths = (part.split("\n") for part in sys.stdin.read().split("\n\n"))
    rules = [Rule(rule, endpoint=i, methods=["GET"]) for i, rule in enumerate(rules)]
    adapter = Map(rules).bind("localhost")
    # The first lookup of all, which sorts the rules, is one of these.
    total = sum(found(adapter, path) for path in paths) % 2**64
    print({"warm": warm, "cold": cold}[mode](adapter, paths, count), total)


if __name__ == "__main__":
    main()
