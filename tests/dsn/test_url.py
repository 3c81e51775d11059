from __future__ import annotations

import inspect
from typing import Any, cast
from urllib.parse import quote, unquote

import psycopg.conninfo
from asyncpg import connect_utils  # type: ignore[import-untyped]
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.dialects.postgresql.asyncpg import PGDialect_asyncpg
from sqlalchemy.engine import make_url

from pooler_lint.dsn.url import parse_url
from pooler_lint.model import Address
from pooler_lint.values import Attribute, Evidence, Known, Symbol, Text, Unknown, Value
from tests.dsn.holes import hole, plain, text, where
from tests.table import each_row

# --- whole URLs -------------------------------------------------------------------------------------------------------


@each_row(
    ("url", "expected"),
    [
        ("postgresql://u:p@h:6543/d", ("h", 6543, "d")),
        ("postgres://h/d", ("h", None, "d")),
        ("postgresql+asyncpg://u:p@h:6543/d?x=1", ("h", 6543, "d")),
        ("postgresql://h", ("h", None, None)),
        ("postgresql://h:/d", ("h", None, "d")),
        ("postgresql://", (None, None, None)),
        ("postgresql:///d", (None, None, "d")),
        ("postgresql://[::1]:6543/d", ("::1", 6543, "d")),
        ("postgresql://u@[2001:db8::7]/d", ("2001:db8::7", None, "d")),
        ("postgresql://%2Fvar%2Frun%2Fpg:6432/d", ("/var/run/pg", 6432, "d")),
        ("postgresql:///d?host=/var/run/postgresql", ("/var/run/postgresql", None, "d")),
        ("postgresql://h/a%2Fb%20c", ("h", None, "a/b c")),
        ("postgresql://u:p%40%3A%2Fw@h:1/d", ("h", 1, "d")),
        ("postgresql://u:p@w@h:1/d", ("h", 1, "d")),
        ("postgresql://u:a:b@h/d", ("h", None, "d")),
        ("postgresql+asyncpg://u:a/b@h:6/d", ("h", 6, "d")),
        ("postgresql+asyncpg://u:12/b@h:6/d", ("h", 6, "d")),
        ("postgresql+asyncpg://u:a?b@h:6/d", ("h", 6, "d")),
        ("postgresql://h:1/d?application_name=a@b", ("h", 1, "d")),
        ("postgresql://u@h/d?port=6543", ("h", 6543, "d")),
        ("postgresql:///d?host=h&port=6543", ("h", 6543, "d")),
        ("postgresql:///d?host=h:6543", ("h", 6543, "d")),
        ("postgresql:///?host=h&dbname=x", ("h", None, "x")),
        ("postgresql:///d?hostaddr=10.0.0.1", ("10.0.0.1", None, "d")),
        ("postgresql://h:abc/d", ("h", "<?>", "d")),
        ("postgresql:///d?service=main", ("<?>", "<?>", "d")),
        ("redis://h:6543/0", ("h", 6543, "0")),
    ],
)
def test_parts_of_a_known_url(url: str, expected: tuple[object, object, object]) -> None:
    assert where(parse_url(Known(url))) == expected


@each_row(
    ("url", "first", "others"),
    [
        ("postgresql://h1:6432,h2:6433/d", ("h1", 6432), [("h2", 6433)]),
        ("postgresql://h1,h2/d?port=6432", ("h1", 6432), [("h2", 6432)]),
        ("postgresql://u:p@/d?host=h1:6432&host=h2:6433", ("h1", 6432), [("h2", 6433)]),
        ("postgresql:///d?host=h1,h2&port=6432,6433", ("h1", 6432), [("h2", 6433)]),
        ("postgresql:///d?host=h1,h2&port=6432,6433,6434", ("h1", "<?>"), [("h2", "<?>")]),
    ],
)
def test_several_hosts(url: str, first: tuple[object, object], others: list[tuple[object, object]]) -> None:
    address = parse_url(Known(url))
    assert (plain(address.host), plain(address.port)) == first
    assert [(plain(host), plain(port)) for host, port in address.others] == others


def test_the_query_wins_but_for_asyncpg_itself() -> None:
    url = Known("postgresql://h:1/d?host=q&port=2&dbname=x")
    assert where(parse_url(url)) == ("q", 2, "x")
    assert where(parse_url(url, by_asyncpg=True)) == ("h", 1, "d")
    assert where(parse_url(Known("postgresql:///?host=q&port=2&dbname=x"), by_asyncpg=True)) == ("q", 2, "x")
    assert where(parse_url(Known("postgresql://h/d?port=2"), by_asyncpg=True)) == ("h", None, "d")
    assert where(parse_url(Known("postgresql://h:1/d?host=q"))) == ("q", 1, "d")


@each_row(
    ("url", "scheme", "is_postgres"),
    [
        ("POSTGRESQL://h/d", "postgresql", True),
        ("postgresql+psycopg_async://h/d", "postgresql+psycopg_async", True),
        ("cockroachdb+asyncpg://h/d", "cockroachdb+asyncpg", False),
        ("mysql+aiomysql://h/d", "mysql+aiomysql", False),
        ("sqlite+aiosqlite:///x.db", "sqlite+aiosqlite", False),
        ("jdbc:postgresql://h:6543/d", "jdbc", False),
        ("foo://h/d", "foo", None),
    ],
)
def test_scheme(url: str, scheme: str, is_postgres: bool | None) -> None:
    address = parse_url(Known(url))
    assert (address.scheme, address.is_postgres) == (scheme, is_postgres)


@each_row("value", [Known("mydb"), Known(""), Known(5), Known(None), text("a b{x}")])
def test_what_is_no_url_says_so(value: Known | Text) -> None:
    address = parse_url(value)
    assert address.unknown == "it is not a database URL"
    assert where(address) == (None, None, None)


def test_secrets_are_left_out() -> None:
    url = "postgresql://bob:hunter2@h/d?user=bob2&password=hunter3&sslkey=/k&passfile=/f&sslpassword=s&apikey=s5&x=1"
    address = parse_url(Known(url))
    assert [key for key, _ in address.query] == ["apikey", "x"]
    for secret in ("bob", "hunter", "s5", "/k", "/f"):
        assert secret not in repr(address)


def test_what_may_be_a_part_of_a_password_is_no_database() -> None:
    assert where(parse_url(Known("postgresql://u:p@ss/w@h/d"))) == ("ss", None, "<?>")


def test_the_trail_is_kept() -> None:
    trail = (Evidence("from X", "a.py", 3),)
    assert parse_url(Known("postgresql://h/d", trail=trail)).trail == trail
    assert parse_url(Known("nothing", trail=trail)).trail == trail


# --- holes ------------------------------------------------------------------------------------------------------------


@each_row(
    ("pattern", "scheme", "expected"),
    [
        ("postgresql+asyncpg://{user}:{pw}@{host}:6543/{db}", "postgresql+asyncpg", ("<host>", 6543, "<db>")),
        ("postgresql+asyncpg://{user}:{pw}@{host}:{port}/{db}", "postgresql+asyncpg", ("<host>", "<port>", "<db>")),
        ("{base}:6543/db", None, ("<base>", 6543, "db")),
        ("{base}/db", None, ("<base>", "<base>", "db")),
        ("{base}/x/db", None, ("<base>", "<base>", "<base>")),
        ("postgresql+psycopg:{rest}", "postgresql+psycopg", ("<rest>", "<rest>", "<rest>")),
        ("{url}?x=1", None, ("<url>", "<url>", "<url>")),
        ("{url}&x=1", None, ("<url>", "<url>", "<url>")),
        ("{user}:{pw}@h:6543/db", None, ("h", 6543, "db")),
        ("{start}.pooler.supabase.com:6543/db", None, ("<start>.pooler.supabase.com", 6543, "db")),
        ("postgresql+asyncpg://{rest}", "postgresql+asyncpg", ("<rest>", "<rest>", "<rest>")),
        ("postgresql+asyncpg:{rest}", "postgresql+asyncpg", ("<rest>", "<rest>", "<rest>")),
        ("postgresql+asyncpg{rest}", "postgresql+asyncpg", ("<rest>", "<rest>", "<rest>")),
        ("postgresql+psycopg{rest}", None, ("<rest>", "<rest>", "<rest>")),
        ("postgresql://{auth}@{hostport}/{db}", "postgresql", ("<hostport>", "<hostport>", "<db>")),
        ("postgresql://{user}@{host}", "postgresql", ("<host>", "<host>", "<host>")),
        ("postgresql://{user}@{host}?x=1", "postgresql", ("<host>", "<host>", "<host>")),
        ("postgresql://{a}:{b}", "postgresql", ("<b>", "<b>", "<b>")),
        ("postgresql://u@h:{rest}", "postgresql", ("h", "<rest>", "<rest>")),
        ("postgresql://localhost:{port}/d", "postgresql", ("localhost", "<port>", "d")),
        ("postgresql://u@h:6{rest}/d", "postgresql", ("h", "6<rest>", "d")),
        ("postgresql://u:p@aws-0-{region}.pooler.supabase.com/d", "postgresql", ("aws-0-<region>.pooler.supabase.com", None, "d")),  # noqa: E501
        ("postgresql://u@db{suffix}/d", "postgresql", ("db<suffix>", "<suffix>", "d")),
        ("postgresql+{driver}://u@h:1/d", None, ("h", 1, "d")),
        ("{scheme}://u@h:1/d", None, ("h", 1, "d")),
        ("postgresql:///d?host={host}&port=6432", "postgresql", ("<host>", 6432, "d")),
        ("postgresql:///d?host={host}:6432", "postgresql", ("<host>", 6432, "d")),
    ],
)  # fmt: skip
def test_holes(pattern: str, scheme: str | None, expected: tuple[object, object, object]) -> None:
    address = parse_url(text(pattern))
    assert address.scheme == scheme
    assert where(address) == expected


@each_row(
    ("pattern", "is_postgres"),
    [
        ("postgresql+{driver}://h/d", True),
        ("postgres{ql}://h/d", True),
        ("mysql+{driver}://h/d", False),
        ("{scheme}://h/d", None),
        ("{base}:6543/d", None),
        ("postgresql{rest}", True),
        ("jdbc:{rest}", False),
    ],
)
def test_is_postgres_with_holes(pattern: str, is_postgres: bool | None) -> None:
    assert parse_url(text(pattern)).is_postgres is is_postgres


def test_a_hole_keeps_its_identity() -> None:
    symbolic = Attribute(Symbol("app.settings"), "host")
    address = parse_url(Text(("postgresql://u@", symbolic, ":6543/", hole("db"))))
    assert address.host == symbolic
    assert address.database == hole("db")


def test_only_a_text_that_tells_nothing_is_unknown_as_a_whole() -> None:
    assert parse_url(text("{url}?x=1")).unknown == "url is a parameter"
    assert parse_url(text("{url}?x=1")).query == (("x", Known("1")),)
    assert parse_url(text("{url}:6543/d")).unknown is None


def test_literals_may_hold_the_placeholder_characters() -> None:
    address = parse_url(Text(("postgresql://u\U00100000@", hole("host"), ":6543/\U00100001")))
    assert where(address) == ("<host>", 6543, "\U00100001")


# --- against the drivers ----------------------------------------------------------------------------------------------

_name = st.from_regex(r"[a-z][a-z0-9.-]{0,12}[a-z0-9]", fullmatch=True)
_host = st.one_of(_name, st.ip_addresses(v=4).map(str))
_port = st.one_of(st.none(), st.integers(1, 65535))
_word = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=12)
_scheme = st.sampled_from(["postgresql", "postgres"])


@st.composite
def _dsns(draw: st.DrawFn) -> tuple[str, str, int | None, str]:
    host, port, database = draw(_host), draw(_port), draw(_word)
    login = f"{quote(draw(_word), safe='')}:{quote(draw(_word), safe='')}@" if draw(st.booleans()) else ""
    place = host if port is None else f"{host}:{port}"
    return f"{draw(_scheme)}://{login}{place}/{quote(database, safe='')}", host, port, database


@given(_dsns())
def test_known_parts_come_back(dsn: tuple[str, str, int | None, str]) -> None:
    url, *parts = dsn
    assert list(where(parse_url(Known(url)))) == parts


@given(_dsns())
def test_same_as_libpq(dsn: tuple[str, str, int | None, str]) -> None:
    read = psycopg.conninfo.conninfo_to_dict(dsn[0])
    host, port, database = where(parse_url(Known(dsn[0])))
    expected = (read.get("host"), read.get("port"), read.get("dbname"))
    assert (host, str(port) if port else None, database) == expected


def _asyncpg(dsn: str) -> tuple[list[tuple[str, int]], str]:
    read = connect_utils._parse_connect_dsn_and_args
    arguments: dict[str, Any] = dict.fromkeys(inspect.signature(read).parameters)
    arguments.update(dsn=dsn, user="u", password="p")
    places, parameters = read(**arguments)
    return cast("list[tuple[str, int]]", places), cast(str, parameters.database)


@settings(deadline=None)
@given(_dsns())
def test_same_as_asyncpg(dsn: tuple[str, str, int | None, str]) -> None:
    places, database = _asyncpg(dsn[0])
    host, port, name = where(parse_url(Known(dsn[0]), by_asyncpg=True))
    assert ([(host, port or 5432)], name) == (places, database)


@given(st.lists(st.tuples(_name, st.integers(1, 65535)), min_size=1, max_size=4), st.booleans())
def test_host_lists_same_as_asyncpg_and_libpq(entries: list[tuple[str, int]], in_query: bool) -> None:
    listed = ",".join(f"{host}:{port}" for host, port in entries)
    hosts, ports = ",".join(host for host, _ in entries), ",".join(str(port) for _, port in entries)
    url = f"postgresql:///d?host={hosts}&port={ports}" if in_query else f"postgresql://{listed}/d"
    address = parse_url(Known(url))
    found = [(plain(host), plain(port)) for host, port in ((address.host, address.port), *address.others)]
    assert found == _asyncpg(url)[0] == entries
    read = psycopg.conninfo.conninfo_to_dict(url)
    assert (read["host"], read["port"]) == (hosts, ports)


@given(_dsns(), st.dictionaries(_name, _word, max_size=3))
def test_same_as_sqlalchemy(dsn: tuple[str, str, int | None, str], query: dict[str, str]) -> None:
    pairs = "&".join(f"{key}={quote(value, safe='')}" for key, value in query.items())
    url = f"{dsn[0]}?{pairs}" if pairs else dsn[0]
    read, address = make_url(url), parse_url(Known(url))
    host, port, database = where(address)
    assert (host, port) == (read.host, read.port)
    # SQLAlchemy decodes the database's name from 2.1 on.
    assert database in (read.database, unquote(read.database or ""))
    shown = {key: plain(value) for key, value in address.query}
    assert {key: value for key, value in read.query.items() if shown.get(key) != "<?>" and key in shown} == {
        key: value for key, value in shown.items() if value != "<?>"
    }


@each_row(
    "query",
    [
        "host=q",
        "host=q&port=2",
        "host=q:2",
        "port=2",
        "host=q1:2&host=q2:3",
        "host=q1,q2&port=2,3",
        "host=/var/run/postgresql",
    ],
)
@each_row("netloc", ["", "h", "h:1"])
def test_query_same_as_sqlalchemys_dialect(netloc: str, query: str) -> None:
    url = f"postgresql+asyncpg://{netloc}/d?{query}"
    dialect: Any = PGDialect_asyncpg
    _, options = dialect().create_connect_args(make_url(url))
    address = parse_url(Known(url))
    places = [(plain(host), plain(port)) for host, port in ((address.host, address.port), *address.others)]
    hosts, ports = options.get("host"), options.get("port")
    if isinstance(hosts, list):
        assert places == list(zip(hosts, ports, strict=True))
    else:
        assert places == [(hosts, int(ports) if ports is not None else None)]


# --- never raises -----------------------------------------------------------------------------------------------------

_piece = st.one_of(
    st.text(alphabet="postgresql+asyncpg:/@[]?&=%,.0123456789h \n'\"#\\", max_size=20), st.text(max_size=10)
)


_hole: st.SearchStrategy[Value] = st.sampled_from((hole("a"), Unknown("why"), Attribute(Symbol("m"), "x")))


@st.composite
def _texts(draw: st.DrawFn) -> Known | Text:
    parts: list[str | Value] = []
    for _ in range(draw(st.integers(1, 5))):
        parts.append(draw(_piece))
        parts.append(draw(_hole))
    return Known(draw(_piece)) if draw(st.booleans()) else Text(tuple(part for part in parts if part))


@given(_texts(), st.booleans())
def test_never_raises(value: Known | Text, by_asyncpg: bool) -> None:
    assert isinstance(parse_url(value, by_asyncpg=by_asyncpg), Address)


@given(_word, _word)
def test_a_quoted_login_never_gets_into_the_address(user: str, password: str) -> None:
    planted = f"planted{password}planted"
    shown = repr(parse_url(Known(f"postgresql://{quote(user, safe='')}:{quote(planted, safe='')}@h:1/d")))
    assert "planted" not in shown
