"""Cases: asyncpg, and SQLAlchemy on asyncpg."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from tests.live.cases import ALL, CACHE_OFF, Case
from tests.live.jobs import CROWD, SMALL_CROWD, Load, Work

_BOTH = {"statement_cache_size": 0, "prepared_statement_cache_size": 0}
_EMPTY = {**_BOTH, "prepared_statement_name_func": "$empty_name"}
_UUID = {**_BOTH, "prepared_statement_name_func": "$uuid_name"}
_IDS = {**_BOTH, "connection_class": "$unique_ids"}
_SINCE_2_0 = ALL[:-1]
_NULL: dict[str, Any] = {"poolclass": "$NullPool"}
_AUTO: dict[str, Any] = {"isolation_level": "AUTOCOMMIT"}


def of_asyncpg() -> Iterator[Case]:
    def case(key: str, written: str, work: Work = "autocommit", **settings: Any) -> Case:
        load = SMALL_CROWD if work == "types" else CROWD
        return Case(f"asyncpg/{key}", "asyncpg", written, "asyncpg_direct", work, settings, load, ALL)

    pool: dict[str, Any] = {"by": "create_pool"}
    yield case("defaults", "`asyncpg.connect(dsn)`")
    yield case("pool-defaults", "`asyncpg.create_pool(dsn)`", "transaction", **pool)
    yield case("cache-0", "`connect(dsn, statement_cache_size=0)`", options=CACHE_OFF)
    yield case("pool-cache-0", "`create_pool(dsn, statement_cache_size=0)`", options=CACHE_OFF, **pool)
    yield case("pool-cache-0-transaction", "the same, in transactions", "transaction", options=CACHE_OFF, **pool)
    yield case("cache-0-prepare", "`statement_cache_size=0` and `conn.prepare()`", "prepare", options=CACHE_OFF)
    yield case("cache-0-types", "`statement_cache_size=0`, enums, arrays, jsonb", "types", options=CACHE_OFF)
    yield case("cache-0-executemany", "`statement_cache_size=0`, `executemany`", "executemany", options=CACHE_OFF)
    yield case("cache-0-cursor", "`statement_cache_size=0`, cursor in a transaction", "stream", options=CACHE_OFF)
    ids = {"connection_class": "$unique_ids"}
    yield case(
        "cache-0-ids-cursor", "the same, `connection_class` with unique ids", "stream", options={**CACHE_OFF, **ids}
    )
    yield case("unique-ids", "`connection_class` with unique ids, cache on", options=ids)


def of_sqlalchemy() -> Iterator[Case]:
    def case(key: str, written: str, work: Work = "transaction", load: Load = CROWD, **settings: Any) -> Case:
        group = "SQLAlchemy + asyncpg"
        return Case(f"sqlalchemy-asyncpg/{key}", group, written, "sqlalchemy_async", work, settings, load, ALL)

    def engine(connect_args: dict[str, Any] | None = None, **keywords: Any) -> dict[str, Any]:
        return {"engine": {**keywords, **({} if connect_args is None else {"connect_args": connect_args})}}

    own_names = {"prepared_statement_name_func": "$uuid_name"}
    zero_of_dialect = {"prepared_statement_cache_size": 0}
    small = SMALL_CROWD
    yield case("defaults", "`create_async_engine(url)`")
    yield case("null-pool", "`poolclass=NullPool` alone", **engine(**_NULL))
    yield case("cache-0", "`statement_cache_size=0` only", **engine(CACHE_OFF))
    yield case("cache-0-autocommit", "`statement_cache_size=0` only, AUTOCOMMIT", **engine(CACHE_OFF, **_AUTO))
    yield case("dialect-0", "`prepared_statement_cache_size=0` only", **engine(zero_of_dialect))
    yield case(
        "dialect-0-url", "`?prepared_statement_cache_size=0` in the URL", query="?prepared_statement_cache_size=0"
    )
    yield case("both-0", "both 0", **engine(_BOTH))
    yield case("both-0-null-pool", "both 0, NullPool", **engine(_BOTH, **_NULL))
    yield case("both-0-autocommit", "both 0, AUTOCOMMIT", **engine(_BOTH, **_AUTO))
    yield case("uuid", "name function uuid, caches on", **engine(own_names))
    yield case("uuid-null-pool", "name function uuid, NullPool, caches on", **engine(own_names, **_NULL))
    once = Load(cycles=24, rounds=1, questions=1)
    yield case(
        "uuid-null-pool-once", "the same, one query a checkout", load=once, **engine(own_names, **_NULL)
    )  # fmt: skip
    yield case("both-0-uuid", "both 0, name function uuid", **engine(_UUID))
    yield case("both-0-uuid-null-pool", "both 0, name function uuid, NullPool", **engine(_UUID, **_NULL))
    yield case("both-0-uuid-autocommit", "both 0, name function uuid, AUTOCOMMIT", **engine(_UUID, **_AUTO))
    yield case("both-0-ids", "both 0, `connection_class` with unique ids", **engine(_IDS))
    yield case("both-0-ids-autocommit", "both 0, `connection_class`, AUTOCOMMIT", **engine(_IDS, **_AUTO))
    yield case("both-0-empty", 'both 0, name function `lambda: ""`', **engine(_EMPTY))
    yield case("both-0-empty-null-pool", "the same, NullPool", **engine(_EMPTY, **_NULL))
    yield case("both-0-empty-autocommit", "the same, AUTOCOMMIT", **engine(_EMPTY, **_AUTO))
    yield case("both-0-empty-types", "the same, enums, arrays, jsonb", "types", small, **engine(_EMPTY))
    yield case("both-0-empty-executemany", "the same, executemany", "executemany", small, **engine(_EMPTY))
    yield case("both-0-empty-stream", "the same, `stream`", "stream", small, **engine(_EMPTY))
    yield case("cache-0-stream", "`statement_cache_size=0` only, `stream`", "stream", **engine(CACHE_OFF))
    yield case("both-0-stream", "both 0, `stream`", "stream", **engine(_BOTH))
    yield case("both-0-executemany", "both 0, executemany", "executemany", **engine(_BOTH))
    yield case("both-0-types", "both 0, enums, arrays, jsonb", "types", small, **engine(_BOTH))
    yield case("cache-0-uuid", "`statement_cache_size=0`, name function uuid", **engine({**CACHE_OFF, **own_names}))
    yield case("cache-0-uuid-null-pool", "the same, NullPool", **engine({**CACHE_OFF, **own_names}, **_NULL))
    empty = {"prepared_statement_name_func": "$empty_name"}
    yield case("empty", 'name function `lambda: ""`, caches on', **engine(empty))
    yield case(
        "cache-0-empty", '`statement_cache_size=0`, name function `lambda: ""`', **engine({**CACHE_OFF, **empty})
    )
    yield from _other_ways_to_an_engine(case)


def _other_ways_to_an_engine(case: Any) -> Iterator[Case]:
    """Engines that are not made of a URL alone."""
    zero_in_config = {"sqlalchemy.connect_args": _EMPTY}
    creator = {"by": "creator", "creator": CACHE_OFF}
    pool, in_pool = "`create_async_pool_from_url`", {"connect_args": _EMPTY}
    yield replace(case("pool-defaults", pool, by="pool"), environments=_SINCE_2_0)
    full_set = f"{pool}, the full set in `connect_args`"
    yield replace(case("pool-empty", full_set, by="pool", pool=in_pool), environments=_SINCE_2_0)
    yield case(
        "config-empty", "`async_engine_from_config`, the full set in `connect_args`", by="config", config=zero_in_config
    )
    yield case("creator-cache-0", "`async_creator`: `asyncpg.connect(statement_cache_size=0)`", **creator)
    yield case(
        "creator-url",
        "the same, `?prepared_statement_cache_size=0`",
        query="?prepared_statement_cache_size=0",
        **creator,
    )
    ids = {"by": "creator", "creator": {**CACHE_OFF, "connection_class": "$unique_ids"}}
    yield case("creator-ids", "the same, `connection_class` with unique ids", **ids)
    yield case("creator-args", "the same, the full set in `connect_args`", engine={"connect_args": _EMPTY}, **creator)
