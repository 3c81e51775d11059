"""The cases of the truth table: client settings, what they are measured on, and how."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from tests.live.environments import ENVIRONMENTS, EnvironmentName
from tests.live.jobs import CROWD, SINGLE, SMALL_CROWD, Load, Work
from tests.live.places import PlaceName

ALL: tuple[EnvironmentName, ...] = tuple(ENVIRONMENTS)
NEWEST: tuple[EnvironmentName, ...] = ("newest",)
PSYCOPGS: tuple[EnvironmentName, ...] = ("newest", "asyncpg-0.30")
EVERYWHERE: tuple[PlaceName, ...] = ("direct", "transaction", "newer-untracked", "tracking", "session", "statement")
REDUCED: tuple[PlaceName, ...] = ("transaction", "tracking")


@dataclass(frozen=True, slots=True)
class Case:
    """One row: `key` is its stable name, `written` what a person writes."""

    key: str
    group: str
    written: str
    client: str
    work: Work = "transaction"
    settings: dict[str, Any] = field(default_factory=dict)
    load: Load = CROWD
    environments: tuple[EnvironmentName, ...] = NEWEST
    places: tuple[PlaceName, ...] = EVERYWHERE


def all_cases() -> tuple[Case, ...]:
    """Every case, in the order of the table. Keys are unique."""
    cases = (
        *_asyncpg(), *_sqlalchemy_asyncpg(), *_psycopg(), *_other_drivers(), *_frameworks(), *_refused(), *_session_state()
    )  # fmt: skip
    assert len({case.key for case in cases}) == len(cases)
    return cases


# --- section: prepared statements -------------------------------------------------------------------------------------

_CACHE_OFF = {"statement_cache_size": 0}
_BOTH = {"statement_cache_size": 0, "prepared_statement_cache_size": 0}
_EMPTY = {**_BOTH, "prepared_statement_name_func": "$empty_name"}
_UUID = {**_BOTH, "prepared_statement_name_func": "$uuid_name"}
_IDS = {**_BOTH, "connection_class": "$unique_ids"}
_NULL = {"poolclass": "$NullPool"}
_AUTO = {"isolation_level": "AUTOCOMMIT"}


def _asyncpg() -> Iterator[Case]:
    def case(key: str, written: str, work: Work = "autocommit", **settings: Any) -> Case:
        load = SMALL_CROWD if work == "types" else CROWD
        return Case(f"asyncpg/{key}", "asyncpg", written, "asyncpg_direct", work, settings, load, ALL)

    pool = {"by": "create_pool"}
    yield case("defaults", "`asyncpg.connect(dsn)`")
    yield case("pool-defaults", "`asyncpg.create_pool(dsn)`", "transaction", **pool)
    yield case("cache-0", "`connect(dsn, statement_cache_size=0)`", options=_CACHE_OFF)
    yield case("pool-cache-0", "`create_pool(dsn, statement_cache_size=0)`", options=_CACHE_OFF, **pool)
    yield case("pool-cache-0-transaction", "the same, in transactions", "transaction", options=_CACHE_OFF, **pool)
    yield case("cache-0-prepare", "`statement_cache_size=0` and `conn.prepare()`", "prepare", options=_CACHE_OFF)
    yield case("cache-0-types", "`statement_cache_size=0`, enums, arrays, jsonb", "types", options=_CACHE_OFF)
    yield case("cache-0-executemany", "`statement_cache_size=0`, `executemany`", "executemany", options=_CACHE_OFF)
    yield case("cache-0-cursor", "`statement_cache_size=0`, cursor in a transaction", "stream", options=_CACHE_OFF)
    ids = {"connection_class": "$unique_ids"}
    yield case(
        "cache-0-ids-cursor", "the same, `connection_class` with unique ids", "stream", options={**_CACHE_OFF, **ids}
    )
    yield case("unique-ids", "`connection_class` with unique ids, cache on", options=ids)


def _sqlalchemy_asyncpg() -> Iterator[Case]:
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
    yield case("cache-0", "`statement_cache_size=0` only", **engine(_CACHE_OFF))
    yield case("cache-0-autocommit", "`statement_cache_size=0` only, AUTOCOMMIT", **engine(_CACHE_OFF, **_AUTO))
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
    yield case("cache-0-stream", "`statement_cache_size=0` only, `stream`", "stream", **engine(_CACHE_OFF))
    yield case("both-0-stream", "both 0, `stream`", "stream", **engine(_BOTH))
    yield case("both-0-executemany", "both 0, executemany", "executemany", **engine(_BOTH))
    yield case("both-0-types", "both 0, enums, arrays, jsonb", "types", small, **engine(_BOTH))
    yield case("cache-0-uuid", "`statement_cache_size=0`, name function uuid", **engine({**_CACHE_OFF, **own_names}))
    yield case("cache-0-uuid-null-pool", "the same, NullPool", **engine({**_CACHE_OFF, **own_names}, **_NULL))
    empty = {"prepared_statement_name_func": "$empty_name"}
    yield case("empty", 'name function `lambda: ""`, caches on', **engine(empty))
    yield case(
        "cache-0-empty", '`statement_cache_size=0`, name function `lambda: ""`', **engine({**_CACHE_OFF, **empty})
    )
    yield from _other_ways_to_an_engine(case)


def _other_ways_to_an_engine(case: Any) -> Iterator[Case]:
    """Engines that are not made of a URL alone."""
    zero_in_config = {"sqlalchemy.connect_args": _EMPTY}
    creator = {"by": "creator", "creator": _CACHE_OFF}
    yield case("pool-defaults", "`create_async_pool_from_url(url)`", by="pool")
    yield case(
        "pool-empty",
        "`create_async_pool_from_url`, the full set in `connect_args`",
        by="pool",
        pool={"connect_args": _EMPTY},
    )
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
    ids = {"by": "creator", "creator": {**_CACHE_OFF, "connection_class": "$unique_ids"}}
    yield case("creator-ids", "the same, `connection_class` with unique ids", **ids)
    yield case("creator-args", "the same, the full set in `connect_args`", engine={"connect_args": _EMPTY}, **creator)


def _psycopg() -> Iterator[Case]:
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


def _other_drivers() -> Iterator[Case]:
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
        "sqlalchemy/no-driver", "SQLAlchemy, no driver in the URL", "`postgresql://` (newest: psycopg 3)", sync,
        settings={"driver": None},
    )  # fmt: skip


def _frameworks() -> Iterator[Case]:
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
    yield case("tortoise/credentials", "Tortoise, in `credentials`", "tortoise_orm", credentials=_CACHE_OFF)
    yield case("piccolo/defaults", "Piccolo, defaults", "piccolo_orm", pool=True)
    yield case("piccolo/config", "Piccolo, in `config`", "piccolo_orm", pool=True, config=_CACHE_OFF)
    yield case("databases/defaults", "encode/databases, defaults", "encode_databases")
    yield case(
        "databases/options", "encode/databases, `statement_cache_size=0`", "encode_databases", options=_CACHE_OFF
    )
    yield case("databases/url", "encode/databases, in its URL", "encode_databases", query="?statement_cache_size=0")


# --- section: settings that are refused or ignored ----------------------------------------------------------------------

_THREE: tuple[PlaceName, ...] = ("direct", "transaction", "tracking")


def _refused() -> Iterator[Case]:
    def case(key: str, written: str, client: str, work: Work = "autocommit", **settings: Any) -> Case:
        return Case(f"refused/{key}", REFUSED, written, client, work, settings, SINGLE, places=_THREE)

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
        "?statement_cache_size=0", "?prepared_statement_name_func=x", "?pgbouncer=true", "?sslmode=require", "?supa=base-pooler.x",
        "?prepare_threshold=0",
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
    for pool in ("NullPool", "StaticPool", "AssertionPool", "SingletonThreadPool", "QueuePool"):
        for name, value in (
            ("pool_size", 5),
            ("max_overflow", 5),
            ("pool_timeout", 5),
            ("pool_use_lifo", True),
            ("pool_recycle", 60),
            ("pool_pre_ping", True),
            ("pool_reset_on_return", None),
        ):
            yield case(
                f"sa-{pool}-{name}",
                f"`create_engine(poolclass={pool}, {name}={value})`",
                sync,
                engine={"poolclass": f"${pool}", name: value},
            )


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


REFUSED = "Settings that are refused"
STARTUP = "Startup parameters"
SESSION = "Session state"


# --- section: session state -----------------------------------------------------------------------------------------------


def _session_state() -> Iterator[Case]:
    def state(key: str, written: str, work: Work, **settings: Any) -> Case:
        return Case(f"state/{key}", SESSION, written, "session_state", work, settings, SMALL_CROWD)

    def startup(parameter: str, value: str) -> Case:
        written = f'`server_settings={{"{parameter}": "{value}"}}`'
        settings = {"options": {"server_settings": {parameter: value}, **_CACHE_OFF}}
        return Case(
            f"startup/{parameter}", STARTUP, written, "asyncpg_direct", "startup", settings, SINGLE, places=_THREE
        )

    for parameter in ("statement_timeout", "search_path", "TimeZone", "application_name"):
        yield state(f"set-{parameter}", f"`SET {parameter}`, then ask for it", "set", parameter=parameter)
    yield state("advisory-lock", "`pg_advisory_lock`, then unlock", "advisory-lock")
    yield state("temp-table", "`CREATE TEMP TABLE`, then read it", "temp-table")
    yield state("with-hold", "`WITH HOLD` cursor, then fetch", "with-hold")
    yield state("sql-prepare", "SQL `PREPARE`, then `EXECUTE`", "sql-prepare")
    yield state("listen", "`LISTEN`, `NOTIFY` from elsewhere", "listen")
    for parameter, value in _STARTUP_PARAMETERS:
        yield startup(parameter, value)
    options = {"options": {"options": "-c search_path=tenant", "prepare_threshold": None}}
    yield Case(
        "startup/options",
        STARTUP,
        "psycopg `options=-c search_path=tenant`",
        "psycopg_direct",
        "startup",
        options,
        SINGLE,
        places=_THREE,
    )
    options = {"options": {"options": "-c statement_timeout=5s", "prepare_threshold": None}}
    yield Case(
        "startup/options-timeout",
        STARTUP,
        "psycopg `options=-c statement_timeout=5s`",
        "psycopg_direct",
        "startup",
        options,
        SINGLE,
        places=_THREE,
    )


_STARTUP_PARAMETERS = (
    ("jit", "off"),
    ("statement_timeout", "5s"),
    ("lock_timeout", "5s"),
    ("work_mem", "8MB"),
    ("role", "app"),
    ("extra_float_digits", "3"),
    ("idle_in_transaction_session_timeout", "5s"),
    ("search_path", "tenant"),
    ("default_transaction_read_only", "on"),
    ("application_name", "mine"),
    ("timezone", "UTC"),
    ("datestyle", "ISO"),
    ("client_encoding", "UTF8"),
    ("IntervalStyle", "iso_8601"),
)
