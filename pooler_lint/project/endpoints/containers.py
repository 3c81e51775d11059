"""One container: what it is by its image, its variables and the configuration file that it gets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pooler_lint.model import Mode
from pooler_lint.project.claims import shown
from pooler_lint.project.endpoints.data import PoolerConfig
from pooler_lint.project.endpoints.images import Image, Listener, port_of, read_variables
from pooler_lint.records import dataclass
from pooler_lint.values import Evidence


@dataclass(frozen=True, slots=True)
class Container:
    """A container that is a pooler or PostgreSQL. `called` says what it is ("service `pgbouncer`"), `place` where.

    `config` is the file that it surely gets; `opaque` says why its file is not known though it gets one.
    `container_ports` are the ports that its surroundings take it to listen on.
    """

    image: Image
    shown_image: str
    version: str | None
    environment: Mapping[str, str]
    called: str
    place: Evidence
    config: PoolerConfig | None = None
    opaque: str | None = None
    container_ports: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Served:
    """What a container serves at one of its ports, for one database or all others."""

    port: int | None
    database: str | None
    mode: Mode | None
    tracks_statements: bool | None
    ignored_startup_parameters: tuple[str, ...]
    evidence: Evidence
    unknown: str | None
    size: int | None = None


def served_by(container: Container) -> Iterator[Served]:
    """Everything that the container serves. A configuration file that it gets wins over its variables."""
    if container.config is not None:
        yield from _by_config(container, container.config)
    else:
        yield from _by_variables(container)


def _by_config(container: Container, config: PoolerConfig) -> Iterator[Served]:
    for port in config.ports or (None,):
        for pool in config.pools:
            text = f"{pool.said} in {config.path.name} of {container.called}"
            evidence = Evidence(text, shown(config.path), pool.line)
            ignored = config.ignored_startup_parameters
            yield Served(
                port, pool.database, pool.mode, pool.tracks_statements, ignored, evidence, pool.unknown, pool.size
            )


def _by_variables(container: Container) -> Iterator[Served]:
    said = read_variables(container.image, container.environment)
    for listener in container.image.listeners:
        mode = listener.mode or said.mode
        unknown = None if listener.mode is not None else container.opaque or said.unknown
        text = " and ".join((f"{container.called} with the image `{container.shown_image}`", *said.said))
        evidence = Evidence(text, container.place.path, container.place.line)
        ports = _ports(container, listener)
        for port in ports:
            yield Served(
                port,
                None,
                None if unknown else mode,
                True if mode in ("direct", "session") else said.tracks_statements,
                said.ignored_startup_parameters,
                evidence,
                unknown,
                None if container.opaque else said.default_pool_size,
            )


def _ports(container: Container, listener: Listener) -> tuple[int | None, ...]:
    """The port of the variables or the image; where neither is opened, what is opened may be the pooler's as well."""
    port, opened = port_of(listener, container.environment), container.container_ports
    given = any(container.environment.get(name) for name in listener.variables)
    if given or port in opened or container.image.pooler is None or len(container.image.listeners) > 1:
        return (port,)
    return (*opened, port)
