"""Compose services that are poolers or PostgreSQL: their names and published ports as endpoints."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from pooler_lint.project.claims import shown
from pooler_lint.project.endpoints.containers import Container, Served, served_by
from pooler_lint.project.endpoints.data import LOOPBACK, FoundEndpoint, PoolerConfig
from pooler_lint.project.endpoints.files import pooler_files
from pooler_lint.project.endpoints.images import image_of, shown_image, version_of
from pooler_lint.project.environment.services import Service, split_image
from pooler_lint.project.texts import BrokenFileError, read_text
from pooler_lint.repository.files import Repository
from pooler_lint.values import Evidence

_MARKER = re.compile(r"\0([^\0]*)\0")
"""A variable that is not known, in a value of a service."""
_FROM = re.compile(r"(?im)^[ \t]*FROM[ \t]+(?:--\S+[ \t]+)*(\S+)")


def service_endpoints(
    services: Sequence[Service], configs: Sequence[PoolerConfig], repository: Repository
) -> tuple[tuple[FoundEndpoint, ...], frozenset[Path]]:
    """What these services serve, and the configuration files that one of them gets."""
    found: list[FoundEndpoint] = []
    tied: set[Path] = set()
    for service in services:
        container = _container(service, configs, repository)
        if container is None:
            continue
        if container.config is not None:
            tied.add(container.config.path)
        for served in served_by(container):
            found += _endpoints(service, container, served)
    return tuple(found), frozenset(tied)


def databases_of(services: Sequence[Service]) -> tuple[Service, ...]:
    """Those that are PostgreSQL itself.

    Of what runs beside the jobs of a workflow nothing else counts: a pooler there says nothing about `localhost`
    anywhere else, but a port that PostgreSQL has there is no sign of a pooler.
    """
    images = ((service, image_of(service.image) if service.image else None) for service in services)
    return tuple(service for service, image in images if image is not None and image.pooler is None)


def _container(service: Service, configs: Sequence[PoolerConfig], repository: Repository) -> Container | None:
    is_known = service.image is not None and image_of(service.image) is not None
    name, tag = (None, None) if is_known else _built_from(service, repository)
    if name is None or image_of(name) is None:
        name, tag = service.image, service.tag
    image = image_of(name)
    if image is None or name is None:
        return None
    called = f"service `{service.name}`"
    place = Evidence(called, shown(service.file), service.line)
    config, opaque = _config(service, image.pooler, configs)
    environment = service.environment
    opened = tuple(dict.fromkeys(inner for _, inner in service.published_ports))
    reference = _shown(shown_image(name, tag))
    return Container(image, reference, version_of(image, tag), environment, called, place, config, opaque, opened)


def _shown(text: str) -> str:
    return _MARKER.sub(r"${\1}", text)


def _built_from(service: Service, repository: Repository) -> tuple[str | None, str | None]:
    """The image that the last stage of the service's Dockerfile begins with."""
    if service.build_context is None or "\0" in f"{service.build_context}{service.dockerfile}":
        return None, None
    path = service.file.parent / service.build_context / (service.dockerfile or "Dockerfile")
    try:
        stages = _FROM.findall(read_text(path, repository)) if repository.is_file(str(path)) else []
    except BrokenFileError:
        return None, None
    return split_image(stages[-1]) if stages else (None, None)


def _config(
    service: Service, pooler: str | None, configs: Sequence[PoolerConfig]
) -> tuple[PoolerConfig | None, str | None]:
    """The configuration file that the service mounts or is built with; why it is not known where it mounts another."""
    base = service.file.parent
    mounts = [_absolute(base / mount.removeprefix("\0PWD\0/")) for mount in service.mounts]
    built = [_absolute(base / service.build_context)] if service.build_context is not None else []
    own = [config for config in configs if config.pooler == pooler]
    for folder in (*mounts, *built):
        for config in own:
            path = _absolute(config.path)
            if (path == folder or folder in path.parents) and config.pools:
                return config, None
    missing = next((mount.name for mount in mounts if _may_configure(mount, pooler)), None)
    return None, None if missing is None else f"its `{_shown(missing)}` could not be found or read"


def _may_configure(mount: Path, pooler: str | None) -> bool:
    """True for what is named like the pooler's file, or like a folder for it."""
    if pooler is None:
        return False
    suffix = next((one.suffix for one in pooler_files().values() if one.name == pooler), None)
    return mount.suffix == suffix or (not mount.suffix and pooler.lower() in mount.name.lower())


def _absolute(path: Path) -> Path:
    return Path(os.path.abspath(path))


def _endpoints(service: Service, container: Container, served: Served) -> Iterator[FoundEndpoint]:
    names = tuple(dict.fromkeys(name.lower() for name in (service.name, *service.aliases)))
    yield _endpoint(service, container, served, names, served.port)
    for outer, inner in service.published_ports:
        if served.port is None or inner == served.port:
            yield _endpoint(service, container, served, LOOPBACK, outer)


def _endpoint(
    service: Service, container: Container, served: Served, hosts: tuple[str, ...], port: int | None
) -> FoundEndpoint:
    return FoundEndpoint(
        hosts=hosts,
        port=port,
        database=served.database,
        mode=served.mode,
        tracks_statements=served.tracks_statements,
        pooler=container.image.pooler,
        version=container.version,
        ignored_startup_parameters=served.ignored_startup_parameters,
        evidence=served.evidence,
        unknown=served.unknown,
        default_pool_size=served.size,
        file=os.path.abspath(service.file),
    )
