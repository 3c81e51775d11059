"""The folder of the cache. Only the user chooses it, and a folder that pooler-lint did not make is never used."""

from __future__ import annotations

import os
import stat
import sys

from pooler_lint.light import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import BinaryIO

VARIABLE = "POOLER_LINT_CACHE_DIR"
"""The environment variable that names another folder for the cache."""
MOST_BYTES = 64_000_000
"""Larger files are not read: no entry grows so large."""

_NAME = "pooler-lint-cache"
_TAG = "CACHEDIR.TAG"
# https://bford.info/cachedir/: the first line is the same in the cache folders of all programs.
_FIRST_FILES = {
    _TAG: b"Signature: 8a477f597d28d172789f06886806bc55\n# This folder is the cache of pooler-lint.\n",
    ".gitignore": b"# This folder is the cache of pooler-lint.\n*\n",
}


def cache_folder(asked: str | None = None) -> str | None:
    """Return the absolute folder of the entries; None if the user has no home folder.

    It lies below `asked`, below the folder that POOLER_LINT_CACHE_DIR names, or in the user's cache folder. Nothing in
    a repository has a part in it.
    """
    chosen = asked or os.environ.get(VARIABLE)
    if chosen:
        return os.path.join(os.path.abspath(chosen), _NAME)
    if sys.platform == "linux":
        # The folder that platformdirs returns, whose import takes a third of the time of a start.
        named = os.environ.get("XDG_CACHE_HOME", "").strip()
        folder = os.path.join(named if os.path.isabs(named) else os.path.expanduser("~/.cache"), "pooler-lint")
    else:
        from platformdirs import user_cache_dir

        folder = user_cache_dir("pooler-lint", appauthor=False)
    return folder if os.path.isabs(folder) else None


def is_own(folder: str) -> bool:
    """True if pooler-lint made this folder, it belongs to this user, and no other user can write into it."""
    try:
        found, above = os.lstat(folder), os.stat(os.path.dirname(folder))
    except OSError:
        return False
    # In a folder such as /tmp, which all users share, the sticky bit keeps others from renaming this one.
    is_shared = above.st_mode & stat.S_IWOTH and not above.st_mode & stat.S_ISVTX
    if not stat.S_ISDIR(found.st_mode) or not _is_private(found) or (is_shared and os.name == "posix"):
        return False
    return read_own(os.path.join(folder, _TAG)) == _FIRST_FILES[_TAG]


def make_folder(folder: str) -> None:
    """Make the folder if it is not there. Raises OSError if something else has its name, or it cannot be made."""
    if is_own(folder):
        return
    if os.path.lexists(folder):
        raise FileExistsError(f"{folder} is not a cache of pooler-lint")
    os.makedirs(os.path.dirname(folder), mode=0o700, exist_ok=True)
    new = f"{folder}.{os.urandom(8).hex()}"
    os.mkdir(new, 0o700)
    try:
        for name, data in _FIRST_FILES.items():
            with create(os.path.join(new, name)) as file:
                file.write(data)
        os.rename(new, folder)  # with its marker, or not at all
    except OSError:
        for name in _FIRST_FILES:
            remove(os.path.join(new, name))
        os.rmdir(new)
    if not is_own(folder):  # another run may have been faster
        raise FileExistsError(f"{folder} is not a cache of pooler-lint")


def read_own(path: str) -> bytes | None:
    """Return the content of a regular file of this user; None for everything else. Follows no link."""
    try:
        with open(path, "rb", opener=open_no_link) as file:
            found = os.fstat(file.fileno())
            is_file = stat.S_ISREG(found.st_mode) and _is_private(found) and found.st_size <= MOST_BYTES
            return file.read(found.st_size) if is_file else None
    except (OSError, ValueError):
        return None


def create(path: str) -> BinaryIO:
    """Return a new file, open for writing, that only this user can read. Raises OSError if the name is taken."""
    return open(path, "x+b", opener=_create_private)


def remove(path: str) -> None:
    """Remove the file if that is possible."""
    try:
        os.unlink(path)
    except OSError:
        return


def open_no_link(path: str, flags: int) -> int:
    """Open the file itself, never what a link leads to: an opener for `open`. Raises OSError."""
    # A pipe without a writer must not stop the run.
    return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))


def _create_private(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0), 0o600)


def _is_private(found: os.stat_result) -> bool:
    """True if the file belongs to this user and no other one can write into it."""
    if os.name != "posix":
        return True
    return found.st_uid == os.geteuid() and not found.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
