"""Chains of operations on URLs: the result is what Python computes, whatever the unknown parts hold."""

from __future__ import annotations

import re
import string
import urllib.parse
from typing import Any

import sqlalchemy
from hypothesis import given, settings
from hypothesis import strategies as st

from pooler_lint.values import Known, Text, Unknown, Value
from tests.evaluate.showing import only, reading_of

STEPS = (
    "{}.split('?')[0]", "{}.split('?', 1)[-1]", "{}.rsplit('/', 1)[0]", "{}.rsplit('@', 1)[-1]", "{}.split(':')[0]",
    "{}.partition('://')[2]", "{}.rpartition('?')[0]", "'postgresql+asyncpg://' + {}.split('://', 1)[1]",
    "{}.replace('postgresql://', 'postgresql+asyncpg://', 1)", "{}.replace(':6432/', ':5432/')", "{}.strip()",
    "{}.removeprefix('postgresql')", "{}.removesuffix('?sslmode=require')", "{}[len('postgresql'):]", "{}[:-3]",
    "{}[{}.find('@') + 1:]", "'%s&a=b' % {}", "'{{}}#x'.format({})", "'{{u}}'.format_map({{'u': {}}})",
    "'/'.join({}.split('/')[2:])", "f'{{{}}}/x'",
    "re.sub(r'^postgres(ql)?:', 'postgresql+asyncpg:', {})", "re.sub(r'[?&]sslmode=[^&]*', '', {})",
    "re.sub(r'://[^@]*@', '://', {})", "re.sub(r':(\\d+)/', r':5\\1/', {})", "re.sub(r'\\?.*$', '', {})",
    "re.compile('POSTGRES', re.I).sub('p', {}, count=1)", "re.sub(r'([a-z])+\\d', 'x', {})",
    "urlparse({})._replace(scheme='postgresql+asyncpg', query='').geturl()", "urlunsplit(urlsplit({}))",
    "urlunparse(('x', *urlparse({})[1:3], '', '', ''))", "urlparse({}).netloc", "str(urlsplit({}).port)",
    "urlparse({}).username or 'none'", "urlparse({}).password or 'none'", "urlencode(parse_qs({}), doseq=True)",
    "urlencode(dict(parse_qsl(urlparse({}).query)))", "unquote(urlparse({}).path)", "quote({}, safe='')",
    "urlencode([(k, v) for k, v in parse_qsl(urlsplit({}).query) if k != 'sslmode'])",
    "make_url({}).set(drivername='postgresql+asyncpg', port=5432).render_as_string(hide_password=False)",
    "make_url({}).difference_update_query(['sslmode']).render_as_string(False)",
    "make_url({}).update_query_dict({{'a': 'b', 'x': '1'}}, append=True).render_as_string(False)",
    "make_url({}).update_query_string('a=b&a=c').render_as_string(False)", "str(make_url({}))",
    "make_url({}).get_backend_name()", "make_url({}).host or 'none'", "make_url({}).password or 'none'",
)  # fmt: skip
LOGIN = st.text(string.ascii_letters + string.digits + "-_.~%25", min_size=1, max_size=6).map(
    lambda one: one.replace("%", "%25")
)
NAME = st.text(string.ascii_lowercase + string.digits + "-", min_size=1, max_size=6).map(lambda one: f"h{one}")
CHAINS = st.lists(st.sampled_from(STEPS), min_size=1, max_size=3)
URLS = st.sampled_from(
    (
        "postgresql://app:{PW}@{HOST}:6432/shop?sslmode=require&x=1",
        "postgres://{PW}@db.{HOST}:6432/shop",
        "postgresql://app:{PW}@{HOST}:6432/shop?sslmode=require",
        "postgresql+asyncpg://app:{PW}@h:6432/{HOST}?sslmode=require",
    )
)
PYTHON: dict[str, Any] = {**vars(urllib.parse), "re": re, "make_url": sqlalchemy.make_url}
SOURCE = """
import lib, os, re
from sqlalchemy import make_url
from urllib.parse import parse_qs, parse_qsl, quote, unquote, urlencode, urlparse, urlsplit, urlunparse, urlunsplit
PW = {}
HOST = {}
url = f"{}"
{}lib.call(url)
"""


def _program(chain: list[str]) -> str:
    return "".join(f"url = {step.format(*['url'] * step.replace('{{', '').count('{}'))}\n" for step in chain)


def _value(url: str, chain: list[str], password: str, host: str) -> Value:
    source = SOURCE.format(password, host, url, _program(chain))
    return only(reading_of(source)).called.arguments[0].value


def _computed(url: str, chain: list[str], password: str, host: str) -> str | None:
    """Return what Python computes; None where it raises an error, or something else with another version or hole."""
    names: dict[str, Any] = {**PYTHON, "url": url.format(PW=password, HOST=host)}
    try:
        for step in chain:
            if isinstance(names["url"], str) and _is_left_open(step, names["url"]):
                return None
            exec(_program([step]), names)
    except (ValueError, IndexError, TypeError, sqlalchemy.exc.ArgumentError):
        return None
    return names["url"] if isinstance(names["url"], str) else None


def _is_left_open(step: str, url: str) -> bool:
    """True where versions of SQLAlchemy differ, and where a query stands before a `/`: no hole is taken for one."""
    if "make_url" in step:
        return re.search(r"[^\w.~/ +-]", url.partition("?")[0].partition("://")[2].partition("/")[2]) is not None
    return step.startswith("f'") and "?" in url


def _filled(value: Value, holes: dict[str, str]) -> str | None:
    """Return the text with these in its holes; None where it has others."""
    if isinstance(value, Known):
        return str(value.value)
    if isinstance(value, Unknown):
        return holes.get(value.origin.name) if value.origin is not None else None
    if not isinstance(value, Text):
        return None
    parts = [part if isinstance(part, str) else _filled(part, holes) for part in value.parts]
    return None if None in parts else "".join(part or "" for part in parts)


@settings(max_examples=150, deadline=None)
@given(URLS, CHAINS, LOGIN, NAME)
def test_of_a_known_url_the_result_is_pythons(url: str, chain: list[str], password: str, host: str) -> None:
    expected = _computed(url, chain, password, host)
    found = _value(url, chain, repr(password), repr(host))
    assert expected is None or _filled(found, {}) == expected, (_program(chain), found)


@settings(max_examples=150, deadline=None)
@given(URLS, CHAINS, LOGIN, NAME)
def test_whatever_the_holes_hold_the_result_is_pythons_or_not_known(
    url: str, chain: list[str], password: str, host: str
) -> None:
    expected = _computed(url, chain, password, host)
    found = _filled(_value(url, chain, 'os.environ["PW"]', 'os.environ["HOST"]'), {"PW": password, "HOST": host})
    assert None in (expected, found) or found == expected, _program(chain)


def test_the_name_of_a_database_that_only_some_versions_of_sqlalchemy_quote_is_not_known() -> None:
    chain = ["make_url({}).render_as_string(False)"]
    assert _filled(_value("postgresql://app@h:6432/a-b", chain, "''", "''"), {}) == "postgresql://app@h:6432/a-b"
    assert _filled(_value("postgresql://app@h:6432/a&b", chain, "''", "''"), {}) is None


def test_where_a_hole_may_end_a_scheme_it_is_not_known_what_a_new_scheme_replaces() -> None:
    chain = ["urlparse({})._replace(scheme='postgresql+asyncpg').geturl()"]
    holes = {"HOST": "h"}
    assert _filled(_value("db.{HOST}:6432/shop", chain, "''", 'os.environ["HOST"]'), holes) is None
    expected = "postgresql+asyncpg:1db.h:6432/shop"  # no scheme begins with a digit
    assert _filled(_value("1db.{HOST}:6432/shop", chain, "''", 'os.environ["HOST"]'), holes) == expected
