"""Whole verdicts of rules, where little else asks for their words."""

from __future__ import annotations

from dataclasses import replace

from pooler_lint.lines import Place
from pooler_lint.model import Address, Breaks, CannotTell, Case, Endpoint, Fine, Statement, Use, Verdict
from pooler_lint.rules import Rule
from pooler_lint.rules.moving import _number
from pooler_lint.rules.pgb101_asyncpg_statement_cache import AsyncpgStatementCache
from pooler_lint.rules.pgb102_sqlalchemy_asyncpg import SqlalchemyAsyncpg
from pooler_lint.rules.pgb103_psycopg_prepared_statements import PsycopgPreparedStatements
from pooler_lint.rules.pgb104_psycopg_prepare_threshold_zero import PsycopgPrepareThresholdZero
from pooler_lint.rules.pgb106_half_disabled_caches import HalfDisabledCaches
from pooler_lint.rules.pgb301_session_parameter import SessionParameter
from pooler_lint.rules.pgb302_listen import Listen
from pooler_lint.rules.pgb306_refused_startup_parameter import RefusedStartupParameter
from pooler_lint.rules.pgb307_sql_prepare import SqlPrepare
from pooler_lint.rules.transactions import Done
from pooler_lint.values import Evidence, Scalar
from tests.rules.building import LOSING, MULTIPLEX, SQLITE, UNRESOLVED, context, make_case, make_site
from tests.table import each_row

OF_SQLALCHEMY = "not a connection of SQLAlchemy to PostgreSQL"
OF_DJANGO = "not psycopg 3, or Django has it prepare nothing"


def test_a_threshold_of_zero_that_is_set_later_has_no_fix() -> None:
    later = make_case("psycopg", later={"prepare_threshold": 0})
    verdict = PsycopgPrepareThresholdZero().judge(make_site("psycopg", later), later, LOSING, context())
    assert isinstance(verdict, Breaks)
    assert (verdict.wishes, verdict.note) == (
        (),
        "there is no fix, because the option is set after the connection is created",
    )


@each_row(
    ("value", "number"),
    [(1, "1"), ("5", "5"), (" 7 ", "7"), (True, None), ("x", None), ("", None), (None, None), (1.5, None), (-1, None)],
)
def test_a_number_that_moves(value: Scalar, number: str | None) -> None:
    assert _number(value) == number


@each_row("endpoint", [LOSING, MULTIPLEX])
def test_where_the_connection_of_a_statement_is_made(endpoint: Endpoint) -> None:
    statement = Statement("listen", 0, "jobs")
    use = Use(("execute",), Place("a.py", 50, 60), statements=(statement,))
    made = Evidence("the connection is made here", "db.py", 4)
    case = make_case("asyncpg")
    site = replace(make_site("asyncpg", case, uses=(use,)), elsewhere=made)
    found = Listen().judge(site, case, endpoint, context())
    assert isinstance(found, tuple)
    assert [(one.evidence, one.place, one.wishes, one.title) for one in found] == [((made,), use.place, (), "")]
    assert [one.severity for one in found] == ["warning" if endpoint is MULTIPLEX else None]
    assert Listen().judge(site, replace(case, address=SQLITE), endpoint, context()) == Fine(
        "nothing that the session keeps"
    )


def _wanted(scheme: str | None) -> Address:
    return Address(scheme=scheme, unknown="environment variable URL" if scheme is None else None)


@each_row(
    ("rule", "library", "case", "endpoint", "verdict"),
    [
        (
            AsyncpgStatementCache(),
            "databases",
            make_case(None, address=_wanted(None)),
            LOSING,
            CannotTell("which driver the URL names is not known: environment variable URL"),
        ),
        (SqlalchemyAsyncpg(), "asyncpg", make_case("asyncpg"), LOSING, Fine(OF_SQLALCHEMY, applies=False)),
        (
            SqlalchemyAsyncpg(),
            "sqlalchemy",
            make_case(None, address=_wanted("postgresql")),
            LOSING,
            Fine("not asyncpg", applies=False),
        ),
        (
            PsycopgPreparedStatements(),
            "psycopg",
            make_case("psycopg", address=SQLITE),
            LOSING,
            Fine("not PostgreSQL", applies=False),
        ),
        (PsycopgPreparedStatements(), "django", make_case(None), LOSING, Fine(OF_DJANGO, applies=False)),
        (PsycopgPreparedStatements(), "django", make_case("psycopg"), LOSING, Fine(OF_DJANGO, applies=False)),
        (PsycopgPreparedStatements(), "asyncpg", make_case("asyncpg"), LOSING, Fine("not psycopg 3", applies=False)),
        (
            PsycopgPreparedStatements(),
            "psycopg",
            make_case("psycopg", call={"prepare_threshold": 0}),
            LOSING,
            Fine("prepare_threshold=0 is PGB104", applies=False),
        ),
        (
            HalfDisabledCaches(),
            "asyncpg",
            make_case("asyncpg", driver_options={"statement_cache_size": 0}),
            UNRESOLVED,
            Fine(OF_SQLALCHEMY, applies=False),
        ),
        (
            RefusedStartupParameter(),
            "psycopg",
            make_case("psycopg"),
            UNRESOLVED,
            Fine("nothing is given at login but what the driver gives"),
        ),
        (
            RefusedStartupParameter(),
            "psycopg",
            make_case("psycopg", call={"options": "-c jit=off"}),
            Endpoint(pooler="Supavisor", mode="transaction"),
            CannotTell("which startup parameters Supavisor takes is not known"),
        ),
        (Listen(), "psycopg", make_case("psycopg"), UNRESOLVED, Fine("nothing that the session keeps")),
    ],
)
def test_why_nothing_is_reported(rule: Rule, library: str, case: Case, endpoint: Endpoint, verdict: Verdict) -> None:
    site = replace(make_site("psycopg", case), library=library)
    assert rule.judge(site, case, endpoint, context()) == verdict


def test_a_pooler_that_pins() -> None:
    use = Use(("execute",), Place("a.py", 50, 60), statements=(Statement("listen", 0, "jobs"),))
    case = make_case("asyncpg")
    found = Listen().judge(make_site("asyncpg", case, uses=(use,)), case, MULTIPLEX, context())
    assert isinstance(found, tuple)
    assert found[0].message == "LISTEN pins the client to one server connection of RDS Proxy"


def test_without_a_repair_there_is_no_title() -> None:
    use = Use(("execute",), Place("a.py", 50, 60), statements=(Statement("set", 0, "jit"),))
    case = make_case("asyncpg")
    found = SessionParameter().judge(make_site("asyncpg", case, uses=(use,)), case, LOSING, context())
    assert isinstance(found, tuple)
    assert (found[0].wishes, found[0].title) == ((), "")


@each_row(("name", "words"), [("p", "EXECUTE p"), (None, "EXECUTE")])
def test_a_statement_whose_name_is_not_known(name: str | None, words: str) -> None:
    use = Use(("execute",), Place("a.py", 50, 60))
    assert SqlPrepare().pinning([Done(use, Statement("execute", 0, name))]) == words
