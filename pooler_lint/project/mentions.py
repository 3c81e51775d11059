"""Which Python files of a repository hold certain words, looked up in their bytes."""

from __future__ import annotations

import os
from collections.abc import Iterable

LARGEST = 1_000_000
"""A larger file is data, whatever its name."""


class Mentions:
    """The answers for one repository; each question reads the files once."""

    def __init__(self, root: str, files: Iterable[str]) -> None:
        self._root = root
        self._files = files
        self._found: dict[tuple[str, ...], tuple[str, ...]] = {}

    def of(self, words: tuple[str, ...], path: str) -> tuple[str, ...]:
        """The other files that hold all of these words, as messages show them."""
        if words not in self._found:
            encoded = [word.encode() for word in words]
            paths = (os.path.join(self._root, file) for file in sorted(self._files))
            self._found[words] = tuple(file for file in paths if _holds(file, encoded))
        own = os.path.realpath(path)
        return tuple(os.path.relpath(file) for file in self._found[words] if os.path.realpath(file) != own)


def _holds(path: str, words: list[bytes]) -> bool:
    try:
        if os.path.getsize(path) > LARGEST:
            return False
        with open(path, "rb") as opened:
            data = opened.read()
    except OSError:
        return False
    return all(word in data for word in words)
