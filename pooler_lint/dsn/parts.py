"""Addresses out of single values: host and port keywords, the pieces of `URL.create`, keywords beside a DSN."""

from __future__ import annotations

from pooler_lint.dsn.mask import is_secret_name
from pooler_lint.dsn.places import HostPort, absent_if_empty, listed, pair, places_of_lists, port_value
from pooler_lint.dsn.scheme import is_postgres_scheme
from pooler_lint.dsn.url import DROPPED_KEYS
from pooler_lint.model import Address
from pooler_lint.records import replace
from pooler_lint.values import Evidence, Known, Text, Unknown, Value
from pooler_lint.values.tape import tape_of


def from_parts(
    scheme: str | None,
    host: Value | None,
    port: Value | None,
    database: Value | None,
    query: tuple[tuple[str, Value], ...] = (),
) -> Address:
    """The address of values given one by one; ports may be ints or strings, hosts and ports may be lists.

    Without a scheme it is a driver's own call, and so PostgreSQL. A host or port in the query wins, as in SQLAlchemy.
    """
    asked = dict(query)
    in_query = absent_if_empty(asked.get("host"))
    ports = [port_value(entry) for entry in listed(absent_if_empty(asked.get("port")) or port)]
    if isinstance(in_query, (Known, Text)) and not ports:  # SQLAlchemy takes "host:port" there
        tape = tape_of(in_query)
        places = places_of_lists(tape, [tape.text], None)
    else:
        places = pair(listed(in_query or host), ports)
    named = absent_if_empty(asked.get("dbname")) or absent_if_empty(asked.get("database"))
    return Address(
        scheme=scheme.lower() if scheme is not None else None,
        host=places[0][0],
        port=places[0][1],
        database=named or absent_if_empty(database),
        query=tuple(
            (key, Unknown("a secret") if is_secret_name(key) else value)
            for key, value in query
            if key.lower() not in DROPPED_KEYS
        ),
        others=tuple(places[1:]),
        is_postgres=is_postgres_scheme(scheme) if scheme is not None else True,
    )


def merge(
    base: Address,
    host: Value | None = None,
    port: Value | None = None,
    database: Value | None = None,
    *,
    by_asyncpg: bool = False,
) -> Address:
    """The address with the keywords given beside its DSN: they win; None and `Known(None)` mean not given.

    psycopg and psycopg2 put the keywords over the DSN's own settings one by one (`make_conninfo` in
    psycopg/conninfo.py), and SQLAlchemy does so with `connect_args`. `by_asyncpg` True: asyncpg ignores the DSN's port
    as well once a host keyword is given (`_parse_connect_dsn_and_args` in asyncpg/connect_utils.py).
    """
    hosts, ports = listed(host), [port_value(entry) for entry in listed(port)]
    places = _merged(base, hosts, ports, by_asyncpg)
    database = absent_if_empty(database)
    return replace(
        base,
        host=places[0][0],
        port=places[0][1],
        others=tuple(places[1:]),
        database=base.database if database is None else database,
        unknown=None if hosts else base.unknown,
        trail=tuple(dict.fromkeys((*base.trail, *_trail(host), *_trail(port)))),
    )


def _trail(value: Value | None) -> tuple[Evidence, ...]:
    return value.trail if value is not None else ()


def _merged(base: Address, hosts: list[Value | None], ports: list[Value | None], by_asyncpg: bool) -> list[HostPort]:
    own: list[HostPort] = [(base.host, base.port), *base.others]
    if not hosts and not ports:
        return own
    if not hosts:
        return pair([host for host, _ in own], ports)
    if ports or by_asyncpg:
        return pair(hosts, ports)
    if len(own) == 1 or all(port == own[0][1] for _, port in own):
        return pair(hosts, [own[0][1]] if own[0][1] is not None else [])
    return pair(hosts, [port for _, port in own])


def known_scheme(value: Value | None) -> str | None:
    """The scheme that a `drivername` argument states, in lower case; None when it is not known."""
    if isinstance(value, Known) and isinstance(value.value, str):
        return value.value.lower()
    return None
