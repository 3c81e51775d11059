"""What the last run found out, so that files which are as they were need not be looked at again.

Three things are kept, all as lines of text, since a folder of somebody else's repository must not be trusted with more:
files that hold no connection; clean files with the state of their whole repository, of which any file may have had its
part in the result; and of a whole run, with that state, which files had something to tell. A file is taken to be as it
was if its size, inode and both times are. What has a finding is looked at each time, and no text of a file is kept.
"""

from __future__ import annotations

import os
import sys
import time

from pooler_lint.files.lines_kept import digest, drop_old, read_lines, write_lines
from pooler_lint.files.state import SKIPPED, TOO_NEW, state_of_all
from pooler_lint.light import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

_MOST_LINES = 500_000
_NOTE = "# Written by pooler-lint.\n*\n"


class Clean(NamedTuple):
    """A file without a finding: how many connections it makes, and how many of them are not resolved."""

    connections: int
    unresolved: int


class LastRun(NamedTuple):
    """A whole run: how many files were looked at, what the clean ones have, and those that had something to tell."""

    looked_at: int
    connections: int
    unresolved: int
    left: tuple[str, ...]


class Memory:
    """What is remembered in the cache folder for this version of the tool and of Python."""

    def __init__(self, folder: str, jobs: int = 1) -> None:
        self._top = folder
        self._jobs = jobs
        self._folder = os.path.join(folder, _identity())
        self._started = time.time_ns()
        self._refused: set[str] | None = None
        self._seen: dict[str, str | None] = {}
        self._changed = False
        self._repositories: dict[str, _Repository | None] = {}
        self._homes: dict[str, str | None] = {}
        self._clean: dict[str, Clean] = {}

    def root_of(self, paths: Iterable[str]) -> str | None:
        """The repository that all of these files and folders are in; None where there is no such one."""
        absolute = (os.path.abspath(path) for path in paths)
        roots = {self._root_of(path if os.path.isdir(path) else os.path.dirname(path)) for path in absolute}
        return roots.pop() if len(roots) == 1 else None

    def last_run(self, root: str, key: str) -> LastRun | None:
        """What the last run said if the repository is as it was; `key` is all else that it rests on."""
        file = self._file_of(root, key)
        if not os.path.exists(file):
            return None
        repository = self._repository(root)
        state, *lines = read_lines(file)
        if repository is None or state != repository.state or not lines:
            return None
        counts = lines[0].split("/")
        if len(counts) != len(LastRun._fields) - 1 or not all(count.isdecimal() for count in counts):
            return None
        looked_at, connections, unresolved = map(int, counts)
        return LastRun(looked_at, connections, unresolved, tuple(lines[1:]))

    def keep_run(self, root: str, key: str, files: Collection[str], candidates: Iterable[str]) -> None:
        """The run looked at these files, of which the candidates that are not known to be clean are left."""
        left = [path for path in candidates if path not in self._clean]
        homes = {self._root_of(folder) for folder in {os.path.dirname(os.path.abspath(path)) for path in files}}
        repository = self._repository(root) if all(_is_seen_from(root, home) for home in homes) else None
        if repository is None or any("\n" in path for path in left):
            return
        connections, unresolved = (sum(counts) for counts in zip((0, 0), *self._clean.values(), strict=True))
        try:
            self._make_folder()
            write_lines(self._file_of(root, key), [repository.state, f"{len(files)}/{connections}/{unresolved}", *left])
        except OSError:
            return

    def unknown(self, files: Iterable[str]) -> list[str]:
        """Those of the files that are not remembered to hold no connection."""
        if self._refused is None:
            self._refused = set(read_lines(os.path.join(self._folder, "refused")))
        found = []
        for path in files:
            line = self._seen[path] = _state(path, self._started)
            if line is None or line not in self._refused:
                found.append(path)
        return found

    def refuse(self, files: Iterable[str]) -> None:
        """These files, about which it was asked before, hold no connection."""
        if self._refused is None:
            return
        for path in files:
            line = self._seen.get(path)
            if line is not None and line not in self._refused:
                self._refused.add(line)
                self._changed = True

    def clean(self, path: str, key: str) -> Clean | None:
        """What is remembered of the file if it and all of its repository are as they were; `key` is all else."""
        root = self._root_of(os.path.dirname(os.path.abspath(path)))
        if root is None or not os.path.exists(self._file_of(root)):
            return None
        repository = self._repository(root)
        found = None if repository is None else repository.clean(path, key)
        if found is not None:
            self._clean[path] = found
        return found

    def keep_clean(self, path: str, key: str, found: Clean) -> None:
        """The file is clean, as its repository is and has been since this run began."""
        root = self._root_of(os.path.dirname(os.path.abspath(path)))
        repository = None if root is None else self._repository(root)
        if repository is not None:
            repository.keep(path, key, found)
            self._clean[path] = found

    def save(self) -> None:
        """Write what is new. Where that can't be done, the next run has more to do."""
        changed = [one for one in self._repositories.values() if one is not None and one.changed]
        if not self._changed and not changed:
            return
        try:
            self._make_folder()
            if self._changed:
                write_lines(os.path.join(self._folder, "refused"), self._lines_to_keep())
            for one in changed:
                write_lines(one.file, one.lines())
        except OSError:
            return

    def _lines_to_keep(self) -> list[str]:
        """Those of this run, and those of other files as long as they are not too many."""
        refused = self._refused or set()
        now = [line for line in self._seen.values() if line is not None and line in refused]
        if len(refused) > _MOST_LINES:
            return now
        seen = {os.path.abspath(path) for path in self._seen}
        return now + [line for line in refused if line.split(" ", 4)[-1] not in seen]

    def _make_folder(self) -> None:
        is_new = not os.path.isdir(self._folder)
        os.makedirs(self._folder, exist_ok=True)
        note = os.path.join(self._top, ".gitignore")
        if not os.path.exists(note):
            write_lines(note, [_NOTE.rstrip("\n")])
        if is_new:
            drop_old(self._top)

    def _file_of(self, root: str, run: str = "") -> str:
        name = f"run-{digest([root, run])}" if run else f"clean-{digest([root])}"
        return os.path.join(self._folder, name)

    def _repository(self, root: str) -> _Repository | None:
        if root not in self._repositories:
            state = state_of_all(root, self._started, self._jobs)
            self._repositories[root] = None if state is None else _Repository(self._file_of(root), state)
        return self._repositories[root]

    def _root_of(self, folder: str) -> str | None:
        """The repository around the folder; None where there is none, or the folder is one that is skipped."""
        if folder not in self._homes:
            above = os.path.dirname(folder)
            if os.path.lexists(os.path.join(folder, ".git")):
                self._homes[folder] = folder
            elif above == folder or os.path.basename(folder) in SKIPPED:
                self._homes[folder] = None
            else:
                self._homes[folder] = self._root_of(above)
        return self._homes[folder]


class _Repository:
    def __init__(self, file: str, state: str) -> None:
        self.file = file
        self.changed = False
        self.state = state
        lines = read_lines(self.file)
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
    """A word for what a result rests on besides files."""
    return digest([repr(parts)])


def _state(path: str, now: int) -> str | None:
    """A line for the file as it is; None where it can't be said, or where it was written just now."""
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return None
    if max(found.st_mtime_ns, found.st_ctime_ns) > now - TOO_NEW or "\n" in path:
        return None
    return f"{found.st_mtime_ns} {found.st_ctime_ns} {found.st_size} {found.st_ino} {os.path.abspath(path)}"


def _is_seen_from(root: str, home: str | None) -> bool:
    """Is all that a repository is read for in the state of the other one? Not where its `.git` leads elsewhere."""
    if home is None or home == root:
        return home == root
    return home.startswith(os.path.join(root, "")) and os.path.isdir(os.path.join(home, ".git"))


def _name(entry: os.DirEntry[str]) -> str:
    return entry.name


def _identity() -> str:
    """A word for this installation of the tool and this Python: a new version has nothing to do with old results."""
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    return digest([sys.version, *_stamps(package)])


def _stamps(folder: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=_name):
            if entry.is_dir() and entry.name != "__pycache__":
                yield from _stamps(entry.path)
            elif entry.is_file():
                yield f"{entry.path} {entry.stat().st_mtime_ns} {entry.stat().st_size}"
