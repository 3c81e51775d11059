"""Which modules of a project may use a name of another one: found by their text, before any of them is parsed."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import NamedTuple

from pooler_lint.files.screen import import_lines
from pooler_lint.project.code import Code
from pooler_lint.project.environment.names import is_test_file

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

    def is_as_wide(self, added: int, removed: int) -> bool:
        """True if the same folder is searched where so many files were added and removed anywhere."""
        return self.inner + added <= MAX_SEARCHED and (not self.outer or self.outer - removed > MAX_SEARCHED)

    def may_find(self, file: str, text: bytes) -> bool:
        """True if a file with this text can be among what is found."""
        if not file.startswith(self.within) or not _imports_of(self.own).search(import_lines(text)):
            return False
        return _matcher(self)(text)


def search(code: Code, path: str, words: Collection[str], changes: bool = False) -> Search:
    """Return the search for the modules that use one of these words of the module at `path`.

    `changes`: for those that change what the dict of that name holds. Tests are left out: what they call a function
    with need not be what it is called with elsewhere.
    """
    own = _own(code, path)
    files = _candidates(code, Search(own, (), changes))
    within, outer = "", 0
    for depth in range(1, own.count("/") + 1):
        if len(files) <= MAX_SEARCHED:
            break
        within, outer = "/".join(own.split("/")[:depth]) + "/", len(files)
        files = [file for file in files if file.startswith(within)]
    return Search(own, tuple(sorted(words)), changes, within, len(files), outer)


def users(code: Code, asked: Search, path: str) -> tuple[tuple[str, ...], str | None]:
    """Return the files that name one of the words and may import the module at `path`; and why there may be more."""
    files = _candidates(code, asked)
    if len(files) > MAX_SEARCHED:
        return (), f"there are more than {MAX_SEARCHED} modules, which are not searched for calls"
    found = tuple(_found(code, asked, files, path))
    if len(found) > MAX_USERS:
        return (), f"more than {MAX_USERS} modules may call it"
    return found, None


def changers(code: Code, asked: Search, path: str) -> tuple[str, ...]:
    """Return the other files that may change what the dict of the module at `path` holds."""
    return tuple(_found(code, asked, _candidates(code, asked), path))


def _candidates(code: Code, asked: Search) -> list[str]:
    tests = not asked.changes and is_test_file(asked.own)
    files = code.files if tests else code.programs
    return [file for file in files if file != asked.own and file.startswith(asked.within)]


def _found(code: Code, asked: Search, files: Iterable[str], path: str) -> Iterator[str]:
    matches = _matcher(asked)
    return (shown(code.path(file), path) for file, text in _importing(asked.own, code, files) if matches(text))


def _matcher(asked: Search) -> Callable[[bytes], bool]:
    if not asked.changes:
        return _holding({word.encode() for word in asked.words})
    word = asked.words[0].encode()
    change = re.compile(_CHANGE % (re.escape(word),))
    return lambda text: word in text and change.search(text) is not None


def _own(code: Code, path: str) -> str:
    return os.path.relpath(os.path.abspath(path), code.root).replace(os.sep, "/")


def _importing(own: str, code: Code, files: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """Yield those of the files that may import the module at `own`, with their text."""
    wanted = _imports_of(own)
    for file in files:
        if wanted.search(code.imports(file)):
            text = code.text(file)
            if len(text) <= MAX_BYTES:
                yield file, text


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


def _imports_of(path: str) -> re.Pattern[bytes]:
    """Matches an import of the module: a relative one, or an absolute one that begins at any of its folders."""
    parts = path.removesuffix(".py").removesuffix("/__init__").split("/")
    first = b"|".join(re.escape(part.encode()) for part in parts)
    return re.compile(rb"^[ \t]*(?:from|import)[ \t]+(?:\.|(?:[\w., \t]*\b)?(?:%s)\b)" % first, re.MULTILINE)


def shown(file: str, path: str) -> str:
    """Return the path of a file as `path` is written: absolute, or relative to the working folder."""
    return file if os.path.isabs(path) else os.path.relpath(file)
