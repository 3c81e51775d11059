from __future__ import annotations

from urllib.parse import quote

from hypothesis import given
from hypothesis import strategies as st

from pooler_lint.dsn.mask import is_secret_name, mask_secrets
from tests.table import each_row


@each_row(
    ("text", "expected"),
    [
        ("postgresql://u:p@h:1/d", "postgresql://***@h:1/d"),
        ("a postgresql://u:p@h/d and redis://:q@r", "a postgresql://***@h/d and redis://***@r"),
        ("postgresql://u:p@w:/x@h:1/d", "postgresql://***@h:1/d"),
        ("postgresql://u:my pass@h/d", "postgresql://***@h/d"),
        ("postgresql://token@h/d", "postgresql://***@h/d"),
        ("u:p@h:6543", "u:***@h:6543"),
        ("host=h password=p port=1", "host=h password=*** port=1"),
        (r"password='a b\'c' port=1", "password='***' port=1"),
        ("password = p x", "password = *** x"),
        ('connect(password="p", port=1)', 'connect(password="***", port=1)'),
        ('{"password": "p"}', '{"password": "***"}'),
        ("PGPASSWORD=p psql", "PGPASSWORD=*** psql"),
        ("?a=1&password=p&sslpassword=q&b=2", "?a=1&password=***&sslpassword=***&b=2"),
        ('os.getenv("DB_PASSWORD", "p")', 'os.getenv("DB_PASSWORD", "***")'),
        ('password=os.environ.get("X", x), host=h)', 'password=os.environ.get("X", x), host=h)'),
        ("password=settings1, y)", "password=***, y)"),
        ("?token=t&supa_anon_key=k&x=1", "?token=***&supa_anon_key=***&x=1"),
        ("host=h password=a&b=c port=1", "host=h password=*** port=1"),
        ("host=h password=a b c port=1", "host=h password=*** port=1"),
        ("password=a\u2028b c host=h\n# x", "password=*** host=h\n# x"),
        ("host=h password=a b\nc", "host=h password=***\nc"),
        ("a: b\npassword: hunter2\n", "a: b\npassword: ***\n"),
        ("  - db_password: 'open sesame'", "  - db_password: '***'"),
        ("# * password: hunter", "# * password: ***"),
        ("{'api_key': x1}", "{'api_key': ***}"),
        ("#   token: eyJhbGciOi", "#   token: ***"),
        ("password: text2.strings", "password: ***"),
    ],
)
def test_masks(text: str, expected: str) -> None:
    assert mask_secrets(text) == expected


@each_row(
    "text",
    [
        "",
        "password: the password of the user",
        ":param password: the password",
        "password: str",
        "  password: (str)",
        "password: Optional[str]",
        "password: :class:`~app.Password`",
        "password: pydantic.SecretStr",
        "# password: required.",
        "- password: <password>",
        "password: ${DB_PASSWORD}",
        "token: ...",
        'f"host={host} password={pw} {more}"',
        "postgresql://h:6543/d",
        "see postgresql://h:6543/d, or write to a@b.c",
        "see http://h:80/x. Ask a@b.c",
        'f"postgresql+asyncpg://{user}:{settings.password}@{host}:6543/{db}"',
        'f"{user}:{pw}@{host}"',
        '"postgresql://%s:%s@%s/%s"',
        'f"host={host} password={pw}"',
        'os.environ["DB_PASSWORD"]',
        "statement_cache_size=0, max_tokens=5",
        "@decorator",
        "def f(x: int) -> a @ b:",
        "if password == x:",
        "connect(user=user, password=password, host=host)",
        'connect(password=os.environ["DB_PASSWORD"], host=host)',
        "connect(password=settings.db.pw)",
        "connect(password=self._password,",
        'os.getenv("DB_PASSWORD", "")',
        "password=''",
        "password = None",
        "token = next(tokens)",
    ],
)
def test_leaves_alone_what_holds_no_secret(text: str) -> None:
    assert mask_secrets(text) == text


@each_row(
    ("name", "expected"),
    [
        ("password", True),
        ("DB_PASSWORD", True),
        ("apikey", True),
        ("supa_x_key", True),
        ("host", False),
        ("key", False),
    ],
)
def test_secret_names(name: str, expected: bool) -> None:
    assert is_secret_name(name) is expected


_raw = st.text(st.characters(codec="utf-8", exclude_categories=["Z", "C"]), max_size=10)
_any = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=10)
_around = st.sampled_from(["", "x = 'y' ", "(see a@b.c) ", "mysql://h:1/d ", '{"k": "', "é "])


def _planted(inside: str) -> str:
    return f"pl4{inside}nted"


@given(_raw, _around, _around)
def test_a_raw_password_of_a_url_never_survives(inside: str, before: str, after: str) -> None:
    password = _planted(inside)
    assert password not in mask_secrets(f"{before}postgresql+asyncpg://bob:{password}@h:6543/d {after}")


@given(_any, _any)
def test_encoded_passwords_of_several_urls_never_survive(first: str, second: str) -> None:
    one, two = (quote(_planted(inside), safe="") for inside in (first, second))
    masked = mask_secrets(f"postgresql://u:{one}@h/d,redis://:{two}@r postgres://u:{one}@h")
    assert one not in masked
    assert two not in masked


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0\r\n@"), max_size=10))
def test_a_password_with_spaces_never_survives(inside: str) -> None:
    password = _planted(inside)
    assert password not in mask_secrets(f"postgresql://bob:{password}@h:6543/d")


@given(_raw.filter(lambda inside: "@" not in inside and "/" not in inside))
def test_a_login_without_scheme_never_survives(inside: str) -> None:
    password = _planted(inside)
    assert password not in mask_secrets(f"connect to bob:{password}@h:6543")


@given(_any)
def test_a_quoted_conninfo_password_never_survives(inside: str) -> None:
    written = _planted(inside).replace("\\", "\\\\").replace("'", "\\'")
    masked = mask_secrets(f"host=h password='{written}' port=6543")
    assert written not in masked
    assert masked.endswith(" port=6543")


@given(
    _raw.filter(lambda inside: "\\" not in inside), st.sampled_from(["password", "token", "sslpassword", "supa_key"])
)
def test_a_bare_conninfo_or_query_secret_never_survives(inside: str, key: str) -> None:
    secret = _planted(inside)
    assert secret not in mask_secrets(f"host=h {key}={secret} port=1")
    encoded = quote(secret, safe="")
    assert encoded not in mask_secrets(f"postgresql://h/d?a=1&{key}={encoded}&b=2")


@given(st.text(max_size=60), st.text(alphabet="ab:/@='\"password={}% &?*", max_size=60))
def test_masking_twice_changes_nothing(free: str, dense: str) -> None:
    for text in (free, dense):
        once = mask_secrets(text)
        assert mask_secrets(once) == once


@each_row("text", ["x://", "x://a:b ", "x://a,b,"])
@each_row("end", ["", "\n@"])
def test_many_urls_take_linear_time(text: str, end: str) -> None:
    """Without the bound this takes minutes."""
    many = text * 25_000 + end
    assert mask_secrets(many) == many
