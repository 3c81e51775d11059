"""psycopg 3 prepares statements by itself and is connected to a transaction pooler that does not carry them along.

## What it does
Reports psycopg 3 (`psycopg.connect`, `Connection.connect`, `AsyncConnection.connect`), the pools of psycopg_pool
and SQLAlchemy engines with psycopg 3 without `prepare_threshold=None` where the connection goes to a pooler in
transaction (or statement) mode that does not track prepared statements. A `configure=` callback or a "connect"
event in the file that sets `prepare_threshold = None` is fine. `prepare_threshold=0` is PGB104. Django sets it to
`None` by itself: there a number in `OPTIONS` is reported.

Tortoise ORM with psycopg (`psycopg://`, `tortoise.backends.psycopg`) is reported too. It has no place for the option
itself. Its `credentials` go to psycopg's pool, so that `"configure": never_prepare` works, with
`async def never_prepare(connection): connection.prepare_threshold = None`.

## Why is this bad
psycopg prepares a query at its sixth execution, under a name that it counts up (`_pg3_0`). A pooler in transaction
mode gives the client another PostgreSQL backend for each transaction. There the name is missing, and the query
fails; or another process has given the same name to other SQL, and **the query returns the rows of that other SQL,
without an error**. `None` means never; every number, 0 too, means after so many executions. `NullConnectionPool`
does not help.

## Example
```python
from psycopg_pool import AsyncConnectionPool

pool = AsyncConnectionPool("postgresql://app@pgbouncer.internal:6432/shop", open=False)
```

## Use instead
```python
from psycopg_pool import AsyncConnectionPool

pool = AsyncConnectionPool(
    "postgresql://app@pgbouncer.internal:6432/shop", open=False, kwargs={"prepare_threshold": None}
)
```

## Fix safety
Safe: every query gives the same result. The server parses each query again, which costs a fraction of a
millisecond.

## Options
- `[tool.pooler-lint.versions]`: `sqlalchemy`, since a `postgresql://` URL without a driver means psycopg2 below
  SQLAlchemy 2.1 (which prepares nothing) and psycopg 3 from then on.
- `[[tool.pooler-lint.endpoints]]`: say what stands at an address. With `tracks-statements = true` nothing is
  reported; psycopg needs libpq 17 there.

## References
- https://www.psycopg.org/psycopg3/docs/advanced/prepare.html
- https://www.pgbouncer.org/config.html#max_prepared_statements
"""

from __future__ import annotations

from pooler_lint.model import Breaks, CannotTell, Case, ConnectionSite, Endpoint, Fine, SetOption, Verdict
from pooler_lint.rules.base import Context, Rule
from pooler_lint.rules.reading import (
    driver_of,
    hidden_options,
    is_zero,
    passes_own_connections,
    threshold_of,
    unknown_driver,
)
from pooler_lint.rules.wording import LOST_STATEMENTS, SET_LATER, keeps_statements, sentence, support
from pooler_lint.slots import OptionKind
from pooler_lint.values import Known

NEVER_PREPARE = SetOption("prepare_threshold", "None", driver=True)


class PsycopgPreparedStatements(Rule):
    """psycopg 3 without `prepare_threshold=None`."""

    code = "PGB103"
    name = "psycopg-prepared-statements-on-transaction-pooler"
    summary = "psycopg 3 prepares statements by itself at a transaction pooler that loses them"
    messages = ("psycopg prepares statements automatically, which {pooler} does not support",)
    decisive = True
    url = "https://www.psycopg.org/psycopg3/docs/advanced/prepare.html"

    def judge(self, site: ConnectionSite, case: Case, endpoint: Endpoint, context: Context) -> Verdict:
        """Fine with `prepare_threshold=None`, wherever it is set; the endpoint decides the rest."""
        if case.address.is_postgres is False:
            return Fine("not PostgreSQL", applies=False)
        driver = driver_of(site, case, context)
        if site.library == "django" and (driver is None or threshold_of(site, case).value == Known(None)):
            return Fine("not psycopg 3, or Django has it prepare nothing", applies=False)
        if driver != "psycopg":
            return _other_driver(case, endpoint, driver is None)
        safe = keeps_statements(endpoint)
        if safe is not None:
            return safe
        threshold = threshold_of(site, case)
        if threshold.value is None:
            return _hidden(site, case) or self._breaks(endpoint, None)
        if not isinstance(threshold.value, Known):
            return CannotTell("the value of prepare_threshold is not known")
        if threshold.value.value is None:
            return Fine("prepare_threshold is None")
        if is_zero(threshold.value):
            return Fine("prepare_threshold=0 is PGB104", applies=False)
        return self._breaks(endpoint, SET_LATER if threshold.kind is OptionKind.LATER else None)

    def _breaks(self, endpoint: Endpoint, note: str | None) -> Breaks:
        return Breaks(
            sentence(self.messages[0], endpoint),
            () if note is not None else (NEVER_PREPARE,),
            "Set prepare_threshold=None",
            why=LOST_STATEMENTS,
            help=support_for_psycopg(endpoint),
            note=note,
        )


def support_for_psycopg(endpoint: Endpoint) -> tuple[str, ...]:
    """Return what makes the pooler support the prepared statements of psycopg, where that is known."""
    return tuple(f"{how}; psycopg then needs libpq 17" for how in support(endpoint))


def _other_driver(case: Case, endpoint: Endpoint, unknown: bool) -> Verdict:
    if not unknown or case.address.scheme not in (None, "postgresql"):
        return Fine("not psycopg 3", applies=False)
    return (
        keeps_statements(endpoint)
        or unknown_driver(case)
        or CannotTell(
            "postgresql:// means psycopg2 below SQLAlchemy 2.1 and psycopg 3 from then on; declare the version under"
            " [tool.pooler-lint.versions]"
        )
    )


def _hidden(site: ConnectionSite, case: Case) -> CannotTell | None:
    hidden = hidden_options(site, case)
    if hidden is not None:
        return CannotTell(f"whether prepare_threshold is given: {hidden}")
    if passes_own_connections(case):
        return CannotTell("the connections are made by a function that the engine is given")
    return None
