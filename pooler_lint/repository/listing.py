"""The one place that lists folders: each at most once a run, however many parts of the tool ask for it."""

from __future__ import annotations

import os
from operator import attrgetter

from pooler_lint.light import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_NAME = attrgetter("name")


class Listing:
    """The folders that were listed so far."""

    __slots__ = ("_folders",)

    def __init__(self) -> None:
        self._folders: dict[str, Sequence[os.DirEntry[str]]] = {}

    def entries(self, folder: str) -> Sequence[os.DirEntry[str]]:
        """Return what is in an absolute folder, by name; links are not followed. Raises OSError."""
        if folder not in self._folders:
            with os.scandir(folder) as found:
                self._folders[folder] = sorted(found, key=_NAME)
        return self._folders[folder]

    def names(self, folder: str) -> list[str]:
        """Return the names in an absolute folder that are no folders; none if it can't be listed."""
        try:
            return [entry.name for entry in self.entries(folder) if not entry.is_dir(follow_symlinks=False)]
        except OSError:
            return []
