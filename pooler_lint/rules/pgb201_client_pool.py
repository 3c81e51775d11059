"""SQLAlchemy keeps a pool of connections in front of a transaction pooler: the same work twice.

## What it does
Reports SQLAlchemy engines without `poolclass` where the connection goes to a pooler in transaction (or statement)
mode, whether it supports prepared statements or not. This is advice: nothing breaks.

It is silent where
- the pooler's configuration in the repository states `default_pool_size`, and the engine opens no more connections than
  that (`pool_size` and `max_overflow` together, 15 by default);
- the engine is used for a short time: in Alembic's `env.py`, in programs whose `__main__` block creates the engine,
  runs and ends, and in functions that call its `dispose()`.

## Why is this bad
The engine keeps `pool_size` connections open to a pooler whose task it is to lend connections. They count against
the pooler's client limit while they are idle, for every worker process and every function instance; a pooler
that restarts or drops idle clients leaves dead connections in the engine's pool. `NullPool` opens a connection for
each checkout and leaves the pooling to the pooler.

That has a price. A new connection takes about 3.6 to 5.2 ms through a pooler on the same machine, a kept one 1.0 to
1.2 ms, and more over a network with TLS. And `NullPool` does not limit connections: an engine opens at most 15 by
default, with `NullPool` as many as the program asks for, and PgBouncer's default `max_client_conn` is 100. Where each
process serves many requests and the pooler's client limit is far away, keep the pool: set `pool-class = "keep"`.

`NullPool` does not repair errors with prepared statements. For those see PGB102 and PGB103.

## Example
```python
from sqlalchemy import create_engine

engine = create_engine("postgresql+psycopg2://app@pgbouncer.internal:6432/shop")
```

## Use instead
```python
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

engine = create_engine("postgresql+psycopg2://app@pgbouncer.internal:6432/shop", poolclass=NullPool)
```

## Fix safety
Safe for an engine that does not size its pool: every query gives the same result. Unsafe if any variant of the engine
has `pool_size`, `max_overflow` or `poolclass`, because its limit of connections goes; `pool-class = "null"` or
`--pool-class null` makes it safe for every engine.

`pool_size`, `max_overflow`, `pool_timeout` and `pool_use_lifo` go, since `NullPool` refuses them; `pool_recycle` and
`pool_pre_ping` go, since they have no effect without kept connections. `pool_reset_on_return` and `echo_pool` stay.

## Options
- `pool-class`: `"null"` makes the fix safe for every engine, `"keep"` turns the rule off. Without it the size decides.
- `[[tool.pooler-lint.endpoints]]`: declare the pooler at an address.

## References
- https://docs.sqlalchemy.org/en/20/core/pooling.html#switching-pool-implementations
- https://docs.sqlalchemy.org/en/20/dialects/postgresql.html#prepared-statement-name-with-pgbouncer
- https://www.pgbouncer.org/config.html#default_pool_size
"""

from __future__ import annotations

from pooler_lint.facts.pool_arguments import (
    default_client_limit,
    given_arguments,
    queue_arguments,
    size_arguments,
    unused_by_null_pool,
)
from pooler_lint.model import (
    Breaks,
    CannotTell,
    Case,
    ConnectionSite,
    DropOption,
    DropUnused,
    Endpoint,
    Fine,
    Safety,
    SetOption,
    Verdict,
    Wish,
)
from pooler_lint.rules.base import Context, Rule
from pooler_lint.rules.wording import IDLE_CLIENTS, KEEP_POOLS, listed, sentence, unresolved
from pooler_lint.slots import Imported, OptionKind
from pooler_lint.values import Known

_NULL_POOL = SetOption("poolclass", Imported("sqlalchemy.pool", "NullPool"), driver=False)
_MAKERS_OF_POOLS = ("create_pool_from_url", "create_async_pool_from_url")
_CHOOSING = ("poolclass", "pool")


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
        if site.one_shot is not None:
            return Fine(f"the engine is used for a short time: {site.one_shot}")
        chosen = next((name for name in _CHOOSING if case.option(name, OptionKind.CALL)), None)
        if chosen is not None:
            return Fine(f"{chosen} is given")
        if endpoint.is_unresolved:
            return unresolved(endpoint)
        if not endpoint.is_transaction_pooler:
            return Fine("not behind a pooler in transaction mode", applies=False)
        if case.open is not None:
            return CannotTell(f"whether poolclass is given: {case.open}")
        most = _most_connections(case)
        if most is not None and endpoint.default_pool_size is not None and most <= endpoint.default_pool_size:
            return Fine(f"it opens at most {most} connections, and default_pool_size is {endpoint.default_pool_size}")
        return _breaks(site, case, endpoint, context)


def _breaks(site: ConnectionSite, case: Case, endpoint: Endpoint, context: Context) -> Breaks:
    refused = [name for name in queue_arguments() if case.option(name, OptionKind.CALL)]
    # Another database that the call may go to keeps its pool, and has a use for them.
    unused = [] if site.foreign else [name for name in unused_by_null_pool() if _is_shown(case, name)]
    wishes: tuple[Wish, ...] = (
        _NULL_POOL,
        *(DropOption(name, OptionKind.CALL) for name in refused),
        *(DropUnused(name) for name in unused),
    )
    title = "Set poolclass=NullPool" + (f" and drop {listed([*refused, *unused])}" if refused or unused else "")
    hidden = next((one.open for one in site.cases if one.open is not None), None)
    return Breaks(
        sentence(ClientPool.messages[0], endpoint),
        wishes,
        title,
        "display" if hidden is not None else _safety(site, context),
        why=IDLE_CLIENTS,
        help=(*_lost_limit(case, endpoint), KEEP_POOLS),
        note=None if hidden is None else f"there is no safe fix, because other arguments may be given: {hidden}",
    )


def _safety(site: ConnectionSite, context: Context) -> Safety:
    """Return "unsafe" if the engine limits its connections with a size or pool class in any variant."""
    limiting = (*size_arguments(), *_CHOOSING)
    is_sized = any(case.option(name, OptionKind.CALL) for case in site.cases for name in limiting)
    return "unsafe" if is_sized and context.pool_class is None else "safe"


def _is_shown(case: Case, name: str) -> bool:
    option = case.option(name, OptionKind.CALL)
    return option is not None and option.place is not None


def _lost_limit(case: Case, endpoint: Endpoint) -> tuple[str, ...]:
    """Return the limit of connections that the engine has today; nothing where it has none."""
    most = _most_connections(case)
    if most is None and _sizes(case) is not None:
        return ()
    today = "the pool limits the connections today" if most is None else f"up to {most} connections today"
    is_pgbouncer = "PgBouncer" in (endpoint.program, endpoint.pooler_short)
    default = f"; PgBouncer's default max_client_conn is {default_client_limit()}" if is_pgbouncer else ""
    return (f"{today}, no limit with NullPool{default}",)


def _most_connections(case: Case) -> int | None:
    """Return how many connections the engine opens at most; None if it has no limit, or one that is not known."""
    sizes = _sizes(case)
    if sizes is None or sizes["pool_size"] <= 0 or sizes["max_overflow"] < 0:
        return None
    return sum(sizes.values())


def _sizes(case: Case) -> dict[str, int] | None:
    """Return the sizes of the pool, given or by default; None if one of them is not known."""
    sizes = dict(size_arguments())
    for name in sizes:
        option = case.option(name, OptionKind.CALL)
        if option is not None:
            if not isinstance(option.value, Known) or type(option.value.value) is not int:
                return None
            sizes[name] = option.value.value
    return sizes
