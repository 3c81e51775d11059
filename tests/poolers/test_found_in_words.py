"""What the files of a project say stands at an address, as a whole and in words."""

from __future__ import annotations

from dataclasses import replace

from pooler_lint.dsn.url import parse_url
from pooler_lint.model import Case
from pooler_lint.poolers.endpoint import resolve
from pooler_lint.poolers.found import standing_of_found
from pooler_lint.poolers.standing import Standing
from pooler_lint.project.endpoints.data import FoundEndpoint
from pooler_lint.values import Evidence
from tests.construct_conditions import compare
from tests.dsn.holes import text
from tests.poolers.test_found import file_says, resolved, untied
from tests.table import each_row


def test_the_whole_of_what_a_file_says() -> None:
    found = replace(
        file_says("bouncer", "other", version="1.24.0", tied=False), ignored_startup_parameters=("search_path",)
    )
    said = (
        "`bouncer:6432` is PgBouncer 1.24.0: a pooler in transaction mode, which tracks prepared statements"
        " (`max_prepared_statements` is 200 by default from 1.24), by service `bouncer`"
    )
    assert standing_of_found(found) == Standing(
        "transaction",
        "PgBouncer 1.24.0",
        True,
        "server",
        said,
        evidence=(Evidence(said, "compose.yml", 12),),
        version="1.24.0",
        accepted_parameters=("search_path",),
        short="PgBouncer",
        software="PgBouncer",
        program="PgBouncer",
    )


@each_row(
    ("found", "said"),
    [
        (file_says(mode=None, port=None), "`*` is PgBouncer: a pooler in session mode, by service `bouncer`"),
        (file_says("b", mode="direct"), "`b:6432` is PgBouncer, the database itself, by service `bouncer`"),
        (
            file_says("b", port=None, mode="statement", version="1.22", operator="CloudNativePG"),
            "`b` is PgBouncer 1.22 of CloudNativePG: a pooler in statement mode, which does not track prepared"
            " statements (`max_prepared_statements` is 0 by default from 1.21 to 1.23), by service `bouncer`",
        ),
        (
            file_says("b", tracks=None),
            "`b:6432` is PgBouncer: a pooler in transaction mode, which is assumed not to track prepared statements,"
            " since its version is unknown, by service `bouncer`; declare otherwise with"
            ' `[[tool.pooler-lint.endpoints]]`, `match = "b:6432"` and its `mode`',
        ),
    ],
)
def test_what_a_file_says_in_words(found: FoundEndpoint, said: str) -> None:
    standing = standing_of_found(found)
    assert standing.reason == said
    assert standing.evidence == (Evidence(said, "compose.yml", 12),)
    assert standing.assumption == ("version" if "declare otherwise" in said else None)


def test_a_mode_that_has_no_default_is_not_known() -> None:
    standing = standing_of_found(file_says("db", port=None, pooler="Odyssey", mode=None))
    assert standing == Standing(unknown="`db` is Odyssey, but its mode is not said (compose.yml:12)", is_disputed=True)


def test_what_an_operator_has_by_itself() -> None:
    found = file_says("b", mode="transaction", operator="CloudNativePG")
    assert standing_of_found(found).tracks_statements is True
    assert standing_of_found(replace(found, operator=None)).tracks_statements is False


def test_a_database_behind_a_pooler_port_that_is_assumed() -> None:
    endpoint = resolved("postgresql://u@pgbouncer:6432/d", untied("direct"))
    assert (endpoint.mode, endpoint.confidence, endpoint.tracks_statements) == ("direct", "assumed", True)
    assert endpoint.evidence[-1].text == (
        "`pgbouncer:6432` is PgBouncer, the database itself, by `pool_mode` in pgbouncer.ini"
    )


def test_an_assumed_pooler_is_taken_for_it() -> None:
    endpoint = resolved("postgresql://u@{host}:6432/d", file_says("b", version="1.20.0"))
    assert (endpoint.confidence, endpoint.pooler_version) == ("assumed", "1.20.0")
    assert endpoint.evidence[-1].text == (
        "`*:6432` is taken for PgBouncer 1.20.0: a pooler in transaction mode, which does not track prepared"
        " statements (PgBouncer does so from 1.21), by service `bouncer`; declare otherwise with"
        ' `[[tool.pooler-lint.endpoints]]`, `match = "*:6432"` and its `mode`'
    )


def test_a_session_pooler_says_nothing_of_statements() -> None:
    endpoint = resolved("postgresql://u@localhost:6432/d", untied("session"))
    assert endpoint.evidence[-1].text == (
        "`localhost:6432` is PgBouncer: a pooler in session mode, by `pool_mode` in pgbouncer.ini"
    )


def test_the_reason_names_the_pooler_whose_port_decides() -> None:
    session, transaction = file_says("s", port=5432, mode="session", version="1.20"), file_says("s", port=6543)
    endpoint = resolved("postgresql://u@s:{port}/d", session, transaction)
    assert endpoint.unknown == "`s` is PgBouncer 1.20: its port decides, and is unknown"


def test_of_two_places_at_one_port_no_port_decides() -> None:
    direct = file_says("db", port=5432, mode="direct", pooler=None, folder="dev")
    pooled = file_says("db", port=5432, folder="prod")
    assert resolved("postgresql://u@db:{port}/d", direct, pooled, path="src/app.py").loses_statements


def test_places_that_say_the_same_need_no_other_word() -> None:
    one, other = file_says("db", port=5432, folder="dev"), file_says("db", port=6432, folder="prod")
    endpoint = resolved("postgresql://u@db:{port}/d", one, other, path="src/app.py")
    assert endpoint.loses_statements
    assert len(endpoint.evidence) == 1


def test_databases_that_are_all_named() -> None:
    both = (file_says("bouncer", database="app"), file_says("bouncer", mode="session", database="reports"))
    assert resolved("postgresql://u@bouncer:6432/reports", *both).mode == "session"
    assert resolved("postgresql://u@bouncer:6432/other", *both).mode == "transaction"
    assert resolved("postgresql://u@bouncer:6432/{db}", *both).mode is None
    alike = (file_says("bouncer", database="app"), file_says("bouncer", database="reports"))
    assert resolved("postgresql://u@bouncer:6432/{db}", *alike).mode == "transaction"


def test_a_port_that_is_ruled_out_is_not_meant() -> None:
    value = text("postgresql://u@s:{port}/d")
    condition = compare(":6543", value)
    case = Case(parse_url(value), "asyncpg", (), frozenset({(condition, False)}), dsn=value)
    both = (file_says("s", port=5432, mode="session"), file_says("s", port=6543))
    assert resolve(case, (), 9, "app.py", both).mode == "session"
    assert resolve(case, (), 9, "app.py", (file_says("s", port=None),)).mode == "transaction"


@each_row("outcome", [True, False])
def test_what_a_file_leaves_open_stays_so_beside_a_condition_that_says_nothing(outcome: bool) -> None:
    value = text("postgresql://u@front:{port}/d")
    opaque = file_says("front", port=None, mode=None, unknown="its `pool_mode` is `$MODE`")
    condition = compare("x", value)
    case = Case(parse_url(value), "asyncpg", (), frozenset({(condition, outcome)}), dsn=value)
    endpoint = resolve(case, (), 9, "app.py", (opaque,))
    assert endpoint.unknown == "`front` is PgBouncer, but its `pool_mode` is `$MODE` (compose.yml:12)"


def test_a_condition_on_the_port_decides_beside_a_file_that_leaves_it_open() -> None:
    value = text("postgresql://u@front:{port}/d")
    opaque = file_says("front", port=None, mode=None, unknown="its `pool_mode` is `$MODE`")
    condition = compare(":6543", value)
    case = Case(parse_url(value), "asyncpg", (), frozenset({(condition, True)}), dsn=value)
    assert resolve(case, (), 9, "app.py", (opaque,)).mode == "transaction"


def test_the_other_place_is_told_with_its_file_and_line() -> None:
    direct = file_says("db", port=5432, mode="direct", pooler=None, folder="dev", said="service `db`")
    endpoint = resolved("postgresql://u@db/d", direct, file_says("db", port=5432, folder="prod"), path="src/app.py")
    told = "but elsewhere `db` is PostgreSQL, the database itself, by service `db`"
    assert endpoint.evidence[-1] == Evidence(told, "compose.yml", 12)


@each_row("database", ["pgbouncer", "pgcat"])
def test_a_console_is_none_of_the_files_affair(database: str) -> None:
    assert resolved(f"postgresql://u@bouncer:6432/{database}", file_says("bouncer")).mode == "direct"


@each_row(
    ("version", "tracks", "declares"),
    [
        ("1.18.0", None, False),
        ("1.24.0", False, False),
        ("1.24.0", True, False),
        (None, True, True),
        (None, None, True),
    ],
)
def test_what_is_certain_needs_no_declaration(version: str | None, tracks: bool | None, declares: bool) -> None:
    endpoint = resolved("postgresql://u@bouncer:6432/d", file_says("bouncer", version=version, tracks=tracks))
    assert ("declare otherwise" in endpoint.evidence[-1].text) == declares


def test_what_is_known_of_one_place_counts_before_what_is_not_of_another() -> None:
    opaque = file_says("db", port=5432, mode=None, unknown="its `pool_mode` is `$MODE`", folder="a")
    session = file_says("db", port=5432, mode="session", folder="b")
    for found in ((opaque, session), (session, opaque)):
        assert resolved("postgresql://u@db/d", *found, path="src/app.py").mode == "session"
