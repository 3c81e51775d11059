"""Settings that are declared instead of handed to a call: where one more of them is written."""

from __future__ import annotations

import libcst as cst

from pooler_lint.fixes.locate import statement_of
from pooler_lint.fixes.operations import Unsafe
from pooler_lint.fixes.quotes import quote_in, requoted
from pooler_lint.fixes.source import Source
from pooler_lint.model import Case
from pooler_lint.report import Edit
from pooler_lint.values import Span


def added_to(case: Case) -> Span | None:
    """Where this file last adds to settings that are a mapping of another file; None where they are no such ones."""
    has_literal = case.call_dict is not None and case.call_dict.span is not None
    return None if has_literal or case.call_dict_span is not None else case.last_span


def statement_after(source: Source, last: Span, settings: str, name: str, value: str) -> Edit:
    """`settings[name] = value` on the line after the statement at `last`. Raises `Unsafe` where that is in a block."""
    path = source.around(last)
    statement = statement_of(path)
    if not isinstance(statement, cst.SimpleStatementLine) or path[1] is not statement:
        raise Unsafe("the settings are added to in a block")
    end = source.line_end(source.span(statement).end)
    code = requoted(f'{settings}["{name}"] = {value}', quote_in(source.text) or '"')
    return Edit(end, end, f"{source.module.default_newline}{code}")


def dict_of(case: Case) -> Span:
    """The dict that stands in the place of a call, or the expression that is to be unpacked into a new one.

    Raises `Unsafe` where the text shows neither.
    """
    literal = case.call_dict
    if literal is not None and literal.span is not None and literal.exclusive:
        return literal.span
    if case.call_dict_span is None:
        raise Unsafe("the settings come from a place that the text does not show")
    return case.call_dict_span
