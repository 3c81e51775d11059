"""asyncpg: `connect`, `create_pool`, `Pool`. Driver options are keywords of the call."""

from __future__ import annotations

from pooler_lint.connections.address import address_of, address_of_parts
from pooler_lint.connections.expand import Way
from pooler_lint.connections.library import Library, Surroundings
from pooler_lint.connections.options import address_assumptions, dict_options, keyword_options, place_of, query_options
from pooler_lint.dsn.parts import merge
from pooler_lint.model import Address, Case, Session
from pooler_lint.slots import OptionKind
from pooler_lint.values import Dict, Value

ADDRESS = ("dsn", "host", "port", "database", "user", "password", "server_settings")
"""The arguments that are the address, or hold options of their own."""


def address_and_dsn(way: Way) -> tuple[Address, Value | None]:
    """The address of asyncpg's own arguments, and the value that conditions on it would be about."""
    dsn = way.value("dsn")
    host, port, database = way.value("host"), way.value("port"), way.value("database")
    if dsn is not None:
        address = merge(address_of(dsn, by_asyncpg=True), host, port, database, by_asyncpg=True)
    else:
        address = address_of_parts(host, port, database, way.unpacked)
    return address, dsn or host or port


def case_of(callee: str, way: Way, surroundings: Surroundings) -> Case | None:
    """The case of one way of the call."""
    address, about = address_and_dsn(way)
    settings = way.value("server_settings")
    server_settings = settings if isinstance(settings, Dict) else None
    options = [
        *keyword_options(way, ADDRESS),
        *dict_options(server_settings, OptionKind.SERVER_SETTINGS),
        *query_options(address, place_of(way.arguments.get("dsn"))),
    ]
    return Case(
        address,
        "asyncpg",
        tuple(options),
        assumptions=way.assumptions,
        address_assumptions=address_assumptions(way.assumptions, about, way.choosing),
        open=way.unpacked,
        dsn=about,
    )


LIBRARY = Library(
    name="asyncpg",
    callees={
        "asyncpg.connect": "asyncpg.connect",
        "asyncpg.connection.connect": "asyncpg.connect",
        "asyncpg.create_pool": "asyncpg.create_pool",
        "asyncpg.pool.create_pool": "asyncpg.create_pool",
        "asyncpg.Pool": "asyncpg.Pool",
        "asyncpg.pool.Pool": "asyncpg.Pool",
    },
    positional={"": ("dsn",)},
    case_of=case_of,
    session=Session(autocommit="always"),
    types=frozenset(
        (
            *("asyncpg.Connection", "asyncpg.connection.Connection", "asyncpg.Pool", "asyncpg.pool.Pool"),
            *("asyncpg.pool.PoolConnectionProxy", "asyncpg.connection.LoggedQuery"),
        )
    ),
)
