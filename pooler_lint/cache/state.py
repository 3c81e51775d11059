"""The state of a repository: one word for all of its files. The same word means that none of them has changed."""

from __future__ import annotations

import os
import sys

from pooler_lint.cache.entries import digest
from pooler_lint.repository.files import TOOL_FOLDERS

TOO_NEW = 2_000_000_000
"""Nanoseconds: a file that was written so short a time ago may be written again without a change of its times."""
_ENOUGH_TO_SHARE = 200
"""Folders left, after as many, that take longer to look at (30 microseconds each) than another process to fork."""


class _NotKnownError(Exception):
    """The state of the repository is not known."""


def state_of_all(root: str, now: int, jobs: int = 1) -> str | None:
    """Return a word for all files that a result can depend on, as they are; None if that is not possible.

    `now`, nanoseconds, is when the run began. A link to a folder leads to files that are not looked at here. The order
    is that of the file system, which keeps it. With more than one job, half of a large one is left to another process.
    """
    lines = [sys.version, os.getcwd()]
    newest = now - TOO_NEW
    try:
        left = _look(lines, [root], newest, _ENOUGH_TO_SHARE)
        if len(left) > _ENOUGH_TO_SHARE and sys.platform == "linux":
            # The same word whether they are shared out or not: the next run may have another number of jobs.
            half, other = left[::2], left[1::2]
            lines += _at_once(half, other, newest) if jobs > 1 else (_word(half, newest), _word(other, newest))
        else:
            _look(lines, left, newest)
    except (OSError, _NotKnownError):
        return None
    return digest(lines)


def _look(lines: list[str], folders: list[str], newest: int, at_most: int | None = None) -> list[str]:
    """Add a line for each file and folder in the first `at_most` folders; return the folders that are left."""
    done = 0
    for folder in folders:  # it grows
        if done == at_most:
            break
        done += 1
        lines.append(folder)
        # Only the folder's own times show that a file was removed while the run went on.
        own = os.stat(folder)
        if own.st_mtime_ns > newest or own.st_ctime_ns > newest:
            raise _NotKnownError
        for entry in os.scandir(folder):
            if entry.is_dir(follow_symlinks=False):
                if entry.name not in TOOL_FOLDERS:
                    folders.append(entry.path)
                elif entry.name == ".git":
                    lines.append(_of_excludes(entry.path))
                continue
            if entry.is_symlink() and entry.is_dir():
                raise _NotKnownError
            found = entry.stat()
            changed, modified = found.st_ctime_ns, found.st_mtime_ns
            if modified > newest or changed > newest:
                raise _NotKnownError
            lines.append(f"{entry.name} {modified} {changed} {found.st_size} {found.st_ino}")
    return folders[done:]


def _at_once(folders: list[str], others: list[str], newest: int) -> tuple[str, str]:
    """Return a word for each of the two; another process looks at the others."""
    # Forked by hand: `multiprocessing`, which `in_processes` needs, takes 20 ms to import, and this saves 30.
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.write(writing, _word(others, newest).encode())
        finally:
            os._exit(0)  # whatever happened: no word is an answer too
    os.close(writing)
    try:
        own = _word(folders, newest)
    finally:
        with open(reading, "rb") as answer:
            other = answer.read().decode()
        os.waitpid(child, 0)
    if not other:
        raise _NotKnownError
    return own, other


def _word(folders: list[str], newest: int) -> str:
    """Return a word for everything in these folders. Raises OSError and _NotKnownError."""
    lines: list[str] = []
    _look(lines, folders, newest)
    return digest(lines)


def _of_excludes(git: str) -> str:
    """Return a word for the patterns that exclude files in this clone alone."""
    try:
        found = os.stat(os.path.join(git, "info", "exclude"))
    except OSError:
        return ""
    return f"{found.st_mtime_ns} {found.st_ctime_ns} {found.st_size}"
