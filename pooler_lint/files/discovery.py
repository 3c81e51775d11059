"""PATH arguments to the files to check: sorted, each file once."""

from __future__ import annotations

import os
from operator import attrgetter

from pooler_lint.files.patterns import Pattern, compile_globs, matches_path, parse_ignore_file, plain_names, verdict
from pooler_lint.light import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterable, Sequence

DEFAULT_EXCLUDE = (
    ".bzr", ".direnv", ".eggs", ".git", ".git-rewrite", ".hg", ".ipynb_checkpoints", ".mypy_cache", ".nox", ".pants.d",
    ".pyenv", ".pytest_cache", ".pytype", ".ruff_cache", ".svn", ".tox", ".venv", ".vscode", "__pycache__",
    "__pypackages__", "_build", "buck-out", "build", "dist", "node_modules", "site-packages", "venv",
)  # fmt: skip
"""Folders that hold no source of the project itself."""


_NAME = attrgetter("name")


class FolderRules(NamedTuple):
    """What the configuration of a folder says of its files; what it excludes is relative to the folder `root`."""

    root: str
    exclude: tuple[str, ...]
    respect_gitignore: bool = True
    force_exclude: bool = False


class Found(NamedTuple):
    """The files in path order, and the folders that could not be listed with the reason."""

    files: tuple[str, ...]
    errors: tuple[tuple[str, str], ...] = ()


class MissingPath(Exception):
    """A PATH argument that does not exist."""


class _Ignores(NamedTuple):
    """The patterns of one ignore file and the absolute folder that they are relative to."""

    folder: str
    patterns: tuple[Pattern, ...]


def discover(paths: Iterable[str], rules_for: Callable[[str], FolderRules]) -> Found:
    """The Python files of these files and folders; `rules_for` gives the rules of an absolute folder.

    A file that is named is taken whatever its name, unless `force_exclude` says otherwise. Folders are walked for
    `*.py` without following links to folders. Raises MissingPath.
    """
    found: dict[str, str] = {}
    errors: list[tuple[str, str]] = []
    for path in paths:
        if os.path.isdir(path):
            _walk(os.path.normpath(path), rules_for, found, errors)
        elif os.path.lexists(path):
            _add_named(os.path.normpath(path), rules_for, found)
        else:
            raise MissingPath(path)
    return Found(tuple(sorted(found.values())), tuple(sorted(errors)))


def is_excluded(path: str, rules: FolderRules) -> bool:
    """Does the configuration exclude this file, by itself or by a folder that it is in?"""
    return matches_path(compile_globs(rules.exclude), _relative(os.path.abspath(path), rules.root))


def excludes_of_clone(root: str) -> tuple[str, ...]:
    """The patterns of files that git leaves out in this clone of the repository alone."""
    patterns = (pattern for level in _load(root, _info_exclude(root)) for pattern in level.patterns)
    return tuple(f"{'!' if pattern.negated else ''}{pattern.regex.pattern}" for pattern in patterns)


def _add_named(path: str, rules_for: Callable[[str], FolderRules], found: dict[str, str]) -> None:
    rules = rules_for(os.path.dirname(os.path.abspath(path)))
    if not (rules.force_exclude and is_excluded(path, rules)):
        found.setdefault(os.path.realpath(path), path)


def _walk(
    top: str, rules_for: Callable[[str], FolderRules], found: dict[str, str], errors: list[tuple[str, str]]
) -> None:
    absolute_top = os.path.abspath(top)
    top_rules = rules_for(absolute_top)
    folder_itself = _relative(absolute_top, top_rules.root) + "/"
    if top_rules.force_exclude and matches_path(compile_globs(top_rules.exclude), folder_itself):
        return
    links: list[str] = []
    stack = [(top, absolute_top, os.path.realpath(top), _ignores_above(absolute_top))]
    while stack:
        folder, absolute, real, above = stack.pop()
        rules = rules_for(absolute)
        excluded = plain_names(rules.exclude)
        try:
            entries = sorted(os.scandir(folder), key=_NAME)
        except OSError as error:
            errors.append((folder, error.strerror or str(error)))
            continue
        ignores = _ignores_with(absolute, entries, above) if rules.respect_gitignore else ()
        starts = "" if folder == os.curdir else os.path.join(folder, ""), os.path.join(absolute, "")
        real_start = os.path.join(real, "")
        for entry in entries:
            name = entry.name
            is_folder = entry.is_dir(follow_symlinks=False)
            if not (is_folder or name.endswith(".py")):
                continue
            shown, inner = starts[0] + name, starts[1] + name
            if _left_out(inner, name, is_folder, rules.root, excluded, ignores):
                continue
            if is_folder:
                stack.append((shown, inner, real_start + name, ignores))
            elif entry.is_symlink():
                links.append(shown)
            elif entry.is_file():
                found.setdefault(real_start + name, shown)
    # After the real files, so that a file that is found by its own name is not shown by that of a link.
    for link in links:
        if os.path.isfile(link) or not os.path.exists(link):
            found.setdefault(os.path.realpath(link), link)


def _left_out(
    absolute: str,
    name: str,
    is_folder: bool,
    root: str,
    excluded: tuple[frozenset[str], re.Pattern[str] | None],
    ignores: Sequence[_Ignores],
) -> bool:
    """Do the excluded names, the excluded paths relative to `root`, or the ignore files leave it out?"""
    end = "/" if is_folder else ""
    names, others = excluded
    if name in names or (others is not None and others.fullmatch(_relative(absolute, root) + end)):
        return True
    for level in ignores:
        ignored = verdict(level.patterns, _relative(absolute, level.folder) + end)
        if ignored is not None:
            return ignored
    return False


def _relative(absolute: str, root: str) -> str:
    base = root if root.endswith(os.sep) else root + os.sep
    relative = absolute[len(base) :] if absolute.startswith(base) else absolute.lstrip(os.sep)
    return relative if os.sep == "/" else relative.replace(os.sep, "/")


def _ignores_with(
    folder: str, entries: Sequence[os.DirEntry[str]], above: tuple[_Ignores, ...]
) -> tuple[_Ignores, ...]:
    """The ignore files that hold in this folder, the nearest first: they override those above."""
    names = {entry.name for entry in entries}
    if ".git" in names:
        above = _load(folder, _info_exclude(folder))
    if ".gitignore" in names:
        return _load(folder, os.path.join(folder, ".gitignore")) + above
    return above


def _ignores_above(folder: str) -> tuple[_Ignores, ...]:
    """The ignore files of the repository between its root and the parent of this folder."""
    if os.path.lexists(os.path.join(folder, ".git")):
        return ()
    between: list[str] = []
    parent = os.path.dirname(folder)
    while True:
        between.append(parent)
        if os.path.lexists(os.path.join(parent, ".git")):
            break
        if parent == os.path.dirname(parent):
            return ()
        parent = os.path.dirname(parent)
    nearest_first = (_load(above, os.path.join(above, ".gitignore")) for above in between)
    return tuple(level for levels in nearest_first for level in levels) + _load(parent, _info_exclude(parent))


def _load(folder: str, file: str) -> tuple[_Ignores, ...]:
    try:
        with open(file, encoding="utf-8", errors="surrogateescape", newline="") as stream:
            patterns = parse_ignore_file(stream.read())
    except OSError:
        return ()
    return (_Ignores(folder, patterns),) if patterns else ()


def _info_exclude(root: str) -> str:
    """Where git keeps the excludes of this clone; in a linked worktree or submodule `.git` is a file that says it."""
    git = os.path.join(root, ".git")
    if os.path.isfile(git):
        git = os.path.join(root, _first_line(git).removeprefix("gitdir:").strip())
        common = _first_line(os.path.join(git, "commondir"))
        git = os.path.join(git, common) if common else git
    return os.path.join(git, "info", "exclude")


def _first_line(file: str) -> str:
    try:
        with open(file, encoding="utf-8", errors="surrogateescape") as stream:
            return stream.readline().strip()
    except OSError:
        return ""
