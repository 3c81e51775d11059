"""SQLAlchemy's engines (SQLModel re-exports one). Driver options are in `connect_args={...}` or in the URL's query."""

from __future__ import annotations

from pooler_lint.connections.address import address_of
from pooler_lint.connections.expand import Way
from pooler_lint.connections.library import Library, Surroundings
from pooler_lint.connections.options import (
    address_assumptions,
    container,
    dict_options,
    keyword_options,
    place_of,
    query_options,
    set_later,
)
from pooler_lint.dsn.parts import merge
from pooler_lint.dsn.scheme import driver_of_scheme
from pooler_lint.model import Address, Case, Driver, Session
from pooler_lint.records import replace
from pooler_lint.slots import DictEntry, OptionKind, Slots
from pooler_lint.values import Argument, Dict, Known, Value

_ASYNC_ENGINE = "sqlalchemy.ext.asyncio.create_async_engine"
_ASYNC_FROM_CONFIG = "sqlalchemy.ext.asyncio.async_engine_from_config"
_ASYNC_POOL = "sqlalchemy.ext.asyncio.create_async_pool_from_url"
_ENGINE = "sqlalchemy.create_engine"
_FROM_CONFIG = "sqlalchemy.engine_from_config"
_POOL = "sqlalchemy.create_pool_from_url"
_CONTAINERS = ("url", "connect_args", "configuration", "prefix")


def case_of(callee: str, way: Way, surroundings: Surroundings) -> Case | None:
    """The case of one way of the call; None where the URL is another database's."""
    if callee in (_FROM_CONFIG, _ASYNC_FROM_CONFIG):
        way = _from_configuration(way)
    url = way.value("url")
    address = address_of(url) if url is not None else Address(unknown=way.unpacked or "no URL is given")
    if address.is_postgres is False or _is_another_engine(way):
        return None
    given, place, unseen = container(way.arguments.get("connect_args"))
    if given is not None:
        address = _with_connect_args(address, given)
    settings = given.get("server_settings") if given else None
    server_settings = settings.value if settings and isinstance(settings.value, Dict) else None
    options = [
        *keyword_options(way, _CONTAINERS),
        *dict_options(_without_settings(given), OptionKind.DRIVER),
        *dict_options(server_settings, OptionKind.SERVER_SETTINGS),
        *(one for one in query_options(address, place_of(way.arguments.get("url"))) if not _overrides(given, one.name)),
        *set_later(surroundings.on_connect()),
    ]
    return Case(
        address,
        _driver(address),
        tuple(options),
        slots=Slots(driver=DictEntry("connect_args", given, place)),
        assumptions=way.assumptions,
        address_assumptions=address_assumptions(way.assumptions, url, way.choosing),
        open=unseen or way.unpacked,
        dsn=url,
    )


def _is_another_engine(way: Way) -> bool:
    """`create_engine(url, strategy="gino")` of SQLAlchemy 1.3 makes an engine of GINO's, with arguments of its own."""
    strategy = way.value("strategy")
    return isinstance(strategy, Known) and strategy.value not in ("plain", "threadlocal", "mock")


def _driver(address: Address) -> Driver | None:
    return driver_of_scheme(address.scheme)[0]


def _with_connect_args(address: Address, given: Dict) -> Address:
    """A host or port in `connect_args` overrides the URL's."""
    values = [_entry(given, "host"), _entry(given, "port"), _entry(given, "database") or _entry(given, "dbname")]
    return merge(address, *values) if any(value is not None for value in values) else address


def _overrides(given: Dict | None, name: str) -> bool:
    """True if `connect_args` has the key: what the URL gives for it is not passed to the driver."""
    return given is not None and given.get(name) is not None


def _entry(given: Dict, name: str) -> Value | None:
    entry = given.get(name)
    return entry.value if entry is not None else None


def _without_settings(given: Dict | None) -> Dict | None:
    if given is None:
        return None
    return replace(given, entries=tuple(entry for entry in given.entries if entry.key != "server_settings"))


def _from_configuration(way: Way) -> Way:
    """`engine_from_config({"sqlalchemy.url": ..., "sqlalchemy.pool_size": 5}, prefix="sqlalchemy.")`."""
    configuration = way.arguments.get("configuration")
    prefix_value = way.value("prefix")
    prefix = prefix_value.value if isinstance(prefix_value, Known) else "sqlalchemy."
    if configuration is None:
        return way
    if not isinstance(configuration.value, Dict) or not isinstance(prefix, str):
        arguments = {**way.arguments, "url": Argument("url", configuration.value)}
        return replace(way, arguments=arguments, unpacked=way.unpacked or "the configuration is not in this file")
    inside: dict[str, Argument] = {}
    for entry in configuration.value.entries:
        if entry.key.startswith(prefix):
            name = entry.key[len(prefix) :]
            inside[name] = Argument(name, entry.value)
    return replace(way, arguments={**inside, **way.arguments}, unpacked=way.unpacked or configuration.value.open)


_ORM = ("sqlalchemy.orm", "sqlalchemy.orm.session", "sqlmodel")
_ASYNC = ("sqlalchemy.ext.asyncio", "sqlalchemy.ext.asyncio.session", "sqlmodel.ext.asyncio.session")
_HOLDERS: dict[str, tuple[str, ...]] = {
    **{f"{module}.{name}": ("bind",) for module in _ORM for name in ("Session", "sessionmaker")},
    **{f"{module}.{name}": ("bind",) for module in _ASYNC for name in ("AsyncSession", "async_sessionmaker")},
    "sqlalchemy.orm.scoped_session": ("session_factory",),
    "sqlalchemy.ext.asyncio.async_scoped_session": ("session_factory",),
}

LIBRARY = Library(
    name="sqlalchemy",
    callees={
        **dict.fromkeys(
            (
                _ENGINE,
                "sqlalchemy.engine.create_engine",
                "sqlalchemy.engine.create.create_engine",
                "sqlalchemy.future.create_engine",
                "sqlmodel.create_engine",
            ),
            _ENGINE,
        ),
        **dict.fromkeys(
            (_FROM_CONFIG, "sqlalchemy.engine.engine_from_config", "sqlalchemy.engine.create.engine_from_config"),
            _FROM_CONFIG,
        ),
        **dict.fromkeys(
            (_POOL, "sqlalchemy.engine.create_pool_from_url", "sqlalchemy.engine.create.create_pool_from_url"), _POOL
        ),
        **dict.fromkeys((_ASYNC_ENGINE, "sqlalchemy.ext.asyncio.engine.create_async_engine"), _ASYNC_ENGINE),
        **dict.fromkeys(
            (_ASYNC_FROM_CONFIG, "sqlalchemy.ext.asyncio.engine.async_engine_from_config"), _ASYNC_FROM_CONFIG
        ),
        **dict.fromkeys((_ASYNC_POOL, "sqlalchemy.ext.asyncio.engine.create_async_pool_from_url"), _ASYNC_POOL),
    },
    positional={
        "": ("url",),
        _FROM_CONFIG: ("configuration", "prefix"),
        _ASYNC_FROM_CONFIG: ("configuration", "prefix"),
    },
    case_of=case_of,
    session=Session(own_block="rollback"),
    address=frozenset({"configuration"}),
    types=frozenset(
        (
            *_HOLDERS,
            *("sqlalchemy.Engine", "sqlalchemy.engine.Engine", "sqlalchemy.engine.base.Engine"),
            *("sqlalchemy.Connection", "sqlalchemy.engine.Connection", "sqlalchemy.engine.base.Connection"),
            *("sqlalchemy.ext.asyncio.AsyncEngine", "sqlalchemy.ext.asyncio.AsyncConnection"),
        )
    ),
    holders=_HOLDERS,
)
