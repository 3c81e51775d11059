"""Several repairs of one file, handed over in any order."""

from __future__ import annotations

from tests.fixes.helpers import CACHE_OFF, NULL_POOL, repaired, request
from tests.table import each_row

TEXTS = [
    "a = f(x)\nb = f(x)\n",
    "if f(x):\n    b = f(x)\n    c = f(x)\nd = f(x)\n",
    "if a:\n    f(x)\nelif f(x):\n    f(x)\nelse:\n    f(x)\n",
    "with f(x) as a, f(x) as b:\n    f(x)\n",
    "g(f(x), h(f(x)), k=f(x))\n",
    "f(x); f(x); f(x)\n",
    "if a: f(x); f(x)\n",
    "@f(x)\n@f(x)\ndef g(a=f(x)):\n    return f(x)\n",
    "class A(f(x)):\n    b = f(x)\n\n    def c(self):\n        return f(x)\n",
    "x = [f(x) for a in f(x)]\n",
    "x = {f(x): f(x)}\r\ny = f(x)\r\n",
    "x = f(x)  # one\ny = (  # two\n    f(x)\n)\n",
    "if a:\n\tf(x)\n\tif b:\n\t\tf(x)\n",
    "try:\n  f(x)\nexcept f(x):\n  f(x)\nfinally:\n  f(x)\n",
]


@each_row("text", TEXTS)
@each_row("step", [1, -1])
def test_all_calls_are_repaired(text: str, step: int) -> None:
    findings = [request(text, "f", CACHE_OFF, nth=nth) for nth in range(text.count("f(x)"))]
    after = text.replace("f(x)", "f(x, statement_cache_size=0)")
    assert repaired(text, *findings[::step], line_length=200) == after


@each_row("step", [1, -1])
def test_they_share_their_import(step: int) -> None:
    text = "import os\n\na = f(x)\nb = f(x)\n"
    findings = [request(text, "f", NULL_POOL, CACHE_OFF, nth=nth) for nth in range(2)]
    call = "f(x, poolclass=NullPool, statement_cache_size=0)"
    after = f"import os\n\nfrom sqlalchemy.pool import NullPool\n\na = {call}\nb = {call}\n"
    assert repaired(text, *findings[::step]) == after


def test_nested_calls_are_repaired_from_the_inside() -> None:
    text = "f(f(f(x)))\n"
    findings = [request(text, "f", CACHE_OFF, nth=nth) for nth in range(3)]
    after = "f(f(f(x, k=0), k=0), k=0)\n".replace("k=0", "statement_cache_size=0")
    assert repaired(text, *findings, line_length=200) == after


def test_long_rows_of_several_statements_are_laid_out_each() -> None:
    text = "if a:\n    first = f(x)\n    second = f(x)\n"
    findings = [request(text, "f", CACHE_OFF, nth=nth) for nth in range(2)]
    call = "f(\n        x, statement_cache_size=0\n    )"
    assert repaired(text, *findings, line_length=36) == f"if a:\n    first = {call}\n    second = {call}\n"
