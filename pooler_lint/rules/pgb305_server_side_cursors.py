"""Server-side cursors are used behind a transaction pooler, outside of a transaction.

## What it does
Reports each alias of Django's `DATABASES` that goes to a pooler in transaction (or statement) mode and does not set
`"DISABLE_SERVER_SIDE_CURSORS": True`. It does not matter whether the pooler tracks prepared statements.

## Why is this bad
Django reads a queryset's `.iterator()` through a server-side cursor (`DECLARE ... WITH HOLD` outside of a transaction).
The cursor belongs to the PostgreSQL backend that opened it. A pooler in transaction mode sends the next `FETCH`, which
is a transaction of its own, to any backend, and the query ends in
`InvalidCursorName: cursor "_django_curs_..." does not exist`. Django itself uses `.iterator()` for the choices of
every form with a `ModelChoiceField`, and in `dumpdata`. `ATOMIC_REQUESTS` covers views alone: commands, tasks and the
content of streamed responses run outside of its transaction.

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
Unsafe: the rows are the same, but `.iterator()` then has the driver fetch all of them into the memory of the program
at once. Where a large export relies on it, wrap it in `transaction.atomic()` and keep the cursors, or give it an alias
of its own that goes to the database directly.

## Options
- `[[tool.pooler-lint.endpoints]]`: say what stands at an address.

## References
- https://docs.djangoproject.com/en/stable/ref/databases/#transaction-pooling-and-server-side-cursors
- https://docs.djangoproject.com/en/stable/ref/settings/#disable-server-side-cursors
"""

from __future__ import annotations

from pooler_lint.model import Case, ConnectionSite, Endpoint, Fine, Verdict
from pooler_lint.rules.base import Context, Rule
from pooler_lint.rules.django_cursors import judge_django_cursors


class ServerSideCursors(Rule):
    """A server-side cursor that outlives its transaction."""

    code = "PGB305"
    name = "server-side-cursors-on-transaction-pooler"
    summary = "a server-side cursor outlives its transaction at a transaction pooler"

    def judge(self, site: ConnectionSite, case: Case, endpoint: Endpoint, context: Context) -> Verdict:
        """Fine for every library that opens no such cursor by itself."""
        if site.library == "django":
            return judge_django_cursors(site, case, endpoint)
        return Fine("not a library that opens server-side cursors by itself")
