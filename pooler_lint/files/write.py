"""The one way in which a file is changed: whole, or not at all."""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile


class FileChanged(OSError):
    """The file is not what was read; nothing was written."""


def replace_file(path: str, data: bytes, expected: bytes) -> None:
    """Put `data` in place of `expected`, the bytes that were read from `path`.

    A link is followed to the real file. Mode is kept, and owner where that is permitted; other names of a hard-linked
    file keep the old content. Raises FileChanged when the file holds something else by now, OSError when
    it can't be written. In both cases the file is untouched.
    """
    real = os.path.realpath(path)
    with open(real, "rb") as file:
        if file.read() != expected:
            raise FileChanged(f"{path} changed while it was checked")
        status = os.fstat(file.fileno())
    if not os.access(real, os.W_OK):
        raise PermissionError(13, "Permission denied", path)
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
        os.chmod(temporary, stat.S_IMODE(status.st_mode))
    except BaseException:
        _remove(temporary)
        raise
    return temporary


def _keep_owner(temporary: str, status: os.stat_result) -> None:
    if hasattr(os, "chown"):
        with contextlib.suppress(OSError):
            os.chown(temporary, status.st_uid, status.st_gid)


def _remove(temporary: str) -> None:
    with contextlib.suppress(OSError):
        os.remove(temporary)
