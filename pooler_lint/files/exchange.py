"""Exchange two files in one step, on systems that can do that."""

from __future__ import annotations

import errno
import os
import sys

# https://man7.org/linux/man-pages/man2/rename.2.html
_WORKING_FOLDER = -100
_EXCHANGE = 2
_NOT_SUPPORTED = (errno.EINVAL, errno.ENOSYS, errno.EPERM)
"""Answers of file systems and sandboxes that do not know the call."""


def exchange(one: str, other: str) -> bool:
    """Exchange the two files; False if that is not supported. Raises OSError."""
    if sys.platform != "linux":
        return False
    try:
        import ctypes

        call = ctypes.CDLL(None, use_errno=True).renameat2
    except (ImportError, OSError, AttributeError):
        return False
    sys.audit("os.rename", one, other, -1, -1)  # as `os.rename` does
    if call(_WORKING_FOLDER, os.fsencode(one), _WORKING_FOLDER, os.fsencode(other), _EXCHANGE) == 0:
        return True
    number = ctypes.get_errno()
    if number in _NOT_SUPPORTED:
        return False
    raise OSError(number, os.strerror(number), other)
