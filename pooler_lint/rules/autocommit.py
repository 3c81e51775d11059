"""Whether each statement of a connection is a transaction of its own."""

from __future__ import annotations

from pooler_lint.model import Case, ConnectionSite, Use
from pooler_lint.rules.reading import keyword_of
from pooler_lint.rules.transactions import PSYCOPG, connection_of, is_in_callback
from pooler_lint.values import Dict, Known, Value


def is_autocommit(site: ConnectionSite, case: Case, use: Use) -> bool:
    """Return True if the text shows that the connection commits each statement outside of a transaction block.

    SQLAlchemy and psycopg begin a transaction by themselves, and roll it back unless it is committed:
    https://docs.sqlalchemy.org/en/20/core/connections.html#commit-as-you-go
    https://www.psycopg.org/psycopg3/docs/basic/transactions.html
    """
    if site.library == "asyncpg":
        return True
    if site.library in PSYCOPG:
        return _of_psycopg(site, case, use)
    return site.library != "alembic" and _of_sqlalchemy(site, case, use)


def _of_psycopg(site: ConnectionSite, case: Case, use: Use) -> bool:
    option = case.option("autocommit")
    if option is not None and _is(option.value, True):
        return True
    return any(_turns_autocommit_on(other) and _applies_to(site, other, use) for other in site.uses)


def _applies_to(site: ConnectionSite, other: Use, use: Use) -> bool:
    """Return True if both are uses of one connection, or if the other one is a callback for all connections."""
    return is_in_callback(other) or connection_of(site, other) == connection_of(site, use) is not None


def _turns_autocommit_on(use: Use) -> bool:
    if use.path[-1:] == ("autocommit",):
        return _is(use.assigned, True)
    value = use.called.argument("value", 0) if use.called is not None else None
    return use.path[-1:] == ("set_autocommit",) and value is not None and _is(value.value, True)


def _of_sqlalchemy(site: ConnectionSite, case: Case, use: Use) -> bool:
    level = case.option("isolation_level")
    options = case.option("execution_options")
    if level is not None and _is(level.value, "AUTOCOMMIT"):
        return True
    if options is not None and isinstance(options.value, Dict):
        entry = options.value.get("isolation_level")
        if entry is not None and _is(entry.value, "AUTOCOMMIT"):
            return True
    return any(
        other.path[-1:] == ("execution_options",)
        and _is(keyword_of(other, "isolation_level"), "AUTOCOMMIT")
        and (other.place in use.through or connection_of(site, other) == connection_of(site, use) is not None)
        for other in site.uses
    )


def _is(value: Value | None, wanted: str | bool) -> bool:
    return isinstance(value, Known) and value.value == wanted
