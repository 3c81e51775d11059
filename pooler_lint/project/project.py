"""What the repository around the files of a run says, each thing read when first asked for and kept for the run."""

from __future__ import annotations

import os
import re
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from pooler_lint.project.endpoints.data import Endpoints, FoundEndpoint
from pooler_lint.project.endpoints.find import find_endpoints
from pooler_lint.project.environment.data import Rank
from pooler_lint.project.environment.deployments import Candidate, Deployments, repository_root
from pooler_lint.project.modules import Modules
from pooler_lint.project.versions import VersionFinder
from pooler_lint.syntax.strings import text_of
from pooler_lint.values import Assumptions, Evidence, Origin, Test, Unknown, Value

MAX_CANDIDATES = 8
"""Deployments told apart for one variable; the rest counts less."""

_REFERENCE = re.compile("\0([^\0]*)\0")


class Project:
    """One a run: library versions, names of other modules, what is deployed, and the poolers that the files declare."""

    def __init__(self) -> None:
        self.versions = VersionFinder()
        self.modules = Modules(self.environment, self._python_files)
        self._roots: dict[str, str] = {}
        self._deployments: dict[str, Deployments] = {}
        self._endpoints: dict[str, Endpoints] = {}

    def environment(self, variable: str, path: str) -> tuple[tuple[Assumptions, Value], ...]:
        """What the deployments set a variable to for the code in the file at `path`, each under its assumptions."""
        deployments = self._deployments_of(path)
        found = deployments.candidates(variable, path)
        real = [one for one in found if one.rank != Rank.DOTENV_EXAMPLE]
        chosen = (real or list(found))[:MAX_CANDIDATES]
        tests = [Test(f"deployed by {_place(one)}", source=f"{_place(one)} is deployed") for one in chosen]
        ways: list[tuple[Assumptions, Value]] = []
        for candidate, own in zip(chosen, tests, strict=True):
            assumed = frozenset((test, test == own) for test in tests)
            ways.append((assumed, _value(candidate, deployments.root)))
        return tuple(ways)

    def endpoints(self, path: str) -> tuple[FoundEndpoint, ...]:
        """What the configuration files of the repository around `path` say about poolers."""
        root = self._root_of(path)
        if root not in self._endpoints:
            deployments = self._deployments_of(path)
            self._endpoints[root] = find_endpoints(Path(root), deployments.services(), deployments.manifests())
        return self._endpoints[root].found

    def notes(self) -> tuple[Evidence, ...]:
        """What could not be read so far."""
        notes = [note for deployments in self._deployments.values() for note in deployments.notes()]
        notes += [note for endpoints in self._endpoints.values() for note in endpoints.notes]
        return tuple(dict.fromkeys([*self.versions.notes(), *notes]))

    def _python_files(self, path: str) -> tuple[str, Collection[str]]:
        """The root of the repository around `path`, and its Python files relative to that."""
        deployments = self._deployments_of(path)
        return deployments.root, deployments.modules()

    def _deployments_of(self, path: str) -> Deployments:
        root = self._root_of(path)
        if root not in self._deployments:
            self._deployments[root] = Deployments(root)
        return self._deployments[root]

    def _root_of(self, path: str) -> str:
        folder = os.path.dirname(os.path.abspath(path))
        if folder not in self._roots:
            self._roots[folder] = repository_root(path)
        return self._roots[folder]


def _place(candidate: Candidate) -> str:
    scope = f" (service {candidate.scope})" if candidate.scope else ""
    return f"{candidate.evidence.path}{scope}"


def _value(candidate: Candidate, root: str) -> Value:
    """The text of a candidate, with a hole for each reference that its file leaves open."""
    where = replace(candidate.evidence, path=os.path.relpath(os.path.join(root, candidate.evidence.path)))
    pieces = _REFERENCE.split(candidate.value)
    parts: list[str | Value] = []
    for index, piece in enumerate(pieces):
        named = Unknown(f"environment variable {piece}", Origin("environment", piece))
        parts.append(named if index % 2 else piece)
    return text_of(parts, (where,))
