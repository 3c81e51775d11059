"""Run the real drivers up to the network and no further."""

from __future__ import annotations

import asyncio
import inspect
import socket
from collections.abc import Callable
from typing import Any

import asyncpg  # type: ignore[import-untyped]
import asyncpg.connect_utils  # type: ignore[import-untyped]
import asyncpg.connection  # type: ignore[import-untyped]
import psycopg
import psycopg.connection
import psycopg.connection_async
import psycopg2  # type: ignore[import-untyped]
from sqlalchemy import Engine
from sqlalchemy.ext.asyncio import AsyncEngine


class WouldConnectError(Exception):
    """The arguments are good: the next step would be the network."""


def no_network(*args: object, **kwargs: object) -> None:
    """Stand for the first step that needs the network."""
    raise WouldConnectError


async def _no_network_async(*args: object, **kwargs: object) -> None:
    raise WouldConnectError


async def _one_attempt(params: object) -> list[object]:
    return [params]


def cut(replace: Callable[[Any, str, object], object]) -> None:
    """Let the drivers run their own code up to the first packet; `replace` sets an attribute of a module or class."""
    replace(socket.socket, "connect", no_network)
    replace(socket, "getaddrinfo", no_network)
    replace(asyncpg.connect_utils, "_connect_addr", _no_network_async)
    replace(psycopg.connection, "conninfo_attempts", lambda params: [params])
    replace(psycopg.connection_async, "conninfo_attempts_async", _one_attempt)
    for kind in (psycopg.Connection, psycopg.AsyncConnection):
        replace(kind, "_connect_gen", no_network)
    replace(psycopg2, "_connect", no_network)


def attempt(action: Callable[[], object], loop: asyncio.AbstractEventLoop) -> None:
    """Call it and await what it returns; getting as far as the network is success."""

    async def awaited(result: Any) -> None:
        await result

    try:
        result = action()
        if inspect.isawaitable(result):
            loop.run_until_complete(awaited(result))
    except WouldConnectError:
        pass


def connect_engine(engine: Engine) -> object:
    """Have the dialect hand its arguments to the driver."""
    if engine.dialect.is_async:
        return _connect_async_engine(AsyncEngine(engine))
    return engine.connect()


async def _connect_async_engine(engine: AsyncEngine) -> None:
    await engine.connect()


def connect_as_pool(pool: Any) -> object:
    """Have a pool of asyncpg or psycopg check what it keeps for its connections."""
    if isinstance(pool, asyncpg.Pool):
        return asyncpg.connection.connect(*pool._connect_args, **pool._connect_kwargs)
    return pool.connection_class.connect(pool.conninfo, **(pool.kwargs or {}))
