"""Which modules of a project may use a name of another one: found by their text, before any of them is parsed."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection, Iterable
from typing import TypeAlias

from pooler_lint.files.screen import import_lines
from pooler_lint.repository.files import MAX_CODE, Repository

FilesOf: TypeAlias = "Callable[[str], tuple[Repository, Collection[str]]]"
"""The repository around a file, and its Python files relative to the root."""

MAX_USERS = 40
"""Modules parsed to find the callers of one module's functions."""
MAX_SEARCHED = 4000
"""Modules of a repository whose text is searched."""
MAX_BYTES = 400_000
"""A module larger than this is not followed for its calls."""

_CHANGE = rb"\b%s\s*(?:\[[^\]\n]*\]\s*(?:\|?=(?!=))|\|=|\.(?:update|setdefault|pop|popitem|clear|__setitem__)\b)"
"""A change of a dict of this name."""
_TESTS = re.compile(r"(?:\A|/)(?:tests?|testing|conftest\.py|test_[^/]*\.py|[^/]*_tests?\.py)(?:/|\Z)")


class Usage:
    """Searches the Python files of repositories for names. What each of them imports is kept for the run, no text."""

    def __init__(self, files_of: FilesOf) -> None:
        self._files_of = files_of
        self._imports: dict[str, bytes] = {}

    def users(self, path: str, names: Collection[str]) -> tuple[tuple[str, ...], str | None]:
        """The files that name one of these and may import the module at `path`; and why there may be more.

        Tests are left out: what they call a function with need not be what it is called with elsewhere.
        """
        repository, listed = self._files_of(path)
        own = os.path.relpath(os.path.abspath(path), repository.root).replace(os.sep, "/")
        files = _near(own, [file for file in listed if file != own and (is_test(own) or not is_test(file))])
        if len(files) > MAX_SEARCHED:
            return (), f"there are more than {MAX_SEARCHED} modules, which are not searched for calls"
        holds = _holding({name.encode() for name in names})
        found = [
            _shown(file, path) for file in self._importing(own, repository, files) if holds(_read(file, repository))
        ]
        if len(found) > MAX_USERS:
            return (), f"more than {MAX_USERS} modules may call it"
        return tuple(found), None

    def changers(self, path: str, name: str) -> tuple[str, ...]:
        """The other files that may change what the dict `name` of the module at `path` holds."""
        repository, listed = self._files_of(path)
        own = os.path.relpath(os.path.abspath(path), repository.root).replace(os.sep, "/")
        files = _near(own, [file for file in listed if file != own and not is_test(file)])
        word = name.encode()
        change = re.compile(_CHANGE % (re.escape(word),))
        texts = ((file, _read(file, repository)) for file in self._importing(own, repository, files))
        return tuple(_shown(file, path) for file, text in texts if word in text and change.search(text))

    def _importing(self, own: str, repository: Repository, files: Iterable[str]) -> list[str]:
        """Those of the files, with the root before them, that may import the module at `own`."""
        wanted = _imports_of(own)
        paths = (os.path.join(repository.root, file) for file in sorted(files))
        return [path for path in paths if wanted.search(self._imports_in(path, repository))]

    def _imports_in(self, file: str, repository: Repository) -> bytes:
        if file not in self._imports:
            self._imports[file] = import_lines(_read(file, repository))
        return self._imports[file]


def is_test(path: str) -> bool:
    """True for a module that tests others, by its place."""
    return _TESTS.search(path) is not None


def _near(own: str, files: list[str]) -> list[str]:
    """The files of the largest folder around `own` that can be searched: of a large repository, the package."""
    folders = own.split("/")[:-1]
    while len(files) > MAX_SEARCHED and folders:
        depth = len(own.split("/")) - len(folders)
        prefix = "/".join(own.split("/")[:depth]) + "/"
        files = [file for file in files if file.startswith(prefix)]
        folders.pop()
    return files


def size_of(file: str) -> int:
    """The bytes of a file; none where it is gone."""
    try:
        return os.path.getsize(file)
    except OSError:
        return 0


def _read(file: str, repository: Repository) -> bytes:
    data = repository.content(file, MAX_CODE) or b""
    return data if len(data) <= MAX_BYTES else b""


def _holding(words: Collection[bytes]) -> Callable[[bytes], bool]:
    """Whether a text holds one of the words. To look for their bytes first takes a tenth of the time."""
    whole = re.compile(rb"\b(?:%s)\b" % b"|".join(map(re.escape, sorted(words))))
    return lambda text: any(word in text for word in words) and whole.search(text) is not None


def _imports_of(path: str) -> re.Pattern[bytes]:
    """Matches an import of the module: a relative one, or an absolute one that begins at any of its folders."""
    parts = path.removesuffix(".py").removesuffix("/__init__").split("/")
    first = b"|".join(re.escape(part.encode()) for part in parts)
    return re.compile(rb"^[ \t]*(?:from|import)[ \t]+(?:\.|(?:[\w., \t]*\b)?(?:%s)\b)" % first, re.MULTILINE)


def _shown(file: str, path: str) -> str:
    """The path of a file as `path` is written: absolute, or relative to the working folder."""
    return file if os.path.isabs(path) else os.path.relpath(file)
