"""What earlier runs found, so that only what has changed is checked again.

Four kinds of entries are kept. `refused`: files that hold no connection. `state`: a line for each file of a repository.
`results`: the clean files of a repository, each with everything that its result depends on; they belong to that state.
`run`: which files a run over these paths checked, and which of them have something to report. A file counts as
unchanged if its size, inode and both times are the same. A file with a diagnostic is always checked again. An entry
holds digests, numbers, paths and names, never the text of a file.
"""

from __future__ import annotations

import os
import sys
import time
from functools import cache

from pooler_lint.cache.entries import digest, entry_name, read_entry, write_entry
from pooler_lint.cache.folder import is_own
from pooler_lint.cache.state import NO_CHANGES, TOO_NEW, changes, is_settled, state_of
from pooler_lint.light import TYPE_CHECKING, NamedTuple
from pooler_lint.repository.files import TOOL_FOLDERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import Any

    from pooler_lint.cache.state import Changes
    from pooler_lint.repository.root import Roots

_MOST_LINES = 300_000


class Clean(NamedTuple):
    """A file without a diagnostic of a rule: how many connections it makes, and how many of them are not resolved.

    `errors` and `notes` are the fields of a `FileError` and of an `Evidence`, of what could not be read.
    """

    connections: int
    unresolved: int
    errors: tuple[tuple[str | int, ...], ...] = ()
    notes: tuple[tuple[str | int, ...], ...] = ()


class LastRun(NamedTuple):
    """A whole run: how many connections its clean files make, and which files have a diagnostic of a rule.

    `clean` are the others that could hold a connection, and `told` those of them that have errors or notes. `folders`
    are those that were searched, as they are shown, each with the number of files that were checked there.
    """

    connections: int
    unresolved: int
    left: tuple[str, ...]
    clean: tuple[str, ...]
    told: Mapping[str, Clean]
    folders: Mapping[str, int]

    @property
    def looked_at(self) -> int:
        """Return how many files were checked."""
        return sum(self.folders.values())


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
        self._repositories: dict[str, Remembered | None] = {}
        self._homes: dict[str, str | None] = {}

    def root_of(self, paths: Iterable[str]) -> str | None:
        """Return the repository that all of these files and folders are in; None if there is no such one."""
        absolute = (os.path.abspath(path) for path in paths)
        roots = {self._root_of(path if os.path.isdir(path) else os.path.dirname(path)) for path in absolute}
        return roots.pop() if len(roots) == 1 else None

    def covers(self, root: str, folders: Iterable[str]) -> bool:
        """True if all of these folders belong to the state of the repository with this root."""
        homes = {self._root_of(os.path.abspath(folder)) for folder in folders}
        return all(_is_seen_from(root, home) for home in homes)

    def remembered(self, root: str) -> Remembered | None:
        """Return what is known of the repository with this root; None if its state is not known."""
        if root not in self._repositories:
            now = state_of(root, self._started, self._jobs)
            self._repositories[root] = None if now is None else Remembered(self, root, now)
        return self._repositories[root]

    def around(self, path: str) -> Remembered | None:
        """Return what is known of the repository around a file; None if there is none, or its state is not known."""
        root = self._root_of(os.path.dirname(os.path.abspath(path)))
        return None if root is None else self.remembered(root)

    def unknown(self, files: Iterable[str]) -> list[str]:
        """Return those of the files that are not known to hold no connection."""
        asked = list(files)
        if self._refused is None:
            home = self._root_of(os.path.dirname(os.path.abspath(asked[0]))) if asked else None
            self._refused_name = self.name("refused", home or os.getcwd())
            self._refused = set(self.read(self._refused_name))
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

    def save(self) -> None:
        """Write what is new. If that is not possible, the next run has more to do."""
        if self._changed:
            self.write(self._refused_name, self._lines_to_keep())
        for one in self._repositories.values():
            if one is not None:
                one.save()

    def read(self, name: str) -> list[str]:
        """Return the lines of an entry; none if there is no valid one."""
        return (read_entry(self._folder, name) if self._is_own else None) or []

    def write(self, name: str, lines: Iterable[str]) -> None:
        """Write an entry, if that is possible."""
        try:
            write_entry(self._folder, name, lines)
        except OSError:
            return

    def name(self, kind: str, *parts: str) -> str:
        """Return the name of an entry of this version of the tool."""
        return entry_name(kind, self._identity, *parts)

    def _lines_to_keep(self) -> list[str]:
        """Return the lines of this run, and those of other files as long as they are not too many."""
        refused = self._refused or set()
        now = [line for line in self._seen.values() if line is not None and line in refused]
        if len(refused) > _MOST_LINES:
            return now
        seen = {os.path.abspath(path) for path in self._seen}
        return now + [line for line in refused if line.split(" ", 4)[-1] not in seen]

    def _root_of(self, folder: str) -> str | None:
        """Return the repository around the folder; None if there is none, or its state does not cover the folder."""
        if folder not in self._homes:
            root = self._roots.of_folder(folder)
            is_covered = TOOL_FOLDERS.isdisjoint(folder[len(root) :].split(os.sep))
            self._homes[folder] = root if is_covered and os.path.lexists(os.path.join(root, ".git")) else None
        return self._homes[folder]


class Remembered:
    """What is known of one repository: its state, what changed since the last run, and the entries that go with it."""

    def __init__(self, memory: Memory, root: str, now: list[str]) -> None:
        self._memory = memory
        self.root = root
        self._now = now
        self._name = memory.name("state", root)
        before = memory.read(self._name)
        is_same = now == before and is_settled(now)
        self.changes: Changes | None = NO_CHANGES if is_same else changes(before, now) if before else None
        """What changed since the entries were written; None if that is not known, and they cannot be used."""
        self._before = None if self.changes is None else digest(before)
        """A word for the state that the entries belong to."""
        self._last: dict[str, LastRun | None] = {}
        self._results: list[str] | None = None
        self._runs: list[tuple[str, list[str]]] = []

    def results(self) -> list[str]:
        """Return the lines that `keep_results` was given in the last run; none if they are not for the known state."""
        return self._read("results") or []

    def keep_results(self, lines: list[str]) -> None:
        """Keep these lines with the state of the repository."""
        self._results = lines

    def last_run(self, key: str) -> LastRun | None:
        """Return the last run over the same paths, before the changes; `key` is all else that it depends on."""
        if key not in self._last:
            lines = self._read("run", key)
            self._last[key] = None if lines is None else _run_of(lines)
        return self._last[key]

    def keep_run(self, key: str, run: LastRun) -> None:
        """Keep a run over the whole of some folders."""
        counts = (f"{count} {folder}" for folder, count in run.folders.items())
        lines = [f"{run.connections}/{run.unresolved}", *run.left, "", *run.clean, "", *counts]
        if not any("\n" in line for line in lines):
            import json

            told = json.dumps(run.told) if run.told else ""
            self._runs.append((self._memory.name("run", self.root, key), [told, *lines]))

    def save(self) -> None:
        """Write what is new."""
        if self._results is None and not self._runs:
            return
        state = digest(self._now)
        if self.changes != NO_CHANGES:
            self._memory.write(self._name, self._now)
            if self._results is None:
                self._results = []  # those that are there belong to the state before
        if self._results is not None:
            self._memory.write(self._memory.name("results", self.root), [state, *self._results])
        for name, lines in self._runs:
            self._memory.write(name, [state, *lines])

    def _read(self, kind: str, *parts: str) -> list[str] | None:
        """Return the lines of an entry that belongs to the state before the changes."""
        state, *lines = self._memory.read(self._memory.name(kind, self.root, *parts)) or [""]
        return lines if state == self._before else None


def _run_of(lines: list[str]) -> LastRun | None:
    """Return the run that was kept as these lines; None if they are not of that form."""
    try:
        told, counts, *rest = lines
        connections, unresolved = map(int, counts.split("/"))
        first = rest.index("")
        second = rest.index("", first + 1)
        each = (line.partition(" ") for line in rest[second + 1 :])
        folders = {folder: int(count) for count, _, folder in each}
        known = _told(told) if told else {}
    except (ValueError, TypeError, AttributeError):
        return None
    return LastRun(connections, unresolved, tuple(rest[:first]), tuple(rest[first + 1 : second]), known, folders)


def _told(line: str) -> dict[str, Clean]:
    import json

    return {path: clean_of(clean) for path, clean in json.loads(line).items()}


def clean_of(read: Sequence[Any]) -> Clean:
    """Return the result of a file as it was written in JSON."""
    connections, unresolved, errors, notes = read
    return Clean(connections, unresolved, tuple(map(tuple, errors)), tuple(map(tuple, notes)))


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
