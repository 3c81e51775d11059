"""The environment variables that the deployment files of a repository set, for the Python files that read them."""

from __future__ import annotations

import os
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pooler_lint.project.environment.compose import ComposeService
from pooler_lint.project.environment.data import Problem
from pooler_lint.project.environment.interpolation import is_only_markers
from pooler_lint.project.environment.kubernetes import Document
from pooler_lint.project.environment.services import Manifest, Service
from pooler_lint.project.environment.supplies import (
    Supply,
    all_supplies,
    merged_services,
    read_manifests,
    read_services,
)
from pooler_lint.project.environment.texts import Texts
from pooler_lint.project.environment.tree import Tree, look_around
from pooler_lint.values import Evidence


@dataclass(frozen=True, slots=True)
class Candidate:
    """A value that a file gives to a variable. It may hold secrets; `evidence` holds none.

    In `value` a reference to a variable that is not known stands as its name between two NUL characters. `rank` is
    smaller for sources that count more. `scope` is the compose service or the workload that gets it, None: no certain
    one.
    """

    value: str
    evidence: Evidence
    rank: int
    scope: str | None


def repository_root(path: str) -> str:
    """The nearest folder upward that holds `.git`, else the folder of the path (the path itself if it is a folder)."""
    start = os.path.abspath(path)
    folder = start if os.path.isdir(start) else os.path.dirname(start)
    at = folder
    while not os.path.lexists(os.path.join(at, ".git")):
        if at == os.path.dirname(at):
            return folder
        at = os.path.dirname(at)
    return at


class Deployments:
    """What is deployed from the repository at `root`. Hold one a run: files are read when first asked, and once.

    Searched are names alone, in at most `tree.MOST_FOLDERS` folders and `tree.DEEPEST` levels; of a kind at most
    `tree.MOST_FILES` files of at most `tree.LARGEST` bytes are read. Virtual environments, caches and packages of
    others are left out. Nothing is executed, and the environment of this process is not read.
    """

    def __init__(self, root: str | os.PathLike[str]) -> None:
        self.root = os.path.abspath(root)
        self._texts = Texts(self.root)

    def candidates(self, variable: str, python_file: str) -> tuple[Candidate, ...]:
        """The values that this variable may have for this Python file, the best source first, near files before far.

        A value that is empty, or that only passes on another unknown variable, is none.
        """
        path = os.path.relpath(os.path.abspath(python_file), self.root).replace(os.sep, "/")
        if path.startswith("../"):
            return ()
        found: list[tuple[tuple[int, int, str, int], Candidate]] = []
        for candidate, supply in self._by_variable.get(variable, ()):
            near = supply.area.nearness(path) if supply.area is not None else None
            if near is not None:
                place = (candidate.rank, -near, candidate.evidence.path, candidate.evidence.line)
                found.append((place, candidate))
        return _each_once([candidate for _, candidate in sorted(found, key=lambda pair: pair[0])])

    def unassigned(self, variable: str) -> tuple[Candidate, ...]:
        """The values that go to a program whose Python code can't be told, or that has none in the repository."""
        found = [candidate for candidate, supply in self._by_variable.get(variable, ()) if supply.area is None]
        return _each_once(sorted(found, key=lambda one: (one.rank, one.evidence.path, one.evidence.line)))

    def services(self) -> tuple[Service, ...]:
        """All services of compose files."""
        return tuple(self._shown_service(service) for service in merged_services(self._services))

    def manifests(self) -> tuple[Manifest, ...]:
        """All Kubernetes documents."""
        return tuple(self._shown_manifest(document) for document in self._documents)

    def modules(self) -> Collection[str]:
        """All Python files, relative to the root."""
        return self._tree.modules

    def notes(self) -> tuple[Evidence, ...]:
        """What could not be read in the files that were read so far; paths are relative to the root."""
        return self._texts.notes()

    @cached_property
    def _tree(self) -> Tree:
        tree = look_around(self.root)
        self._texts.note("", [Problem(0, why) for why in tree.problems])
        return tree

    @cached_property
    def _services(self) -> tuple[ComposeService, ...]:
        return read_services(self._tree, self._texts)

    @cached_property
    def _documents(self) -> tuple[Document, ...]:
        return read_manifests(self._tree, self._texts)

    @cached_property
    def _by_variable(self) -> dict[str, list[tuple[Candidate, Supply]]]:
        by_name: dict[str, list[tuple[Candidate, Supply]]] = {}
        for supply in all_supplies(self._tree, self._texts, self._services, self._documents):
            for setting in supply.settings:
                value = setting.value.strip()
                if not value or is_only_markers(value):
                    continue
                evidence = Evidence(f"environment variable {setting.name} is set here", setting.path, setting.line)
                candidate = Candidate(value, evidence, int(supply.rank), supply.scope)
                by_name.setdefault(setting.name, []).append((candidate, supply))
        return by_name

    def _shown_service(self, service: ComposeService) -> Service:
        image, tag = _split_image(service.image)
        return Service(
            name=service.name,
            image=image,
            build_context=service.build.context if service.build is not None else None,
            environment={setting.name: setting.value for setting in service.settings},
            published_ports=service.ports,
            file=Path(self.root, service.path),
            line=service.line,
            tag=tag,
            aliases=service.aliases,
            mounts=tuple(mount.source for mount in service.mounts),
            dockerfile=service.build.dockerfile if service.build is not None else None,
        )

    def _shown_manifest(self, document: Document) -> Manifest:
        data = document.node.data if isinstance(document.node.data, dict) else {}
        file = Path(self.root, document.path)
        return Manifest(document.kind, document.name, document.namespace, data, file, document.line)


def _split_image(reference: str | None) -> tuple[str | None, str | None]:
    if reference is None:
        return None, None
    head, slash, last = reference.partition("@")[0].rpartition("/")
    name, _, tag = last.partition(":")
    return head + slash + name, tag or None


def _each_once(candidates: list[Candidate]) -> tuple[Candidate, ...]:
    """Each value of a place once for every program; those that any program gets are not repeated for a certain one."""
    general = {(one.value, one.evidence) for one in candidates if one.scope is None}
    return tuple(
        dict.fromkeys(one for one in candidates if one.scope is None or (one.value, one.evidence) not in general)
    )
