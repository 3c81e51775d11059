"""Cases: what a session keeps, and what it asks for when it starts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.live.cases import CACHE_OFF, SESSION, STARTUP, THREE, Case
from tests.live.jobs import SINGLE, SMALL_CROWD, Work


def of_sessions() -> Iterator[Case]:
    def state(key: str, written: str, work: Work, **settings: Any) -> Case:
        return Case(f"state/{key}", SESSION, written, "session_state", work, settings, SMALL_CROWD)

    def startup(parameter: str, value: str) -> Case:
        written = f'`server_settings={{"{parameter}": "{value}"}}`'
        settings = {"options": {"server_settings": {parameter: value}, **CACHE_OFF}}
        return Case(
            f"startup/{parameter}", STARTUP, written, "asyncpg_direct", "startup", settings, SINGLE, places=THREE
        )

    for parameter in ("statement_timeout", "search_path", "TimeZone", "application_name"):
        yield state(f"set-{parameter}", f"`SET {parameter}`, then ask for it", "set", parameter=parameter)
    yield state("advisory-lock", "`pg_advisory_lock`, then unlock", "advisory-lock")
    yield state("temp-table", "`CREATE TEMP TABLE`, then read it", "temp-table")
    yield state("with-hold", "`WITH HOLD` cursor, then fetch", "with-hold")
    yield state("sql-prepare", "SQL `PREPARE`, then `EXECUTE`", "sql-prepare")
    yield state("listen", "`LISTEN`, `NOTIFY` from elsewhere", "listen")
    for parameter, value in _STARTUP_PARAMETERS:
        yield startup(parameter, value)
    options = {"options": {"options": "-c search_path=tenant", "prepare_threshold": None}}
    yield Case(
        "startup/options",
        STARTUP,
        "psycopg `options=-c search_path=tenant`",
        "psycopg_direct",
        "startup",
        options,
        SINGLE,
        places=THREE,
    )
    options = {"options": {"options": "-c statement_timeout=5s", "prepare_threshold": None}}
    yield Case(
        "startup/options-timeout",
        STARTUP,
        "psycopg `options=-c statement_timeout=5s`",
        "psycopg_direct",
        "startup",
        options,
        SINGLE,
        places=THREE,
    )


_STARTUP_PARAMETERS = (
    ("jit", "off"),
    ("statement_timeout", "5s"),
    ("lock_timeout", "5s"),
    ("work_mem", "8MB"),
    ("role", "app"),
    ("extra_float_digits", "3"),
    ("idle_in_transaction_session_timeout", "5s"),
    ("search_path", "tenant"),
    ("default_transaction_read_only", "on"),
    ("application_name", "mine"),
    ("timezone", "UTC"),
    ("datestyle", "ISO"),
    ("client_encoding", "UTF8"),
    ("IntervalStyle", "iso_8601"),
)
