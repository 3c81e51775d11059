"""Read a database URL, also one with holes, into an `Address`."""

from __future__ import annotations

import re
from urllib.parse import unquote, unquote_plus

from pooler_lint.dsn.mask import is_secret_name
from pooler_lint.dsn.places import HostPort, absent_if_empty, carried_by, places_of_lists, places_of_netloc
from pooler_lint.dsn.scheme import driver_of_scheme, is_postgres_scheme
from pooler_lint.model import Address
from pooler_lint.records import replace
from pooler_lint.values import Known, Text, Unknown, Value
from pooler_lint.values.tape import Tape, tape_of

DROPPED_KEYS = frozenset({"user", "password", "passfile", "sslpassword", "sslkey"})
"""What never gets into an `Address`."""

_SCHEME = re.compile(r"\s*(?P<scheme>[^:/?#@\s]+)://(?P<rest>.*)\Z", re.DOTALL)
_SCHEME_THEN_HOLE = re.compile(r"(?P<scheme>[A-Za-z][\w+.\-]*)(?P<colon>:/?)?\Z")
_PARTS = re.compile(r"(?P<netloc>[^/?]*)(?:/(?P<path>[^?]*))?(?:\?(?P<query>.*))?\Z", re.DOTALL)


def parse_url(value: Known | Text, *, by_asyncpg: bool = False) -> Address:
    """The address that a URL names; never raises.

    Where host, port or database stand both in the URL proper and in its query, the query wins, as it does in libpq
    (`conninfo_uri_parse_params` in fe-connect.c) and SQLAlchemy (`create_connect_args` of its PostgreSQL dialects).
    `by_asyncpg` True: asyncpg itself reads the URL, and the URL proper wins (`_parse_connect_dsn_and_args` in
    asyncpg/connect_utils.py; a host there makes it ignore the port of the query too).
    """
    tape = tape_of(value)
    if tape.text.lstrip().lower().startswith("jdbc:"):
        return Address(scheme="jdbc", is_postgres=False, trail=value.trail)
    match = _SCHEME.match(tape.text)
    if match is not None:
        scheme, is_postgres = _read_scheme(tape, match.group("scheme"))
        address = _read_rest(tape, match.group("rest"), by_asyncpg)
        return replace(address, scheme=scheme, is_postgres=is_postgres, trail=value.trail)
    if tape.text and tape.has_hole(tape.text[0]):
        return replace(_read_tail(tape, by_asyncpg), trail=value.trail)
    return replace(_read_without_scheme(tape), trail=value.trail)


def _read_scheme(tape: Tape, scheme: str) -> tuple[str | None, bool | None]:
    if not tape.has_hole(scheme):
        return scheme.lower(), is_postgres_scheme(scheme)
    start = re.split(f"[{''.join(tape.holes)}]", scheme)[0].lower()
    if "+" in start or start in ("postgres", "postgresql"):
        return None, is_postgres_scheme(start)
    return None, None


def _read_without_scheme(tape: Tape) -> Address:
    """A literal start such as `"postgresql+asyncpg" + rest`, or no URL at all."""
    first = next((index for index, character in enumerate(tape.text) if character in tape.holes), None)
    match = _SCHEME_THEN_HOLE.match(tape.text[:first]) if first is not None else None
    if first is None or match is None:
        return Address(unknown="it is not a database URL")
    hole = tape.holes[tape.text[first]]
    name = match.group("scheme").lower()
    is_postgres = is_postgres_scheme(name)
    # `"postgresql" + rest` may go on with "+asyncpg", `"postgresql+psycopg" + rest` with "2"; asyncpg's is complete.
    complete = bool(match.group("colon")) or driver_of_scheme(name)[0] == "asyncpg"
    if is_postgres is None and not complete:
        return Address(unknown="it is not a database URL")
    return _swallowed(hole, scheme=name if complete else None, is_postgres=is_postgres)


def _swallowed(hole: Value, scheme: str | None = None, is_postgres: bool | None = None) -> Address:
    host, port, database = (carried_by(hole, what) for what in ("host", "port", "database"))
    return Address(scheme=scheme, host=host, port=port, database=database, is_postgres=is_postgres)


def _read_tail(tape: Tape, by_asyncpg: bool) -> Address:
    """A text that starts with a hole, which may hold the scheme and more: `{base}:6543/db`, `{url}?x=1`."""
    rest = tape.text
    if "?" not in rest and "&" in rest:
        rest = rest.replace("&", "?", 1)
    address = _read_rest(tape, rest, by_asyncpg)
    hole = tape.holes[tape.text[0]]
    if rest.partition("?")[0].count("/") > 1:
        address = replace(address, database=carried_by(hole, "database"))
    known = (address.host, address.port, address.database)
    if any(isinstance(part, (Known, Text)) for part in known):
        return address
    reason = hole.reason if isinstance(hole, Unknown) else "the URL is the result of an expression"
    return replace(address, unknown=reason)


def _read_rest(tape: Tape, rest: str, by_asyncpg: bool) -> Address:
    """What follows `scheme://`."""
    at = _end_of_login(rest)
    match = _PARTS.match(rest[at + 1 :])
    assert match is not None, "the pattern takes any text"
    netloc, path, query = match.group("netloc"), match.group("path"), match.group("query") or ""
    pairs = _query_pairs(tape, query)
    last_hole = tape.holes[netloc[-1]] if path is None and tape.ends_in_hole(netloc) else None
    if last_hole is not None and at < 0:
        swallowed = _swallowed(last_hole)
        return replace(swallowed, query=_public_query(tape, pairs))
    places = places_of_netloc(tape, netloc)
    database = _database_of(tape, path) if path is not None else None
    if last_hole is not None:
        database = carried_by(last_hole, "database")
    return _with_query(tape, places, database, pairs, by_asyncpg)


def _end_of_login(rest: str) -> int:
    """The index of the `@` after the login, -1 when there is none.

    The last one before the path counts: a raw `@` in a password then does not get into the host. SQLAlchemy also
    reads a raw `/` or `?` in a password (`_parse_url` in sqlalchemy/engine/url.py), told here by what cannot be a port.
    """
    authority = re.split(r"[/?]", rest, maxsplit=1)[0]
    if "@" in authority:
        return authority.rfind("@")
    _, colon, after = authority.partition(":")
    if not colon or "@" not in rest or authority.startswith("["):
        return -1
    could_be_port = re.fullmatch(r"\d*|[^\x00-\x7f]+|[\d:.\w-]*,[\d:,.\w-]*", after) is not None
    path = rest.partition("?")[0]
    if could_be_port and ("@" not in path or not after.isdigit()):
        return -1
    first = rest.find("@")
    segment = re.split(r"[/?]", rest[first:], maxsplit=1)[0]
    return first + segment.rfind("@")


def _database_of(tape: Tape, path: str) -> Value | None:
    if "@" in path:
        return Unknown("the database name holds an `@`: it may be a part of a password")
    return absent_if_empty(tape.value(path, unquote))


def _query_pairs(tape: Tape, query: str) -> list[tuple[str, str]]:
    """Keys and decoded pieces of the tape; what has a hole in its key is left out."""
    pairs = []
    for item in query.split("&"):
        key, sign, piece = item.partition("=")
        if sign and key and not tape.has_hole(key):
            pairs.append((unquote_plus(key), unquote_plus(piece)))
    return pairs


def _public_query(tape: Tape, pairs: list[tuple[str, str]]) -> tuple[tuple[str, Value], ...]:
    return tuple(
        (key, Unknown("a secret") if is_secret_name(key) else tape.value(piece))
        for key, piece in pairs
        if key.lower() not in DROPPED_KEYS
    )


def _with_query(
    tape: Tape, places: list[HostPort], database: Value | None, pairs: list[tuple[str, str]], by_asyncpg: bool
) -> Address:
    given = {key: piece for key, piece in pairs if piece}
    hosts = [piece for key, piece in pairs if key == "host" and piece]
    if not hosts and "hostaddr" in given:
        hosts = [given["hostaddr"]]
    if not hosts and "service" in given and not any(host for host, _ in places):
        places = [(Unknown("it comes from the service file"), Unknown("it comes from the service file"))]
    asked = places_of_lists(tape, hosts, given.get("port")) if hosts or "port" in given else []
    named = given.get("database", given.get("dbname"))
    if by_asyncpg:
        places = places if any(host for host, _ in places) else _filled(asked, places)
        database = database if database is not None or named is None else tape.value(named)
    else:
        places = _filled(asked, places)
        database = tape.value(named) if named is not None else database
    host, port = places[0] if places else (None, None)
    query = _public_query(tape, pairs)
    return Address(host=host, port=port, database=database, query=query, others=tuple(places[1:]))


def _filled(asked: list[HostPort], places: list[HostPort]) -> list[HostPort]:
    """The places of the query, with what they lack taken from the URL proper."""
    if not asked:
        return places
    if all(host is None for host, _ in asked):
        ports = [port for _, port in asked]
        hosts = [host for host, _ in places] or [None]
        return [(host, ports[0] if len(ports) == 1 else ports[min(i, len(ports) - 1)]) for i, host in enumerate(hosts)]
    default = places[0][1] if len(places) == 1 else None
    return [(host, default if port is None else port) for host, port in asked]
