"""The state of a repository: a line for each of its files, and what has changed from one state to another."""

from __future__ import annotations

import os
import sys

from pooler_lint.light import TYPE_CHECKING, NamedTuple
from pooler_lint.repository.files import TOOL_FOLDERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

TOO_NEW = 2_000_000_000
"""Nanoseconds: a file that was written so short a time ago may be written again without a change of its times."""
_ENOUGH_TO_SHARE = 200
"""Folders left, after as many, that take longer to look at (30 microseconds each) than another process to fork."""
_END = "."
_NEW = "? ? ? ?"
"""What stands for the state of a file that was written just now: it counts as changed in each later run."""


class Changes(NamedTuple):
    """The absolute paths of files and folders that changed. A file that was just written has changed as well."""

    modified: frozenset[str]
    """Files that are in both states."""
    added: frozenset[str]
    removed: frozenset[str]
    folders: bool
    """A folder was added or removed."""

    @property
    def all(self) -> frozenset[str]:
        """Return all of them."""
        return self.modified | self.added | self.removed


NO_CHANGES = Changes(frozenset(), frozenset(), frozenset(), False)


class _NotKnownError(Exception):
    """The state of the repository is not known."""


def state_of(root: str, now: int, jobs: int = 1) -> list[str] | None:
    """Return a line for each folder and file that a result can depend on; None if that is not possible.

    `now`, nanoseconds, is when the run began. A link to a folder leads to files that are not looked at here. The order
    is that of the file system, which keeps it. With more than one job, half of a large one is left to another process.
    """
    lines = [f"{sys.version} {os.getcwd()}".replace("\n", " ")]
    newest = now - TOO_NEW
    try:
        left = _look(lines, [root], newest, _ENOUGH_TO_SHARE)
        if len(left) > _ENOUGH_TO_SHARE and sys.platform == "linux":
            # The same lines whether they are shared out or not: the next run may have another number of jobs.
            half, other = left[::2], left[1::2]
            lines += _at_once(half, other, newest) if jobs > 1 else [*_lines(half, newest), *_lines(other, newest)]
        else:
            _look(lines, left, newest)
    except (OSError, _NotKnownError):
        return None
    return lines


def is_settled(lines: Sequence[str]) -> bool:
    """True if none of the files had been written just before."""
    return not any(line.startswith(_NEW) for line in lines)


def changes(before: Sequence[str], after: Sequence[str]) -> Changes | None:
    """Return what changed; None if the states cannot be compared: another Python, or another working folder."""
    if before[:1] != after[:1]:
        return None
    old, new = _by_folder(before), _by_folder(after)
    modified: set[str] = set()
    added = {folder for folder in new if folder not in old}
    removed = {folder for folder in old if folder not in new}
    is_of_folders = bool(added or removed)
    for folder in old.keys() | new.keys():
        was, now = old.get(folder, []), new.get(folder, [])
        if was == now and is_settled(was):
            continue
        states, found = _by_name(was), _by_name(now)
        path = os.path.join(folder, "")
        added.update(path + name for name in found.keys() - states.keys())
        removed.update(path + name for name in states.keys() - found.keys())
        same = found.keys() & states.keys()
        modified.update(path + name for name in same if found[name] != states[name] or states[name] == _NEW)
    return Changes(frozenset(modified), frozenset(added), frozenset(removed), is_of_folders)


def _by_folder(lines: Iterable[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    current: list[str] = []
    for line in lines:
        if line.startswith(os.sep):
            current = found[line] = []
        else:
            current.append(line)
    return found


def _by_name(lines: Iterable[str]) -> dict[str, str]:
    """Return the states of files by their names."""
    return {name: f"{a} {b} {c} {d}" for a, b, c, d, name in (line.split(" ", 4) for line in lines)}


def _look(lines: list[str], folders: list[str], newest: int, at_most: int | None = None) -> list[str]:
    """Add a line for each file and folder in the first `at_most` folders; return the folders that are left."""
    done = 0
    for folder in folders:  # it grows
        if done == at_most:
            break
        done += 1
        lines.append(folder)
        for entry in os.scandir(folder):
            name = entry.name
            if "\n" in name:
                raise _NotKnownError
            if entry.is_dir(follow_symlinks=False):
                if name not in TOOL_FOLDERS:
                    folders.append(entry.path)
                elif name == ".git":
                    lines.append(f"{_of_excludes(entry.path)} {name}")
                continue
            if entry.is_symlink() and entry.is_dir():
                raise _NotKnownError
            found = entry.stat()
            modified, changed = found.st_mtime_ns, found.st_ctime_ns
            if modified > newest or changed > newest:
                lines.append(f"{_NEW} {name}")
            else:
                lines.append(f"{modified} {changed} {found.st_size} {found.st_ino} {name}")
    return folders[done:]


def _at_once(folders: list[str], others: list[str], newest: int) -> list[str]:
    """Return the lines of the one and of the other folders, at which another process looks."""
    # Forked by hand: `multiprocessing`, which `in_processes` needs, takes 20 ms to import, and this saves 30.
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(reading)
            with open(writing, "wb") as answer:
                answer.write("\n".join([*_lines(others, newest), _END]).encode("utf-8", "surrogateescape"))
        finally:
            os._exit(0)  # whatever happened: an answer without its end is one too
    os.close(writing)
    try:
        own = _lines(folders, newest)
    finally:
        with open(reading, "rb") as answer:
            other = answer.read().decode("utf-8", "surrogateescape").split("\n")
        os.waitpid(child, 0)
    if other.pop() != _END:
        raise _NotKnownError
    return own + other


def _lines(folders: list[str], newest: int) -> list[str]:
    """Return a line for everything in these folders. Raises OSError and _NotKnownError."""
    lines: list[str] = []
    _look(lines, folders, newest)
    return lines


def _of_excludes(git: str) -> str:
    """Return the state of the patterns that exclude files in this clone alone."""
    try:
        found = os.stat(os.path.join(git, "info", "exclude"))
    except OSError:
        return "- - - -"
    return f"{found.st_mtime_ns} {found.st_ctime_ns} {found.st_size} {found.st_ino}"
