"""What the repository around the files of a run says, each thing read when first asked for and kept for the run."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from pooler_lint.project.documents.documents import Documents
from pooler_lint.project.endpoints.compose import databases_of
from pooler_lint.project.endpoints.data import Endpoints, FoundEndpoint
from pooler_lint.project.endpoints.find import find_endpoints
from pooler_lint.project.environment.data import Rank
from pooler_lint.project.environment.deployments import Candidate, Deployments, Reach, is_project, repository_root
from pooler_lint.project.environment.given import Given
from pooler_lint.project.locate import Locator
from pooler_lint.project.mentions import Mentions
from pooler_lint.project.modules import Modules
from pooler_lint.project.overriding import StarImports
from pooler_lint.project.parsed import Parsed
from pooler_lint.project.usage import Usage
from pooler_lint.project.versions import VersionFinder
from pooler_lint.syntax.strings import text_of
from pooler_lint.values import DEPLOYED_BY, Assumptions, Evidence, Origin, Test, Unknown, Value

MAX_CANDIDATES = 8
"""Deployments told apart for one variable; the rest counts less."""

NOTHING_GIVEN = Given()

_REFERENCE = re.compile("\0([^\0]*)\0")


class Project:
    """One a run: library versions, names of other modules, what is deployed, and the poolers that the files declare."""

    def __init__(self) -> None:
        self.versions = VersionFinder()
        self.documents = Documents()
        self._parsed = Parsed()
        self._usage = Usage(self._python_files)
        self._stars: dict[str, StarImports] = {}
        self._mentions: dict[str, Mentions] = {}
        self._locators: dict[tuple[str, ...], Locator] = {}
        self._packages: dict[str, Mapping[str, tuple[str, ...]]] = {}
        self._roots: dict[str, str] = {}
        self._deployments: dict[str, Deployments] = {}
        self._endpoints: dict[str, Endpoints] = {}

    def modules(self, path: str, given: Given = NOTHING_GIVEN) -> Modules:
        """What other modules know, where these variables are given: for the reading of the file at `path`."""
        environment = partial(self.environment, given=given, program=path)
        return Modules(
            environment, self.documents, self.importers, self.mentions, self._usage, self._parsed, self.locator(given)
        )

    def locator(self, given: Given = NOTHING_GIVEN) -> Locator:
        """What finds the modules of dotted names, from the source roots that are configured too."""
        if given.source_roots not in self._locators:
            self._locators[given.source_roots] = Locator(given.source_roots, self._package_root)
        return self._locators[given.source_roots]

    def _package_root(self, name: str, folder: str) -> str | None:
        """The folder of another project of the repository that has a module of this name, if there is just one."""
        root = self._root_of(os.path.join(folder, "_"))
        if root not in self._packages:
            self._packages[root] = self._deployments_of(os.path.join(folder, "_")).packages()
        roots = self._packages[root].get(name, ())
        return os.path.join(root, roots[0]) if len(roots) == 1 else None

    def environment(
        self, variable: str, path: str, given: Given = NOTHING_GIVEN, program: str | None = None
    ) -> tuple[tuple[Assumptions, Value], ...]:
        """What a variable is set to for the code in the file at `path`, each value under its assumptions.

        A value of the configuration is the only one; an example counts where nothing else says a value. `program` is
        the file that the code is read for, where that is another: a helper that many programs share reads for each of
        them what that one is given.
        """
        chosen = self._chosen(variable, path, given, program)[:MAX_CANDIDATES]
        tests = [Test(f"{DEPLOYED_BY}{_place(one)}", source=f"{_place(one)} is deployed") for one in chosen]
        ways: list[tuple[Assumptions, Value]] = []
        for candidate, own in zip(chosen, tests, strict=True):
            assumed = frozenset((test, test == own) for test in tests)
            ways.append((assumed, _value(candidate)))
        return tuple(ways)

    def _chosen(self, variable: str, path: str, given: Given, program: str | None) -> list[Candidate]:
        by_hand = given.candidates(variable)
        if any(one.rank == Rank.CONFIGURATION for one in by_hand):
            return list(by_hand[:1])
        deployments = self._deployments_of(path)
        found = deployments.candidates(variable, path, program)
        if program is not None and all(one.rank == Rank.DOTENV_EXAMPLE for one in found):
            # No program is told to run the file under check: what the file that asks is given says more.
            found = deployments.candidates(variable, path) or found
        in_files = [replace(one, evidence=_from_here(one.evidence, deployments.root)) for one in found]
        real = [*by_hand, *(one for one in in_files if one.rank != Rank.DOTENV_EXAMPLE)]
        return real or in_files

    def endpoints(self, path: str) -> tuple[FoundEndpoint, ...]:
        """What the configuration files of the repository around `path` say about poolers."""
        root = self._root_of(path)
        if root not in self._endpoints:
            deployments = self._deployments_of(path)
            services = (*deployments.services(), *databases_of(deployments.job_services()))
            self._endpoints[root] = find_endpoints(
                Path(root), services, deployments.manifests(), below=is_project(root)
            )
        return self._endpoints[root].found

    def variables(self, path: str) -> tuple[tuple[str, Candidate, Reach], ...]:
        """Every environment variable that a file of the repository around `path` sets, and what code gets it."""
        deployments = self._deployments_of(path)
        return tuple(
            (name, replace(one, evidence=_from_here(one.evidence, deployments.root)), reach)
            for name, one, reach in deployments.everything()
        )

    def values(self, path: str) -> tuple[Value, ...]:
        """What the files of the repository around `path` set environment variables to.

        Nothing where another of its Python files holds the URL of a database: the variables are then not all of it.
        """
        if self.mentions(("postgres", "://"), path):
            return ()
        return tuple(_value(one) for _, one, _ in self.variables(path))

    def mention(self, variable: str, path: str) -> Evidence | None:
        """Where the repository names this variable for the code in the file at `path`, be it without a value."""
        deployments = self._deployments_of(path)
        found = deployments.mention(variable, path)
        return None if found is None else _from_here(found, deployments.root)

    def untold(self, variable: str, path: str) -> tuple[Evidence, ...]:
        """Where a program gets this variable of which it can't be told whether its code is that of `path`."""
        deployments = self._deployments_of(path)
        return tuple(
            replace(
                _from_here(one.evidence, deployments.root),
                text=f"`{one.scope or 'a program'}` gets {variable} here, but which Python code it runs can't be told",
            )
            for one in deployments.untold(variable)
        )

    def importers(self, path: str) -> tuple[str, ...]:
        """The files of the repository that import everything from the module at `path`."""
        root = self._root_of(path)
        if root not in self._stars:
            files = self._deployments_of(path).python_files()
            self._stars[root] = StarImports(root, files, self.locator())
        return self._stars[root].importers(path)

    def mentions(self, words: tuple[str, ...], path: str) -> tuple[str, ...]:
        """The other Python files of the repository that hold all of these words."""
        root = self._root_of(path)
        if root not in self._mentions:
            self._mentions[root] = Mentions(root, self._deployments_of(path).python_files())
        return self._mentions[root].of(words, path)

    def notes(self) -> tuple[Evidence, ...]:
        """What could not be read so far."""
        notes = [_from_here(note, one.root) for one in self._deployments.values() for note in one.notes()]
        notes += [note for endpoints in self._endpoints.values() for note in endpoints.notes]
        notes += self._parsed.notes()
        return tuple(dict.fromkeys([*self.versions.notes(), *self.documents.notes(), *notes]))

    def _python_files(self, path: str) -> tuple[str, Collection[str]]:
        """The root of the repository around `path`, and its Python files relative to that."""
        deployments = self._deployments_of(path)
        return deployments.root, deployments.python_files()

    def _deployments_of(self, path: str) -> Deployments:
        root = self._root_of(path)
        if root not in self._deployments:
            # The folder of a stray file, such as the home of its user, may hold anything.
            self._deployments[root] = Deployments(root, below=is_project(root))
        return self._deployments[root]

    def _root_of(self, path: str) -> str:
        folder = os.path.dirname(os.path.abspath(path))
        if folder not in self._roots:
            self._roots[folder] = repository_root(path)
        return self._roots[folder]


def _place(candidate: Candidate) -> str:
    scope = f" (service {candidate.scope})" if candidate.scope else ""
    return f"{candidate.evidence.path}{scope}"


def _value(candidate: Candidate) -> Value:
    """The text of a candidate, with a hole for each reference that its file leaves open."""
    pieces = _REFERENCE.split(candidate.value)
    parts: list[str | Value] = []
    for index, piece in enumerate(pieces):
        named = Unknown(f"environment variable {piece}", Origin("environment", piece))
        parts.append(named if index % 2 else piece)
    return text_of(parts, (candidate.evidence,))


def _from_here(evidence: Evidence, root: str) -> Evidence:
    """The evidence with its path as messages show it: relative to the working folder."""
    if not evidence.path:
        return evidence
    return replace(evidence, path=os.path.relpath(os.path.join(root, evidence.path)))
