"""Tortoise ORM: `Tortoise.init`, `register_tortoise`, `RegisterTortoise`, with a `db_url` or a `config` of connections.

The query of a URL and the entries of `credentials` go to `asyncpg.create_pool`, or to psycopg's pool:
https://github.com/tortoise/tortoise-orm/blob/develop/tortoise/backends/base/config_generator.py
https://github.com/tortoise/tortoise-orm/tree/develop/tortoise/backends (asyncpg/client.py, psycopg/client.py)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pooler_lint.connections.address import address_of, why_unknown
from pooler_lint.connections.expand import Way
from pooler_lint.connections.library import Library, Part, Surroundings
from pooler_lint.connections.options import (
    address_assumptions,
    container,
    dict_options,
    place_of,
    query_options,
    set_later,
)
from pooler_lint.dsn.parts import from_parts
from pooler_lint.dsn.scheme import driver_of_scheme
from pooler_lint.model import Address, Case, Driver, Option
from pooler_lint.records import replace
from pooler_lint.slots import DictEntry, Nowhere, OptionKind, Slot, Slots, UrlQuery
from pooler_lint.values import Argument, Called, Dict, Entry, Function, Symbol, Value
from pooler_lint.values.texts import known_text

_ADDRESS = ("host", "port", "database", "user", "password", "server_settings", "kwargs")
_ENGINES: dict[str, Driver] = {"tortoise.backends.asyncpg": "asyncpg", "tortoise.backends.psycopg": "psycopg"}
_NO_PLACE = Nowhere(
    "Tortoise ORM takes no prepare_threshold itself; an async function under `configure` in the credentials can set it"
    " on each new connection"
)
_NO_CREDENTIALS = Nowhere("the credentials come from a place that the text does not show")


# --- the connections of a call ----------------------------------------------------------------------------------------


def parts_of(callee: str, way: Way) -> Sequence[Part]:
    """The connections that one way of the call makes, each with a `url`, or an `engine` and `credentials`."""
    config = way.arguments.get("config") or way.arguments.get("tortoise_config")
    if way.value("db_url") is not None or config is None:
        return (Part("", None, _only(way, url=way.arguments.get("db_url"))),)
    generated = _argument_of(config.value, "generate_config", "db_url", 0)
    if generated is not None:
        return (Part("", None, _only(way, url=generated)),)
    connections = _connections(config.value)
    if not isinstance(connections, Dict):
        reason = why_unknown(config.value if connections is None else connections)
        return (Part("", None, replace(_only(way), unpacked=way.unpacked or reason)),)
    return [Part(entry.key, entry.place, _way_of(entry, way)) for entry in connections.entries]


def _connections(config: Value) -> Value | None:
    """`{"connections": {...}}` or `TortoiseConfig(connections={...})`."""
    if isinstance(config, Dict):
        entry = config.get("connections")
        return entry.value if entry is not None else None
    argument = _argument_of(config, "TortoiseConfig", "connections", 0)
    return argument.value if argument is not None else None


def _way_of(entry: Entry, way: Way) -> Way:
    """A URL, `{"engine": ..., "credentials": {...}}`, `DBUrlConfig(url)` or `ConnectionConfig(...)`."""
    value = entry.value
    if isinstance(value, Dict):
        return replace(_only(way, **dict(_entries(value))), unpacked=value.open)
    if isinstance(value, Called):
        for function, name in (("DBUrlConfig", "url"), ("expand_db_url", "db_url"), ("ConnectionConfig", "db_url")):
            url = _argument_of(value, function, name, 2 if function == "ConnectionConfig" else 0)
            if url is not None:
                return _only(way, url=url)
        if _is_call_of(value, "ConnectionConfig"):
            engine, credentials = value.argument("engine", 0), value.argument("credentials", 1)
            return _only(way, engine=engine, credentials=credentials)
    return _only(way, url=Argument("url", value, entry.place))


def _entries(given: Dict) -> Iterator[tuple[str, Argument]]:
    return ((entry.key, Argument(entry.key, entry.value, entry.place)) for entry in given.entries)


def _only(way: Way, **arguments: Argument | None) -> Way:
    return replace(way, arguments={name: given for name, given in arguments.items() if given is not None})


def _argument_of(value: Value, function: str, name: str, position: int) -> Argument | None:
    return value.argument(name, position) if isinstance(value, Called) and _is_call_of(value, function) else None


def _is_call_of(called: Called, function: str) -> bool:
    return isinstance(called.function, Symbol) and called.function.dotted.rpartition(".")[2] == function


# --- one connection ---------------------------------------------------------------------------------------------------


def case_of(callee: str, way: Way, surroundings: Surroundings) -> Case | None:
    """The case of one connection; None where it is another database's."""
    url = way.value("url")
    case = _of_url(way, url) if url is not None else _of_credentials(way)
    if case is None:
        return None
    assumed = address_assumptions(way.assumptions, case.dsn, way.choosing)
    return replace(case, assumptions=way.assumptions, address_assumptions=assumed)


def _of_url(way: Way, url: Value) -> Case | None:
    address = address_of(url, by_asyncpg=True)
    if address.is_postgres is False:
        return None
    driver = driver_of_scheme(address.scheme)[0]
    if driver is None and address.scheme is not None:
        driver = "asyncpg"  # of `postgres://` and `postgresql://`
    options = query_options(address, place_of(way.arguments.get("url")))
    place: Slot = _NO_PLACE if driver == "psycopg" else UrlQuery(way.arguments["url"].place)
    return Case(address, driver, tuple(options), slots=Slots(_NO_CREDENTIALS, place), open=way.unpacked, dsn=url)


def _of_credentials(way: Way) -> Case | None:
    name = known_text(way.value("engine"))
    if name is not None and name.startswith("tortoise.backends.") and name not in _ENGINES:
        return None
    given, place, unseen = container(way.arguments.get("credentials"))
    address = _address(way, given, unseen)
    case = Case(
        replace(address, is_postgres=True if name in _ENGINES else None),
        _ENGINES.get(name or ""),
        tuple(dict_options(_without_address(given), OptionKind.DRIVER)),
        slots=Slots(_NO_CREDENTIALS, DictEntry("credentials", given, place)),
        open=unseen or way.unpacked,
        dsn=address.host or address.port,
    )
    settings = dict_options(_dict(given, "server_settings"), OptionKind.SERVER_SETTINGS)
    case = replace(case, options=(*case.options, *settings))
    return _of_psycopg(case, given) if case.driver == "psycopg" else case


def _of_psycopg(case: Case, given: Dict | None) -> Case:
    """The credentials are options of the pool; only their `kwargs` get to the connections."""
    entry = given.get("kwargs") if given is not None else None
    inside, place, unseen = container(Argument("kwargs", entry.value, entry.place) if entry is not None else None)
    configure = given.get("configure") if given is not None else None
    unfollowed = configure is not None and not isinstance(configure.value, Function)
    options: list[Option] = [
        *(replace(option, kind=OptionKind.CALL) for option in case.options if option.kind is OptionKind.DRIVER),
        *dict_options(inside, OptionKind.DRIVER),
        *set_later([configure.value] if configure is not None and isinstance(configure.value, Function) else []),
    ]
    hidden = "what the `configure` function does is not in this file" if unfollowed else unseen
    known = replace(inside, open=inside.open or hidden) if inside is not None else None
    kwargs: Slot = DictEntry("kwargs", known, place) if entry is not None else _NO_PLACE
    return replace(
        case,
        options=tuple(options),
        open=hidden or case.open,
        slots=Slots(case.slots.driver, kwargs),
    )


def _address(way: Way, given: Dict | None, unseen: str | None) -> Address:
    if given is None:
        return Address(unknown=unseen or way.unpacked or "the connections are in a file of their own")
    host = given.get("host")
    port, database = given.get("port"), given.get("database")
    address = from_parts(
        None, host.value if host else None, port.value if port else None, database.value if database else None
    )
    if host is not None:
        return address
    return replace(address, unknown=given.open or "no host is given: the environment (PGHOST) decides")


def _dict(given: Dict | None, name: str) -> Dict | None:
    entry = given.get(name) if given is not None else None
    return entry.value if entry is not None and isinstance(entry.value, Dict) else None


def _without_address(given: Dict | None) -> Dict | None:
    if given is None:
        return None
    return replace(given, entries=tuple(entry for entry in given.entries if entry.key not in _ADDRESS))


_REGISTER = "tortoise.contrib.{}.register_tortoise"
_CLASS = "tortoise.contrib.{}.RegisterTortoise"
_FRAMEWORKS = ("aiohttp", "blacksheep", "fastapi", "quart", "sanic", "starlette", "tornado")

LIBRARY = Library(
    name="tortoise",
    callees={
        **dict.fromkeys(("tortoise.Tortoise.init", "tortoise.context.TortoiseContext.init"), "tortoise.Tortoise.init"),
        **{_REGISTER.format(name): _REGISTER.format(name) for name in _FRAMEWORKS},
        **{_CLASS.format(name): _CLASS.format(name) for name in ("fastapi", "starlette")},
        "aerich.Command": "aerich.Command",
    },
    positional={
        "": ("app", "config", "config_file", "db_url", "modules"),
        "tortoise.Tortoise.init": ("config", "config_file", "_create_db", "db_url", "modules"),
        "aerich.Command": ("tortoise_config", "app", "location"),
    },
    case_of=case_of,
    address=frozenset({"config", "db_url"}),
    carriers=frozenset({"engine", "credentials"}),
    maps=frozenset({"connections"}),
    parts=parts_of,
)
