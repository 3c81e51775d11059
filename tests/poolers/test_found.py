from __future__ import annotations

import os
from dataclasses import replace

import pytest

from pooler_lint.dsn.url import parse_url
from pooler_lint.model import Case, Endpoint, Mode
from pooler_lint.poolers.configured import ConfiguredEndpoint
from pooler_lint.poolers.endpoint import resolve
from pooler_lint.poolers.found import standing_of_found
from pooler_lint.poolers.standing import Standing
from pooler_lint.project.endpoints.data import LOOPBACK, FoundEndpoint
from pooler_lint.values import Evidence
from pooler_lint.values import Test as Condition
from tests.dsn.holes import text


def _found(
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
        os.path.abspath(folder),
        tied,
    )


def _untied(mode: Mode | None = "session", port: int = 6432, pooler: str = "PgBouncer") -> FoundEndpoint:
    hosts = LOOPBACK if port != 5432 else ()
    return _found(*hosts, port=port, mode=mode, pooler=pooler, tied=False, said="`pool_mode` in pgbouncer.ini")


def _resolved(dsn: str, *found: FoundEndpoint, path: str = "app.py", configured: str | None = None) -> Endpoint:
    value = text(dsn)
    declared = (ConfiguredEndpoint(configured, "session"),) if configured else ()
    return resolve(Case(parse_url(value), "asyncpg", ()), declared, 9, path, value, found)


@pytest.mark.parametrize(
    ("dsn", "mode"),
    [
        ("postgresql://u@bouncer:6432/d", "transaction"),
        ("postgresql://u@BOUNCER.:6432/d", "transaction"),
        ("postgresql://u@bouncer/d", None),
        ("postgresql://u@bouncer.example.com:5432/d", None),
        ("postgresql://u@db:5432/d", None),
    ],
)
def test_a_service_is_its_name_at_its_port(dsn: str, mode: Mode | None) -> None:
    assert _resolved(dsn, _found("bouncer")).mode == mode


def test_the_evidence_names_the_file_and_the_line() -> None:
    endpoint = _resolved("postgresql://u@bouncer:6432/d", _found("bouncer", version="1.23.1"))
    assert (endpoint.pooler, endpoint.assumed, endpoint.loses_statements) == ("PgBouncer 1.23.1", False, True)
    (evidence,) = endpoint.evidence
    assert (evidence.path, evidence.line) == ("compose.yml", 12)
    assert evidence.text == (
        "`bouncer:6432` is PgBouncer 1.23.1: a pooler in transaction mode, which does not track prepared statements "
        "(`max_prepared_statements` is 0 by default from 1.21 to 1.23), by service `bouncer`"
    )


@pytest.mark.parametrize(
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
        (None, None, False, "assumed not to track prepared statements, since its version is not known"),
    ],
)
def test_tracking(version: str | None, tracks: bool | None, expected: bool, words: str) -> None:
    endpoint = _resolved("postgresql://u@bouncer:6432/d", _found("bouncer", version=version, tracks=tracks))
    assert endpoint.tracks_statements is expected
    assert words in endpoint.evidence[-1].text


def test_an_assumed_tracking_says_how_to_declare_it() -> None:
    endpoint = _resolved("postgresql://u@bouncer:6432/d", _found("bouncer"))
    assert 'match = "bouncer:6432"' in endpoint.evidence[-1].text


@pytest.mark.parametrize(
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
    found = _found("bouncer", mode=None, pooler=pooler, operator=operator)
    assert _resolved("postgresql://u@bouncer:6432/d", found).mode == mode


def test_session_silences_what_the_catalogue_would_assume() -> None:
    dsn = "postgresql://u@pgbouncer:6432/d"
    assert _resolved(dsn).loses_statements
    endpoint = _resolved(dsn, _found("pgbouncer", mode="session"))
    assert (endpoint.mode, endpoint.tracks_statements, endpoint.loses_statements) == ("session", True, False)


def test_the_database_itself_at_a_port_of_poolers() -> None:
    dsn = "postgresql://u@localhost:6432/d"
    assert _resolved(dsn).loses_statements
    endpoint = _resolved(dsn, _found(*LOOPBACK, mode="direct", pooler=None, said="service `db`"))
    assert (endpoint.mode, endpoint.pooler, endpoint.tracks_statements) == ("direct", None, True)
    assert endpoint.evidence[-1].text == "`localhost:6432` is PostgreSQL, the database itself, by service `db`"


def test_a_pooler_at_the_port_of_postgres() -> None:
    assert _resolved("postgresql://u@db/d", _found("db", port=5432)).loses_statements


def test_the_configuration_beats_the_files() -> None:
    endpoint = _resolved("postgresql://u@bouncer:6432/d", _found("bouncer"), configured="bouncer:6432")
    assert endpoint.mode == "session"
    assert "the configuration declares" in endpoint.evidence[-1].text


def test_the_admin_console_stays_the_console() -> None:
    assert _resolved("postgresql://u@bouncer:6432/pgbouncer", _found("bouncer")).mode == "direct"


_UNDECIDED = "`bouncer:6432` is PgBouncer: its database decides, and is not known"


@pytest.mark.parametrize(
    ("dsn", "mode"),
    [
        ("postgresql://u@bouncer:6432/reports", "session"),
        ("postgresql://u@bouncer:6432/app", "transaction"),
        ("postgresql://u@bouncer:6432", "transaction"),
        ("postgresql://u@bouncer:6432/{db}", None),
    ],
)
def test_databases_of_one_pooler(dsn: str, mode: Mode | None) -> None:
    both = (_found("bouncer"), _found("bouncer", mode="session", database="reports"))
    endpoint = _resolved(dsn, *both)
    assert endpoint.mode == mode
    assert (endpoint.unknown or "") == ("" if mode else _UNDECIDED)


def test_a_mode_that_cannot_be_read_is_not_guessed() -> None:
    opaque = _found("front", port=5432, mode=None, unknown="its `pool_mode` is `$MODE`")
    endpoint = _resolved("postgresql://u@front/d", opaque)
    assert endpoint.mode is None
    assert endpoint.unknown == "`front` is PgBouncer, but its `pool_mode` is `$MODE` (compose.yml:12)"


def test_where_the_files_leave_it_open_the_catalogue_decides() -> None:
    opaque = _found("pgbouncer", mode=None, unknown="its `pool_mode` is `$MODE`")
    endpoint = _resolved("postgresql://u@pgbouncer:6432/d", opaque)
    assert (endpoint.mode, endpoint.assumed) == ("transaction", True)


@pytest.mark.parametrize(
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
    endpoint = _resolved(dsn, _untied())
    assert endpoint.mode == mode
    assert endpoint.assumed == ("supabase" not in dsn and mode is not None)


@pytest.mark.parametrize("dsn", ["postgresql://u@localhost/d", "postgresql://u@db:5432/d", "postgresql://u@{host}/d"])
def test_a_file_without_a_tie_proves_nothing_about_a_direct_dsn(dsn: str) -> None:
    assert _resolved(dsn, _untied("transaction", 5432)).mode is None
    assert _resolved(dsn, _untied("transaction", 6432)).mode is None


def test_a_file_without_a_tie_at_5432_is_about_hosts_named_like_a_pooler() -> None:
    assert _resolved("postgresql://u@pgbouncer:5432/d", _untied("session", 5432)).mode == "session"


def test_a_service_is_not_meant_by_another_host_that_looks_like_a_pooler() -> None:
    bouncer = _found("bouncer", mode="session")
    assert _resolved("postgresql://u@pgbouncer.prod.example.com:6432/d", bouncer).loses_statements
    assert _resolved("postgresql://u@{host}:6432/d", bouncer).mode == "session"
    assert _resolved("postgresql://u@b{rest}:6432/d", bouncer).mode == "session"
    assert _resolved("postgresql://u@x{rest}:6432/d", bouncer).mode == "transaction"


def test_a_file_without_a_tie_says_nothing_against_a_published_port() -> None:
    database = _found(*LOOPBACK, mode="direct", pooler=None)
    assert _resolved("postgresql://u@localhost:6432/d", _untied("transaction"), database).mode == "direct"


def test_a_file_in_a_folder_below_is_no_nearer() -> None:
    below = _found("db", port=5432, mode="direct", pooler=None, folder="deploy/dev")
    assert _resolved("postgresql://u@db/d", below, _found("db", port=5432), path="app.py").mode == "transaction"


def test_the_nearest_file_is_meant() -> None:
    far = _found("db", port=5432, folder="services/a")
    near = _found("db", port=5432, mode="direct", pooler=None, folder="services/b")
    assert _resolved("postgresql://u@db/d", far, near, path="services/b/app.py").mode == "direct"
    assert _resolved("postgresql://u@db/d", far, near, path="services/a/src/app.py").mode == "transaction"


def test_of_two_equally_near_the_unsafe_one_counts_and_the_other_is_told() -> None:
    direct = _found("db", port=5432, mode="direct", pooler=None, folder="dev", said="service `db`")
    endpoint = _resolved("postgresql://u@db/d", direct, _found("db", port=5432, folder="prod"), path="src/app.py")
    assert endpoint.loses_statements
    assert endpoint.evidence[0].text.startswith("but elsewhere `db` is PostgreSQL")


def test_a_port_that_is_not_known_has_to_make_no_difference() -> None:
    session, transaction = _found("s", port=5432, mode="session"), _found("s", port=6543)
    endpoint = _resolved("postgresql://u@s:{port}/d", session, transaction)
    assert endpoint.mode is None
    assert endpoint.unknown is not None
    assert "its port decides" in endpoint.unknown
    assert _resolved("postgresql://u@s:{port}/d", transaction).mode == "transaction"


def test_a_condition_may_name_the_port() -> None:
    value = text("postgresql://u@s:{port}/d")
    session, transaction = _found("s", port=5432, mode="session"), _found("s", port=6543)
    condition = Condition("':6543' in url", "contains", value, ":6543", 3)
    case = Case(parse_url(value), "asyncpg", (), frozenset({(condition, True)}))
    assert resolve(case, (), 9, "app.py", value, (session, transaction)).mode == "transaction"


@pytest.mark.parametrize(
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
    found = _found("rw", "rw.*.svc", "rw.*.svc.cluster.local", port=5432)
    assert _resolved(f"postgresql://u@{host}/d", found).mode == mode


def test_other_databases_than_postgres_stay_out() -> None:
    assert _resolved("redis://bouncer:6432/0", _found("bouncer")).mode == "direct"


def test_the_whole_of_what_a_file_says() -> None:
    found = replace(
        _found("bouncer", "other", version="1.24.0", tied=False), ignored_startup_parameters=("search_path",)
    )
    said = (
        "`bouncer:6432` is PgBouncer 1.24.0: a pooler in transaction mode, which tracks prepared statements"
        " (`max_prepared_statements` is 200 by default from 1.24), by service `bouncer`"
    )
    assert standing_of_found(found) == Standing(
        "transaction",
        "PgBouncer 1.24.0",
        True,
        True,
        said,
        evidence=(Evidence(said, "compose.yml", 12),),
        version="1.24.0",
        accepted_parameters=("search_path",),
    )


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (_found(mode=None, port=None), "`*` is PgBouncer: a pooler in session mode, by service `bouncer`"),
        (_found("b", mode="direct"), "`b:6432` is PgBouncer, the database itself, by service `bouncer`"),
        (
            _found("b", port=None, mode="statement", version="1.22", operator="CloudNativePG"),
            "`b` is PgBouncer 1.22 of CloudNativePG: a pooler in statement mode, which does not track prepared"
            " statements (`max_prepared_statements` is 0 by default from 1.21 to 1.23), by service `bouncer`",
        ),
        (
            _found("b", tracks=None),
            "`b:6432` is PgBouncer: a pooler in transaction mode, which is assumed not to track prepared statements,"
            " since its version is not known, by service `bouncer`; declare otherwise with"
            ' `[[tool.pooler-lint.endpoints]]`, `match = "b:6432"` and its `mode`',
        ),
    ],
)
def test_what_a_file_says_in_words(found: FoundEndpoint, said: str) -> None:
    standing = standing_of_found(found)
    assert standing.reason == said
    assert standing.evidence == (Evidence(said, "compose.yml", 12),)
    assert standing.assumed is False


def test_a_mode_that_has_no_default_is_not_known() -> None:
    standing = standing_of_found(_found("db", port=None, pooler="Odyssey", mode=None))
    assert standing == Standing(unknown="`db` is Odyssey, but its mode is not said (compose.yml:12)")


def test_what_an_operator_has_by_itself() -> None:
    found = _found("b", mode="transaction", operator="CloudNativePG")
    assert standing_of_found(found).tracks_statements is True
    assert standing_of_found(replace(found, operator=None)).tracks_statements is False


def test_a_database_behind_a_pooler_port_that_is_assumed() -> None:
    endpoint = _resolved("postgresql://u@pgbouncer:6432/d", _untied("direct"))
    assert (endpoint.mode, endpoint.assumed, endpoint.tracks_statements) == ("direct", True, True)
    assert endpoint.evidence[-1].text == (
        "`pgbouncer:6432` is PgBouncer, the database itself, by `pool_mode` in pgbouncer.ini"
    )


def test_an_assumed_pooler_is_taken_for_it() -> None:
    endpoint = _resolved("postgresql://u@{host}:6432/d", _found("b", version="1.20.0"))
    assert (endpoint.assumed, endpoint.pooler_version) == (True, "1.20.0")
    assert endpoint.evidence[-1].text == (
        "`*:6432` is taken for PgBouncer 1.20.0: a pooler in transaction mode, which does not track prepared"
        " statements (PgBouncer does so from 1.21), by service `bouncer`; declare otherwise with"
        ' `[[tool.pooler-lint.endpoints]]`, `match = "*:6432"` and its `mode`'
    )


def test_a_session_pooler_says_nothing_of_statements() -> None:
    endpoint = _resolved("postgresql://u@localhost:6432/d", _untied("session"))
    assert endpoint.evidence[-1].text == (
        "`localhost:6432` is PgBouncer: a pooler in session mode, by `pool_mode` in pgbouncer.ini"
    )


def test_the_reason_names_the_pooler_whose_port_decides() -> None:
    session, transaction = _found("s", port=5432, mode="session", version="1.20"), _found("s", port=6543)
    endpoint = _resolved("postgresql://u@s:{port}/d", session, transaction)
    assert endpoint.unknown == "`s` is PgBouncer 1.20: its port decides, and is not known"


def test_of_two_places_at_one_port_no_port_decides() -> None:
    direct = _found("db", port=5432, mode="direct", pooler=None, folder="dev")
    pooled = _found("db", port=5432, folder="prod")
    assert _resolved("postgresql://u@db:{port}/d", direct, pooled, path="src/app.py").loses_statements


def test_places_that_say_the_same_need_no_other_word() -> None:
    one, other = _found("db", port=5432, folder="dev"), _found("db", port=6432, folder="prod")
    endpoint = _resolved("postgresql://u@db:{port}/d", one, other, path="src/app.py")
    assert endpoint.loses_statements
    assert len(endpoint.evidence) == 1


def test_databases_that_are_all_named() -> None:
    both = (_found("bouncer", database="app"), _found("bouncer", mode="session", database="reports"))
    assert _resolved("postgresql://u@bouncer:6432/reports", *both).mode == "session"
    assert _resolved("postgresql://u@bouncer:6432/other", *both).mode == "transaction"
    assert _resolved("postgresql://u@bouncer:6432/{db}", *both).mode is None
    alike = (_found("bouncer", database="app"), _found("bouncer", database="reports"))
    assert _resolved("postgresql://u@bouncer:6432/{db}", *alike).mode == "transaction"


def test_a_port_that_is_ruled_out_is_not_meant() -> None:
    value = text("postgresql://u@s:{port}/d")
    condition = Condition("':6543' in url", "contains", value, ":6543", 3)
    case = Case(parse_url(value), "asyncpg", (), frozenset({(condition, False)}))
    both = (_found("s", port=5432, mode="session"), _found("s", port=6543))
    assert resolve(case, (), 9, "app.py", value, both).mode == "session"
    assert resolve(case, (), 9, "app.py", value, (_found("s", port=None),)).mode == "transaction"
