from __future__ import annotations

import ast

from pooler_lint.fixes.layout import Layout, reflowed
from tests.table import each_row

LAYOUT = Layout(limit=40, unit="    ", newline="\n")


def split(new: str) -> str:
    return reflowed("x = f()", new, LAYOUT)


@each_row(
    ("new", "after"),
    [
        (
            "x = (aaaaaaaaaaaaaaaaaaa, bbbbbbbbbbbbbbb)",
            "x = (\n    aaaaaaaaaaaaaaaaaaa,\n    bbbbbbbbbbbbbbb,\n)",
        ),
        (
            "[aaaaaaaaaaaaaaaaaaa, bbbbbbbbbbbbbbbb].c",
            "[\n    aaaaaaaaaaaaaaaaaaa,\n    bbbbbbbbbbbbbbbb,\n].c",
        ),
        (
            "x.aaaaaaaaaaaaaaaaaaaaaaaa[bbbbbbbbb, ccccccc] = 1",
            "x.aaaaaaaaaaaaaaaaaaaaaaaa[\n    bbbbbbbbb, ccccccc\n] = 1",
        ),
        (
            "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa(b)",
            "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa(\n    b\n)",
        ),
    ],
)
def test_a_bracket_is_split(new: str, after: str) -> None:
    assert split(new) == after


def test_the_body_of_a_with_on_its_line_is_none_of_its_items() -> None:
    new = "with aaaaaaaaaaaaaaaaa(b) as x, cccccccccc as y: pass"
    assert split(new) == "with aaaaaaaaaaaaaaaaa(\n    b\n) as x, cccccccccc as y: pass"


def test_a_conditional_among_others_gets_no_parentheses() -> None:
    """They would make a tuple of it and its neighbour."""
    new = "f(\n    a,\n    bbbbbbbbbbbbb if ccccccccc else d, eeeeeeee,\n    g,\n)"
    after = split(new)
    assert after == "f(\n    a,\n    bbbbbbbbbbbbb\n    if ccccccccc\n    else d, eeeeeeee,\n    g,\n)"
    assert ast.dump(ast.parse(after)) == ast.dump(ast.parse(new))


def test_a_line_of_a_comment_alone_stays_and_the_others_are_split() -> None:
    comment = "# longer than a line of code is to be, and not to be split"
    assert split(f"f(\n    {comment}\n    g(aaaaaaaaaaaaaaaaaaa, bbbbbbbbbbbb=1),\n)") == (
        f"f(\n    {comment}\n    g(\n        aaaaaaaaaaaaaaaaaaa,\n        bbbbbbbbbbbb=1,\n    ),\n)"
    )


@each_row(
    ("new", "after"),
    [
        (
            "x = aaaaaaaaaaaaaaa if bbbbbbbbbbbbbbbbb else cc,",
            "x = (\n    (\n        aaaaaaaaaaaaaaa\n        if bbbbbbbbbbbbbbbbb\n        else cc\n    ),\n)",
        ),
        (
            "x = aaaaaaaaaaaaa(b) + bbbbbbbbbbbbbbbbbbbbb(c) + dd,",
            "x = (\n    aaaaaaaaaaaaa(b)\n    + bbbbbbbbbbbbbbbbbbbbb(c)\n    + dd,\n)",
        ),
        (
            "x = {aaaaaaa.bbbbbbbbb: ccccccccccccc if ddddddddd else eeeeeee}",
            "x = {\n    aaaaaaa.bbbbbbbbb: (\n        ccccccccccccc\n        if ddddddddd\n"
            "        else eeeeeee\n    )\n}",
        ),
        (
            "x = {aaaaaaaaaaa if bbbbbbbbbbbb else cccccccccccc: ddddddddd}",
            "x = {\n    aaaaaaaaaaa\n    if bbbbbbbbbbbb\n    else cccccccccccc: ddddddddd\n}",
        ),
        (
            "x = {aaaaaaaaaaa if bbbbbbbbbbbb else cccccccccccc: dddd for dddd in e}",
            "x = {\n    aaaaaaaaaaa\n    if bbbbbbbbbbbb\n    else cccccccccccc: dddd\n    for dddd in e\n}",
        ),
        (
            "x = a[aaaaaaaaaaaaa if bbbbbbbbbbb else cccccccc:ddddddd, e]",
            "x = a[\n    aaaaaaaaaaaaa\n    if bbbbbbbbbbb\n    else cccccccc:ddddddd,\n    e,\n]",
        ),
        (
            "def f(aaaaaaaa: int = bbbbbbbbbbb if ccccccc else ddddddd): pass",
            "def f(\n    aaaaaaaa: int = (\n        bbbbbbbbbbb\n        if ccccccc\n"
            "        else ddddddd\n    ),\n): pass",
        ),
        ("with aaaaaaaaa(), bbbbbbbbbbbbbb if cccccccccc else ddddddd as y: pass", None),
        (
            "x = lambda aaaaaaaaaaaaaaaa=1, **bbbbbbbbbbbbbb: ccccc(d)",
            "x = lambda aaaaaaaaaaaaaaaa=1, **bbbbbbbbbbbbbb: ccccc(\n    d\n)",
        ),
        (
            "assert aaaaaaaaaaaaa, lambda aaaaaaaa=1, **k: bbbbbbbb[0]",
            "assert aaaaaaaaaaaaa, lambda aaaaaaaa=1, **k: bbbbbbbb[\n    0\n]",
        ),
        ("x = aaaaaaaaaaaaaaaaa(b) + cccccccccccccc; d(e)", "x = aaaaaaaaaaaaaaaaa(\n    b\n) + cccccccccccccc; d(e)"),
        (
            "x = yield aaaaaaaaaaaaaaaaaaa(b) + ccccccccccc",
            "x = (\n    yield aaaaaaaaaaaaaaaaaaa(b)\n    + ccccccccccc\n)",
        ),
        (
            "x = [lambda: aaaaaaaaaaaaaaa(1) for bbbbbbbbbbbbb in cccc]",
            "x = [\n    lambda: aaaaaaaaaaaaaaa(1)\n    for bbbbbbbbbbbbb in cccc\n]",
        ),
        (
            "[aaaaaaaaaaaaa, lambda b=lambda c, d: e, f=1: g, eeeeeee, hhhhhhhh]",
            "[\n    aaaaaaaaaaaaa,\n    lambda b=lambda c, d: e, f=1: g,\n    eeeeeee,\n    hhhhhhhh,\n]",
        ),
        (
            "x = f(lambda a=lambda b, c: 0, ddddddd=2: eeeeeeeeeeee)",
            "x = f(\n    lambda a=lambda b, c: 0, ddddddd=2: eeeeeeeeeeee\n)",
        ),
        (
            "{aaaaaaaaaaaaaaaa(b) + ccccccccccccccccccccccc(d): e, f: g}",
            "{\n    aaaaaaaaaaaaaaaa(b)\n    + ccccccccccccccccccccccc(d): e,\n    f: g,\n}",
        ),
        (
            "def ffffff(aaaaaaaaaaa=1) -> ('bbbbbbbb', 'ccc'): pass",
            "def ffffff(\n    aaaaaaaaaaa=1,\n) -> ('bbbbbbbb', 'ccc'): pass",
        ),
        (
            "class Aaaaaaaaaaaaa(bbbbbbbb): x = ccccccccc(ddd)",
            "class Aaaaaaaaaaaaa(\n    bbbbbbbb\n): x = ccccccccc(ddd)",
        ),
        (
            "with aaaaaaaaaaaaaaaaaaa + bbbbbbbbbbbbbbb as ccccc:\n pass",
            "with aaaaaaaaaaaaaaaaaaa + bbbbbbbbbbbbbbb as ccccc:\n pass",
        ),
        (
            "return aaaaaaaaaaaaaaaaaaaaaa, bbbbbbbbbbbbbbbb",
            "return (\n    aaaaaaaaaaaaaaaaaaaaaa,\n    bbbbbbbbbbbbbbbb,\n)",
        ),
        (
            "return aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa,",
            "return (\n    aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa,\n)",
        ),
        (
            "with lambda a, b: cccccccccccccccc(d): ddddddddddd()",
            "with lambda a, b: cccccccccccccccc(\n    d\n): ddddddddddd()",
        ),
        (
            "x = [aaaaaaaaaaaaaaaaa(bbbbbbbbbbbbbb(cccccccccccccc)) if c else d, e]",
            "x = [\n    (\n        aaaaaaaaaaaaaaaaa(\n            bbbbbbbbbbbbbb(\n                cccccccccccccc\n"
            "            )\n        )\n        if c\n        else d\n    ),\n    e,\n]",
        ),
        (
            "f(lambda a: aaaaaaaaaaaaaaa and bbbbbbbbbbbbbbb == ccc, ddd.eee)",
            "f(\n    lambda a: aaaaaaaaaaaaaaa and bbbbbbbbbbbbbbb == ccc,\n    ddd.eee,\n)",
        ),
        (
            "x = [lambda: aaaaaaaaaaaaa if bbbbbbbbbbbbb else cccccccc, d]",
            "x = [\n    lambda: aaaaaaaaaaaaa if bbbbbbbbbbbbb else cccccccc,\n    d,\n]",
        ),
        (
            "x += aaaaaaaaaaaaaaa not in bbbbbbbbbbbbbbbbbbb",
            "x += (\n    aaaaaaaaaaaaaaa\n    not in bbbbbbbbbbbbbbbbbbb\n)",
        ),
        (
            "x = y = aaaaaaaaaaaaaaaa != bbbbbbbbbbbbbbb + c",
            "x = y = (\n    aaaaaaaaaaaaaaaa\n    != bbbbbbbbbbbbbbb + c\n)",
        ),
        (
            "[*aaaaaaaaaaaaa, (bbbbbbbbbbbbbbbbb, cccccccc)] // d",
            "[\n    *aaaaaaaaaaaaa,\n    (bbbbbbbbbbbbbbbbb, cccccccc),\n] // d",
        ),
        (
            "x = 'aaaaaaaaaaaaaaaa'[bbbbbbbbbb, ccccccccccccccccccccc]",
            "x = 'aaaaaaaaaaaaaaaa'[\n    bbbbbbbbbb, ccccccccccccccccccccc\n]",
        ),
        (
            "x = [lambda aaaaaaaaaaaa, bbbbbbbbbbb: ccccccc]",
            "x = [\n    lambda aaaaaaaaaaaa, bbbbbbbbbbb: ccccccc\n]",
        ),
        (
            "x = y = ['aaaaaaaaaaaa' for x in bbbbbbbbbbbb]",
            "x = y = [\n    'aaaaaaaaaaaa' for x in bbbbbbbbbbbb\n]",
        ),
        ("return aaaaaaaaaaaaaaaa, bbbbbbbbbbbbbbbbb", "return (\n    aaaaaaaaaaaaaaaa,\n    bbbbbbbbbbbbbbbbb,\n)"),
        (
            f"x = lambda: aaaaaaaaaaaaaaaaaaa(b) if {'c' * 20} else {'d' * 15}",
            f"x = lambda: aaaaaaaaaaaaaaaaaaa(\n    b\n) if {'c' * 20} else {'d' * 15}",
        ),
        (f"x = f({'a' * 45})", f"x = f(\n    {'a' * 45}\n)"),
        (f"x = aaaaaa(c) + {'b' * 45}", f"x = (\n    aaaaaa(c)\n    + {'b' * 45}\n)"),
        (
            "[*aaaaaaaa, (bbbbbbbbb, cccccc)] // dddddddddd",
            "[\n    *aaaaaaaa,\n    (bbbbbbbbb, cccccc),\n] // dddddddddd",
        ),
        ("class Aaaaaa(bbbbbbbb): x = ccccccc(ddddddd)", "class Aaaaaa(\n    bbbbbbbb\n): x = ccccccc(ddddddd)"),
    ],
)
def test_a_row_is_split_and_means_the_same(new: str, after: str | None) -> None:
    done = split(new)
    assert after is None or done == after
    assert ast.dump(ast.parse(done)) == ast.dump(ast.parse(new))


@each_row(
    ("head", "after"),
    [
        (
            "with aaaaaaaaaaaaa(bbbbbbbbbbbbbbbbbb) == cc as x:",
            "with aaaaaaaaaaaaa(\n    bbbbbbbbbbbbbbbbbb\n) == cc as x:",
        ),
        ("with aaaaaaaaaaaaaaaaaaaa() * bbbbbbbbbbbbb:", "with (\n    aaaaaaaaaaaaaaaaaaaa()\n    * bbbbbbbbbbbbb\n):"),
        ("elif aaaaaaaaaaaaaaaaaaaa() * bbbbbbbbbbbbb:", "elif (\n    aaaaaaaaaaaaaaaaaaaa()\n    * bbbbbbbbbbbbb\n):"),
        ("for x in aaaaaaaaaaaaaaaaaaaa + bbbbbbbbbbbbbbbb:", "for x in aaaaaaaaaaaaaaaaaaaa + bbbbbbbbbbbbbbbb:"),
        ("match x := aaaaaaaaaaaaaaaaa + bbbbbbbbbbbbbbbbb:", "match x := aaaaaaaaaaaaaaaaa + bbbbbbbbbbbbbbbbb:"),
        (
            "for x in lambda aaaaaaaaaaaaaa=1, **k: bb[cccccc]:",
            "for x in lambda aaaaaaaaaaaaaa=1, **k: bb[\n    cccccc\n]:",
        ),
    ],
)
def test_the_head_of_a_block_is_split(head: str, after: str) -> None:
    assert split(head) == after
