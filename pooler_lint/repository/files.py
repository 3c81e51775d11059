"""The one place that opens files: regular files only, of a limited size, and within the repository."""

from __future__ import annotations

import os
import stat

from pooler_lint.light import TYPE_CHECKING
from pooler_lint.repository.listing import Listing
from pooler_lint.repository.root import Roots, is_inside

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Final

MAX_CODE = 2_000_000
"""Bytes of a Python file: nobody writes more by hand, and its tree would take gigabytes of memory."""
MAX_SETTINGS = 1_000_000
"""Bytes of a settings, deployment, configuration or ignore file: a larger one holds data."""
MAX_LOCK = 20_000_000
"""Bytes of a lock file, which lists every package with the digests of its files."""

TOOL_FOLDERS = frozenset(
    {".git", "__pycache__", "node_modules", ".hg", ".svn", ".tox", ".nox", ".venv", "pooler-lint-cache"}
)
"""Folders whose content is not the project's: nothing in them is read."""

_HOW: Final = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)  # so that a pipe without a writer does not block
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)
_NOT_A_LINK: Final = getattr(os, "O_NOFOLLOW", 0)

OUTSIDE = "it is outside of the repository"
NOT_A_FILE = "it is not a regular file"


class Refused(OSError):
    """A file that is not read; `reason` and `strerror` say why."""

    def __init__(self, reason: str) -> None:
        super().__init__(0, reason)
        self.reason = reason


def read_file(path: str, limit: int = MAX_CODE) -> bytes:
    """Return the bytes of a file that the user named, or that the walk found.

    Raises OSError, and Refused for what is not a regular file or has more than `limit` bytes.
    """
    data = read_start(path, limit)
    if len(data) > limit:
        raise too_large(limit)
    return data


def read_start(path: str, limit: int = MAX_CODE) -> bytes:
    """Return the bytes of such a file, but no more than `limit` and one. Raises OSError."""
    return _read(os.open(path, _HOW), limit, whole=False)


def too_large(limit: int) -> Refused:
    """Return the refusal of a file that has more bytes than this."""
    return Refused(f"it is larger than {limit:,} bytes")


class Repository:
    """The files of one repository. Each path is resolved with its links before it is opened; none leaves the root."""

    __slots__ = ("_folders", "_real", "consulted", "listing", "refused", "root", "searched")

    def __init__(self, root: str, listing: Listing | None = None) -> None:
        """`root` is an absolute folder; `listing` has the folders that were listed before."""
        self.root = root
        self.listing = listing or Listing()
        self._real = os.path.realpath(root)
        self._folders: dict[str, str] = {}
        self.refused: dict[str, str] = {}
        """The absolute paths that `content` was asked for and that are there, but not read, with the reason."""
        self.consulted: dict[str, None] = {}
        """The absolute paths on which answers about the whole repository depend."""
        self.searched: dict[tuple[str, ...], None] = {}
        """Words: such an answer can change with a Python file that holds all of one of these."""

    def content(self, path: str, limit: int = MAX_SETTINGS) -> bytes | None:
        """Return the bytes of a file that need not be there; None where it is not, is refused or can't be read."""
        try:
            return self.read(path, limit)
        except (FileNotFoundError, NotADirectoryError):
            pass
        except OSError as error:
            self.refused[os.path.abspath(path)] = error.strerror or str(error)
        return None

    def read(self, path: str, limit: int = MAX_SETTINGS) -> bytes:
        """Return the bytes of a file of the repository; a relative path begins at the working folder.

        Raises OSError, and Refused for what is outside, in `TOOL_FOLDERS`, not a regular file or above the limit.
        """
        try:
            real = self._resolved(os.path.abspath(path))
            self._refuse_foreign(real)
            descriptor = os.open(real, _HOW | _NOT_A_LINK)
        except ValueError:  # a NUL character, or half of a surrogate pair
            raise Refused("its name can't be that of a file") from None
        return _read(descriptor, limit, whole=True)

    def names(self, folder: str) -> list[str]:
        """Return the names in an absolute folder that are no folders; none if it can't be listed or is outside."""
        real = self._resolved(os.path.join(folder, ""))
        try:
            entries = self.listing.entries(folder).others if is_inside(real.rstrip(os.sep), self._real) else ()
        except OSError:
            return []
        return [entry.name for entry in entries]

    def below(self, folder: str, most: int) -> list[str] | None:
        """Return the files in a folder and below it, whatever Git ignores; None if there are more than `most`.

        Folders that cannot be listed and `TOOL_FOLDERS` are left out; None as well if there is a link to a folder.
        """
        found: list[str] = []
        waiting = [folder]
        while waiting:
            current = waiting.pop()
            try:
                listed = self.listing.entries(current)
            except OSError:
                continue
            if any(entry.is_symlink() and os.path.isdir(entry.path) for entry in listed.others):
                return None
            found.extend(os.path.join(current, entry.name) for entry in listed.others)
            waiting.extend(os.path.join(current, one.name) for one in listed.folders if one.name not in TOOL_FOLDERS)
            if len(found) + len(waiting) > most:
                return None
        return found

    def consult(self, path: str) -> None:
        """Note that an answer about the whole repository depends on this absolute path."""
        self.consulted[path] = None

    def exists(self, path: str) -> bool:
        """True if there is a file, a folder or a link at the path."""
        self.consult(os.path.abspath(path))
        return os.path.lexists(path)

    def is_file(self, path: str) -> bool:
        """True if there is a file at the path, or a link that leads to one."""
        self.consult(os.path.abspath(path))
        return os.path.isfile(path)

    def holds(self, path: str) -> bool:
        """True if the path, as it is written, is one of the repository; links are not looked at."""
        return is_inside(os.path.abspath(path), self.root)

    def leads_in(self, path: str) -> bool:
        """True if the path with its links resolved is one of the repository."""
        return is_inside(os.path.realpath(path), self._real)

    def _resolved(self, absolute: str) -> str:
        """Return the path without links. Most files are none themselves, and their folder has been resolved before."""
        folder, name = os.path.split(absolute)
        if folder not in self._folders:
            self._folders[folder] = os.path.realpath(folder)
        real = os.path.join(self._folders[folder], name)
        return os.path.realpath(real) if os.path.islink(real) else real

    def _refuse_foreign(self, real: str) -> None:
        if not is_inside(real, self._real):
            raise Refused(OUTSIDE)
        folders = real[len(self._real) :].split(os.sep)[:-1]
        if not TOOL_FOLDERS.isdisjoint(folders):
            folder = next(one for one in folders if one in TOOL_FOLDERS)
            raise Refused(f"it is in {folder}, which holds no files of the project")


class Repositories:
    """The repositories around the files of a run."""

    __slots__ = ("_all", "listing", "roots")

    def __init__(self, named: Iterable[str] = ()) -> None:
        """`named` are the files and folders that the run was asked to check."""
        self.roots = Roots(named)
        self.listing = Listing()
        self._all: dict[str, Repository] = {}

    def around(self, path: str) -> Repository:
        """Return the repository around a file or folder."""
        return self.at(self.roots.of(path))

    def at(self, root: str) -> Repository:
        """Return the repository with this root."""
        if root not in self._all:
            self._all[root] = Repository(root, self.listing)
        return self._all[root]

    def refused(self) -> dict[str, str]:
        """Return the absolute paths of the files that were refused, with the reasons."""
        return {path: why for repository in self._all.values() for path, why in repository.refused.items()}


def _read(descriptor: int, limit: int, whole: bool) -> bytes:
    """Return what the open file holds, at most `limit` bytes and one; `whole` refuses a file that has more."""
    try:
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode):
            raise Refused(NOT_A_FILE)
        if whole and found.st_size > limit:
            raise too_large(limit)
        # One read is enough for a file that says its size; those of /proc say none.
        data = os.read(descriptor, min(found.st_size, limit) + 1)
        if len(data) > min(found.st_size, limit) or (data and len(data) < found.st_size):
            data = _rest(descriptor, data, limit)
        if whole and len(data) > limit:
            raise too_large(limit)
        return data
    finally:
        os.close(descriptor)


def _rest(descriptor: int, data: bytes, limit: int) -> bytes:
    parts, size = [data], len(data)
    while size <= limit:
        part = os.read(descriptor, limit + 1 - size)
        if not part:
            break
        parts.append(part)
        size += len(part)
    return b"".join(parts)
