"""An option stands where the callee refuses or ignores it.

## What it does
Reports options about prepared statements and poolers that are written where they do not
work, and says what happens at run time:

- `prepared_statement_cache_size` handed to asyncpg itself, or as a keyword of `create_async_engine`;
- driver options in asyncpg's `server_settings`, or in the query of a DSN for asyncpg, which sends them to the
  server;
- `?statement_cache_size=0` in a URL for SQLAlchemy with asyncpg, and `?prepare_threshold=` in any URL;
- `prepare_threshold` as a keyword of a psycopg_pool pool, or for psycopg2, which has no such option;
- `?statement_cache_size=0` in a URL for databases or GINO, which ignore it, and options of asyncpg in the credentials
  of Tortoise ORM with psycopg;
- words of other libraries: `?pgbouncer=true`, `?connection_limit=`, `?supa=`, `?sslmode=` for asyncpg under
  SQLAlchemy;
- a number that is written as text, `statement_cache_size="0"`;
- Django's own keys, such as `DISABLE_SERVER_SIDE_CURSORS`, in `OPTIONS`, and options of the driver beside `ENGINE`.

## Why is this bad
Most of these raise an error when the program connects or runs its first query, often only in production, where the
URL with the option is used. The others do nothing, while the reader believes that the pooler is taken care of.

What asyncpg sends to the server at login is refused by PostgreSQL and PgBouncer. Supavisor and PgCat drop it: there a
word of another library, such as `?pgbouncer=true`, is not reported, nor where it is not known which of them answers.

## Example
```python
import asyncpg


async def connect():
    return await asyncpg.connect("postgresql://app@db.internal/shop", prepared_statement_cache_size=0)
```

## Use instead
```python
import asyncpg


async def connect():
    return await asyncpg.connect("postgresql://app@db.internal/shop", statement_cache_size=0)
```

## Fix safety
Safe: the connection does not work as it is written. The option moves to where it works; one that nothing
corresponds to goes. There is no repair where the value is not known, since it could not be written elsewhere as it
stands.

## Options
- `[tool.pooler-lint.versions]`: `sqlalchemy`, since `prepared_statement_name_func` is refused below 2.0.10; `django`,
  `psycopg` and `psycopg2`, since they decide which driver Django uses.

## References
- https://magicstack.github.io/asyncpg/current/api/index.html#connection
- https://docs.sqlalchemy.org/en/20/dialects/postgresql.html#module-sqlalchemy.dialects.postgresql.asyncpg
- https://www.psycopg.org/psycopg3/docs/api/pool.html
- https://docs.djangoproject.com/en/stable/ref/settings/#options
"""

from __future__ import annotations

from pooler_lint.facts.options import OptionFact, ValueKind, belongs_to, is_foreign, option_fact
from pooler_lint.facts.parameters import drops_at_login
from pooler_lint.model import Breaks, Case, ConnectionSite, Endpoint, Fine, Option
from pooler_lint.records import dataclass
from pooler_lint.report import shortened
from pooler_lint.rules.base import Context, Judgement, Rule
from pooler_lint.rules.moving import move, taken_elsewhere
from pooler_lint.rules.reading import driver_of, passes_own_connections
from pooler_lint.rules.wording import NOT_MOVED, sentence
from pooler_lint.slots import Assignment, DictEntry, Field, Keyword, OptionKind, Setting
from pooler_lint.values import Known, Text, Value

_RAISES = "{callee} raises {error} for {option}"
_IGNORES = "{callee} ignores {option}"
_SENDS = "{callee} sends {option} to the server, which rejects it"
_DROPS = "{callee} sends {option} to {pooler}, which ignores it"


class MisplacedDriverOption(Rule):
    """An option that the callee refuses or ignores."""

    code = "PGB110"
    name = "misplaced-driver-option"
    summary = "an option stands where it is refused or ignored"
    messages = (_RAISES, _IGNORES, _SENDS, _DROPS)
    url = "https://magicstack.github.io/asyncpg/current/api/index.html#connection"
    any_case = True

    def judge(self, site: ConnectionSite, case: Case, endpoint: Endpoint, context: Context) -> Judgement:
        """One `Breaks` for each option that the table of facts knows to fail there."""
        if case.address.is_postgres is False:
            return Fine("not PostgreSQL", applies=False)
        found = tuple(
            _breaks(site, case, endpoint, option, fact, outcome, context)
            for option in case.options
            if (fact := _wrong(site, case, option, context)) is not None
            and (outcome := _outcome(endpoint, option, fact)) is not None
        )
        return found or Fine("every option stands where it works")


def _wrong(site: ConnectionSite, case: Case, option: Option, context: Context) -> OptionFact | None:
    if option.kind is not OptionKind.CALL and site.library == "sqlalchemy" and passes_own_connections(case):
        return None
    driver = driver_of(site, case, context)
    kind = _kind_in_facts(site, case, option)
    fact = option_fact(site.library, driver, kind, option.name, _kind(option.value), context.versions) if kind else None
    if fact is None or fact.expectation == "ok":
        return None
    is_dropped_none = fact.value == "none" and fact.expectation == "ignored"
    return None if is_dropped_none and taken_elsewhere(site, case, option, context) else fact


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What becomes of an option: the template of the message, and what the program sees."""

    template: str
    happens: str
    at_any_endpoint: bool = True


def _outcome(endpoint: Endpoint, option: Option, fact: OptionFact) -> _Outcome | None:
    """Return what becomes of it there; None where that is not known, or where nothing is lost."""
    happens = fact.what_happens(option.name)
    foreign = is_foreign(option.name)
    is_postgresql = endpoint.ordinary or endpoint.mode == "direct"
    if not fact.by_server:
        return _Outcome(_IGNORES if fact.expectation == "ignored" else _RAISES, happens)
    if is_postgresql or (endpoint.is_unresolved and not foreign):
        return _Outcome(_SENDS, happens)
    let_through = option.name in (endpoint.accepted_parameters or ())
    if endpoint.software == "PgBouncer" and not let_through:
        return _Outcome(_SENDS, happens)
    if foreign or not (let_through or drops_at_login(endpoint.software)):
        return None
    return _Outcome(_DROPS, f"{endpoint.pooler} drops it at the login, and it has no effect", False)


def _kind_in_facts(site: ConnectionSite, case: Case, option: Option) -> OptionKind | None:
    """Where the driver itself is handed the option; None where that is not what the table speaks of.

    asyncpg and psycopg take it as a keyword, which another library may carry in a dict of its own.
    """
    if isinstance(case.slots.driver, Keyword) or site.library not in ("asyncpg", "psycopg"):
        return option.kind
    return (
        OptionKind.CALL if option.kind is OptionKind.DRIVER else None if option.kind is OptionKind.CALL else option.kind
    )


def _kind(value: Value) -> ValueKind:
    if isinstance(value, Text) or (isinstance(value, Known) and isinstance(value.value, str)):
        return "text"
    return "none" if isinstance(value, Known) and value.value is None else "other"


def _where(site: ConnectionSite, case: Case, kind: OptionKind) -> str:
    if kind is OptionKind.QUERY:
        return "in the URL"
    if kind is OptionKind.SERVER_SETTINGS:
        return "in server_settings"
    slot = case.slots.driver if kind is OptionKind.DRIVER else case.slots.call
    if isinstance(slot, (Setting, Assignment)):
        return f"as a key of {site.callee}"
    if isinstance(slot, (DictEntry, Field)):
        return f"in {slot.keyword}"
    return f"as a keyword of {_callee(site)}"


def _callee(site: ConnectionSite) -> str:
    return shortened(site.callee) if site.declared else site.callee.rpartition(".")[2]


def _breaks(
    site: ConnectionSite,
    case: Case,
    endpoint: Endpoint,
    option: Option,
    fact: OptionFact,
    outcome: _Outcome,
    context: Context,
) -> Breaks:
    words = {"callee": _callee(site), "option": option.name, "error": fact.error}
    moved = move(site, case, endpoint, option, fact, context)
    return Breaks(
        sentence(outcome.template, endpoint, words),
        moved.wishes if moved else (),
        moved.title if moved else "",
        why=f"{option.name} {_where(site, case, option.kind)}: {outcome.happens}",
        help=() if fact.value == "text" else (f"{option.name} belongs to {belongs_to(option.name)}",),
        note=None if moved else NOT_MOVED,
        subject=(option.name, option.kind.name, fact.id),
        at_any_endpoint=outcome.at_any_endpoint,
    )
