"""What is done with a connection, whatever its library: tables for the evaluation of a file."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from types import MappingProxyType

from pooler_lint.index.followed import Followed
from pooler_lint.model import RUNNING
from pooler_lint.sql.in_source import may_be_in_source
from pooler_lint.sql.words import may_be_sql_that_matters

CLOSING = MappingProxyType({"contextlib.closing": ("thing",), "contextlib.aclosing": ("thing",)})
"""What holds a connection of any library."""

_SAME = frozenset({"sync_engine", "sync_connection", "sync_session"})
"""What SQLAlchemy's asynchronous objects stand for: https://docs.sqlalchemy.org/en/20/orm/extensions/asyncio.html"""

EXECUTING = RUNNING | {"cursor", "prepare", "copy_from_query"}
"""Methods whose first argument is SQL, or an expression that becomes SQL."""
_LISTENING = MappingProxyType({"add_listener": 2, "notifies": 0})
"""Methods that listen, and how many arguments they need: others are called so too, and take a function alone."""
_ENDING = frozenset({"commit", "rollback", "start"})
"""Methods of a connection, and of a transaction that it made, that begin or end one."""
_CALLED_BY_NAME = frozenset(
    {
        *("withhold", "set_config", "pg_advisory_lock", "pg_advisory_lock_shared"),
        *("pg_try_advisory_lock", "pg_try_advisory_lock_shared"),
    }
)
"""A keyword of psycopg's cursors, and functions of the server as SQLAlchemy's `func` calls them."""


def followed(
    holders: Mapping[str, tuple[str, ...]],
    types: Collection[str],
    modules: Collection[str],
    committing: Collection[str],
    methods: frozenset[str],
) -> Followed:
    """Return what to follow in a file, with what the libraries say of their connections."""
    return Followed(
        holders=MappingProxyType({**CLOSING, **holders}),
        wrappers=CLOSING.keys(),
        same=_SAME,
        committing=frozenset(committing),
        types=frozenset(types),
        modules=frozenset(modules),
        methods=methods | _LISTENING.keys() | _ENDING,
        names=_CALLED_BY_NAME,
        calls=_LISTENING,
        sql=may_be_sql_that_matters,
        source=may_be_in_source,
    )
