"""`prepare_threshold=0` prepares every query at its first execution, where never was meant.

## What it does
Reports psycopg 3 with `prepare_threshold` 0 where the connection goes to a pooler in transaction (or statement)
mode that does not track prepared statements, or to a place that the code does not tell. Where a library sets the 0
itself (LangGraph), only the pooler counts.

## Why is this bad
0 reads like "off" and is the opposite: psycopg prepares a query once it has been executed that many times, so 0
prepares each query at its first execution. Only `None` means never. Behind a pooler in transaction mode every query
is then a gamble: it fails, or **returns the rows of another program's query, without an error**; the default of 5
breaks later and less often. People who want prepared statements leave the default, people who write 0 mostly sit
behind a pooler.

## Example
```python
import os

import psycopg

connection = psycopg.connect(os.environ["DATABASE_URL"], autocommit=True, prepare_threshold=0)
```

## Use instead
```python
import os

import psycopg

connection = psycopg.connect(os.environ["DATABASE_URL"], autocommit=True, prepare_threshold=None)
```

`from_conn_string` of LangGraph's `PostgresSaver` and its relatives sets 0 itself and takes no other value. Behind
such a pooler, make the pool yourself:

```python
from langgraph.checkpoint.postgres import PostgresSaver
from psycopg.rows import dict_row
from psycopg_pool import ConnectionPool

pool = ConnectionPool(
    "postgresql://app@pgbouncer.internal:6432/shop",
    open=False,
    kwargs={"autocommit": True, "prepare_threshold": None, "row_factory": dict_row},
)
saver = PostgresSaver(pool)
```

Its stores take the value in their pool's keywords: `pool_config={"kwargs": {"prepare_threshold": None}}`.

## Fix safety
Safe: every query gives the same result. On a direct connection, queries that are repeated are parsed again each
time; declare such an endpoint, and nothing is reported there.

## Options
- `[[tool.pooler-lint.endpoints]]`: with `mode = "direct"` or `"session"`, or with `tracks-statements = true`,
  nothing is reported for that address.

## References
- https://www.psycopg.org/psycopg3/docs/api/connections.html#psycopg.Connection.prepare_threshold
- https://www.psycopg.org/psycopg3/docs/advanced/prepare.html
"""

from __future__ import annotations

from pooler_lint.model import Breaks, CannotTell, Case, ConnectionSite, Endpoint, Fine, Verdict
from pooler_lint.rules.base import Context, Rule
from pooler_lint.rules.pgb103_psycopg_prepared_statements import NEVER_PREPARE, support_for_psycopg
from pooler_lint.rules.reading import driver_of, is_zero, threshold_of
from pooler_lint.rules.wording import LOST_STATEMENTS, SET_LATER, keeps_statements, sentence
from pooler_lint.slots import OptionKind


class PsycopgPrepareThresholdZero(Rule):
    """psycopg 3 with `prepare_threshold=0`."""

    code = "PGB104"
    name = "psycopg-prepare-threshold-zero"
    summary = "prepare_threshold=0 prepares every query at its first execution; None means never"
    messages = ("prepare_threshold=0 prepares every statement at its first execution",)
    url = "https://www.psycopg.org/psycopg3/docs/advanced/prepare.html"
    any_case = True

    def judge(self, site: ConnectionSite, case: Case, endpoint: Endpoint, context: Context) -> Verdict:
        """Breaks with a known 0, unless the endpoint is known to keep statements."""
        if case.address.is_postgres is False or driver_of(site, case, context) != "psycopg":
            return Fine("not a connection of psycopg 3 to PostgreSQL", applies=False)
        threshold = threshold_of(site, case)
        if threshold.value is None or not is_zero(threshold.value):
            return Fine("prepare_threshold is not 0")
        safe = keeps_statements(endpoint)
        if isinstance(safe, Fine):
            return safe
        if threshold.kind is OptionKind.LIBRARY:
            unsure = safe or _unsure_of_the_pooler(case, endpoint)
            if unsure is not None:
                return unsure
        is_set_later = threshold.kind is OptionKind.LATER
        return Breaks(
            sentence(self.messages[0]),
            () if is_set_later else (NEVER_PREPARE,),
            "Set prepare_threshold=None, the only value that means never",
            why=LOST_STATEMENTS if safe is None else f"behind a pooler in transaction mode, {LOST_STATEMENTS}",
            help=support_for_psycopg(endpoint),
            note=SET_LATER if is_set_later else None,
            at_any_endpoint=safe is not None,
        )


def _unsure_of_the_pooler(case: Case, endpoint: Endpoint) -> CannotTell | None:
    """Nothing at the call is wrong in itself, so a condition that hints at a pooler is not enough."""
    if endpoint.assumption == "server" and case.address_assumptions:
        return CannotTell("that a pooler stands there is assumed from a condition")
    return None
