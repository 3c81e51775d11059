from __future__ import annotations

from tests.evaluate.showing import argument
from tests.table import each_row

URL = "postgresql+asyncpg://app:s%40cret@pgbouncer.internal:6432/shop?sslmode=require"


@each_row(
    ("expression", "expected"),
    [
        ("urlparse(url).port", "6432"),
        ("urlsplit(url).hostname", "'pgbouncer.internal'"),
        ("urlparse(url).scheme", "'postgresql+asyncpg'"),
        ("urlparse(url).path", "'/shop'"),
        ("urlparse(url).query", "'sslmode=require'"),
        ("make_url(url).host", "'pgbouncer.internal'"),
        ("make_url(url).database", "'shop'"),
        ("make_url(url).drivername", "'postgresql+asyncpg'"),
        ("make_url(url).password", "'s@cret'"),
        ("urlparse('postgresql://db/shop').port", "None"),
        ("urlparse(f'postgresql://{user}@db:5433/shop').port", "5433"),
        ("urlparse(f'postgresql://u@db-{user}/shop').path", "'/shop'"),
    ],
)
def test_parts_that_are_known(expression: str, expected: str) -> None:
    assert argument(_source(expression)) == expected


@each_row(
    "expression",
    [
        "urlparse(user).port",
        "urlparse(f'postgresql://u@db:{user}/shop').port",
        "urlparse(f'postgresql://{user}/shop').hostname",
        "urlparse('postgresql://db:x/shop').port",
        "urlparse(url).unheard_of",
        "urlparse(f'postgresql://{user}/shop').port",
        "urlparse(f'postgresql://{user}').path",
        "make_url(f'sqlite://{user}').database",
    ],
)
def test_parts_that_are_not(expression: str) -> None:
    assert argument(_source(expression)).endswith(expression.rpartition(".")[2])


def _source(expression: str) -> str:
    return f"""
        from urllib.parse import urlparse, urlsplit
        from sqlalchemy import make_url
        def f(user):
            url = "{URL}"
            lib.call({expression})
    """
