"""Programs whose ways multiply: what is followed has a bound, and a call with its arguments in the text is found."""

from __future__ import annotations

from pooler_lint.index.deep import deep
from tests.connections.finding import find_sites
from tests.steps import within
from tests.table import each_row

SITE = 'import asyncpg\nasyncpg.connect("postgresql://pgbouncer:6432/d")\n'
CALLS = 2_000_000
"""The largest makes a quarter of them; without a bound most do not end at all."""


def lines(head: str, line: str, count: int, indent: str = "    ") -> str:
    return head + "".join(f"{indent}{line.replace('#', str(index))}\n" for index in range(count))


def joined(piece: str, separator: str, count: int) -> str:
    return separator.join(piece.replace("#", str(index)) for index in range(count))


def nested(line: str, depth: int) -> str:
    return "".join("    " * (level + 1) + line.replace("#", str(level)) + "\n" for level in range(depth))


PROGRAMS = {
    "branches_change_a_dict": lines("def f(x):\n    o = {}\n", "if x.a#: o['k#'] = #", 25),
    "returns_under_two_conditions": lines("def f(x):\n", "if x.a# and x.b#: return", 25),
    "or_of_ands": f"def f(x):\n    if {joined('(x.a# and x.b#)', ' or ', 25)}: pass\n",
    "or_of_ands_as_a_value": f"def f(x):\n    y = {joined('(x.a# and x.b#)', ' or ', 25)}\n",
    "conditional_expressions_in_a_row": f"def f(x):\n    y = {joined('# if x.a# and x.b# else ', '', 30)}1\n",
    "one_condition_thirty_times": "def f(x):\n    y = f'" + "{'a' if x else 'b'}".replace("'", '"') * 30 + "'\n",
    "thirty_conditions": f"def f(x):\n    y = [{joined('(1 if x.a# else 2)', ', ', 30)}]\n    g(*y)\n",
    "nested_ifs": "def f(x):\n" + nested("if x.a# or x.b# or x.c#:", 15) + "    " * 16 + "pass\n",
    "nested_loops": "def f(x):\n" + nested("for v# in (1, 2, 3, 4, 5, 6):", 15) + "    " * 16 + "pass\n",
    "nested_tries": "def f(x):\n"
    + "".join("    " * (i + 1) + "try:\n" + "    " * (i + 2) + f"if x.a{i}: return\n" for i in range(12))
    + "    " * 13
    + "pass\n"
    + "".join("    " * (i + 1) + "finally:\n" + "    " * (i + 2) + "pass\n" for i in reversed(range(12))),
    "helpers_call_each_other": "def h0(x): return x\n"
    + lines("", "def h#(x): return [h0(x), h1(x), h2(x), h3(x), h4(x), h5(x), h6(x)]", 8, ""),
    "texts_double": "x = 'aaaaaaaaaa'\n" + "x = x + x\n" * 60 + "x in x\n",
    "lists_double": "x = [1]\n" + "x = [x, x]\n" * 60 + "x == x\n",
    "calls_double": "import os\nx = os.f(1)\n" + "x = os.f(x, x)\n" * 60 + "if x in x: pass\n",
    "dicts_double": "x = {}\n" + "x = {'a': x, 'b': x}\n" * 60 + "x == x\n",
    "elifs": "def f(x):\n    if x: y = 0\n" + lines("", "elif x == #: y = #", 1000),
    "cases": "def f(x):\n    match x:\n" + lines("", "case #: y = #", 1000, "        "),
    "a_long_sum": f"y = {joined(chr(34) + '#' + chr(34), ' + ', 2000)}\n",
    "a_long_comparison": f"y = {joined('x#', ' < ', 2000)}\n",
    "a_large_dict": f"y = {{{joined(chr(34) + '#' + chr(34) + ': #, os.x#: #', ', ', 3000)}}}\n",
    "a_large_module": "import os\n"
    + "".join(
        f"v{i} = {i}\nif v{i} == os.a:\n    w{i} = 1\ndef f{i}(a, b=1):\n    return a.b(v{i})\n" for i in range(1000)
    ),
    "a_chain_of_calls": "x = q" + ".where(1)" * 1500 + "\n",
    "many_functions_set_attributes": "class C:\n" + lines("", "def m#(self): self.a# = self.a1 or self.m2()", 400),
}


@each_row("source", PROGRAMS.values())
def test_it_ends(source: str) -> None:
    (site,) = within(CALLS, lambda: deep(lambda: find_sites(source + SITE, "app.py")))
    (case,) = site.cases
    assert case.address.unknown is None


def test_many_parameters() -> None:
    text = f"import asyncpg\ndef f({joined('a#=None', ', ', 1500)}):\n    return asyncpg.connect(a5)\nf(a5='x')\n"
    assert len(within(CALLS, lambda: deep(lambda: find_sites(text, "app.py")))) == 1
