"""What the pool classes of SQLAlchemy make of the arguments of `create_engine`: alike in 1.4, 2.0 and 2.1."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pooler_lint.facts.tables import table

_PACKAGES = ("sqlalchemy.", "sqlmodel.")


def pool_name(dotted: str) -> str | None:
    """The name of SQLAlchemy's class: "NullPool" for `sqlalchemy.pool.NullPool`; None for a name from elsewhere."""
    return dotted.rpartition(".")[2] if dotted.startswith(_PACKAGES) else None


def refused_arguments(dotted: str) -> tuple[str, ...]:
    """The arguments that the constructor of this pool class (its dotted name) refuses."""
    name = pool_name(dotted)
    rows: list[dict[str, Any]] = table("pool_arguments")["rows"]
    return next((tuple(row["refuses"]) for row in rows if row["pool"] == name), ())


def given_arguments(callee: str) -> tuple[str, ...]:
    """The arguments that this callee gives the engine itself wherever the call does not."""
    rows: list[dict[str, Any]] = table("pool_arguments")["given"]
    return next((tuple(row["arguments"]) for row in rows if row["callee"] == callee), ())


def queue_arguments() -> tuple[str, ...]:
    """The arguments that only a pool with a queue has a use for."""
    return tuple(table("pool_arguments")["queue_arguments"])


def size_arguments() -> Mapping[str, int]:
    """Return the arguments that limit the connections of an engine, with their defaults."""
    sizes: Mapping[str, int] = table("pool_arguments")["sizes"]
    return sizes


def unused_by_null_pool() -> tuple[str, ...]:
    """Return the arguments that NullPool accepts, and that have no effect without connections that are kept."""
    return tuple(table("pool_arguments")["unused_by_null_pool"])


def pool_arguments() -> tuple[str, ...]:
    """Return the arguments that have an effect only with a pool that keeps connections."""
    return (*queue_arguments(), *unused_by_null_pool())


def default_client_limit() -> int:
    """Return how many clients PgBouncer accepts where nothing is set."""
    limit: int = table("pool_arguments")["max_client_conn"]
    return limit


def what_happens(argument: str) -> str:
    """The error that a refused argument ends in."""
    happens: str = table("pool_arguments")["happens"]
    return happens.format(argument=argument)
