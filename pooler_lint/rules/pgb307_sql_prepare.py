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

from pooler_lint.model import Case, ConnectionSite
from pooler_lint.rules.session import Done, SessionRule, is_after, is_in_one_transaction, is_undone


class SqlPrepare(SessionRule):
    """A statement that SQL prepares, and that stays with the backend."""

    code = "PGB307"
    name = "sql-prepare-on-transaction-pooler"
    summary = "a statement prepared in SQL is lost at a transaction pooler"
    url = "https://www.postgresql.org/docs/current/sql-prepare.html"
    kinds = ("prepare", "execute", "deallocate")

    def broken(self, site: ConnectionSite, case: Case, done: Sequence[Done]) -> list[Done]:
        """Those that stay after their transaction, and those that need one from before it."""
        prepared = [one for one in done if one.statement.kind == "prepare"]
        gone = [one for one in done if one.statement.kind == "deallocate"]
        stays = [one for one in prepared if not is_undone(site, case, one, gone)]
        names = {one.statement.name for one in stays}
        lost = [
            one
            for one in done
            if (one.statement.kind == "execute" and not _is_prepared(site, case, one, prepared))
            or (one.statement.kind == "deallocate" and one.statement.name in names)
        ]
        return [one for one in done if one in stays or one in lost]

    def said(self, done: Sequence[Done], pooler: str) -> str:
        """Names the statement."""
        return (
            f"{self.pinning(done)} works on one backend of {pooler}, and the next transaction may run on another one:"
            " there the name is missing, or stands for another client's statement. Run the query itself."
        )

    def pinning(self, done: Sequence[Done]) -> str:
        """`PREPARE paid`."""
        first = done[0].statement
        return f"{first.kind.upper()} {first.name}" if first.name else first.kind.upper()


def _is_prepared(site: ConnectionSite, case: Case, done: Done, prepared: Sequence[Done]) -> bool:
    """True if it was prepared before in the same transaction."""
    own = [one for one in prepared if one.statement.name == done.statement.name and is_after(done, one)]
    return any(is_in_one_transaction(site, case, one, done) for one in own)
