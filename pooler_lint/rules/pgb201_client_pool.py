"""SQLAlchemy keeps a pool of connections in front of a transaction pooler: the same work twice.

## What it does
Reports SQLAlchemy engines without `poolclass` where the connection goes to a pooler in transaction (or statement)
mode, whether it tracks prepared statements or not.

## Why is this bad
The engine keeps `pool_size` connections open to a pooler whose task it is to lend connections. They count against
the pooler's client limit while they are idle, with every worker process and every function instance anew; a pooler
that restarts or drops idle clients leaves dead connections in the engine's pool. `NullPool` opens a connection for
each checkout and leaves the keeping to the pooler.

That has a price: a new connection takes about 3.6 to 5.2 ms through a pooler on the same machine, a kept one 1.0 to
1.2 ms, and more over a network with TLS. Where each process serves many requests and the pooler's client limit is
far away, keeping the pool is the better choice: set `pool-class = "keep"`.

`NullPool` does not repair errors with prepared statements. For those see PGB102 and PGB103.

## Example
```python
from sqlalchemy import create_engine

engine = create_engine("postgresql+psycopg2://app@pgbouncer.internal:6432/shop", pool_size=10)
```

## Use instead
```python
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

engine = create_engine("postgresql+psycopg2://app@pgbouncer.internal:6432/shop", poolclass=NullPool)
```

## Fix safety
Safe: every query gives the same result. `pool_size`, `max_overflow`, `pool_timeout` and `pool_use_lifo` go, since
`NullPool` refuses them.

## Options
- `pool-class`: `"null"` (the default), or `"keep"` to turn the rule off.
- `[[tool.pooler-lint.endpoints]]`: say what stands at an address.

## References
- https://docs.sqlalchemy.org/en/20/core/pooling.html#switching-pool-implementations
- https://docs.sqlalchemy.org/en/20/dialects/postgresql.html#prepared-statement-name-with-pgbouncer
"""

from __future__ import annotations

from pooler_lint.facts.pool_arguments import given_arguments, queue_arguments
from pooler_lint.model import (
    Breaks,
    CannotTell,
    Case,
    ConnectionSite,
    DropOption,
    Endpoint,
    Fine,
    SetOption,
    Verdict,
    Wish,
)
from pooler_lint.rules.base import Context, Rule
from pooler_lint.rules.wording import IDLE_CLIENTS, KEEP_POOLS, listed, sentence, unresolved
from pooler_lint.slots import Imported, OptionKind

_NULL_POOL = SetOption("poolclass", Imported("sqlalchemy.pool", "NullPool"), driver=False)
_MAKERS_OF_POOLS = ("create_pool_from_url", "create_async_pool_from_url")


class ClientPool(Rule):
    """An engine with a pool of its own in front of a transaction pooler."""

    code = "PGB201"
    name = "client-pool-on-transaction-pooler"
    summary = "SQLAlchemy keeps a pool of its own in front of a transaction pooler"
    messages = ("SQLAlchemy keeps its own pool in front of {pooler}",)
    url = "https://docs.sqlalchemy.org/en/20/core/pooling.html#switching-pool-implementations"
    severity = "warning"

    def judge(self, site: ConnectionSite, case: Case, endpoint: Endpoint, context: Context) -> Verdict:
        """Fine where the pool is chosen, by the call or by the configuration."""
        if site.library != "sqlalchemy" or case.address.is_postgres is False:
            return Fine("not an engine for PostgreSQL", applies=False)
        if site.callee.rpartition(".")[2] in _MAKERS_OF_POOLS:
            return Fine("a pool is what the call asks for")
        if given_arguments(site.callee):
            return Fine(f"{site.callee} asks for a pool, which NullPool would refuse")
        if context.pool_class == "keep":
            return Fine('the configuration says pool-class = "keep"')
        chosen = next((name for name in ("poolclass", "pool") if case.option(name, OptionKind.CALL)), None)
        if chosen is not None:
            return Fine(f"{chosen} is given")
        if endpoint.is_unresolved:
            return unresolved(endpoint)
        if not endpoint.is_transaction_pooler:
            return Fine("not behind a pooler in transaction mode", applies=False)
        if case.open is not None:
            return CannotTell(f"whether poolclass is given: {case.open}")
        return _breaks(case, endpoint)


def _breaks(case: Case, endpoint: Endpoint) -> Breaks:
    refused = [name for name in queue_arguments() if case.option(name, OptionKind.CALL)]
    wishes: tuple[Wish, ...] = (_NULL_POOL, *(DropOption(name, OptionKind.CALL) for name in refused))
    title = "Set poolclass=NullPool" + (f" and drop {listed(refused)}" if refused else "")
    return Breaks(
        sentence(ClientPool.messages[0], endpoint),
        wishes,
        title,
        why=IDLE_CLIENTS,
        help=(KEEP_POOLS,),
    )
