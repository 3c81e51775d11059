"""A statement is prepared in SQL behind a transaction pooler.

## What it does
Reports SQL-level `PREPARE`, `EXECUTE` and the `DEALLOCATE` that belongs to one, on a connection that goes to a pooler
in transaction (or statement) mode. What one transaction prepares, executes and deallocates is fine.

## Why is this bad
The statement belongs to one PostgreSQL backend. `EXECUTE` goes to any backend, where the name does not exist, or stands
for **the statement of another client**. Poolers that track prepared statements track those of the protocol, never those
that SQL makes: measured, 2 to 5 of 10 `EXECUTE` find their statement.

## Example
```python
import psycopg

with psycopg.connect(
    "postgresql://app@pgbouncer.internal:6432/shop", prepare_threshold=None
) as connection:
    connection.execute("PREPARE paid (int) AS SELECT paid FROM orders WHERE id = $1")
    connection.commit()
    connection.execute("EXECUTE paid (1)")
```

## Use instead
```python
import psycopg

with psycopg.connect(
    "postgresql://app@pgbouncer.internal:6432/shop", prepare_threshold=None
) as connection:
    connection.execute("SELECT paid FROM orders WHERE id = %s", [1])
```

## Fix safety
There is no repair: run the query itself; the driver prepares it where the pooler tracks that.

## Options
- `[[tool.pooler-lint.endpoints]]`: say what stands at an address.

## References
- https://www.postgresql.org/docs/current/sql-prepare.html
- https://www.pgbouncer.org/config.html#max_prepared_statements
"""

from __future__ import annotations

from collections.abc import Sequence

from pooler_lint.model import Case, ConnectionSite, Endpoint
from pooler_lint.report import shortened
from pooler_lint.rules.remains import left_behind, lost_with, without
from pooler_lint.rules.session import SessionRule, among
from pooler_lint.rules.transactions import Done
from pooler_lint.rules.wording import sentence


class SqlPrepare(SessionRule):
    """A statement that SQL prepares, and that stays with the backend."""

    code = "PGB307"
    name = "sql-prepare-on-transaction-pooler"
    summary = "a statement prepared in SQL is lost at a transaction pooler"
    messages = (
        "prepared statement {name} may be gone in the next transaction on {pooler}",
        "a prepared statement may be gone in the next transaction on {pooler}",
    )
    url = "https://www.postgresql.org/docs/current/sql-prepare.html"
    kinds = ("prepare", "execute", "deallocate")
    why = "on another server connection, the name does not exist, or stands for the statement of another client"
    help = ("run the query itself; the driver prepares it where the pooler supports that",)
    note = "there is no fix, because all statements that use the name have to change"

    def broken(self, site: ConnectionSite, case: Case, done: Sequence[Done]) -> list[Done]:
        """Those that stay after their transaction, and those that need one from before it."""
        prepared = [one for one in done if one.statement.kind == "prepare"]
        gone = [one for one in done if one.statement.kind == "deallocate"]
        stays = left_behind(site, case, prepared, gone, survives_rollback=True)
        lost = without(site, case, [one for one in done if one.statement.kind == "execute"], prepared)
        lost += lost_with(site, case, stays, prepared, gone)
        return among(done, stays, lost)

    def message(self, done: Sequence[Done], endpoint: Endpoint) -> str:
        """Name the statement, if it has a name."""
        name = done[0].statement.name
        return sentence(self.messages[0 if name else 1], endpoint, name=name or "")

    def pinning(self, done: Sequence[Done]) -> str:
        """Return `PREPARE paid`."""
        first = done[0].statement
        return f"{first.kind.upper()} {shortened(first.name)}" if first.name else first.kind.upper()
