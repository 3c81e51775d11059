"""What holds a connection, what type one has, and what is done with one: tables for the reading of a file."""

from __future__ import annotations

import re
from dataclasses import replace
from types import MappingProxyType

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
LISTENING = frozenset({"add_listener", "notifies"})

_FOLLOWED = Followed(
    False,
    MappingProxyType(_HOLDERS),
    frozenset(TYPES),
    frozenset({"alembic.op"}),
    EXECUTING | LISTENING | {"commit"},
)
_FOLLOWING = replace(_FOLLOWED, uses=True)

# Each begins with letters of its own, so that a text without them is passed over quickly.
_WORDS = re.compile(
    r"""pg_(?:try_)?advisory_lock|set_config|add_listener|\.notifies\(|withhold"""
    r"""|(?<![\w.])(?:SET|set|RESET|reset|LISTEN|listen|PREPARE|prepare|EXECUTE|execute)\s+[\w"{%\\]"""
    r"""|(?i:\btemp(?:orary)?\s+table|\bwith\s+hold|\bdeclare\s+\w+\s+\w*\s*cursor)"""
)


def followed(text: str) -> Followed:
    """What to follow in this file: the uses of connections only where a text of it may be SQL that matters."""
    return _FOLLOWING if _WORDS.search(text) is not None else _FOLLOWED
