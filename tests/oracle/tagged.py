"""What the vectors of functions have in common: a function, its arguments, what wz is to answer, and a tag.

  same                  wz answers what Werkzeug answers
  better REASON         wz answers otherwise on purpose; the reason is a section of an RFC, or an ID of the parity list
  rust REASON           wz answers otherwise because it is written in Rust
"""

import json


class Cases:
    """The cases of one area, without those that are there already."""

    def __init__(self):
        self.cases, self.seen = [], set()

    def add(self, function, arguments, werkzeug, expected=None, reason=None):
        """A case. Without a reason wz answers the same; with one `expected`, if that is another answer."""
        key = json.dumps([function, arguments])
        if key in self.seen:
            return
        self.seen.add(key)
        case = {"function": function, "arguments": arguments}
        if reason is None or expected == werkzeug:
            assert reason is not None or expected is None or expected == werkzeug, (function, arguments, werkzeug, expected)
            case |= {"expect": werkzeug, "tag": "same"}
        else:
            case |= {"expect": expected, "tag": reason, "werkzeug": werkzeug}
        self.cases.append(case)

    def write(self, path):
        lines = ",\n".join(json.dumps(case, ensure_ascii=True, separators=(",", ":")) for case in self.cases)
        with open(path, "w") as file:
            file.write(f"[\n{lines}\n]\n")


def asked(function, *arguments):
    """The answer, or that there was an error."""
    try:
        return function(*arguments)
    except (ValueError, TypeError, OverflowError):
        return {"error": True}
