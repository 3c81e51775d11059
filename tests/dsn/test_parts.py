from __future__ import annotations

import inspect
from typing import Any, TypedDict, cast

import psycopg.conninfo
from asyncpg import connect_utils  # type: ignore[import-untyped]

from pooler_lint.dsn.parts import from_parts, known_scheme, merge
from pooler_lint.dsn.url import parse_url
from pooler_lint.model import Address
from pooler_lint.values import Items, Known, Unknown, Value
from tests.dsn.holes import hole, plain, where
from tests.table import each_row


@each_row("port", [Known(6543), Known("6543"), Known(" 6543 ")])
def test_ports_become_numbers(port: Known) -> None:
    assert from_parts("postgresql", Known("h"), port, Known("d")).port == Known(6543)


@each_row("port", [Known("x"), Known(True), Known(6543.0), Known("²")])
def test_what_is_no_port_is_unknown(port: Known) -> None:
    assert isinstance(from_parts(None, None, port, None).port, Unknown)


def test_what_is_not_given_is_absent() -> None:
    assert where(from_parts(None, Known(None), Known(""), None)) == (None, None, None)


def test_a_drivers_own_call_is_postgres_and_a_scheme_decides() -> None:
    assert from_parts(None, None, None, None).is_postgres is True
    assert from_parts("MySQL+asyncmy", Known("h"), None, None).is_postgres is False
    assert from_parts("POSTGRESQL", Known("h"), None, None).scheme == "postgresql"


def test_lists_of_hosts_and_ports() -> None:
    hosts, ports = Items((Known("a"), Known("b"))), Items((Known(1), Known("2")))
    address = from_parts(None, hosts, ports, None)
    assert (plain(address.host), plain(address.port)) == ("a", 1)
    assert address.others == ((Known("b"), Known(2)),)
    assert from_parts(None, Known("a,b"), Known(6432), None).others == ((Known("b"), Known(6432)),)


def test_the_query_of_url_create() -> None:
    query: tuple[tuple[str, Value], ...] = (("host", Known("q")), ("password", Known("s")), ("x", Known("1")))
    address = from_parts("postgresql+asyncpg", Known("h"), Known(1), hole("db"), query)
    assert where(address) == ("q", 1, "<db>")
    assert [key for key, _ in address.query] == ["host", "x"]


def test_holes_stay() -> None:
    address = from_parts(None, hole("host"), hole("port"), hole("db"))
    assert (address.host, address.port, address.database) == (hole("host"), hole("port"), hole("db"))


class _Places(TypedDict, total=False):
    host: Value
    port: Value
    database: Value


_KEYWORDS: list[_Places] = [
    {},
    {"host": Known("x")},
    {"port": Known(9)},
    {"host": Known("x"), "port": Known(9)},
    {"database": Known("y")},
]


def _given(keywords: _Places) -> dict[str, Any]:
    return {name: plain(value) for name, value in cast("dict[str, Value]", keywords).items()}


@each_row("keywords", _KEYWORDS)
@each_row("dsn", ["postgresql://h:1/d", "postgresql://h/d", "postgresql://h1:1,h2:2/d", "postgresql://"])
def test_merge_same_as_asyncpg(dsn: str, keywords: _Places) -> None:
    read = connect_utils._parse_connect_dsn_and_args
    arguments: dict[str, Any] = dict.fromkeys(inspect.signature(read).parameters)
    arguments.update(dsn=dsn, user="u", password="p", **_given(keywords))
    places, parameters = read(**arguments)
    address = merge(parse_url(Known(dsn), by_asyncpg=True), by_asyncpg=True, **keywords)
    found = [(plain(host), plain(port) or 5432) for host, port in ((address.host, address.port), *address.others)]
    if address.host is not None:
        assert found == places
    assert plain(address.database) == (parameters.database if parameters.database != "u" else None)


@each_row("keywords", _KEYWORDS)
@each_row("dsn", ["postgresql://h:1/d", "postgresql://h/d", "postgresql://"])
def test_merge_same_as_psycopg(dsn: str, keywords: _Places) -> None:
    given = _given(keywords)
    if "database" in given:
        given["dbname"] = given.pop("database")
    read = psycopg.conninfo.conninfo_to_dict(psycopg.conninfo.make_conninfo(dsn, **given))
    address = merge(parse_url(Known(dsn)), **keywords)
    port = plain(address.port)
    assert (plain(address.host), str(port) if port else None) == (read.get("host"), read.get("port"))
    assert plain(address.database) == read.get("dbname")


def test_merge_takes_none_as_not_given() -> None:
    base = Address(host=Known("h"), port=Known(1), database=Known("d"), query=(("x", Known("1")),))
    assert merge(base, Known(None), Known(None), Known(None)) == base
    assert merge(base) == base


def test_a_host_beside_an_unknown_dsn_makes_the_address_known() -> None:
    base = Address(unknown="the variable X")
    assert merge(base, host=Known("h")).unknown is None
    assert merge(base, port=Known(6543)).unknown == "the variable X"


def test_one_port_serves_new_hosts_and_lists_that_do_not_match_are_unknown() -> None:
    base = Address(host=Known("h"), port=Known(6432))
    assert merge(base, host=Known("a,b")).others == ((Known("b"), Known(6432)),)
    many = Address(host=Known("h"), port=Known(1), others=((Known("i"), Known(2)),))
    assert isinstance(merge(many, host=Known("a,b,c")).port, Unknown)


def test_known_scheme() -> None:
    assert known_scheme(Known("PostgreSQL+asyncpg")) == "postgresql+asyncpg"
    assert known_scheme(hole("driver")) is None
    assert known_scheme(None) is None
