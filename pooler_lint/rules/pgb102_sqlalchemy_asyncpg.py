"""SQLAlchemy's asyncpg dialect makes named prepared statements at a transaction pooler that does not carry them along.

## What it does
Reports SQLAlchemy engines with `+asyncpg` where the connection goes to a pooler in transaction (or statement) mode
that does not track prepared statements, unless all of this is set:

- `statement_cache_size` 0: asyncpg's own cache;
- `prepared_statement_cache_size` 0: the cache of SQLAlchemy's dialect;
- where asyncpg is known to be below 0.31: a `prepared_statement_name_func` that returns `""`. One that returns a
  new unique name each time is fine too, but not with `isolation_level="AUTOCOMMIT"`. So is a `connection_class`
  whose `_get_unique_id` returns unique names, with AUTOCOMMIT from asyncpg 0.31 only.

From asyncpg 0.31, `statement_cache_size` 0 is enough.

## Why is this bad
The dialect prepares every statement. Behind a pooler in transaction mode the next transaction runs on another
backend: there the statement is missing and the query fails, or another process has given the same name to other
SQL, and **the query returns the rows of that other SQL, without an error**. Half of the set does not help: with
asyncpg below 0.31 both caches at 0 still leave the names that the driver counts up. A unique name does not help
under AUTOCOMMIT, where the statement is prepared and executed in different transactions. `NullPool` alone does not
help either.

## Example
```python
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

engine = create_async_engine(
    "postgresql+asyncpg://app@pgbouncer.internal:6432/shop",
    poolclass=NullPool,
    connect_args={"statement_cache_size": 0},
)
```

## Use instead
```python
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

engine = create_async_engine(
    "postgresql+asyncpg://app@pgbouncer.internal:6432/shop",
    poolclass=NullPool,
    connect_args={
        "statement_cache_size": 0,
        "prepared_statement_cache_size": 0,
        "prepared_statement_name_func": lambda: "",
    },
)
```

## Fix safety
Safe. The empty name makes the statement unnamed: it lives until the next one and leaves nothing behind on the
server, which unique names do. The name function is written unless asyncpg is known to be 0.31 or later. SQLAlchemy
knows it from 2.0.10; where an older SQLAlchemy is known there is no repair, and a `connection_class` is what works.

## Options
- `[tool.pooler-lint.versions]`: `asyncpg = ">=0.31"` makes the name function unnecessary, `asyncpg = "0.30"` makes
  its absence a finding. Where the version is not known, both caches at 0 without a name function are not reported.
- `[[tool.pooler-lint.endpoints]]`: say what stands at an address.

## References
- https://docs.sqlalchemy.org/en/20/dialects/postgresql.html#prepared-statement-name-with-pgbouncer
- https://github.com/MagicStack/asyncpg/releases/tag/v0.31.0
"""

from __future__ import annotations

from pooler_lint.model import Breaks, CannotTell, Case, ConnectionSite, Endpoint, Fine, Verdict
from pooler_lint.records import replace
from pooler_lint.rules.asyncpg_settings import (
    AsyncpgSettings,
    Possible,
    is_off,
    needs_name_function,
    outcome,
    read_settings,
    repair,
)
from pooler_lint.rules.base import Context, Rule
from pooler_lint.rules.reading import driver_of, hidden_options, passes_own_connections, unknown_driver
from pooler_lint.rules.wording import LOST_STATEMENTS, WRONG_ROWS, keeps_statements, listed, sentence, support


class SqlalchemyAsyncpg(Rule):
    """SQLAlchemy and asyncpg without the full set of options."""

    code = "PGB102"
    name = "sqlalchemy-asyncpg-statements-on-transaction-pooler"
    summary = "SQLAlchemy with asyncpg makes named prepared statements at a transaction pooler that loses them"
    messages = ("SQLAlchemy prepares statements with asyncpg, which {pooler} does not support",)
    decisive = True
    url = "https://docs.sqlalchemy.org/en/20/dialects/postgresql.html#prepared-statement-name-with-pgbouncer"

    def judge(self, site: ConnectionSite, case: Case, endpoint: Endpoint, context: Context) -> Verdict:
        """Looks the settings of the case up in the table of facts, for every version that is possible."""
        if site.library != "sqlalchemy" or case.address.is_postgres is False:
            return Fine("not a connection of SQLAlchemy to PostgreSQL", applies=False)
        driver = driver_of(site, case, context)
        if driver not in ("asyncpg", None):
            return Fine("not asyncpg", applies=False)
        safe = keeps_statements(endpoint)
        if driver is None:
            return safe or unknown_driver(case) or Fine("not asyncpg", applies=False)
        if safe is not None:
            return safe
        if passes_own_connections(case):
            return CannotTell("the connections are made by a function that the engine is given")
        settings = read_settings(site, case)
        result = outcome(settings, context)
        if result == "ok":
            return Fine("no named prepared statement is kept")
        if result == "unsure":
            return CannotTell(unsure_because(settings, hidden_options(site, case)))
        fixed = breaks(sentence(self.messages[0], endpoint), settings, context)
        return replace(fixed, help=(*fixed.help, *support(endpoint)))


def breaks(message: str, settings: AsyncpgSettings, context: Context) -> Breaks:
    """Return the violation with its fix, or with what works where there is none."""
    wishes = repair(settings, context)
    wrong = _WRONG_NAMES.get(settings.names) if needs_name_function(settings, context) else None
    why = LOST_STATEMENTS if wrong is None else f"{wrong}: {WRONG_ROWS}"
    if not wishes:
        return Breaks(message, why=why, help=(_CONNECTION_CLASS,), note=_TOO_OLD)
    return Breaks(message, wishes, f"Set {listed([f'{wish.name}={wish.value}' for wish in wishes])}", why=why)


_CONNECTION_CLASS = "set both caches to 0 and pass a connection_class whose _get_unique_id returns unique names"
_TOO_OLD = "there is no fix, because this version of SQLAlchemy does not accept prepared_statement_name_func"
_WRONG_NAMES: dict[Possible, str] = {
    frozenset(
        {"unique"}
    ): "with AUTOCOMMIT, a statement is executed on another server connection than it is prepared on",
    frozenset({"constant"}): "prepared_statement_name_func returns the same name for every statement",
    frozenset({"class"}): "below asyncpg 0.31, a connection_class with unique names does not help with AUTOCOMMIT",
}


def unsure_because(settings: AsyncpgSettings, hidden: str | None) -> str:
    """What would have to be known to tell whether the settings are safe."""
    if hidden is not None:
        return f"the connect_args are not all known: {hidden}"
    if settings.names in ({"unique"}, {"class"}) and len(settings.autocommit) > 1:
        return "whether isolation_level is AUTOCOMMIT, with which unique statement names fail, is not known"
    if is_off(settings.statement_cache) and is_off(settings.prepared_cache) and len(settings.names) == 1:
        return (
            "with both caches off a prepared_statement_name_func is still needed below asyncpg 0.31; declare the"
            " version under [tool.pooler-lint.versions]"
        )
    if len(settings.names) > 1:
        return "whether the statement names are empty or unique is not known"
    return "the values of the connect_args are not known"
