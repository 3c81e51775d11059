"""What is said of connections that no rule reports: the reason is part of the answer."""

from __future__ import annotations

from pooler_lint import check_source
from tests.table import each_row

SQLALCHEMY = """\
from sqlalchemy.ext.asyncio import create_async_engine as e
from sqlalchemy.pool import NullPool as N
"""
POOLED = '"postgresql+asyncpg://u@pgbouncer:6432/d"'
NAMES = "'prepared_statement_name_func': (lambda: '') if x else name"
UNKNOWN = "connect_args={'statement_cache_size': n}"
DJANGO = """\
DATABASES = {{"default": {{"ENGINE": "django.db.backends.postgresql", "HOST": "{}", "PORT": "{}", {}}}}}
"""
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
        "the connect_args are not all known: attribute `args` of `settings` is not set in this file",
    ),
    "a switch in the URL that is not known": (
        SQLALCHEMY + f'e(f{POOLED[:-1]}?prepared_statement_cache_size={{n}}", poolclass=N, {UNKNOWN})\n',
        "unresolved",
        "the values of the connect_args are not known",
    ),
    "a condition on the size": (
        "import psycopg_pool\np = psycopg_pool.ConnectionPool('host=pgbouncer port=6432', open=x, min_size=x)\n",
        "breaks",
        "psycopg prepares statements automatically, which PgBouncer does not support",
    ),
    "an engine that is given connections": (
        SQLALCHEMY + f"e({POOLED}, poolclass=N, async_creator=f)\n",
        "unresolved",
        "the connections are made by a function that the engine is given",
    ),
    "an engine of psycopg that is given connections": (
        SQLALCHEMY + f"e({POOLED.replace('asyncpg', 'psycopg')}, poolclass=N, async_creator=f)\n",
        "unresolved",
        "the connections are made by a function that the engine is given",
    ),
    "a threshold that is not known": (
        "import psycopg\npsycopg.connect('host=pgbouncer port=6432', prepare_threshold=n)\n",
        "unresolved",
        "the value of prepare_threshold is not known",
    ),
    "Django without cursors": (
        DJANGO.format("pgbouncer", 6432, '"DISABLE_SERVER_SIDE_CURSORS": True'),
        "fine",
        "DISABLE_SERVER_SIDE_CURSORS is set",
    ),
    "Django with cursors of an unknown setting": (
        DJANGO.format("pgbouncer", 6432, '"DISABLE_SERVER_SIDE_CURSORS": x'),
        "unresolved",
        "the value of DISABLE_SERVER_SIDE_CURSORS is not known",
    ),
    "Django in transactions alone": (
        DJANGO.format("pgbouncer", 6432, '"AUTOCOMMIT": False'),
        "fine",
        "AUTOCOMMIT is off",
    ),
    "Django in transactions perhaps": (
        DJANGO.format("pgbouncer", 6432, '"AUTOCOMMIT": x'),
        "unresolved",
        "the value of AUTOCOMMIT is not known",
    ),
    "Django elsewhere": (
        DJANGO.format("db", 5431, '"NAME": "d"'),
        "unresolved",
        "nothing says what stands at `db:5431`",
    ),
    "Django at the port of PostgreSQL": (
        DJANGO.format("db", 5432, '"NAME": "d"'),
        "fine",
        "nothing says that a pooler is at `db:5432`",
    ),
}


@each_row("name", REASONS)
def test_the_reason(name: str) -> None:
    source, verdict, says = REASONS[name]
    report = check_source(source)
    assert report.errors == ()
    (found,) = report.connections
    assert found.verdict == verdict
    assert says == found.reason
