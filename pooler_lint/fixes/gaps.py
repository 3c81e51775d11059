"""The whitespace between the items of a bracket, and what becomes of it when an item comes or goes."""

from __future__ import annotations

from collections.abc import Sequence

import libcst as cst

from pooler_lint.records import dataclass, replace

Gap = cst.BaseParenthesizableWhitespace

NOTHING = cst.SimpleWhitespace("")
SPACE = cst.SimpleWhitespace(" ")


@dataclass(frozen=True, slots=True)
class Gaps:
    """`between[0]` follows the opening bracket, `between[i]` the comma of item i, the last precedes the closing one."""

    between: tuple[Gap, ...]
    trailing_comma: bool

    @property
    def items(self) -> int:
        """How many items there are."""
        return len(self.between) - 1


def gap_comments(gap: Gap) -> bool:
    """True if a comment stands in this whitespace."""
    if not isinstance(gap, cst.ParenthesizedWhitespace):
        return False
    return gap.first_line.comment is not None or any(line.comment for line in gap.empty_lines)


def appended(gaps: Gaps, unit: str, *, multiline: bool) -> Gaps:
    """The gaps after one more item at the end, in the style of the items before it.

    `unit` is one indentation; `multiline` says that the last item spans several lines itself.
    """
    if gaps.items == 0:
        return _first_item(gaps.between[0], unit)
    *before, closing = gaps.between
    own_lines = gaps.trailing_comma or multiline or _one_a_line(gaps)
    if isinstance(closing, cst.ParenthesizedWhitespace) and own_lines:
        separator = closing.with_changes(last_line=_item_indent(before, closing, unit))
        comma = gaps.trailing_comma or gaps.items == 1
        return Gaps((*before, separator, _bare(closing)), comma)
    return Gaps((*before, _separator(gaps), closing), gaps.trailing_comma)


def without(gaps: Gaps, index: int) -> Gaps:
    """The gaps after the item at `index` went; comments that do not belong to it stay on lines of their own."""
    merged = _merged(gaps.between[index], gaps.between[index + 1], first=index == 0, last=index == gaps.items - 1)
    if gaps.items == 1 and not gap_comments(merged):
        merged = NOTHING
    between = (*gaps.between[:index], merged, *gaps.between[index + 2 :])
    return replace(gaps, between=between)


def without_comma(item: cst.Arg | cst.BaseDictElement, after: Gap) -> Gap:
    """Return the whitespace `after` an item that loses its comma, with the comment that stands before the comma."""
    before = item.comma.whitespace_before if isinstance(item.comma, cst.Comma) else NOTHING
    if not isinstance(before, cst.ParenthesizedWhitespace) or not gap_comments(before):
        return after
    if not isinstance(after, cst.ParenthesizedWhitespace):
        return before.with_changes(last_line=NOTHING)
    return before.with_changes(empty_lines=[*before.empty_lines, *after.empty_lines], last_line=after.last_line)


def _first_item(inside: Gap, unit: str) -> Gaps:
    if not isinstance(inside, cst.ParenthesizedWhitespace):
        return Gaps((NOTHING, NOTHING), False)
    indent = cst.SimpleWhitespace(inside.last_line.value + unit)
    return Gaps((inside.with_changes(last_line=indent), _bare(inside)), True)


def _one_a_line(gaps: Gaps) -> bool:
    inner = gaps.between[1:-1]
    return any(isinstance(gap, cst.ParenthesizedWhitespace) for gap in inner) or gap_comments(gaps.between[-1])


def _item_indent(before: Sequence[Gap], closing: cst.ParenthesizedWhitespace, unit: str) -> cst.SimpleWhitespace:
    for gap in before:
        if isinstance(gap, cst.ParenthesizedWhitespace):
            return gap.last_line
    return cst.SimpleWhitespace(closing.last_line.value + unit)


def _separator(gaps: Gaps) -> Gap:
    """Whitespace for after the comma that the last item gets now."""
    if gaps.items > 1:
        gap = gaps.between[-2]
    elif isinstance(gaps.between[-1], cst.ParenthesizedWhitespace):
        gap = SPACE
    else:
        gap = gaps.between[0] if isinstance(gaps.between[0], cst.ParenthesizedWhitespace) else SPACE
    return _bare(gap) if isinstance(gap, cst.ParenthesizedWhitespace) else gap


def _bare(gap: cst.ParenthesizedWhitespace) -> cst.ParenthesizedWhitespace:
    """The same line break and indentation, without comments and blank lines."""
    line = gap.first_line.with_changes(whitespace=NOTHING, comment=None)
    return gap.with_changes(first_line=line, empty_lines=[])


def _merged(before: Gap, after: Gap, *, first: bool, last: bool) -> Gap:
    if not isinstance(before, cst.ParenthesizedWhitespace):
        if last or gap_comments(after):
            return after
        return after if isinstance(after, cst.ParenthesizedWhitespace) and not first else before
    if not isinstance(after, cst.ParenthesizedWhitespace):
        return after if last and not gap_comments(before) else before
    beside = after.first_line
    moved = []
    if beside.comment is not None:
        moved.append(cst.EmptyLine(True, before.last_line, beside.comment, beside.newline))
    above, below = [*before.empty_lines, *moved], list(after.empty_lines)
    if above and below and above[-1].comment is None and below[0].comment is None:
        above.pop()  # one blank line is enough in the place of an item
    lines = [*above, *below]
    return before.with_changes(empty_lines=lines, last_line=after.last_line)
