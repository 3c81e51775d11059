"""A repository's folders: which files may speak of environment variables, and where its Python code is."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pooler_lint.files.discovery import DEFAULT_EXCLUDE, ignored_folders
from pooler_lint.project.environment.names import Kind, kind_of

if TYPE_CHECKING:
    from pooler_lint.files.discovery import Ignores
    from pooler_lint.repository.files import Repository

MOST_FOLDERS = 20_000
DEEPEST = 16
MOST_FILES = 5_000
LARGEST = 1_000_000

_SKIPPED = frozenset(DEFAULT_EXCLUDE) - {"build", "dist", "_build"}
_DEPLOYMENT = frozenset({
    ".circleci", ".devcontainer", ".docker", ".env", ".envs", ".github", "chart", "charts", "ci", "compose",
    "conf", "config", "configs", "configuration", "container", "containers", "deploy", "deployment", "deployments",
    "docker", "dockerfiles", "env", "environment", "environments", "envs", "helm", "infra", "infrastructure",
    "k8s", "kube", "kubernetes", "kustomize", "manifests", "ops", "overlays", "prod", "production",
    "staging", "workflows",
})  # fmt: skip
"""Folders that hold what deploys the code around them, whatever scripts lie in them too."""
_OTHER_PROGRAMS = frozenset({
    "package.json", "go.mod", "Cargo.toml", "pom.xml", "build.gradle", "build.gradle.kts", "composer.json", "Gemfile",
    "mix.exs", "pubspec.yaml",
})  # fmt: skip
_PROJECT_FILES = frozenset({"Dockerfile", "pyproject.toml", "setup.py", "setup.cfg", "requirements.txt", "Pipfile"})


@dataclass(slots=True)
class Tree:
    """What a walk over the root found. All paths are relative to it, with slashes; the root itself is ""."""

    files: dict[Kind, list[str]] = field(default_factory=dict)
    python: set[str] = field(default_factory=set)
    """The folders that hold Python files, in them or below them."""
    modules: set[str] = field(default_factory=set)
    """The Python files."""
    components: dict[str, list[str]] = field(default_factory=dict)
    """The folders of programs (they have a Dockerfile or a Python project's file) by their names in lower case."""
    problems: list[str] = field(default_factory=list)
    others: set[str] = field(default_factory=set)
    """The folders of programs in other languages."""

    def home(self, path: str) -> str | None:
        """The folder whose Python code a file at `path` speaks of.

        It is the nearest one upward that holds Python files and is not there for deployment only; None where the
        file belongs to a program in another language.
        """
        folder = parent(path)
        while folder:
            if folder in self.others and folder not in self.python:
                return None
            if folder in self.python and not any(part.lower() in _DEPLOYMENT for part in folder.split("/")):
                return folder
            folder = parent(folder)
        return ""

    def component(self, *names: str) -> str | None:
        """The only folder of a program that has one of these names, the first name that fits; None if there is none."""
        for name in names:
            folders = self.components.get(name.lower(), [])
            if len(folders) == 1:
                return folders[0]
        return None


def parent(path: str) -> str:
    """The folder of a path; "" for the root."""
    return path.rpartition("/")[0]


def is_inside(path: str, folder: str) -> bool:
    """Is `path` this folder (or file) or below it?"""
    return not folder or path == folder or path.startswith(folder + "/")


def look_around(repository: Repository, below: bool = True) -> Tree:
    """Return what the folders of a repository hold, names only: the root, and what is `below` it.

    At most `MOST_FILES` files of a kind are taken; files above `LARGEST` bytes are left out. What a limit cuts off is a
    problem of the tree.
    """
    tree = Tree()
    for folder, entries in folders_of(repository, below):
        if entries is None:
            tree.problems.append(too_many_folders())
        else:
            _read_folder(tree, folder, entries)
    _keep_programs(tree)
    for kind, paths in tree.files.items():
        if len(paths) > MOST_FILES:
            tree.problems.append(f"there are more than {MOST_FILES} files like {paths[0]}; the others were not read")
        tree.files[kind] = sorted(paths)[:MOST_FILES]
    return tree


def too_many_folders() -> str:
    """Return why `folders_of` stopped."""
    return f"there are more than {MOST_FOLDERS} folders; the deeper ones were not searched"


def folders_of(repository: Repository, below: bool = True) -> Iterator[tuple[str, Sequence[os.DirEntry[str]] | None]]:
    """Yield each folder of the repository that can be evidence, relative to the root, with what is in it.

    Left out are folders that Git ignores, virtual environments, caches, packages of others, and repositories in the
    repository. Links to folders are not followed. At most `MOST_FOLDERS` folders, `DEEPEST` levels below the root, are
    searched; the last one comes without entries if there are more.
    """
    waiting: deque[tuple[str, tuple[Ignores, ...]]] = deque([("", ())])
    searched = 0
    while waiting:
        folder, above = waiting.popleft()
        absolute = os.path.join(repository.root, folder) if folder else repository.root
        try:
            entries = repository.listing.entries(absolute)
        except OSError:
            continue
        if any(entry.name == "pyvenv.cfg" or (folder and entry.name == ".git") for entry in entries):
            continue
        searched += 1
        if searched > MOST_FOLDERS:
            yield folder, None
            return
        yield folder, entries
        if not below or folder.count("/") + bool(folder) >= DEEPEST:
            continue
        ignored, ignores = ignored_folders(absolute, entries, above, repository)
        for entry in entries:
            if entry.is_dir(follow_symlinks=False) and entry.name not in _SKIPPED and entry.name not in ignored:
                waiting.append((f"{folder}/{entry.name}" if folder else entry.name, ignores))


def _read_folder(tree: Tree, folder: str, entries: Sequence[os.DirEntry[str]]) -> None:
    """Note the files of a folder."""
    above, _, name = folder.rpartition("/")
    grandparent = above.rpartition("/")[2]
    for entry in entries:
        path = f"{folder}/{entry.name}" if folder else entry.name
        if entry.is_dir(follow_symlinks=False):
            pass
        elif entry.name.endswith(".py"):
            tree.modules.add(path)
            _note_python(tree, folder)
        else:
            _note_file(tree, entry, path, kind_of(entry.name, name, grandparent))
        if entry.name in _OTHER_PROGRAMS:
            tree.others.add(folder)
        elif folder and (entry.name in _PROJECT_FILES):
            of_name = tree.components.setdefault(name.lower(), [])
            if folder not in of_name:
                of_name.append(folder)


def _note_python(tree: Tree, folder: str) -> None:
    while folder not in tree.python:
        tree.python.add(folder)
        folder = parent(folder)


def _note_file(tree: Tree, entry: os.DirEntry[str], path: str, kind: Kind | None) -> None:
    try:
        if kind is None or not entry.is_file() or entry.stat().st_size > LARGEST:
            return
    except OSError:
        return
    tree.files.setdefault(kind, []).append(path)


def _keep_programs(tree: Tree) -> None:
    kept: Mapping[str, list[str]] = {
        name: [folder for folder in folders if folder in tree.python] for name, folders in tree.components.items()
    }
    tree.components = {name: folders for name, folders in kept.items() if folders}
