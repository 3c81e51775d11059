"""The Python files of a repository for those who search them for words, before any file is parsed."""

from __future__ import annotations

import os
from bisect import bisect_left
from collections.abc import Collection, Iterable

from pooler_lint.files.screen import could_matter, import_lines
from pooler_lint.project.environment.names import is_test_file
from pooler_lint.project.importing import Imports
from pooler_lint.repository.files import MAX_CODE, Repository

MOST_KEPT = 32_000_000
"""Bytes of files that are kept. Files beyond them are read again for each question."""


class Code:
    """The text of each file, which is read once while there is room, and what is found in it by its words."""

    __slots__ = (
        *("_connecting", "_found", "_importing", "_imports", "_kept", "_programs", "_repository", "_room"),
        *("files", "root"),
    )

    def __init__(self, repository: Repository, files: Collection[str]) -> None:
        """`files` are relative to the root, with slashes."""
        self._repository = repository
        self.root = repository.root
        self.files = tuple(sorted(files))
        self._programs: tuple[str, ...] | None = None
        self._room = MOST_KEPT
        self._kept: dict[str, bytes] = {}
        self._imports: dict[str, bytes] = {}
        self._importing: dict[tuple[str, bool], Imports] = {}
        self._found: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._connecting: tuple[str, ...] | None = None

    @property
    def programs(self) -> tuple[str, ...]:
        """The files that are not tests."""
        if self._programs is None:
            self._programs = tuple(file for file in self.files if not is_test_file(file))
        return self._programs

    def within(self, folder: str, with_tests: bool) -> tuple[str, ...]:
        """Return the files in a folder, which ends with a slash, or the root (""); tests only if they are asked for."""
        files = self.files if with_tests else self.programs
        if not folder:
            return files
        # "0" is the character after the slash.
        return files[bisect_left(files, folder) : bisect_left(files, folder[:-1] + "0")]

    def path(self, file: str) -> str:
        """Return the absolute path of one of the files."""
        return os.path.join(self.root, file)

    def text(self, file: str) -> bytes:
        """Return the bytes of one of the files; none where it can't be read."""
        if file in self._kept:
            return self._kept[file]
        try:
            data = self._repository.read(self.path(file), MAX_CODE)
        except OSError:  # a file that is checked has a diagnostic then
            data = b""
        if len(data) <= self._room:
            self._room -= len(data)
            self._kept[file] = data
        return data

    def consult(self, paths: Iterable[str], words: Iterable[tuple[str, ...]] = ()) -> None:
        """Note that answers about the whole repository depend on these paths, and on files with these words."""
        self._repository.consulted.update(dict.fromkeys(paths))
        self._repository.searched.update(dict.fromkeys(words))

    def imports(self, file: str) -> bytes:
        """Return the lines of one of the files that import something."""
        if file not in self._imports:
            self._imports[file] = import_lines(self.text(file))
        return self._imports[file]

    def importing(self, folder: str, with_tests: bool) -> Imports:
        """Return the imports of the files in a folder, as `within` has them."""
        key = folder, with_tests
        if key not in self._importing:
            self._importing[key] = Imports((file, self.imports(file)) for file in self.within(folder, with_tests))
        return self._importing[key]

    def connecting(self) -> tuple[str, ...]:
        """Return the files that may hold a connection."""
        if self._connecting is None:
            self._connecting = tuple(file for file in self.files if could_matter(self.text(file)))
        return self._connecting

    def holding(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """Return the files that hold all of these words."""
        if words not in self._found:
            encoded = [word.encode() for word in words]
            self._found[words] = tuple(file for file in self.files if all(word in self.text(file) for word in encoded))
            self._repository.searched[words] = None
            self.consult(map(self.path, self._found[words]))
        return self._found[words]

    def others_hold(self, words: tuple[str, ...], path: str) -> bool:
        """True if a file besides `path` holds all of these words."""
        found = self.holding(words)
        return len(found) > 1 or any(os.path.realpath(self.path(file)) != os.path.realpath(path) for file in found)

    def mentions(self, words: tuple[str, ...], path: str) -> tuple[str, ...]:
        """Return the files besides `path` that hold all of these words, as messages show them."""
        own = os.path.realpath(path)
        found = map(self.path, self.holding(words))
        return tuple(os.path.relpath(file) for file in found if os.path.realpath(file) != own)
