"""Whole verdicts of rules, where little else asks for their words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pooler_lint.model import Breaks, Endpoint, Fine, SetOption, Statement, Use
from pooler_lint.rules.moving import _number
from pooler_lint.rules.pgb102_sqlalchemy_asyncpg import SqlalchemyAsyncpg
from pooler_lint.rules.pgb104_psycopg_prepare_threshold_zero import PsycopgPrepareThresholdZero
from pooler_lint.rules.pgb302_listen import Listen
from pooler_lint.values import Evidence, Scalar, Span
from tests.rules.building import LOSING, MULTIPLEX, SQLITE, context, make_case, make_site


def test_what_is_said_of_a_threshold_of_zero() -> None:
    said = (
        "prepare_threshold=0 prepares each query at its first execution; behind PgBouncer at pgbouncer.internal:6432"
        " (transaction mode) another backend answers: queries fail, or return the rows of another program's query."
        " None means never."
    )
    given = make_case("psycopg", call={"prepare_threshold": 0})
    never = SetOption("prepare_threshold", "None", driver=True)
    rule = PsycopgPrepareThresholdZero()
    assert rule.judge(make_site("psycopg", given), given, LOSING, context()) == Breaks(
        said, (never,), "Set prepare_threshold=None"
    )
    later = make_case("psycopg", later={"prepare_threshold": 0})
    assert rule.judge(make_site("psycopg", later), later, LOSING, context()) == Breaks(said)


def test_an_old_sqlalchemy_gets_advice_instead_of_a_repair() -> None:
    case = make_case("asyncpg")
    versions = context(asyncpg="0.27", sqlalchemy="1.4")
    verdict = SqlalchemyAsyncpg().judge(make_site("sqlalchemy", case), case, LOSING, versions)
    assert isinstance(verdict, Breaks)
    assert verdict.message.endswith(
        " gives that name to other SQL. This SQLAlchemy does not know prepared_statement_name_func: set both caches to"
        " 0 and pass a connection_class whose _get_unique_id returns unique names."
    )
    assert verdict.wishes == ()


@pytest.mark.parametrize(
    ("value", "number"),
    [(1, "1"), ("5", "5"), (" 7 ", "7"), (True, None), ("x", None), ("", None), (None, None), (1.5, None), (-1, None)],
)
def test_a_number_that_moves(value: Scalar, number: str | None) -> None:
    assert _number(value) == number


@pytest.mark.parametrize("endpoint", [LOSING, MULTIPLEX])
def test_where_the_connection_of_a_statement_is_made(endpoint: Endpoint) -> None:
    statement = Statement("listen", 0, "jobs")
    use = Use(("execute",), Span(50, 60), statements=(statement,))
    made = Evidence("the connection is made here", "db.py", 4)
    case = make_case("asyncpg")
    site = replace(make_site("asyncpg", case, uses=(use,)), elsewhere=made)
    found = Listen().judge(site, case, endpoint, context())
    assert isinstance(found, tuple)
    assert [(one.evidence, one.span, one.wishes, one.title) for one in found] == [((made,), use.span, (), "")]
    assert [one.severity for one in found] == ["warning" if endpoint is MULTIPLEX else None]
    assert Listen().judge(site, replace(case, address=SQLITE), endpoint, context()) == Fine(
        "nothing that the session keeps"
    )
