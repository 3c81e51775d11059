"""The matrix of the truth table: all cases, in its order."""

from __future__ import annotations

from tests.live.cases import Case
from tests.live.cases_asyncpg import of_asyncpg, of_sqlalchemy
from tests.live.cases_drivers import of_frameworks, of_other_drivers, of_psycopg
from tests.live.cases_refused import of_pool_arguments, of_refusals
from tests.live.cases_sessions import of_sessions


def all_cases() -> tuple[Case, ...]:
    """Every case. Keys are unique."""
    statements = (of_asyncpg, of_sqlalchemy, of_psycopg, of_other_drivers, of_frameworks)
    sections = (*statements, of_refusals, of_pool_arguments, of_sessions)
    cases = tuple(case for section in sections for case in section())
    assert len({case.key for case in cases}) == len(cases)
    return cases
