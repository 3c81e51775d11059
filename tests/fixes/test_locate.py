from __future__ import annotations

import libcst as cst
import pytest

from pooler_lint.fixes.locate import statement_of
from pooler_lint.fixes.source import parse_source
from tests.fixes.helpers import span_of


@pytest.mark.parametrize(
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
