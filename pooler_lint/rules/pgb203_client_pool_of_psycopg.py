"""psycopg_pool keeps a pool of connections in front of a transaction pooler: the same work twice.

Off by default.

## What it does
Reports `ConnectionPool` and `AsyncConnectionPool` of psycopg_pool where the connections go to a pooler in transaction
(or statement) mode, whether it tracks prepared statements or not.

It is silent where the pooler's configuration in the repository states `default_pool_size`, and the pool opens no more
connections than that.

## Why is this bad
The pool keeps at least `min_size` connections open (4, if nothing else is said) to a pooler whose task it is to lend
connections. They count against the pooler's client limit while they are idle, with every worker process and every
function instance anew; a pooler that restarts or drops idle clients leaves dead connections in the pool.
`NullConnectionPool` opens a connection when one is asked for, closes it afterwards, and still limits how many there
are at once.

That has a price: a new connection takes about 3.6 to 5.2 ms through a pooler on the same machine, a kept one 1.0 to
1.2 ms, and more over a network with TLS. Turn this rule on where processes are many or short-lived; elsewhere the
pool is the better choice.

`NullConnectionPool` does not repair errors with prepared statements. For those see PGB103.

## Example
```python
from psycopg_pool import AsyncConnectionPool

pool = AsyncConnectionPool(
    "postgresql://app@pgbouncer.internal:6432/shop",
    open=False,
    min_size=2,
    max_size=10,
    kwargs={"prepare_threshold": None},
)
```

## Use instead
```python
from psycopg_pool import AsyncNullConnectionPool

pool = AsyncNullConnectionPool(
    "postgresql://app@pgbouncer.internal:6432/shop",
    open=False,
    max_size=10,
    kwargs={"prepare_threshold": None},
)
```

## Fix safety
Unsafe: every query gives the same result, but each checkout opens a connection. `min_size` goes, since the class
refuses it. Where `max_size` is not given, the pool has as many connections as `min_size` says; that number becomes
`max_size`, for without it the other class has no limit. There is no repair where these are not plain numbers.

## Options
- `pool-class`: `"keep"` turns the rule off, as it does PGB201.
- `[[tool.pooler-lint.endpoints]]`: say what stands at an address.

## References
- https://www.psycopg.org/psycopg3/docs/advanced/pool.html#null-connection-pools
- https://www.psycopg.org/psycopg3/docs/api/pool.html#null-connection-pools
"""

from __future__ import annotations

from pooler_lint.model import (
    Breaks,
    Case,
    ConnectionSite,
    DropOption,
    DropUnusedImports,
    Endpoint,
    Fine,
    SetCallee,
    SetOption,
    Verdict,
    Wish,
)
from pooler_lint.records import replace
from pooler_lint.rules.base import Context, Rule
from pooler_lint.rules.wording import IDLE_CLIENTS, KEEP_POOLS, listed, sentence, unresolved
from pooler_lint.slots import Imported, OptionKind
from pooler_lint.values import Known

_NULL_POOLS = {
    "psycopg_pool.ConnectionPool": "NullConnectionPool",
    "psycopg_pool.AsyncConnectionPool": "AsyncNullConnectionPool",
}
_DEFAULT_MIN_SIZE = 4
"""https://www.psycopg.org/psycopg3/docs/api/pool.html#psycopg_pool.ConnectionPool"""


class ClientPoolOfPsycopg(Rule):
    """A pool of psycopg_pool in front of a transaction pooler."""

    code = "PGB203"
    name = "psycopg-pool-on-transaction-pooler"
    summary = "psycopg_pool keeps a pool of its own in front of a transaction pooler"
    messages = ("psycopg_pool keeps its own pool in front of {pooler}",)
    url = "https://www.psycopg.org/psycopg3/docs/advanced/pool.html#null-connection-pools"
    severity = "warning"
    default_on = False

    def judge(self, site: ConnectionSite, case: Case, endpoint: Endpoint, context: Context) -> Verdict:
        """Fine for the Null classes and where the configuration keeps pools."""
        null_pool = _NULL_POOLS.get(site.callee)
        if null_pool is None or case.address.is_postgres is False:
            return Fine("not a pool of psycopg_pool that keeps connections", applies=False)
        if context.pool_class == "keep":
            return Fine('the configuration says pool-class = "keep"')
        if endpoint.is_unresolved:
            return unresolved(endpoint)
        if not endpoint.is_transaction_pooler:
            return Fine("not behind a pooler in transaction mode", applies=False)
        most = _most_connections(case)
        if most is not None and endpoint.default_pool_size is not None and most <= endpoint.default_pool_size:
            return Fine(f"it opens at most {most} connections, and default_pool_size is {endpoint.default_pool_size}")
        sizes = _sizes(case)
        found = Breaks(sentence(self.messages[0], endpoint), why=IDLE_CLIENTS, help=(KEEP_POOLS,), safety="unsafe")
        if sizes is None:
            return replace(found, help=(f"use {null_pool} with max_size", KEEP_POOLS), note=_SIZES_UNKNOWN)
        wishes = (SetCallee(Imported("psycopg_pool", null_pool)), *sizes, DropUnusedImports())
        return replace(found, wishes=wishes, title=_title(null_pool, sizes))


_SIZES_UNKNOWN = "there is no fix, because min_size or max_size is not a plain number"


def _sizes(case: Case) -> tuple[Wish, ...] | None:
    """What becomes of `min_size` and `max_size`; None where that is not known."""
    min_size, max_size = case.option("min_size", OptionKind.CALL), case.option("max_size", OptionKind.CALL)
    if case.open is not None and (min_size is None or max_size is None):
        return None
    drop: tuple[Wish, ...] = (DropOption("min_size", OptionKind.CALL),) if min_size is not None else ()
    if max_size is not None and not _is_none(max_size.value):
        return drop
    least = _DEFAULT_MIN_SIZE if min_size is None else _number(min_size.value)
    return None if least is None else (*drop, SetOption("max_size", str(least), driver=False))


def _most_connections(case: Case) -> int | None:
    """Return how many connections the pool opens at most; None if that is not known."""
    given = (case.option(name, OptionKind.CALL) for name in ("max_size", "min_size"))
    sizes = [option.value for option in given if option is not None and not _is_none(option.value)]
    if case.open is not None:
        return None
    return _number(sizes[0]) if sizes else _DEFAULT_MIN_SIZE


def _is_none(value: object) -> bool:
    return isinstance(value, Known) and value.value is None


def _number(value: object) -> int | None:
    return value.value if isinstance(value, Known) and type(value.value) is int else None


def _title(null_pool: str, sizes: tuple[Wish, ...]) -> str:
    dropped = [wish.name for wish in sizes if isinstance(wish, DropOption)]
    given = [f"{wish.name}={wish.value}" for wish in sizes if isinstance(wish, SetOption)]
    first = f"Use {null_pool}" + (f" with {listed(given)}" if given else "")
    return f"{first} and drop {listed(dropped)}" if dropped else first
