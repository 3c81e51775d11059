"""Execute a program without a network and record the connections that it creates.

Engines and pools are those of the real libraries, which do not connect when they create one. The real drivers then get
the arguments and check them, up to the first packet. MySQL's drivers are not installed: a stand-in takes their place.
"""

from __future__ import annotations

import asyncio
import inspect
import os
import sqlite3
import sys
import types
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any
from unittest import mock

import asyncpg  # type: ignore[import-untyped]
import psycopg
import psycopg.conninfo
import psycopg2  # type: ignore[import-untyped]
import psycopg_pool
import sqlalchemy
import sqlalchemy.ext.asyncio
from sqlalchemy.engine import Engine, make_url
from sqlalchemy.pool import NullPool

from tests.stand_in import StandIn
from tests.without_network import attempt, connect_as_pool, connect_engine, cut

POOL_ARGUMENTS = frozenset({"pool_size", "max_overflow", "pool_timeout", "pool_use_lifo", "poolclass"})
"""Arguments that size the pool of an engine, or choose it."""

_POOLS = (
    psycopg_pool.ConnectionPool, psycopg_pool.AsyncConnectionPool, psycopg_pool.NullConnectionPool,
    psycopg_pool.AsyncNullConnectionPool,
)  # fmt: skip
_NOT_INSTALLED = ("aiomysql", "pymysql", "pymysql.constants", "pymysql.constants.CLIENT")
_OF_MYSQL = {"host", "user", "password", "database", "db", "port", "connect_timeout", "charset", "client_flag"}


@dataclass(frozen=True)
class Call:
    """One connection, pool or engine that a program created."""

    file: str
    line: int
    callee: str
    driver: str
    """The driver, or `sqlite` or `mysql`."""
    host: str
    """Host and port, or the path of a SQLite database."""
    options: Mapping[str, Any]
    """The arguments of the driver, apart from those that say where it connects."""
    arguments: Mapping[str, Any]
    """The arguments of the pool or the engine."""
    stack: tuple[tuple[str, int], ...] = ()
    """Files and lines of the program that led to the call."""

    @property
    def is_pooled(self) -> bool:
        """True if the endpoint is one of the poolers that programs name."""
        return any(word in self.host for word in ("pgbouncer", "pooler", "bouncer"))

    @property
    def uses_null_pool(self) -> bool:
        """True if the engine has no pool."""
        return self.arguments.get("poolclass") is NullPool

    def __str__(self) -> str:
        shown = ", ".join(f"{name}={_shown(value)}" for name, value in {**self.options, **self.arguments}.items())
        return f"{self.file}:{self.line} {self.callee} {self.driver} {self.host} {shown}"


@dataclass(frozen=True)
class Run:
    """What one execution did."""

    calls: tuple[Call, ...]
    error: str | None = None
    """The exception that ended it."""


class Made(StandIn):
    """Stand for a connection or a pool: every use returns it again."""

    def __getattr__(self, name: str) -> Made:
        if name.startswith("__"):
            raise AttributeError(name)
        return self


class Recorder:
    """Record the calls of the programs that are executed while `recording` is entered."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self._loop = asyncio.new_event_loop()
        self._accepted: set[str] = set()
        self._is_checking = False

    def close(self) -> None:
        """Release the event loop."""
        self._loop.close()

    def record(self, callee: str, driver: str, options: dict[str, Any], arguments: dict[str, Any]) -> None:
        """Add a call, whose place is the innermost frame of the program."""
        frame = inspect.currentframe()
        stack: list[tuple[str, int]] = []
        while frame is not None:
            if frame.f_code.co_filename.startswith("<program>"):
                stack.append((frame.f_code.co_filename.removeprefix("<program>/"), frame.f_lineno))
            frame = frame.f_back
        where = {"host", "port", "user", "password", "database", "dbname", "db", "context"}
        host = (
            str(options.get("database", "")) if driver == "sqlite" else f"{options.get('host')}:{options.get('port')}"
        )
        rest = {key: value for key, value in options.items() if key not in where}
        self.calls.append(Call(*stack[0], callee, driver, host, rest, arguments, tuple(stack)))

    def attempt(self, options: Mapping[str, Any], action: Callable[[], object]) -> None:
        """Have the driver check its arguments, once for the same ones. Raises what the driver raises."""
        key = repr(sorted((name, _shown(value), type(value)) for name, value in options.items()))
        if key in self._accepted:
            return
        self._is_checking = True
        try:  # in a thread of its own, since the program may run an event loop in this one
            with ThreadPoolExecutor(1) as thread:
                thread.submit(attempt, action, self._loop).result()
        finally:
            self._is_checking = False
        self._accepted.add(key)

    def calling(self, record: Callable[..., Any], real: Callable[..., Any]) -> Callable[..., Any]:
        """Return the real function for the engines that are checked, and the recording one for programs."""
        return lambda *given, **keywords: (real if self._is_checking else record)(*given, **keywords)

    def engine(self, callee: str, create: Callable[..., Any]) -> Callable[..., Any]:
        """Return a function that creates an engine with `create` and records what it passes to its driver."""

        def creating(url: Any, **keywords: Any) -> Any:
            made = create(url, **keywords)
            engine: Engine = getattr(made, "sync_engine", made)
            positional, of_url = engine.dialect.create_connect_args(engine.url)
            options = {**of_url, **(keywords.get("connect_args") or {})}
            driver = {"aiosqlite": "sqlite", "pysqlite": "sqlite"}.get(engine.dialect.driver, engine.dialect.driver)
            driver = "mysql" if engine.dialect.name == "mysql" else driver
            check = _CHECKS.get(driver)
            self.attempt({**options, "": driver}, partial(check, options) if check else partial(connect_engine, engine))
            if positional:
                options["database"] = positional[0]
            if driver in ("psycopg", "psycopg2"):
                options = {
                    name: value for name, value in options.items() if name == "prepare_threshold" or value is not None
                }
            if driver == "psycopg2":
                options = {name: value for name, value in options.items() if value is not None}
            arguments = {name: value for name, value in keywords.items() if name != "connect_args"}
            self.record(callee, driver, options, arguments)
            return made

        return creating

    def asyncpg(self, callee: str, function: Callable[..., Any]) -> Callable[..., Made]:
        """Return a function that checks and records the arguments of `asyncpg.connect` or `asyncpg.create_pool`."""
        own = inspect.signature(function).parameters.keys() - inspect.signature(asyncpg.connect).parameters.keys()

        def connecting(dsn: str | None = None, **keywords: Any) -> Made:
            made = function(dsn, loop=self._loop, **keywords)
            check = (lambda: made) if inspect.iscoroutine(made) else partial(connect_as_pool, made)
            self.attempt({**keywords, "dsn": dsn, "": callee}, check)
            if inspect.iscoroutine(made):
                made.close()
            options = {name: value for name, value in keywords.items() if name not in own}
            arguments = {name: value for name, value in keywords.items() if name in own}
            self.record(callee, "asyncpg", {**_address(dsn), **options}, arguments)
            return Made()

        return connecting

    def psycopg(self, callee: str, connect: Callable[..., Any]) -> Callable[..., Made]:
        """Return a function that checks and records the arguments of `psycopg.connect`."""

        def connecting(conninfo: str = "", **keywords: Any) -> Made:
            self.attempt({**keywords, "conninfo": conninfo, "": callee}, partial(connect, conninfo, **keywords))
            self.record(callee, "psycopg", {**psycopg.conninfo.conninfo_to_dict(conninfo), **keywords}, {})
            return Made()

        return connecting

    def psycopg_pool(self, kind: Any) -> Callable[..., Made]:
        """Return a function that creates a pool of this class, closed, and records its arguments."""

        def creating(conninfo: str = "", **keywords: Any) -> Made:
            made = kind(conninfo, **{**keywords, "open": False})
            options = keywords.pop("kwargs", None) or {}
            self.attempt({**options, "conninfo": conninfo, "": kind}, partial(connect_as_pool, made))
            name = kind.__name__.replace("NullConnection", "Connection")  # which a fix may choose
            self.record(name, "psycopg", {**psycopg.conninfo.conninfo_to_dict(conninfo), **options}, keywords)
            return Made()

        return creating

    def psycopg2(self, connect: Callable[..., Any]) -> Callable[..., Made]:
        """Return a function that checks and records the arguments of `psycopg2.connect`."""

        def connecting(dsn: str | None = None, **keywords: Any) -> Made:
            self.attempt({**keywords, "dsn": dsn, "": "psycopg2"}, partial(connect, dsn, **keywords))
            options = {name: value for name, value in keywords.items() if value is not None}
            self.record("connect", "psycopg2", {**_address(dsn), **options}, {})
            return Made()

        return connecting


@contextmanager
def recording() -> Iterator[Recorder]:
    """Replace what creates connections, for all programs that are executed in this context."""
    recorder = Recorder()
    with ExitStack() as stack:

        def replace(module: Any, name: str, value: object) -> None:
            stack.enter_context(mock.patch.object(module, name, value))

        cut(replace)
        stack.callback(recorder.close)
        engine = recorder.engine("create_engine", sqlalchemy.create_engine)
        replace(sqlalchemy, "create_engine", engine)
        replace(sqlalchemy.engine.create, "create_engine", engine)
        of_async = recorder.engine("create_async_engine", sqlalchemy.ext.asyncio.create_async_engine)
        replace(sqlalchemy.ext.asyncio, "create_async_engine", of_async)
        for name in ("connect", "create_pool"):
            real = getattr(asyncpg, name)
            replace(asyncpg, name, recorder.calling(recorder.asyncpg(name, real), real))
        replace(psycopg, "connect", recorder.calling(recorder.psycopg("connect", psycopg.connect), psycopg.connect))
        for kind in _POOLS:
            replace(psycopg_pool, kind.__name__, recorder.psycopg_pool(kind))
        replace(psycopg2, "connect", recorder.calling(recorder.psycopg2(psycopg2.connect), psycopg2.connect))
        for name in _NOT_INSTALLED:  # `mock.patch.dict` would also forget what is imported meanwhile
            sys.modules[name] = _Driver(name)
            stack.callback(sys.modules.pop, name, None)
        yield recorder


def execute(
    recorder: Recorder, files: Mapping[str, str], calls: tuple[str, ...], environment: Mapping[str, str]
) -> Run:
    """Execute the file that comes last with these variables alone, then call these functions of it."""
    recorder.calls.clear()
    error = None
    modules = {name: types.ModuleType(name.removesuffix(".py")) for name in files}
    with mock.patch.dict(os.environ, environment, clear=True):
        try:
            for name, text in files.items():
                module = sys.modules[modules[name].__name__] = modules[name]
                module.__dict__["__file__"] = f"<program>/{name}"
                exec(compile(text, f"<program>/{name}", "exec"), module.__dict__)
            for call in calls:
                _finish(eval(call, module.__dict__))
        except Exception as raised:
            error = f"{type(raised).__name__}: {raised}".partition("\n")[0]
        finally:
            for made in modules.values():
                sys.modules.pop(made.__name__, None)
    return Run(tuple(recorder.calls), error)


def _finish(result: object) -> None:
    """Run what may be awaited to its end: nothing in it is ever pending."""
    if inspect.isawaitable(result) and not isinstance(result, Made):
        for _ in result.__await__():
            raise AssertionError("the program awaits something that is not recorded")


class _Driver(types.ModuleType):
    """Stand for a driver that is not installed, as far as SQLAlchemy imports it."""

    paramstyle = "pyformat"
    VERSION_STRING = "1.1.0"

    def __getattr__(self, name: str) -> type:
        if name.startswith("__"):  # such as __path__, of a package
            raise AttributeError(name)
        return type(name, (Exception,), {"FOUND_ROWS": 2})


def _address(dsn: str | None) -> dict[str, Any]:
    if not dsn:
        return {}
    if "://" not in dsn:
        return dict(psycopg.conninfo.conninfo_to_dict(dsn))
    url = make_url(dsn)
    return {"host": url.host, "port": url.port, **url.query}


def _of_sqlite(options: Mapping[str, Any]) -> None:
    sqlite3.connect(":memory:", **options).close()


def _of_mysql(options: Mapping[str, Any]) -> None:
    for name in options:
        if name not in _OF_MYSQL:
            raise TypeError(f"unexpected keyword argument {name!r}")


_CHECKS: dict[str, Callable[[Mapping[str, Any]], None]] = {"sqlite": _of_sqlite, "mysql": _of_mysql}
"""Drivers that would open a file, or are not installed."""


def _shown(value: object) -> str:
    return getattr(value, "__name__", repr(value))
