from __future__ import annotations

import libcst as cst

from pooler_lint.fixes.locate import statement_of
from pooler_lint.fixes.source import parse_source
from pooler_lint.model import DropOption
from pooler_lint.slots import OptionKind
from tests.fixes.helpers import repaired, request, span_of
from tests.table import each_row


@each_row(
    ("text", "kind"),
    [
        ("x = f(here)\n", cst.SimpleStatementLine),
        ("@f(here)\ndef g():\n    pass\n", cst.Decorator),
        ("if f(here):\n    pass\n", cst.If),
        ("if x: f(here)\n", cst.If),
        ("if x:\n    pass\nelse:\n    f(here)\n", cst.SimpleStatementLine),
        ("try:\n    pass\nexcept f(here):\n    pass\n", cst.ExceptHandler),
        ("match x:\n    case 1 if f(here): pass\n", cst.MatchCase),
        ("# here\n\nx = 1\n", None),
        ("x = 1\n# here\n", None),
    ],
)
def test_the_innermost_statement_around_a_place(text: str, kind: type[cst.CSTNode] | None) -> None:
    found = statement_of(parse_source(text).around(span_of(text, "here")))
    assert (None if found is None else type(found)) is kind


@each_row("head", ["if f(\n    x, a=1\n):", "def g(y=f(\n    x, a=1\n)):", "for y in f(\n    x, a=1\n):"])
def test_the_head_of_a_block_is_laid_out_without_what_stands_in_it(head: str) -> None:
    """What is split without need in the block says nothing of the head."""
    text = f"{head}\n    h(\n        z\n    )\n"
    done = repaired(text, request(text, "f", DropOption("a", OptionKind.CALL)), line_length=len(head) - 10)
    assert done == text.replace("\n    x, a=1\n", "x")
