"""The one way in which a file is changed: whole, or not at all."""

from __future__ import annotations

import contextlib
import os
import stat
import sys
import tempfile


class FileChanged(OSError):
    """The file is not what was read; nothing was written."""


class NotReplaced(OSError):
    """A new file in the place of this one would not be the same file; the message says why. Nothing was written."""


def replace_file(path: str, data: bytes, expected: bytes) -> None:
    """Put `data` in place of `expected`, the bytes that were read from `path`.

    A link is followed to the real file. Mode, owner and extended attributes are kept. Raises FileChanged when the file
    holds something else by now, NotReplaced when its owner or its other names can't be kept, OSError when it can't be
    written. In all cases the file is untouched.
    """
    real = os.path.realpath(path)
    with open(real, "rb") as file:
        if file.read() != expected:
            raise FileChanged(f"{path} changed while it was checked")
        status = os.fstat(file.fileno())
    if not os.access(real, os.W_OK):
        raise PermissionError(13, "Permission denied", path)
    if status.st_nlink > 1:
        raise NotReplaced(f"the file has {status.st_nlink} names (hard links), which a new file would part")
    temporary = _write_beside(real, data, status)
    try:
        os.replace(temporary, real)
    except OSError:
        _remove(temporary)
        raise


def _write_beside(real: str, data: bytes, status: os.stat_result) -> str:
    handle, temporary = tempfile.mkstemp(prefix=".pooler-lint-", suffix=".tmp", dir=os.path.dirname(real))
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        _keep_owner(temporary, status)
        _keep_attributes(real, temporary)
        os.chmod(temporary, stat.S_IMODE(status.st_mode))
    except BaseException:
        _remove(temporary)
        raise
    return temporary


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
