"""Results of earlier runs, each as long as nothing has changed that it depends on."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from pooler_lint.cache.memory import Clean, Memory, Remembered, clean_of, key_of
from pooler_lint.cache.state import Changes
from pooler_lint.project.code import Code
from pooler_lint.project.documents.programs import ENDING
from pooler_lint.project.environment.names import may_hold_settings
from pooler_lint.project.environment.tree import is_of_interest
from pooler_lint.project.recording import Answers, Dependencies
from pooler_lint.project.usage import Search
from pooler_lint.project.versions import is_read_for_versions
from pooler_lint.repository.files import TOOL_FOLDERS, Repositories, Repository
from pooler_lint.repository.root import is_inside
from pooler_lint.repository.walk import DECIDING, excludes_of_clone, relative

MOST_CONSULTED = 200_000
"""Paths that are kept for one repository; beyond them nothing is, until the next run."""


class Kept(NamedTuple):
    """The result of a clean file; `key` stands for the settings."""

    key: str
    clean: Clean
    dependencies: Dependencies


class Asked(NamedTuple):
    """A file to check, with a word for its settings; `still` tells whether the repository gives the same answers."""

    path: str
    key: str
    still: Callable[[Answers], bool]


class Consulted(NamedTuple):
    """What answers about a whole repository depend on: paths, and words of Python files."""

    paths: frozenset[str] = frozenset()
    words: frozenset[tuple[str, ...]] = frozenset()


class Results:
    """The results of the files of a run."""

    def __init__(self, memory: Memory, repositories: Repositories) -> None:
        self._memory = memory
        self._repositories = repositories
        self._all: dict[str, _OfRepository | None] = {}
        self.clean: dict[str, Clean] = {}
        """The clean files of this run."""

    def known(self, asked: Sequence[Asked]) -> dict[str, Clean]:
        """Return the results that are still valid, by the path of the file."""
        by_root: dict[str, list[Asked]] = {}
        for one in asked:
            own = self._around(one.path)
            if own is not None:
                by_root.setdefault(own.root, []).append(one)
        for root, files in by_root.items():
            own = self._all[root]
            if own is not None:
                self.clean.update(own.known(files))
        return dict(self.clean)

    def keep(self, path: str, kept: Kept) -> None:
        """Keep the result of a clean file."""
        own = self._around(path)
        if own is not None and own.keep(os.path.abspath(path), kept):
            self.clean[path] = kept.clean

    def consult(self, path: str, consulted: Consulted) -> None:
        """Keep what answers to the evaluation of the file at `path` depend on."""
        own = self._around(path)
        if own is not None:
            own.consult(consulted)

    def finish(self) -> None:
        """Hand over what is to be kept to the memory."""
        for one in self._all.values():
            if one is not None:
                one.finish()

    def _around(self, path: str) -> _OfRepository | None:
        remembered = self._memory.around(path)
        root = "" if remembered is None else remembered.root
        if root not in self._all:
            repository = self._repositories.at(root)
            self._all[root] = None if remembered is None else _OfRepository(remembered, repository)
        return self._all[root]


class _OfRepository:
    """The results of one repository."""

    def __init__(self, remembered: Remembered, repository: Repository) -> None:
        self._remembered = remembered
        self._excludes = key_of(excludes_of_clone(repository))
        self._is_new = False
        self._consulted, self._kept = _read(remembered.results())
        changes = remembered.changes
        if changes is None or any(os.path.basename(path) in DECIDING for path in changes.all):
            self._consulted, self._kept = Consulted(), {}
            changes = None
        self._check = None if changes is None else _Check(changes, repository, self._consulted, self._kept)

    @property
    def root(self) -> str:
        return self._remembered.root

    def known(self, asked: Sequence[Asked]) -> dict[str, Clean]:
        """Return the valid results of these files.

        A note is kept with the file that was the first to cause it. The results of the others can be used only
        together with that one.
        """
        every = {os.path.abspath(one.path): one for one in asked}
        for path in [path for path, kept in self._kept.items() if kept.clean.notes]:
            if path not in every or self._known(path, every[path]) is None:
                self._kept.clear()
                return {}
        found = ((one.path, self._known(path, one)) for path, one in every.items())
        return {path: clean for path, clean in found if clean is not None}

    def _known(self, path: str, asked: Asked) -> Clean | None:
        kept = self._kept.get(path)
        if kept is None or kept.key != self._key(asked.key) or self._check is None:
            return None
        if not self._check.is_valid(path, kept, asked.still):
            del self._kept[path]
            return None
        return kept.clean

    def _key(self, key: str) -> str:
        return f"{key} {self._excludes}"

    def keep(self, path: str, kept: Kept) -> bool:
        is_whole = all(map(self._is_covered, kept.dependencies.paths))
        if is_whole:
            self._kept[path] = kept._replace(key=self._key(kept.key))
            self._is_new = True
        return is_whole

    def consult(self, consulted: Consulted) -> None:
        old = self._consulted
        self._consulted = Consulted(old.paths | consulted.paths, old.words | consulted.words)

    def finish(self) -> None:
        changes = self._remembered.changes
        if changes is not None and not changes.all and not self._is_new:
            return
        if self._check is not None:
            # What nobody asked for in this run is valid as well, or is not kept.
            valid = {path: kept for path, kept in self._kept.items() if self._check.is_valid(path, kept, None)}
            self._kept = valid
        is_small = len(self._consulted.paths) <= MOST_CONSULTED
        self._remembered.keep_results(_lines(self._consulted, self._kept) if is_small else [])

    def _is_covered(self, path: str) -> bool:
        """True if the state of the repository tells whether this path changes."""
        root = self._remembered.root
        return is_inside(path, root) and TOOL_FOLDERS.isdisjoint(path[len(root) :].split(os.sep))


class _Check:
    """Tells which results are valid after changes of a repository."""

    def __init__(self, changes: Changes, repository: Repository, consulted: Consulted, kept: dict[str, Kept]) -> None:
        self._all = changes.all
        self._new: dict[str, bool] = {}
        """Results of this run, and those that were asked for."""
        self._added = sum(path.endswith(".py") for path in changes.added)
        self._removed = sum(path.endswith(".py") for path in changes.removed)
        texts = dict(_texts(changes, repository)) if self._all else {}
        searches = {search for one in kept.values() for search in one.dependencies.searches}
        self._touched = {search for search in searches if self._is_touched(search, texts)}
        self._asks_again = bool(self._all) and _is_concerned(changes, repository, consulted, kept, texts)

    def is_valid(self, path: str, kept: Kept, still: Callable[[Answers], bool] | None) -> bool:
        """True if the result is as it would be now; without a way to ask again only if that is certain."""
        if path not in self._new:
            self._new[path] = self._is_valid(path, kept, still)
        return self._new[path]

    def _is_valid(self, path: str, kept: Kept, still: Callable[[Answers], bool] | None) -> bool:
        depends = kept.dependencies
        if (
            path in self._all
            or not depends.paths.isdisjoint(self._all)
            or not depends.searches.isdisjoint(self._touched)
        ):
            return False
        if not self._asks_again or not (depends.answers or kept.clean.notes):
            return True
        if kept.clean.notes:  # the repository may give the same answers, and other notes with them
            return False
        return still is not None and still(depends.answers)

    def _is_touched(self, search: Search, texts: dict[str, bytes]) -> bool:
        return not search.is_as_wide(self._added, self._removed) or any(
            search.may_find(file, text) for file, text in texts.items()
        )


def _texts(changes: Changes, repository: Repository) -> Iterable[tuple[str, bytes]]:
    """Return the Python files that changed or are new, relative to the root, with their text."""
    changed = (path for path in changes.modified | changes.added if path.endswith(".py"))
    code = Code(repository, [relative(path, repository.root) for path in changed])
    return ((file, code.text(file)) for file in code.files)


def _is_concerned(
    changes: Changes, repository: Repository, consulted: Consulted, kept: dict[str, Kept], texts: dict[str, bytes]
) -> bool:
    """True if an answer about the whole repository may be another one after the changes."""
    if changes.folders or not changes.all.isdisjoint(consulted.paths):
        return True
    others = (relative(path, repository.root) for path in changes.all if not path.endswith(".py"))
    if any(map(_is_read_by_name, others)):
        return True
    come_and_gone = changes.added | changes.removed
    modules = [path for path in come_and_gone if path.endswith(".py")]
    packages = {
        question[1] for one in kept.values() for question, _ in one.dependencies.answers if question[0] == "package"
    }
    if any(not packages.isdisjoint(path.removesuffix(".py").split(os.sep)) for path in modules):
        return True
    if any(not _holds_other_modules(os.path.dirname(path), repository, changes) for path in modules):
        return True
    words = [[word.encode() for word in each] for each in consulted.words]
    changed = [*texts.values(), *_settings(changes, repository)]
    forms = [form for text in changed for form in (text, text.lower())]  # some words are looked for in both
    return any(all(word in text for word in each) for text in forms for each in words)


def _settings(changes: Changes, repository: Repository) -> Iterable[bytes]:
    """Yield what the other files hold that changed or are new and may hold settings."""
    for path in changes.modified | changes.added:
        if not path.endswith(".py") and may_hold_settings(os.path.basename(path)):
            try:
                yield repository.read(path)
            except OSError:  # nothing else reads it
                continue


def _is_read_by_name(path: str) -> bool:
    """True if a file with this path, relative to the root, is read without being named by another one."""
    name = path.rpartition("/")[2]
    return name.endswith(ENDING) or is_read_for_versions(name) or is_of_interest(path)


def _holds_other_modules(folder: str, repository: Repository, changes: Changes) -> bool:
    """True if the folder held Python files before, and still does."""
    modules = (name for name in repository.names(folder) if name.endswith(".py"))
    return any(os.path.join(folder, name) not in changes.added for name in modules)


def _read(lines: list[str]) -> tuple[Consulted, dict[str, Kept]]:
    """Return what was kept; nothing if the lines are not of that form."""
    if not lines:
        return Consulted(), {}
    try:
        paths, words, table, searched = (json.loads(line) for line in lines[:4])
        searches = [Search(own, tuple(named), *rest) for own, named, *rest in searched]
        kept = dict(_kept(line, table, searches) for line in lines[4:])
        return Consulted(frozenset(paths), frozenset(map(tuple, words))), kept
    except (ValueError, TypeError, LookupError):
        return Consulted(), {}


def _kept(line: str, table: Sequence[str], searches: Sequence[Search]) -> tuple[str, Kept]:
    path, key, clean, read, asked, answers = json.loads(line)
    dependencies = Dependencies(
        frozenset(table[number] for number in read),
        frozenset(searches[number] for number in asked),
        tuple((tuple(question), answer) for question, answer in answers),
    )
    return path, Kept(key, clean_of(clean), dependencies)


def _lines(consulted: Consulted, kept: dict[str, Kept]) -> list[str]:
    """Return these results as lines; paths that many of them share are written once."""
    table = _numbered(path for one in kept.values() for path in one.dependencies.paths)
    searches = _numbered(search for one in kept.values() for search in one.dependencies.searches)
    head = (sorted(consulted.paths), sorted(consulted.words), list(table), list(searches))
    lines = [json.dumps(one) for one in head]
    for path, one in kept.items():
        read = [table[path] for path in one.dependencies.paths]
        asked = [searches[search] for search in one.dependencies.searches]
        lines.append(json.dumps([path, one.key, one.clean, read, asked, one.dependencies.answers]))
    return lines


def _numbered(things: Iterable[object]) -> dict[object, int]:
    return {thing: number for number, thing in enumerate(dict.fromkeys(things))}
