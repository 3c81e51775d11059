"""Which operators hold an expression together at its top level, by how weakly they bind."""

from __future__ import annotations

from collections.abc import Sequence

from pooler_lint.fixes.rows import Rows

_BY_STRENGTH = (
    frozenset({"or"}),
    frozenset({"and"}),
    frozenset({"==", "!=", "<", ">", "<=", ">=", "in", "is", "not"}),
    frozenset({"|"}),
    frozenset({"^"}),
    frozenset({"&"}),
    frozenset({"<<", ">>"}),
    frozenset({"+", "-"}),
    frozenset({"*", "/", "//", "%", "@"}),
)


def weakest_operators(rows: Rows, top: Sequence[int]) -> list[int]:
    """The places of those binary operators among the top-level tokens at which an expression is split first."""
    words = {rows.tokens[place].text for place in top}
    if "if" in words and "else" in words:
        return [place for place in top if rows.tokens[place].text in ("if", "else")]
    for operators in _BY_STRENGTH:
        found = [place for place in top if rows.tokens[place].text in operators and _is_binary(rows, place)]
        if found:
            return found
    return []


def _is_binary(rows: Rows, place: int) -> bool:
    """False for a sign, for a `not` before an operand, and for the second word of `is not` and `not in`."""
    if place == 0:
        return False
    before = rows.tokens[place - 1]
    words = ("or", "and", "not", "in", "is", "if", "else", "return", "await", "yield", "lambda")
    return (
        before.kind in ("close", "string")
        or (before.text[-1].isalnum() and before.text not in words)
        or before.text[-1] == "_"
    )
