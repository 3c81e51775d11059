"""What the last run found, so that files which have not changed are not checked again.

Three kinds of entries are kept: files that hold no connection; clean files with the state of their whole repository,
since any of its files may have a part in the result; and of a whole run, with that state, which files have something
to report. A file counts as unchanged if its size, inode and both times are the same. A file with a diagnostic is
always checked again. An entry holds digests, numbers and paths, never the text of a file.
"""

from __future__ import annotations

import os
import sys
import time
from functools import cache

from pooler_lint.cache.entries import digest, entry_name, read_entry, write_entry
from pooler_lint.cache.folder import is_own
from pooler_lint.cache.state import TOO_NEW, state_of_all
from pooler_lint.light import TYPE_CHECKING, NamedTuple
from pooler_lint.repository.files import TOOL_FOLDERS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from pooler_lint.repository.root import Roots

_MOST_LINES = 300_000


class Clean(NamedTuple):
    """A file without a diagnostic: how many connections it makes, and how many of them are not resolved."""

    connections: int
    unresolved: int


class LastRun(NamedTuple):
    """A whole run: how many files were checked, the numbers of the clean ones, and those with something to report."""

    looked_at: int
    connections: int
    unresolved: int
    left: tuple[str, ...]


class Memory:
    """The entries that this version of the tool and of Python keeps for the repositories of one run."""

    def __init__(self, folder: str, roots: Roots, jobs: int = 1) -> None:
        self._folder = folder
        self._roots = roots
        self._jobs = jobs
        self._is_own = is_own(folder)
        self._identity = _identity()
        self._started = time.time_ns()
        self._refused: set[str] | None = None
        self._refused_name = ""
        self._seen: dict[str, str | None] = {}
        self._changed = False
        self._repositories: dict[str, _Repository | None] = {}
        self._homes: dict[str, str | None] = {}
        self._clean: dict[str, Clean] = {}

    def root_of(self, paths: Iterable[str]) -> str | None:
        """Return the repository that all of these files and folders are in; None if there is no such one."""
        absolute = (os.path.abspath(path) for path in paths)
        roots = {self._root_of(path if os.path.isdir(path) else os.path.dirname(path)) for path in absolute}
        return roots.pop() if len(roots) == 1 else None

    def last_run(self, root: str, key: str) -> LastRun | None:
        """Return the result of the last run if the repository has not changed; `key` is all else that it rests on."""
        lines = self._read(self._name("run", root, key))
        if not lines:
            return None
        repository = self._repository(root)
        state, *rest = lines
        if repository is None or state != repository.state or not rest:
            return None
        counts = rest[0].split("/")
        if len(counts) != len(LastRun._fields) - 1 or not all(count.isdecimal() for count in counts):
            return None
        looked_at, connections, unresolved = map(int, counts)
        return LastRun(looked_at, connections, unresolved, tuple(rest[1:]))

    def keep_run(self, root: str, key: str, files: Collection[str], candidates: Iterable[str]) -> None:
        """Keep that the run checked these files, and that the candidates that are not known to be clean are left."""
        left = [path for path in candidates if path not in self._clean]
        homes = {self._root_of(folder) for folder in {os.path.dirname(os.path.abspath(path)) for path in files}}
        repository = self._repository(root) if all(_is_seen_from(root, home) for home in homes) else None
        if repository is None or any("\n" in path for path in left):
            return
        connections, unresolved = (sum(counts) for counts in zip((0, 0), *self._clean.values(), strict=True))
        counts = f"{len(files)}/{connections}/{unresolved}"
        self._write(self._name("run", root, key), [repository.state, counts, *left])

    def unknown(self, files: Iterable[str]) -> list[str]:
        """Return those of the files that are not known to hold no connection."""
        asked = list(files)
        if self._refused is None:
            home = self._root_of(os.path.dirname(os.path.abspath(asked[0]))) if asked else None
            self._refused_name = self._name("refused", home or os.getcwd())
            self._refused = set(self._read(self._refused_name))
        found = []
        for path in asked:
            line = self._seen[path] = _state(path, self._started)
            if line is None or line not in self._refused:
                found.append(path)
        return found

    def refuse(self, files: Iterable[str]) -> None:
        """Keep that these files, about which `unknown` was asked before, hold no connection."""
        if self._refused is None:
            return
        for path in files:
            line = self._seen.get(path)
            if line is not None and line not in self._refused:
                self._refused.add(line)
                self._changed = True

    def clean(self, path: str, key: str) -> Clean | None:
        """Return what is known of the file if its whole repository has not changed; `key` is all else."""
        root = self._root_of(os.path.dirname(os.path.abspath(path)))
        if root is None or not os.path.exists(os.path.join(self._folder, self._name("clean", root))):
            return None
        repository = self._repository(root)
        found = None if repository is None else repository.clean(path, key)
        if found is not None:
            self._clean[path] = found
        return found

    def keep_clean(self, path: str, key: str, found: Clean) -> None:
        """Keep that the file is clean, as its repository is and has been since this run began."""
        root = self._root_of(os.path.dirname(os.path.abspath(path)))
        repository = None if root is None else self._repository(root)
        if repository is not None:
            repository.keep(path, key, found)
            self._clean[path] = found

    def save(self) -> None:
        """Write what is new. If that is not possible, the next run has more to do."""
        if self._changed:
            self._write(self._refused_name, self._lines_to_keep())
        for one in self._repositories.values():
            if one is not None and one.changed:
                self._write(one.name, one.lines())

    def _lines_to_keep(self) -> list[str]:
        """Return the lines of this run, and those of other files as long as they are not too many."""
        refused = self._refused or set()
        now = [line for line in self._seen.values() if line is not None and line in refused]
        if len(refused) > _MOST_LINES:
            return now
        seen = {os.path.abspath(path) for path in self._seen}
        return now + [line for line in refused if line.split(" ", 4)[-1] not in seen]

    def _read(self, name: str) -> list[str]:
        return (read_entry(self._folder, name) if self._is_own else None) or []

    def _write(self, name: str, lines: Iterable[str]) -> None:
        try:
            write_entry(self._folder, name, lines)
        except OSError:
            return

    def _name(self, kind: str, *parts: str) -> str:
        return entry_name(kind, self._identity, *parts)

    def _repository(self, root: str) -> _Repository | None:
        if root not in self._repositories:
            state = state_of_all(root, self._started, self._jobs)
            name = self._name("clean", root)
            self._repositories[root] = None if state is None else _Repository(name, state, self._read(name))
        return self._repositories[root]

    def _root_of(self, folder: str) -> str | None:
        """Return the repository around the folder; None if there is none, or its state does not cover the folder."""
        if folder not in self._homes:
            root = self._roots.of_folder(folder)
            is_covered = TOOL_FOLDERS.isdisjoint(folder[len(root) :].split(os.sep))
            self._homes[folder] = root if is_covered and os.path.lexists(os.path.join(root, ".git")) else None
        return self._homes[folder]


class _Repository:
    """The clean files of one repository in this state."""

    def __init__(self, name: str, state: str, lines: list[str]) -> None:
        self.name = name
        self.changed = False
        self.state = state
        self._clean: dict[str, str] = {}
        if lines and lines[0] == state:
            self._clean = {rest: counts for counts, _, rest in (line.partition(" ") for line in lines[1:])}

    def clean(self, path: str, key: str) -> Clean | None:
        connections, _, unresolved = self._clean.get(f"{key} {os.path.abspath(path)}", "").partition("/")
        if not (connections.isdecimal() and unresolved.isdecimal()):
            return None
        return Clean(int(connections), int(unresolved))

    def keep(self, path: str, key: str, found: Clean) -> None:
        absolute = os.path.abspath(path)
        if "\n" not in absolute:
            self._clean[f"{key} {absolute}"] = f"{found.connections}/{found.unresolved}"
            self.changed = True

    def lines(self) -> list[str]:
        return [self.state, *(f"{counts} {rest}" for rest, counts in self._clean.items())]


def key_of(*parts: object) -> str:
    """Return a word for what a result depends on besides files."""
    return digest([repr(parts)])


def _state(path: str, now: int) -> str | None:
    """Return a line for the file as it is; None if it is not known, or the file was written just now."""
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return None
    if max(found.st_mtime_ns, found.st_ctime_ns) > now - TOO_NEW or "\n" in path:
        return None
    return f"{found.st_mtime_ns} {found.st_ctime_ns} {found.st_size} {found.st_ino} {os.path.abspath(path)}"


def _is_seen_from(root: str, home: str | None) -> bool:
    """True if the state of the one repository covers the other one; not if the `.git` of that leads elsewhere."""
    if home is None or home == root:
        return home == root
    return home.startswith(os.path.join(root, "")) and os.path.isdir(os.path.join(home, ".git"))


def _name(entry: os.DirEntry[str]) -> str:
    return entry.name


@cache
def _identity() -> str:
    """Return a word for this installation of the tool and this Python. A new version must not use old results."""
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    return digest([sys.version, *_stamps(package)])


def _stamps(folder: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=_name):
            if entry.is_dir() and entry.name != "__pycache__":
                yield from _stamps(entry.path)
            elif entry.is_file():
                yield f"{entry.path} {entry.stat().st_mtime_ns} {entry.stat().st_size}"
