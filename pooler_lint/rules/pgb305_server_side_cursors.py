"""Server-side cursors are used behind a transaction pooler, outside of a transaction.

## What it does
Reports cursors that are declared `WITH HOLD`, in SQL text or by psycopg's `cursor(..., withhold=True)`, on a connection
that goes to a pooler in transaction (or statement) mode. A cursor without it ends with its transaction and is fine. It
does not matter whether the pooler tracks prepared statements.

## Why is this bad
The cursor belongs to the PostgreSQL backend that opened it. A pooler in transaction mode sends the next `FETCH`, which
is a transaction of its own, to any backend, where the cursor does not exist; and its rows stay in the memory of the one
that has it.

## Example
```python
import psycopg

with psycopg.connect(
    "postgresql://app@pgbouncer.internal:6432/shop", prepare_threshold=None
) as connection:
    with connection.cursor("report", withhold=True) as cursor:
        cursor.execute("SELECT * FROM orders")
```

## Use instead
```python
import psycopg

with psycopg.connect(
    "postgresql://app@pgbouncer.internal:6432/shop", prepare_threshold=None
) as connection:
    with connection.cursor("report") as cursor:
        cursor.execute("SELECT * FROM orders")
```

## Fix safety
There is no repair: read all rows of the cursor in the transaction that opens it, or use a connection that goes directly
to PostgreSQL.

## Options
- `[[tool.pooler-lint.endpoints]]`: say what stands at an address.

## References
- https://www.postgresql.org/docs/current/sql-declare.html
- https://www.pgbouncer.org/features.html
"""

from __future__ import annotations

from collections.abc import Sequence

from pooler_lint.model import Case, ConnectionSite
from pooler_lint.rules.session import Done, SessionRule


class ServerSideCursors(SessionRule):
    """A server-side cursor that outlives its transaction."""

    code = "PGB305"
    name = "server-side-cursors-on-transaction-pooler"
    summary = "a server-side cursor outlives its transaction at a transaction pooler"
    kinds = ("hold_cursor",)

    def broken(self, site: ConnectionSite, case: Case, done: Sequence[Done]) -> list[Done]:
        """All of them: WITH HOLD is for what comes after the transaction."""
        return list(done)

    def said(self, done: Sequence[Done], pooler: str) -> str:
        """Names the cursor."""
        return (
            f"{self.pinning(done)} stays on one backend of {pooler}: a FETCH after the transaction goes to any other"
            " one, where it does not exist. Read all rows in the transaction that opens it, without WITH HOLD."
        )

    def pinning(self, done: Sequence[Done]) -> str:
        """`The cursor report WITH HOLD`."""
        name = done[0].statement.name
        return f"The cursor {name} WITH HOLD" if name else "A cursor WITH HOLD"
