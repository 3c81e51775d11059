"""Middleware for FastAPI and Starlette that makes an engine: fastapi-sqlalchemy and those that follow it.

Each calls `create_engine(db_url, **engine_args)` or `create_async_engine(db_url, **engine_args)`, unless it is given a
`custom_engine`: https://github.com/mfreeborn/fastapi-sqlalchemy/blob/master/fastapi_sqlalchemy/middleware.py and
https://github.com/h0rn3t/fastapi-async-sqlalchemy/blob/main/fastapi_async_sqlalchemy/middleware.py
"""

from __future__ import annotations

from pooler_lint.connections.expand import Way
from pooler_lint.connections.held import arguments_held
from pooler_lint.connections.libraries import sqlalchemy
from pooler_lint.connections.library import Library, Surroundings
from pooler_lint.model import Case


def case_of(callee: str, way: Way, surroundings: Surroundings) -> Case | None:
    """The case of one way of the call; None where it is given an engine."""
    if way.value("custom_engine") is not None:
        return None
    held = arguments_held(way, way.arguments.get("db_url"), "url", "engine_args")
    case = sqlalchemy.case_of(callee, held.way, surroundings)
    return held.placed(case)


def _library(package: str, name: str) -> Library:
    callee = f"{package}.{name}"
    return Library(
        name="sqlalchemy",
        callees={callee: callee, f"{package}.middleware.{name}": callee},
        positional={"": ("app", "db_url", "custom_engine", "engine_args")},
        case_of=case_of,
        address=frozenset({"db_url"}),
        carriers=frozenset({"engine_args"}),
        through=package,
    )


LIBRARIES = (
    _library("fastapi_sqlalchemy", "DBSessionMiddleware"),
    _library("fastapi_sqlmodel", "DBSessionMiddleware"),
    _library("fastapi_async_sqlalchemy", "SQLAlchemyMiddleware"),
)
