"""A repository's folders: which files may speak of environment variables, and where its Python code is."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from pooler_lint.project.endpoints.files import pooler_of
from pooler_lint.project.environment.names import is_script, may_hold_settings
from pooler_lint.project.environment.source import kinds_of
from pooler_lint.records import dataclass, field
from pooler_lint.repository.files import TOOL_FOLDERS
from pooler_lint.repository.walk import DEFAULT_EXCLUDE, FolderRules, Missed, walk

if TYPE_CHECKING:
    from pooler_lint.repository.files import Repository
    from pooler_lint.repository.walk import Folder

MOST_FOLDERS = 20_000
DEEPEST = 16
MOST_FILES = 5_000
MOST_SCRIPTS = 500
"""Scripts and README files that are searched for the names of files of variables, those near the root first."""
LARGEST = 1_000_000

_SKIPPED = tuple(sorted(set(DEFAULT_EXCLUDE) - {"build", "dist", "_build"}))
_DEPLOYMENT = frozenset({
    ".circleci", ".devcontainer", ".docker", ".env", ".envs", ".github", "chart", "charts", "ci", "compose",
    "conf", "config", "configs", "configuration", "container", "containers", "deploy", "deployment", "deployments",
    "docker", "dockerfiles", "env", "environment", "environments", "envs", "helm", "infra", "infrastructure",
    "k8s", "kube", "kubernetes", "kustomize", "manifests", "ops", "overlays", "prod", "production",
    "staging", "workflows",
})  # fmt: skip
"""Folders that hold what deploys the code around them, whatever scripts lie in them too."""
_SAMPLES = re.compile(r"(?:\A|[\W_])(?:fixtures?|examples?|samples?|demos?|testdata|test[_-]data)(?:[\W_]|\Z)")
_TESTS = re.compile(r"_*(?:(?:acceptance|e2e|functional|integration|load|smoke|unit)[_-])?(?:tests?|testing|e2e)_*\Z")
_OTHER_PROGRAMS = frozenset({
    "package.json", "go.mod", "Cargo.toml", "pom.xml", "build.gradle", "build.gradle.kts", "composer.json", "Gemfile",
    "mix.exs", "pubspec.yaml",
})  # fmt: skip
_PROJECT_FILES = frozenset({"Dockerfile", "pyproject.toml", "setup.py", "setup.cfg", "requirements.txt", "Pipfile"})


@dataclass(slots=True)
class Tree:
    """What a walk over the root found. All paths are relative to it, with slashes; the root itself is ""."""

    files: dict[str, list[str]] = field(default_factory=dict)
    python: set[str] = field(default_factory=set)
    """The folders that hold Python files, in them or below them."""
    modules: set[str] = field(default_factory=set)
    """The Python files."""
    components: dict[str, list[str]] = field(default_factory=dict)
    """The folders of programs (they have a Dockerfile or a Python project's file) by their names in lower case."""
    problems: list[str] = field(default_factory=list)
    others: set[str] = field(default_factory=set)
    """The folders of programs in other languages."""
    root: str = ""
    consulted: dict[str, None] = field(default_factory=dict)
    """The absolute paths of modules that were looked for."""
    settings: list[str] = field(default_factory=list)
    """The files that are no Python files and may hold settings of any kind."""
    walked: set[str] = field(default_factory=set)
    below: set[str] = field(default_factory=set)
    """The folders that were walked, and those right below them."""
    links: bool = False
    """There are links to folders."""

    def left_out(self) -> list[str]:
        """Return the folders right below the walked ones that were not walked, without those of tools."""
        return sorted(one for one in self.below - self.walked if one.rpartition("/")[2] not in TOOL_FOLDERS)

    def has_module(self, path: str) -> bool:
        """True if there is a Python file at this path."""
        self.consulted[os.path.join(self.root, path)] = None
        return path in self.modules

    def home(self, path: str) -> str | None:
        """The folder whose Python code a file at `path` speaks of.

        It is the nearest one upward that holds Python files and is not there for deployment only; None where the
        file belongs to a program in another language. Fixtures, examples and tests are for their own folder alone.
        """
        folder = parent(path)
        while folder:
            if folder in self.others and folder not in self.python:
                return None
            if folder in self.python and not any(part.lower() in _DEPLOYMENT for part in folder.split("/")):
                return folder
            if is_apart(folder):
                return folder
            folder = parent(folder)
        return ""

    def is_other(self, name: str) -> bool:
        """True if a folder of this name holds a program in another language, and no Python code."""
        folders = (folder for folder in self.others if folder.rpartition("/")[2].lower() == name.lower())
        return any(folder not in self.python for folder in folders)

    def component(self, *names: str) -> str | None:
        """The only folder of a program that has one of these names, the first name that fits; None if there is none."""
        for name in names:
            folders = self.components.get(name.lower(), [])
            if len(folders) == 1:
                return folders[0]
        return None


def is_apart(folder: str) -> bool:
    """True if a folder holds fixtures, examples or tests: what is in it is not for the code around it.

    Below a folder that deploys the code, `test` is the name of an environment.
    """
    above, _, name = folder.lower().rpartition("/")
    return _SAMPLES.search(name) is not None or (
        _TESTS.match(name) is not None and _DEPLOYMENT.isdisjoint(above.split("/"))
    )


def parent(path: str) -> str:
    """The folder of a path; "" for the root."""
    return path.rpartition("/")[0]


def is_inside(path: str, folder: str) -> bool:
    """Is `path` this folder (or file) or below it?"""
    return not folder or path == folder or path.startswith(folder + "/")


def look_around(repository: Repository, below: bool = True) -> Tree:
    """Return what the folders of a repository hold, names only: the root, and what is `below` it.

    Folders that Git ignores, virtual environments, caches, packages of others, and repositories in the repository are
    left out. At most `MOST_FOLDERS` folders, `DEEPEST` levels below the root, are searched, and `MOST_FILES` files of a
    kind are taken; files above `LARGEST` bytes are left out. What a limit cuts off is a problem of the tree.
    """
    tree = Tree(root=repository.root, consulted=repository.consulted)
    rules = FolderRules(repository.root, _SKIPPED)
    for folder in walk(repository.root, repository, lambda path: rules, MOST_FOLDERS, DEEPEST if below else 0):
        if not isinstance(folder, Missed):
            _read_folder(tree, folder)
        elif folder.limit == "folders":
            tree.problems.append(folder.why)
    programs = ((name, [one for one in folders if one in tree.python]) for name, folders in tree.components.items())
    tree.components = {name: folders for name, folders in programs if folders}
    for kind, paths in tree.files.items():
        if len(paths) > MOST_FILES:
            tree.problems.append(f"there are more than {MOST_FILES} files like {paths[0]}; the others were not read")
        tree.files[kind] = sorted(paths)[:MOST_FILES]
    return tree


def _read_folder(tree: Tree, walked: Folder) -> None:
    """Note the files of a folder."""
    folder = walked.inner
    tree.walked.add(folder)
    tree.below.update(f"{folder}/{entry.name}" if folder else entry.name for entry in walked.listed.folders)
    for entry in walked.listed.others:
        path = f"{folder}/{entry.name}" if folder else entry.name
        if entry.name.endswith(".py"):
            tree.modules.add(path)
            _note_python(tree, folder)
        else:
            _note_other(tree, walked, entry, path)
    names = {entry.name for entry in walked.listed.others}
    if not names.isdisjoint(_OTHER_PROGRAMS):
        tree.others.add(folder)
    if folder and not names.isdisjoint(_PROJECT_FILES - _OTHER_PROGRAMS):
        tree.components.setdefault(folder.rpartition("/")[2].lower(), []).append(folder)


def _note_other(tree: Tree, walked: Folder, entry: os.DirEntry[str], path: str) -> None:
    """Note what a file may say that is no Python file."""
    above, _, name = walked.inner.rpartition("/")
    if may_hold_settings(entry.name):
        tree.settings.append(path)
    tree.links = tree.links or (entry.is_symlink() and os.path.isdir(entry.path))
    for kind in kinds_of(entry.name, name, above.rpartition("/")[2]):
        _note_file(tree, entry, path, kind)
    if is_script(entry.name) and len(tree.files.get("script", ())) < MOST_SCRIPTS:
        tree.files.setdefault("script", []).append(path)
    if pooler_of(entry.name, os.path.basename(walked.path)):
        _note_file(tree, entry, path, "pooler")


def is_of_interest(path: str) -> bool:
    """True if a file with this path, which is no Python file, can change what the tree or a reader of it finds.

    Files that other files name are read as well, whatever their names.
    """
    above, _, name = path.rpartition("/")
    grandparent, _, folder = above.rpartition("/")
    return (
        name in _OTHER_PROGRAMS
        or name in _PROJECT_FILES
        or is_script(name)
        or pooler_of(name, folder) is not None
        or bool(kinds_of(name, folder, grandparent.rpartition("/")[2]))
    )


def _note_python(tree: Tree, folder: str) -> None:
    while folder not in tree.python:
        tree.python.add(folder)
        folder = parent(folder)


def _note_file(tree: Tree, entry: os.DirEntry[str], path: str, kind: str) -> None:
    try:
        if not entry.is_file() or entry.stat().st_size > LARGEST:
            return
    except OSError:
        return
    tree.files.setdefault(kind, []).append(path)
