"""The repair of findings: wishes in, the smallest text edits out."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from pooler_lint.fixes.edits import apply_edits, merged
from pooler_lint.fixes.operations import Plan, Remove, Unsafe
from pooler_lint.fixes.plan import Request, Style, planned
from pooler_lint.fixes.rewrite import rewritten
from pooler_lint.fixes.source import Source
from pooler_lint.fixes.spans import Span
from pooler_lint.fixes.tokens import Unreadable, tokens_of
from pooler_lint.fixes.unused import without_unused
from pooler_lint.lines import Place
from pooler_lint.report import Edit, Fix
from pooler_lint.syntax.deep import deep

_UNLIMITED = 1_000_000

__all__ = ["Repairs", "Request", "Style", "repair", "repair_all", "repairs_of"]


_Planned: TypeAlias = tuple[Request, Plan]


@dataclass(frozen=True, slots=True)
class Repairs:
    """Edits for several findings at once, and which of the findings they repair."""

    edits: tuple[Edit, ...]
    repaired: tuple[Request, ...]


def repair(source: Source, request: Request, style: Style) -> Fix | None:
    """The repair of one finding; None where it has no wishes, needs no change or can't be written safely."""
    edits = deep(lambda: _edits(source, _plan(source, request, style), style))
    if not edits:
        return None
    return Fix(request.breaks.title, request.breaks.safety, edits)


def repair_all(source: Source, requests: Sequence[Request], style: Style) -> tuple[Edit, ...]:
    """The repair of as many of the findings as fit together: sorted edits that do not overlap."""
    return repairs_of(source, requests, style).edits


def repairs_of(source: Source, requests: Sequence[Request], style: Style) -> Repairs:
    """As `repair_all`, and which of the findings are repaired; the others may be in another round."""
    return deep(lambda: _together(source, requests, style))


def _together(source: Source, requests: Sequence[Request], style: Style) -> Repairs:
    plans: list[_Planned] = []
    for request in requests:
        plan = _plan(source, request, style)
        if plan is not None and _edits(source, plan, style):
            plans.append((request, plan))
    edits = _edits(source, _joined(plans), style)
    if edits is not None:
        return Repairs(edits, tuple(request for request, _ in plans))
    # Fixes of one call contradict each other more often than those of different calls.
    by_call: dict[Place, list[_Planned]] = {}
    for entry in plans:
        by_call.setdefault(entry[0].site.place, []).append(entry)
    of_calls = [_compatible(source, [[entry] for entry in own], style)[0] for own in by_call.values()]
    taken, edits = _compatible(source, of_calls, style)
    return Repairs(edits or (), tuple(request for request, _ in taken))


def _compatible(
    source: Source, groups: Sequence[Sequence[_Planned]], style: Style
) -> tuple[list[_Planned], tuple[Edit, ...] | None]:
    """Return the fixes of as many groups as fit together, those in front first, and their edits.

    Half of the groups are tried at once, so that a few contradictions among many fixes are found quickly.
    """
    taken: list[_Planned] = []
    edits: tuple[Edit, ...] | None = None
    stack = [list(groups)]
    while stack:
        some = stack.pop()
        together = [*taken, *(entry for group in some for entry in group)]
        if not source.joining.allows(len(together)):
            break
        grown = _edits(source, _joined(together), style)
        if grown is not None:
            taken, edits = together, grown
        elif len(some) > 1:
            stack += [some[len(some) // 2 :], some[: len(some) // 2]]
    return taken, edits


def _joined(plans: Sequence[tuple[Request, Plan]]) -> Plan:
    operations = dict.fromkeys(operation for _, plan in plans for operation in plan.operations)
    imports = dict.fromkeys(edit for _, plan in plans for edit in plan.imports)
    return Plan(tuple(operations), tuple(imports), any(plan.drops_unused for _, plan in plans))


def _plan(source: Source, request: Request, style: Style) -> Plan | None:
    try:
        return planned(source, request, style)
    except Unsafe:
        return None


def _edits(source: Source, plan: Plan | None, style: Style) -> tuple[Edit, ...] | None:
    """The edits of the plan, None if they can't be written safely."""
    if plan is None:
        return None
    for length in (style.line_length, _UNLIMITED):  # a layout that went wrong must not cost the repair
        try:
            edits = merged(_all_edits(source, plan, length))
            removed = [operation.value for operation in plan.operations if isinstance(operation, Remove)]
            if _is_right(source, edits, removed):
                return edits
        except (Unsafe, Unreadable, ValueError):
            return None
    return None


def _all_edits(source: Source, plan: Plan, length: int) -> list[Edit]:
    edits = [*rewritten(source, plan.operations, length), *plan.imports]
    return without_unused(source, plan.operations, edits) if plan.drops_unused else edits


def _is_right(source: Source, edits: Sequence[Edit], removed: Sequence[Span] = ()) -> bool:
    """True if the edited text parses, and keeps its comments except where the values at `removed` go with theirs.

    Only the statements around the edits are looked at, so that each fix of a large file takes time for its own place.
    Raises `Unreadable` where the text can't be split into tokens, though it parses.
    """
    inside: dict[Span, list[Edit]] = {}
    for edit in edits:
        inside.setdefault(source.statement_around(edit), []).append(edit)
    for region, own in _apart(inside):
        old = source.text[region.start : region.end]
        moved = [Edit(edit.start - region.start, edit.end - region.start, edit.content) for edit in own]
        new = apply_edits(old, moved)
        is_checked = source.parsing.allows(len(old))
        if is_checked and not _parses(new) and (_parses(old) or not _parses_as_a_whole(source, edits)):
            return False
        loses = any("#" in old[edit.start : edit.end] for edit in moved)
        loses = loses and not any(region.start <= span.start < region.end for span in removed)
        if loses and not (is_checked and _comments(old) <= _comments(new)):
            return False
    return True


def _apart(regions: Mapping[Span, Sequence[Edit]]) -> Iterator[tuple[Span, list[Edit]]]:
    """Yield the regions with their edits, those that touch as one."""
    whole: Span | None = None
    edits: list[Edit] = []
    for region in sorted(regions, key=lambda span: (span.start, span.end)):
        if whole is not None and region.start > whole.end:
            yield whole, edits
            whole, edits = None, []
        whole = region if whole is None else Span(whole.start, max(whole.end, region.end))
        edits += regions[region]
    if whole is not None:
        yield whole, edits


def _parses_as_a_whole(source: Source, edits: Sequence[Edit]) -> bool:
    return _parses(apply_edits(source.text, edits)) or not _parses(source.text)


def _comments(text: str) -> Counter[str]:
    return Counter(token.text.rstrip() for token in tokens_of(text) if token.kind == "comment")


def _parses(text: str) -> bool:
    """True if this is Python, be it a part of a block."""
    try:
        ast.parse(f"if 1:\n{text}" if text[:1] in (" ", "\t") else text)
    except (SyntaxError, ValueError, MemoryError):
        return False
    return True
