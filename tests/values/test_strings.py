"""Text that is known in part."""

from __future__ import annotations

from tests.evaluate.showing import argument
from tests.table import each_row


@each_row(
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


@each_row(
    ("call", "expected"),
    [
        ("quote_plus('a b')", "'a+b'"),
        ("quote('a/b c')", "'a/b%20c'"),
        ("quote('a/b c', safe='')", "'a%2Fb%20c'"),
        ("quote(x)", "<x>"),
    ],
)
def test_quoting(call: str, expected: str) -> None:
    assert argument(f"from urllib.parse import quote, quote_plus\nlib.call({call})") == expected


def test_five_settings_with_defaults_in_one_url_keep_host_and_port() -> None:
    given = "".join(f"{name} = os.environ.get('{name}', '{name.lower()}')\n" for name in "ABCDEFG")
    shown = argument(f"import os\n{given}lib.call(f'x://{{A}}:{{B}}@{{C}}:{{D}}/{{E}}{{F}}{{G}}')")
    assert "'x://<?>:<?>@<?>:d/efg'" in shown


def test_a_text_that_doubles_has_an_end() -> None:
    assert argument("x = 'aaaaaaaaaa'\n" + "x = x + x\n" * 20 + "lib.call(x)").startswith("<")


SETTINGS = """
    import os
    USER = os.getenv("DB_USER", "app")
    PASSWORD = os.getenv("DB_PASSWORD", "secret")
    HOST = "db" if lib.a else "pgbouncer"
    PORT = 5432 if lib.b else 6432
    NAME = "shop" if lib.c else "test"
    PREFIX = "postgresql://" if lib.d else "postgresql+asyncpg://"
"""


@each_row(
    "written",
    [
        'f"{PREFIX}{USER}:{PASSWORD}@{HOST}:{PORT}/{NAME}"',
        'PREFIX + f"{USER}:{PASSWORD}@{HOST}:{PORT}/{NAME}"',
        'PREFIX + USER + ":" + PASSWORD + "@" + HOST + ":" + str(PORT) + "/" + NAME',
    ],
)
def test_the_choices_of_a_user_and_a_password_do_not_make_a_url_unknown(written: str) -> None:
    shown = argument(f"{SETTINGS}    lib.call({written})\n")
    for scheme in ("postgresql://", "postgresql+asyncpg://"):
        for place in ("db:5432/shop", "db:5432/test", "db:6432/shop", "pgbouncer:5432/test", "pgbouncer:6432/shop"):
            assert f"@{place}'" in shown
        assert f"'{scheme}" in shown
    assert "secret" not in shown


def test_the_choices_of_few_users_are_told_apart() -> None:
    shown = argument(f'{SETTINGS}    lib.call(f"postgresql://{{USER}}@{{HOST}}/shop")\n')
    assert "'postgresql://app@db/shop'" in shown
    assert "'postgresql://<DB_USER>@pgbouncer/shop'" in shown


@each_row(
    ("written", "kept"),
    [
        ('f"postgresql://{HOST}:{PORT}/{NAME}?user={USER}&mail=a@b"', "pgbouncer:6432/shop?user=app&mail=a@b'"),
        (
            '(f"postgresql://{HOST}/{NAME}?mail=a@b" + f"&user={USER}") + f"&x={PORT}"',
            "pgbouncer/shop?mail=a@b&user=app&x=6432'",
        ),
        ('f"{PREFIX}{USER}:p/{PASSWORD}@{HOST}"', "app:p/secret@pgbouncer'"),
    ],
)
def test_only_what_stands_before_the_host_is_the_user(written: str, kept: str) -> None:
    assert kept in argument(f"{SETTINGS}    lib.call({written})\n")


def test_a_password_may_hold_what_ends_it() -> None:
    ways = 'f"{PREFIX}{USER}:" + ("p@1" if lib.e else "p@2") + f"@{HOST}:{PORT}"'
    shown = argument(f"{SETTINGS}    lib.call({ways})\n")
    assert "@pgbouncer:6432'" in shown
    assert "@db:5432'" in shown
