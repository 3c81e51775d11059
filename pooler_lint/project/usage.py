"""Which modules of a project may use a name of another one: found by their text, before any of them is parsed."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection, Iterable, Iterator

from pooler_lint.project.code import Code
from pooler_lint.project.environment.names import is_test_file

MAX_USERS = 40
"""Modules parsed to find the callers of one module's functions."""
MAX_SEARCHED = 4000
"""Modules of a repository whose text is searched."""
MAX_BYTES = 400_000
"""A module larger than this is not followed for its calls."""

_CHANGE = rb"\b%s\s*(?:\[[^\]\n]*\]\s*(?:\|?=(?!=))|\|=|\.(?:update|setdefault|pop|popitem|clear|__setitem__)\b)"
"""A change of a dict of this name."""


def users(code: Code, path: str, names: Collection[str]) -> tuple[tuple[str, ...], str | None]:
    """Return the files that name one of these and may import the module at `path`; and why there may be more.

    Tests are left out: what they call a function with need not be what it is called with elsewhere.
    """
    own = _own(code, path)
    files = _near(own, [file for file in code.files if file != own and (is_test_file(own) or not is_test_file(file))])
    if len(files) > MAX_SEARCHED:
        return (), f"there are more than {MAX_SEARCHED} modules, which are not searched for calls"
    holds = _holding({name.encode() for name in names})
    found = [_shown(code.path(file), path) for file, text in _importing(own, code, files) if holds(text)]
    if len(found) > MAX_USERS:
        return (), f"more than {MAX_USERS} modules may call it"
    return tuple(found), None


def changers(code: Code, path: str, name: str) -> tuple[str, ...]:
    """Return the other files that may change what the dict `name` of the module at `path` holds."""
    own = _own(code, path)
    files = _near(own, [file for file in code.files if file != own and not is_test_file(file)])
    word = name.encode()
    change = re.compile(_CHANGE % (re.escape(word),))
    importing = _importing(own, code, files)
    return tuple(_shown(code.path(file), path) for file, text in importing if word in text and change.search(text))


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


def _near(own: str, files: list[str]) -> list[str]:
    """Return the files of the largest folder around `own` that can be searched: of a large repository, the package."""
    for depth in range(1, own.count("/") + 1):
        if len(files) <= MAX_SEARCHED:
            break
        prefix = "/".join(own.split("/")[:depth]) + "/"
        files = [file for file in files if file.startswith(prefix)]
    return files


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


def _shown(file: str, path: str) -> str:
    """The path of a file as `path` is written: absolute, or relative to the working folder."""
    return file if os.path.isabs(path) else os.path.relpath(file)
