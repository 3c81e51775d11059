"""Modules that take over all names of another one, and change some: `from .base import *` in `production.py`."""

from __future__ import annotations

import ast
import os
from collections.abc import Iterable, Iterator

from pooler_lint.project.locate import Locator
from pooler_lint.repository.files import MAX_CODE, Repository
from pooler_lint.syntax.reader import parse

_STAR = b"import *"
MAX_DEPTH = 4
"""Star imports followed through each other."""


class StarImports:
    """Which Python files of a repository import everything from which; each file is read at most once."""

    def __init__(self, repository: Repository, files: Iterable[str], locator: Locator) -> None:
        self._repository = repository
        self._files = files
        self._locator = locator
        self._importers: dict[str, list[str]] | None = None

    def importers(self, path: str, depth: int = MAX_DEPTH) -> tuple[str, ...]:
        """The files that have all names of the one at `path`, directly or through each other; absolute paths."""
        found = list(self._by_module().get(os.path.realpath(path), ()))
        if depth > 1:
            found += [far for near in tuple(found) for far in self.importers(near, depth - 1)]
        return tuple(dict.fromkeys(found))

    def _by_module(self) -> dict[str, list[str]]:
        if self._importers is None:
            self._importers = {}
            for file in sorted(self._files):
                path = os.path.join(self._repository.root, file)
                for module in _starred(path, self._repository):
                    found = self._locator.find(module, path)
                    if found is not None and not found[1]:
                        self._importers.setdefault(os.path.realpath(found[0]), []).append(path)
        return self._importers


def _starred(path: str, repository: Repository) -> Iterator[str]:
    """The modules of which the file imports everything, relative ones with their dots."""
    try:
        data = repository.content(path, MAX_CODE)
        if data is None or _STAR not in data:
            return
        tree = parse(data.decode("utf-8-sig"))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.names[0].name == "*":
            yield "." * node.level + (node.module or "")
