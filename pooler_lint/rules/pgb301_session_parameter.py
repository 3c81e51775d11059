"""A parameter is set for the session behind a transaction pooler.

## What it does
Reports `SET x`, `SET SESSION x`, `SET ROLE`, `set_config(..., false)` (and the `RESET` that belongs to one) where they
are run over a connection that goes to a pooler in transaction (or statement) mode: in SQL text, through SQLAlchemy's
`func`, in asyncpg's `init=` and `setup=`, in psycopg's `configure=`, in SQLAlchemy's events. `SET LOCAL` and
`set_config(..., true)` are right. So is a value that `RESET` takes back in the same transaction, on each path to its
end: a `RESET` in one branch of an `if`, or after an early `return`, does not count. Parameters that the pooler
carries from backend to backend (`timezone`, `application_name`, `client_encoding`, ...) are fine. With SQLAlchemy
and psycopg, a value counts as set only where the text shows that it is committed: a rollback takes it back. The block
of Alembic's `context.begin_transaction()` commits at its end.

## Why is this bad
The value is set on one PostgreSQL backend. The next transaction of the same client may run on another one, without the
value; and **other clients inherit it**: with `search_path`, `role` or a tenant's setting they read and write the data
of somebody else, without an error.

## Example
```python
import asyncpg


async def orders(tenant: str) -> list:
    connection = await asyncpg.connect(
        "postgresql://app@pgbouncer.internal:6432/shop", statement_cache_size=0
    )
    async with connection.transaction():
        await connection.execute(f"SET search_path TO {tenant}")
        return await connection.fetch("SELECT * FROM orders")
```

## Use instead
```python
import asyncpg


async def orders(tenant: str) -> list:
    connection = await asyncpg.connect(
        "postgresql://app@pgbouncer.internal:6432/shop", statement_cache_size=0
    )
    async with connection.transaction():
        await connection.execute(f"SET LOCAL search_path TO {tenant}")
        return await connection.fetch("SELECT * FROM orders")
```

## Fix safety
Unsafe, and only where the text shows the transaction around the statement: `SET` becomes `SET LOCAL`, the last argument
of `set_config` becomes `true`. What runs after the transaction no longer sees the value; behind the pooler it could not
rely on it. Elsewhere there is no repair: give the value to the role or the database (`ALTER ROLE app SET ...`), or set
it at the beginning of each transaction.

## Options
- `[[tool.pooler-lint.endpoints]]`: say what stands at an address.

## References
- https://www.pgbouncer.org/features.html
- https://www.postgresql.org/docs/current/sql-set.html
"""

from __future__ import annotations

from collections.abc import Sequence

from pooler_lint.facts.parameters import is_tracked
from pooler_lint.model import Case, ConnectionSite, Endpoint, Statement
from pooler_lint.rules.remains import left_behind, lost_with
from pooler_lint.rules.session import SessionRule, among, names_of
from pooler_lint.rules.transactions import Done
from pooler_lint.rules.wording import sentence


class SessionParameter(SessionRule):
    """A parameter that stays on the backend."""

    code = "PGB301"
    name = "session-parameter-on-transaction-pooler"
    summary = "a parameter is set for the session, which a transaction pooler shares with other clients"
    messages = (
        "SET {parameter} can reach other clients of {pooler}",
        "RESET {parameter} can reach other clients of {pooler}",
    )
    url = "https://www.pgbouncer.org/features.html"
    fixable = True
    kinds = ("set", "reset")
    title = "Set it for the transaction alone"
    why = "the next transaction may run on another server connection, and other clients inherit the value"
    help = (
        "set it with SET LOCAL or set_config(..., true) in each transaction, or give it to the role with ALTER ROLE",
    )
    note = "there is no fix, because the transaction around the statement cannot be seen here"

    def broken(self, site: ConnectionSite, case: Case, done: Sequence[Done]) -> list[Done]:
        """Those whose value stays, and the resets that may reach another backend."""
        resets = [one for one in done if one.statement.kind == "reset"]
        sets = [one for one in done if _is_of_the_session(one.statement)]
        stays = left_behind(site, case, sets, resets)
        lost = lost_with(site, case, stays, sets, resets)
        return among(done, stays, lost)

    def message(self, done: Sequence[Done], endpoint: Endpoint) -> str:
        """Name the parameters."""
        is_set = any(one.statement.kind == "set" for one in done)
        return sentence(self.messages[0 if is_set else 1], endpoint, {"parameter": names_of(done)})

    def pinning(self, done: Sequence[Done]) -> str:
        """Return `SET search_path`."""
        is_set = any(one.statement.kind == "set" for one in done)
        return f"{'SET' if is_set else 'RESET'} {names_of(done)}"

    def is_narrowed(self, site: ConnectionSite) -> bool:
        """Return True: LOCAL ends with the transaction."""
        return True


def _is_of_the_session(statement: Statement) -> bool:
    if statement.kind != "set" or statement.local is not False or statement.name is None:
        return False
    return not is_tracked(statement.name)
