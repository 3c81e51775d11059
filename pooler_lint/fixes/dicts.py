"""Rewrites the entries of dict literals and of `dict(...)` calls."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Union

import libcst as cst

from pooler_lint.fixes.calls import code_of, keyword, spans_lines, takes_keywords, with_keyword
from pooler_lint.fixes.comments import Item, without_comments_of
from pooler_lint.fixes.gaps import NOTHING, SPACE, Gaps, appended, without, without_comma
from pooler_lint.fixes.quotes import string_of

DictLike = Union[cst.Dict, cst.Call]


def is_dict_call(node: cst.CSTNode) -> bool:
    """True for `dict(...)` to which a keyword can be added."""
    if not isinstance(node, cst.Call) or not isinstance(node.func, cst.Name):
        return False
    return node.func.value == "dict" and takes_keywords(node)


def entry_value(node: cst.BaseExpression, key: str) -> cst.BaseExpression | None:
    """The value that the literal gives this key (the last one, which wins)."""
    if isinstance(node, cst.Call):
        arg = keyword(node, key)
        return arg.value if arg is not None else None
    found = None
    for element in node.elements if isinstance(node, cst.Dict) else ():
        if isinstance(element, cst.DictElement) and _key_text(element) == key:
            found = element.value
    return found


def new_dict(entries: Sequence[tuple[str, cst.BaseExpression]], quote: str) -> cst.Dict:
    """`{"key": value, ...}` on one line."""
    made = cst.Dict([])
    for key, value in entries:
        made = _literal_with(made, key, value, quote, "")
    return made


def with_entry(node: cst.BaseExpression, key: str, value: cst.BaseExpression, quote: str, unit: str) -> DictLike:
    """The dict literal or `dict(...)` call with one more entry at its end, in the layout of the others."""
    if isinstance(node, cst.Call):
        return with_keyword(node, key, value, unit)
    if not isinstance(node, cst.Dict):
        raise TypeError(f"not a dict literal: {type(node).__name__}")
    return _literal_with(node, key, value, own_quote(node) or quote, unit)


def wrapped(
    node: cst.BaseExpression, entries: Sequence[tuple[str, cst.BaseExpression]], quote: str, unit: str
) -> cst.BaseExpression:
    """`{**node, "key": value, ...}`: the expression's entries, and these on top of them.

    Around an expression of several lines that ends with a bracket of its own, each entry gets a line (by `unit`).
    """
    made = new_dict(entries, quote)
    inner = node if node.lpar or _binds_tightly(node) else _parenthesized(node)
    star = cst.StarredDictElement(inner)
    last_line = cst.Module([]).code_for_node(inner).rpartition("\n")[2]
    indent = last_line[: len(last_line) - len(last_line.lstrip())]
    if not spans_lines(inner) or last_line.strip() not in (")", "}", "]"):
        return made.with_changes(elements=[star, *made.elements])
    deeper = star.with_changes(value=inner.visit(_Indenter(unit)))
    elements = [deeper, *made.elements]
    gaps = Gaps((*(_line(indent + unit) for _ in elements), _line(indent)), True)
    return _with_elements(made, elements, gaps)


def with_unpacked(node: cst.BaseExpression, mapping: cst.BaseExpression, unit: str) -> cst.BaseExpression:
    """Return the dict literal with `**mapping` at its end, or a new one with what the expression holds and that."""
    if isinstance(node, cst.Name) and node.value == "None":
        return mapping
    if isinstance(node, cst.Dict) and not node.elements:
        return mapping
    star = cst.StarredDictElement(mapping if _binds_tightly(mapping) else _parenthesized(mapping))
    if not isinstance(node, cst.Dict):
        made = wrapped(node, [], "", unit)
        assert isinstance(made, cst.Dict)
        node = made
    multiline = spans_lines(node.elements[-1])
    return _with_elements(node, [*node.elements, star], appended(_gaps(node), unit, multiline=multiline))


class _Indenter(cst.CSTTransformer):
    """Moves what stands on lines of its own inside brackets one unit to the right."""

    def __init__(self, unit: str) -> None:
        super().__init__()
        self._unit = unit

    def leave_ParenthesizedWhitespace(
        self, original_node: cst.ParenthesizedWhitespace, updated_node: cst.ParenthesizedWhitespace
    ) -> cst.ParenthesizedWhitespace:
        lines = [
            line.with_changes(whitespace=cst.SimpleWhitespace(self._unit + line.whitespace.value))
            if line.comment is not None
            else line
            for line in updated_node.empty_lines
        ]
        indent = cst.SimpleWhitespace(self._unit + updated_node.last_line.value)
        return updated_node.with_changes(empty_lines=lines, last_line=indent)


def _line(indent: str) -> cst.ParenthesizedWhitespace:
    return cst.ParenthesizedWhitespace(indent=True, last_line=cst.SimpleWhitespace(indent))


def without_entries(node: cst.Dict, indexes: Collection[int]) -> cst.Dict:
    """Return the literal without the elements at these places, and without the comments that belong to them."""
    items = [Item(_name_of(element), code_of(element.value)) for element in node.elements]
    node = _with_elements(node, node.elements, without_comments_of(_gaps(node), items, indexes))
    for index in sorted(indexes, reverse=True):
        elements = [element for place, element in enumerate(node.elements) if place != index]
        node = _with_elements(node, elements, without(_gaps(node), index))
    return node


def _name_of(element: cst.BaseDictElement) -> str:
    return code_of(element.key) if isinstance(element, cst.DictElement) else ""


def own_quote(node: cst.Dict) -> str | None:
    """The quote character of the literal's keys, None where there are none."""
    for element in node.elements:
        if isinstance(element, cst.DictElement) and isinstance(element.key, cst.SimpleString):
            return element.key.quote[0]
    return None


def _key_text(element: cst.DictElement) -> object:
    return element.key.evaluated_value if isinstance(element.key, cst.SimpleString) else None


def _literal_with(node: cst.Dict, key: str, value: cst.BaseExpression, quote: str, unit: str) -> cst.Dict:
    styled = [element for element in node.elements if isinstance(element, cst.DictElement)]
    colon = styled[-1].whitespace_before_colon if styled else NOTHING
    after = styled[-1].whitespace_after_colon if styled else SPACE
    if isinstance(after, cst.ParenthesizedWhitespace):
        after = SPACE
    element = cst.DictElement(
        key=cst.SimpleString(string_of(key, quote)),
        value=value,
        whitespace_before_colon=colon,
        whitespace_after_colon=after,
    )
    multiline = bool(node.elements) and spans_lines(node.elements[-1].value)
    return _with_elements(node, [*node.elements, element], appended(_gaps(node), unit, multiline=multiline))


def _gaps(node: cst.Dict) -> Gaps:
    if not node.elements:
        return Gaps((node.lbrace.whitespace_after,), False)
    between = [node.lbrace.whitespace_after]
    for element in node.elements[:-1]:
        between.append(element.comma.whitespace_after if isinstance(element.comma, cst.Comma) else NOTHING)
    return Gaps((*between, node.rbrace.whitespace_before), isinstance(node.elements[-1].comma, cst.Comma))


def _with_elements(node: cst.Dict, elements: Sequence[cst.BaseDictElement], gaps: Gaps) -> cst.Dict:
    laid: list[cst.BaseDictElement] = []
    for place, element in enumerate(elements):
        is_last = place == len(elements) - 1
        after = NOTHING if is_last else gaps.between[place + 1]
        if is_last and not gaps.trailing_comma:
            laid.append(element.with_changes(comma=cst.MaybeSentinel.DEFAULT))
        elif isinstance(element.comma, cst.Comma):
            laid.append(element.with_changes(comma=element.comma.with_changes(whitespace_after=after)))
        else:
            laid.append(element.with_changes(comma=cst.Comma(whitespace_after=after)))
    closing = gaps.between[-1] if elements else NOTHING
    if elements and not gaps.trailing_comma:
        closing = without_comma(elements[-1], closing)
    return node.with_changes(
        elements=laid,
        lbrace=node.lbrace.with_changes(whitespace_after=gaps.between[0]),
        rbrace=node.rbrace.with_changes(whitespace_before=closing),
    )


def _binds_tightly(node: cst.BaseExpression) -> bool:
    """May stand after `**` in a dict literal without parentheses."""
    loose = (cst.IfExp, cst.Lambda, cst.BooleanOperation, cst.UnaryOperation, cst.Comparison, cst.NamedExpr, cst.Yield)
    return not isinstance(node, loose)


def _parenthesized(node: cst.BaseExpression) -> cst.BaseExpression:
    return node.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])
