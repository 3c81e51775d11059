"""What pool classes refuse, held against the installed SQLAlchemy."""

from __future__ import annotations

from typing import Any

import pytest

from pooler_lint.facts.pool_arguments import (
    given_arguments,
    pool_name,
    queue_arguments,
    refused_arguments,
    what_happens,
)
from tests.table import each_row

ARGUMENTS: dict[str, Any] = {
    "pool_size": 1,
    "max_overflow": 1,
    "pool_timeout": 1,
    "pool_use_lifo": True,
    "pool_recycle": 1,
    "pool_pre_ping": True,
    "pool_reset_on_return": None,
}


@each_row("name", ["NullPool", "StaticPool", "AssertionPool", "SingletonThreadPool", "QueuePool"])
@each_row("argument", ARGUMENTS)
def test_create_engine_refuses_exactly_these(name: str, argument: str) -> None:
    from sqlalchemy import create_engine, pool

    keywords: dict[str, Any] = {"poolclass": getattr(pool, name), argument: ARGUMENTS[argument]}
    if argument in refused_arguments(f"sqlalchemy.pool.{name}"):
        expected = what_happens(argument).removeprefix("TypeError: ")
        with pytest.raises(TypeError) as caught:
            create_engine("postgresql+psycopg2://u@127.0.0.1:1/d", **keywords)
        assert expected in str(caught.value)
    else:
        create_engine("postgresql+psycopg2://u@127.0.0.1:1/d", **keywords)


def test_null_pool_refuses_whatever_only_a_queue_needs() -> None:
    assert refused_arguments("sqlalchemy.NullPool") == queue_arguments()


def test_classes_from_elsewhere_are_not_known() -> None:
    assert pool_name("app.NullPool") is None
    assert refused_arguments("app.NullPool") == ()


def test_ormar_gives_these_arguments_itself() -> None:
    from ormar import DatabaseConnection

    made = DatabaseConnection("postgresql+asyncpg://u@127.0.0.1:1/d")
    assert set(given_arguments("ormar.DatabaseConnection")) == set(made._options)
    assert given_arguments("sqlalchemy.create_engine") == ()
