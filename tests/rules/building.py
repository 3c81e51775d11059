"""Hand-made sites, cases and endpoints for the tests of the rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Literal

from pooler_lint.connections.registry import session_of
from pooler_lint.lines import Place
from pooler_lint.model import Address, Case, ConnectionSite, Driver, Endpoint, Option, Use
from pooler_lint.rules import Context
from pooler_lint.slots import DictEntry, OptionKind, Slots
from pooler_lint.values import (
    Argument,
    Called,
    Dict,
    Entry,
    Function,
    Known,
    Scalar,
    Symbol,
    Text,
    Unknown,
    Value,
)
from pooler_lint.versions import parse_version_range

LOSING = Endpoint(
    scheme="postgresql",
    host="pgbouncer.internal",
    port=6432,
    pooler="PgBouncer",
    pooler_short="PgBouncer",
    software="PgBouncer",
    program="PgBouncer",
    mode="transaction",
    tracks_statements=False,
)
ASSUMED = Endpoint(host="10.0.0.7", port=6543, mode="transaction", tracks_statements=False, assumption="server")
STATEMENT_MODE = Endpoint(host="pgbouncer.internal", mode="statement", tracks_statements=False)
TRACKING = Endpoint(pooler="PgBouncer", mode="transaction", tracks_statements=True)
PERHAPS_TRACKING = Endpoint(pooler="Odyssey", mode="transaction", tracks_statements=None)
SESSION = Endpoint(pooler="PgBouncer", mode="session", tracks_statements=False)
DIRECT = Endpoint(host="db.internal", port=5432, mode="direct")
MULTIPLEX = Endpoint(pooler="RDS Proxy", pooler_short="RDS Proxy", mode="multiplex")
UNRESOLVED = Endpoint(unknown="the DSN is the environment variable DATABASE_URL")

SAFE_ENDPOINTS = (TRACKING, SESSION, DIRECT, MULTIPLEX)
UNSURE_ENDPOINTS = (PERHAPS_TRACKING, UNRESOLVED)

POSTGRES = Address(scheme="postgresql", host=Known("pgbouncer.internal"), is_postgres=True)
SQLITE = Address(scheme="sqlite", is_postgres=False)

UNKNOWN = Unknown("set in another module")
EMPTY_NAME = Function("<lambda>", Known(""))
UUID_NAME = Function("<lambda>", Text(("__asyncpg_", Called(Symbol("uuid.uuid4"), ()), "__")))

_CALLEES = {
    "asyncpg": "asyncpg.connect",
    "psycopg": "psycopg.connect",
    "psycopg_pool": "psycopg_pool.ConnectionPool",
    "sqlalchemy": "sqlalchemy.ext.asyncio.create_async_engine",
}


def value_of(value: Scalar | Value) -> Value:
    """A plain Python value as a `Known`."""
    return Known(value) if value is None or isinstance(value, (str, int, float, bool, bytes)) else value


def options(kind: OptionKind, given: Mapping[str, Scalar | Value]) -> tuple[Option, ...]:
    """Options of one kind by their names."""
    return tuple(Option(name, value_of(value), kind) for name, value in given.items())


def make_case(
    driver: Driver | None,
    *,
    call: Mapping[str, Scalar | Value] | None = None,
    driver_options: Mapping[str, Scalar | Value] | None = None,
    query: Mapping[str, Scalar | Value] | None = None,
    server_settings: Mapping[str, Scalar | Value] | None = None,
    later: Mapping[str, Scalar | Value] | None = None,
    address: Address = POSTGRES,
    hidden: str | None = None,
    hidden_driver_options: str | None = None,
) -> Case:
    """A case with these options; `driver_options` None means that the call has no dict of them that could be seen."""
    shown = driver_options is not None
    entries = tuple(Entry(name, value_of(value)) for name, value in (driver_options or {}).items())
    given = Dict(entries, open=hidden_driver_options)
    return Case(
        address,
        driver,
        (
            *options(OptionKind.CALL, call or {}),
            *options(OptionKind.DRIVER, driver_options or {}),
            *options(OptionKind.QUERY, query or {}),
            *options(OptionKind.SERVER_SETTINGS, server_settings or {}),
            *options(OptionKind.LATER, later or {}),
        ),
        open=hidden or hidden_driver_options,
        slots=Slots(driver=DictEntry("connect_args", given, Place("a.py", 40, 50))) if shown else Slots(),
    )


def make_site(library: str, *cases: Case, uses: tuple[Use, ...] = (), callee: str | None = None) -> ConnectionSite:
    """A site of a library with these cases."""
    default_callee = _CALLEES[library]
    if library == "sqlalchemy" and any(case.driver in ("psycopg2", "pg8000") for case in cases):
        default_callee = "sqlalchemy.create_engine"  # no async engine is made with them
    return ConnectionSite(
        path="app.py",
        place=Place("a.py", 0, 100),
        line=1,
        library=library,
        callee=callee or default_callee,
        cases=cases,
        uses=uses,
        session=session_of(library),
    )


def placed(library: str, case: Case) -> Case:
    """Return the case with the slots that the library has where the driver gets no options."""
    keyword = {"sqlalchemy": "connect_args", "psycopg_pool": "kwargs"}.get(library)
    if keyword is None:
        return case
    slot = case.slots.driver
    entry = replace(slot, keyword=keyword) if isinstance(slot, DictEntry) else DictEntry(keyword)
    return replace(case, slots=Slots(driver=entry))


def call_use(*path: str, place: Place = Place("a.py", 200, 230), **keywords: Scalar | Value) -> Use:  # noqa: B008
    """A call made later on what the site made."""
    arguments = tuple(Argument(name, value_of(value)) for name, value in keywords.items())
    return Use(path, place, called=Called(Unknown("the connection"), arguments))


def context(pool_class: Literal["null", "keep"] | None = None, /, **versions: str) -> Context:
    """A context with these versions."""
    ranges = {name: parse_version_range(text) for name, text in versions.items()}
    return Context(ranges, pool_class)
