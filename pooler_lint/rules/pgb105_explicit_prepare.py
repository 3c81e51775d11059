"""A statement is prepared on purpose on a connection to a transaction pooler that does not carry it along.

## What it does
Reports `conn.prepare(...)` and `conn.cursor(...)` of asyncpg and `execute(..., prepare=True)` of psycopg 3 on a
connection that the same file opens to a pooler in transaction (or statement) mode that does not track prepared
statements. With asyncpg 0.31 or later and `statement_cache_size=0`, `prepare` makes an unnamed statement, and with
psycopg's `prepare_threshold=None` `prepare=True` prepares nothing: both are fine, and so is the `cursor()` of such a
statement of asyncpg. The `cursor()` of its connection names a statement in every version, and closes it after the
transaction, on another server connection; only a `connection_class` with unique names keeps that apart. `iterate()` of
encode/databases opens such a cursor.

## Why is this bad
The statement is made on one PostgreSQL backend under a counted name; the pooler sends the next transaction to
another one. There the name is missing, and the query fails; or another process has given the same name to other
SQL, and **the query returns the rows of that other SQL, without an error**. Turning the statement cache off does
not help: an explicit `prepare` names its statement all the same.

## Example
```python
import psycopg

with psycopg.connect("postgresql://app@pgbouncer.internal:6432/shop") as connection:
    connection.execute("select * from orders where id = %s", [1], prepare=True)
```

## Use instead
```python
import psycopg

with psycopg.connect("postgresql://app@pgbouncer.internal:6432/shop", prepare_threshold=None) as connection:
    connection.execute("select * from orders where id = %s", [1])
```

## Fix safety
Safe for psycopg: `prepare=True` goes, the query gives the same result. There is no repair for asyncpg's `prepare`:
run the query with `fetch`, `fetchrow` or `execute` of the connection.

## Options
- `[tool.pooler-lint.versions]`: `asyncpg = ">=0.31"`, with which `prepare` is fine when the cache is off.
- `[[tool.pooler-lint.endpoints]]`: say what stands at an address.

## References
- https://magicstack.github.io/asyncpg/current/api/index.html#asyncpg.connection.Connection.prepare
- https://www.psycopg.org/psycopg3/docs/advanced/prepare.html
"""

from __future__ import annotations

from pooler_lint.facts.statements import all_expectations
from pooler_lint.model import Breaks, CannotTell, Case, ConnectionSite, DropArgument, Endpoint, Fine, Use, Verdict
from pooler_lint.records import replace
from pooler_lint.rules.base import Context, Judgement, Rule
from pooler_lint.rules.reading import (
    driver_of,
    hidden_options,
    is_cache_off,
    keyword_of,
    statement_cache_of,
    talks_to_asyncpg,
    threshold_of,
)
from pooler_lint.rules.wording import LOST_STATEMENTS, keeps_statements, sentence
from pooler_lint.values import Known

_NAMING = frozenset({"prepare", "cursor"})
"""The methods of an asyncpg connection that make a statement with a name."""

_CURSORS = frozenset({("databases", "iterate")})
"""The methods of other libraries that open such a cursor: `PostgresConnection.iterate` in
https://github.com/encode/databases/blob/master/databases/backends/postgres.py"""


class ExplicitPrepare(Rule):
    """A statement prepared by the program itself."""

    code = "PGB105"
    name = "explicit-prepare-on-transaction-pooler"
    summary = "a statement is prepared on purpose at a transaction pooler that loses it"
    messages = ("{call} creates a named statement, which {pooler} does not support",)
    url = "https://magicstack.github.io/asyncpg/current/api/index.html#asyncpg.connection.Connection.prepare"

    def judge(self, site: ConnectionSite, case: Case, endpoint: Endpoint, context: Context) -> Judgement:
        """One `Breaks` for each use of the site that prepares."""
        if case.address.is_postgres is False:
            return Fine("not PostgreSQL", applies=False)
        by_asyncpg = talks_to_asyncpg(site, case, context)
        uses = _preparing_uses(site, by_asyncpg, driver_of(site, case, context) == "psycopg")
        if not uses:
            return Fine("nothing is prepared on purpose")
        safe = keeps_statements(endpoint)
        if safe is not None:
            return safe
        verdicts = [
            (use, _asyncpg_settings(site, case, use, context) if by_asyncpg else _psycopg_settings(site, case))
            for use in uses
        ]
        quiet = [verdict for _, verdict in verdicts if verdict is not None]
        if len(quiet) == len(verdicts):
            return quiet[0]
        advice = _asyncpg_advice if by_asyncpg else _psycopg_advice
        return tuple(
            replace(
                advice(use), message=sentence(self.messages[0], endpoint, call=f"{use.path[-1]}()"), place=use.place
            )
            for use, verdict in verdicts
            if verdict is None
        )


def _preparing_uses(site: ConnectionSite, by_asyncpg: bool, by_psycopg: bool) -> list[Use]:
    uses = {use.place: use for use in site.uses if use.place.file == site.place.file}.values()
    if by_asyncpg:
        return [use for use in uses if use.called and _names_a_statement(site, use)]
    if by_psycopg and site.library != "sqlalchemy":
        return [use for use in uses if _asks_to_prepare(use)]
    return []


def _names_a_statement(site: ConnectionSite, use: Use) -> bool:
    method = use.path[-1] if use.path else ""
    return (site.library, method) in _CURSORS or (method in _NAMING and not _is_unnamed(use))


def _is_of_prepare(use: Use) -> bool:
    """Return True for `prepare`, and for the cursor of the statement that it returns, which names none of its own."""
    return use.path[-1] == "prepare" or use.path[-2:] == ("prepare", "cursor")


def _is_unnamed(use: Use) -> bool:
    name = keyword_of(use, "name")
    return isinstance(name, Known) and name.value == ""


def _asks_to_prepare(use: Use) -> bool:
    prepare = keyword_of(use, "prepare")
    return isinstance(prepare, Known) and prepare.value is True


def _asyncpg_settings(site: ConnectionSite, case: Case, use: Use, context: Context) -> Verdict | None:
    if case.option("connection_class") is not None:
        return CannotTell("whether connection_class= gives statements unique names")
    kind = "yes" if _is_of_prepare(use) else "cursor"
    option = statement_cache_of(site, case)
    if option is None:
        cache = frozenset({"on", "off"} if hidden_options(site, case) else {"on"})
    elif isinstance(option.value, Known):
        cache = frozenset({"off"} if is_cache_off(option) else {"on"})
    else:
        cache = frozenset({"on", "off"})
    possible = all_expectations(
        "asyncpg", {"statement_cache_size": cache, "prepare": frozenset({kind})}, context.versions
    )
    if all(one == {"fails"} for one in possible):
        return None
    if not any("fails" in one for one in possible):
        return Fine("with the cache off, this asyncpg prepares without a name")
    if cache == {"off"}:
        return None
    return CannotTell("whether the statement cache is off is not known, and from asyncpg 0.31 prepare() is then safe")


def _psycopg_settings(site: ConnectionSite, case: Case) -> Verdict | None:
    # PrepareManager.get() answers "no" for a threshold of None before it looks at prepare=True:
    # https://github.com/psycopg/psycopg/blob/master/psycopg/psycopg/_preparing.py
    threshold = threshold_of(site, case)
    if threshold.value is None:
        hidden = hidden_options(site, case)
        return CannotTell(f"whether prepare_threshold is given: {hidden}") if hidden else None
    if not isinstance(threshold.value, Known):
        return CannotTell("the value of prepare_threshold is not known")
    return Fine("with prepare_threshold None, prepare=True prepares nothing") if threshold.value.value is None else None


def _asyncpg_advice(use: Use) -> Breaks:
    instead = "fetch_all()" if use.path[-1] == "iterate" else "fetch() or execute() of the connection"
    advice = [f"run the query with {instead}"]
    if _is_of_prepare(use):
        advice.append("or set statement_cache_size=0 and declare asyncpg 0.31 under [tool.pooler-lint.versions]")
    return Breaks("", why=LOST_STATEMENTS, help=tuple(advice), note=_NOT_FIXED)


def _psycopg_advice(use: Use) -> Breaks:
    return Breaks("", (DropArgument(use.place, "prepare"),), "Drop prepare=True", why=LOST_STATEMENTS)


_NOT_FIXED = "there is no fix, because the code after it depends on the statement"
