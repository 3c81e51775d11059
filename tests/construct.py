"""Run files of `testdata/` with the real drivers and pools, up to the network and no further.

`python -m tests.construct FILE...` prints a JSON object: for each file the traceback that it ended with, or null. Every
function of the file that needs no argument is called. A connection that got through the driver's own checks of its
arguments is replaced by a stand-in; a connection that SQLAlchemy asks for ends there.
"""

from __future__ import annotations

import asyncio
import gc
import inspect
import json
import os
import re
import ssl
import sys
import tempfile
import traceback
import types
import warnings
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any
from unittest import mock

import asyncpg  # type: ignore[import-untyped]
import asyncpg.connection  # type: ignore[import-untyped]
import configurations.importer  # type: ignore[import-untyped]
import fastapi.routing
import psycopg
import psycopg_pool
from django.conf import settings as django_settings  # type: ignore[import-untyped]
from django.db.utils import ConnectionHandler  # type: ignore[import-untyped]
from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Engine
from sqlalchemy.engine.interfaces import Dialect

from tests import without_network
from tests.construct_libraries import finish
from tests.construct_orms import AT_START, Orms
from tests.stand_in import StandIn
from tests.testdata_format import NAMES_IN_ENVIRONMENT, REQUIRED_FIELDS, without_markers
from tests.without_network import WouldConnectError, connect_as_pool, connect_engine


class Anything(StandIn):
    """A connection, pool, cursor or row, as far as a caller can tell: every use of it gives it again."""

    def __getattr__(self, name: str) -> Anything:
        return self

    def __iter__(self) -> Iterator[Anything]:
        return iter(())


class Made:
    """What a file made: pools and engines that still have to be tried."""

    def __init__(self) -> None:
        self.engines: list[Engine] = []
        self.asyncpg_pools: list[asyncpg.Pool] = []
        self.psycopg_pools: list[Any] = []
        self.orms = Orms()

    def clear(self) -> None:
        """Forget it, and take what another file makes."""
        for one in (self.engines, self.asyncpg_pools, self.psycopg_pools):
            one.clear()
        self.orms.clear()

    def remember(self, kind: type, into: list[Any]) -> None:
        """Put every new object of this class on the list."""
        construct = kind.__init__  # type: ignore[misc]

        def remembering(this: object, *args: object, **kwargs: object) -> None:
            construct(this, *args, **kwargs)
            into.append(this)

        mock.patch.object(kind, "__init__", remembering).start()

    def remember_engines(self) -> None:
        """Put every new engine on the list; its `__init__` must stay, for its signature says what it takes."""
        mock.patch.object(Dialect, "engine_created", self.engines.append).start()


def asked_by_a_library() -> bool:
    """Is a pool or an engine waiting for the connection? It would look closely at what it gets."""
    frame = inspect.currentframe()
    while frame is not None:
        if frame.f_globals.get("__name__", "").startswith(("sqlalchemy.", "asyncpg.pool")):
            return True
        frame = frame.f_back
    return False


def with_stand_in(connect: Callable[..., Any]) -> Callable[..., Any]:
    def connecting(*args: object, **kwargs: object) -> object:
        try:
            return connect(*args, **kwargs)
        except WouldConnectError:
            if asked_by_a_library():
                raise
            return Anything()

    return connecting


def with_stand_in_async(connect: Callable[..., Any]) -> Callable[..., Any]:
    async def connecting(*args: object, **kwargs: object) -> object:
        try:
            return await connect(*args, **kwargs)
        except WouldConnectError:
            if asked_by_a_library():
                raise
            return Anything()

    return connecting


def cut_the_network(made: Made) -> None:
    """Let the drivers run their own code up to the first packet."""
    without_network.cut(lambda target, name, new: mock.patch.object(target, name, new).start())
    connect = with_stand_in_async(asyncpg.connection.connect)
    for module in (asyncpg, asyncpg.connection):
        mock.patch.object(module, "connect", connect).start()
    made.remember(asyncpg.Pool, made.asyncpg_pools)
    mock.patch.object(asyncpg.Pool, "_async__init__", with_stand_in_async(asyncpg.Pool._async__init__)).start()
    mock.patch.object(asyncpg.Pool, "__aenter__", asyncpg.Pool._async__init__).start()
    sync_connect = with_stand_in(psycopg.Connection.connect)
    mock.patch.object(psycopg.Connection, "connect", sync_connect).start()
    mock.patch.object(psycopg, "connect", sync_connect).start()
    mock.patch.object(psycopg.AsyncConnection, "connect", with_stand_in_async(psycopg.AsyncConnection.connect)).start()
    for pool in (psycopg_pool.ConnectionPool, psycopg_pool.AsyncConnectionPool):
        for method in ("_open", "open", "wait", "connection", "close"):
            mock.patch.object(pool, method, return_value=Anything()).start()
        made.remember(pool, made.psycopg_pools)
    made.remember_engines()
    made.orms.remember(made.remember)
    # What `register_tortoise` makes an application do at its start, and what django-configurations asks before a class.
    mock.patch.object(
        fastapi.routing, "_merge_lifespan_context", lambda added, before: AT_START.append(added), create=True
    ).start()
    mock.patch.object(configurations.importer, "installed", True).start()


def add_missing_packages() -> None:
    """The modules of the project that the cases stand for."""
    for name in ("app", "app.settings", "app.models", "aerich", "aerich.models"):
        module = types.ModuleType(name)
        address = types.SimpleNamespace(
            title="app", dsn="postgresql://app@db.internal/app", url="postgresql+asyncpg://app@db.internal/app"
        )
        module.__dict__.update(__path__=[], settings=address)
        sys.modules[name] = module


def set_environment(text: str) -> None:
    """Plausible values for the variables that this file reads."""
    for field in REQUIRED_FIELDS.findall(text):
        os.environ.setdefault(field.upper(), "text")
    scheme = "postgresql+asyncpg" if "create_async_engine" in text else "postgresql"
    for name in NAMES_IN_ENVIRONMENT.findall(text):
        if re.search("URL|DSN|URI", name):
            os.environ[name] = f"{scheme}://app:secret@pooler.internal:6543/app"
        else:
            os.environ[name] = "6543" if "PORT" in name else "db.internal"


def construct(path: Path, made: Made) -> str | None:
    """Run one file and try what it made. Returns the traceback of what went wrong, or None."""
    text, _ = without_markers(path.read_text(encoding="utf-8"))
    made.clear()
    with mock.patch.dict(os.environ):
        set_environment(text)
        return _run(text, path, made)


def _run(text: str, path: Path, made: Made) -> str | None:
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    try:
        module = sys.modules["case"] = types.ModuleType("case")
        exec(compile(text, str(path), "exec"), module.__dict__)
        for value in list(vars(module).values()):
            call(value, loop)
            attempt(partial(finish, value), loop)
            read_settings(value, loop)
        read_settings(module, loop)
        for action in made.orms.attempts(Anything()):
            attempt(action, loop)
        for engine in made.engines:
            attempt(partial(connect_engine, engine), loop)
        for pool in (*made.asyncpg_pools, *made.psycopg_pools):
            attempt(partial(connect_as_pool, pool), loop)
    except Exception:
        return traceback.format_exc(limit=-4)
    finally:
        loop.close()
    return None


def call(value: object, loop: asyncio.AbstractEventLoop) -> None:
    """Call a function of the file, or a partial, that needs no argument; go through what it gives."""
    if not isinstance(value, (types.FunctionType, partial)) or getattr(value, "__module__", "case") != "case":
        return
    parameters = inspect.signature(value).parameters.values()
    if any(
        parameter.default is parameter.empty and parameter.kind is not parameter.VAR_KEYWORD for parameter in parameters
    ):
        return
    attempt(value, loop)


def attempt(action: Callable[[], object], loop: asyncio.AbstractEventLoop) -> None:
    """Run it, with a generator up to its first value; getting as far as the network is success."""
    asyncio.set_event_loop(loop)  # the code of the file may have taken it away

    def run() -> object:
        result = action()
        if inspect.isasyncgen(result):
            result = anext(result)
        return None if isinstance(result, StandIn) else result

    without_network.attempt(run, loop)


def read_settings(holder: object, loop: asyncio.AbstractEventLoop) -> None:
    """Have Django and Flask-SQLAlchemy read what a module or a class sets for them."""
    if not isinstance(holder, (type, types.ModuleType)):
        return
    connect_aliases(getattr(holder, "DATABASES", {}), loop)
    if hasattr(holder, "SQLALCHEMY_DATABASE_URI"):
        app = Flask("case", instance_path=tempfile.gettempdir())
        app.config.from_object(holder)
        SQLAlchemy(app)


def connect_aliases(databases: dict[str, dict[str, Any]], loop: asyncio.AbstractEventLoop) -> None:
    """Have Django read each alias that goes to PostgreSQL, and hand what it makes of it to psycopg.

    Backends of other packages hand on to Django's own, which stands for them here.
    """
    aliases = {
        name: {**alias, "ENGINE": "django.db.backends.postgresql"}
        for name, alias in databases.items()
        if not re.search("sqlite|mysql|oracle", alias["ENGINE"])
    }
    handler = ConnectionHandler({"default": {}, **aliases})
    for name in aliases:
        wrapper = handler[name]
        attempt(partial(psycopg.connect, **wrapper.get_connection_params()), loop)
        assert wrapper.pool is None or wrapper.settings_dict["CONN_MAX_AGE"] == 0


def main(paths: list[str]) -> None:
    """Construct each file and print what became of it."""
    warnings.simplefilter("ignore")
    gc.disable()
    # A context that verifies reads all certificates of the system, which no server will show.
    mock.patch.object(ssl.SSLContext, "load_default_certs").start()
    add_missing_packages()
    django_settings.configure()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)  # SQLite creates its files there
        made = Made()
        cut_the_network(made)
        print(json.dumps({path: construct(Path(path), made) for path in paths}))


if __name__ == "__main__":
    main(sys.argv[1:])
