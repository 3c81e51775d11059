"""Temporary files beside the files that `--fix` replaces: a later run removes those of a run that was killed.

Each one is recorded in the user's cache folder before it is made. Its name begins with a random word from the record,
so that no file of a repository can have it.
"""

from __future__ import annotations

import os
import stat

from pooler_lint.cache.folder import cache_folder, create, is_own, make_folder, open_no_link, remove
from pooler_lint.light import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import BinaryIO

SUFFIX = ".tmp"
_KIND = "temporary-"
_DIGITS = 32


class Recorded:
    """The record of a temporary file in this folder, for as long as that file may exist."""

    __slots__ = ("_folder", "_record")

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._record: BinaryIO | None = None

    def __enter__(self) -> str:
        """Return the beginning of the name of the temporary file."""
        token = os.urandom(_DIGITS // 2).hex()
        self._record = _write_record(token, self._folder)
        return _prefix(token)

    def __exit__(self, *_: object) -> None:
        if self._record is not None:
            remove(self._record.name)
            self._record.close()


def remove_unfinished() -> None:
    """Remove the temporary files of runs that have been killed. What cannot be removed stays."""
    cache = cache_folder()
    try:
        names = os.listdir(cache) if cache is not None and is_own(cache) else []
    except OSError:
        return
    for name in names:
        if cache is not None and name.startswith(_KIND) and len(name) == len(_KIND) + _DIGITS:
            try:
                _clean_up(cache, name)
            except OSError:
                continue


def _write_record(token: str, folder: str) -> BinaryIO | None:
    """Return the record, locked until it is closed; None if there is no place for it."""
    cache = cache_folder()
    if cache is None:
        return None
    from pooler_lint.cache.entries import sealed

    try:
        import fcntl

        make_folder(cache)
        record = create(os.path.join(cache, f"{_KIND}{token}"))
    except (OSError, ImportError):
        return None
    try:
        fcntl.flock(record, fcntl.LOCK_EX)
        record.write(sealed(f"{_KIND}{token}", [os.path.abspath(folder)]))
        record.flush()
    except OSError:
        record.close()
        remove(record.name)
        return None
    return record


def _clean_up(cache: str, name: str) -> None:
    """Remove the files of this record, and the record, unless its run is still at work."""
    import fcntl

    from pooler_lint.cache.entries import read_entry

    path = os.path.join(cache, name)
    with open(path, "rb", opener=open_no_link) as record:
        fcntl.flock(record, fcntl.LOCK_EX | fcntl.LOCK_NB)
        lines = read_entry(cache, name)
        if lines is None:
            return
        prefix = _prefix(name.removeprefix(_KIND))
        for beside in os.scandir(lines[0]) if os.path.isdir(lines[0]) else ():
            if beside.name.startswith(prefix) and beside.name.endswith(SUFFIX) and _is_own_file(beside):
                os.unlink(beside.path)
        os.unlink(path)


def _prefix(token: str) -> str:
    return f".pooler-lint-{token}-"


def _is_own_file(entry: os.DirEntry[str]) -> bool:
    found = entry.stat(follow_symlinks=False)
    return stat.S_ISREG(found.st_mode) and (os.name != "posix" or found.st_uid == os.geteuid())
