"""What expressions are worth."""

from __future__ import annotations

from tests.evaluate.showing import argument
from tests.table import each_row


@each_row(
    ("source", "expected"),
    [
        ("lib.call('a' 'b')", "'ab'"),
        ("lib.call('a' + 'b' + str(6543))", "'ab6543'"),
        ("lib.call(f'a{1}b')", "'a1b'"),
        ("lib.call(f'{host}:6543')", "'<host>:6543'"),
        ("lib.call('a%sb%d' % ('x', 3))", "'axb3'"),
        ("lib.call('%(h)s:%(p)s' % {'h': 'x', 'p': 1})", "'x:1'"),
        ("lib.call('{}:{}'.format('h', 1))", "'h:1'"),
        ("lib.call('{h}:{p}'.format(h='h', p=port))", "'h:<port>'"),
        ("lib.call('{0}{0}'.format('h'))", "'hh'"),
        ("lib.call('postgres://x'.replace('postgres://', 'postgresql://'))", "'postgresql://x'"),
        ("lib.call('x'.upper().strip())", "'X'"),
        ("lib.call(','.join(['a', 'b']))", "'a,b'"),
        ("lib.call(int('6543'))", "6543"),
        ("lib.call(-1)", "-1"),
        ("lib.call({'a': 1, **{'b': 2}})", "{a: 1, b: 2}"),
        ("lib.call({'a': 1} | {'a': 2})", "{a: 2}"),
        ("lib.call(dict(a=1, **{'b': 2}))", "{a: 1, b: 2}"),
        ("lib.call({'a': 1, **unknown})", "{a: <?>, ...}"),
        ("lib.call({**unknown, 'a': 1})", "{a: 1, ...}"),
        ("lib.call({k: 1 for k in 'ab'})", "{...}"),
        ("lib.call({'a': {'b': 1}}['a']['b'])", "1"),
        ("lib.call((1, 2)[1])", "2"),
        ("lib.call('a' or 'b')", "'a'"),
        ("lib.call('' or 'b')", "'b'"),
        ("lib.call('a' if True else 'b')", "'a'"),
        ("lib.call('a' if flag else 'b')", "[flag] 'a' | [not flag] 'b'"),
        ("lib.call(lambda: '')", "def <lambda> -> ''"),
        ("lib.call((x := 'a'))", "'a'"),
        ("lib.call(None)", "None"),
    ],
)
def test_value(source: str, expected: str) -> None:
    assert argument(source) == expected


@each_row(
    ("source", "expected"),
    [
        ("import os\nlib.call(os.environ['X'])", "<X>"),
        ("import os\nlib.call(os.getenv('X'))", "<X>"),
        ("from os import environ as e\nlib.call(e.get('X'))", "<X>"),
        (
            "import os\nlib.call(os.getenv('X', 'd'))",
            "[environment variable X is set] <X> | [not environment variable X is set] 'd'",
        ),
        ("from app.config import settings\nlib.call(settings.url)", "app.config.settings.url"),
        ("from .config import settings as s\nlib.call(s.url)", ".config.settings.url"),
        ("from urllib.parse import quote_plus\nlib.call(quote_plus('a b@'))", "'a+b%40'"),
        ("from typing import cast\nlib.call(cast(str, 'a'))", "'a'"),
    ],
)
def test_value_from_elsewhere(source: str, expected: str) -> None:
    assert argument(source) == expected


def test_a_scheme_is_replaced_in_a_url_that_is_not_known() -> None:
    source = "import os\nlib.call(os.environ['X'].replace('postgres://', 'postgresql+asyncpg://'))"
    assert argument(source) == "'postgresql+asyncpg://<X>'"


def test_a_port_that_is_replaced_makes_another_text() -> None:
    source = "import os\nlib.call(os.environ['X'].replace(':6543', ':5432'))"
    assert argument(source) == "<?>"
