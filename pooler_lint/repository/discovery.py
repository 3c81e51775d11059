"""PATH arguments to the files to check: sorted, each file once."""

from __future__ import annotations

import os

from pooler_lint.light import TYPE_CHECKING, NamedTuple
from pooler_lint.repository.files import NOT_A_FILE, OUTSIDE, Repositories
from pooler_lint.repository.patterns import compile_globs
from pooler_lint.repository.walk import Folder, FolderRules, Missed, relative, walk

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

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
    folders: Mapping[str, int] = {}
    """The folders that were searched, as they are shown ("" for the working folder), with the number of files."""
    by_folder: bool = True
    """Each file was found in a folder, and is no link."""


class MissingPath(Exception):
    """A PATH argument that does not exist."""


class _Search:
    """The search for files: what was found so far, and what went wrong."""

    __slots__ = ("_rules_for", "by_folder", "errors", "files", "folders", "invalid", "refused", "repositories")

    def __init__(self, rules_for: Callable[[str], FolderRules], repositories: Repositories) -> None:
        self._rules_for = rules_for
        self.repositories = repositories
        self.files: dict[str, str] = {}
        self.folders: dict[str, int] = {}
        self.by_folder = True
        self.errors: list[tuple[str, str]] = []
        self.refused: list[tuple[str, str]] = []
        self.invalid: set[tuple[str, str]] = set()

    def found(self) -> Found:
        """Return what was found."""
        files = tuple(sorted(self.files.values()))
        errors, refused, invalid = (tuple(sorted(each)) for each in (self.errors, self.refused, self.invalid))
        return Found(files, errors, refused, invalid, self.folders, self.by_folder)

    def add_named(self, path: str) -> None:
        """Add a file that the user named."""
        self.by_folder = False
        rules = self._rules_for(os.path.dirname(os.path.abspath(path)))
        if rules.invalid is not None:
            self.invalid.add(rules.invalid)
        elif not (rules.force_exclude and is_excluded(path, rules)):
            self.files.setdefault(os.path.realpath(path), path)

    def walk(self, top: str, deepest: int) -> None:
        """Add the files of a folder and, so many levels deep, of those below it."""
        absolute = os.path.abspath(top)
        rules = self._rules_for(absolute)
        if rules.force_exclude and compile_globs(rules.exclude).match_within(relative(absolute, rules.root) + "/"):
            return
        repositories = self.repositories
        repository = repositories.at(repositories.roots.of_folder(absolute))
        shown, real = "" if top == os.curdir else os.path.join(top, ""), os.path.join(os.path.realpath(top), "")
        links: list[str] = []
        for folder in walk(absolute, repository, self._rules_for, MOST_FILES, deepest, repositories.at):
            inner = os.path.join(folder.inner, "") if folder.inner else ""
            if isinstance(folder, Missed):
                if deepest:
                    wrong = self.errors if folder.limit is None else self.refused
                    wrong.append((shown + folder.inner if inner else top, folder.why))
            elif folder.rules.invalid is not None:
                self.invalid.add(folder.rules.invalid)
            else:
                links += self._take_files(folder, shown + inner, real + inner)
            if len(self.files) >= MOST_FILES:
                self.refused.append((top, f"there are more than {MOST_FILES:,} files; the others were not checked"))
                break
        self._add_links(links)

    def _add_links(self, links: list[str]) -> None:
        # After the real files, so that a file that is found by its own name is not shown by that of a link.
        self.by_folder = self.by_folder and not links
        for link in links:
            if not self.repositories.around(os.path.dirname(os.path.abspath(link))).leads_in(link):
                self.refused.append((link, OUTSIDE))
            elif os.path.isfile(link) or not os.path.exists(link):
                self.files.setdefault(os.path.realpath(link), link)

    def _take_files(self, folder: Folder, shown: str, real: str) -> list[str]:
        """Add the Python files of a folder, whose path is `shown` in messages; return the links."""
        links: list[str] = []
        before = len(self.files)
        for entry in folder.listed.others:
            name = entry.name
            if not name.endswith(".py") or folder.leaves_out(name, False):
                continue
            if entry.is_symlink():
                links.append(shown + name)
            elif entry.is_file():
                self.files.setdefault(real + name, shown + name)
            else:
                self.refused.append((shown + name, NOT_A_FILE))
        self.folders[shown.rstrip(os.sep) or shown[:1]] = len(self.files) - before
        return links


def discover(
    paths: Sequence[str], rules_for: Callable[[str], FolderRules], repositories: Repositories | None = None
) -> Found:
    """Return the Python files of these files and folders; `rules_for` gives the rules of an absolute folder.

    A file that is named is taken whatever its name, unless `force_exclude` says otherwise. Folders are walked for
    `*.py` without following links to folders. Raises MissingPath.
    """
    search = _Search(rules_for, repositories or Repositories(paths))
    for path in paths:
        if os.path.isdir(path):
            search.walk(os.path.normpath(path), DEEPEST)
        elif os.path.lexists(path):
            search.add_named(os.path.normpath(path))
        else:
            search.errors.append((os.path.normpath(path), _why_out_of_reach(path)))
    return search.found()


def found_in(folders: Sequence[str], rules_for: Callable[[str], FolderRules], repositories: Repositories) -> Found:
    """Return the Python files of these folders alone, which an earlier search has found and shown like this."""
    search = _Search(rules_for, repositories)
    for folder in folders:
        search.walk(folder or os.curdir, 0)
    return search.found()


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
