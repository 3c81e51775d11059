"""Which modules of a project may use a name of another one: found by their text, before any of them is parsed."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection, Iterator
from functools import lru_cache
from typing import NamedTuple

from pooler_lint.files.screen import import_lines
from pooler_lint.project.code import Code
from pooler_lint.project.environment.names import is_test_file
from pooler_lint.project.importing import may_import_from_outside

MAX_USERS = 40
"""Modules parsed to find the callers of one module's functions."""
MAX_SEARCHED = 4000
"""Modules of a repository whose text is searched."""
MAX_BYTES = 400_000
"""A module larger than this is not followed for its calls."""

_CHANGE = rb"\b%s\s*(?:\[[^\]\n]{0,200}\]\s*(?:\|?=(?!=))|\|=|\.(?:update|setdefault|pop|popitem|clear|__setitem__)\b)"
"""A change of a dict of this name."""


class Search(NamedTuple):
    """A search for modules that may import the one at `own`, and name one of the words or change what it holds."""

    own: str
    words: tuple[str, ...]
    changes: bool
    within: str = ""
    """The folder that is searched, with a slash at its end; "" for the root. All paths are relative to that."""
    inner: int = 0
    """How many files there are in it."""
    outer: int = 0
    """How many there are in the folder above it, which were too many; 0 where there is none."""
    program: str = ""
    """The folder, with a slash at its end, whose files alone find the module as their own; "" where others do too."""

    def is_as_wide(self, added: int, removed: int) -> bool:
        """True if the same folder is searched where so many files were added and removed anywhere."""
        return self.inner + added <= MAX_SEARCHED and (not self.outer or self.outer - removed > MAX_SEARCHED)

    def may_find(self, file: str, text: bytes) -> bool:
        """True if a file with this text can be among what is found."""
        return file.startswith(self.within) and self.is_import(file, import_lines(text)) and _matcher(self)(text)

    def is_import(self, file: str, imports: bytes) -> bool:
        """True if a file with these import lines may import the module."""
        if self.program and not file.startswith(self.program):
            return may_import_from_outside(self.own, self.program, file, imports)
        return _imports_of(self.own).search(imports) is not None


def search(code: Code, path: str, words: Collection[str], changes: bool = False, program: str = "") -> Search:
    """Return the search for the modules that use one of these words of the module at `path`.

    `changes`: for those that change what the dict of that name holds. Tests are left out: what they call a function
    with need not be what it is called with elsewhere. `program` is the folder of the program that the module is of,
    where those of other programs of the repository cannot import it.
    """
    own = _own(code, path)
    of_tests = not changes and is_test_file(own)
    inner = len(code.within("", of_tests))
    within, outer = "", 0
    for depth in range(1, own.count("/") + 1):
        if inner <= MAX_SEARCHED:
            break
        within, outer = "/".join(own.split("/")[:depth]) + "/", inner
        inner = len(code.within(within, of_tests))
    folder = f"{program}/" if program else ""
    return Search(own, tuple(sorted(words)), changes, within, inner, outer, folder)


def users(code: Code, asked: Search, path: str) -> tuple[tuple[str, ...], str | None]:
    """Return the files that name one of the words and may import the module at `path`; and why there may be more."""
    if asked.inner > MAX_SEARCHED:
        return (), f"there are more than {MAX_SEARCHED} modules, which are not searched for calls"
    found = tuple(_found(code, asked, path))
    if len(found) > MAX_USERS:
        return (), f"more than {MAX_USERS} modules may call it"
    return found, None


def changers(code: Code, asked: Search, path: str) -> tuple[str, ...]:
    """Return the other files that may change what the dict of the module at `path` holds."""
    return tuple(_found(code, asked, path))


def _candidates(code: Code, asked: Search) -> Iterator[str]:
    """Yield the files that are searched, in order of their programs: the module's own first."""
    of_tests = not asked.changes and is_test_file(asked.own)
    yield from code.within(max(asked.within, asked.program, key=len), of_tests)
    if len(asked.program) > len(asked.within):
        yield from code.importing(asked.within, of_tests).around(asked.own, asked.program)


def _found(code: Code, asked: Search, path: str) -> Iterator[str]:
    """Yield those that may import the module and hold one of the words."""
    matches = _matcher(asked)
    for file in _candidates(code, asked):
        if file != asked.own and asked.is_import(file, code.imports(file)):
            text = code.text(file)
            if len(text) <= MAX_BYTES and matches(text):
                yield shown(code.path(file), path)


def _matcher(asked: Search) -> Callable[[bytes], bool]:
    if not asked.changes:
        return _holding({word.encode() for word in asked.words})
    word = asked.words[0].encode()
    change = re.compile(_CHANGE % (re.escape(word),))
    return lambda text: word in text and change.search(text) is not None


def _own(code: Code, path: str) -> str:
    return os.path.relpath(os.path.abspath(path), code.root).replace(os.sep, "/")


def size_of(file: str) -> int:
    """Return the bytes of a file; none where it is gone."""
    try:
        return os.path.getsize(file)
    except OSError:
        return 0


def _holding(words: Collection[bytes]) -> Callable[[bytes], bool]:
    """Whether a text holds one of the words. To look for their bytes first takes a tenth of the time."""
    whole = re.compile(rb"\b(?:%s)\b" % b"|".join(map(re.escape, sorted(words))))
    return lambda text: any(word in text for word in words) and whole.search(text) is not None


@lru_cache(maxsize=256)
def _imports_of(path: str) -> re.Pattern[bytes]:
    """Matches an import of the module: a relative one, or an absolute one that begins at any of its folders."""
    parts = path.removesuffix(".py").removesuffix("/__init__").split("/")
    first = b"|".join(re.escape(part.encode()) for part in parts)
    return re.compile(rb"^[ \t]*(?:from|import)[ \t]+(?:\.|(?:[\w., \t]*\b)?(?:%s)\b)" % first, re.MULTILINE)


def shown(file: str, path: str) -> str:
    """Return the path of a file as `path` is written: absolute, or relative to the working folder."""
    return file if os.path.isabs(path) else os.path.relpath(file)
