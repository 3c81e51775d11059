"""procrastinate's connectors: their keywords are those of the pool or engine that they make.

`PsycopgConnector` and `SyncPsycopgConnector` make pools of psycopg_pool, `SQLAlchemyPsycopg2Connector` calls
`create_engine(dsn, ...)`: https://procrastinate.readthedocs.io/en/stable/howto/basics/connector.html and
https://github.com/procrastinate-org/procrastinate/blob/main/procrastinate/psycopg_connector.py
"""

from __future__ import annotations

from pooler_lint.connections.expand import Way
from pooler_lint.connections.held import unknown_options
from pooler_lint.connections.libraries import psycopg_pool, sqlalchemy
from pooler_lint.connections.library import Library, Surroundings
from pooler_lint.model import Case
from pooler_lint.records import replace
from pooler_lint.values import Symbol

_PSYCOPG = "procrastinate.PsycopgConnector"
_SYNC = "procrastinate.SyncPsycopgConnector"
_SQLALCHEMY = "procrastinate.contrib.sqlalchemy.SQLAlchemyPsycopg2Connector"
_OWN = ("json_dumps", "json_loads", "pool_factory")
_POOLS = ("psycopg_pool.AsyncConnectionPool", "psycopg_pool.AsyncNullConnectionPool")


def pool(callee: str, way: Way, surroundings: Surroundings) -> Case | None:
    """The case of one way of making a connector with a pool."""
    inner = replace(way, arguments={name: one for name, one in way.arguments.items() if name not in _OWN})
    case = psycopg_pool.case_of(callee, inner, surroundings)
    factory = way.value("pool_factory")
    if case is None or factory is None or (isinstance(factory, Symbol) and factory.dotted in _POOLS):
        return case
    return unknown_options(case, "what the `pool_factory=` makes is not known")


def engine(callee: str, way: Way, surroundings: Surroundings) -> Case | None:
    """The case of one way of making a connector with an engine."""
    arguments = {("url" if name == "dsn" else name): one for name, one in way.arguments.items() if name not in _OWN}
    return sqlalchemy.case_of(callee, replace(way, arguments=arguments), surroundings)


LIBRARIES = (
    Library(
        name="psycopg_pool",
        callees={
            _PSYCOPG: _PSYCOPG,
            "procrastinate.psycopg_connector.PsycopgConnector": _PSYCOPG,
            _SYNC: _SYNC,
            "procrastinate.sync_psycopg_connector.SyncPsycopgConnector": _SYNC,
        },
        positional={},
        case_of=pool,
        through="procrastinate",
    ),
    Library(
        name="sqlalchemy",
        callees={
            _SQLALCHEMY: _SQLALCHEMY,
            "procrastinate.contrib.sqlalchemy.psycopg2_connector.SQLAlchemyPsycopg2Connector": _SQLALCHEMY,
        },
        positional={},
        case_of=engine,
        through="procrastinate",
    ),
)
