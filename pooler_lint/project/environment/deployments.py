"""The environment variables that the deployment files of a repository set, for the Python files that read them."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Literal, TypeAlias

from pooler_lint.project.code import Code
from pooler_lint.project.environment.belonging import Belonging, folders_above
from pooler_lint.project.environment.data import ComposeService, Problem, Rank, Setting
from pooler_lint.project.environment.interpolation import is_only_markers
from pooler_lint.project.environment.loading import Loading
from pooler_lint.project.environment.mentions import read_by, set_by
from pooler_lint.project.environment.names import is_test_file
from pooler_lint.project.environment.services import Manifest, Service, split_image
from pooler_lint.project.environment.source import sources
from pooler_lint.project.environment.supplies import (
    Dockerfiles,
    Readings,
    Supply,
    all_supplies,
    compose_services,
    documents_of,
    merged_services,
    read_all,
)
from pooler_lint.project.environment.texts import Texts
from pooler_lint.project.environment.tree import Tree, look_around, parent
from pooler_lint.project.environment.workloads import Document
from pooler_lint.project.traces import are_found
from pooler_lint.records import dataclass, replace
from pooler_lint.repository.files import Repository
from pooler_lint.values import Evidence
from pooler_lint.values.conditions import Deployment


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
    deployments: frozenset[Deployment] = frozenset()
    """Those that give the variable this value; none: it holds in each."""


Reach: TypeAlias = Literal["code", "foreign", "untold"]
"""A variable goes to Python code of the repository, to none of it, or it can't be told to which."""


class Deployments:
    """What is deployed from a repository. Hold one a run: files are read when first asked, and once.

    They are found by `tree.look_around`. Nothing is executed, and the environment of this process is not read.
    """

    def __init__(self, repository: Repository, below: bool = True) -> None:
        """The folders `below` the root are searched too."""
        self.root = repository.root
        self._repository = repository
        self._below = below
        self._texts = Texts(repository)
        self._relatives: dict[str, str] = {}
        self._by_folder: dict[str, dict[str, list[int]]] = {}

    def candidates(self, variable: str, python_file: str, program: str | None = None) -> tuple[Candidate, ...]:
        """The values that this variable may have for this Python file, the best source first, near files before far.

        A value that is empty, or that only passes on another unknown variable, is none. `program` is the file for which
        this one is read, where that is another: what a service is given counts only where it runs that file too.
        """
        path = self._relative(python_file)
        running = path if program is None else self._relative(program)
        if path.startswith("../"):
            return ()
        found: list[tuple[tuple[int, int, str, int], Candidate]] = []
        for candidate, supply in self._supplied_around(variable, path, running):
            asking = path if candidate.scope is None else running
            near = supply.area.nearness(asking, running) if supply.area is not None else None
            if near is not None:
                candidate = self._with_strength(candidate)
                place = (candidate.rank, -near, candidate.evidence.path, candidate.evidence.line)
                found.append((place, candidate))
        return _each_once([candidate for _, candidate in sorted(found, key=lambda pair: pair[0])])

    def _supplied_around(self, variable: str, *paths: str) -> list[tuple[Candidate, Supply]]:
        """Return what supplies the variable to folders around these paths, in the order of the supplies."""
        supplied = self._by_variable.get(variable, [])
        by_folder = self._by_folder.get(variable)
        if by_folder is None:
            by_folder = self._by_folder[variable] = {}
            for number, (_, supply) in enumerate(supplied):
                for folder in supply.area.folders if supply.area is not None else ():
                    by_folder.setdefault(folder, []).append(number)
        folders = {folder for path in paths for folder in ("", *folders_above(path))}
        numbers = {number for folder in folders for number in by_folder.get(folder, ())}
        return [supplied[number] for number in sorted(numbers)]

    def unassigned(self, variable: str) -> tuple[Candidate, ...]:
        """The values that go to a program whose Python code can't be told, or that has none in the repository."""
        found = [candidate for candidate, supply in self._by_variable.get(variable, ()) if supply.area is None]
        return _each_once(sorted(found, key=lambda one: (one.rank, one.evidence.path, one.evidence.line)))

    def everything(self) -> tuple[tuple[str, Candidate, Reach], ...]:
        """Every variable with its values, and what is known of the Python code that gets it."""
        found = (
            (name, replace(candidate, deployments=frozenset()), _reach(supply))
            for name, supplied in self._by_variable.items()
            for candidate, supply in supplied
        )
        return tuple(dict.fromkeys(found))

    def mention(self, variable: str, python_file: str) -> Evidence | None:
        """Where the variable is named, with a value or without: by a file that sets it there, else by Python code.

        Python code is searched for names alone that say that they go past a pooler (`mentions.TELLING`).
        """
        path = self._relative(python_file)
        found = set_by(variable, path, self._naming.get(variable, ()))
        return self._read_by_code.get(variable) if found is None and not is_test_file(path) else found

    def untold(self, variable: str) -> tuple[Candidate, ...]:
        """The values that go to a program that may be the repository's, of which it can't be told which code it is."""
        supplied = self._by_variable.get(variable, ())
        return _each_once([one for one, supply in supplied if supply.area is None and not supply.foreign])

    def services(self) -> tuple[Service, ...]:
        """All services of compose files, and the containers of other deployment files."""
        return tuple(map(self._shown_service, (*merged_services(self._services), *self._containers(is_ci=False))))

    def job_services(self) -> tuple[Service, ...]:
        """The service containers of CI systems: they run beside the jobs of their files, and nowhere else."""
        return tuple(map(self._shown_service, self._containers(is_ci=True)))

    def _containers(self, is_ci: bool) -> Iterator[ComposeService]:
        for kind, readings in self._readings.items():
            if kind != "compose" and sources()[kind].is_ci == is_ci:
                yield from (service for reading in readings for service in reading.services)

    def concerns(self, folder: str, python_file: str) -> bool:
        """True if the deployment files in the absolute `folder` are about the project of this Python file."""
        return self._belonging.concerns(self._relative(folder), self._relative(python_file))

    def knows(self, python_file: str) -> bool:
        """True if the Python file is in one of the folders that were searched."""
        return parent(self._relative(python_file)) in self._tree.walked

    def is_test(self, python_file: str) -> bool:
        """True for a file that tests others, by its place."""
        return is_test_file(self._relative(python_file))

    def is_apart(self, folder: str) -> bool:
        """True if the absolute `folder` is in one of examples, fixtures or tests."""
        return self._belonging.is_apart(self._relative(folder))

    def pooler_files(self) -> tuple[Path, ...]:
        """The files that may configure poolers, by their names."""
        return tuple(Path(self.root, path) for path in self._tree.files.get("pooler", ()))

    def manifests(self) -> tuple[Manifest, ...]:
        """All Kubernetes documents."""
        return tuple(self._shown_manifest(document) for document in documents_of(self._readings))

    def packages(self) -> Mapping[str, tuple[str, ...]]:
        """The names that imports begin with, each with the folders of the projects that it stands in."""
        found: dict[str, list[str]] = {}
        starts = {folder for folders in self._tree.components.values() for folder in folders}
        starts |= {f"{folder}/src" for folder in starts}
        for module in self.code.files:
            parts = module.split("/")
            for depth in range(1, len(parts)):
                folder = "/".join(parts[:depth])
                if folder in starts:
                    known = found.setdefault(parts[depth].removesuffix(".py"), [])
                    known.extend([folder] if folder not in known else [])
        return {name: tuple(folders) for name, folders in found.items()}

    def program(self, path: str) -> str:
        """Return the nearest folder of a program around this path, relative to the root as that is; "" for the root."""
        return _nearest(path, self._projects) or _nearest(path, self._deployed)

    @cached_property
    def _projects(self) -> frozenset[str]:
        return frozenset(folder for folders in self._tree.components.values() for folder in folders)

    @cached_property
    def _deployed(self) -> frozenset[str]:
        """The folders that compose services run."""
        areas = (area for area in self._belonging.areas if area is not None and not area.is_example)
        return frozenset(folder for area in areas for folder in area.folders)

    @cached_property
    def code(self) -> Code:
        """The Python files."""
        return Code(self._repository, self._tree.modules)

    @cached_property
    def may_name_pooler(self) -> bool:
        """True if any file of the repository may name a pooler, or the variable of one."""
        return are_found(self._repository, self._tree, self.code)

    def notes(self) -> tuple[Evidence, ...]:
        """What could not be read in the files that were read so far; paths are relative to the root."""
        return self._texts.notes()

    def _relative(self, path: str) -> str:
        found = self._relatives.get(path)
        if found is None:
            relative = os.path.relpath(os.path.abspath(path), self.root).replace(os.sep, "/")
            found = self._relatives[path] = "" if relative == "." else relative
        return found

    @cached_property
    def _tree(self) -> Tree:
        tree = look_around(self._repository, self._below)
        self._texts.note("", [Problem(0, why) for why in tree.problems])
        return tree

    def _with_strength(self, candidate: Candidate) -> Candidate:
        """Return the candidate; one of a file that nothing loads counts less, and says so."""
        weak = None
        if candidate.rank == Rank.DOTENV and candidate.scope is None:
            weak = self._loading.why_weak(candidate.evidence.path)
        if weak is None:
            return candidate
        evidence = replace(candidate.evidence, text=f"{candidate.evidence.text}, {weak}")
        return replace(candidate, rank=int(Rank.DOTENV_UNUSED), evidence=evidence)

    @cached_property
    def _loading(self) -> Loading:
        return Loading(self._tree, self._texts, self.code)

    @cached_property
    def _services(self) -> tuple[ComposeService, ...]:
        return compose_services(self._readings, self._texts)

    @cached_property
    def _readings(self) -> Readings:
        return read_all(self._tree, self._texts)

    @cached_property
    def _read_by_code(self) -> dict[str, Evidence]:
        return read_by(self.code)

    @cached_property
    def _supplies(self) -> tuple[Supply, ...]:
        return tuple(all_supplies(self._tree, self._texts, self._belonging, self._dockerfiles, self._readings))

    @cached_property
    def _naming(self) -> dict[str, list[tuple[Setting, Supply]]]:
        """What names each variable, be it without a value."""
        by_name: dict[str, list[tuple[Setting, Supply]]] = {}
        for supply in self._supplies:
            for setting in supply.settings:
                by_name.setdefault(setting.name, []).append((setting, supply))
        return by_name

    @cached_property
    def _dockerfiles(self) -> Dockerfiles:
        return Dockerfiles(self._texts)

    @cached_property
    def _belonging(self) -> Belonging:
        return Belonging(self._tree, self._services, self._dockerfiles.get, self._texts.read)

    @cached_property
    def _by_variable(self) -> dict[str, list[tuple[Candidate, Supply]]]:
        by_name: dict[str, list[tuple[Candidate, Supply]]] = {}
        for supply in self._supplies:
            for setting, deployments in supply.with_deployments():
                value = setting.value.strip()
                if not value or is_only_markers(value):
                    continue
                evidence = Evidence(f"environment variable {setting.name} is set here", setting.path, setting.line)
                candidate = Candidate(value, evidence, int(supply.rank), supply.scope, deployments)
                by_name.setdefault(setting.name, []).append((candidate, supply))
        return by_name

    def _shown_service(self, service: ComposeService) -> Service:
        image, tag = (None, None) if service.image is None else split_image(service.image)
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
        text = self._texts.read(document.path) or ""
        return Manifest(document.kind, document.name, document.namespace, data, file, document.line, text)


def _nearest(path: str, folders: frozenset[str]) -> str:
    folder = parent(path)
    while folder and folder not in folders:
        folder = parent(folder)
    return folder


def _reach(supply: Supply) -> Reach:
    if supply.area is not None:
        return "code"
    return "foreign" if supply.foreign else "untold"


def _each_once(candidates: list[Candidate]) -> tuple[Candidate, ...]:
    """Return each value of a place once, with all the deployments that it is for; what any program gets comes first."""
    deployments: dict[tuple[str, Evidence], frozenset[Deployment]] = {}
    for one in candidates:
        key = one.value, one.evidence
        deployments[key] = deployments.get(key, frozenset()) | one.deployments
    general = {(one.value, one.evidence) for one in candidates if one.scope is None}
    kept = (one for one in candidates if one.scope is None or (one.value, one.evidence) not in general)
    return tuple(dict.fromkeys(replace(one, deployments=deployments[one.value, one.evidence]) for one in kept))
