"""A key is put into a URL only where it is certain that it ends up in its query."""

from __future__ import annotations

import pytest

from pooler_lint.fixes.edits import apply_edits
from pooler_lint.fixes.operations import AddQuery, Unsafe
from pooler_lint.fixes.queries import query_addition
from pooler_lint.fixes.rewrite import rewritten
from pooler_lint.fixes.source import parse_source
from pooler_lint.fixes.spans import Span
from tests.table import each_row

END = "@h:6432/d"


def added(expression: str, before: str = "", literal: str | None = None) -> str:
    """The expression after `statement_cache_size=0` was put into the URL that it is."""
    text = f"{before}connect(url={expression})\n"
    start = text.rindex("connect(") + len("connect(url=")
    place = Span(start, start + len(expression))
    known = place if literal is None else Span(text.index(literal), text.index(literal) + len(literal))
    source = parse_source(text)
    operation = query_addition(source, place, known, "statement_cache_size", "0")
    after = apply_edits(text, rewritten(source, [operation], 200))
    return after.removeprefix(f"{before}connect(url=").removesuffix(")\n")


@each_row(
    ("written", "expected"),
    [
        (f'"asyncpg://u{END}"', f'"asyncpg://u{END}?statement_cache_size=0"'),
        (f"'asyncpg://u{END}'", f"'asyncpg://u{END}?statement_cache_size=0'"),
        (f'r"""asyncpg://u{END}"""', f'r"""asyncpg://u{END}?statement_cache_size=0"""'),
        (f'"asyncpg://u{END}?ssl=true"', f'"asyncpg://u{END}?ssl=true&statement_cache_size=0"'),
        (f'"asyncpg://u{END}?"', f'"asyncpg://u{END}?statement_cache_size=0"'),
        ('"asyncpg://u@h:6432"', '"asyncpg://u@h:6432?statement_cache_size=0"'),
        ('"asyncpg://u:p%40s@h/d"', '"asyncpg://u:p%40s@h/d?statement_cache_size=0"'),
        ('f"asyncpg://{u}@h/{d}"', 'f"asyncpg://{u}@h/{d}?statement_cache_size=0"'),
        ('f"asyncpg://{u}@h/d?ssl={s}"', 'f"asyncpg://{u}@h/d?ssl={s}&statement_cache_size=0"'),
        ('"asyncpg://u@h" "/d"', '"asyncpg://u@h" "/d?statement_cache_size=0"'),
        ('"asyncpg://u@h/d?" "ssl=true"', '"asyncpg://u@h/d?" "ssl=true&statement_cache_size=0"'),
        ('"asyncpg://" + login + "@h/d"', '"asyncpg://" + login + "@h/d?statement_cache_size=0"'),
    ],
)
def test_the_key_gets_to_the_end_of_the_literal(written: str, expected: str) -> None:
    assert added(written) == expected


def test_a_literal_inside_of_another_expression() -> None:
    literal = f'"asyncpg://u{END}"'
    assert added(f'getenv("URL", {literal})', literal=literal) == (
        f'getenv("URL", "asyncpg://u{END}?statement_cache_size=0")'
    )


@each_row(("query", "sign"), [("", "?"), ("?ssl=true", "&"), ("?", "")])
def test_a_name_keeps_what_it_stands_for(query: str, sign: str) -> None:
    literal = f'"asyncpg://u{END}{query}"'
    assert added("URL", f"URL = {literal}\n", literal) == f'URL + "{sign}statement_cache_size=0"'


@each_row(
    "written",
    [
        'f"asyncpg://u@h/d{tail}"',
        'f"asyncpg://{rest}"',
        'f"asyncpg://u@h{rest}"',
        '"asyncpg://u@h/" + name',
        '"asyncpg://u@h/d#part"',
        '"asyncpg://u@h/%s" % name',
        '"asyncpg://u@h/{}".format(name)',
        'b"asyncpg://u@h/d"',
        '"host=h dbname=d"',
        "settings.url",
        "make_url()",
    ],
)
def test_it_is_refused_where_the_end_is_not_known(written: str) -> None:
    with pytest.raises(Unsafe):
        added(written)


@each_row(
    "before",
    [
        "",
        "from app import URL\n",
        'URL = "asyncpg://u@h/d"\nURL = URL + tail\n',
        'URL = os.getenv("URL", "asyncpg://u@h/d")\n',
    ],
)
def test_a_name_is_refused_where_it_is_not_set_to_one_text(before: str) -> None:
    with pytest.raises(Unsafe):
        added("URL", before, '"asyncpg://u@h/d"' if '"asyncpg' in before else None)


@each_row(
    ("written", "sign"),
    [
        ('"asyncpg://u:p%4a@h/d"', "?"),
        ('"asyncpg://u:p%4A@h/d"', "?"),
        ('"asyncpg://u@h/d" "" "?a=1"', "&"),
        ('"asyncpg://u@h/d?a=1" "&b=2"', "&"),
        ('"asyncpg://u@h/d?a=1&"', ""),
        ('"asyncpg://u@h/" + name + "?a=1"', "&"),
        ('"asyncpg://u@h/" + name + ""', "?"),
        ('f"asyncpg://u@h/{d}?"', ""),
        ('f"asyncpg://u@h/d?a={a}"', "&"),
        ('f"asyncpg://u@h/d?a={a}" "&b=2"', "&"),
        ('f"{scheme}://u@h/d"', "?"),
    ],
)
def test_the_sign_before_the_key(written: str, sign: str) -> None:
    assert added(written) == f'{written[:-1]}{sign}statement_cache_size=0"'


@each_row(
    "written",
    [
        '"asyncpg://u:p%zz@h/d"',
        '"asyncpg://u:p%4@h/d"',
        '"asyncpg://u:p%@h/d"',
        '"asyncpg://u@h/d#f"',
        '"asyncpg://u@h/d#?a=1"',
        '"//u@h/d"',
        '"u@h/d"',
        'f"asyncpg://{place}"',
        'f"asyncpg://u@h/d{rest}"',
        'f"asyncpg://u@h/a/{rest}"',
        'f"{url}"',
        'b"asyncpg://u@h/d"',
        '"asyncpg://u@h/" % d',
    ],
)
def test_where_the_query_begins_has_to_be_certain(written: str) -> None:
    with pytest.raises(Unsafe):
        added(written)


@each_row("before", ["URL = {}\n", ""])
def test_a_text_elsewhere_is_left_to_its_other_users(before: str) -> None:
    literal = f'"asyncpg://u{END}"'
    text = before.format(literal) + f"connect(url=settings.url)\nOTHER = {literal}\n"
    source = parse_source(text)
    place = Span(text.index("settings"), text.index("settings") + len("settings.url"))
    start = text.index(literal)
    with pytest.raises(Unsafe, match="not a text"):
        query_addition(source, place, Span(start, start + len(literal)), "statement_cache_size", "0")


@each_row("written", ["url or {}", "{} or url"])
def test_a_text_at_the_edge_of_another_expression(written: str) -> None:
    literal = f'"asyncpg://u{END}"'
    after = literal[:-1] + '?statement_cache_size=0"'
    assert added(written.format(literal), literal=literal) == written.format(after)


def test_what_is_known_may_stand_at_no_expression() -> None:
    literal = f'"asyncpg://u{END}"'
    assert added(literal, literal="asyncpg") == literal[:-1] + '?statement_cache_size=0"'


@each_row("written", ['"asyncpg://u@h/d?a=1" ""', '"asyncpg://u@h/d?" + ""', '"asyncpg://u@h/d?a=1" f""'])
def test_an_empty_text_does_not_say_which_sign_is_missing(written: str) -> None:
    with pytest.raises(Unsafe, match="another part"):
        added(written)


@each_row(
    ("written", "asked"),
    [
        ('"asyncpg://u@h" "/d?a=1"', False),
        ('"asyncpg://u@h/d?a=1" "&b=2"', True),
        ('"asyncpg://u@h/d?a=1" "&a=1"', True),
        ('"asyncpg://u@h/d?a=1"', False),
    ],
)
def test_whether_an_earlier_part_has_the_sign(written: str, asked: bool) -> None:
    """What stands in the last part may be cut out of it."""
    place = Span(2, 2 + len(written))
    operation = query_addition(parse_source(f"f({written})\n"), place, place, "k", "0")
    assert isinstance(operation, AddQuery)
    assert operation.asked is asked
