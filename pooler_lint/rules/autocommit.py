"""Whether each statement of a connection is a transaction of its own."""

from __future__ import annotations

from pooler_lint.lines import Place
from pooler_lint.model import Case, ConnectionSite, Use
from pooler_lint.rules.reading import keyword_of
from pooler_lint.rules.transactions import Connection, connection_of, is_in_callback
from pooler_lint.values import Dict, Known, Value


class Autocommit:
    """Whether the connections of a site commit each statement outside of a transaction block, as far as the text shows.

    SQLAlchemy and psycopg begin a transaction by themselves, and roll it back unless it is committed:
    https://docs.sqlalchemy.org/en/20/core/connections.html#commit-as-you-go
    https://www.psycopg.org/psycopg3/docs/basic/transactions.html
    """

    __slots__ = ("_calls", "_connections", "_is_everywhere", "_site")

    def __init__(self, site: ConnectionSite, case: Case) -> None:
        self._site = site
        self._connections: set[Connection] = set()
        """Those that a use turns it on for."""
        self._calls: frozenset[Place] = frozenset()
        """What returns a connection with it."""
        self._is_everywhere = site.session.autocommit == "always"
        if site.session.autocommit == "attribute":
            turning = [use for use in site.uses if _turns_autocommit_on(use)]
            option = case.option("autocommit")
            self._is_everywhere = (option is not None and _is(option.value, True)) or any(map(is_in_callback, turning))
            self._connections = {connection_of(site, use) for use in turning}
        elif site.session.autocommit == "isolation_level":
            turning = [use for use in site.uses if _asks_for_autocommit(use)]
            self._is_everywhere = _is_sqlalchemy_option(case)
            self._connections = {connection_of(site, use) for use in turning}
            self._calls = frozenset(use.place for use in turning)

    def holds(self, use: Use) -> bool:
        """True if the connection of this use does so."""
        if self._is_everywhere or not self._calls.isdisjoint(use.through):
            return True
        connection = connection_of(self._site, use) if self._connections else None
        return connection is not None and connection in self._connections


def _turns_autocommit_on(use: Use) -> bool:
    if use.path[-1:] == ("autocommit",):
        return _is(use.assigned, True)
    value = use.called.argument("value", 0) if use.called is not None else None
    return use.path[-1:] == ("set_autocommit",) and value is not None and _is(value.value, True)


def _is_sqlalchemy_option(case: Case) -> bool:
    level = case.option("isolation_level")
    options = case.option("execution_options")
    if level is not None and _is(level.value, "AUTOCOMMIT"):
        return True
    entry = options.value.get("isolation_level") if options is not None and isinstance(options.value, Dict) else None
    return entry is not None and _is(entry.value, "AUTOCOMMIT")


def _asks_for_autocommit(use: Use) -> bool:
    return use.path[-1:] == ("execution_options",) and _is(keyword_of(use, "isolation_level"), "AUTOCOMMIT")


def _is(value: Value | None, wanted: str | bool) -> bool:
    return isinstance(value, Known) and value.value == wanted
