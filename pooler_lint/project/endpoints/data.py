"""What comes out of the search for endpoints: plain data."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Literal, NamedTuple, TypeAlias

from pooler_lint.model import Mode
from pooler_lint.project.claims import shown
from pooler_lint.records import dataclass
from pooler_lint.repository.files import Repository
from pooler_lint.values import Evidence

Scope: TypeAlias = Literal["project", "cluster", "job"]

LOOPBACK = ("localhost", "127.0.0.1", "::1", "0.0.0.0", "host.docker.internal")
"""The names of this machine, and the one that a container has for its host."""
_OF_THIS_MACHINE = (".localhost", ".localdomain", "docker.internal", "containers.internal")

LATEST = "latest"
"""The version of an image without a tag: the newest release that the facts are about."""

MODES: tuple[Mode, ...] = ("transaction", "session", "statement")


def is_loopback(host: str) -> bool:
    """True if this host, in lower case, is this machine: what listens there is not the same for all projects."""
    return host in LOOPBACK or host.startswith("127.") or host.endswith(_OF_THIS_MACHINE)


@dataclass(frozen=True, slots=True)
class FoundEndpoint:
    """What a file of the project says about the addresses of `hosts` at `port`.

    A host is a literal name in lower case, with `*` for one label of any name. `port` None: any. `database` None: every
    database that no other endpoint of the same place names. `pooler` None: PostgreSQL itself. `mode` and
    `tracks_statements` None: the file does not say, the pooler's own default holds; where it says something that can't
    be read, `unknown` says what. `evidence` is where it is said.
    `ignored_startup_parameters` are those that its configuration lets through at login, ignored or tracked.
    `version` is numbers and dots, or LATEST; None if it is unknown.
    """

    hosts: tuple[str, ...]
    port: int | None
    database: str | None
    mode: Mode | None
    tracks_statements: bool | None
    pooler: str | None
    version: str | None
    ignored_startup_parameters: tuple[str, ...]
    evidence: Evidence
    operator: str | None = None
    """The Kubernetes operator that runs the pooler."""
    unknown: str | None = None
    file: str = ""
    """The absolute path of the deployment file: of two that speak of one address, the nearer one is meant."""
    tied: bool = True
    """False: nothing says where the pooler of this file runs; it speaks for hosts named like a pooler as well."""
    default_pool_size: int | None = None
    """Server connections of each pool, where the file states them."""
    scope: Scope = "project"
    """Where the hosts are names: in the project of the file, in a Kubernetes cluster, or beside the jobs of CI."""

    @property
    def folder(self) -> str:
        """The absolute folder of the file."""
        return os.path.dirname(self.file)


@dataclass(frozen=True, slots=True)
class Pool:
    """How a pooler serves one database, or all the others (None). `line` and `said` are where and what it says."""

    database: str | None
    mode: Mode | None
    tracks_statements: bool | None
    line: int
    said: str
    unknown: str | None = None
    size: int | None = None
    """Server connections, where the file states them."""


@dataclass(frozen=True, slots=True)
class PoolerConfig:
    """One configuration file of a pooler, with the files that it includes.

    Its first pool is for all databases that no other one names; a file that is too broken to tell has none.
    """

    pooler: str
    path: Path
    ports: tuple[int, ...]
    pools: tuple[Pool, ...]
    ignored_startup_parameters: tuple[str, ...] = ()
    notes: tuple[Evidence, ...] = ()


class PoolerFile(NamedTuple):
    """How a pooler is configured; each module of `endpoints.configs` defines one as `POOLER`."""

    name: str
    """The name in the catalogue."""
    suffix: str
    read: Callable[[str, Path, Repository, int], PoolerConfig | None]
    """Return what a text says; the number is added to its lines. None: it is no such file. Raises BrokenFileError."""
    is_whole: Callable[[str], bool] = lambda text: True
    """False for a part that only another file includes."""


@dataclass(frozen=True, slots=True)
class Endpoints:
    """All that was found; `notes` are the files that could not be read."""

    found: tuple[FoundEndpoint, ...] = ()
    notes: tuple[Evidence, ...] = ()


def note(path: Path, line: int, why: object) -> Evidence:
    """A note that this file, or this line of it, could not be read."""
    return Evidence(f"{path.name} could not be read for poolers: {why}", shown(path), line)


def read_mode(text: str | None) -> Mode | None:
    """The pool mode that this word is, in any case; None when it is none."""
    word = text.strip().lower() if text else None
    return next((mode for mode in MODES if mode == word), None)


_ON = frozenset({"yes", "true", "on", "extended", "extended_anonymous", "full"})
_OFF = frozenset({"no", "false", "off", "disabled"})


def read_tracking(value: object) -> bool | None:
    """Whether a setting switches the tracking of statements on: a count, a switch, or a word of PgDog's."""
    if isinstance(value, bool):
        return value
    word = str(value).strip().lower()
    if word.isdigit():
        return int(word) > 0
    return True if word in _ON else False if word in _OFF else None


def read_size(value: object) -> int | None:
    """Return the number of connections that this is, None when it is none."""
    text = str(value).strip()
    return int(text) if text.isdecimal() and len(text) < 10 else None


def read_port(value: object) -> int | None:
    """The port that this is, None when it is none."""
    text = str(value).strip()
    return int(text) if text.isdigit() and 0 < int(text) < 65536 else None
