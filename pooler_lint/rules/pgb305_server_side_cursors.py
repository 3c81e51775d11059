"""Server-side cursors are used behind a transaction pooler, outside of a transaction.

## What it does
Reports two things that outlive their transaction, on a connection that goes to a pooler in transaction (or statement)
mode:

- an alias of Django's `DATABASES` that does not set `"DISABLE_SERVER_SIDE_CURSORS": True`;
- a cursor that is declared `WITH HOLD`, in SQL text or by psycopg's `cursor(..., withhold=True)`. A cursor without it
  ends with its transaction and is fine.

It does not matter whether the pooler tracks prepared statements.

## Why is this bad
The cursor belongs to the PostgreSQL backend that opened it. A pooler in transaction mode sends the next `FETCH`, which
is a transaction of its own, to any backend, where the cursor does not exist; and its rows stay in the memory of the one
that has it.

Django reads a queryset's `.iterator()` through such a cursor (`DECLARE ... WITH HOLD` outside of a transaction), and
the query ends in `InvalidCursorName: cursor "_django_curs_..." does not exist`. Django itself uses `.iterator()` for
the choices of every form with a `ModelChoiceField`, and in `dumpdata`. `ATOMIC_REQUESTS` covers views alone: commands,
tasks and the content of streamed responses run outside of its transaction.

## Example
```python
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "shop",
        "HOST": "pgbouncer.internal",
        "PORT": "6432",
    },
}
```

## Use instead
```python
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "shop",
        "HOST": "pgbouncer.internal",
        "PORT": "6432",
        "DISABLE_SERVER_SIDE_CURSORS": True,
    },
}
```

## Fix safety
Unsafe, and for Django alone: the rows are the same, but `.iterator()` then has the driver fetch all of them into the
memory of the program at once. Where a large export relies on it, wrap it in `transaction.atomic()` and keep the
cursors, or give it an alias of its own that goes to the database directly.

For a cursor `WITH HOLD` there is no repair: read all rows of the cursor in the transaction that opens it, or use a
connection that goes directly to PostgreSQL.

## Options
- `[[tool.pooler-lint.endpoints]]`: say what stands at an address.

## References
- https://docs.djangoproject.com/en/stable/ref/databases/#transaction-pooling-and-server-side-cursors
- https://docs.djangoproject.com/en/stable/ref/settings/#disable-server-side-cursors
- https://www.postgresql.org/docs/current/sql-declare.html
- https://www.pgbouncer.org/features.html
"""

from __future__ import annotations

from collections.abc import Sequence

from pooler_lint.model import Case, ConnectionSite, Endpoint
from pooler_lint.rules.base import Context, Judgement
from pooler_lint.rules.django_cursors import FAILS, judge_django_cursors
from pooler_lint.rules.session import SessionRule
from pooler_lint.rules.transactions import Done
from pooler_lint.rules.wording import sentence


class ServerSideCursors(SessionRule):
    """A server-side cursor that outlives its transaction."""

    code = "PGB305"
    name = "server-side-cursors-on-transaction-pooler"
    summary = "a server-side cursor outlives its transaction at a transaction pooler"
    messages = (FAILS, "a cursor WITH HOLD is lost after its transaction on {pooler}")
    url = "https://docs.djangoproject.com/en/stable/ref/databases/#transaction-pooling-and-server-side-cursors"
    fixable = True
    kinds = ("hold_cursor",)
    why = "a FETCH after the transaction may run on a different server connection, where the cursor does not exist"
    help = ("read all rows in the transaction that opens the cursor, without WITH HOLD",)
    note = "there is no fix, because the code that reads the rows has to change"

    def decides(self, site: ConnectionSite) -> bool:
        """Return True for Django, which opens such cursors by itself."""
        return site.library == "django"

    def judge(self, site: ConnectionSite, case: Case, endpoint: Endpoint, context: Context) -> Judgement:
        """Django opens such cursors by itself; for all others the uses of the connection say it."""
        if site.library == "django":
            return judge_django_cursors(site, case, endpoint)
        return super().judge(site, case, endpoint, context)

    def broken(self, site: ConnectionSite, case: Case, done: Sequence[Done]) -> list[Done]:
        """All of them: WITH HOLD is for what comes after the transaction."""
        return list(done)

    def message(self, done: Sequence[Done], endpoint: Endpoint) -> str:
        """Return the same for each cursor."""
        return sentence(self.messages[1], endpoint)

    def pinning(self, done: Sequence[Done]) -> str:
        """Return the kind of cursor."""
        return "a cursor WITH HOLD"
