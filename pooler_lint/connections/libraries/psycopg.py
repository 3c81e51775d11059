"""psycopg 3: `psycopg.connect`, `Connection.connect`, `AsyncConnection.connect`. Driver options are keywords."""

from __future__ import annotations

from pooler_lint.connections.address import address_of, address_of_parts
from pooler_lint.connections.expand import Way
from pooler_lint.connections.library import Library, Surroundings
from pooler_lint.connections.options import address_assumptions, keyword_options, place_of, query_options
from pooler_lint.dsn.parts import merge
from pooler_lint.model import Address, Case, Session
from pooler_lint.records import replace
from pooler_lint.values import Value

ADDRESS = ("conninfo", "host", "hostaddr", "port", "dbname", "user", "password")


def address_and_dsn(way: Way) -> tuple[Address, Value | None]:
    """The address of psycopg's own arguments, and the value that conditions on it would be about."""
    conninfo = way.value("conninfo")
    host = way.value("host") or way.value("hostaddr")
    port, database = way.value("port"), way.value("dbname")
    if conninfo is not None:
        address = merge(address_of(conninfo), host, port, database)
        if address.is_postgres is None:
            address = replace(address, is_postgres=True)
    else:
        address = address_of_parts(host, port, database, way.unpacked)
    return address, conninfo or host or port


def case_of(callee: str, way: Way, surroundings: Surroundings) -> Case | None:
    """The case of one way of the call."""
    address, about = address_and_dsn(way)
    options = [*keyword_options(way, ADDRESS), *query_options(address, place_of(way.arguments.get("conninfo")))]
    return Case(
        address,
        "psycopg",
        tuple(options),
        assumptions=way.assumptions,
        address_assumptions=address_assumptions(way.assumptions, about, way.choosing),
        open=way.unpacked,
        dsn=about,
    )


SESSION = Session(autocommit="attribute", own_block="commit")
"""A connection begins a transaction by itself, and its `with` block commits."""

LIBRARY = Library(
    name="psycopg",
    callees={
        "psycopg.connect": "psycopg.connect",
        "psycopg.Connection.connect": "psycopg.Connection.connect",
        "psycopg.connection.Connection.connect": "psycopg.Connection.connect",
        "psycopg.AsyncConnection.connect": "psycopg.AsyncConnection.connect",
        "psycopg.connection_async.AsyncConnection.connect": "psycopg.AsyncConnection.connect",
    },
    positional={"": ("conninfo",)},
    case_of=case_of,
    session=SESSION,
    types=frozenset(
        (
            *("psycopg.Connection", "psycopg.AsyncConnection", "psycopg.Cursor", "psycopg.AsyncCursor"),
            *("psycopg.connection.Connection", "psycopg.connection_async.AsyncConnection"),
        )
    ),
)
