"""Programs of `testdata/live/sessions/`: what a session keeps, used by one client while another takes its backend.

A program has `use()`, which connects and leaves something in the session, and `is_right(connection, other)`, which asks
whether it is where it belongs. In between another client begins a transaction: a transaction pooler gives it the
backend that `use` has just left (PgBouncer lends the one that was used last), so the outcome does not rest on chance.
"""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from types import ModuleType
from typing import Any

import asyncpg  # type: ignore[import-untyped]
import psycopg

from tests.live.places import DATABASE, PASSWORD, USER, Place
from tests.testdata_format import FIXED, FOLDER, Case, read_case

SESSIONS_FOLDER = FOLDER / "live" / "sessions"
PLACEHOLDER = "pgbouncer.internal:6432"
REFUSED = (asyncpg.PostgresError, psycopg.Error, OSError)
"""What a login, or a question for something that is not there, ends with."""


@dataclass(frozen=True, slots=True)
class SessionProgram:
    """One file; its `rule` is the first part of its name, "right" where it is right behind a transaction pooler."""

    name: str

    @property
    def rule(self) -> str:
        """What its name begins with."""
        return self.name.split("_")[0]

    @property
    def case(self) -> Case:
        """The file as testdata."""
        return read_case(SESSIONS_FOLDER / f"{self.name}.py")


def session_programs() -> tuple[SessionProgram, ...]:
    """Every program."""
    files = sorted(SESSIONS_FOLDER.glob("*.py"))
    return tuple(SessionProgram(path.stem) for path in files if not path.name.endswith(FIXED))


def ends_right(text: str, place: Place) -> bool:
    """Run the text at the place: True if what it asks for at the end is as it should be."""
    module = ModuleType("program")
    exec(compile(text.replace(PLACEHOLDER, f"{place.host}:{place.port}"), "program", "exec"), module.__dict__)
    try:
        if inspect.iscoroutinefunction(module.use):
            return asyncio.run(_ends_right(module, place))
        return _ends_right_in_threads(module, place)
    except Exception as error:
        if isinstance(error, REFUSED) or isinstance(error.__cause__, REFUSED):
            return False
        raise


async def _ends_right(module: ModuleType, place: Place) -> bool:
    connection = await module.use()
    other = await asyncpg.connect(_dsn(place), statement_cache_size=0)
    try:
        await other.execute("BEGIN")
        await other.execute("SELECT 1")
        return bool(await module.is_right(connection, other))
    finally:
        await other.close()
        connection.terminate()


def _ends_right_in_threads(module: ModuleType, place: Place) -> bool:
    with _closing(module.use()) as connection, _closing(psycopg.connect(_dsn(place), prepare_threshold=None)) as other:
        other.execute("SELECT 1")
        return bool(module.is_right(connection, other))


@contextmanager
def _closing(connection: Any) -> Iterator[Any]:
    try:
        yield connection
    finally:
        with suppress(Exception):
            connection.close()


def _dsn(place: Place) -> str:
    return f"postgresql://{USER}:{PASSWORD}@{place.host}:{place.port}/{DATABASE}"
