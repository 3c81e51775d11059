"""From the files of a tree to supplies: variables together with the Python code that gets them."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from pooler_lint.project.environment.belonging import Area, Belonging
from pooler_lint.project.environment.data import (
    Block,
    BrokenTextError,
    ComposeService,
    Problem,
    Rank,
    Reading,
    Setting,
)
from pooler_lint.project.environment.foreign import is_of_pooler
from pooler_lint.project.environment.names import is_example, is_for_tests
from pooler_lint.project.environment.source import sources
from pooler_lint.project.environment.texts import Texts
from pooler_lint.project.environment.tree import Tree
from pooler_lint.project.environment.workloads import Document, workload_blocks
from pooler_lint.project.sources import compose, dockerfile, kubernetes
from pooler_lint.project.sources.dockerfile import Dockerfile, read_dockerfile
from pooler_lint.project.sources.dotenv import read_dotenv
from pooler_lint.project.texts import BrokenFileError
from pooler_lint.records import dataclass, replace
from pooler_lint.values.conditions import Deployment

MOST_SERVICES = 1_000
"""Compose services of a repository: each is compared with the others to find the ones that belong together."""


@dataclass(frozen=True, slots=True)
class Supply:
    """Variables of one program: `area` is its Python code, None where that can't be told, or it is `foreign`."""

    settings: tuple[Setting, ...]
    rank: int
    scope: str | None
    area: Area | None
    deployment: Deployment
    foreign: bool = False
    """The program is known to be none of the repository's Python code."""
    additions: tuple[tuple[Deployment, frozenset[str]], ...] = ()
    """Deployments that have these variables too, but for the names that they set themselves."""

    def with_deployments(self) -> Iterator[tuple[Setting, frozenset[Deployment]]]:
        """Yield each setting with the deployments that have it.

        Where several files hold what a deployment refers to, each of these files makes one of its own.
        """
        times = Counter(setting.name for setting in self.settings)
        repeated = {setting.path for setting in self.settings if times[setting.name] > 1}
        common = self._with_parts(repeated or {""})
        for setting in self.settings:
            own = self._with_parts({setting.path}) if times[setting.name] > 1 else common
            yield setting, own.union(other for other, names in self.additions if setting.name not in names)

    def _with_parts(self, parts: set[str]) -> frozenset[Deployment]:
        return frozenset(self.deployment._replace(part=f"{self.deployment.part}{part}") for part in parts)


Readings: TypeAlias = "Mapping[str, Sequence[Reading]]"
"""What the files of each kind say."""


def read_all(tree: Tree, texts: Texts) -> Readings:
    """Read the deployment files of a tree, without those that `all_supplies` reads together with others."""
    readings: dict[str, list[Reading]] = {}
    for kind, source in sources().items():
        if source.read is None:
            continue
        for path in tree.files.get(kind, ()):
            text = texts.read(path)
            if text is None or not any(word in text for word in source.words):
                continue
            try:
                reading = source.read(text, path, texts.read)
            except BrokenTextError as error:
                reading = Reading(problems=(Problem(error.line, str(error)),))
            texts.note(path, reading.problems)
            readings.setdefault(kind, []).append(reading)
    return readings


def compose_services(readings: Readings, texts: Texts) -> tuple[ComposeService, ...]:
    """Return the services of all compose files; those that add to a service of another file are as they are written."""
    services = tuple(service for reading in readings.get("compose", ()) for service in reading.services)
    if len(services) > MOST_SERVICES:
        texts.note(
            "", (Problem(0, f"there are more than {MOST_SERVICES:,} compose services; the others are not read"),)
        )
    return services[:MOST_SERVICES]


def all_supplies(
    tree: Tree, texts: Texts, belonging: Belonging, dockerfiles: Dockerfiles, readings: Readings
) -> Iterator[Supply]:
    """Everything that the files of the tree say about variables."""
    services = belonging.services
    namesakes = _namesakes(services)
    yield from _of_dotenv_files(tree, texts, belonging)
    for service, area in zip(services, belonging.areas, strict=True):
        # What comes from a file that `env_file` names counts like that file.
        same = namesakes[service.folder, service.name]
        for settings, rank in _by_rank(service):
            yield Supply(
                settings,
                _rank(rank, area),
                service.name,
                area,
                _deployment(service, same),
                area is None and belonging.is_foreign(service),
                _additions(service, same),
            )
    yield from _of_dockerfiles(tree, belonging, dockerfiles)
    for block, deployment in _deployments(workload_blocks(documents_of(readings), belonging.related)):
        yield _supply(block, kubernetes.SOURCE.rank, belonging, deployment)
    for kind, of_kind in readings.items():
        for reading in of_kind:
            for block, deployment in _deployments(reading.blocks):
                yield _supply(block, sources()[kind].rank, belonging, deployment)


def documents_of(readings: Readings) -> tuple[Document, ...]:
    """Return the Kubernetes manifests of all files."""
    return tuple(one for of_kind in readings.values() for reading in of_kind for one in reading.documents)


def _rank(rank: int, area: Area | None) -> int:
    return Rank.EXAMPLE if area is not None and area.is_example else rank


_ALWAYS_ADDED = ("override.yml", "override.yaml")
"""Compose adds `compose.override.yml` unless it is told otherwise: the file beside it is not deployed without it."""


def _namesakes(services: Sequence[ComposeService]) -> Mapping[tuple[str, str], list[ComposeService]]:
    """Return the services by folder and name: only those of the same add to each other."""
    found: dict[tuple[str, str], list[ComposeService]] = {}
    for service in services:
        found.setdefault((service.folder, service.name), []).append(service)
    return found


def _deployment(service: ComposeService, same: Sequence[ComposeService]) -> Deployment:
    base = next((one for one in same if one.path != service.path and _is_base(one, service)), None)
    path = base.path if base is not None and service.path.endswith(_ALWAYS_ADDED) else service.path
    return Deployment(path, service.name)


def _is_base(service: ComposeService, addition: ComposeService) -> bool:
    """True if the other service adds to this one, which says what it runs."""
    is_same = (service.folder, service.name) == (addition.folder, addition.name)
    return is_same and addition.is_addition and not service.is_addition


def _additions(
    service: ComposeService, same: Sequence[ComposeService]
) -> tuple[tuple[Deployment, frozenset[str]], ...]:
    """Return what adds to the service in other files, with the names of the variables that it sets itself."""
    added = (one for one in same if _is_base(service, one))
    return tuple((_deployment(one, same), frozenset(setting.name for setting in one.settings)) for one in added)


def _deployments(blocks: Iterable[Block]) -> Iterator[tuple[Block, Deployment]]:
    """Yield each block with the deployment that it is; those of one name in one file are numbered."""
    seen: Counter[tuple[str, str | None]] = Counter()
    for block in blocks:
        key = block.path, block.scope
        number, seen[key] = seen[key], seen[key] + 1
        yield block, Deployment(*key, str(number or ""))


def _of_dotenv_files(tree: Tree, texts: Texts, belonging: Belonging) -> Iterator[Supply]:
    """Files of variables; one with a name of its own that services get by `env_file` is left to them."""
    given = {path for service in belonging.services for path in service.env_files if posixpath.basename(path) != ".env"}
    for path in tree.files.get("dotenv", ()):
        text = None if path in given else texts.read(path)
        if text is None:
            continue
        reading = read_dotenv(text, path)
        texts.note(path, reading.problems)
        name = posixpath.basename(path)
        rank = Rank.DOTENV_TEST if is_for_tests(name) else Rank.DOTENV
        for block in reading.blocks:
            of_pooler = replace(block, foreign=is_of_pooler(path, posixpath.dirname(path) in tree.python))
            yield _supply(of_pooler, Rank.EXAMPLE if is_example(name) else rank, belonging, Deployment(path))


def _by_rank(service: ComposeService) -> Iterator[tuple[tuple[Setting, ...], int]]:
    files = set(service.env_files)
    yield tuple(one for one in service.settings if one.path in files), Rank.DOTENV
    yield tuple(one for one in service.settings if one.path not in files), compose.SOURCE.rank


class Dockerfiles:
    """The Dockerfiles of a tree, each read once; build arguments of compose make another reading."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self._read: dict[str, Dockerfile | None] = {}

    def get(self, path: str) -> Dockerfile | None:
        if path not in self._read:
            self._read[path] = self.with_arguments(path, {})
        return self._read[path]

    def with_arguments(self, path: str, arguments: Mapping[str, str]) -> Dockerfile | None:
        text = self._texts.read(path)
        if text is None:
            return None
        try:
            return read_dockerfile(text, path, arguments)
        except BrokenFileError as error:
            self._texts.note(path, (Problem(0, str(error)),))
            return None


def _of_dockerfiles(tree: Tree, belonging: Belonging, dockerfiles: Dockerfiles) -> Iterator[Supply]:
    built: set[str] = set()
    services = belonging.services
    namesakes = _namesakes(services)
    for service, area in zip(services, belonging.areas, strict=True):
        path = _path_of_dockerfile(service)
        settings = _of_image(service, path, dockerfiles)
        if settings is None:
            continue
        built.add(path)
        same = namesakes[service.folder, service.name]
        deployment, additions = _deployment(service, same), _additions(service, same)
        rank = _rank(dockerfile.SOURCE.rank, area)
        yield Supply(settings, rank, service.name, area, deployment, additions=additions)
    for path in tree.files.get("dockerfile", ()):
        read = dockerfiles.get(path) if path not in built else None
        if read is not None and read.settings():
            area_of_file = belonging.of_dockerfile(path, read)
            rank = _rank(dockerfile.SOURCE.rank, area_of_file)
            yield Supply(read.settings(), rank, None, area_of_file, Deployment(path))


def _path_of_dockerfile(service: ComposeService) -> str:
    if service.build is None:
        return ""
    name = service.build.dockerfile or "Dockerfile"
    return posixpath.normpath(posixpath.join(service.folder, service.build.context, name))


def _of_image(service: ComposeService, path: str, dockerfiles: Dockerfiles) -> tuple[Setting, ...] | None:
    """Return the variables of the image that a service builds; None if there is none."""
    if service.build is None:
        return None
    read = dockerfiles.with_arguments(path, dict(service.build.arguments))
    if read is None:
        return None
    # What the compose file sets itself wins over the image.
    own = {setting.name for setting in service.settings}
    return tuple(one for one in read.settings(service.build.target) if one.name not in own)


def _supply(block: Block, rank: int, belonging: Belonging, deployment: Deployment) -> Supply:
    area = belonging.of_block(block)
    return Supply(block.settings, _rank(rank, area), block.scope, area, deployment, block.foreign)


def merged_services(services: Sequence[ComposeService]) -> tuple[ComposeService, ...]:
    """The services with what those add to that say neither image nor build: their words over the other file's."""
    whole = {(one.folder, one.name): one for one in reversed(services) if not one.is_addition}
    return tuple(_over(whole.get((one.folder, one.name)), one) if one.is_addition else one for one in services)


def _over(base: ComposeService | None, own: ComposeService) -> ComposeService:
    if base is None:
        return own
    settings = {setting.name: setting for setting in (*base.settings, *own.settings)}
    return replace(
        own,
        settings=tuple(settings.values()),
        image=base.image,
        build=base.build,
        mounts=own.mounts + base.mounts,
        ports=tuple(dict.fromkeys(own.ports + base.ports)),
        aliases=tuple(dict.fromkeys(own.aliases + base.aliases)),
    )
