"""Where a repository begins. Nothing above its root is read, and nothing outside of it is written."""

from __future__ import annotations

import os

from pooler_lint.light import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

MARKERS = ("pyproject.toml", "setup.py", "pooler-lint.toml")
"""Files that make a folder a project where there is no `.git`."""


class Roots:
    """The repository roots of a run, found once a folder.

    The root of a path is the nearest folder with `.git`. Else it is the nearest folder with one of `MARKERS` between
    the path and the working folder. Else it is the folder of the path: the folder that the run was asked to check, or
    the one that the file lies in.
    """

    __slots__ = ("_found", "_git", "named")

    def __init__(self, named: Iterable[str] = ()) -> None:
        """`named` are the files and folders that the run was asked to check."""
        # The outermost one counts, so that the order of the arguments changes nothing.
        self.named = tuple(sorted({os.path.abspath(path) for path in named}, key=len))
        self._found: dict[str, tuple[str, bool]] = {}
        self._git: dict[str, str | None] = {}

    def of(self, path: str) -> str:
        """Return the absolute root of the repository around a file or folder."""
        absolute = os.path.abspath(path)
        return self._of(absolute if os.path.isdir(absolute) else os.path.dirname(absolute))[0]

    def of_folder(self, folder: str) -> str:
        """Return the absolute root of the repository around an absolute folder, which is not looked up."""
        return self._of(folder)[0]

    def is_project(self, root: str) -> bool:
        """True if the root is more than the folder of a stray file, which may lie among anything."""
        return self._of(root) == (root, True)

    def leads_out(self, path: str) -> bool:
        """True if a link in the path leads out of the repository in which that link lies."""
        real, at = os.path.realpath(path), os.path.abspath(path)
        if not is_inside(real, os.path.realpath(self.of(os.path.dirname(at)))):
            return True
        while at != os.path.dirname(at):
            above = os.path.dirname(at)
            if os.path.islink(at):
                root, is_certain = self._of(above)
                if is_certain and not is_inside(real, os.path.realpath(root)):
                    return True
            at = above
        return False

    def _of(self, folder: str) -> tuple[str, bool]:
        """Return the root, and whether anything says that it is one."""
        if folder not in self._found:
            git = self._with_git(folder)
            self._found[folder] = (git, True) if git is not None else _with_marker(folder) or self._asked_for(folder)
        return self._found[folder]

    def _with_git(self, folder: str) -> str | None:
        """Return the nearest folder with `.git` from this absolute folder upward; None if there is none."""
        passed: list[str] = []
        while folder not in self._git:
            passed.append(folder)
            above = os.path.dirname(folder)
            if os.path.lexists(os.path.join(folder, ".git")):
                self._git[folder] = folder
            elif above == folder:
                self._git[folder] = None
            else:
                folder = above
        self._git.update(dict.fromkeys(passed, self._git[folder]))
        return self._git[folder]

    def _asked_for(self, folder: str) -> tuple[str, bool]:
        for named in self.named:
            if is_inside(folder, named) and not _is_shared(named):
                return named, True
        return folder, False


def is_inside(path: str, folder: str) -> bool:
    """True if the absolute path is the absolute folder, or below it."""
    return path == folder or path.startswith(os.path.join(folder, ""))


def _with_marker(folder: str) -> tuple[str, bool] | None:
    working = os.getcwd()
    if not is_inside(folder, working):
        return None
    at = folder
    while not any(os.path.lexists(os.path.join(at, name)) for name in MARKERS):
        if at == working:
            return None
        at = os.path.dirname(at)
    return at, True


def _is_shared(folder: str) -> bool:
    """True for the top of the file system and the user's home, which hold more than one project."""
    return folder in (os.path.dirname(folder), os.path.expanduser("~"))
