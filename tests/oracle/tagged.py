"""What the vectors of functions have in common: a list of cases `{"f": function, "in": arguments, "tag": tag, "want": answer
of wz}`, and where that is not the answer of Werkzeug, `werkzeug` with that one and `why`.

  same    wz answers what Werkzeug answers
  better  wz answers otherwise on purpose; `why` is a section of an RFC, or an ID of the parity list
  rust    wz answers otherwise because it is written in Rust
"""

import json


class Cases:
    """The cases of one area. Of two for the same arguments, the later counts."""

    def __init__(self):
        self.cases = {}

    def add(self, function, arguments, werkzeug, expected=None, reason=None):
        """A case. Without a reason wz answers the same; with one, which begins with the tag, `expected` if that differs."""
        case = {"f": function, "in": arguments}
        if reason is None or expected == werkzeug:
            assert reason is not None or expected is None or expected == werkzeug, (function, arguments, werkzeug, expected)
            case |= {"tag": "same", "want": werkzeug}
        else:
            tag, why = reason.split(" ", 1)
            case |= {"tag": tag, "want": expected, "werkzeug": werkzeug, "why": why}
        self.cases[json.dumps([function, arguments])] = case

    def write(self, path):
        lines = ",\n".join(json.dumps(case, ensure_ascii=False) for case in self.cases.values())
        with open(path, "w", encoding="utf-8") as file:
            file.write(f"[\n{lines}\n]\n")
        tags = [case["tag"] for case in self.cases.values()]
        print(path, len(tags), {tag: tags.count(tag) for tag in sorted(set(tags))})


def asked(function, *arguments):
    """The answer, or that there was an error."""
    try:
        return function(*arguments)
    except (ValueError, TypeError, OverflowError):
        return {"error": True}
