"""Where a repository names an environment variable at all, with a value or without."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pooler_lint.project.code import Code
from pooler_lint.project.environment.data import Setting
from pooler_lint.project.environment.supplies import Supply
from pooler_lint.values import Evidence

_WORDS = (b"UNPOOLED", b"NON_POOLING", b"DIRECT")
TELLING = re.compile(rf"(?=[A-Z0-9_]*?(?:{'|'.join(word.decode() for word in _WORDS)}))[A-Z0-9_]+")
"""The names that Python files are searched for: those by which a variable says that it goes past a pooler."""
_NAME = TELLING.pattern.encode()
_NAMED = re.compile(rb"(?m)(?P<quote>[\"'])(?P<text>%b)(?P=quote)|^[ \t]*(?P<declared>%b)[ \t]*[:=]" % (_NAME, _NAME))


def set_by(name: str, path: str, naming: Iterable[tuple[Setting, Supply]]) -> Evidence | None:
    """The first place that gives the variable, be it empty, to the Python file at `path`."""
    for setting, supply in naming:
        if supply.area is not None and supply.area.nearness(path) is not None:
            return Evidence(f"environment variable {name} is named here", setting.path, setting.line)
    return None


def read_by(code: Code) -> dict[str, Evidence]:
    """Return the names of this kind in Python files, and the first line where each is a text, set or declared."""
    found: dict[str, Evidence] = {}
    code.consult((), ((word.decode(),) for word in _WORDS))
    for module in code.files:
        data = code.text(module)
        if not any(word in data for word in _WORDS):
            continue
        code.consult((code.path(module),))
        for match in _NAMED.finditer(data):
            name = (match["text"] or match["declared"]).decode("ascii")
            line = data.count(b"\n", 0, match.end()) + 1
            found.setdefault(name, Evidence(f"environment variable {name} is named here", module, line))
    return found
