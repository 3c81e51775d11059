"""Cases: psycopg 3 and its pools, drivers that prepare nothing by name, frameworks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.live.cases import CACHE_OFF, PSYCOPGS, Case
from tests.live.jobs import CROWD, SMALL_CROWD, Load, Work

_NULL = {"poolclass": "$NullPool"}
_AUTO = {"isolation_level": "AUTOCOMMIT"}


def of_psycopg() -> Iterator[Case]:
    never = {"prepare_threshold": None}

    def direct(key: str, written: str, work: Work = "autocommit", **settings: Any) -> Case:
        return Case(f"psycopg/{key}", "psycopg 3", written, "psycopg_direct", work, settings, environments=PSYCOPGS)

    def pooled(key: str, written: str, work: Work = "autocommit", **settings: Any) -> Case:
        return Case(f"psycopg-pool/{key}", "psycopg_pool", written, "psycopg_pools", work, settings)

    yield direct("defaults", "`psycopg.connect(dsn)`")
    yield direct("defaults-transaction", "the same, in transactions", "transaction")
    yield direct("threshold-0", "`prepare_threshold=0`", options={"prepare_threshold": 0})
    yield direct("threshold-10", "`prepare_threshold=10`", options={"prepare_threshold": 10})
    yield direct("none", "`prepare_threshold=None`", options=never)
    yield direct("none-transaction", "the same, in transactions", "transaction", options=never)
    yield direct("none-prepare", "`prepare_threshold=None` and `execute(..., prepare=True)`", "prepare", options=never)
    yield direct("prepare", "`execute(..., prepare=True)`", "prepare")
    yield direct("none-executemany", "`prepare_threshold=None`, `executemany`", "executemany", options=never)
    yield direct(
        "none-named-cursor", "`prepare_threshold=None`, named cursor in a transaction", "stream", options=never
    )
    yield direct("later", "`conn.prepare_threshold = None` after connecting", later=never)
    yield pooled("defaults", "`ConnectionPool(dsn)`")
    yield pooled("kwargs", '`kwargs={"prepare_threshold": None}`', options={"kwargs": never})
    yield pooled(
        "configure", "`configure=` that sets `prepare_threshold = None`", options={"configure": "$never_prepares"}
    )
    yield pooled("null-defaults", "`NullConnectionPool(dsn)`", pool="NullConnectionPool")
    yield pooled("null-kwargs", "`NullConnectionPool`, `kwargs`", pool="NullConnectionPool", options={"kwargs": never})
    yield from _sqlalchemy_psycopg(never)


def _sqlalchemy_psycopg(never: dict[str, Any]) -> Iterator[Case]:
    def case(key: str, written: str, client: str = "sqlalchemy_sync", **settings: Any) -> Case:
        settings = {"driver": "psycopg", **settings}
        return Case(f"sqlalchemy-psycopg/{key}", "SQLAlchemy + psycopg 3", written, client, "transaction", settings)

    args = {"connect_args": never}
    statement_mode = {"connect_args": {**never, "autocommit": True}, **_AUTO}
    yield case("defaults", "`create_engine(url)`")
    yield case("null-pool", "`poolclass=NullPool` alone", engine=_NULL)
    yield case(
        "threshold-0", '`connect_args={"prepare_threshold": 0}`', engine={"connect_args": {"prepare_threshold": 0}}
    )
    yield case("none", '`connect_args={"prepare_threshold": None}`', engine=args)
    yield case("none-autocommit", "the same, AUTOCOMMIT", engine={**args, **_AUTO})
    yield case("none-autocommit-args", 'the same, and `"autocommit": True` in `connect_args`', engine=statement_mode)
    yield case("event", '"connect" event that sets `prepare_threshold = None`', event=never)
    yield case("async-defaults", "`create_async_engine(url)`", "sqlalchemy_async")
    yield case(
        "async-none",
        '`create_async_engine`, `connect_args={"prepare_threshold": None}`',
        "sqlalchemy_async",
        engine=args,
    )
    yield case("async-event", '`create_async_engine`, "connect" event', "sqlalchemy_async", event=never)


def of_other_drivers() -> Iterator[Case]:
    group = "Drivers that prepare nothing by name"
    sync = "sqlalchemy_sync"
    yield Case("psycopg2/defaults", group, "`psycopg2.connect(dsn)`", "psycopg2_direct")
    yield Case("psycopg2/autocommit", group, "`psycopg2.connect(dsn)`, autocommit", "psycopg2_direct", "autocommit")
    yield Case("sqlalchemy-psycopg2/defaults", group, "SQLAlchemy + psycopg2", sync, settings={"driver": "psycopg2"})
    yield Case(
        "sqlalchemy-psycopg2/autocommit", group, "SQLAlchemy + psycopg2, AUTOCOMMIT", sync,
        settings={"driver": "psycopg2", "engine": _AUTO},
    )  # fmt: skip
    yield Case("sqlalchemy-pg8000/defaults", group, "SQLAlchemy + pg8000", sync, settings={"driver": "pg8000"})
    yield Case(
        "sqlalchemy/no-driver", "SQLAlchemy, no driver in the URL", "`postgresql://`", sync,
        settings={"driver": None}, environments=PSYCOPGS,
    )  # fmt: skip


def of_frameworks() -> Iterator[Case]:
    def case(
        key: str, written: str, client: str, work: Work = "autocommit", load: Load = CROWD, **settings: Any
    ) -> Case:
        return Case(key, "Frameworks", written, client, work, settings, load)

    no_cursors = {"DISABLE_SERVER_SIDE_CURSORS": True}
    small = SMALL_CROWD
    yield case("django/queries", "Django + psycopg 3", "django_orm")
    yield case("django/iterator", "Django + psycopg 3, `.iterator()`", "django_orm", "iterator", small)
    yield case(
        "django/iterator-disabled", "the same, `DISABLE_SERVER_SIDE_CURSORS: True`", "django_orm", "iterator", small,
        database=no_cursors,
    )  # fmt: skip
    yield case("django/psycopg2", "Django + psycopg2", "django_orm", driver="psycopg2")
    yield case("tortoise/defaults", "Tortoise, defaults", "tortoise_orm")
    yield case("tortoise/url", "Tortoise, `?statement_cache_size=0`", "tortoise_orm", query="?statement_cache_size=0")
    yield case("tortoise/credentials", "Tortoise, in `credentials`", "tortoise_orm", credentials=CACHE_OFF)
    yield case("piccolo/defaults", "Piccolo, defaults", "piccolo_orm", pool=True)
    yield case("piccolo/config", "Piccolo, in `config`", "piccolo_orm", pool=True, config=CACHE_OFF)
    yield case("databases/defaults", "encode/databases, defaults", "encode_databases")
    yield case("databases/options", "encode/databases, `statement_cache_size=0`", "encode_databases", options=CACHE_OFF)
    yield case("databases/url", "encode/databases, in its URL", "encode_databases", query="?statement_cache_size=0")
