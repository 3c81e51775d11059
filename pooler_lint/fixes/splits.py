"""Splits one row that is too long into several, at the place that black and ruff format would choose."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from keyword import kwlist

from pooler_lint.fixes.operators import weakest_operators
from pooler_lint.fixes.rows import Row, Rows, Unsplittable

Fits = Callable[[str], bool]

_KEYWORDS_BEFORE_GROUP = frozenset(kwlist)


def split_row(rows: Rows, row: Row, unit: str, newline: str, fits: Fits) -> str:
    """The whole text with this row split once. Raises `Unsplittable`."""
    around = rows.bracket_around(row)
    if around is not None:
        cuts, comma = _cuts(rows, rows.code_of(row), row.first - 1)
        if cuts:
            return _cut(rows, row, cuts, comma, newline)
    code = rows.code_of(row)
    if len(code) == 0:
        raise Unsplittable
    split = None
    if row.first == 0 and _is_balanced(rows, code):
        split = _split_statement(rows, code, row.indent, unit, newline)
    elif row.first > 0:
        split = _split_item(rows, code, row.indent, unit, newline)
    if split is not None:
        return split
    opening, closing = _last_bracket(rows, row, code, fits)
    return _exploded(rows, opening, closing, row.indent, unit, newline)


def _cuts(rows: Rows, code: range, opening: int) -> tuple[list[int], bool]:
    """The offsets at which new lines begin in what a bracket holds, and whether a comma is to end the last one."""
    top = rows.top_level(code)
    words = {rows.tokens[place].text for place in top}
    if "for" in words:
        return _clause_cuts(rows, top), False
    commas = [place for place in top if rows.tokens[place].text == ","]
    if "lambda" in words:
        commas = _outside_lambdas(rows, top)
    if commas:
        ends_with_comma = commas[-1] == code[-1]
        starts = [rows.tokens[place + 1].start for place in commas if place != code[-1]]
        return starts, not ends_with_comma
    if _is_group(rows, opening):
        return [rows.tokens[place].start for place in weakest_operators(rows, top)], False
    return [], False


def _outside_lambdas(rows: Rows, top: Sequence[int]) -> list[int]:
    """The commas that do not stand between the parameters of a lambda."""
    commas: list[int] = []
    in_parameters = 0
    for place in top:
        text = rows.tokens[place].text
        if text == "lambda":
            in_parameters += 1
        elif text == ":" and in_parameters:
            in_parameters -= 1
        elif text == "," and not in_parameters:
            commas.append(place)
    return commas


def _clause_cuts(rows: Rows, top: Sequence[int]) -> list[int]:
    """The starts of a comprehension's clauses; an `if` before the first of them belongs to the element."""
    words = {place: rows.tokens[place].text for place in top}
    clauses = [place for place, word in words.items() if word in ("for", "if", "async")]
    first = next(place for place in clauses if words[place] != "if")
    return [rows.tokens[at].start for at in clauses if at >= first and words.get(at - 1) != "async"]


def _cut(rows: Rows, row: Row, cuts: Sequence[int], comma: bool, newline: str) -> str:
    code = rows.code_of(row)
    begin, end = rows.tokens[code[0]].start, rows.tokens[code[-1]].end
    body = _lines(rows.text, begin, end, cuts, row.indent, newline) + ("," if comma else "")
    return rows.text[:begin] + body + rows.text[end:]


def _lines(text: str, begin: int, end: int, cuts: Sequence[int], indent: str, newline: str) -> str:
    edges = [begin, *cuts, end]
    pieces = [text[left:right].strip() for left, right in pairwise(edges)]
    return (newline + indent).join(pieces)


def _exploded(rows: Rows, opening: int, closing: int, indent: str, unit: str, newline: str) -> str:
    """The text with this bracket's content on lines of its own, one step further in."""
    inner = range(opening + 1, closing)
    begin, end = rows.tokens[inner[0]].start, rows.tokens[inner[-1]].end
    inside = indent + unit
    cuts: list[int] = []
    comma = False
    has_commas = any(rows.tokens[place].text == "," for place in rows.top_level(inner))
    is_literal = not _follows_operand(rows, opening)  # a dict, set, list or tuple where it has commas
    if has_commas and (is_literal or rows.tokens[inner[-1]].text == ","):
        cuts, comma = _cuts(rows, inner, opening)
    elif _is_definition(rows, opening) and not _cuts(rows, inner, opening)[0]:
        comma = True
    body = _lines(rows.text, begin, end, cuts, inside, newline) + ("," if comma else "")
    head = rows.text[: rows.tokens[opening].end]
    return head + newline + inside + body + newline + indent + rows.text[rows.tokens[closing].start :]


def _last_bracket(rows: Rows, row: Row, code: range, fits: Fits) -> tuple[int, int]:
    brackets = rows.brackets(code)
    if not brackets:
        raise Unsplittable
    if row.first == 0 and _defines(rows, code):
        return brackets[0]
    for opening, closing in reversed(brackets):
        if fits(rows.text[row.start : rows.tokens[opening].end]):
            return opening, closing
    return brackets[-1]


def _split_statement(rows: Rows, code: range, indent: str, unit: str, newline: str) -> str | None:
    """Parentheses around several `with` items, or around a value that has operators outside of brackets."""
    words = [rows.tokens[place].text for place in code[:2]]
    if "with" in words:
        items = _split_with(rows, code, words.index("with"), indent, unit, newline)
        if items is not None:
            return items
    value = _value(rows, code, rows.top_level(code))
    if not value:
        return None
    top = rows.top_level(value)
    texts = [rows.tokens[place].text for place in top]
    if {"lambda", "as", ";"} & set(texts):
        return None
    if "," in texts:
        cuts = [rows.tokens[place + 1].start for place in top if rows.tokens[place].text == "," and place != value[-1]]
        return _grouped(rows, value, cuts, rows.tokens[value[-1]].text != ",", indent, unit, newline)
    operators = weakest_operators(rows, top)
    bracketed = rows.tokens[value[-1]].kind == "close" or rows.tokens[value[0]].kind == "open"
    if len(operators) > 1 or (operators and not bracketed):
        return _grouped(rows, value, [], False, indent, unit, newline)
    return None


def _split_with(rows: Rows, code: range, word: int, indent: str, unit: str, newline: str) -> str | None:
    items = range(code.start + word + 1, code.stop - 1)
    if rows.tokens[code[-1]].text != ":":
        return None
    commas = [place for place in rows.top_level(items) if rows.tokens[place].text == ","]
    if not commas:
        return None
    cuts = [rows.tokens[place + 1].start for place in commas]
    return _grouped(rows, items, cuts, True, indent, unit, newline)


def _is_balanced(rows: Rows, places: range) -> bool:
    """True if every bracket among the places has its partner among them."""
    return all(rows.pairs[place] in places for place in places if rows.tokens[place].kind in ("open", "close"))


def _split_item(rows: Rows, code: range, indent: str, unit: str, newline: str) -> str | None:
    """An item of a bracket that is held together by operators, split before each of the weakest ones."""
    if _is_balanced(rows, code):
        split = _split_conditional(rows, code, indent, unit, newline)
        if split is not None:
            return split
    top = rows.top_level(code)
    if rows.tokens[code[0]].kind == "close" or any(rows.tokens[place].text in ("lambda", "for") for place in top):
        return None
    cuts = [rows.tokens[place].start for place in weakest_operators(rows, [place for place in top if place > code[0]])]
    if not cuts:
        return None
    begin, end = rows.tokens[code[0]].start, rows.tokens[code[-1]].end
    return rows.text[:begin] + _lines(rows.text, begin, end, cuts, indent, newline) + rows.text[end:]


def _split_conditional(rows: Rows, code: range, indent: str, unit: str, newline: str) -> str | None:
    """Parentheses around the conditional expression that is the value of one item."""
    top = rows.top_level(code)
    if {"lambda", "for", "as"} & {rows.tokens[place].text for place in top} or rows.tokens[code[0]].text in ("*", "**"):
        return None
    names = [place for place in top if rows.tokens[place].text in ("=", ":")]  # of the item, or its key
    start = names[-1] + 1 if names else code.start
    texts = [rows.tokens[place].text for place in top if place >= start]
    if "if" not in texts or "else" not in texts or "," in texts[:-1]:
        return None
    stop = code.stop - 1 if texts[-1] == "," else code.stop
    return _grouped(rows, range(start, stop), [], False, indent, unit, newline)


def _grouped(rows: Rows, places: range, cuts: Sequence[int], comma: bool, indent: str, unit: str, newline: str) -> str:
    begin, end = rows.tokens[places[0]].start, rows.tokens[places[-1]].end
    inside = indent + unit
    body = _lines(rows.text, begin, end, cuts, inside, newline) + ("," if comma else "")
    return rows.text[:begin] + "(" + newline + inside + body + newline + indent + ")" + rows.text[end:]


def _value(rows: Rows, code: range, top: Sequence[int]) -> range:
    """The places of the value of an assignment or a `return`, or of the condition of a header; maybe none."""
    first = rows.tokens[code[0]].text
    if first == "return":
        return range(code[0] + 1, code.stop)
    if first in ("if", "elif", "while", "with") and rows.tokens[code[-1]].text == ":":
        return range(code[0] + 1, code.stop - 1)
    assigned: list[int] = []
    for place in top:
        text = rows.tokens[place].text
        if text == "lambda":  # an equals sign behind it gives a default
            break
        if text.endswith("=") and text not in ("==", "!=", "<=", ">=", ":="):
            assigned.append(place)
    return range(assigned[-1] + 1, code.stop) if assigned else range(0)


def _is_group(rows: Rows, opening: int) -> bool:
    """Parentheses around an expression, where a comma would make a tuple."""
    if rows.tokens[opening].text != "(":
        return False
    return not _follows_operand(rows, opening)


def _follows_operand(rows: Rows, opening: int) -> bool:
    if opening == 0:
        return False
    before = rows.tokens[opening - 1]
    if before.kind == "name":
        return before.text not in _KEYWORDS_BEFORE_GROUP
    return before.kind in ("close", "string")


def _defines(rows: Rows, code: range) -> bool:
    return any(rows.tokens[place].text in ("def", "class") for place in code[:2])


def _is_definition(rows: Rows, opening: int) -> bool:
    return opening >= 2 and rows.tokens[opening - 2].text == "def"
