"""The caches of prepared statements are turned off where nothing loses the statements.

Off by default: for the day when a pooler has been upgraded or taken away.

## What it does
Reports the settings that turn prepared statements off (`statement_cache_size=0` of asyncpg,
`prepared_statement_cache_size=0` of SQLAlchemy's asyncpg dialect with its name function, `prepare_threshold=None` of
psycopg 3) where it is known, and not only assumed, that the connection goes to the database itself, to a pooler in
session mode, or to one that tracks prepared statements: PgBouncer from 1.21 with `max_prepared_statements` above 0
(the default is 200 from 1.24), Odyssey with `pool_reserve_prepared_statement`.

Nothing is reported where a condition chooses between addresses or settings. For psycopg 3 a pooler that tracks
statements does not count, since that takes libpq 17, which the code does not show.

## Why is this bad
Without the cache, asyncpg and SQLAlchemy's dialect have the server parse each query again, with a round trip of its
own: a short query takes two to three times as long, on a direct connection and through a pooler on the same machine.
psycopg 3 needs no further round trip; there a short query takes about half as long again, for the server parses it.
`statement_cache_size=0` alone costs nothing under SQLAlchemy, whose dialect has a cache of its own, and is not
reported there.

## Example
```python
import asyncpg


async def connect():
    dsn = "postgresql://postgres@db.abcdefghijklmnopqrst.supabase.co:5432/postgres"
    return await asyncpg.create_pool(dsn, min_size=2, statement_cache_size=0)
```

## Use instead
```python
import asyncpg


async def connect():
    dsn = "postgresql://postgres@db.abcdefghijklmnopqrst.supabase.co:5432/postgres"
    return await asyncpg.create_pool(dsn, min_size=2)
```

## Fix safety
Unsafe: every query gives the same result, as long as what is said of the endpoint is true of each place where the
program runs. The settings go, with an import that nothing else uses.

## Options
- `[[tool.pooler-lint.endpoints]]`: say what stands at an address, with `mode = "direct"` or `"session"`, or with
  `tracks-statements = true`.

## References
- https://www.pgbouncer.org/config.html#max_prepared_statements
- https://magicstack.github.io/asyncpg/current/api/index.html#connection
- https://www.psycopg.org/psycopg3/docs/advanced/prepare.html
"""

from __future__ import annotations

from pooler_lint.model import (
    Breaks,
    CannotTell,
    Case,
    ConnectionSite,
    Driver,
    DropOption,
    DropUnusedImports,
    Endpoint,
    Fine,
    Option,
    Verdict,
    Wish,
)
from pooler_lint.rules.base import Context, Rule
from pooler_lint.rules.reading import (
    driver_of,
    is_cache_off,
    is_zero,
    passes_own_connections,
    statement_cache_of,
)
from pooler_lint.rules.wording import SET_LATER, address, listed, sentence
from pooler_lint.slots import OptionKind
from pooler_lint.values import Known

_CACHES = ("statement_cache_size", "prepared_statement_cache_size")
_NAMES = "prepared_statement_name_func"


class NeedlessCachesOff(Rule):
    """Caches of prepared statements that are off without need."""

    code = "PGB401"
    name = "statement-caches-off-without-need"
    summary = "the caches of prepared statements are off, where nothing loses the statements"
    messages = ("prepared statements are disabled, but {pooler} supports them",)
    url = "https://www.pgbouncer.org/config.html#max_prepared_statements"
    severity = "info"
    default_on = False
    every_case = True

    def judge(self, site: ConnectionSite, case: Case, endpoint: Endpoint, context: Context) -> Verdict:
        """Fine unless the settings are off and the endpoint is known for sure."""
        driver = driver_of(site, case, context)
        if case.address.is_postgres is False or driver not in ("asyncpg", "psycopg") or passes_own_connections(case):
            return Fine("not a connection of asyncpg or psycopg 3 to PostgreSQL", applies=False)
        found = _turned_off(site, case, driver)
        if not found:
            return Fine("the caches are on")
        place = _safe_place(endpoint, driver)
        if place is None:
            return Fine("the endpoint is not known for sure to keep statements")
        if endpoint.assumption == "server" or case.address_assumptions:
            return CannotTell("the endpoint is assumed, or rests on a condition")
        fixable = all(option.kind in (OptionKind.CALL, OptionKind.DRIVER, OptionKind.QUERY) for option in found)
        wishes: tuple[Wish, ...] = (*(DropOption(option.name, option.kind) for option in found), DropUnusedImports())
        return Breaks(
            sentence(self.messages[0], endpoint),
            wishes if fixable else (),
            f"Drop {listed([option.name for option in found])}",
            "unsafe",
            why=f"{_COSTS[driver]}; {place}",
            note=None if fixable else SET_LATER,
        )


_COSTS: dict[Driver, str] = {
    "asyncpg": "without the cache, a short query takes two to three times as long",
    "psycopg": "a short query takes about half as long again, because the server parses each one again",
}


def _safe_place(endpoint: Endpoint, driver: Driver) -> str | None:
    """Why statements are safe at the endpoint; None where that is not known."""
    if endpoint.mode == "direct":
        return "this is a direct connection"
    name = f"{endpoint.pooler or 'the pooler'} at {address(endpoint)}"
    if endpoint.mode == "session":
        return f"{name} is in session mode"
    if endpoint.is_transaction_pooler and endpoint.tracks_statements and driver == "asyncpg":
        return f"{name} supports prepared statements"
    return None


def _turned_off(site: ConnectionSite, case: Case, driver: Driver) -> list[Option]:
    """The options that turn prepared statements off, with those that make sense only beside them."""
    if driver == "psycopg":
        option = case.option("prepare_threshold", OptionKind.LATER) or case.option(
            "prepare_threshold", case.slots.driver_kind
        )
        return [option] if option and isinstance(option.value, Known) and option.value.value is None else []
    if site.library != "sqlalchemy":
        option = statement_cache_of(site, case)
        return [option] if option and is_cache_off(option) else []
    return _turned_off_in_dialect(case)


def _turned_off_in_dialect(case: Case) -> list[Option]:
    off = [option for option in case.options if option.name in _CACHES and _is_off(option)]
    if not any(option.name == "prepared_statement_cache_size" for option in off):
        return []
    return [*off, *(option for option in case.options if option.name == _NAMES and option.kind is OptionKind.DRIVER)]


def _is_off(option: Option) -> bool:
    if option.kind is OptionKind.QUERY:
        in_url = isinstance(option.value, Known) and str(option.value.value).strip() == "0"
        return in_url and option.name == "prepared_statement_cache_size"
    return option.kind is OptionKind.DRIVER and is_zero(option.value)
