"""Cases: settings that libraries, pools and servers refuse or ignore."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.live.cases import POOLS, REFUSED, THREE, Case
from tests.live.jobs import SINGLE, Work

POOL_CLASSES = ("NullPool", "StaticPool", "AssertionPool", "SingletonThreadPool", "QueuePool")
POOL_ARGUMENTS: dict[str, object] = {
    "pool_size": 5,
    "max_overflow": 5,
    "pool_timeout": 5,
    "pool_use_lifo": True,
    "pool_recycle": 60,
    "pool_pre_ping": True,
    "pool_reset_on_return": None,
}


def of_refusals() -> Iterator[Case]:
    def case(key: str, written: str, client: str, work: Work = "autocommit", **settings: Any) -> Case:
        return Case(f"refused/{key}", REFUSED, written, client, work, settings, SINGLE, places=THREE)

    foreign = {"prepared_statement_cache_size": 0}
    mode_off = {"server_settings": {"statement_cache_mode": "off"}}
    size_0 = {"server_settings": {"statement_cache_size": "0"}}
    direct = "asyncpg_direct"
    yield case("asyncpg-connect-foreign", "`asyncpg.connect(prepared_statement_cache_size=0)`", direct, options=foreign)
    yield case(
        "asyncpg-pool-foreign",
        "`asyncpg.create_pool(prepared_statement_cache_size=0)`",
        direct,
        options=foreign,
        by="create_pool",
    )
    yield case(
        "asyncpg-name-func",
        "`asyncpg.connect(prepared_statement_name_func=...)`",
        direct,
        options={"prepared_statement_name_func": "$empty_name"},
    )
    yield case(
        "asyncpg-threshold", "`asyncpg.connect(prepare_threshold=None)`", direct, options={"prepare_threshold": None}
    )
    yield case("asyncpg-mode-off", '`server_settings={"statement_cache_mode": "off"}`', direct, options=mode_off)
    yield case("asyncpg-size-in-settings", '`server_settings={"statement_cache_size": "0"}`', direct, options=size_0)
    for query in ("?statement_cache_size=0", "?pgbouncer=true", "?prepared_statement_cache_size=0"):
        yield case(f"asyncpg-dsn-{query[1:]}", f"asyncpg DSN `{query}`", direct, query=query)
    yield from _refused_by_sqlalchemy(case)
    yield from _refused_by_psycopg(case)


def _refused_by_sqlalchemy(case: Any) -> Iterator[Case]:
    asynchronous, sync = "sqlalchemy_async", "sqlalchemy_sync"
    for query in (
        "?statement_cache_size=0", "?prepared_statement_name_func=x", "?pgbouncer=true", "?sslmode=require",
        "?supa=base-pooler.x", "?prepare_threshold=0",
    ):  # fmt: skip
        yield case(f"sa-asyncpg-url-{query[1:]}", f"SQLAlchemy + asyncpg URL `{query}`", asynchronous, query=query)
    for name in ("prepared_statement_cache_size", "statement_cache_size", "prepare_threshold"):
        yield case(f"sa-engine-{name}", f"`create_async_engine(url, {name}=0)`", asynchronous, engine={name: 0})
    settings = {"connect_args": {"server_settings": {"statement_cache_size": "0"}}}
    yield case(
        "sa-asyncpg-settings",
        '`connect_args={"server_settings": {"statement_cache_size": "0"}}`',
        asynchronous,
        engine=settings,
    )
    yield case(
        "sa-asyncpg-threshold",
        '`connect_args={"prepare_threshold": None}` with asyncpg',
        asynchronous,
        engine={"connect_args": {"prepare_threshold": None}},
    )
    for driver in ("psycopg", "psycopg2"):
        for query in (
            "?prepare_threshold=0",
            "?statement_cache_size=0",
            "?pgbouncer=true",
            "?prepared_statement_cache_size=0",
        ):
            yield case(
                f"sa-{driver}-url-{query[1:]}", f"SQLAlchemy + {driver} URL `{query}`", sync, driver=driver, query=query
            )
        for key in ("statement_cache_size", "prepared_statement_cache_size"):
            yield case(
                f"sa-{driver}-args-{key}",
                f'SQLAlchemy + {driver} `connect_args={{"{key}": 0}}`',
                sync,
                driver=driver,
                engine={"connect_args": {key: 0}},
            )
    yield case(
        "sa-psycopg2-args-threshold",
        'SQLAlchemy + psycopg2 `connect_args={"prepare_threshold": None}`',
        sync,
        driver="psycopg2",
        engine={"connect_args": {"prepare_threshold": None}},
    )
    yield case(
        "sa-psycopg-engine-threshold",
        "`create_engine(url, prepare_threshold=None)`",
        sync,
        engine={"prepare_threshold": None},
    )


def of_pool_arguments() -> Iterator[Case]:
    """Every argument of SQLAlchemy's pools with every class of pool."""
    for pool in POOL_CLASSES:
        for name, value in POOL_ARGUMENTS.items():
            key, written = f"pool-arguments/{pool}-{name}", f"`create_engine(poolclass={pool}, {name}={value})`"
            engine = {"engine": {"poolclass": f"${pool}", name: value}}
            yield Case(key, POOLS, written, "sqlalchemy_sync", "autocommit", engine, SINGLE, places=THREE)


def _refused_by_psycopg(case: Any) -> Iterator[Case]:
    direct, pools = "psycopg_direct", "psycopg_pools"
    for query in ("?prepare_threshold=0", "?pgbouncer=true", "?statement_cache_size=0"):
        yield case(f"psycopg-conninfo-{query[1:]}", f"psycopg conninfo `{query}`", direct, query=query)
    for name, value in (
        ("statement_cache_size", 0),
        ("prepared_statement_cache_size", 0),
        ("prepare_threshold", "None"),
    ):
        yield case(
            f"psycopg-option-{name}-{value}", f"`psycopg.connect({name}={value!r})`", direct, options={name: value}
        )
    yield case("pool-threshold", "`ConnectionPool(prepare_threshold=None)`", pools, options={"prepare_threshold": None})
    yield case(
        "pool-cache-size",
        '`ConnectionPool(kwargs={"statement_cache_size": 0})`',
        pools,
        options={"kwargs": {"statement_cache_size": 0}},
    )
    yield case(
        "psycopg2-threshold",
        "`psycopg2.connect(prepare_threshold=None)`",
        "psycopg2_direct",
        options={"prepare_threshold": None},
    )
    yield case(
        "psycopg2-threshold-0",
        "`psycopg2.connect(prepare_threshold=0)`",
        "psycopg2_direct",
        options={"prepare_threshold": 0},
    )
    yield case("psycopg2-dsn-pgbouncer", "psycopg2 DSN `?pgbouncer=true`", "psycopg2_direct", query="?pgbouncer=true")
    yield case(
        "django-psycopg2-threshold",
        'Django + psycopg2 `OPTIONS={"prepare_threshold": 0}`',
        "django_orm",
        driver="psycopg2",
        database={"OPTIONS": {"prepare_threshold": 0}},
    )
    yield case(
        "django-pool-max-age",
        'Django `OPTIONS={"pool": True}` with `CONN_MAX_AGE=60`',
        "django_orm",
        database={"OPTIONS": {"pool": True}, "CONN_MAX_AGE": 60},
    )
