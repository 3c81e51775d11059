"""What a case of the matrix is in the words of the package's tables of facts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pooler_lint.facts.options import ValueKind
from pooler_lint.model import Driver
from pooler_lint.slots import OptionKind
from tests.live.cases import POOLS, REFUSED, SESSION, STARTUP, Case

_NAMES = {"$uuid_name": "unique", "$empty_name": "empty"}


@dataclass(frozen=True, slots=True)
class StatementSettings:
    """A client and its settings, as `pooler_lint.facts.statements` names them."""

    client: str
    settings: dict[str, str]


@dataclass(frozen=True, slots=True)
class WrittenOption:
    """An option and where it is written, as `pooler_lint.facts.options` names them."""

    library: str
    driver: Driver
    kind: OptionKind
    option: str
    value: ValueKind


def statement_settings(case: Case) -> StatementSettings | None:
    """What the case says about prepared statements; None where the tables have no words for it."""
    if case.group in (REFUSED, POOLS, STARTUP, SESSION) or case.settings.get("by") == "creator":
        return None
    if case.client == "asyncpg_direct":
        return _of_asyncpg(case)
    if case.client in ("psycopg_direct", "psycopg_pools"):
        prepare = "yes" if case.work == "prepare" else "no"
        return StatementSettings("psycopg", {"prepare_threshold": _threshold(case.settings), "prepare": prepare})
    if case.client in ("sqlalchemy_async", "sqlalchemy_sync"):
        return _of_sqlalchemy(case)
    return None


def _of_asyncpg(case: Case) -> StatementSettings | None:
    options = case.settings.get("options", {})
    prepare = {"prepare": "yes", "stream": "cursor"}.get(case.work, "no")
    if prepare == "cursor" and "connection_class" in options:
        return None
    cache = _switch(options, "statement_cache_size")
    return StatementSettings("asyncpg", {"statement_cache_size": cache, "prepare": prepare})


def _of_sqlalchemy(case: Case) -> StatementSettings | None:
    driver = case.settings.get("driver", "asyncpg" if case.client == "sqlalchemy_async" else "psycopg")
    if driver is None:
        return None
    engine = case.settings.get("engine", {})
    if driver != "asyncpg":
        settings = {**case.settings, "options": {"kwargs": engine.get("connect_args", {})}}
        return StatementSettings(f"sqlalchemy+{driver}", {"prepare_threshold": _threshold(settings)})
    driver_options = _driver_options(case.settings)
    names = "class" if "connection_class" in driver_options else "default"
    return StatementSettings(
        "sqlalchemy+asyncpg",
        {
            "statement_cache_size": _switch(driver_options, "statement_cache_size"),
            "prepared_statement_cache_size": _switch(driver_options, "prepared_statement_cache_size"),
            "names": _NAMES.get(driver_options.get("prepared_statement_name_func", ""), names),
            "autocommit": "yes" if engine.get("isolation_level") == "AUTOCOMMIT" else "no",
            "pool": "null" if engine.get("poolclass") == "$NullPool" else "kept",
        },
    )


def _driver_options(settings: dict[str, Any]) -> dict[str, Any]:
    in_url = (
        {"prepared_statement_cache_size": 0} if "prepared_statement_cache_size=0" in settings.get("query", "") else {}
    )
    written: dict[str, Any] = {
        **in_url,
        **settings.get("engine", {}).get("connect_args", {}),
        **settings.get("pool", {}).get("connect_args", {}),
        **settings.get("config", {}).get("sqlalchemy.connect_args", {}),
    }
    return written


def _switch(options: dict[str, Any], name: str) -> str:
    return "off" if options.get(name, 1) == 0 else "on"


def _threshold(settings: dict[str, Any]) -> str:
    """The value of prepare_threshold, wherever it is set."""
    options = settings.get("options", {})
    later = settings.get("later") or settings.get("event")
    if "configure" in options:
        later = {"prepare_threshold": None}
    written = {"prepare_threshold": 5, **options, **options.get("kwargs", {}), **(later or {})}
    value = written["prepare_threshold"]
    return "none" if value is None else "zero" if value == 0 else "positive"


# --- options that are refused -----------------------------------------------------------------------------------------

_LIBRARIES: dict[str, tuple[str, Driver]] = {
    "asyncpg_direct": ("asyncpg", "asyncpg"),
    "psycopg_direct": ("psycopg", "psycopg"),
    "psycopg_pools": ("psycopg_pool", "psycopg"),
    "sqlalchemy_async": ("sqlalchemy", "asyncpg"),
    "sqlalchemy_sync": ("sqlalchemy", "psycopg"),
}


def written_option(case: Case) -> WrittenOption | None:
    """The one option that a refused case is about; None where the package does not look at its library."""
    if case.group != REFUSED or case.client not in _LIBRARIES:
        return None
    library, driver = _LIBRARIES[case.client]
    if library == "sqlalchemy":
        driver = case.settings.get("driver", driver)
    given, option, value = list(_options_of(case, library))[-1]
    kind: ValueKind = (
        "text" if isinstance(value, str) and not value.startswith("$") else "none" if value is None else "other"
    )
    return WrittenOption(library, driver, given, option, kind)


def _options_of(case: Case, library: str) -> Iterator[tuple[OptionKind, str, Any]]:
    settings = case.settings
    for part in settings.get("query", "").removeprefix("?").split("&"):
        name, _, value = part.partition("=")
        if name:
            yield OptionKind.QUERY, name, value
    keywords = settings.get("engine" if library == "sqlalchemy" else "options", {})
    for name, value in keywords.items():
        if name == "server_settings":
            yield from ((OptionKind.SERVER_SETTINGS, inner, text) for inner, text in value.items())
        elif name in ("connect_args", "kwargs"):
            yield from _driver_entries(value)
        elif name != "poolclass":
            yield OptionKind.CALL, name, value


def _driver_entries(entries: dict[str, Any]) -> Iterator[tuple[OptionKind, str, Any]]:
    for name, value in entries.items():
        if name == "server_settings":
            yield from ((OptionKind.SERVER_SETTINGS, inner, text) for inner, text in value.items())
        else:
            yield OptionKind.DRIVER, name, value
