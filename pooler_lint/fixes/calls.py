"""Rewrites the arguments of a call node."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import libcst as cst

from pooler_lint.fixes.comments import Item, without_comments_of
from pooler_lint.fixes.gaps import NOTHING, Gaps, appended, without, without_comma


def keyword(call: cst.Call, name: str) -> cst.Arg | None:
    """The keyword argument of this name."""
    return next((arg for arg in call.args if arg.keyword is not None and arg.keyword.value == name), None)


def repeats_keyword(call: cst.Call) -> bool:
    """True for `f(a=1, a=2)`, which parses and never compiles."""
    names = [arg.keyword.value for arg in call.args if arg.keyword is not None]
    return len(names) != len(set(names))


def takes_keywords(call: cst.Call) -> bool:
    """False where one more argument would make the call wrong: `f(x for x in y)`."""
    only = call.args[0].value if len(call.args) == 1 else None
    return not (isinstance(only, cst.GeneratorExp) and not only.lpar)


def with_keyword(call: cst.Call, name: str, value: cst.BaseExpression, unit: str) -> cst.Call:
    """The call with one more keyword argument at its end, in the layout of the others."""
    styled = next((arg.equal for arg in reversed(call.args) if isinstance(arg.equal, cst.AssignEqual)), None)
    equal = styled or cst.AssignEqual(whitespace_before=NOTHING, whitespace_after=NOTHING)
    arg = cst.Arg(value=value, keyword=cst.Name(name), equal=equal)
    multiline = bool(call.args) and spans_lines(call.args[-1].value)
    return _with_args(call, [*call.args, arg], appended(_gaps(call), unit, multiline=multiline))


def spans_lines(node: cst.CSTNode) -> bool:
    """True if the code of this node has more than one line."""
    code = code_of(node)
    return "\n" in code or "\r" in code


def code_of(node: cst.CSTNode) -> str:
    """Return the source of this node."""
    return cst.Module([]).code_for_node(node)


def without_arguments(call: cst.Call, indexes: Collection[int]) -> cst.Call:
    """Return the call without the arguments at these places, and without the comments that belong to them."""
    items = [Item(arg.keyword.value if arg.keyword else "", code_of(arg.value)) for arg in call.args]
    call = _with_args(call, call.args, without_comments_of(_gaps(call), items, indexes))
    for index in sorted(indexes, reverse=True):
        args = [arg for place, arg in enumerate(call.args) if place != index]
        call = _with_args(call, args, without(_gaps(call), index))
    return call


def _gaps(call: cst.Call) -> Gaps:
    between = [call.whitespace_before_args]
    for arg in call.args:
        has_comma = isinstance(arg.comma, cst.Comma)
        between.append(arg.comma.whitespace_after if isinstance(arg.comma, cst.Comma) else arg.whitespace_after_arg)
    return Gaps(tuple(between), bool(call.args) and has_comma)


def _with_args(call: cst.Call, args: Sequence[cst.Arg], gaps: Gaps) -> cst.Call:
    laid: list[cst.Arg] = []
    for place, arg in enumerate(args):
        after = gaps.between[place + 1]
        if place == len(args) - 1 and not gaps.trailing_comma:
            after = without_comma(arg, after)
            laid.append(arg.with_changes(comma=cst.MaybeSentinel.DEFAULT, whitespace_after_arg=after))
        elif isinstance(arg.comma, cst.Comma):
            laid.append(arg.with_changes(comma=arg.comma.with_changes(whitespace_after=after)))
        else:
            comma = cst.Comma(whitespace_after=after)
            laid.append(arg.with_changes(comma=comma, whitespace_after_arg=NOTHING))
    return call.with_changes(args=laid, whitespace_before_args=gaps.between[0])
