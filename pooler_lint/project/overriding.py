"""Modules that take over all names of another one, and change some: `from .base import *` in `production.py`."""

from __future__ import annotations

import ast
import os
from collections.abc import Iterator, Mapping
from functools import cached_property

from pooler_lint.index.parsing import parse
from pooler_lint.project.code import Code
from pooler_lint.project.locate import Locator

_STAR = b"import *"
MAX_DEPTH = 4
"""Star imports followed through each other."""


class StarImports:
    """Which Python files of a repository import everything from which."""

    def __init__(self, code: Code, locator: Locator) -> None:
        self._code = code
        self._locator = locator

    def importers(self, path: str, depth: int = MAX_DEPTH) -> tuple[str, ...]:
        """Return the files that have all names of the one at `path`, directly or through each other; absolute paths."""
        found = list(self._importers.get(os.path.realpath(path), ()))
        if depth > 1:
            found += [far for near in tuple(found) for far in self.importers(near, depth - 1)]
        return tuple(dict.fromkeys(found))

    @cached_property
    def _importers(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = {}
        self._code.consult((), [(_STAR.decode(),)])
        for file in self._code.files:
            path = self._code.path(file)
            for module in _starred(self._code.text(file)):
                source = self._locator.find(module, path)
                self._code.consult((path, *self._locator.looked_for(module, path)))
                if source is not None and not source[1]:
                    found.setdefault(os.path.realpath(source[0]), []).append(path)
        return found


def _starred(data: bytes) -> Iterator[str]:
    """Yield the modules from which this source imports everything, relative ones with their dots."""
    if _STAR not in data:
        return
    try:
        tree = parse(data.decode("utf-8-sig"))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.names[0].name == "*":
            yield "." * node.level + (node.module or "")
