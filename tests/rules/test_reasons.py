"""What is said of connections that no rule reports: the reason is part of the answer."""

from __future__ import annotations

import pytest

from pooler_lint import check_source

SQLALCHEMY = """\
from sqlalchemy.ext.asyncio import create_async_engine as e
from sqlalchemy.pool import NullPool as N
"""
POOLED = '"postgresql+asyncpg://u@pgbouncer:6432/d"'
NAMES = "'prepared_statement_name_func': (lambda: '') if x else name"
UNKNOWN = "connect_args={'statement_cache_size': n}"
OFF = '"statement_cache_size": 0, "prepared_statement_cache_size": 0'

REASONS = {
    "names of two functions": (
        SQLALCHEMY + f"e({POOLED}, poolclass=N, connect_args={{{OFF}, {NAMES}}})\n",
        "unresolved",
        "whether the statement names are empty or unique is not known",
    ),
    "a switch in the URL": (
        SQLALCHEMY + f'e({POOLED[:-1]}?prepared_statement_cache_size=0", poolclass=N, connect_args=settings.args)\n',
        "unresolved",
        "the connect_args are not all known",
    ),
    "a switch in the URL that is not known": (
        SQLALCHEMY + f'e(f{POOLED[:-1]}?prepared_statement_cache_size={{n}}", poolclass=N, {UNKNOWN})\n',
        "unresolved",
        "the values of the connect_args are not known",
    ),
    "a condition on the size": (
        "import psycopg_pool\np = psycopg_pool.ConnectionPool('host=pgbouncer port=6432', open=x, min_size=x)\n",
        "breaks",
        "psycopg prepares a query after a few executions",
    ),
}


@pytest.mark.parametrize("name", REASONS)
def test_the_reason(name: str) -> None:
    source, verdict, says = REASONS[name]
    report = check_source(source)
    assert report.errors == ()
    (found,) = report.connections
    assert found.verdict == verdict
    assert says in found.reason
