from __future__ import annotations

import textwrap
import urllib.parse

from tests.evaluate.showing import argument
from tests.table import each_row

URL = "postgresql://app:s%40cret@pgbouncer.internal:6432/shop?sslmode=require#end"

KNOWN = [
    "urlunparse(urlparse(url))",
    "urlunsplit(urlsplit(url))",
    "urlparse(url).geturl()",
    "urlunparse(urlparse(url)._replace(query=''))",
    "urlsplit(url)._replace(query='a=1', fragment='').geturl()",
    "urlsplit(url)._replace(scheme='postgresql+asyncpg').geturl()",
    "urlparse(url)._replace(netloc='db:5432')._replace(query='').geturl()",
    "urlparse(url)._replace(path='/other').geturl()",
    "urlparse(url)._replace(query='a=1')._replace(query='b=2').geturl()",
    "urlunparse(urlparse(url)[:6])",
    "urlunparse(('postgresql', 'db', '/shop', '', '', ''))",
    "urlparse('?only=query')._replace(path='shop').geturl()",
    "urlparse('postgresql://q5hole7q:q5hole77777q@db/q5hole0q').geturl()",
]


@each_row("expression", KNOWN)
def test_a_known_url_is_what_python_makes_of_it(expression: str) -> None:
    assert argument(_source(expression)) == repr(eval(expression, {**vars(urllib.parse), "url": URL}))


@each_row(
    ("expression", "expected"),
    [
        (
            "urlparse(f'postgresql://{user}@db:6432/shop?x=1')._replace(query='').geturl()",
            "'postgresql://<f.user>@db:6432/shop'",
        ),
        (
            "urlparse(url)._replace(query=urlencode(user), fragment='').geturl()",
            "'postgresql://app:s%40cret@pgbouncer.internal:6432/shop?urllib.parse.urlencode(<f.user>)'",
        ),
        (
            "urlparse(url)._replace(netloc=f'{user}:5432', query='', fragment='').geturl()",
            "'postgresql://<f.user>:5432/shop'",
        ),
        ("urlparse(user)._replace(query='').geturl()", "<f.user>"),
        ("urlunparse(urlparse(url if user else 'postgresql://db/shop'))", None),
    ],
)
def test_what_is_not_known_stays_a_hole(expression: str, expected: str | None) -> None:
    shown = argument(_source(expression))
    if expected is None:
        assert "| [" in shown
        assert repr(URL) in shown
        assert "'postgresql://db/shop'" in shown
    else:
        assert shown == expected


@each_row(
    "expression",
    [
        "urlunparse(user)",
        "urlunparse(urlparse(url)[:5])",
        "urlunparse(('postgresql', 'db', '/shop'))",
        "urlparse(user)._replace(scheme='postgresql').geturl()",
        "urlparse(url)._replace(**user).geturl()",
        "urlparse(url, user).geturl()",
        "urlparse('postgresql://[db').geturl()",
        "user.geturl()",
        "user(url).geturl()",
    ],
)
def test_anything_else_is_not_put_together(expression: str) -> None:
    shown = argument(_source(expression))
    assert not shown.startswith("'")
    assert " | " not in shown


def test_a_query_that_a_helper_adds_leaves_the_address_known() -> None:
    shown = argument(
        """
        from urllib.parse import parse_qsl, urlencode, urlparse, urlunparse
        def ensure(url):
            parts = urlparse(url)
            query = dict(parse_qsl(parts.query))
            if "sslmode" not in query:
                parts = parts._replace(query=urlencode(query))
            return urlunparse(parts)
        lib.call(ensure("postgresql://app@pgbouncer:6432/shop"))
        """
    )
    assert shown == "'postgresql://app@pgbouncer:6432/shop'"


def _source(expression: str) -> str:
    imports = "from urllib.parse import urlencode, urlparse, urlsplit, urlunparse, urlunsplit"
    return textwrap.dedent(f"""
        {imports}
        def f(user):
            url = "{URL}"
            lib.call({expression})
    """)
