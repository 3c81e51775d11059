"""Text that is known in part."""

from __future__ import annotations

import pytest

from tests.syntax.showing import argument


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("'a' + 'b'", "'ab'"),
        ("'a' + x", "'a<x>'"),
        ("f'{x}'", "<x>"),
        ("f'a{1}{None}{True}'", "'a1NoneTrue'"),
        ("f'{5432:d}'", "'5432'"),
        ("f'{5432:>9}'", "<?>"),
        ("f'{x!r}'", "<?>"),
        ("'%s:%d' % ('h', 6432)", "'h:6432'"),
        ("'%(h)s' % {'h': 'x'}", "'x'"),
        ("'%(h)s' % {}", "<?>"),
        ("'100%%'  % ()", "'100%'"),
        ("'%5s' % 'a'", "<?>"),
        ("'a%r' % 'a'", "'a<?>'"),
        ("'%s%s' % 'a'", "<?>"),
        ("'%*d' % (1, 2)", "<?>"),
        ("'{}:{}'.format('h', 1)", "'h:1'"),
        ("'{1}{0}'.format('a', 'b')", "'ba'"),
        ("'{h}'.format(h='x')", "'x'"),
        ("'{h}'.format(**kw)", "<?>"),
        ("'a{:>5}'.format('h')", "'a<?>'"),
        ("'a{!r}'.format('h')", "'a<?>'"),
        ("'a{}{}'.format(*x, 'h')", "'a<?><?>'"),
        ("'{²}'.format(1)", "<?>"),
        ("'{'.format(1)", "<?>"),
        ("','.join(['a', x])", "'a,<x>'"),
        ("'A'.lower()", "'a'"),
        ("'a'.lower('b')", "'a'.lower('b')"),
        ("'a'.removeprefix()", "'a'.removeprefix()"),
        ("'abc'.removeprefix('a')", "'bc'"),
        ("(x + 'a/').rstrip('/')", "'<x>a'"),
        ("(' ' + x).strip()", "<x>"),
        ("'aba'.replace('a', 'c')", "'cbc'"),
        ("'aba'.replace('a', 'c', 1)", "'cba'"),
        ("'postgres://h'.replace('postgres://', 'postgresql://')", "'postgresql://h'"),
        ("x.replace('postgres://', 'postgresql+asyncpg://')", "'postgresql+asyncpg://<x>'"),
        ("x.replace('postgresql', 'postgresql+asyncpg')", "<x>"),
        ("x.replace(':5432', ':6543')", "<?>"),
        ("('a:5432' + x).replace(':5432', ':6543')", "'a:6543<?>'"),
        ("('postgres://' + x).replace('postgres://', 'postgresql://')", "'postgresql://<x>'"),
        ("'a'.encode().decode()", "'a'"),
        ("str(6432)", "'6432'"),
        ("int('6432')", "6432"),
        ("int('x')", "<?>"),
        ("int(float('inf'))", "<?>"),
        ("f'{0x" + "f" * 5000 + "}'", "<?>"),
    ],
)
def test_value(expression: str, expected: str) -> None:
    assert argument(f"lib.call({expression})").replace('"', "'") == expected


@pytest.mark.parametrize(
    ("call", "expected"),
    [("quote_plus('a b')", "'a+b'"), ("quote('a/b c')", "'a%2Fb%20c'"), ("quote(x)", "<x>")],
)
def test_quoting(call: str, expected: str) -> None:
    assert argument(f"from urllib.parse import quote, quote_plus\nlib.call({call})") == expected


def test_five_settings_with_defaults_in_one_url_keep_host_and_port() -> None:
    given = "".join(f"{name} = os.environ.get('{name}', '{name.lower()}')\n" for name in "ABCDEFG")
    shown = argument(f"import os\n{given}lib.call(f'x://{{A}}:{{B}}@{{C}}:{{D}}/{{E}}{{F}}{{G}}')")
    assert "'x://<?>:<?>@<?>:d/efg'" in shown


def test_a_text_that_doubles_has_an_end() -> None:
    assert argument("x = 'aaaaaaaaaa'\n" + "x = x + x\n" * 20 + "lib.call(x)").startswith("<")
