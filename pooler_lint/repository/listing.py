"""The one place that lists folders: each at most once a run, however many parts of the tool ask for it."""

from __future__ import annotations

import os
from operator import attrgetter

from pooler_lint.light import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pooler_lint.repository.walk import Level

_NAME = attrgetter("name")
_MARKS = frozenset({".git", ".gitignore", "pyvenv.cfg"})


class Listed(NamedTuple):
    """What is in a folder, by name. Links are not followed: one to a folder is among `others`, as files are."""

    folders: Sequence[os.DirEntry[str]]
    others: Sequence[os.DirEntry[str]]
    marks: frozenset[str]
    """Which names are there of those that say how to go on."""


class Listing:
    """The folders that were listed so far."""

    __slots__ = ("_folders", "levels", "lines")

    def __init__(self) -> None:
        self._folders: dict[str, Listed] = {}
        self.levels: dict[str, tuple[Level, ...]] = {}
        """The patterns of the ignore files that were read so far."""
        self.lines = 0
        """Lines of these files."""

    def entries(self, folder: str) -> Listed:
        """Return what is in an absolute folder. Raises OSError."""
        if folder not in self._folders:
            folders: list[os.DirEntry[str]] = []
            others: list[os.DirEntry[str]] = []
            with os.scandir(folder) as found:
                for entry in sorted(found, key=_NAME):
                    (folders if entry.is_dir(follow_symlinks=False) else others).append(entry)
            marks = _MARKS.intersection(map(_NAME, folders)) | _MARKS.intersection(map(_NAME, others))
            self._folders[folder] = Listed(folders, others, marks)
        return self._folders[folder]
