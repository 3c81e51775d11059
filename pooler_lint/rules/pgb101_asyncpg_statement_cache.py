"""asyncpg keeps named prepared statements and is connected to a transaction pooler that does not carry them along.

## What it does
Reports connections of asyncpg without `statement_cache_size=0` that go to a pooler in transaction (or statement) mode
which does not track prepared statements. Each library has a place of its own for the option:

- asyncpg (`connect`, `create_pool`, `Pool`): a keyword;
- Tortoise ORM (`Tortoise.init`, `register_tortoise`, `RegisterTortoise`, aerich's `Command`): the query of the URL, or
  an entry of `credentials`;
- Piccolo (`PostgresEngine`): an entry of `config`. What `start_connection_pool` is given reaches the pool alone, and
  the connections outside of it still fail;
- encode/databases (`Database`): a keyword; in the URL it is ignored;
- GINO (`create_engine`, `set_bind`, `with_bind`): a keyword, or an entry of the `kwargs` of its extension for
  Starlette; in the URL it is ignored.

## Why is this bad
asyncpg prepares each query under a name that it counts up (`__asyncpg_stmt_1__`) and keeps it for the next time. A
pooler in transaction mode gives the client another PostgreSQL backend for each transaction. There the name is
missing, and the query fails; or another process has given the same name to other SQL, and **the query returns the
rows of that other SQL, without an error**. With a single process the fault hardly shows, so tests do not find it.

## Example
```python
import asyncpg


async def connect():
    return await asyncpg.create_pool("postgresql://app@pgbouncer.internal:6432/shop")
```

## Use instead
```python
import asyncpg


async def connect():
    return await asyncpg.create_pool("postgresql://app@pgbouncer.internal:6432/shop", statement_cache_size=0)
```

## Fix safety
Safe: every query gives the same result. Without its cache asyncpg asks the server to parse each query again, which
costs a fraction of a millisecond a query. `conn.prepare(...)` still makes a named statement below asyncpg 0.31, see
PGB105.

## Options
- `[[tool.pooler-lint.endpoints]]`: say what stands at an address. With `tracks-statements = true` (PgBouncer from
  1.21 with `max_prepared_statements` above 0) the cache is harmless and faster, and nothing is reported.

## References
- https://magicstack.github.io/asyncpg/current/faq.html
- https://www.pgbouncer.org/config.html#max_prepared_statements
"""

from __future__ import annotations

from pooler_lint.model import Breaks, CannotTell, Case, ConnectionSite, Endpoint, Fine, SetOption, Verdict
from pooler_lint.rules.base import Context, Rule
from pooler_lint.rules.reading import (
    driver_of,
    hidden_options,
    is_cache_off,
    statement_cache_of,
    talks_to_asyncpg,
    unknown_driver,
)
from pooler_lint.rules.wording import LOST_STATEMENTS, keeps_statements, sentence, support
from pooler_lint.values import Known


class AsyncpgStatementCache(Rule):
    """asyncpg with its statement cache on."""

    code = "PGB101"
    name = "asyncpg-statement-cache-on-transaction-pooler"
    summary = "asyncpg keeps named prepared statements at a transaction pooler that loses them"
    messages = ("asyncpg prepares statements, which {pooler} does not support",)
    decisive = True
    url = "https://magicstack.github.io/asyncpg/current/faq.html"

    def judge(self, site: ConnectionSite, case: Case, endpoint: Endpoint, context: Context) -> Verdict:
        """Fine with `statement_cache_size=0`; the endpoint decides the rest."""
        if case.address.is_postgres is False or not talks_to_asyncpg(site, case, context):
            return _not_asyncpg(site, case, context)
        safe = keeps_statements(endpoint)
        if safe is not None:
            return safe
        option = statement_cache_of(site, case)
        if option is None:
            hidden = hidden_options(site, case)
            return CannotTell(f"whether statement_cache_size is given: {hidden}") if hidden else self._breaks(endpoint)
        if not isinstance(option.value, Known):
            return CannotTell("the value of statement_cache_size is not known")
        return Fine("statement_cache_size is 0") if is_cache_off(option) else self._breaks(endpoint)

    def _breaks(self, endpoint: Endpoint) -> Breaks:
        return Breaks(
            sentence(self.messages[0], endpoint),
            (SetOption("statement_cache_size", "0", driver=True),),
            "Set statement_cache_size=0",
            why=LOST_STATEMENTS,
            help=support(endpoint),
        )


def _not_asyncpg(site: ConnectionSite, case: Case, context: Context) -> Verdict:
    could_be = site.library not in ("sqlalchemy", "django") and driver_of(site, case, context) is None
    return (unknown_driver(case) if could_be else None) or Fine("not a connection of asyncpg", applies=False)
