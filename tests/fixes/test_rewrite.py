from __future__ import annotations

import pytest

from pooler_lint.fixes.operations import AddKeyword, Unsafe
from pooler_lint.fixes.rewrite import rewritten
from pooler_lint.fixes.source import parse_source
from tests.fixes.helpers import CACHE_OFF, call_span, repaired, request


def test_statements_that_share_lines_are_laid_out_once() -> None:
    """What stands behind `else:` belongs to the `if`, whose lines hold the other calls too."""
    text = "if a:\n    b = f(x)\nelse: c = f(y); d = [\n    f(z)]\n"
    calls = [request(text, "f", CACHE_OFF, nth=nth) for nth in range(3)]
    assert repaired(text, *calls, line_length=36) == (
        "if a:\n    b = f(x, statement_cache_size=0)\nelse: c = f(\n    y, statement_cache_size=0\n); d = [\n"
        "    f(z, statement_cache_size=0)]\n"
    )


@pytest.mark.parametrize("text", ["x = f(\n\x0c    y)\n", "if a:\n    x = f(\n  \x0c y,\n    )\n"])
def test_code_that_does_not_come_back_as_it_is_written_is_left(text: str) -> None:
    """The tree has lost the form feed at the beginning of the line."""
    with pytest.raises(Unsafe, match="does not come back"):
        rewritten(parse_source(text), [AddKeyword(call_span(text, "f"), "a", "1")], 88)
