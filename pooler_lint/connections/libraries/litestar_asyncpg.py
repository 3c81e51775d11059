"""litestar-asyncpg: `PoolConfig(dsn=..., connect_kwargs={...})` holds the arguments of `asyncpg.create_pool`.

`AsyncpgConfig.create_pool` calls it with the fields that are set and with the entries of `connect_kwargs`:
https://github.com/litestar-org/asyncpg/blob/main/litestar_asyncpg/config.py
"""

from __future__ import annotations

from pooler_lint.connections.expand import Way
from pooler_lint.connections.held import driver_arguments
from pooler_lint.connections.libraries import asyncpg
from pooler_lint.connections.library import Library, Surroundings
from pooler_lint.model import Case

_POOL = "litestar_asyncpg.PoolConfig"


def case_of(callee: str, way: Way, surroundings: Surroundings) -> Case | None:
    """The case of one way of the call."""
    return driver_arguments(callee, way, surroundings, "dsn", "connect_kwargs", asyncpg.case_of)


LIBRARY = Library(
    name="asyncpg",
    callees={_POOL: _POOL, "litestar_asyncpg.config.PoolConfig": _POOL},
    positional={"": ("dsn", "connect_kwargs", "connection_class")},
    case_of=case_of,
    carriers=frozenset({"connect_kwargs"}),
    through="litestar_asyncpg",
)
