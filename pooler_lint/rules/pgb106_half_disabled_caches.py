"""Prepared statements are turned off by half, at an endpoint that the code does not tell.

## What it does
Reports SQLAlchemy engines with asyncpg where the endpoint is not known and `statement_cache_size` is 0, but

- `prepared_statement_cache_size` is not 0 (unless asyncpg is known to be 0.31 or later), or
- both are 0, asyncpg is known to be below 0.31, and there is no `prepared_statement_name_func` that returns `""` or
  unique names, or
- the statement names are unique and `isolation_level` is "AUTOCOMMIT".

## Why is this bad
`statement_cache_size` 0 has no other use than a pooler in transaction mode, so one is meant. There the half set
does not help: SQLAlchemy keeps prepared statements in a cache of its own, and asyncpg below 0.31 gives every
statement a counted name. Queries fail, or **return the rows of another program's query, without an error**, once
several processes and some load are there.

## Example
```python
import os

from sqlalchemy.ext.asyncio import create_async_engine

engine = create_async_engine(
    "postgresql+asyncpg://" + os.environ["DATABASE"],
    connect_args={"statement_cache_size": 0},
)
```

## Use instead
```python
import os

from sqlalchemy.ext.asyncio import create_async_engine

engine = create_async_engine(
    "postgresql+asyncpg://" + os.environ["DATABASE"],
    connect_args={
        "statement_cache_size": 0,
        "prepared_statement_cache_size": 0,
        "prepared_statement_name_func": lambda: "",
    },
)
```

## Fix safety
Safe, as for PGB102: every query gives the same result.

## Options
- `[tool.pooler-lint.versions]`: `asyncpg = ">=0.31"`, with which `statement_cache_size` 0 is enough.
- `[[tool.pooler-lint.endpoints]]`: say what stands at an address; PGB102 then takes over.

## References
-
  https://docs.sqlalchemy.org/en/20/dialects/postgresql.html#prepared-statement-cache
- https://docs.sqlalchemy.org/en/20/dialects/postgresql.html#prepared-statement-name-with-pgbouncer
"""

from __future__ import annotations

from pooler_lint.model import CannotTell, Case, ConnectionSite, Endpoint, Fine, Verdict
from pooler_lint.records import replace
from pooler_lint.rules.asyncpg_settings import Possible, is_off, is_on, outcome, read_settings
from pooler_lint.rules.base import Context, Rule
from pooler_lint.rules.pgb102_sqlalchemy_asyncpg import breaks, unsure_because
from pooler_lint.rules.reading import driver_of, hidden_options, passes_own_connections
from pooler_lint.rules.wording import keeps_statements, sentence
from pooler_lint.slots import OptionKind


class HalfDisabledCaches(Rule):
    """Half of the set of PGB102, where the endpoint is not known."""

    code = "PGB106"
    name = "half-disabled-statement-caches"
    summary = "prepared statements are turned off by half: statement_cache_size is 0, the rest is missing"
    messages = (
        "prepared statements are only partly disabled: {option} is not set",
        "prepared statements are only partly disabled: {option} does not disable them",
    )
    url = "https://docs.sqlalchemy.org/en/20/dialects/postgresql.html#prepared-statement-name-with-pgbouncer"
    severity = "warning"
    covered_by = ("PGB102",)

    def judge(self, site: ConnectionSite, case: Case, endpoint: Endpoint, context: Context) -> Verdict:
        """Breaks where the half set fails on a pooler for some version that is possible."""
        if site.library != "sqlalchemy" or case.address.is_postgres is False:
            return Fine("not a connection of SQLAlchemy to PostgreSQL", applies=False)
        if driver_of(site, case, context) != "asyncpg":
            return Fine("not asyncpg", applies=False)
        if not isinstance(keeps_statements(endpoint), CannotTell):
            return Fine("the endpoint is known")
        settings = read_settings(site, case)
        if not is_off(settings.statement_cache) or passes_own_connections(case):
            return Fine("nothing says that a pooler is meant")
        result = outcome(settings, context)
        if result == "ok":
            return Fine("no named prepared statement is kept")
        if result == "unsure":
            return CannotTell(unsure_because(settings, hidden_options(site, case)))
        option = "connection_class" if settings.names == _BY_CLASS else "prepared_statement_name_func"
        if is_on(settings.prepared_cache):
            option = "prepared_statement_cache_size"
        if case.option(option, OptionKind.CALL) is not None:
            return Fine("the missing option is passed where SQLAlchemy does not accept it, which PGB110 reports")
        is_set = any(case.option(option, home) is not None for home in (OptionKind.DRIVER, OptionKind.QUERY))
        found = breaks(sentence(self.messages[is_set], words={"option": option}), settings, context)
        return replace(found, why=f"behind a pooler in transaction mode, {found.why}", at_any_endpoint=True)


_BY_CLASS: Possible = frozenset({"class"})
