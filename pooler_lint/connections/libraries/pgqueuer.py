"""PgQueuer's own connections; most programs hand it one that they made with asyncpg or psycopg.

The factories have no place for options of the driver beside those of `ConnectionSettings`:
https://github.com/janbjorge/pgqueuer/blob/main/pgqueuer/adapters/connections.py
"""

from __future__ import annotations

from collections.abc import Callable

from pooler_lint.connections.expand import Way
from pooler_lint.connections.held import nowhere
from pooler_lint.connections.libraries import asyncpg, psycopg
from pooler_lint.connections.library import Library, Surroundings
from pooler_lint.model import Case
from pooler_lint.records import replace

_MODULE = "pgqueuer.adapters.connections."
_MAKE_IT = (
    "{name} has no place for it: make the connection with {driver} itself and hand that to PgQueuer, which also"
    " listens for notifications and so needs a direct connection or a pooler in session mode"
)


def _factory(make: Callable[[str, Way, Surroundings], Case | None], address: str, driver: str) -> Library:
    names = (f"connect_{driver}", f"create_{driver}_pool")

    def case_of(callee: str, way: Way, surroundings: Surroundings) -> Case | None:
        given = way.arguments.get("dsn")
        arguments = {} if given is None else {address: replace(given, name=address)}
        case = make(callee, replace(way, arguments=arguments), surroundings)
        return nowhere(case, _MAKE_IT.format(name=callee.rpartition(".")[2], driver=driver))

    return Library(
        name="asyncpg" if driver == "asyncpg" else "psycopg",
        callees={_MODULE + name: _MODULE + name for name in names},
        positional={"": ("dsn", "settings")},
        case_of=case_of,
        through="pgqueuer",
    )


LIBRARIES = (_factory(asyncpg.case_of, "dsn", "asyncpg"), _factory(psycopg.case_of, "conninfo", "psycopg"))
