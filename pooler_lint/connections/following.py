"""What holds a connection, what type one has, and what is done with one: tables for the reading of a file."""

from __future__ import annotations

from types import MappingProxyType

from pooler_lint.sql.in_source import may_be_in_source
from pooler_lint.sql.words import may_be_sql_that_matters
from pooler_lint.syntax.followed import Followed

_ORM = ("sqlalchemy.orm", "sqlalchemy.orm.session", "sqlmodel")
_ASYNC = ("sqlalchemy.ext.asyncio", "sqlalchemy.ext.asyncio.session", "sqlmodel.ext.asyncio.session")

_HOLDERS: dict[str, tuple[str, ...]] = {
    **{f"{module}.{name}": ("bind",) for module in _ORM for name in ("Session", "sessionmaker")},
    **{f"{module}.{name}": ("bind",) for module in _ASYNC for name in ("AsyncSession", "async_sessionmaker")},
    "sqlalchemy.orm.scoped_session": ("session_factory",),
    "sqlalchemy.ext.asyncio.async_scoped_session": ("session_factory",),
    "contextlib.closing": ("thing",),
    "contextlib.aclosing": ("thing",),
}

TYPES: dict[str, str] = {
    **dict.fromkeys(
        (
            *("asyncpg.Connection", "asyncpg.connection.Connection", "asyncpg.Pool", "asyncpg.pool.Pool"),
            *("asyncpg.pool.PoolConnectionProxy", "asyncpg.connection.LoggedQuery"),
        ),
        "asyncpg",
    ),
    **dict.fromkeys(
        (
            *("psycopg.Connection", "psycopg.AsyncConnection", "psycopg.Cursor", "psycopg.AsyncCursor"),
            *("psycopg.connection.Connection", "psycopg.connection_async.AsyncConnection"),
        ),
        "psycopg",
    ),
    **{
        f"psycopg_pool.{name}": "psycopg_pool"
        for name in ("ConnectionPool", "AsyncConnectionPool", "NullConnectionPool", "AsyncNullConnectionPool")
    },
    **dict.fromkeys(("psycopg2.extensions.connection", "psycopg2.extensions.cursor"), "psycopg2"),
    **dict.fromkeys((name for name in _HOLDERS if name.startswith("sql")), "sqlalchemy"),
    **dict.fromkeys(
        (
            *("sqlalchemy.Engine", "sqlalchemy.engine.Engine", "sqlalchemy.engine.base.Engine"),
            *("sqlalchemy.Connection", "sqlalchemy.engine.Connection", "sqlalchemy.engine.base.Connection"),
            *("sqlalchemy.ext.asyncio.AsyncEngine", "sqlalchemy.ext.asyncio.AsyncConnection"),
        ),
        "sqlalchemy",
    ),
    "alembic.op": "alembic",
}
"""The types that a parameter can be known to be a connection by, and the library of each."""

EXECUTING = frozenset(
    {
        *(
            "execute",
            "executemany",
            "fetch",
            "fetchrow",
            "fetchval",
            "fetchmany",
            "exec_driver_sql",
            "scalar",
            "scalars",
        ),
        *("stream", "stream_scalars", "query", "cursor", "prepare", "copy_from_query"),
    }
)
"""Methods whose first argument is SQL, or an expression that becomes SQL."""
_LISTENING = MappingProxyType({"add_listener": 2, "notifies": 0})
"""Methods that listen, and how many arguments they need: others are called so too, and take a function alone."""
_CALLED_BY_NAME = frozenset(
    {
        *("withhold", "set_config", "pg_advisory_lock", "pg_advisory_lock_shared"),
        *("pg_try_advisory_lock", "pg_try_advisory_lock_shared"),
    }
)
"""A keyword of psycopg's cursors, and functions of the server as SQLAlchemy's `func` calls them."""

FOLLOWED = Followed(
    holders=MappingProxyType(_HOLDERS),
    types=frozenset(TYPES),
    modules=frozenset({"alembic.op"}),
    methods=EXECUTING | _LISTENING.keys() | {"commit"},
    names=_CALLED_BY_NAME,
    calls=_LISTENING,
    sql=may_be_sql_that_matters,
    source=may_be_in_source,
)
"""What to follow in a file where anything of it may be such SQL, or such a name."""
