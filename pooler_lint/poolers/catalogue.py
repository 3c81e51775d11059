"""The poolers and providers that are known, as rows of `catalogue.json`, and which of them fits an address."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal, TypeAlias

from pooler_lint.model import Mode
from pooler_lint.records import dataclass

DEFAULT_PORT = 5432

Kind: TypeAlias = Literal["managed", "kubernetes", "name", "port", "console", "variable"]
"""What a row rests on: a provider's own host names, an operator's service names, a telling word in the host, the
port alone, the database name of an admin console, or the name of an environment variable."""

_HOLE_SAMPLES = (
    *("x", "a" * 20, "a" * 26, "ep-x", "x-pooler", "ep-x-pooler", "x.proxy-x", "x.x"),
    *("pgbouncer", "direct", "aws-0-eu-west-1", "c-x.rw", "rc1a-x", "db", "pooled.db"),
)
"""What a part of a host that is not known could be: enough to meet each row that such a host may belong to."""
_PLAIN_SAMPLES = tuple(sample for sample in _HOLE_SAMPLES if not re.search("pool|bouncer|proxy", sample))
"""Those that are no pooler's: a host of which nothing known is its name is not taken for one."""


@dataclass(frozen=True, slots=True)
class Row:
    """One pooler or provider. `ports` empty: any. `mode` None: what stands there cannot be told by the address."""

    name: str
    short: str
    """The name in messages, at most 16 characters."""
    software: str | None
    """The pooler that runs there; None if it is not one of those that facts are known about."""
    kind: Kind
    host: re.Pattern[str] | None
    ports: tuple[int, ...]
    database: re.Pattern[str] | None
    mode: Mode | None
    tracks_statements: bool | None
    assumed: bool
    since: str
    env: tuple[str, ...]
    env_direct: tuple[str, ...]
    source: str
    source_date: str
    confidence: Literal["documented", "inferred", "unverified"]
    notes: str
    examples: tuple[str, ...]
    non_examples: tuple[str, ...]

    @property
    def program(self) -> str | None:
        """Return the pooler whose configuration the user has; None for that of a provider or an operator."""
        return self.software if self.kind == "name" else None

    def fits_host(self, host: str | None) -> bool:
        """True when the row asks for no host, or this host (in lower case, `*` for what is not known) may be its."""
        if self.host is None:
            return True
        if host is None:
            return False
        if "*" not in host or self.kind == "name":
            return self.host.search(host) is not None
        samples = _PLAIN_SAMPLES if self.assumed else _HOLE_SAMPLES
        return any(self.host.search(host.replace("*", sample)) for sample in samples)

    def fits_port(self, port: int | None) -> bool:
        """True when the row asks for no port, for this one, or the port is not known."""
        return not self.ports or port is None or port in self.ports


@lru_cache(maxsize=1)
def rows() -> tuple[Row, ...]:
    """All rows, in the order in which they are tried."""
    import json

    text = Path(__file__).with_name("catalogue.json").read_text(encoding="utf-8")
    return tuple(_row(fields) for fields in json.loads(text))


@cache
def rows_of(kind: Kind) -> tuple[Row, ...]:
    """The rows of one kind."""
    return tuple(row for row in rows() if row.kind == kind)


def _row(fields: dict[str, object]) -> Row:
    values = {key: tuple(value) if isinstance(value, list) else value for key, value in fields.items()}
    for key in ("host", "database"):
        pattern = values[key]
        values[key] = re.compile(pattern) if isinstance(pattern, str) else None
    return Row(**values)  # type: ignore[arg-type]  # a test holds every row to the types


@dataclass(frozen=True, slots=True)
class Target:
    """One host and port to judge. `host` is in lower case with `*` for parts not known, None when absent or unknown.

    `port` None: not known (an absent port is 5432). `ruled_out` are ports that an unknown port is known not to be.
    """

    host: str | None
    port: int | None
    database: str | None = None
    database_known: bool = True
    ruled_out: frozenset[int] = frozenset()
    host_unknown: str | None = None
    """Why the host is not known; None when it is known or absent."""
    port_given: bool = True

    @property
    def readable(self) -> str:
        """`host:port` as an endpoint's `match` would write it, `*` for a host that is not known."""
        host = self.host or "*"
        if host.startswith("/"):
            host = "*"
        if ":" in host:
            host = f"[{host}]"
        return f"{host}:{self.port}" if self.port is not None and self.port_given else host


def match(host: str | None, port: int | None = None, database: str | None = None) -> Row | None:
    """The row that a wholly known address belongs to; None when nothing is known about it. No port means 5432.

    An admin console comes first, then a provider's own names, then an operator's, then telling names, then ports. A
    provider's host on a port that it is not known to use belongs to no row.
    """
    port = DEFAULT_PORT if port is None else port
    found, _ = candidates(Target(host.lower() if host else None, port, database))
    return found[0] if found else None


def candidates(target: Target) -> tuple[tuple[Row, ...], str | None]:
    """The rows that fit, which all say the same, and what is missing where they would not."""
    consoles = [row for row in rows_of("console") if row.fits_host(target.host) and _fits_database(row, target, True)]
    if consoles:
        return tuple(consoles), None
    own = [row for row in rows_of("managed") if row.fits_host(target.host)]
    if own:
        return _of_provider(own, target)
    order: tuple[Kind, ...] = ("kubernetes", "name", "port")
    for kind in order:
        found = [row for row in rows_of(kind) if row.fits_host(target.host) and row.fits_port(target.port)]
        if found and not (kind == "port" and target.port is None):
            return tuple(found), None
    return (), None


def _fits_database(row: Row, target: Target, surely: bool) -> bool:
    if row.database is None:
        return True
    if not target.database_known:
        return not surely
    return target.database is not None and row.database.search(target.database) is not None


def _of_provider(own: list[Row], target: Target) -> tuple[tuple[Row, ...], str | None]:
    """The rows of the provider whose host it is, by port and database."""
    fitting = [
        row
        for row in own
        if row.fits_port(target.port)
        and _fits_database(row, target, surely=False)
        and not (row.ports and target.ruled_out.issuperset(row.ports))
    ]
    if not fitting:
        return (), f"`{target.host}` is {own[0].name}, which is not known to use port {target.port}"
    # The host may only fit a row because of what is not known of it, so every row that it fits has a say.
    named = [row for row in fitting if row.database is not None]
    if named and target.database_known:
        fitting = named
    if len({(row.mode, row.tracks_statements) for row in fitting}) == 1:
        return tuple(fitting), None
    what = " or ".join(dict.fromkeys(row.name for row in fitting))
    decides = "its database name" if named else "its port" if target.port is None else "the whole of its host name"
    return (), f"`{target.host}` is {what}: {decides} decides, and is not known"


@lru_cache(maxsize=1)
def pooler_ports() -> frozenset[int]:
    """Every port that poolers listen on and databases by default do not."""
    pooled = {port for row in rows() if row.mode not in (None, "direct") for port in row.ports}
    return frozenset(pooled - {DEFAULT_PORT})
