"""PATH arguments to the files to check: sorted, each file once."""

from __future__ import annotations

import os

from pooler_lint.light import TYPE_CHECKING, NamedTuple
from pooler_lint.repository.files import NOT_A_FILE, OUTSIDE, Repositories
from pooler_lint.repository.patterns import compile_globs
from pooler_lint.repository.walk import Folder, FolderRules, Missed, relative, walk

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

MOST_FILES = 1_000_000
"""Files and folders of one PATH: more take more memory than a machine has."""
DEEPEST = 200
"""Levels of folders below one PATH."""


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
            problems.errors.append((os.path.normpath(path), _why_out_of_reach(path)))
    wrong = (tuple(sorted(each)) for each in problems)
    return Found(tuple(sorted(found.values())), *wrong)


def _why_out_of_reach(path: str) -> str:
    """Return why the system says nothing of a path. Raises MissingPath if there is none."""
    try:
        os.lstat(path)
    except (FileNotFoundError, NotADirectoryError, ValueError):
        raise MissingPath(path) from None
    except OSError as error:
        return error.strerror or str(error)
    raise MissingPath(path)


def is_excluded(path: str, rules: FolderRules) -> bool:
    """True if the configuration excludes this file, or a folder that it is in."""
    return compile_globs(rules.exclude).match_within(relative(os.path.abspath(path), rules.root))


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
    absolute = os.path.abspath(top)
    rules = rules_for(absolute)
    if rules.force_exclude and compile_globs(rules.exclude).match_within(relative(absolute, rules.root) + "/"):
        return
    repository = repositories.at(repositories.roots.of_folder(absolute))
    shown, real = "" if top == os.curdir else os.path.join(top, ""), os.path.join(os.path.realpath(top), "")
    links: list[str] = []
    for folder in walk(absolute, repository, rules_for, MOST_FILES, DEEPEST, repositories.at):
        inner = os.path.join(folder.inner, "") if folder.inner else ""
        if isinstance(folder, Missed):
            wrong = problems.errors if folder.limit is None else problems.refused
            wrong.append((shown + folder.inner if inner else top, folder.why))
        elif folder.rules.invalid is not None:
            problems.invalid.add(folder.rules.invalid)
        else:
            links += _take_files(folder, shown + inner, real + inner, found, problems)
        if len(found) >= MOST_FILES:
            problems.refused.append((top, f"there are more than {MOST_FILES:,} files; the others were not checked"))
            break
    # After the real files, so that a file that is found by its own name is not shown by that of a link.
    for link in links:
        if not repositories.around(os.path.dirname(os.path.abspath(link))).leads_in(link):
            problems.refused.append((link, OUTSIDE))
        elif os.path.isfile(link) or not os.path.exists(link):
            found.setdefault(os.path.realpath(link), link)


def _take_files(folder: Folder, shown: str, real: str, found: dict[str, str], problems: _Problems) -> list[str]:
    """Add the Python files of a folder, whose path is `shown` in messages; return the links."""
    links: list[str] = []
    for entry in folder.listed.others:
        name = entry.name
        if not name.endswith(".py") or folder.leaves_out(name, False):
            continue
        if entry.is_symlink():
            links.append(shown + name)
        elif entry.is_file():
            found.setdefault(real + name, shown + name)
        else:
            problems.refused.append((shown + name, NOT_A_FILE))
    return links
