"""Source that is newer than the Python that runs this: the adapted text, its size, and what is said where none fits."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import pooler_lint
from pooler_lint import check_source
from pooler_lint.index.newer import NeedsNewerPython, changed, changes_of, parse_newer
from pooler_lint.index.scanner import MOST_NESTED, Unclear, tokens_of
from tests.table import each_row

OLDEST = (3, 10)
ADAPTED = {
    # 3.11
    "try: a\nexcept* A as e: b": "try: a\nexcept  A as e: b",
    "try: a\nexcept*(A, B): b": "try: a\nexcept (A, B): b",
    "a[*b, 1]": "a[~b, 1]",
    "a[b](1)[\n *c]": "a[b](1)[\n ~c]",
    "def f(*args: *Ts): a": "def f(*args: ~Ts): a",
    # 3.12 and 3.13
    "def f[T](x: T) -> T: a": "def f(   x: T) -> T: a",
    "async def f[T: (int, str) = int, *Ts, **P](\n x): a": "async def f(                               \n x): a",
    "class A[T]: a": "class A( ): a",
    "class A[\n T,  # ü\n](B): a": "class A(\n         \n  B): a",
    "type X = int": "(    X)= int",
    "if a: type X=int": "if a: (   X)=int",
    "a = 1; type Ü[T] = list[T]; b": "a = 1; (    Ü  ) = list[T]; b",
    "type X[\n T\n] = T": "(    X \n  \n) = T",
    # f-strings of 3.12
    "f'{a['b']}'": "f'{a[\"b\"]}'",
    'f"{c["u"]}:{q(c["p"])}@{c[\'h\']}/ü{d}"': "f\"{c['u']}:{q(c['p'])}@{c['h']}/ü{d}\"",
    "rf'\\{a['b']!r:>{w['c']}}'": 'rf\'\\{a["b"]!r:>{w["c"]}}\'',
    "f'\\N{DASH}{{{a['b']=}'": "f'\\N{DASH}{{{a[\"b\"]=}'",
    "f'''{a['''b''']}'''": "f'''{a[\"\"\"b\"\"\"]}'''",
    "f'''{\n a  # 'c\n}'''": "f'''{\n a      \n}'''",
    "f'{ {'a': 1}['a'] != 'b' }'": 'f\'{ {"a": 1}["a"] != "b" }\'',
    "f'a{f'b{c}'}'": "f'a{f\"b{c}\"}'",
    "f'{f'{a['b']}'}', x": "f'{f\"{_     }\"}', x",
    "f'{\"\\n\".join(long_name)}'": "f'{newer_syntax        }'",
    "f'{\"ü\\n\"}', x": "f'{_     }', x",
    "f'{a:{b:{c}}}'": "f'{a:{_    }}'",
    "return_(f'{\n a}' 'b', c)": "return_((_ \n       ), c)",
    # 3.14 and 3.15
    "try: a\nexcept A, B: c": "try: a\nexcept(A,B): c",
    "try: a\nexcept A.b, c(1, 2), D : e": "try: a\nexcept(A.b, c(1, 2), D): e",
    "try: a\nexcept* A, B: c": "try: a\nexcept (A,B): c",
    "f(t'{a['b']}' t'c')": "f((newer_syntax  ))",
    "lazy import a\nlazy from b import c": "0;   import a\n0;   from b import c",
    "[*a for a in b]": "(newer_syntax )",
    "f(**{**a for a in b})": "f(**(newer_syntax  ))",
    "f(*a for a in b)": "f(newer_syntax )",
}
AS_IT_IS = (
    "type = 1\ntype(x)\ntype[0]\nx.type = 2\ntype: type = int",
    "match [*a]:\n case [x, *y]: z\n case x, *y: z",
    "f(*a, **b)\nprint(*a for_=1)".replace(" for_", ", for_"),
    "[*a, *b]\nx = *a, *b\n{**a}",
    "lazy = 1\nlazy.a",
    "f'{a[\"b\"]:>{c}}' f'{{}}' '{' \"'\" rf'\\d{x}'",
    "f'''{a['b']} {\n c\n}'''",
    "try: a\nexcept (A, B) as e: b\nexcept C: d\nexcept: e",
    "a * b[c * d]\ndef f(*, a): b",
)
WITHOUT_ROOM = {
    "try: a\nexcept A,B: c": "it needs Python 3.14 or later, for except without parentheses",
    "try: a\nexcept(A),B: c": "it needs Python 3.14 or later, for except without parentheses",
    "type \\\nX=int": "it needs Python 3.12 or later, for a type statement",
}
NOT_PYTHON = ("x = = 1", "print 'x'", "f'{a['", "f'{a'}", "x = (1", "x = 'a\n'", "x)", "type X = = 1", "def f[T(x): a")


@each_row("source, expected", ADAPTED.items())
def test_newer_syntax_becomes_older_syntax_of_the_same_size(source: str, expected: str) -> None:
    adapted = changed(source, changes_of(source, OLDEST))
    assert adapted == expected
    assert [len(line.encode()) for line in adapted.split("\n")] == [len(line.encode()) for line in source.split("\n")]


@each_row("source", ADAPTED)
def test_every_python_parses_the_adapted_text(source: str) -> None:
    compilable = source.replace("DASH", "EN DASH")
    assert isinstance(parse_newer(compilable, SyntaxError("refused"), OLDEST), ast.Module)


@each_row("source", AS_IT_IS)
def test_older_syntax_stays_as_it_is(source: str) -> None:
    assert changes_of(source, OLDEST) == []


def test_the_source_of_this_package_stays_as_it_is() -> None:
    for path in Path(pooler_lint.__file__).parent.glob("[fs]*/*.py"):
        assert changes_of(path.read_text(encoding="utf-8"), OLDEST) == [], path


@each_row("version, adapted", [((3, 11), 4), ((3, 12), 2), ((3, 13), 1), ((3, 14), 0)])
def test_what_a_version_knows_stays_as_it_is(version: tuple[int, int], adapted: int) -> None:
    source = "try: f'{a['b']}'\nexcept* A, B: c\nclass C[T]: a\nclass D[T = int]: a"
    assert len(changes_of(source, version)) == adapted


@each_row("source, message", WITHOUT_ROOM.items())
def test_the_error_names_the_version_that_is_needed(source: str, message: str) -> None:
    with pytest.raises(NeedsNewerPython, match=message) as raised:
        parse_newer(source, SyntaxError("refused"), OLDEST)
    assert raised.value.lineno == source[: source.index(",") if "," in source else 0].count("\n") + 1


@each_row("source", NOT_PYTHON)
def test_what_no_python_parses_is_a_syntax_error(source: str) -> None:
    with pytest.raises(SyntaxError) as raised:
        parse_newer(source, SyntaxError("refused"), OLDEST)
    assert not isinstance(raised.value, NeedsNewerPython)


@each_row(
    "source",
    ["f'{" * (MOST_NESTED + 1), "f'{" * 50_000, "(" * 100_000 + "]", "'" + "\\" * 100_000, "x = = 1\n" * 20_000],
)
def test_hostile_text_costs_no_more_than_its_length(source: str) -> None:
    try:
        tokens_of(source)
    except Unclear:
        return
    assert source.startswith("x")


def test_an_error_says_what_to_do() -> None:
    (error,) = check_source("import asyncpg\nasyncpg.connect(DSN)\ntry: a\nexcept A,B: c\nx = = 1\n").errors
    assert (error.line, error.help) in {
        (4, "run pooler-lint with that Python, or exclude the file"),
        (5, "correct the syntax, or exclude the file"),  # from Python 3.14
    }
