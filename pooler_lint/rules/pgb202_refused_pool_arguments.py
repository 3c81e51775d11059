"""`create_engine` is given arguments that the chosen pool class refuses.

## What it does
Reports, whatever the endpoint is, `pool_size`, `max_overflow`, `pool_timeout` and `pool_use_lifo` beside
`poolclass=NullPool`, `StaticPool` or `AssertionPool`, and all of them but `pool_size` beside `SingletonThreadPool`.
`ormar.DatabaseConnection` gives `pool_size` and `max_overflow` itself, and so takes none of these classes.

## Why is this bad
These pools keep no queue of connections. `create_engine` raises `TypeError: Invalid argument(s) 'pool_size' sent to
create_engine()` as soon as the line runs, which may be in production only, where the pool class is chosen by a
setting.

## Example
```python
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

engine = create_engine("postgresql+psycopg2://app@db.internal/shop", poolclass=NullPool, pool_size=10)
```

## Use instead
```python
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

engine = create_engine("postgresql+psycopg2://app@db.internal/shop", poolclass=NullPool)
```

## Fix safety
Safe: the call raises an error as it is written. The refused arguments go.

## Options
None.

## References
- https://docs.sqlalchemy.org/en/20/core/pooling.html#api-documentation-available-pool-implementations
- https://github.com/sqlalchemy/sqlalchemy/blob/main/lib/sqlalchemy/pool/impl.py
"""

from __future__ import annotations

from pooler_lint.facts.pool_arguments import given_arguments, pool_name, refused_arguments, what_happens
from pooler_lint.model import Breaks, Case, ConnectionSite, DropOption, Endpoint, Fine, Verdict
from pooler_lint.rules.base import Context, Rule
from pooler_lint.rules.wording import listed, sentence
from pooler_lint.slots import OptionKind
from pooler_lint.values import Symbol


class RefusedPoolArguments(Rule):
    """A pool class beside arguments that its constructor refuses."""

    code = "PGB202"
    name = "refused-pool-arguments"
    summary = "the pool class refuses arguments that stand beside it"
    messages = ("{poolclass} does not accept {argument}",)
    url = "https://docs.sqlalchemy.org/en/20/core/pooling.html#api-documentation-available-pool-implementations"
    any_case = True

    def judge(self, site: ConnectionSite, case: Case, endpoint: Endpoint, context: Context) -> Verdict:
        """Looks the pool class up in the table of facts."""
        if site.library != "sqlalchemy":
            return Fine("not an engine of SQLAlchemy", applies=False)
        option = case.option("poolclass", OptionKind.CALL)
        if option is None or not isinstance(option.value, Symbol):
            return Fine("no pool class that is known")
        refuses = refused_arguments(option.value.dotted)
        given = [name for name in refuses if name in given_arguments(site.callee)]
        if given:
            return _refuses_what_is_always_given(site, option.value.dotted, given)
        refused = [name for name in refuses if case.option(name, OptionKind.CALL)]
        if not refused:
            return Fine("the pool class takes the arguments beside it")
        return Breaks(
            sentence(self.messages[0], words=_words(option.value.dotted, refused)),
            tuple(DropOption(name, OptionKind.CALL) for name in refused),
            f"Drop {listed(refused)}",
            why=f"{what_happens(refused[0])}, as soon as the line runs",
            subject=tuple(refused),
            at_any_endpoint=True,
        )


def _words(dotted: str, refused: list[str]) -> dict[str, str]:
    return {"poolclass": pool_name(dotted) or dotted, "argument": listed(refused)}


def _refuses_what_is_always_given(site: ConnectionSite, dotted: str, given: list[str]) -> Breaks:
    return Breaks(
        sentence(RefusedPoolArguments.messages[0], words=_words(dotted, given)),
        (DropOption("poolclass", OptionKind.CALL),),
        "Drop poolclass",
        why=f"{what_happens(given[0])}, when it connects: {site.callee} gives {listed(given)} in any case",
        subject=("poolclass",),
        at_any_endpoint=True,
    )
