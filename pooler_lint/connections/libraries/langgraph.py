"""LangGraph's savers and stores in PostgreSQL: `PostgresSaver.from_conn_string(...)` and their like.

Each connects with `prepare_threshold=0` and takes no other value; only the stores have a place for one, the `kwargs` of
their `pool_config`: https://github.com/langchain-ai/langgraph/tree/main/libs/checkpoint-postgres/langgraph
"""

from __future__ import annotations

from collections.abc import Mapping

from pooler_lint.connections.expand import Way
from pooler_lint.connections.held import arguments_held, nowhere
from pooler_lint.connections.libraries import psycopg, psycopg_pool
from pooler_lint.connections.library import Library, Surroundings
from pooler_lint.model import Case, Option
from pooler_lint.records import replace
from pooler_lint.slots import OptionKind
from pooler_lint.values import Known

_SAVERS = {
    "PostgresSaver": ("langgraph.checkpoint.postgres",),
    "ShallowPostgresSaver": ("langgraph.checkpoint.postgres", "langgraph.checkpoint.postgres.shallow"),
    "AsyncPostgresSaver": ("langgraph.checkpoint.postgres.aio",),
    "AsyncShallowPostgresSaver": ("langgraph.checkpoint.postgres.aio", "langgraph.checkpoint.postgres.shallow"),
}
_STORES = {
    "PostgresStore": ("langgraph.store.postgres", "langgraph.store.postgres.base"),
    "AsyncPostgresStore": ("langgraph.store.postgres", "langgraph.store.postgres.aio"),
}
_AT_THE_FIRST_EXECUTION = Option("prepare_threshold", Known(0), OptionKind.LIBRARY)


def saver(callee: str, way: Way, surroundings: Surroundings) -> Case | None:
    """The case of one way of making a saver."""
    case = _with_threshold(psycopg.case_of(callee, _as_conninfo(way), surroundings))
    return nowhere(case, _advice(callee))


def store(callee: str, way: Way, surroundings: Surroundings) -> Case | None:
    """The case of one way of making a store: a connection, or a pool where there is a `pool_config`."""
    if "pool_config" not in way.arguments:
        return saver(callee, way, surroundings)
    address = _as_conninfo(way).arguments.get("conninfo")
    held = arguments_held(way, address, "conninfo", "pool_config")
    return held.placed(_with_threshold(psycopg_pool.case_of(callee, held.way, surroundings)))


def _as_conninfo(way: Way) -> Way:
    given = way.arguments.get("conn_string")
    arguments = {} if given is None else {"conninfo": replace(given, name="conninfo")}
    return replace(way, arguments=arguments, unpacked=way.unpacked if given is None else None)


def _with_threshold(case: Case | None) -> Case | None:
    """The case as the library's own value of `prepare_threshold` makes it."""
    if case is None or case.option("prepare_threshold") is not None or case.open is not None:
        return case
    return replace(case, options=(*case.options, _AT_THE_FIRST_EXECUTION))


def _advice(callee: str) -> str:
    name = callee.rpartition(".")[0].rpartition(".")[2]
    pool = "AsyncConnectionPool" if name.startswith("Async") else "ConnectionPool"
    return (
        f"{name}.from_conn_string takes no other value: make the pool yourself, {name}({pool}(..., kwargs="
        '{"autocommit": True, "prepare_threshold": None, "row_factory": dict_row}))'
    )


def _callees(classes: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    return {
        f"{module}.{name}.from_conn_string": f"{modules[0]}.{name}.from_conn_string"
        for name, modules in classes.items()
        for module in modules
    }


LIBRARIES = (
    Library(
        name="psycopg",
        callees=_callees(_SAVERS),
        positional={"": ("conn_string",)},
        address=frozenset({"conn_string"}),
        case_of=saver,
        through="langgraph",
    ),
    Library(
        name="psycopg_pool",
        callees=_callees(_STORES),
        positional={"": ("conn_string",)},
        address=frozenset({"conn_string"}),
        case_of=store,
        carriers=frozenset({"pool_config"}),
        through="langgraph",
    ),
)
