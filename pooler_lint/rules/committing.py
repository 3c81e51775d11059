"""Whether what is done on a connection is committed: a rollback takes SET and CREATE back."""

from __future__ import annotations

from pooler_lint.model import Case, ConnectionSite, Use
from pooler_lint.rules.reading import keyword_of
from pooler_lint.values import Dict, Known, Value

_BEGINNING = frozenset({"begin", "transaction"})


def is_committed(site: ConnectionSite, case: Case, use: Use) -> bool:
    """True if the text shows that the statement's transaction is committed, or that there is none.

    SQLAlchemy and psycopg begin one by themselves, and roll it back unless it is told otherwise:
    https://docs.sqlalchemy.org/en/20/core/connections.html#commit-as-you-go
    https://www.psycopg.org/psycopg3/docs/basic/transactions.html
    """
    if site.library in ("asyncpg", "alembic") or (use.path[:1] and use.path[0].startswith("(")):
        return True
    if _BEGINNING.intersection(use.path) or any(_BEGINNING.intersection(block.path) for block in use.within):
        return True
    if any(_commits(other) and is_same_connection(use, other) for other in site.uses):
        return True
    if site.library in ("psycopg", "psycopg_pool", "psycopg2"):
        return _is_left_committed(use) or _is_autocommit(site, case)
    return _runs_in_autocommit(site, case, use)


def is_same_connection(one: Use, other: Use) -> bool:
    """True if the two go through the same calls, up to where one of them goes on: a connection and its cursor."""
    return all(left == right for left, right in zip(one.through, other.through, strict=False))


def _commits(use: Use) -> bool:
    return use.path[-1:] == ("commit",) and use.called is not None


def _is_left_committed(use: Use) -> bool:
    """Psycopg commits at the end of a `with` block of the connection."""
    return any(block.path in ((), ("connection",)) for block in use.within)


def _is_autocommit(site: ConnectionSite, case: Case) -> bool:
    option = case.option("autocommit")
    if option is not None and _is(option.value, True):
        return True
    return any(_turns_autocommit_on(use) for use in site.uses)


def _turns_autocommit_on(use: Use) -> bool:
    if use.path[-1:] == ("autocommit",):
        return _is(use.assigned, True)
    value = use.called.argument("value", 0) if use.called is not None else None
    return use.path[-1:] == ("set_autocommit",) and value is not None and _is(value.value, True)


def _runs_in_autocommit(site: ConnectionSite, case: Case, use: Use) -> bool:
    level = case.option("isolation_level")
    options = case.option("execution_options")
    if level is not None and _is(level.value, "AUTOCOMMIT"):
        return True
    if options is not None and isinstance(options.value, Dict):
        entry = options.value.get("isolation_level")
        if entry is not None and _is(entry.value, "AUTOCOMMIT"):
            return True
    if "execution_options" not in use.path:
        return False
    return any(
        other.path[-1:] == ("execution_options",) and _is(keyword_of(other, "isolation_level"), "AUTOCOMMIT")
        for other in site.uses
    )


def _is(value: Value | None, wanted: str | bool) -> bool:
    return isinstance(value, Known) and value.value == wanted
