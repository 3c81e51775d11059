"""A temporary table outlives its transaction behind a transaction pooler.

## What it does
Reports `CREATE TEMP TABLE` without `ON COMMIT DROP`, and `SELECT ... INTO TEMP`, on a connection that goes to a pooler
in transaction (or statement) mode. A table that the same transaction drops is fine. With SQLAlchemy and psycopg, a
table counts only where the text shows that it is committed: a rollback takes it back.

## Why is this bad
The table belongs to one PostgreSQL backend. The next transaction may run on another one, where it does not exist; and
it stays on its own backend, where the next `CREATE TEMP TABLE` of any client fails because the name is taken, or a
query reads the rows of another client.

## Example
```python
import asyncpg


async def load(rows: list) -> None:
    connection = await asyncpg.connect(
        "postgresql://app@pgbouncer.internal:6432/shop", statement_cache_size=0
    )
    async with connection.transaction():
        await connection.execute("CREATE TEMP TABLE incoming (id int)")
        await connection.copy_records_to_table("incoming", records=rows)
```

## Use instead
```python
import asyncpg


async def load(rows: list) -> None:
    connection = await asyncpg.connect(
        "postgresql://app@pgbouncer.internal:6432/shop", statement_cache_size=0
    )
    async with connection.transaction():
        await connection.execute("CREATE TEMP TABLE incoming (id int) ON COMMIT DROP")
        await connection.copy_records_to_table("incoming", records=rows)
```

## Fix safety
There is no repair: `ON COMMIT DROP` helps only where everything that uses the table is in one transaction.

## Options
- `[[tool.pooler-lint.endpoints]]`: say what stands at an address.

## References
- https://www.postgresql.org/docs/current/sql-createtable.html
- https://www.pgbouncer.org/features.html
"""

from __future__ import annotations

from collections.abc import Sequence

from pooler_lint.model import Case, ConnectionSite
from pooler_lint.rules.committing import is_committed
from pooler_lint.rules.session import Done, SessionRule, done_of, is_undone


class TemporaryTable(SessionRule):
    """A temporary table that stays with the backend."""

    code = "PGB304"
    name = "temporary-table-on-transaction-pooler"
    summary = "a temporary table stays on one backend of a transaction pooler"
    url = "https://www.postgresql.org/docs/current/sql-createtable.html"
    kinds = ("temporary_table",)

    def broken(self, site: ConnectionSite, case: Case, done: Sequence[Done]) -> list[Done]:
        """Those that stay after the transaction."""
        drops = list(done_of(site, ("drop_table",)))
        return [
            one
            for one in done
            if not one.statement.local
            and is_committed(site, case, one.use)
            and not (one.statement.name is not None and is_undone(site, case, one, drops))
        ]

    def said(self, done: Sequence[Done], pooler: str) -> str:
        """Names the table."""
        return (
            f"{self.pinning(done)} stays on one backend of {pooler}: the next transaction may not find it, and other"
            " clients of that backend do. Add ON COMMIT DROP and use it in one transaction."
        )

    def pinning(self, done: Sequence[Done]) -> str:
        """`The temporary table incoming`."""
        name = done[0].statement.name
        return f"The temporary table {name}" if name else "A temporary table"
