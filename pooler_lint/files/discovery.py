"""PATH arguments to the files to check: sorted, each file once."""

from __future__ import annotations

import os

from pooler_lint.files.patterns import Patterns, TooManyGlobs, compile_globs, parse_ignore_file, plain_names
from pooler_lint.light import TYPE_CHECKING, NamedTuple
from pooler_lint.repository.files import NOT_A_FILE, OUTSIDE, Repositories
from pooler_lint.repository.git import excludes

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pooler_lint.repository.files import Repository

DEFAULT_EXCLUDE = (
    ".bzr", ".direnv", ".eggs", ".git", ".git-rewrite", ".hg", ".ipynb_checkpoints", ".mypy_cache", ".nox", ".pants.d",
    ".pyenv", ".pytest_cache", ".pytype", ".ruff_cache", ".svn", ".tox", ".venv", ".vscode", "__pycache__",
    "__pypackages__", "_build", "buck-out", "build", "dist", "node_modules", "pooler-lint-cache",
    "site-packages", "venv",
)  # fmt: skip
"""Folders that hold no source of the project itself."""


class FolderRules(NamedTuple):
    """What the configuration of a folder says of its files; what it excludes is relative to the folder `root`."""

    root: str
    exclude: tuple[str, ...]
    respect_gitignore: bool = True
    force_exclude: bool = False
    invalid: tuple[str, str] | None = None
    """The configuration file that is not valid, and why; no file is taken then."""


class Found(NamedTuple):
    """The files in path order, and what went wrong: paths with the reasons.

    `errors` are folders that could not be listed, `refused` files that are not read, `invalid` configurations.
    """

    files: tuple[str, ...]
    errors: tuple[tuple[str, str], ...] = ()
    refused: tuple[tuple[str, str], ...] = ()
    invalid: tuple[tuple[str, str], ...] = ()


class MissingPath(Exception):
    """A PATH argument that does not exist."""


class _Problems(NamedTuple):
    """What went wrong so far, as in `Found`."""

    errors: list[tuple[str, str]]
    refused: list[tuple[str, str]]
    invalid: set[tuple[str, str]]


class Ignores(NamedTuple):
    """The patterns of one ignore file and the absolute folder that they are relative to."""

    folder: str
    patterns: Patterns


def discover(
    paths: Sequence[str], rules_for: Callable[[str], FolderRules], repositories: Repositories | None = None
) -> Found:
    """Return the Python files of these files and folders; `rules_for` gives the rules of an absolute folder.

    A file that is named is taken whatever its name, unless `force_exclude` says otherwise. Folders are walked for
    `*.py` without following links to folders. Raises MissingPath.
    """
    repositories = repositories or Repositories(paths)
    found: dict[str, str] = {}
    problems = _Problems([], [], set())
    for path in paths:
        if os.path.isdir(path):
            _walk(os.path.normpath(path), rules_for, repositories, found, problems)
        elif os.path.lexists(path):
            _add_named(os.path.normpath(path), rules_for, found, problems)
        else:
            raise MissingPath(path)
    wrong = (tuple(sorted(each)) for each in problems)
    return Found(tuple(sorted(found.values())), *wrong)


def is_excluded(path: str, rules: FolderRules) -> bool:
    """Does the configuration exclude this file, by itself or by a folder that it is in?"""
    return compile_globs(rules.exclude).match_within(_relative(os.path.abspath(path), rules.root))


def excludes_of_clone(repository: Repository) -> tuple[str, ...]:
    """Return the patterns of files that Git leaves out in this clone of the repository alone."""
    return tuple(line for level in _of_clone(repository) for line in level.patterns.lines)


def _add_named(path: str, rules_for: Callable[[str], FolderRules], found: dict[str, str], problems: _Problems) -> None:
    rules = rules_for(os.path.dirname(os.path.abspath(path)))
    if rules.invalid is not None:
        problems.invalid.add(rules.invalid)
    elif not (rules.force_exclude and is_excluded(path, rules)):
        found.setdefault(os.path.realpath(path), path)


def _walk(
    top: str,
    rules_for: Callable[[str], FolderRules],
    repositories: Repositories,
    found: dict[str, str],
    problems: _Problems,
) -> None:
    absolute_top = os.path.abspath(top)
    top_rules = rules_for(absolute_top)
    folder_itself = _relative(absolute_top, top_rules.root) + "/"
    if top_rules.force_exclude and compile_globs(top_rules.exclude).match_within(folder_itself):
        return
    links: list[str] = []
    stack = [(top, absolute_top, os.path.realpath(top), _ignores_above(absolute_top, repositories))]
    while stack:
        folder, absolute, real, above = stack.pop()
        rules = rules_for(absolute)
        if rules.invalid is not None:
            problems.invalid.add(rules.invalid)
        excluded = plain_names(rules.exclude)
        try:
            entries = repositories.listing.entries(absolute)
        except OSError as error:
            problems.errors.append((folder, error.strerror or str(error)))
            continue
        ignores = _ignores_with(absolute, entries, above, repositories) if rules.respect_gitignore else ()
        starts = "" if folder == os.curdir else os.path.join(folder, ""), os.path.join(absolute, "")
        real_start = os.path.join(real, "")
        for entry in entries:
            name = entry.name
            is_folder = entry.is_dir(follow_symlinks=False)
            if not (is_folder or (name.endswith(".py") and rules.invalid is None)):
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
            else:
                problems.refused.append((shown, NOT_A_FILE))
    # After the real files, so that a file that is found by its own name is not shown by that of a link.
    for link in links:
        if not repositories.around(os.path.dirname(os.path.abspath(link))).leads_in(link):
            problems.refused.append((link, OUTSIDE))
        elif os.path.isfile(link) or not os.path.exists(link):
            found.setdefault(os.path.realpath(link), link)


def _left_out(
    absolute: str,
    name: str,
    is_folder: bool,
    root: str,
    excluded: tuple[frozenset[str], Patterns | None],
    ignores: Sequence[Ignores],
) -> bool:
    """Do the excluded names, the excluded paths relative to `root`, or the ignore files leave it out?"""
    names, others = excluded
    if name in names or (others is not None and others.verdict(_relative(absolute, root), is_folder)):
        return True
    for level in ignores:
        ignored = level.patterns.verdict(_relative(absolute, level.folder), is_folder)
        if ignored is not None:
            return ignored
    return False


def _relative(absolute: str, root: str) -> str:
    base = root if root.endswith(os.sep) else root + os.sep
    relative = absolute[len(base) :] if absolute.startswith(base) else absolute.lstrip(os.sep)
    return relative if os.sep == "/" else relative.replace(os.sep, "/")


def _ignores_with(
    folder: str, entries: Sequence[os.DirEntry[str]], above: tuple[Ignores, ...], repositories: Repositories
) -> tuple[Ignores, ...]:
    """The ignore files that hold in this folder, the nearest first: they override those above."""
    names = {entry.name for entry in entries}
    if ".git" in names:
        above = _of_clone(repositories.at(folder))
    if ".gitignore" in names:
        return _of_folder(folder, repositories) + above
    return above


def _ignores_above(folder: str, repositories: Repositories) -> tuple[Ignores, ...]:
    """Return the ignore files of the repository between its root and the parent of this folder."""
    root = repositories.roots.of_folder(folder)
    if folder == root:
        return ()
    levels: tuple[Ignores, ...] = ()
    while folder != root:
        folder = os.path.dirname(folder)
        levels += _of_folder(folder, repositories)
    return levels + _of_clone(repositories.at(root))


def _of_folder(folder: str, repositories: Repositories) -> tuple[Ignores, ...]:
    repository = repositories.at(repositories.roots.of_folder(folder))
    file = os.path.join(folder, ".gitignore")
    return _read(folder, repository.content(file), file, repository)


def _of_clone(repository: Repository) -> tuple[Ignores, ...]:
    file = os.path.join(repository.root, ".git", "info", "exclude")
    return _read(repository.root, excludes(repository), file, repository)


def _read(folder: str, data: bytes | None, file: str, repository: Repository) -> tuple[Ignores, ...]:
    if not data:
        return ()
    try:
        patterns = parse_ignore_file(data.decode("utf-8", "surrogateescape"))
    except TooManyGlobs as error:
        repository.refused[file] = str(error)
        return ()
    return (Ignores(folder, patterns),) if patterns else ()


def ignored_folders(
    folder: str, entries: Sequence[os.DirEntry[str]], above: tuple[Ignores, ...], repository: Repository
) -> tuple[frozenset[str], tuple[Ignores, ...]]:
    """Return the names of the folders in this one that Git ignores, and the ignore files that hold in it.

    `above` are those that hold in the folder above it; none for the root.
    """
    if folder == repository.root:
        above = _of_clone(repository)
    if any(entry.name == ".gitignore" for entry in entries):
        file = os.path.join(folder, ".gitignore")
        above = _read(folder, repository.content(file), file, repository) + above
    nothing = plain_names(())
    names = (entry.name for entry in entries if above and entry.is_dir(follow_symlinks=False))
    return frozenset(
        name for name in names if _left_out(os.path.join(folder, name), name, True, folder, nothing, above)
    ), above
