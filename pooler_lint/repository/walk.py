"""The one walk over folders, with the ignore files that hold in each. Links to folders are not followed."""

from __future__ import annotations

import os
from collections import deque

from pooler_lint.light import TYPE_CHECKING, NamedTuple
from pooler_lint.repository.git import excludes
from pooler_lint.repository.patterns import (
    MOST_GLOBS,
    MOST_LINES,
    Patterns,
    TooManyPatterns,
    parse_ignore_file,
    plain_names,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import Literal

    from pooler_lint.repository.files import Repository
    from pooler_lint.repository.listing import Listed


DEFAULT_EXCLUDE = (
    ".bzr", ".direnv", ".eggs", ".git", ".git-rewrite", ".hg", ".ipynb_checkpoints", ".mypy_cache", ".nox", ".pants.d",
    ".pyenv", ".pytest_cache", ".pytype", ".ruff_cache", ".svn", ".tox", ".venv", ".vscode", "__pycache__",
    "__pypackages__", "_build", "buck-out", "build", "dist", "node_modules", "pooler-lint-cache",
    "site-packages", "venv",
)  # fmt: skip
"""Folders that hold no source of the project itself."""


DECIDING = frozenset({".git", ".gitignore", "pyvenv.cfg"})
"""Names of files and folders that decide which others belong to a repository."""


class FolderRules(NamedTuple):
    """What the configuration of a folder says of its files; what it excludes is relative to the folder `root`."""

    root: str
    exclude: tuple[str, ...]
    respect_gitignore: bool = True
    force_exclude: bool = False
    invalid: tuple[str, str] | None = None
    """The configuration file that is not valid, and why; no file is taken then."""


class Level(NamedTuple):
    """The patterns of one ignore file and the absolute folder that they are relative to."""

    folder: str
    patterns: Patterns


class Folder:
    """A folder of a walk. `inner` is its path below the top, with slashes; "" for the top itself."""

    __slots__ = ("_levels", "_names", "inner", "listed", "path", "rules")

    def __init__(self, path: str, inner: str, listed: Listed, levels: tuple[Level, ...], rules: FolderRules) -> None:
        """`levels` are the ignore files that hold here, the nearest first; it overrides those above."""
        self.path = path
        self.inner = inner
        self.listed = listed
        self.rules = rules
        start = os.path.join(path, "")
        self._names, patterns = plain_names(rules.exclude)
        excluded = () if patterns is None else (Level(rules.root, patterns),)
        self._levels = tuple((level.patterns, relative(start, level.folder)) for level in excluded + levels)

    def leaves_out(self, name: str, is_folder: bool) -> bool:
        """True if the rules exclude what has this name here, or Git ignores it."""
        if name in self._names:
            return True
        for patterns, start in self._levels:
            ignored = patterns.verdict(start + name, is_folder)
            if ignored is not None:
                return ignored
        return False


class Missed(NamedTuple):
    """A folder of a walk that is not listed, or with what is below it; and why. `limit` is the one that it exceeds."""

    inner: str
    why: str
    limit: Literal["folders", "levels"] | None = None


def walk(
    top: str,
    repository: Repository,
    rules_for: Callable[[str], FolderRules],
    most: int,
    deepest: int,
    nested: Callable[[str], Repository] | None = None,
) -> Iterator[Folder | Missed]:
    """Yield `top`, an absolute folder of the repository, and what is below it and not left out, level by level.

    At most so many folders are walked, and so many levels below the top. `nested` gives the repository that begins in a
    folder with `.git`. Without it such folders are left out, as are virtual environments.
    """
    waiting = deque([("", top, repository, _levels_above(top, repository))])
    walked = 0
    while waiting:
        inner, path, repository, levels = waiting.popleft()
        try:
            listed = repository.listing.entries(path)
        except OSError as error:
            yield Missed(inner, error.strerror or str(error))
            continue
        if inner and not listed.marks.isdisjoint((".git", "pyvenv.cfg")):
            if nested is None:
                continue
            if ".git" in listed.marks:
                repository = nested(path)
                levels = _of_clone(repository)
        walked += 1
        if walked > most:
            yield Missed("", f"there are more than {most:,} folders; the deeper ones were not searched", "folders")
            return
        rules = rules_for(path)
        if not rules.respect_gitignore:
            levels = ()
        elif ".gitignore" in listed.marks:
            levels = _of_folder(path, repository, levels) + levels
        folder = Folder(path, inner, listed, levels, rules)
        yield folder
        below = [entry.name for entry in listed.folders if not folder.leaves_out(entry.name, True)]
        if below and inner.count("/") + bool(inner) >= deepest:
            yield Missed(inner, f"folders more than {deepest} levels deep were not searched", "levels")
            continue
        start, inner_start = os.path.join(path, ""), f"{inner}/" if inner else ""
        waiting.extend((inner_start + name, start + name, repository, levels) for name in below)


def relative(absolute: str, root: str) -> str:
    """Return an absolute path relative to the folder `root`, with slashes; one outside of it without its first."""
    base = root if root.endswith(os.sep) else root + os.sep
    found = absolute[len(base) :] if absolute.startswith(base) else absolute.lstrip(os.sep)
    return found if os.sep == "/" else found.replace(os.sep, "/")


def _levels_above(folder: str, repository: Repository) -> tuple[Level, ...]:
    """Return the ignore files of the repository between its root and the parent of this folder."""
    above: list[str] = []
    while folder != repository.root:
        folder = os.path.dirname(folder)
        above.append(folder)
    levels = _of_clone(repository)
    for folder in reversed(above):
        levels = _of_folder(folder, repository, levels) + levels
    return levels


def excludes_of_clone(repository: Repository) -> tuple[str, ...]:
    """Return the patterns of files that Git leaves out in this clone of the repository alone."""
    return tuple(line for level in _of_clone(repository) for line in level.patterns.lines)


def _of_folder(folder: str, repository: Repository, above: Sequence[Level]) -> tuple[Level, ...]:
    file = os.path.join(folder, ".gitignore")
    return _read(file, folder, repository, lambda: repository.content(file), above)


def _of_clone(repository: Repository) -> tuple[Level, ...]:
    file = os.path.join(repository.root, ".git", "info", "exclude")
    return _read(file, repository.root, repository, lambda: excludes(repository))


def _read(
    file: str,
    folder: str,
    repository: Repository,
    content: Callable[[], bytes | None],
    above: Sequence[Level] = (),
) -> tuple[Level, ...]:
    """Return the patterns of an ignore file, which is read once a run; none if there are none.

    `above` are those of the folders above, which count towards the limit.
    """
    known = repository.listing.levels
    if file not in known:
        known[file] = ()
        try:
            most = MOST_GLOBS - sum(level.patterns.globs for level in above)
            patterns = parse_ignore_file(_counted(content() or b"", repository), most)
        except TooManyPatterns as error:
            repository.refused[file] = str(error)
        else:
            known[file] = (Level(folder, patterns),) if patterns else ()
    return known[file]


def _counted(data: bytes, repository: Repository) -> str:
    """Return the text of an ignore file. Raises `TooManyPatterns` if all of them together are too long."""
    lines = data.count(b"\n") + 1
    if repository.listing.lines + lines > MOST_LINES:
        raise TooManyPatterns(f"the ignore files of the repository have more than {MOST_LINES:,} lines")
    repository.listing.lines += lines
    return data.decode("utf-8", "surrogateescape")
