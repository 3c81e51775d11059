"""What the ORMs and wrappers make of a file of `testdata/`, tried up to the network: see `tests.construct`."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from functools import partial
from typing import Any
from unittest import mock

import databases
import ormar
from piccolo.engine.postgres import PostgresEngine
from tortoise.connection import ConnectionHandler
from tortoise.contrib.fastapi import RegisterTortoise

AT_START: list[Callable[[object], Any]] = []
"""What `register_tortoise` adds to the start of an application."""

Attempt = Callable[[], Awaitable[object]]


class Orms:
    """The objects that a file made, each with a connection that is still to be made."""

    def __init__(self) -> None:
        self.databases: list[databases.Database] = []
        self.piccolo: list[PostgresEngine] = []
        self.ormar: list[ormar.DatabaseConnection] = []
        self.tortoise: list[ConnectionHandler] = []
        self.registered: list[RegisterTortoise] = []

    def clear(self) -> None:
        """Forget them."""
        AT_START.clear()
        lists: tuple[list[Any], ...] = (self.databases, self.piccolo, self.ormar, self.tortoise, self.registered)
        for one in lists:
            one.clear()

    def remember(self, remember: Callable[[type, list[Any]], None]) -> None:
        """Have every new object put on its list."""
        remember(databases.Database, self.databases)
        remember(PostgresEngine, self.piccolo)
        remember(ormar.DatabaseConnection, self.ormar)
        remember(ConnectionHandler, self.tortoise)
        remember(RegisterTortoise, self.registered)
        # One file may start several applications.
        mock.patch("tortoise.context.set_global_context").start()

    def attempts(self, application: object) -> Iterator[Attempt]:
        """How each of them connects; what one makes may bring further ones."""
        for start in AT_START:
            yield partial(_started, start, application)
        for registered in list(self.registered):
            yield registered.init_orm
        for database in self.databases:
            yield database.connect
        for engine in self.piccolo:
            yield engine.get_new_connection
        for connection in self.ormar:
            yield connection.connect
        for handler in self.tortoise:
            for alias in handler._db_config or ():
                yield partial(_connected, handler, alias)


async def _started(start: Callable[[object], Any], application: object) -> None:
    async with start(application):
        pass


async def _connected(handler: ConnectionHandler, alias: str) -> None:
    await handler._create_connection(alias).create_connection(with_db=True)
