"""Where DSN values lead."""

from __future__ import annotations

import textwrap

from pooler_lint.model import Address
from tests.connections.finding import find_sites
from tests.evaluate.showing import show
from tests.table import each_row


def address(source: str) -> Address:
    """The address of the only case of the only site."""
    (site,) = find_sites(textwrap.dedent(source), "app.py")
    (case,) = site.cases
    return case.address


ENGINE = "from sqlalchemy import URL, create_engine, make_url\nimport sqlalchemy as sa\n"


@each_row(
    ("source", "expected"),
    [
        ("create_engine('postgresql+asyncpg://u:p@h:6543/db')", "h:6543/db"),
        ("create_engine(make_url('postgresql+asyncpg://u:p@h:6543/db'))", "h:6543/db"),
        ("create_engine(make_url('postgresql+asyncpg://u:p@h/db').set(port=6543))", "h:6543/db"),
        ("create_engine(URL.create('postgresql+asyncpg', host='h', port='6543', database='db'))", "h:6543/db"),
        ("create_engine(sa.engine.URL.create('postgresql', host='h', port=6543, database='db'))", "h:6543/db"),
        ("create_engine(URL.create('postgresql', 'u', 'p', 'h', 6543, 'db'))", "h:6543/db"),
        ("create_engine(str(make_url('postgresql://h:6543/db')))", "h:6543/db"),
        ("create_engine(make_url('postgresql://h:6543/db').render_as_string(hide_password=False))", "h:6543/db"),
        ("create_engine('postgresql://h:5432/db', connect_args={'host': 'p', 'port': 6432})", "p:6432/db"),
        ("sa.engine_from_config({'sqlalchemy.url': 'postgresql://h:6543/db'})", "h:6543/db"),
        ("sa.engine_from_config({'db.url': 'postgresql://h:6543/db'}, prefix='db.')", "h:6543/db"),
    ],
)
def test_address_of_an_engine(source: str, expected: str) -> None:
    found = address(ENGINE + source)
    parts = [show(value).strip("'") if value else "" for value in (found.host, found.port, found.database)]
    assert "{}:{}/{}".format(*parts) == expected
    assert found.is_postgres


@each_row(
    ("argument", "reason"),
    [
        ("settings.url", "name `url` of module `app.settings`"),
        ("os.environ['X']", "environment variable X"),
        ("load()", "the result of calling name `load` of module `app`"),
    ],
)
def test_what_is_not_known_says_why(argument: str, reason: str) -> None:
    source = f"import os\nfrom app import settings, load\nimport asyncpg\nasyncpg.connect({argument})"
    assert address(source).unknown == reason


@each_row("url", ["mysql+aiomysql://h:6543/db", "sqlite:///x.db", "oracle://h"])
def test_other_databases_are_no_sites(url: str) -> None:
    assert find_sites(f"from sqlalchemy import create_engine\ncreate_engine({url!r})", "app.py") == ()


def test_psycopg_keywords_win_over_the_conninfo() -> None:
    found = address("import psycopg\npsycopg.connect('host=a port=1 dbname=x', port=6432)")
    assert (show(found.host), show(found.port)) == ("'a'", "6432") if found.host and found.port else False
