"""What the repository around the files of a run says, each thing read when first asked for and kept for the run."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping, Sequence

from pooler_lint.project.code import Code
from pooler_lint.project.documents.documents import Documents
from pooler_lint.project.endpoints.compose import databases_of
from pooler_lint.project.endpoints.data import Endpoints, FoundEndpoint
from pooler_lint.project.endpoints.find import find_endpoints
from pooler_lint.project.environment.data import Rank
from pooler_lint.project.environment.deployments import Candidate, Deployments, Reach
from pooler_lint.project.environment.given import Given
from pooler_lint.project.environment.source import sources
from pooler_lint.project.locate import Locator
from pooler_lint.project.overriding import StarImports
from pooler_lint.project.parsed import Parsed
from pooler_lint.project.traces import is_in_text
from pooler_lint.project.versions import VersionFinder
from pooler_lint.records import replace
from pooler_lint.repository.files import OUTSIDE, Repositories
from pooler_lint.values import Evidence, Origin, Unknown, Value
from pooler_lint.values.conditions import NOTHING_ASSUMED, Deployed, Guard
from pooler_lint.values.texts import text_of

MAX_CANDIDATES = 8
"""Deployments told apart for one variable; the rest counts less."""

NOTHING_GIVEN = Given()

_REFERENCE = re.compile("\0([^\0]*)\0")


class Project:
    """One a run: library versions, names of other modules, what is deployed, and the poolers that the files declare."""

    def __init__(self, repositories: Repositories | None = None) -> None:
        """`repositories` are those around the paths that the run was asked to check."""
        self.repositories = repositories or Repositories()
        self.versions = VersionFinder(self.repositories)
        self.documents = Documents(self.repositories)
        self.parsed = Parsed()
        self._stars: dict[str, StarImports] = {}
        self._locators: dict[tuple[str, tuple[str, ...]], Locator] = {}
        self._notes: list[Evidence] = []
        self._packages: dict[str, Mapping[str, tuple[str, ...]]] = {}
        self._deployments: dict[str, Deployments] = {}
        self._endpoints: dict[str, Endpoints] = {}

    def locator(self, given: Given, path: str) -> Locator:
        """Return what finds the modules of dotted names, from the source roots of the repository and the configured."""
        repository = self.repositories.around(path)
        key = repository.root, given.source_roots
        if key not in self._locators:
            inside = tuple(folder for folder in given.source_roots if repository.leads_in(folder))
            for folder in given.source_roots:
                if folder not in inside:
                    told = f"`src` of the configuration is not searched for modules: {OUTSIDE}"
                    self._notes.append(Evidence(told, os.path.relpath(folder), 0))
            self._locators[key] = Locator(repository.root, inside, self.package_root)
        return self._locators[key]

    def package_root(self, name: str, folder: str) -> str | None:
        """The folder of another project of the repository that has a module of this name, if there is just one."""
        root = self.repositories.roots.of_folder(os.path.abspath(folder))
        if root not in self._packages:
            self._packages[root] = self._deployments_of(os.path.join(folder, "_")).packages()
        roots = self._packages[root].get(name, ())
        return os.path.join(root, roots[0]) if len(roots) == 1 else None

    def program(self, path: str, given: Given) -> str:
        """Return the folder of the program that alone can import the module at `path`, relative to the root.

        It is "" where a source root that is configured, or a package that no other project has, leads to it.
        """
        deployments = self._deployments_of(path)
        root = self.repositories.around(path).root
        if root not in self._packages:
            self._packages[root] = deployments.packages()
        own = os.path.relpath(os.path.abspath(path), root).replace(os.sep, "/")
        program = deployments.program(own)
        parts = own.removesuffix(".py").split("/")
        for depth in range(program.count("/") + 1 if program else len(parts), len(parts)):
            folder = "/".join(parts[:depth])
            if os.path.join(root, folder) in given.source_roots:
                return ""
            if self._packages[root].get(parts[depth]) == (folder,):
                return ""
        return program

    def environment(
        self, variable: str, path: str, given: Given = NOTHING_GIVEN, program: str | None = None
    ) -> tuple[tuple[Guard, Value], ...]:
        """What a variable is set to for the code in the file at `path`, each value under its assumptions.

        A value of the configuration is the only one; an example counts where nothing else says a value. `program` is
        the file that the code is read for, where that is another: a helper that many programs share reads for each of
        them what that one is given.
        """
        chosen = self._chosen(variable, path, given, program)[:MAX_CANDIDATES]
        return tuple((_guard(one), _value(one)) for one in _merged(chosen))

    def _chosen(self, variable: str, path: str, given: Given, program: str | None) -> list[Candidate]:
        by_hand = given.candidates(variable)
        if any(one.rank == Rank.CONFIGURATION for one in by_hand):
            return list(by_hand[:1])
        deployments = self._deployments_of(path)
        found = deployments.candidates(variable, path, program)
        if program is not None and not deployments.is_test(program) and all(o.rank == Rank.EXAMPLE for o in found):
            # No program is told to run the file under check: what the file that asks is given says more.
            found = deployments.candidates(variable, path) or found
        shown = (replace(one, evidence=_from_here(one.evidence, deployments.root)) for one in found)
        in_files = [one for one in shown if not given.leaves_out(one.evidence.path)]
        real = [*by_hand, *(one for one in in_files if one.rank != Rank.EXAMPLE)]
        return real or in_files

    def endpoints(self, path: str, given: Given = NOTHING_GIVEN) -> tuple[FoundEndpoint, ...]:
        """Return what the deployment files that are about the project of the file at `path` say about poolers."""
        deployments = self._deployments_of(path)

        def counts(one: FoundEndpoint) -> bool:
            if one.scope == "cluster" and not deployments.is_apart(one.folder):
                return True
            return deployments.concerns(one.folder, path)

        found = (one for one in self.declared_endpoints(path) if not given.leaves_out(one.file))
        return tuple(filter(counts, found))

    def may_name_pooler(self, path: str, given: Given = NOTHING_GIVEN) -> bool:
        """True if a file of the repository around `path`, or what is given, may name a pooler; False is certain."""
        named = (name for name in given.names())
        values = (text for name in named for text in (name, *(one.value for one in given.candidates(name))))
        if any(is_in_text(os.fsencode(text)) for text in values):
            return True
        deployments = self._deployments_of(path)
        return deployments.may_name_pooler or not deployments.knows(path)

    def declared_endpoints(self, path: str) -> tuple[FoundEndpoint, ...]:
        """Return what all files of the repository around `path` say about poolers."""
        repository = self.repositories.around(path)
        root = repository.root
        if root not in self._endpoints:
            deployments = self._deployments_of(path)
            self._endpoints[root] = find_endpoints(
                repository,
                deployments.services(),
                deployments.manifests(),
                deployments.pooler_files(),
                databases_of(deployments.job_services()),
            )
        return self._endpoints[root].found

    def variables(self, path: str) -> tuple[tuple[str, Candidate, Reach], ...]:
        """Every environment variable that a file of the repository around `path` sets, and what code gets it."""
        deployments = self._deployments_of(path)
        return tuple(
            (name, replace(one, evidence=_from_here(one.evidence, deployments.root)), reach)
            for name, one, reach in deployments.everything()
        )

    def values(self, path: str, given: Given = NOTHING_GIVEN) -> tuple[Value, ...]:
        """Return what the files of the repository around `path` set environment variables to.

        Nothing where another of its Python files holds the URL of a database: the variables are then not all of it.
        Nothing for a test, either: it may run with any database. What only tests get does not count.
        """
        deployments = self._deployments_of(path)
        if deployments.is_test(path) or self.code(path).others_hold(("postgres", "://"), path):
            return ()
        of_tests = {int(Rank.DOTENV_TEST), *(source.rank for source in sources().values() if source.is_ci)}
        found = (one for _, one, _ in self.variables(path) if one.rank not in of_tests)
        return tuple(_value(one) for one in found if not given.leaves_out(one.evidence.path))

    def mention(self, variable: str, path: str, given: Given = NOTHING_GIVEN) -> Evidence | None:
        """Where the repository names this variable for the code in the file at `path`, be it without a value."""
        deployments = self._deployments_of(path)
        found = deployments.mention(variable, path)
        shown = None if found is None else _from_here(found, deployments.root)
        return None if shown is None or given.leaves_out(shown.path) else shown

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
        code = self.code(path)
        if code.root not in self._stars:
            self._stars[code.root] = StarImports(code, self.locator(NOTHING_GIVEN, path))
        return self._stars[code.root].importers(path)

    def notes(self) -> tuple[Evidence, ...]:
        """What could not be read so far."""
        notes = [_from_here(note, one.root) for one in self._deployments.values() for note in one.notes()]
        notes += [note for endpoints in self._endpoints.values() for note in endpoints.notes]
        notes += self.parsed.notes()
        notes += [*self._notes, *refusals(self.repositories.refused())]
        return tuple(dict.fromkeys([*self.versions.notes(), *self.documents.notes(), *notes]))

    def code(self, path: str) -> Code:
        """Return the Python files of the repository around `path`."""
        return self._deployments_of(path).code

    def _deployments_of(self, path: str) -> Deployments:
        repository = self.repositories.around(path)
        root = repository.root
        if root not in self._deployments:
            # The folder of a stray file, such as the home of its user, may hold anything.
            below = self.repositories.roots.is_project(root)
            self._deployments[root] = Deployments(repository, below=below)
        return self._deployments[root]


def refusals(refused: Mapping[str, str]) -> list[Evidence]:
    """Return a note for each file that was refused, by its absolute path."""
    return [Evidence(why, os.path.relpath(path), 0) for path, why in sorted(refused.items())]


def _merged(candidates: Sequence[Candidate]) -> Iterable[Candidate]:
    """Return each value of a place once, with all the deployments that set it."""
    found: dict[tuple[str, Evidence], Candidate] = {}
    for one in candidates:
        key = one.value, one.evidence
        before = found.get(key)
        found[key] = one if before is None else replace(before, deployments=before.deployments | one.deployments)
    return found.values()


def _guard(candidate: Candidate) -> Guard:
    """Return the condition that one of the deployments that set this value is the one at hand."""
    return frozenset({(Deployed(candidate.deployments), True)}) if candidate.deployments else NOTHING_ASSUMED


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
