"""peewee: `PostgresqlDatabase("shop", host=...)`, the pools and extensions of `playhouse`, its `db_url.connect(url)`.

What is not its own goes to `psycopg2.connect`, or to `psycopg.connect` where that is asked for. Each connection is in
autocommit; `atomic()` begins a transaction. https://github.com/coleifer/peewee/blob/master/peewee.py
"""

from __future__ import annotations

from pooler_lint.connections.address import address_of, address_of_parts
from pooler_lint.connections.expand import Way
from pooler_lint.connections.library import Library, Surroundings
from pooler_lint.connections.options import address_assumptions, keyword_options, place_of, query_options
from pooler_lint.dsn.parts import merge
from pooler_lint.model import Address, Case, Driver, Session
from pooler_lint.records import replace
from pooler_lint.values import Known, Value
from pooler_lint.values.texts import known_text

_CONNECT = "playhouse.db_url.connect"
_OWN = (
    *("url", "database", "host", "port", "user", "password", "unquote_password", "unquote_user", "register_unicode"),
    *("encoding", "isolation_level", "prefer_psycopg3", "thread_safe", "autorollback", "autocommit", "autoconnect"),
    *("field_types", "operations", "max_connections", "stale_timeout", "timeout"),
)
_URLS = ("postgresext", "postgresqlext", "psycopg3")
"""Schemes that only `playhouse.db_url` knows."""


def case_of(callee: str, way: Way, surroundings: Surroundings) -> Case | None:
    """Return the case of one way of the call; None where the URL is another database's."""
    name = "url" if callee == _CONNECT else "database"
    given = way.value(name)
    address = _address(callee, way, given)
    if address.is_postgres is False:
        return None
    about = given if callee == _CONNECT else way.value("host")
    return Case(
        address,
        _driver(callee, way, address),
        (*keyword_options(way, _OWN), *query_options(address, place_of(way.arguments.get(name)))),
        assumptions=way.assumptions,
        address_assumptions=address_assumptions(way.assumptions, about, way.choosing),
        open=way.unpacked,
        dsn=about,
    )


def _address(callee: str, way: Way, given: Value | None) -> Address:
    host, port = way.value("host"), way.value("port")
    if callee == _CONNECT:
        address = Address(unknown=way.unpacked or "no URL is given") if given is None else address_of(given)
        if (address.scheme or "").partition("+")[0] in _URLS:
            address = replace(address, is_postgres=True)
        return merge(address, host, port, way.value("database"))
    if isinstance(given, Known) and given.value is None:
        return Address(is_postgres=True, unknown="`init()` says later where it goes")
    if (known_text(given) or "").startswith("postgresql://") and given is not None:
        return merge(address_of(given), host, port, None)
    return replace(address_of_parts(host, port, given, way.unpacked), is_postgres=True)


def _driver(callee: str, way: Way, address: Address) -> Driver | None:
    """Return psycopg where it is asked for, else psycopg2; None where an option shows that it may not be that."""
    if "psycopg3" in callee.lower() or (address.scheme or "").startswith("psycopg3"):
        return "psycopg"
    asked = way.value("prefer_psycopg3")
    if asked is not None and not (isinstance(asked, Known) and not asked.value):
        return "psycopg" if isinstance(asked, Known) else None
    return None if way.value("prepare_threshold") is not None else "psycopg2"


_CLASSES = {
    "peewee": ("PostgresqlDatabase",),
    "playhouse.pool": ("PooledPostgresqlDatabase", "PooledPostgresqlExtDatabase"),
    "playhouse.postgres_ext": (
        *("PostgresqlExtDatabase", "PooledPostgresqlExtDatabase", "Psycopg3Database", "PooledPsycopg3Database"),
    ),
    "playhouse.psycopg3_ext": ("Psycopg3Database", "PooledPsycopg3Database"),
}

LIBRARY = Library(
    name="peewee",
    callees={
        **{f"{module}.{name}": f"{module}.{name}" for module, found in _CLASSES.items() for name in found},
        _CONNECT: _CONNECT,
    },
    positional={"": ("database",), _CONNECT: ("url",)},
    case_of=case_of,
    session=Session(
        autocommit="always",
        own_block="begin",
        blocks={"atomic": "nest", "transaction": "nest", "savepoint": "nest"},
        running=frozenset({"execute_sql"}),
        begins=frozenset({"begin", "session_start"}),
        lends=False,
    ),
)
