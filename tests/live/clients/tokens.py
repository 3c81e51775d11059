"""Objects that settings, being data, can only name: "$empty_name" and the like."""

from __future__ import annotations

import importlib
from typing import Any
from uuid import uuid4


def resolved(value: Any) -> Any:
    """The value with every "$name" in it replaced by the object of that name."""
    if isinstance(value, dict):
        return {key: resolved(item) for key, item in value.items()}
    if isinstance(value, list):
        return [resolved(item) for item in value]
    if isinstance(value, str) and value.startswith("$"):
        return _object(value[1:])
    return value


def _object(name: str) -> Any:
    if name == "empty_name":
        return lambda: ""
    if name == "uuid_name":
        return lambda: f"__asyncpg_{uuid4()}__"
    if name == "unique_ids":
        return _unique_ids()
    if name == "never_prepares":
        return _never_prepares
    if name == "never_prepares_async":
        return _never_prepares_async
    if name.endswith("Pool"):
        return getattr(importlib.import_module("sqlalchemy.pool"), name)
    raise KeyError(name)


def _unique_ids() -> Any:
    """A connection class of asyncpg whose statement names no other connection has."""
    asyncpg = importlib.import_module("asyncpg")

    def _get_unique_id(_: Any, prefix: str) -> str:
        return f"__asyncpg_{prefix}_{uuid4()}__"

    return type("UniqueIds", (asyncpg.Connection,), {"_get_unique_id": _get_unique_id})


def _never_prepares(connection: Any) -> None:
    connection.prepare_threshold = None


async def _never_prepares_async(connection: Any) -> None:
    connection.prepare_threshold = None
