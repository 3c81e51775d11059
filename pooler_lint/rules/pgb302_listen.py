"""A connection to a transaction pooler waits for notifications that never come.

## What it does
Reports `LISTEN`, `add_listener(...)` of asyncpg (also by way of SQLAlchemy's driver connection) and
`connection.notifies()` of psycopg on a connection that goes to a pooler in transaction (or statement) mode.

## Why is this bad
`LISTEN` registers the PostgreSQL backend that happens to serve the transaction. After it the pooler lends that backend
to others and hands no notification on: measured with 20 notifications sent, none arrives, and no error tells.

## Example
```python
import asyncpg


async def main() -> None:
    connection = await asyncpg.connect(
        "postgresql://app@pgbouncer.internal:6432/shop", statement_cache_size=0
    )
    await connection.add_listener("jobs", print)
```

## Use instead
```python
import asyncpg


async def main() -> None:
    connection = await asyncpg.connect("postgresql://app@db.internal:5432/shop")
    await connection.add_listener("jobs", print)
```

## Fix safety
There is no repair: open one connection for it that goes directly to PostgreSQL, or to a pooler in session mode.

## Options
- `[[tool.pooler-lint.endpoints]]`: say what stands at an address.

## References
- https://www.pgbouncer.org/features.html
- https://www.postgresql.org/docs/current/sql-listen.html
"""

from __future__ import annotations

from collections.abc import Sequence

from pooler_lint.model import Case, ConnectionSite, Endpoint
from pooler_lint.rules.session import SessionRule
from pooler_lint.rules.transactions import Done
from pooler_lint.rules.wording import sentence


class Listen(SessionRule):
    """Notifications through a pooler that lends its backends."""

    code = "PGB302"
    name = "listen-on-transaction-pooler"
    summary = "LISTEN receives nothing through a transaction pooler"
    messages = ("LISTEN receives no notifications through {pooler}",)
    url = "https://www.pgbouncer.org/features.html"
    kinds = ("listen",)
    why = "after the transaction, the server connection that listens serves other clients, and no notification arrives"
    help = ("listen on a separate connection that goes directly to PostgreSQL",)
    note = "there is no fix, because the connection needs another endpoint"

    def broken(self, site: ConnectionSite, case: Case, done: Sequence[Done]) -> list[Done]:
        """All of them: a notification comes after the transaction."""
        return list(done)

    def message(self, done: Sequence[Done], endpoint: Endpoint) -> str:
        """Return the same for each way to listen."""
        return sentence(self.messages[0], endpoint)

    def pinning(self, done: Sequence[Done]) -> str:
        """Return `LISTEN`, or the method."""
        method = done[0].use.path[-1]
        return f"{method}()" if method in ("add_listener", "notifies") else "LISTEN"
