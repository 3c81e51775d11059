"""Connecting through the ORMs and wrappers that hand options to a driver, to where nothing listens."""

from __future__ import annotations

import getpass
from importlib import import_module
from typing import Any

from pooler_lint.facts.options import OptionFact
from pooler_lint.slots import OptionKind

HOST, PORT = "127.0.0.1", 1
SECONDS = 0.3
"""How long psycopg's pool tries before it gives up."""


async def connect(fact: OptionFact, option: str, value: Any) -> None:
    """Connect with the option where the row has it; ends in the error of the library or of the closed port."""
    connections = {"tortoise": _tortoise, "piccolo": _piccolo, "databases": _databases}
    await connections[fact.library](fact, option, value)


async def _tortoise(fact: OptionFact, option: str, value: Any) -> None:
    handler = import_module("tortoise.connection").ConnectionHandler()
    handler._init_config({"default": _tortoise_connection(fact, option, value)})
    await handler.get("default").create_connection(with_db=True)


def _tortoise_connection(fact: OptionFact, option: str, value: Any) -> Any:
    if fact.kind is OptionKind.QUERY:
        return f"{fact.driver}://u:p@{HOST}:{PORT}/d?{option}={value}"
    credentials: dict[str, Any] = {"host": HOST, "port": PORT, "user": "u", "password": "p", "database": "d"}
    if fact.driver == "psycopg":
        credentials["timeout"] = SECONDS
    if fact.driver == "psycopg" and fact.kind is OptionKind.DRIVER:
        credentials["kwargs"] = {option: value}
    else:
        credentials[option] = value
    return {"engine": f"tortoise.backends.{fact.driver}", "credentials": credentials}


async def _piccolo(fact: OptionFact, option: str, value: Any) -> None:
    engine = import_module("piccolo.engine.postgres").PostgresEngine
    config = {"host": HOST, "port": PORT, "user": "u", "password": "p", "database": "d", option: value}
    await engine(config=config).get_new_connection()


async def _databases(fact: OptionFact, option: str, value: Any) -> None:
    scheme = "postgresql+aiopg" if fact.driver == "psycopg2" else "postgresql"
    url = f"{scheme}://{getpass.getuser()}:p@{HOST}:{PORT}/d"
    if fact.kind is OptionKind.QUERY:
        url, given = f"{url}?{option}={value}", {}
    else:
        given = {option: value}
    await import_module("databases").Database(url, **given).connect()
