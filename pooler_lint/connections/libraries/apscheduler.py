"""APScheduler: the job store of 3.x, the data store and the event brokers of 4.x.

`SQLAlchemyJobStore(url=..., engine_options={...})` calls `create_engine(url, **engine_options)`:
https://github.com/agronholm/apscheduler/blob/3.x/apscheduler/jobstores/sqlalchemy.py
`SQLAlchemyDataStore(url)` calls `create_async_engine(url)` and takes an engine instead:
https://github.com/agronholm/apscheduler/blob/master/src/apscheduler/datastores/sqlalchemy.py
The event brokers hand `options` to the driver's `connect`:
https://github.com/agronholm/apscheduler/tree/master/src/apscheduler/eventbrokers
"""

from __future__ import annotations

from pooler_lint.connections.expand import Way
from pooler_lint.connections.held import arguments_held, driver_arguments, nowhere
from pooler_lint.connections.libraries import asyncpg, psycopg, sqlalchemy
from pooler_lint.connections.library import Library, Surroundings
from pooler_lint.model import Case
from pooler_lint.records import replace
from pooler_lint.values import Called, Known, Symbol, Text, Value

_JOB_STORE = "apscheduler.jobstores.sqlalchemy.SQLAlchemyJobStore"
_DATA_STORE = "apscheduler.datastores.sqlalchemy.SQLAlchemyDataStore"
_ASYNCPG = "apscheduler.eventbrokers.asyncpg.AsyncpgEventBroker"
_PSYCOPG = "apscheduler.eventbrokers.psycopg.PsycopgEventBroker"
_MAKE_AN_ENGINE = (
    "SQLAlchemyDataStore has no place for options of the engine: make the engine yourself, and pass that instead of"
    " the URL"
)


def job_store(callee: str, way: Way, surroundings: Surroundings) -> Case | None:
    """The case of one way of making a job store; None where it is given an engine."""
    if way.value("engine") is not None:
        return None
    held = arguments_held(way, way.arguments.get("url"), "url", "engine_options")
    case = sqlalchemy.case_of(callee, held.way, surroundings)
    return held.placed(case)


def data_store(callee: str, way: Way, surroundings: Surroundings) -> Case | None:
    """The case of one way of making a data store; None where nothing says that it is given a URL."""
    url = way.arguments.get("engine_or_url")
    if url is None or not _is_url(url.value):
        return None
    inner = replace(way, arguments={"url": replace(url, name="url")}, unpacked=None)
    return nowhere(sqlalchemy.case_of(callee, inner, surroundings), _MAKE_AN_ENGINE)


def _is_url(value: Value) -> bool:
    if isinstance(value, Called):
        function = value.function
        return isinstance(function, Symbol) and function.dotted.rpartition(".")[2] in ("make_url", "create")
    return isinstance(value, Text) or (isinstance(value, Known) and isinstance(value.value, str))


def asyncpg_broker(callee: str, way: Way, surroundings: Surroundings) -> Case | None:
    """The case of one way of making an event broker on asyncpg."""
    return driver_arguments(callee, way, surroundings, "dsn", "options", asyncpg.case_of)


def psycopg_broker(callee: str, way: Way, surroundings: Surroundings) -> Case | None:
    """The case of one way of making an event broker on psycopg."""
    return driver_arguments(callee, way, surroundings, "conninfo", "options", psycopg.case_of)


LIBRARIES = (
    Library(
        name="sqlalchemy",
        callees={_JOB_STORE: _JOB_STORE},
        positional={"": ("url", "engine", "tablename", "metadata", "pickle_protocol", "tableschema", "engine_options")},
        case_of=job_store,
        carriers=frozenset({"engine_options"}),
        through="apscheduler",
    ),
    Library(
        name="sqlalchemy",
        callees={_DATA_STORE: _DATA_STORE},
        positional={"": ("engine_or_url",)},
        case_of=data_store,
        address=frozenset({"engine_or_url"}),
        through="apscheduler",
    ),
    Library(
        name="asyncpg",
        callees={_ASYNCPG: _ASYNCPG},
        positional={"": ("dsn", "options")},
        case_of=asyncpg_broker,
        through="apscheduler",
    ),
    Library(
        name="psycopg",
        callees={_PSYCOPG: _PSYCOPG},
        positional={"": ("conninfo", "options")},
        case_of=psycopg_broker,
        through="apscheduler",
    ),
)
