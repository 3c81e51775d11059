"""Temporary files beside the files that `--fix` replaces: a later run removes those of a run that was killed.

Each one is recorded in the user's cache folder before it is made. Its name begins with a random word from the record,
so that no file of a repository can have it.
"""

from __future__ import annotations

import contextlib
import os
import stat

from pooler_lint.cache.entries import read_entry, sealed
from pooler_lint.cache.folder import cache_folder, create, is_own, make_folder, open_no_link, remove
from pooler_lint.light import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

SUFFIX = ".tmp"
_KIND = "temporary-"
_DIGITS = 32


@contextlib.contextmanager
def recorded(folder: str) -> Iterator[str]:
    """Yield the beginning of the name of a temporary file in this folder, for as long as the file may exist."""
    token = os.urandom(_DIGITS // 2).hex()
    record = _write_record(token, folder)
    try:
        yield _prefix(token)
    finally:
        if record is not None:
            remove(record.name)
            record.close()


def remove_unfinished() -> None:
    """Remove the temporary files of runs that have been killed. What cannot be removed stays."""
    cache = cache_folder()
    if cache is None or not os.path.isdir(cache) or not is_own(cache):
        return
    with contextlib.suppress(OSError):
        for name in os.listdir(cache):
            if name.startswith(_KIND) and len(name) == len(_KIND) + _DIGITS:
                with contextlib.suppress(OSError):
                    _clean_up(cache, name)


def _write_record(token: str, folder: str) -> BinaryIO | None:
    """Return the record, locked until it is closed; None if there is no place for it."""
    cache = cache_folder()
    if cache is None:
        return None
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

    path = os.path.join(cache, name)
    with open(path, "rb", opener=open_no_link) as record:
        fcntl.flock(record, fcntl.LOCK_EX | fcntl.LOCK_NB)
        lines = read_entry(cache, name)
        if lines is None:
            return
        prefix = _prefix(name.removeprefix(_KIND))
        with contextlib.suppress(FileNotFoundError, NotADirectoryError), os.scandir(lines[0]) as entries:
            for entry in entries:
                if entry.name.startswith(prefix) and entry.name.endswith(SUFFIX) and _is_own_file(entry):
                    os.unlink(entry.path)
        os.unlink(path)


def _prefix(token: str) -> str:
    return f".pooler-lint-{token}-"


def _is_own_file(entry: os.DirEntry[str]) -> bool:
    found = entry.stat(follow_symlinks=False)
    return stat.S_ISREG(found.st_mode) and (os.name != "posix" or found.st_uid == os.geteuid())
