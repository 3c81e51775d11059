"""An advisory lock of the session is taken behind a transaction pooler.

## What it does
Reports `pg_advisory_lock`, `pg_try_advisory_lock` and their shared forms, in SQL text and through SQLAlchemy's `func`,
on a connection that goes to a pooler in transaction (or statement) mode. A lock is fine if the same transaction
releases it on each path to its end: the statements of one transaction run on one server connection. An unlock in one
branch of an `if`, after an early `return` or with another key does not count. The `pg_advisory_xact_lock` functions
are fine.

## Why is this bad
The lock belongs to the PostgreSQL backend that took it, not to the client. `pg_advisory_unlock` goes to any backend: it
returns false, and the lock stays until that backend is closed. Others then wait for ever; or another client gets the
very backend, and the lock with it, so that two of them do what only one may do.

## Example
```python
import asyncpg


async def once(key: int) -> None:
    connection = await asyncpg.connect(
        "postgresql://app@pgbouncer.internal:6432/shop", statement_cache_size=0
    )
    async with connection.transaction():
        await connection.execute("SELECT pg_advisory_lock($1)", key)
        await connection.execute("UPDATE jobs SET done = true")
```

## Use instead
```python
import asyncpg


async def once(key: int) -> None:
    connection = await asyncpg.connect(
        "postgresql://app@pgbouncer.internal:6432/shop", statement_cache_size=0
    )
    async with connection.transaction():
        await connection.execute("SELECT pg_advisory_xact_lock($1)", key)
        await connection.execute("UPDATE jobs SET done = true")
```

## Fix safety
Unsafe, and only where the text shows the transaction around the statement and nothing lets the lock go by itself: the
lock then ends with the transaction. Elsewhere there is no repair: put what the lock guards into one transaction, or
take the lock on a connection that goes directly to PostgreSQL.

## Options
- `[[tool.pooler-lint.endpoints]]`: say what stands at an address.

## References
- https://www.postgresql.org/docs/current/explicit-locking.html#ADVISORY-LOCKS
- https://www.pgbouncer.org/features.html
"""

from __future__ import annotations

from collections.abc import Sequence

from pooler_lint.model import ALL, Case, ConnectionSite, Endpoint, Statement
from pooler_lint.rules.remains import left_behind
from pooler_lint.rules.session import SessionRule, done_of
from pooler_lint.rules.transactions import Done
from pooler_lint.rules.undoing import Subject
from pooler_lint.rules.wording import sentence


class SessionAdvisoryLock(SessionRule):
    """A lock that stays with the backend."""

    code = "PGB303"
    name = "session-advisory-lock-on-transaction-pooler"
    summary = "an advisory lock of the session is lost at a transaction pooler"
    messages = ("the session lock of {function}() is not reliable through {pooler}",)
    url = "https://www.postgresql.org/docs/current/explicit-locking.html#ADVISORY-LOCKS"
    fixable = True
    kinds = ("lock",)
    title = "Lock until the end of the transaction"
    why = "the unlock may run on a different server connection and release nothing, and other clients may get the lock"
    help = ("use pg_advisory_xact_lock in a transaction, or a connection that goes directly to PostgreSQL",)
    note = "there is no fix, because the lock is not taken and released in one transaction that can be seen here"

    def broken(self, site: ConnectionSite, case: Case, done: Sequence[Done]) -> list[Done]:
        """Those that nothing in their own transaction lets go."""
        return left_behind(site, case, done, list(done_of(site, ("unlock",))), _lock_of, survives_rollback=True)

    def message(self, done: Sequence[Done], endpoint: Endpoint) -> str:
        """Name the first function."""
        return sentence(self.messages[0], endpoint, {"function": done[0].statement.name or "pg_advisory_lock"})

    def pinning(self, done: Sequence[Done]) -> str:
        """Return `pg_advisory_lock()`."""
        return f"{done[0].statement.name}()"

    def is_narrowed(self, site: ConnectionSite) -> bool:
        """Return True unless an unlock would then find no lock."""
        return not any(done_of(site, ("unlock",)))


def _lock_of(statement: Statement) -> Subject:
    """Return the lock that is taken or released: its key, and whether it is shared."""
    if statement.name == ALL:
        return Subject(None, None)
    return Subject(statement.key, "shared" if (statement.name or "").endswith("_shared") else "")
