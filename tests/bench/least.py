"""`python tests/bench/least.py FOLDER [--parse]`: the least that a program in Python can do with the files of a tree.

It walks, reads and looks for the names of the libraries; with `--parse` it also makes the syntax tree of each file that
the screen lets through. Nothing is judged: what remains of the time of a real run is the work proper.
"""

from __future__ import annotations

import ast
import os
import sys

from pooler_lint.files.screen import could_matter
from pooler_lint.files.words import CALLED


def main(folder: str, parses: bool) -> int:
    """How many files hold one of the words, or could be parsed."""
    words = [library for library, _ in CALLED]
    found = 0
    for at, _, names in os.walk(folder):
        for name in names:
            if name.endswith(".py"):
                with open(os.path.join(at, name), "rb", buffering=0) as file:
                    data = file.read()
                found += _parsed(data) if parses else any(word in data for word in words)
    return found


def _parsed(data: bytes) -> bool:
    if not could_matter(data):
        return False
    try:
        ast.parse(data)
    except (SyntaxError, ValueError):
        return False
    return True


if __name__ == "__main__":
    sys.stdout.write(f"{main(sys.argv[1], '--parse' in sys.argv)}\n")
