"""Puts one key into the query of a URL that is written in a string literal."""

from __future__ import annotations

import re
from collections.abc import Mapping

import libcst as cst

from pooler_lint.fixes.operations import AddQuery, Operation, Replace, Unsafe
from pooler_lint.fixes.source import Source
from pooler_lint.fixes.spans import Span
from pooler_lint.fixes.urls import Literal, assigned_values

_HOLE = "\0"
_PLAIN = re.compile(r"[\w.-]+")
_COMPLETE = re.compile(r"[^:/?#]+://[^/?]*(?:/[^/?]*)?(?:\?.*)?", re.DOTALL)
"""A URL of which no hole can hold the `?`: only one that stands for all of the database's name may come last."""


def query_addition(source: Source, argument: Span, literal: Span | None, key: str, value: str) -> Operation:
    """How `key=value` gets into the URL that the expression at `argument` gives the call.

    `literal` is where the text of the URL is known to stand. Raises `Unsafe` where it can't be told what comes last in
    the URL, or where others would get the key too.
    """
    if not _PLAIN.fullmatch(value):
        raise Unsafe(f"{value} can't be written into a URL")
    place = source.expressions([argument]).get(argument)
    if place is None:
        raise Unsafe("the URL does not stand at the call")
    if isinstance(place.node, cst.Name):
        return _behind_a_name(source, place.node, argument, literal, f"{key}={value}")
    inside = literal is not None and argument.start <= literal.start and literal.end <= argument.end
    found = source.expressions([literal]).get(literal) if inside and literal is not None else None
    whole = found.node if found is not None else place.node
    _check(_text_of(whole))
    last = _last_literal(whole)
    return AddQuery(source.span(last), key, value, _is_asked(whole, last))


def _behind_a_name(source: Source, name: cst.Name, argument: Span, literal: Span | None, pair: str) -> Replace:
    """`URL + "?key=value"`: what else the name is used for stays as it is."""
    values = assigned_values(source, [name.value])
    if len(values) != 1 or literal not in (source.span(values[0]), source.outer_span(values[0])):
        raise Unsafe(f"{name.value} is not set in one place")
    text = _text_of(values[0])
    _check(text)
    return Replace(argument, f'{name.value} + "{_sign(text)}{pair}"')


def with_query(node: Literal, pairs: Mapping[str, str], asked: bool) -> Literal:
    """The literal with these pairs at the end of the URL that it ends; `asked`: an earlier part has the `?`."""
    for key, value in pairs.items():
        text = _text_of(node)
        if asked and not text:
            raise Unsafe("whether a sign ends the URL stands in another part of it")
        sign = _sign(f"{'?' if asked else ''}{text}")
        node = _with_text(node, f"{sign}{key}={value}")
    return node


def _with_text(node: Literal, text: str) -> Literal:
    if isinstance(node, cst.SimpleString):
        quote = node.quote
        return node.with_changes(value=f"{node.value.removesuffix(quote)}{text}{quote}")
    *before, last = node.parts or (cst.FormattedStringText(""),)
    if isinstance(last, cst.FormattedStringText):
        return node.with_changes(parts=[*before, last.with_changes(value=last.value + text)])
    return node.with_changes(parts=[*node.parts, cst.FormattedStringText(text)])


def _sign(text: str) -> str:
    if text.endswith(("?", "&")):
        return ""
    return "&" if "?" in text else "?"


def _check(text: str) -> None:
    """Raises `Unsafe` unless it is certain where the query of the URL begins."""
    if _COMPLETE.fullmatch(text) is None or "#" in text or "%" in re.sub(r"%[0-9A-Fa-f]{2}", "", text):
        raise Unsafe("where the query of the URL begins can't be told")
    path = text.partition("://")[2].partition("/")
    if text.endswith(_HOLE) and "?" not in text and path[2] != _HOLE:
        raise Unsafe("the URL ends in a part that may hold its query")


def _text_of(node: cst.BaseExpression) -> str:
    """The text of the literals that the expression joins, with holes. Raises `Unsafe` for any other expression."""
    if isinstance(node, cst.SimpleString) and "b" not in node.prefix:
        return node.raw_value
    if isinstance(node, cst.FormattedString):
        return "".join(part.value if isinstance(part, cst.FormattedStringText) else _HOLE for part in node.parts)
    if isinstance(node, cst.ConcatenatedString):
        return _text_of(node.left) + _text_of(node.right)
    if isinstance(node, cst.BinaryOperation) and isinstance(node.operator, cst.Add):
        return _part(node.left) + _part(node.right)
    raise Unsafe("the URL is not a text in the file")


def _part(node: cst.BaseExpression) -> str:
    try:
        return _text_of(node)
    except Unsafe:
        return _HOLE


def _last_literal(node: cst.BaseExpression) -> Literal:
    while isinstance(node, (cst.ConcatenatedString, cst.BinaryOperation)):
        node = node.right
    if not isinstance(node, (cst.SimpleString, cst.FormattedString)):
        raise Unsafe("the URL is not a text in the file")
    return node


def _is_asked(whole: cst.BaseExpression, last: Literal) -> bool:
    return "?" in _text_of(whole).removesuffix(_text_of(last))
