"""Alembic: the functions of `alembic.op` work on the connection of the migration."""

from __future__ import annotations

from pooler_lint.connections.library import UsedLibrary

LIBRARY = UsedLibrary(
    "alembic",
    frozenset({"alembic.op"}),
    modules=frozenset({"alembic.op"}),
    committing=frozenset({"alembic.context.begin_transaction", "autocommit_block"}),
)
