"""Alembic: the functions of `alembic.op` work on the connection of the migration."""

from __future__ import annotations

from pooler_lint.connections.library import UsedLibrary
from pooler_lint.model import Session

_MIGRATION = ("alembic.migration", "alembic.runtime.migration")

LIBRARY = UsedLibrary(
    "alembic",
    frozenset({"alembic.op"}),
    modules=frozenset({"alembic.op"}),
    committing=frozenset(
        {
            "alembic.context.begin_transaction",
            *(f"{module}.MigrationContext.configure.begin_transaction" for module in _MIGRATION),
            *(f"{module}.get_context.autocommit_block" for module in ("alembic.op", "alembic.context")),
        }
    ),
    session=Session(autocommit="never"),
)
