"""Operations on texts of which a part is not known: right for whatever it holds, or not known."""

from __future__ import annotations

import re

import pytest

from pooler_lint.frameworks import registry
from pooler_lint.frameworks.holes import excluded
from pooler_lint.values import Argument, Called, Items, Known, Symbol, Text
from pooler_lint.values.tape import tape_of
from tests.dsn.holes import text
from tests.evaluate.showing import argument, only, reading_of
from tests.table import each_row

SOURCE = """
import os, re
from sqlalchemy import URL, make_url
from urllib.parse import parse_qs, parse_qsl, quote, unquote, urlencode, urljoin, urlparse, urlsplit, urlunsplit
PW = os.environ["PW"]
HOST = os.environ["HOST"]
REST = os.environ["REST"]
URL_ = f"postgresql://app:{PW}@h:6432/shop?sslmode=require"
AT_HOST = f"postgresql://app:{PW}@{HOST}/shop?sslmode=require"
WHOLE = f"postgresql://{REST}"
KNOWN = "postgresql://app:s%40cret@h:6432/shop?sslmode=require&x=1"
"""


@each_row(
    ("expression", "expected"),
    [
        ("URL_.split('?')[0]", "'postgresql://app:<PW>@h:6432/shop'"),
        ("URL_.split('@')[-1]", "'h:6432/shop?sslmode=require'"),
        ("WHOLE.split(':')[0]", "'postgresql'"),
        ("WHOLE.split('://', 1)[1]", "<REST>"),
        ("WHOLE.partition('://')[0]", "'postgresql'"),
        ("AT_HOST.rsplit('/', 1)[1]", "'shop?sslmode=require'"),
        ("AT_HOST.rpartition('?')[2]", "'sslmode=require'"),
        ("URL_.removeprefix('postgres')", "'ql://app:<PW>@h:6432/shop?sslmode=require'"),
        ("URL_.removeprefix('mysql')", "'postgresql://app:<PW>@h:6432/shop?sslmode=require'"),
        ("URL_.replace(':6432/', ':5432/')", "'postgresql://app:<PW>@h:5432/shop?sslmode=require'"),
        ("URL_.replace('postgresql', 'x', 1)", "'x://app:<PW>@h:6432/shop?sslmode=require'"),
        ("URL_[:10]", "'postgresql'"),
        ("URL_[-7:]", "'require'"),
        ("URL_[0]", "'p'"),
        ("KNOWN[::-1][:4]", "'1=x&'"),
        ("URL_.index('://')", "10"),
        ("'{a}-{b}'.format_map({'a': PW, 'b': 1})", "'<PW>-1'"),
        ("(PW + 'X').lower()", "'<?>x'"),
        ("(PW + 'X/').rstrip('/')", "'<PW>X'"),
        ("(PW + '/').rstrip('/')", "<?>"),
        ("KNOWN.startswith(('mysql', 'postgres'))", "True"),
        ("len(KNOWN.split('/'))", "4"),
        ("re.sub('^postgres(ql)?:', 'x:', URL_)", "'x://app:<PW>@h:6432/shop?sslmode=require'"),
        ("re.sub(r'(\\?|&)sslmode=[^&]*', '', URL_)", "'postgresql://app:<PW>@h:6432/shop'"),
        ("re.sub('://[^@]*@', '://', AT_HOST)", "'postgresql://<HOST>/shop?sslmode=require'"),
        ("re.sub('REQUIRE', PW, URL_, flags=re.I)", None),
        ("re.sub('require$', 'x' + PW, KNOWN.split('&')[0])", "'postgresql://app:s%40cret@h:6432/shop?sslmode=x<PW>'"),
        ("re.split('[:/@?]+', KNOWN)[3]", "'h'"),
        ("re.match('(?P<s>[a-z]+)://', URL_)['s']", "'postgresql'"),
        ("re.search('@([^:/]+):([0-9]+)', URL_).groups()", "['h', '6432']"),
        ("re.compile('//(.*)@(.*)').search(KNOWN).group(2, 1)[1]", "'app:s%40cret'"),
        ("re.fullmatch('(?P<a>[a-z]+)(?P<b>x)?', 'shop').groupdict()", "{a: 'shop', b: None}"),
        ("re.findall('//([^?]+)', URL_)[0]", "'app:<PW>@h:6432/shop'"),
        ("re.findall('([a-z]+)=([a-z0-9]+)', KNOWN)[1]", "['x', '1']"),
        ("re.subn('[ae]', '', 'database')[1]", "4"),
        ("urlparse(URL_).password", "<PW>"),
        ("urlparse(AT_HOST).username", "'app'"),
        ("urlsplit(URL_)[1]", "'app:<PW>@h:6432'"),
        ("list(urlsplit(URL_))[3]", "'sslmode=require'"),
        ("urljoin('https://h/a/b', 'c')", "'https://h/a/c'"),
        ("urlencode({'a': PW, 'b': [1, 2]}, doseq=True)", "'a=<PW>&b=1&b=2'"),
        ("parse_qs('a=1&a=2')['a'][1]", "'2'"),
        ("dict(parse_qsl('a=1&b=2'))", "{a: '1', b: '2'}"),
        ("make_url(URL_).password", "<PW>"),
        ("make_url(KNOWN).query", "{sslmode: 'require', x: '1'}"),
        ("make_url(KNOWN).difference_update_query({'x': 1}).query", "{sslmode: 'require'}"),
        ("make_url('postgresql+psycopg://h').get_driver_name()", "'psycopg'"),
        ("str(make_url(KNOWN).set(database=None))", "'postgresql://app:***@h:6432/shop?sslmode=require&x=1'"),
        (
            "make_url(KNOWN)._replace(database=None, query={}).render_as_string(False)",
            "'postgresql://app:s%40cret@h:6432'",
        ),
        ("URL.create('x', host='::1', port=5).render_as_string()", "'x://[::1]:5'"),
    ],
)
def test_the_result_is_known(expression: str, expected: str | None) -> None:
    shown = argument(f"{SOURCE}lib.call({expression})")
    assert shown == expected if expected is not None else not shown.startswith("'")


@each_row(
    "expression",
    [
        "URL_.split('p')",
        "AT_HOST.split(':')",
        "WHOLE.split('?')[0]",
        "WHOLE.rsplit('/', 1)[1]",
        "URL_.split(PW)",
        "PW.split('x')[0]",
        "URL_.partition('6')[0]",
        "WHOLE.removesuffix('?x')",
        "URL_[:20]",
        "URL_[20:]",
        "URL_[::2]",
        "URL_[99]",
        "URL_.index('@')",
        "URL_.count('@')",
        "re.sub('6432', '5432', URL_)",
        "re.sub('app:.*', '', WHOLE)",
        "re.sub('([^:]+)@', '', URL_)",
        "re.sub('x(?=y)', '', KNOWN)",
        "re.sub('[/]*[a-z]', '', WHOLE)",
        "re.sub('^(.+?)//?[bc]', '', WHOLE)",
        "re.sub('(', '', KNOWN)",
        "re.sub(r'x', r'\\1', KNOWN)",
        "re.match('[a-z]+://(.+)@', WHOLE).group(1)",
        "re.match('x', KNOWN).group()",
        "re.match('p', KNOWN).group(1)",
        "re.findall('[a-z]+', URL_)",
        "re.sub('x', lambda m: 'y', KNOWN)",
        "re.sub('x', '', KNOWN, flags=os.environ['X'])",
        "urlparse(AT_HOST).port",
        "urlparse(AT_HOST).hostname",
        "urlparse(WHOLE).netloc",
        "urlencode({**REST})",
        "urlencode({'a': 1}, safe='/')",
        "make_url(AT_HOST).port",
        "make_url(WHOLE).host",
        "make_url('postgresql://h').get_driver_name()",
        "make_url(KNOWN).update_query_dict(REST).query",
        "'ab'.join(REST)",
        "'a'.format_map(REST)",
        "'{0[0]}'.format(KNOWN)",
    ],
)
def test_the_result_is_not_known(expression: str) -> None:
    value = only(reading_of(f"import lib\n{SOURCE}lib.call({expression})")).called.arguments[0].value
    assert not isinstance(value, (Known, Text, Items)), value


@pytest.mark.parametrize(
    "pattern", ["(a+)+$", "(a|a)*$", "(.*)*x", "a*a*a*a*a*a*x", "(?:a?){60}a{60}", "((a{1,60}){1,60}){1,60}x"]
)
def test_a_pattern_that_may_take_long_is_not_tried(pattern: str, monkeypatch: pytest.MonkeyPatch) -> None:
    searches: list[object] = []
    compiled = re.compile("never")

    class Watched:
        flags = compiled.flags

        def subn(self, *given: object, **named: object) -> None:
            searches.append(given)

    monkeypatch.setattr(re, "compile", lambda *_: Watched())
    arguments = (Known(pattern), Known(""), Known("a" * 60 + "b"))
    called = Called(Symbol("re.sub"), tuple(Argument(None, one) for one in arguments))
    assert registry.call(called) is None
    assert searches == []


@each_row(
    ("pattern", "at", "expected"),
    [
        ("{x}://h/d", 0, ":/?#@&="),
        ("{x}/d", 0, "?#&"),
        ("{x}&a=b", 0, ""),
        ("s://{x}", 4, ""),
        ("s://{x}/d", 4, "?#&/"),
        ("s://{x}@h/d", 4, "?#&/@"),
        ("s://u:{x}@h/d", 6, "?#&/@:"),
        ("s://u@{x}/d", 6, "?#&/@"),
        ("s://u@{x}:1/d", 6, "?#&/@:"),
        ("s://h/{x}?a=b", 6, "?#&"),
        ("s://h/d?a={x}&b=c", 10, "?#&="),
        ("host={x} port=1", 5, ""),
    ],
)
def test_what_a_hole_does_not_hold(pattern: str, at: int, expected: str) -> None:
    assert excluded(tape_of(text(pattern)), at) == {*expected, "\n"}
