"""The one place that changes files of the user: as a whole, or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import sys
import tempfile
import time

from pooler_lint.cache.folder import open_no_link
from pooler_lint.cache.unfinished import SUFFIX, UNFINISHED, Recorded
from pooler_lint.files.exchange import exchange
from pooler_lint.light import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

_TRIES, _PAUSE = 200, 0.05
"""For ten seconds: another run holds the lock for a moment only."""


class FileChanged(OSError):
    """The file is not what was read; nothing was written."""


class NotReplaced(OSError):
    """A new file in the place of this one would not be the same file; the message says why."""


def replace_file(path: str, data: bytes, expected: bytes) -> None:
    """Put `data` in place of `expected`, the bytes that were read from `path`.

    A link is followed to the real file. Mode, owner and extended attributes are kept. The file is compared with
    `expected` again immediately before it is replaced, under a lock, so that two runs cannot lose each other's edits.
    On Linux the file that was replaced is compared once more, and put back if it is an edit that came in between.

    Raises FileChanged if the file holds something else by now, NotReplaced if its owner or its other names cannot be
    kept, and OSError if it cannot be written. In all cases the file is untouched, but for an edit that
    cannot be put back.
    """
    real = os.path.realpath(path)
    with _opened(real) as file:
        status = _compared(file, path, expected)
    if not os.access(real, os.W_OK):
        raise PermissionError(13, "Permission denied", path)
    if status.st_nlink > 1:
        raise NotReplaced(f"the file has {status.st_nlink} names (hard links), which a new file would part")
    with Recorded(real, data, expected) as prefix:
        temporary = _write_beside(real, data, status, prefix)
        own = os.lstat(temporary).st_ino
        try:
            with _opened(real) as file, _locked(file):
                _compared(file, path, expected)
                if _identity(os.lstat(real)) != _identity(status):
                    raise FileChanged(f"{path} changed while it was checked")
                if not exchange(temporary, real):
                    os.replace(temporary, real)
                elif not _is_same(temporary, status, expected):
                    if not _put_back(temporary, real, own):
                        raise NotReplaced(f"it was saved meanwhile, and that edit is in {temporary}")
                    raise FileChanged(f"{path} changed while it was checked")
                else:
                    _remove(temporary)
        except BaseException:
            with contextlib.suppress(OSError):
                if os.lstat(temporary).st_ino == own:  # never the edit of another program
                    os.unlink(temporary)
            raise


def _is_same(temporary: str, status: os.stat_result, expected: bytes) -> bool:
    """True if the file that was replaced, which has the temporary name now, is the one that was checked."""
    try:
        with _opened(temporary) as file:
            return _identity(_compared(file, temporary, expected)) == _identity(status)
    except OSError:
        return False


def _put_back(temporary: str, real: str, placed: int) -> bool:
    """Put an edit that came in between back into its place, and so each one that comes meanwhile; False if it failed.

    `placed` is the inode that `real` was given last. Once it comes back, nothing newer has been saved.
    """
    with contextlib.suppress(OSError):
        for _ in range(_TRIES):
            newest = os.lstat(temporary).st_ino
            try:
                exchange(temporary, real)
            except FileNotFoundError:
                os.rename(temporary, real)
                return True
            if os.lstat(temporary).st_ino == placed:
                _remove(temporary)
                return True
            placed = newest
    return False


def _opened(real: str) -> BinaryIO:
    return open(real, "rb", opener=open_no_link)


def _compared(file: BinaryIO, path: str, expected: bytes) -> os.stat_result:
    """Return the status of the file before it was read. Raises FileChanged if it does not hold the expected bytes."""
    status = os.fstat(file.fileno())
    if not stat.S_ISREG(status.st_mode) or file.read(len(expected) + 1) != expected:
        raise FileChanged(f"{path} changed while it was checked")
    return status


def _identity(status: os.stat_result) -> tuple[int, ...]:
    """Return what is the same for a file that has not changed: its inode, mode, owner, size and time."""
    file = status.st_dev, status.st_ino, status.st_nlink, status.st_mode, status.st_uid, status.st_gid
    return (*file, status.st_size, status.st_mtime_ns)


@contextlib.contextmanager
def _locked(file: BinaryIO) -> Iterator[None]:
    """Keep other runs from replacing this file. Where there are no locks, this does nothing.

    The lock is on the file itself: whoever opens the name afterwards gets the new file, which is not locked.
    """
    try:
        import fcntl
    except ImportError:
        yield
        return
    for _ in range(_TRIES):
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            break
        except BlockingIOError:
            time.sleep(_PAUSE)
        except OSError:  # a file system without locks
            break
    else:
        raise OSError(errno.EAGAIN, "another program has locked it")
    yield  # the lock ends when the file is closed


def _write_beside(real: str, data: bytes, status: os.stat_result, prefix: str) -> str:
    handle, temporary = tempfile.mkstemp(prefix=prefix, suffix=UNFINISHED, dir=os.path.dirname(real))
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        _keep_owner(temporary, status)
        _keep_attributes(real, temporary)
        os.chmod(temporary, stat.S_IMODE(status.st_mode))
        complete = temporary.removesuffix(UNFINISHED) + SUFFIX
        os.rename(temporary, complete)
    except BaseException:
        _remove(temporary)
        raise
    return complete


def _keep_owner(temporary: str, status: os.stat_result) -> None:
    own = os.stat(temporary)
    if (own.st_uid, own.st_gid) == (status.st_uid, status.st_gid) or not hasattr(os, "chown"):
        return
    try:
        os.chown(temporary, status.st_uid, status.st_gid)
    except OSError as error:
        raise NotReplaced(f"the new file would not belong to the owner of the old one ({error.strerror})") from error


def _keep_attributes(real: str, temporary: str) -> None:
    """Access control lists and labels, where the system has them and lets us set them."""
    if sys.platform != "linux":
        return
    with contextlib.suppress(OSError):
        for name in os.listxattr(real):
            with contextlib.suppress(OSError):
                os.setxattr(temporary, name, os.getxattr(real, name))


def _remove(temporary: str) -> None:
    with contextlib.suppress(OSError):
        os.remove(temporary)
