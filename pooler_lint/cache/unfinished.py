"""Temporary files beside the files that `--fix` replaces: a later run removes those of a run that was killed.

Each one is recorded in the user's cache folder before it is made. Its name begins with a random word from the record,
so that no file of a repository can have it. Once it is complete it is renamed and may be exchanged with the file: from
then on it can hold an edit of the user, and is removed only if it holds what the record names.
"""

from __future__ import annotations

import os
import stat

from pooler_lint.cache.folder import cache_folder, create, is_own, make_folder, open_no_link, remove
from pooler_lint.light import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

SUFFIX = ".tmp"
UNFINISHED = ".new.tmp"
"""The end of the name while the file is written; nothing else has had that name."""
_KIND = "temporary-"
_DIGITS = 32


class Recorded:
    """The record of a temporary file beside a file, for as long as the temporary one may exist."""

    __slots__ = ("_known", "_path", "_prefix", "_record")

    def __init__(self, path: str, *known: bytes) -> None:
        """`known` are the contents with which the temporary file may be removed."""
        self._path = os.path.abspath(path)
        self._known = known
        self._prefix = ""
        self._record: BinaryIO | None = None

    def __enter__(self) -> str:
        """Return the beginning of the name of the temporary file."""
        token = os.urandom(_DIGITS // 2).hex()
        folder, name = os.path.split(self._path)
        self._record = _write_record(token, [folder, name, *map(_word, self._known)])
        self._prefix = _prefix(token)
        return self._prefix

    def __exit__(self, *_: object) -> None:
        if self._record is not None:
            if not any(_beside(os.path.dirname(self._path), self._prefix)):  # else a later run says where it is
                remove(self._record.name)
            self._record.close()


def remove_unfinished() -> list[tuple[str, str]]:
    """Remove the temporary files of runs that have been killed. What cannot be removed stays.

    Return those that hold something else than the runs wrote, with the names of the files that they belong to.
    """
    kept: list[tuple[str, str]] = []
    cache = cache_folder()
    try:
        names = os.listdir(cache) if cache is not None and is_own(cache) else []
    except OSError:
        return kept
    for name in names:
        if cache is not None and name.startswith(_KIND) and len(name) == len(_KIND) + _DIGITS:
            try:
                kept += _clean_up(cache, name)
            except OSError:
                continue
    return kept


def _write_record(token: str, lines: list[str]) -> BinaryIO | None:
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
        record.write(sealed(f"{_KIND}{token}", lines))
        record.flush()
    except OSError:
        record.close()
        remove(record.name)
        return None
    return record


def _clean_up(cache: str, name: str) -> list[tuple[str, str]]:
    """Remove the files of this record, and the record, unless its run is still at work. Return what is kept."""
    import fcntl

    from pooler_lint.cache.entries import read_entry

    path = os.path.join(cache, name)
    with open(path, "rb", opener=open_no_link) as record:
        fcntl.flock(record, fcntl.LOCK_EX | fcntl.LOCK_NB)
        lines = read_entry(cache, name)
        if lines is None or len(lines) < 2:
            return []
        folder, original, *known = lines
        kept = []
        for beside in _beside(folder, _prefix(name.removeprefix(_KIND))):
            if beside.name.endswith(UNFINISHED) or _holds(beside.path, known):
                os.unlink(beside.path)
            else:
                kept.append((beside.path, original))
        if not kept:
            os.unlink(path)
        return kept


def _prefix(token: str) -> str:
    return f".pooler-lint-{token}-"


def _word(data: bytes) -> str:
    """Return a word for these bytes, from which they cannot be found out."""
    from hashlib import sha256

    return f"{len(data)}-{sha256(data).hexdigest()}"


def _beside(folder: str, prefix: str) -> Iterator[os.DirEntry[str]]:
    """Yield the files of this user in the folder whose names begin with the prefix."""
    for entry in os.scandir(folder) if os.path.isdir(folder) else ():
        if entry.name.startswith(prefix) and entry.name.endswith(SUFFIX) and _is_own_file(entry):
            yield entry


def _holds(path: str, known: list[str]) -> bool:
    """True if the file holds one of the contents that have these words."""
    with open(path, "rb", opener=open_no_link) as file:
        size = os.fstat(file.fileno()).st_size
        return any(word.startswith(f"{size}-") for word in known) and _word(file.read(size + 1)) in known


def _is_own_file(entry: os.DirEntry[str]) -> bool:
    found = entry.stat(follow_symlinks=False)
    return stat.S_ISREG(found.st_mode) and (os.name != "posix" or found.st_uid == os.geteuid())
