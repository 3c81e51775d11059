"""The imports of the files of a folder by their words, so that those that may import a module are found at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pooler_lint.project.environment.tree import is_inside, parent

_IMPORT = re.compile(rb"^[ \t]*(?:from|import)[ \t]+(\.*)([\w., \t]*)", re.MULTILINE)
_NAME = re.compile(rb"\w+")
_FIRST = re.compile(rb"(?:\A|,)[ \t]*(\w+)")


class _Line(NamedTuple):
    """The levels of a relative import (0: an absolute one), the words that names begin with, and all words."""

    level: int
    firsts: tuple[bytes, ...]
    words: frozenset[bytes]


def _lines(imports: bytes) -> Iterator[_Line]:
    for match in _IMPORT.finditer(imports):
        dots, names = match.groups()
        yield _Line(len(dots), tuple(_FIRST.findall(names)), frozenset(_NAME.findall(names)))


def may_import_from_outside(own: str, program: str, file: str, imports: bytes) -> bool:
    """True if a file that is not in the folder `program` may import the module at `own` in it, by its import lines.

    It begins at a folder around both, and names the folder of the program. No other program can import the module:
    each has its own source roots. Paths are relative to the root; `program` ends with a slash.
    """
    names = _names(program)
    for line in _lines(imports):
        if line.level:
            base = _base(file, line.level)
            if base is not None and is_inside(own, base):
                return True
        elif names[-1] in line.words and any(
            first == name and is_inside(file, _root(program, depth))
            for first in line.firsts
            for depth, name in enumerate(names)
        ):
            return True
    return False


class Imports:
    """Which of these files begin an import with a word, or at a folder."""

    __slots__ = ("_by_base", "_by_first")

    def __init__(self, files: Iterable[tuple[str, bytes]]) -> None:
        """`files` are paths relative to the root, and the import lines of each."""
        self._by_first: dict[bytes, dict[str, None]] = {}
        self._by_base: dict[str, dict[str, None]] = {}
        for file, imports in files:
            for line in _lines(imports):
                base = _base(file, line.level) if line.level else None
                if base is not None:
                    self._by_base.setdefault(base, {})[file] = None
                for first in () if line.level else line.firsts:
                    self._by_first.setdefault(first, {})[file] = None

    def around(self, own: str, program: str) -> list[str]:
        """Return the files that may import the module at `own` from outside of its program, and some others."""
        found: set[str] = set()
        for name in _names(program):
            found.update(self._by_first.get(name, ()))
        folder = parent(own)
        while True:
            found.update(self._by_base.get(folder, ()))
            if not folder:
                return sorted(file for file in found if not file.startswith(program))
            folder = parent(folder)


def _names(program: str) -> list[bytes]:
    return [name.encode() for name in program.rstrip("/").split("/")]


def _root(program: str, depth: int) -> str:
    """Return the folder from which files can import what is in the folder at this depth: its own may be `src`."""
    root = "/".join(program.split("/")[:depth])
    return root.removesuffix("src").rstrip("/") if root == "src" or root.endswith("/src") else root


def _base(file: str, level: int) -> str | None:
    """Return the folder that a relative import starts at; None outside of the root."""
    folder = parent(file)
    for _ in range(level - 1):
        if not folder:
            return None
        folder = parent(folder)
    return folder
