"""Rows that are too long, as black lays them out."""

from __future__ import annotations

from pooler_lint.fixes.layout import Layout, reflowed
from tests.table import each_row

LAYOUT = Layout(limit=40, unit="    ", newline="\n")


@each_row(
    ("row", "after"),
    [
        (
            "x = f(aaaaaaaaaaaa, bbbbbbbbbbbbbb, ccccccccccccc, d=1)",
            "x = f(\n    aaaaaaaaaaaa,\n    bbbbbbbbbbbbbb,\n    ccccccccccccc,\n    d=1,\n)",
        ),
        (
            "x = [aaaaaaaaaaaa, bbbbbbbbbbbbbb, ccccccccccccc]",
            "x = [\n    aaaaaaaaaaaa,\n    bbbbbbbbbbbbbb,\n    ccccccccccccc,\n]",
        ),
        (
            "x = (aaaaaaaaaaaa, bbbbbbbbbbbbbb, ccccccccccccc, d)",
            "x = (\n    aaaaaaaaaaaa,\n    bbbbbbbbbbbbbb,\n    ccccccccccccc,\n    d,\n)",
        ),
        (
            "x = aaaaaaaaaaaa, bbbbbbbbbbbbbb, ccccccccccccc, ddd",
            "x = (\n    aaaaaaaaaaaa,\n    bbbbbbbbbbbbbb,\n    ccccccccccccc,\n    ddd,\n)",
        ),
        (
            "x = f([aaaaaaaaaaaa for aaaaaaaaaaaa in bbbbbbbbbbbbbb], 1)",
            "x = f(\n    [\n        aaaaaaaaaaaa\n        for aaaaaaaaaaaa in bbbbbbbbbbbbbb\n    ],\n    1,\n)",
        ),
        (
            "x = [f(aaaaaaaaaaaa) for aaaaaaaaaaaa in bbbbbbbbbbbbbb if ccccccccccccc]",
            "x = [\n    f(aaaaaaaaaaaa)\n    for aaaaaaaaaaaa in bbbbbbbbbbbbbb\n    if ccccccccccccc\n]",
        ),
        (
            "x = [f(aaaaaaaaaaaa) async for aaaaaaaaaaaa in bbbbbbbbbbbbbb if ccccccccccccc]",
            "x = [\n    f(aaaaaaaaaaaa)\n    async for aaaaaaaaaaaa in bbbbbbbbbbbbbb\n    if ccccccccccccc\n]",
        ),
        (
            "x = {f(aaaaaaaaaaaa): 1 for aaaaaaaaaaaa in bbbbbbbbbbbbbb}",
            "x = {\n    f(aaaaaaaaaaaa): 1\n    for aaaaaaaaaaaa in bbbbbbbbbbbbbb\n}",
        ),
        (
            "x = f(aaaaaaaaaaaa, lambda: bbbbbbbbbbbbbb, lambda c, d: ccccccccccccc)",
            "x = f(\n    aaaaaaaaaaaa,\n    lambda: bbbbbbbbbbbbbb,\n    lambda c, d: ccccccccccccc,\n)",
        ),
        (
            "x = f(aaaaaaaaaaaa, key=lambda x: lambda y, z: bbbbbbbbbbbbbb, d=1)",
            "x = f(\n    aaaaaaaaaaaa,\n    key=lambda x: lambda y, z: bbbbbbbbbbbbbb,\n    d=1,\n)",
        ),
        (
            "x = [aaaaaaaaaaaa for aaaaaaaaaaaa in sorted(k, key=lambda n: n)]",
            "x = [\n    aaaaaaaaaaaa\n    for aaaaaaaaaaaa in sorted(\n        k, key=lambda n: n\n    )\n]",
        ),
        (
            "x = aaaaaaaaaaaa + bbbbbbbbbbbbbb + ccccccccccccc",
            "x = (\n    aaaaaaaaaaaa\n    + bbbbbbbbbbbbbb\n    + ccccccccccccc\n)",
        ),
        (
            "x = aaaaaaaaaaaa * f(bbbbbbbbbbbbbb) + ccccccccccccc",
            "x = (\n    aaaaaaaaaaaa * f(bbbbbbbbbbbbbb)\n    + ccccccccccccc\n)",
        ),
        (
            "x = f(aaaaaaaaaaaa + bbbbbbbbbbbbbb + ccccccccccccc + ddddddd)",
            "x = f(\n    aaaaaaaaaaaa\n    + bbbbbbbbbbbbbb\n    + ccccccccccccc\n    + ddddddd\n)",
        ),
        (
            "x = aaaaaaaaaaaa if bbbbbbbbbbbbbb else ccccccccccccc + dddd",
            "x = (\n    aaaaaaaaaaaa\n    if bbbbbbbbbbbbbb\n    else ccccccccccccc + dddd\n)",
        ),
        (
            "x = f(k=aaaaaaaaaaaa if bbbbbbbbbbbbbb else ccccccccccccc, l=2)",
            "x = f(\n    k=(\n        aaaaaaaaaaaa\n        if bbbbbbbbbbbbbb\n"
            "        else ccccccccccccc\n    ),\n    l=2,\n)",
        ),
        (
            "x = f(aaaaaaaaaaaa if bbbbbbbbbbbbbb else ccccccccccccc, 22222)",
            "x = f(\n    (\n        aaaaaaaaaaaa\n        if bbbbbbbbbbbbbb\n        else ccccccccccccc\n"
            "    ),\n    22222,\n)",
        ),
        (
            'x = {"k": aaaaaaaaaaaa if bbbbbbbbbbbbbb else ccccccccccccc}',
            'x = {\n    "k": (\n        aaaaaaaaaaaa\n        if bbbbbbbbbbbbbb\n        else ccccccccccccc\n    )\n}',
        ),
        (
            "x = f(a, [aaaaaaaaaaaa if bbbbbbbbbbbbbb else ccccccccccccc])",
            "x = f(\n    a,\n    [\n        (\n            aaaaaaaaaaaa\n            if bbbbbbbbbbbbbb\n"
            "            else ccccccccccccc\n        )\n    ],\n)",
        ),
        (
            "return aaaaaaaaaaaa(bbbbbbbbbbbbbb) + ccccccccccccc",
            "return (\n    aaaaaaaaaaaa(bbbbbbbbbbbbbb)\n    + ccccccccccccc\n)",
        ),
        (
            "return f(aaaaaaaaaaaa, bbbbbbbbbbbbbb, ccccccccccccc)",
            "return f(\n    aaaaaaaaaaaa,\n    bbbbbbbbbbbbbb,\n    ccccccccccccc,\n)",
        ),
        (
            "return aaaaaaaaaaaa, bbbbbbbbbbbbbb, ccccccccccccc",
            "return (\n    aaaaaaaaaaaa,\n    bbbbbbbbbbbbbb,\n    ccccccccccccc,\n)",
        ),
        (
            "return not aaaaaaaaaaaa(bbbbbbbbbbbbbb, ccccccccccccc, ddd)",
            "return not aaaaaaaaaaaa(\n    bbbbbbbbbbbbbb, ccccccccccccc, ddd\n)",
        ),
        (
            "assert aaaaaaaaaaaa == bbbbbbbbbbbbbb(ccccccccccccc), dddd",
            "assert aaaaaaaaaaaa == bbbbbbbbbbbbbb(\n    ccccccccccccc\n), dddd",
        ),
        (
            "if aaaaaaaaaaaa and bbbbbbbbbbbbbb and ccccccccccccc:",
            "if (\n    aaaaaaaaaaaa\n    and bbbbbbbbbbbbbb\n    and ccccccccccccc\n):",
        ),
        (
            "elif_ = aaaaaaaaaaaa(bbbbbbbbbbbbbb)(ccccccccccccc, ddddd)",
            "elif_ = aaaaaaaaaaaa(bbbbbbbbbbbbbb)(\n    ccccccccccccc, ddddd\n)",
        ),
        (
            "while aaaaaaaaaaaa(bbbbbbbbbbbbbb) and ccccccccccccc:",
            "while (\n    aaaaaaaaaaaa(bbbbbbbbbbbbbb)\n    and ccccccccccccc\n):",
        ),
        (
            "with f(aaaaaaaaaaaa, bbbbbbbbbbbbbb) as ccccccccccccc:",
            "with f(\n    aaaaaaaaaaaa, bbbbbbbbbbbbbb\n) as ccccccccccccc:",
        ),
        (
            "for aaaaaaaaaaaa in f(bbbbbbbbbbbbbb, ccccccccccccc, ddd):",
            "for aaaaaaaaaaaa in f(\n    bbbbbbbbbbbbbb, ccccccccccccc, ddd\n):",
        ),
        (
            "def f(aaaaaaaaaaaa, bbbbbbbbbbbbbb, ccccccccccccc):",
            "def f(\n    aaaaaaaaaaaa,\n    bbbbbbbbbbbbbb,\n    ccccccccccccc,\n):",
        ),
        (
            "def ffffffff(self, aaaaaaaaaaaa) -> bbbbbbbbbbbbbb[ccccccccccccc]:",
            "def ffffffff(\n    self, aaaaaaaaaaaa\n) -> bbbbbbbbbbbbbb[ccccccccccccc]:",
        ),
        (
            "class A(aaaaaaaaaaaa, bbbbbbbbbbbbbb, ccccccccccccc):",
            "class A(\n    aaaaaaaaaaaa,\n    bbbbbbbbbbbbbb,\n    ccccccccccccc,\n):",
        ),
        (
            "class AAAAAAAA(aaaaaaaaaaaa, metaclass=bbbbbbbbbbbbbb):",
            "class AAAAAAAA(\n    aaaaaaaaaaaa,\n    metaclass=bbbbbbbbbbbbbb,\n):",
        ),
        (
            "x: aaaaaaaaaaaa[bbbbbbbbbbbbbb] = f(ccccccccccccc, 1)",
            "x: aaaaaaaaaaaa[bbbbbbbbbbbbbb] = f(\n    ccccccccccccc, 1\n)",
        ),
        (
            'x = aaaaaaaaaaaa["k"][bbbbbbbbbbbbbb]["l"](ccccccccccccc)',
            'x = aaaaaaaaaaaa["k"][bbbbbbbbbbbbbb][\n    "l"\n](ccccccccccccc)',
        ),
        (
            "x = f(aaaaaaaaaaaa)[bbbbbbbbbbbbbb][ccccccccccccc]",
            "x = f(aaaaaaaaaaaa)[bbbbbbbbbbbbbb][\n    ccccccccccccc\n]",
        ),
        (
            "x = aaaaaaaaaaaa.bbbbbbbbbbbbbb(ccccccccccccc, 1).ddd(2)",
            "x = aaaaaaaaaaaa.bbbbbbbbbbbbbb(\n    ccccccccccccc, 1\n).ddd(2)",
        ),
        (
            "x = aaaaaaaaaaaa.bbbbbbbbbbbbbb().ccc(ccccccccccccc)",
            "x = aaaaaaaaaaaa.bbbbbbbbbbbbbb().ccc(\n    ccccccccccccc\n)",
        ),
        (
            "x = f(aaaaaaaaaaaa, bbbbbbbbbbbbbb, ccccccccccccc,)",
            "x = f(\n    aaaaaaaaaaaa,\n    bbbbbbbbbbbbbb,\n    ccccccccccccc,\n)",
        ),
        (
            "x == aaaaaaaaaaaa + bbbbbbbbbbbbbb + f(ccccccccccccc, 1)",
            "x == aaaaaaaaaaaa + bbbbbbbbbbbbbb + f(\n    ccccccccccccc, 1\n)",
        ),
        (
            "x = f((aaaaaaaaaaaa, bbbbbbbbbbbbbb), ccccccccccccc, dddd)",
            "x = f(\n    (aaaaaaaaaaaa, bbbbbbbbbbbbbb),\n    ccccccccccccc,\n    dddd,\n)",
        ),
        (
            "x = f((aaaaaaaaaaaa + bbbbbbbbbbbbbb + ccccccccccccc), dddd)",
            "x = f(\n    (\n        aaaaaaaaaaaa\n        + bbbbbbbbbbbbbb\n        + ccccccccccccc\n"
            "    ),\n    dddd,\n)",
        ),
        (
            'x = f({"a": aaaaaaaaaaaa, "b": bbbbbbbbbbbbbb}, ccccccccccccc)',
            'x = f(\n    {\n        "a": aaaaaaaaaaaa,\n        "b": bbbbbbbbbbbbbb,\n    },\n    ccccccccccccc,\n)',
        ),
        (
            "x = not aaaaaaaaaaaa or not bbbbbbbbbbbbbb or ccccccccccccc",
            "x = (\n    not aaaaaaaaaaaa\n    or not bbbbbbbbbbbbbb\n    or ccccccccccccc\n)",
        ),
        (
            "x = aaaaaaaaaaaa not in bbbbbbbbbbbbbb and ccccccccccccc is not d",
            "x = (\n    aaaaaaaaaaaa not in bbbbbbbbbbbbbb\n    and ccccccccccccc is not d\n)",
        ),
        (
            "x = aaaaaaaaaaaa <= bbbbbbbbbbbbbb and f(ccccccccccccc) >= 1",
            "x = (\n    aaaaaaaaaaaa <= bbbbbbbbbbbbbb\n    and f(ccccccccccccc) >= 1\n)",
        ),
        (
            "x = f(aaaaaaaaaaaa == bbbbbbbbbbbbbb, ccccccccccccc != d, e)",
            "x = f(\n    aaaaaaaaaaaa == bbbbbbbbbbbbbb,\n    ccccccccccccc != d,\n    e,\n)",
        ),
        (
            "f(aaaaaaaaaaaa).bbbbbbbbbbbbbb = g(ccccccccccccc, 1)",
            "f(aaaaaaaaaaaa).bbbbbbbbbbbbbb = g(\n    ccccccccccccc, 1\n)",
        ),
        (
            "aaaaaaaaaaaa[bbbbbbbbbbbbbb] = g(ccccccccccccc, 1, 2, 3)",
            "aaaaaaaaaaaa[bbbbbbbbbbbbbb] = g(\n    ccccccccccccc, 1, 2, 3\n)",
        ),
        (
            "x = f((aaaaaaaaaaaa := bbbbbbbbbbbbbb), ccccccccccccc, d=1)",
            "x = f(\n    (aaaaaaaaaaaa := bbbbbbbbbbbbbb),\n    ccccccccccccc,\n    d=1,\n)",
        ),
        (
            "if (aaaaaaaaaaaa := f(bbbbbbbbbbbbbb, ccccccccccccc)) > 1:",
            "if (\n    aaaaaaaaaaaa := f(\n        bbbbbbbbbbbbbb, ccccccccccccc\n    )\n) > 1:",
        ),
        (
            "if f(aaaaaaaaaaaa, bbbbbbbbbbbbbb) in (ccccccccccccc, d):",
            "if f(aaaaaaaaaaaa, bbbbbbbbbbbbbb) in (\n    ccccccccccccc,\n    d,\n):",
        ),
        (
            'x = {**aaaaaaaaaaaa, **bbbbbbbbbbbbbb, "k": ccccccccccccc}',
            'x = {\n    **aaaaaaaaaaaa,\n    **bbbbbbbbbbbbbb,\n    "k": ccccccccccccc,\n}',
        ),
        (
            'x = f(a, "aaaaaaaaaaaa bbbbbbbbbbbbbb ccccccccccccc and more")',
            'x = f(\n    a,\n    "aaaaaaaaaaaa bbbbbbbbbbbbbb ccccccccccccc and more",\n)',
        ),
        (
            "x = f(a for a in aaaaaaaaaaaa.bbbbbbbbbbbbbb(ccccccccccccc))",
            "x = f(\n    a\n    for a in aaaaaaaaaaaa.bbbbbbbbbbbbbb(\n        ccccccccccccc\n    )\n)",
        ),
        (
            "x = f(aaaaaaaaaaaa, b=bbbbbbbbbbbbbb(ccccccccccccc), ccc=[1, 2])",
            "x = f(\n    aaaaaaaaaaaa,\n    b=bbbbbbbbbbbbbb(ccccccccccccc),\n    ccc=[1, 2],\n)",
        ),
        (
            "x = aaaaaaaaaaaa(bbbbbbbbbbbbbb) if ccccccccccccc(1) else None",
            "x = (\n    aaaaaaaaaaaa(bbbbbbbbbbbbbb)\n    if ccccccccccccc(1)\n    else None\n)",
        ),
        (
            "x = None if ccccccccccccc(1) else aaaaaaaaaaaa(bbbbbbbbbbbbbb)",
            "x = (\n    None\n    if ccccccccccccc(1)\n    else aaaaaaaaaaaa(bbbbbbbbbbbbbb)\n)",
        ),
        (
            "x = [aaaaaaaaaaaa if k else l for bbbbbbbbbbbbbb in ccccccccccccc]",
            "x = [\n    aaaaaaaaaaaa if k else l\n    for bbbbbbbbbbbbbb in ccccccccccccc\n]",
        ),
        (
            "x = f(aaaaaaaaaaaa, lambda a, *, b=lambda c, d: 1: bbbbbbbbbbbbbb, ccccccccccccc)",
            "x = f(\n    aaaaaaaaaaaa,\n    lambda a, *, b=lambda c, d: 1: bbbbbbbbbbbbbb,\n    ccccccccccccc,\n)",
        ),
        (
            "elif aaaaaaaaaaaa(bbbbbbbbbbbbbb) and ccccccccccccc(ddd):",
            "elif aaaaaaaaaaaa(\n    bbbbbbbbbbbbbb\n) and ccccccccccccc(ddd):",
        ),
        (
            "x = aaaaaaaaaaaa != bbbbbbbbbbbbbb or f(ccccccccccccc, d)",
            "x = aaaaaaaaaaaa != bbbbbbbbbbbbbb or f(\n    ccccccccccccc, d\n)",
        ),
        (
            "x = f(aaaaaaaaaaaa, bbbbbbbbbbbbbb if ccccccccccccc else d, e)",
            "x = f(\n    aaaaaaaaaaaa,\n    (\n        bbbbbbbbbbbbbb\n"
            "        if ccccccccccccc\n        else d\n    ),\n    e,\n)",
        ),
        (
            "x = f('aaaaaaaaaaaa')[bbbbbbbbbbbbbb]('ccccccccccccc', d)",
            "x = f('aaaaaaaaaaaa')[bbbbbbbbbbbbbb](\n    'ccccccccccccc', d\n)",
        ),
        (
            "x = aaaaaaaaaaaa[f(bbbbbbbbbbbbbb, ccccccccccccc), ddddd]",
            "x = aaaaaaaaaaaa[\n    f(bbbbbbbbbbbbbb, ccccccccccccc),\n    ddddd,\n]",
        ),
        (
            "x = f(*aaaaaaaaaaaa if bbbbbbbbbbbbbb else ccccccccccccc)",
            "x = f(\n    *aaaaaaaaaaaa\n    if bbbbbbbbbbbbbb\n    else ccccccccccccc\n)",
        ),
        (
            "x = f(q, **aaaaaaaaaaaa if bbbbbbbbbbbbbb else ccccccccccccc)",
            "x = f(\n    q,\n    **aaaaaaaaaaaa\n    if bbbbbbbbbbbbbb\n    else ccccccccccccc,\n)",
        ),
    ],
)
def test_a_row_that_is_too_long(row: str, after: str) -> None:
    assert reflowed("", row, LAYOUT) == after
    windows = Layout(limit=40, unit="\t", newline="\r\n")
    if "\n" in after:
        assert "\n" not in reflowed("", row, windows).replace("\r\n", "")
