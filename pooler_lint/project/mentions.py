"""Which Python files of a repository hold certain words, looked up in their bytes."""

from __future__ import annotations

import os
from collections.abc import Iterable

from pooler_lint.repository.files import MAX_CODE, Repository


class Mentions:
    """The answers for one repository; each question reads the files once."""

    def __init__(self, repository: Repository, files: Iterable[str]) -> None:
        self._repository = repository
        self._files = files
        self._found: dict[tuple[str, ...], tuple[str, ...]] = {}

    def of(self, words: tuple[str, ...], path: str) -> tuple[str, ...]:
        """The other files that hold all of these words, as messages show them."""
        if words not in self._found:
            encoded = [word.encode() for word in words]
            paths = (os.path.join(self._repository.root, file) for file in sorted(self._files))
            self._found[words] = tuple(file for file in paths if self._holds(file, encoded))
        own = os.path.realpath(path)
        return tuple(os.path.relpath(file) for file in self._found[words] if os.path.realpath(file) != own)

    def _holds(self, path: str, words: list[bytes]) -> bool:
        data = self._repository.content(path, MAX_CODE)
        return data is not None and all(word in data for word in words)
