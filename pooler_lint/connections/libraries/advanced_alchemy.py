"""Advanced Alchemy: its configurations make an engine of `connection_string` and the fields of `engine_config`.

`SQLAlchemyAsyncConfig.get_engine` calls `create_async_engine(connection_string, **engine_config_dict)`, where the dict
holds those fields of `EngineConfig` that are set; with a `routing_config`, the engines of all its connection strings
are made with the same fields:
https://github.com/litestar-org/advanced-alchemy/blob/main/advanced_alchemy/config/common.py
https://github.com/litestar-org/advanced-alchemy/blob/main/advanced_alchemy/routing/maker.py
"""

from __future__ import annotations

from pooler_lint.connections.expand import Way
from pooler_lint.connections.held import arguments_held, unknown_options
from pooler_lint.connections.libraries import sqlalchemy
from pooler_lint.connections.library import Library, Surroundings
from pooler_lint.model import Case
from pooler_lint.slots import Imported
from pooler_lint.values import Argument, Called

_OWN = "advanced_alchemy."
_LITESTAR = "extensions.litestar.plugins."
_MODULES = (
    _OWN + "config",
    *(f"{_OWN}extensions.{name}" for name in ("fastapi", "flask", "litestar", "sanic", "starlette")),
    *(f"{_OWN}extensions.{name}.config" for name in ("fastapi", "flask", "sanic", "starlette")),
    _OWN + "extensions.litestar.plugins",
    *(f"{_OWN}{_LITESTAR}init{rest}" for rest in ("", ".config")),
    # Litestar hands the names of Advanced Alchemy on:
    # https://github.com/litestar-org/litestar/blob/v2.25.0/litestar/plugins/sqlalchemy.py
    "litestar.plugins.sqlalchemy",
    *(f"litestar.contrib.sqlalchemy.plugins{rest}" for rest in ("", ".init", ".init.config")),
)
"""Each defines both configurations and `EngineConfig`."""

_SUBMODULES = {
    "SQLAlchemyAsyncConfig": "asyncio",
    "SQLAlchemySyncConfig": "sync",
}
_IN_SUBMODULES = (_OWN + "config", f"{_OWN}{_LITESTAR}init.config", "litestar.contrib.sqlalchemy.plugins.init.config")


def case_of(callee: str, way: Way, surroundings: Surroundings) -> Case | None:
    """The case of one way of the call; None where it is given an engine."""
    if way.value("engine_instance") is not None:
        return None
    url = way.arguments.get("connection_string") or _of_routing(way)
    made_by = Imported(callee.rpartition(".")[0], "EngineConfig")
    held = arguments_held(way, url, "url", "engine_config", made_by)
    case = sqlalchemy.case_of(callee, held.way, surroundings)
    if case is not None and way.value("create_engine_callable") is not None:
        case = unknown_options(case, "the engine is made by `create_engine_callable=`")
    return held.placed(case)


def _of_routing(way: Way) -> Argument | None:
    """The primary address: that of a replica differs in its host, and its engine is made in the same way."""
    routing = way.value("routing_config")
    return routing.argument("primary_connection_string") if isinstance(routing, Called) else None


LIBRARY = Library(
    name="sqlalchemy",
    callees={
        **{f"{module}.{name}": f"{module}.{name}" for module in _MODULES for name in _SUBMODULES},
        **{
            f"{module}.{submodule}.{name}": f"{module}.{name}"
            for module in _IN_SUBMODULES
            for name, submodule in _SUBMODULES.items()
        },
    },
    positional={},
    case_of=case_of,
    address=frozenset({"connection_string"}),
    carriers=frozenset({"engine_config", "routing_config"}),
    through="advanced_alchemy",
)
