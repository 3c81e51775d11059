"""A temporary table outlives its transaction behind a transaction pooler.

## What it does
Reports `CREATE TEMP TABLE` without `ON COMMIT DROP`, and `SELECT ... INTO TEMP`, on a connection that goes to a pooler
in transaction (or statement) mode. A table that the same transaction drops, on each path to its end, is fine. With
SQLAlchemy and psycopg, a table counts only where the text shows that it is committed: a rollback takes it back.

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

from pooler_lint.model import Case, ConnectionSite, Endpoint
from pooler_lint.report import shortened
from pooler_lint.rules.remains import left_behind
from pooler_lint.rules.session import SessionRule, done_of
from pooler_lint.rules.transactions import Done
from pooler_lint.rules.wording import sentence


class TemporaryTable(SessionRule):
    """A temporary table that stays with the backend."""

    code = "PGB304"
    name = "temporary-table-on-transaction-pooler"
    summary = "a temporary table stays on one backend of a transaction pooler"
    messages = (
        "temporary table {name} may be gone in the next transaction on {pooler}",
        "a temporary table may be gone in the next transaction on {pooler}",
    )
    url = "https://www.postgresql.org/docs/current/sql-createtable.html"
    kinds = ("temporary_table",)
    why = "the next transaction may not find the table, and other clients on its server connection do"
    help = ("add ON COMMIT DROP, and use the table in one transaction",)
    note = "there is no fix, because everything that uses the table has to be in one transaction"

    def broken(self, site: ConnectionSite, case: Case, done: Sequence[Done]) -> list[Done]:
        """Those that stay after the transaction."""
        kept = [one for one in done if not one.statement.local]
        return left_behind(site, case, kept, list(done_of(site, ("drop_table",))))

    def message(self, done: Sequence[Done], endpoint: Endpoint) -> str:
        """Name the table, if it has a name."""
        name = done[0].statement.name
        return sentence(self.messages[0 if name else 1], endpoint, name=name or "")

    def pinning(self, done: Sequence[Done]) -> str:
        """Return `temporary table incoming`."""
        name = done[0].statement.name
        return f"temporary table {shortened(name)}" if name else "a temporary table"
