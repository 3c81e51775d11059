from __future__ import annotations

import os

from pooler_lint.dsn.url import parse_url
from pooler_lint.model import Case, Endpoint, Mode
from pooler_lint.poolers.configured import ConfiguredEndpoint
from pooler_lint.poolers.endpoint import resolve
from pooler_lint.project.endpoints.data import LOOPBACK, FoundEndpoint
from pooler_lint.values import Evidence
from tests.construct_conditions import compare
from tests.dsn.holes import text
from tests.table import each_row


def file_says(
    *hosts: str,
    port: int | None = 6432,
    mode: Mode | None = "transaction",
    tracks: bool | None = None,
    pooler: str | None = "PgBouncer",
    version: str | None = None,
    database: str | None = None,
    operator: str | None = None,
    unknown: str | None = None,
    folder: str = "",
    tied: bool = True,
    said: str = "service `bouncer`",
) -> FoundEndpoint:
    return FoundEndpoint(
        hosts,
        port,
        database,
        mode,
        tracks,
        pooler,
        version,
        (),
        Evidence(said, "compose.yml", 12),
        operator,
        unknown,
        os.path.join(os.path.abspath(folder), "compose.yml"),
        tied,
    )


def untied(mode: Mode | None = "session", port: int = 6432, pooler: str = "PgBouncer") -> FoundEndpoint:
    hosts = LOOPBACK if port != 5432 else ()
    return file_says(*hosts, port=port, mode=mode, pooler=pooler, tied=False, said="`pool_mode` in pgbouncer.ini")


def resolved(dsn: str, *found: FoundEndpoint, path: str = "app.py", configured: str | None = None) -> Endpoint:
    value = text(dsn)
    declared = (ConfiguredEndpoint(configured, "session"),) if configured else ()
    return resolve(Case(parse_url(value), "asyncpg", (), dsn=value), declared, 9, path, found)


@each_row(
    ("dsn", "mode"),
    [
        ("postgresql://u@bouncer:6432/d", "transaction"),
        ("postgresql://u@BOUNCER.:6432/d", "transaction"),
        ("postgresql://u@bouncer/d", "transaction"),
        ("postgresql://u@bouncer:7000/d", "transaction"),
        ("postgresql://u@bouncer.example.com:5432/d", None),
        ("postgresql://u@db:5432/d", None),
    ],
)
def test_a_service_is_its_name_at_any_port(dsn: str, mode: Mode | None) -> None:
    assert resolved(dsn, file_says("bouncer")).mode == mode


def test_the_evidence_names_the_file_and_the_line() -> None:
    endpoint = resolved("postgresql://u@bouncer:6432/d", file_says("bouncer", version="1.23.1"))
    assert (endpoint.pooler, endpoint.confidence, endpoint.loses_statements) == ("PgBouncer 1.23.1", "confirmed", True)
    (evidence,) = endpoint.evidence
    assert (evidence.path, evidence.line) == ("compose.yml", 12)
    assert evidence.text == (
        "`bouncer:6432` is PgBouncer 1.23.1: a pooler in transaction mode, which does not track prepared statements "
        "(`max_prepared_statements` is 0 by default from 1.21 to 1.23), by service `bouncer`"
    )


@each_row(
    ("version", "tracks", "expected", "words"),
    [
        ("1.18.0", None, False, "PgBouncer does so from 1.21"),
        ("1.18.0", True, False, "PgBouncer does so from 1.21"),
        ("1.21.0", None, False, "is 0 by default"),
        ("1.21.0", True, True, "which tracks prepared statements, by"),
        ("1.24.0", None, True, "is 200 by default"),
        ("1.24.0", False, False, "which does not track prepared statements, by"),
        (None, True, True, "which tracks prepared statements, by"),
        (None, False, False, "which does not track prepared statements, by"),
        (None, None, False, "assumed not to track prepared statements, since its version is unknown"),
    ],
)
def test_tracking(version: str | None, tracks: bool | None, expected: bool, words: str) -> None:
    endpoint = resolved("postgresql://u@bouncer:6432/d", file_says("bouncer", version=version, tracks=tracks))
    assert endpoint.tracks_statements is expected
    assert words in endpoint.evidence[-1].text


def test_an_assumed_tracking_says_how_to_declare_it() -> None:
    endpoint = resolved("postgresql://u@bouncer:6432/d", file_says("bouncer"))
    assert 'match = "bouncer:6432"' in endpoint.evidence[-1].text


@each_row(
    ("pooler", "operator", "mode"),
    [
        ("PgBouncer", None, "session"),
        ("PgBouncer", "CloudNativePG", "session"),
        ("PgBouncer", "the Zalando operator", "transaction"),
        ("PgCat", None, "transaction"),
        ("PgDog", None, "transaction"),
    ],
)
def test_a_mode_that_is_not_set_is_the_poolers_own(pooler: str, operator: str | None, mode: Mode) -> None:
    found = file_says("bouncer", mode=None, pooler=pooler, operator=operator)
    assert resolved("postgresql://u@bouncer:6432/d", found).mode == mode


def test_session_silences_what_the_catalogue_would_assume() -> None:
    dsn = "postgresql://u@pgbouncer:6432/d"
    assert resolved(dsn).loses_statements
    endpoint = resolved(dsn, file_says("pgbouncer", mode="session"))
    assert (endpoint.mode, endpoint.tracks_statements, endpoint.loses_statements) == ("session", True, False)


def test_the_database_itself_at_a_port_of_poolers() -> None:
    dsn = "postgresql://u@localhost:6432/d"
    assert resolved(dsn).loses_statements
    endpoint = resolved(dsn, file_says(*LOOPBACK, mode="direct", pooler=None, said="service `db`"))
    assert (endpoint.mode, endpoint.pooler, endpoint.tracks_statements) == ("direct", None, True)
    assert endpoint.evidence[-1].text == "`localhost:6432` is PostgreSQL, the database itself, by service `db`"


def test_a_pooler_at_the_port_of_postgres() -> None:
    assert resolved("postgresql://u@db/d", file_says("db", port=5432)).loses_statements


def test_the_configuration_beats_the_files() -> None:
    endpoint = resolved("postgresql://u@bouncer:6432/d", file_says("bouncer"), configured="bouncer:6432")
    assert endpoint.mode == "session"
    assert "the configuration declares" in endpoint.evidence[-1].text


def test_the_admin_console_stays_the_console() -> None:
    assert resolved("postgresql://u@bouncer:6432/pgbouncer", file_says("bouncer")).mode == "direct"


_UNDECIDED = "`bouncer:6432` is PgBouncer: its database decides, and is not known"


@each_row(
    ("dsn", "mode"),
    [
        ("postgresql://u@bouncer:6432/reports", "session"),
        ("postgresql://u@bouncer:6432/app", "transaction"),
        ("postgresql://u@bouncer:6432", "transaction"),
        ("postgresql://u@bouncer:6432/{db}", None),
    ],
)
def test_databases_of_one_pooler(dsn: str, mode: Mode | None) -> None:
    both = (file_says("bouncer"), file_says("bouncer", mode="session", database="reports"))
    endpoint = resolved(dsn, *both)
    assert endpoint.mode == mode
    assert (endpoint.unknown or "") == ("" if mode else _UNDECIDED)


def test_a_mode_that_cannot_be_read_is_not_guessed() -> None:
    opaque = file_says("front", port=5432, mode=None, unknown="its `pool_mode` is `$MODE`")
    endpoint = resolved("postgresql://u@front/d", opaque)
    assert endpoint.mode is None
    assert endpoint.unknown == "`front` is PgBouncer, but its `pool_mode` is `$MODE` (compose.yml:12)"


def test_where_the_files_leave_it_open_the_catalogue_decides() -> None:
    opaque = file_says("pgbouncer", mode=None, unknown="its `pool_mode` is `$MODE`")
    endpoint = resolved("postgresql://u@pgbouncer:6432/d", opaque)
    assert (endpoint.mode, endpoint.confidence) == ("transaction", "assumed")


@each_row(
    ("dsn", "mode"),
    [
        ("postgresql://u@localhost:6432/d", "session"),
        ("postgresql://u@127.0.0.1:6432/d", "session"),
        ("postgresql://u@[::1]:6432/d", "session"),
        ("postgresql://u@pgbouncer.internal:6432/d", "session"),
        ("postgresql://u@db.internal:6432/d", "session"),
        ("postgresql://u@{host}:6432/d", "session"),
        ("postgresql://u@pgbouncer:5432/d", "transaction"),
        ("postgresql://u@db.internal:6543/d", "transaction"),
        ("postgresql://u@pgdog:6432/d", "transaction"),
        ("postgresql://u@x.pooler.supabase.com:6543/d", "transaction"),
        ("postgresql://u@localhost:5432/d", None),
        ("postgresql://u@db/d", None),
    ],
)
def test_a_file_without_a_tie_is_about_what_looks_like_a_pooler(dsn: str, mode: Mode | None) -> None:
    endpoint = resolved(dsn, untied())
    assert endpoint.mode == mode
    assert (endpoint.confidence == "assumed") == ("supabase" not in dsn and mode is not None)


@each_row("dsn", ["postgresql://u@localhost/d", "postgresql://u@db:5432/d", "postgresql://u@{host}/d"])
def test_a_file_without_a_tie_proves_nothing_about_a_direct_dsn(dsn: str) -> None:
    assert resolved(dsn, untied("transaction", 5432)).mode is None
    assert resolved(dsn, untied("transaction", 6432)).mode is None


def test_a_file_without_a_tie_at_5432_is_about_hosts_named_like_a_pooler() -> None:
    assert resolved("postgresql://u@pgbouncer:5432/d", untied("session", 5432)).mode == "session"


def test_a_service_is_not_meant_by_another_host_that_looks_like_a_pooler() -> None:
    bouncer = file_says("bouncer", mode="session")
    assert resolved("postgresql://u@pgbouncer.prod.example.com:6432/d", bouncer).loses_statements
    assert resolved("postgresql://u@{host}:6432/d", bouncer).mode == "session"
    assert resolved("postgresql://u@b{rest}:6432/d", bouncer).mode == "session"
    assert resolved("postgresql://u@x{rest}:6432/d", bouncer).mode == "transaction"


def test_a_file_without_a_tie_says_nothing_against_a_published_port() -> None:
    database = file_says(*LOOPBACK, mode="direct", pooler=None)
    assert resolved("postgresql://u@localhost:6432/d", untied("transaction"), database).mode == "direct"


def test_a_file_in_a_folder_below_is_no_nearer() -> None:
    below = file_says("db", port=5432, mode="direct", pooler=None, folder="deploy/dev")
    assert resolved("postgresql://u@db/d", below, file_says("db", port=5432), path="app.py").mode == "transaction"


def test_the_nearest_file_is_meant() -> None:
    far = file_says("db", port=5432, folder="services/a")
    near = file_says("db", port=5432, mode="direct", pooler=None, folder="services/b")
    assert resolved("postgresql://u@db/d", far, near, path="services/b/app.py").mode == "direct"
    assert resolved("postgresql://u@db/d", far, near, path="services/a/src/app.py").mode == "transaction"


def test_of_two_equally_near_the_unsafe_one_counts_and_the_other_is_told() -> None:
    direct = file_says("db", port=5432, mode="direct", pooler=None, folder="dev", said="service `db`")
    endpoint = resolved("postgresql://u@db/d", direct, file_says("db", port=5432, folder="prod"), path="src/app.py")
    assert endpoint.loses_statements
    assert endpoint.evidence[-1].text.startswith("but elsewhere `db` is PostgreSQL")


def test_a_port_that_is_not_known_has_to_make_no_difference() -> None:
    session, transaction = file_says("s", port=5432, mode="session"), file_says("s", port=6543)
    endpoint = resolved("postgresql://u@s:{port}/d", session, transaction)
    assert endpoint.mode is None
    assert endpoint.unknown is not None
    assert "its port decides" in endpoint.unknown
    assert resolved("postgresql://u@s:{port}/d", transaction).mode == "transaction"


def test_a_condition_may_name_the_port() -> None:
    value = text("postgresql://u@s:{port}/d")
    session, transaction = file_says("s", port=5432, mode="session"), file_says("s", port=6543)
    condition = compare(":6543", value)
    case = Case(parse_url(value), "asyncpg", (), frozenset({(condition, True)}), dsn=value)
    assert resolve(case, (), 9, "app.py", (session, transaction)).mode == "transaction"


@each_row(
    ("host", "mode"),
    [
        ("rw", "transaction"),
        ("rw.prod.svc", "transaction"),
        ("rw.prod.svc.cluster.local", "transaction"),
        ("rw.a.b.svc", None),
        ("rw.example.com", None),
    ],
)
def test_a_star_is_one_label(host: str, mode: Mode | None) -> None:
    found = file_says("rw", "rw.*.svc", "rw.*.svc.cluster.local", port=5432)
    assert resolved(f"postgresql://u@{host}/d", found).mode == mode


def test_other_databases_than_postgres_stay_out() -> None:
    assert resolved("redis://bouncer:6432/0", file_says("bouncer")).mode == "direct"
