"""Dotted names to files, the way Python's import system finds them in a source tree."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import NamedTuple, TypeAlias

from pooler_lint.repository.root import is_inside

RootOf: TypeAlias = "Callable[[str, str], str | None]"
"""The source root of another project of the repository that has a module of this name, as seen from a folder."""

MAX_UPWARD = 16


class _Lookup(NamedTuple):
    """What a name was found to be, and what was asked for that."""

    found: tuple[str, tuple[str, ...]] | None
    looked_for: tuple[str, ...] = ()
    elsewhere: bool = False


class Locator:
    """Finds the module that a dotted name begins with, as a file sees it; remembers what it has looked up."""

    def __init__(
        self, root: str, configured: tuple[str, ...] = (), elsewhere: RootOf = lambda name, folder: None
    ) -> None:
        """Find modules of the repository at `root`, an absolute folder.

        `configured` are absolute folders that imports start from, `elsewhere` knows the other projects around.
        """
        self._root = root
        self._configured = configured
        self._elsewhere = elsewhere
        self._roots: dict[str, tuple[str, ...]] = {}
        self._found: dict[tuple[str, str], _Lookup] = {}
        self._looked_for_roots: dict[str, list[str]] = {}

    def find(self, dotted: str, path: str) -> tuple[str, tuple[str, ...]] | None:
        """The file of the longest part of the name that is a module, and the rest of the name; None if there is none.

        A relative name begins with as many dots as in the import. Paths are relative where `path` is.
        """
        return self._lookup(dotted, path).found

    def looked_for(self, dotted: str, path: str) -> tuple[str, ...]:
        """Return the paths of files and folders that were looked for to find the name, there or not."""
        return self._lookup(dotted, path).looked_for

    def asked_elsewhere(self, dotted: str, path: str) -> bool:
        """True if the other projects of the repository were asked for the name."""
        return self._lookup(dotted, path).elsewhere

    def _lookup(self, dotted: str, path: str) -> _Lookup:
        folder = os.path.dirname(path)
        key = (folder, dotted)
        if key not in self._found:
            self._found[key] = self._find(dotted, folder)
        return self._found[key]

    def _find(self, dotted: str, folder: str) -> _Lookup:
        name = dotted.lstrip(".")
        level = len(dotted) - len(name)
        parts = tuple(name.split(".")) if name else ()
        looked_for: list[str] = []
        if level:
            for _ in range(level - 1):
                folder = os.path.dirname(folder) if folder else ".."
            if not is_inside(os.path.abspath(folder), self._root):
                return _Lookup(None)
            found = _longest(folder, parts, looked_for) or _in_package(folder, parts, looked_for)
            return _Lookup(found, tuple(looked_for))
        roots = self._roots_of(folder)
        looked_for += self._looked_for_roots[folder]
        found = _first(roots, parts, looked_for)
        if found is not None:
            return _Lookup(found, tuple(looked_for))
        if not parts or parts[0] in sys.stdlib_module_names:
            return _Lookup(None, tuple(looked_for))
        other = self._elsewhere(parts[0], folder)
        found = _longest(_as_shown(other, folder), parts, looked_for) if other is not None else None
        return _Lookup(found, tuple(looked_for), elsewhere=True)

    def _roots_of(self, folder: str) -> tuple[str, ...]:
        if folder not in self._roots:
            configured = [_as_shown(root, folder) for root in self._configured]
            looked_for = self._looked_for_roots[folder] = []
            self._roots[folder] = (*configured, *_roots(folder, self._root, looked_for))
        return self._roots[folder]


def _roots(folder: str, root: str, looked_for: list[str]) -> list[str]:
    """The folders that absolute imports start from: no package, nearest first, each with its `src`.

    The folder of the repository, and the working folder, are such even with an `__init__.py`, which many have there by
    mistake: programs start in them.
    """
    roots: list[str] = []
    current = os.path.abspath(folder)
    shown = folder
    working = os.getcwd()
    for _ in range(MAX_UPWARD):
        is_top = current == root
        package = os.path.join(current, "__init__.py")
        looked_for.append(package)
        if is_top or current == working or not os.path.exists(package):
            roots.append(shown)
            source = os.path.join(shown, "src")
            looked_for.append(source)
            if os.path.isdir(source):
                roots.append(source)
        if is_top or os.path.dirname(current) == current:
            break
        current = os.path.dirname(current)
        shown = os.path.relpath(current) if not os.path.isabs(folder) else current
        shown = "" if shown == "." else shown
    return roots


def _as_shown(root: str, folder: str) -> str:
    """The path of a source root as that of the folder is written: absolute, or relative to the working folder."""
    shown = root if os.path.isabs(folder) else os.path.relpath(root)
    return "" if shown == "." else shown


def _in_package(folder: str, parts: tuple[str, ...], looked_for: list[str]) -> tuple[str, tuple[str, ...]] | None:
    """`from . import name` of a name that the package itself sets."""
    package = os.path.join(folder, "__init__.py")
    looked_for.append(package)
    return (package, parts) if parts and os.path.isfile(package) else None


def _first(roots: tuple[str, ...], parts: tuple[str, ...], looked_for: list[str]) -> tuple[str, tuple[str, ...]] | None:
    """Return what the parts lead to from the first root that has them.

    A package that lies in a folder of the same name (`app/app`) is only a part of the name where that begins outside.
    """
    first: tuple[str, tuple[str, ...]] | None = None
    for root in roots:
        found = _longest(root, parts, looked_for)
        if first is None:
            first = found
            if found is not None and not (found[0].endswith("__init__.py") and parts[:1] == found[1][:1]):
                return found
        elif found is not None:
            return found if is_inside(found[0], os.path.dirname(first[0])) else first
    return first


def _longest(folder: str, parts: tuple[str, ...], looked_for: list[str]) -> tuple[str, tuple[str, ...]] | None:
    """The longest module under the folder that the parts lead to."""
    if not parts:
        return None
    best: tuple[str, tuple[str, ...]] | None = None
    current = folder
    for index, part in enumerate(parts):
        current = os.path.join(current, part)
        module, package = f"{current}.py", os.path.join(current, "__init__.py")
        looked_for += module, package, current
        if os.path.isfile(module):
            return module, parts[index + 1 :]
        if os.path.isfile(package):
            best = package, parts[index + 1 :]
        elif not os.path.isdir(current):
            break
    return best
