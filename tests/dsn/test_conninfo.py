from __future__ import annotations

import psycopg
import psycopg.conninfo
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pooler_lint.dsn.conninfo import looks_like_conninfo, parse_conninfo
from pooler_lint.model import Address
from pooler_lint.values import Dict, Evidence, Known, Text, Unknown
from tests.dsn.holes import hole, plain, text, where
from tests.table import each_row


@each_row(
    ("conninfo", "expected"),
    [
        ("host=h port=6432 dbname=d", ("h", 6432, "d")),
        ("host = h  port = 6432", ("h", 6432, None)),
        ("dbname='a b' host=h", ("h", None, "a b")),
        (r"dbname='a\'b\\c' host=h", ("h", None, r"a'b\c")),
        (r"dbname=a\ b host=h", ("h", None, "a b")),
        ("host='h'port=6", ("h", 6, None)),
        ("host=a host=b", ("b", None, None)),
        ("hostaddr=10.0.0.1 port=1", ("10.0.0.1", 1, None)),
        ("host=/var/run/postgresql", ("/var/run/postgresql", None, None)),
        ("port=1 host=", (None, 1, None)),
        ("host= port=6432", ("port=6432", None, None)),
        ("service=main port=6432", ("<?>", 6432, "<?>")),
        ("host={host} port=6432 dbname={db}", ("<host>", 6432, "<db>")),
        ("host='{host}' port='{port}'", ("<host>", "<port>", None)),
        ("host={host} {more}", ("<host>", "<more>", "<more>")),
        ("{base} port=6432", ("<base>", 6432, "<base>")),
        ("host=db-{env}.internal port=6432", ("db-<env>.internal", 6432, None)),
        ("password={pw} host=h port=1 user={user} dbname=x", ("h", 1, "x")),
    ],
)
def test_parts(conninfo: str, expected: tuple[object, object, object]) -> None:
    assert where(parse_conninfo(text(conninfo))) == expected


def test_several_hosts_and_one_port_for_all() -> None:
    address = parse_conninfo(Known("host=a,b port=1,2"))
    assert (plain(address.host), plain(address.port)) == ("a", 1)
    assert [(plain(host), plain(port)) for host, port in address.others] == [("b", 2)]
    assert [plain(port) for _, port in parse_conninfo(Known("host=a,b port=5")).others] == [5]
    holey = parse_conninfo(text("host={a},b port=1,2"))
    assert (plain(holey.host), plain(holey.others[0][0]), plain(holey.port)) == ("<a>", "b", 1)


def test_login_is_left_out_and_the_rest_is_kept() -> None:
    address = parse_conninfo(Known("host=h user=bob password=hunter2 passfile=/f options='-c x=1' sslmode=require"))
    assert address.query == (("options", Known("-c x=1")), ("sslmode", Known("require")))
    assert "bob" not in repr(address)
    assert "hunter2" not in repr(address)
    assert address.is_postgres is True


@each_row("conninfo", ["host", "host=h 'oops", "host='open", "host=h x"])
def test_what_libpq_refuses_is_unknown(conninfo: str) -> None:
    assert parse_conninfo(Known(conninfo)).unknown == "the conninfo string cannot be read"
    with pytest.raises(psycopg.ProgrammingError):
        psycopg.conninfo.conninfo_to_dict(conninfo)


def test_the_trail_is_kept() -> None:
    trail = (Evidence("from X", "a.py", 3),)
    assert parse_conninfo(Known("host=h", trail=trail)).trail == trail


@each_row(
    ("value", "expected"),
    [
        (Known("host=h"), True),
        (Known("  dbname = x"), True),
        (text("host={host} port=1"), True),
        (text("user={user} host=h"), True),
        (Known("postgresql://h/d?host=x"), False),
        (Known("host == h"), False),
        (Known("hostess=h"), False),
        (Known(""), False),
        (Known(None), False),
        (hole("dsn"), False),
        (Dict(()), False),
    ],
)
def test_looks_like_conninfo(value: Known | Text | Unknown | Dict, expected: bool) -> None:
    assert looks_like_conninfo(value) is expected


_value = st.text(st.characters(codec="utf-8", exclude_characters="\0,"), max_size=12)
_settings = st.dictionaries(
    st.sampled_from(["host", "port", "dbname", "user", "password", "options", "application_name"]), _value, min_size=1
)


def _quoted(value: str) -> str:
    return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"


@given(_settings)
def test_same_as_libpq(settings: dict[str, str]) -> None:
    conninfo = " ".join(f"{key}={_quoted(value)}" for key, value in settings.items())
    read = psycopg.conninfo.conninfo_to_dict(conninfo)
    address = parse_conninfo(Known(conninfo))
    assert plain(address.host) == (str(read.get("host") or "").strip() or None)
    assert plain(address.database) == (read.get("dbname") or None)
    assert {key: plain(value) for key, value in address.query} == {
        key: value for key, value in read.items() if key in ("options", "application_name")
    }


@given(st.text(alphabet="hostport =='\\,12 abc\n\t", max_size=40), st.booleans())
def test_never_raises_and_refuses_what_libpq_refuses(conninfo: str, with_hole: bool) -> None:
    value = Text((conninfo or " ", hole("x"), conninfo or " ")) if with_hole else Known(conninfo)
    address = parse_conninfo(value)
    assert isinstance(address, Address)
    if with_hole or address.unknown is None:
        return
    with pytest.raises(psycopg.ProgrammingError):
        psycopg.conninfo.conninfo_to_dict(conninfo)
