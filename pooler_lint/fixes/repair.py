"""The repair of findings: wishes in, the smallest text edits out."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

from pooler_lint.fixes.edits import apply_edits, merged
from pooler_lint.fixes.operations import Plan, Remove, Unsafe
from pooler_lint.fixes.plan import WAYS, Request, Style, joined, planned
from pooler_lint.fixes.rewrite import rewritten
from pooler_lint.fixes.source import Source
from pooler_lint.fixes.sources import Sources
from pooler_lint.fixes.spans import Span
from pooler_lint.fixes.tokens import Unreadable, tokens_of
from pooler_lint.fixes.unused import without_unused
from pooler_lint.index.deep import deep
from pooler_lint.index.parsing import parse
from pooler_lint.lines import Place
from pooler_lint.records import dataclass, replace
from pooler_lint.report import Edit

_UNLIMITED = 1_000_000

__all__ = ["Candidate", "Request", "Style", "Together", "candidates", "together"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """One way to repair a finding, and what it would change on its own."""

    request: Request
    plans: tuple[Plan, ...]
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Together:
    """Edits that make several repairs at once, and those that are among them."""

    edits: tuple[Edit, ...] = ()
    candidates: tuple[Candidate, ...] = ()


def candidates(sources: Sources, request: Request, style: Style) -> Iterator[Candidate]:
    """Yield the ways to repair one finding that can be written, the best one first; each changes something else."""
    seen: set[tuple[Edit, ...]] = set()
    for way in WAYS:
        try:
            plans = deep(partial(planned, sources, request, style, way))
        except Unsafe:
            continue
        edits = deep(partial(_edits_in_all, sources, plans, style))
        if edits and edits not in seen:
            seen.add(edits)
            yield Candidate(request, plans, edits)


def together(sources: Sources, chosen: Sequence[Candidate], style: Style) -> Together:
    """Return as many of the repairs as fit together."""
    return deep(lambda: _together(sources, chosen, style))


def _together(sources: Sources, chosen: Sequence[Candidate], style: Style) -> Together:
    edits = _edits_of_all(sources, chosen, style)
    if edits is not None:
        return Together(edits, tuple(chosen))
    # Fixes of one call contradict each other more often than those of different calls.
    by_call: dict[Place, list[Candidate]] = {}
    for one in chosen:
        by_call.setdefault(one.request.site.place, []).append(one)
    of_calls = [_compatible(sources, [[entry] for entry in own], style).candidates for own in by_call.values()]
    return _compatible(sources, of_calls, style)


def _compatible(sources: Sources, groups: Sequence[Sequence[Candidate]], style: Style) -> Together:
    """Return the fixes of as many groups as fit together, those in front first, and their edits.

    Half of the groups are tried at once, so that a few contradictions among many fixes are found quickly.
    """
    best = Together()
    stack = [list(groups)]
    while stack:
        some = stack.pop()
        taken = [*best.candidates, *(entry for group in some for entry in group)]
        if not sources.own.joining.allows(len(taken)):
            break
        edits = _edits_of_all(sources, taken, style)
        if edits is not None:
            best = Together(edits, tuple(taken))
        elif len(some) > 1:
            stack += [some[len(some) // 2 :], some[: len(some) // 2]]
    return best


def _edits_of_all(sources: Sources, chosen: Sequence[Candidate], style: Style) -> tuple[Edit, ...] | None:
    """Return the edits of these repairs at once; None if two contradict each other.

    Only those that change one statement in different ways are written together. Each other one is written already.
    """
    found: set[Edit] = set()
    for group in _groups(sources, chosen):
        edits = group[0].edits if len(group) == 1 else _edits_of_group(sources, group, style)
        if edits is None:
            return None
        found.update(edits)
    try:
        return merged(found)
    except ValueError:
        return None


def _edits_of_group(sources: Sources, group: Sequence[Candidate], style: Style) -> tuple[Edit, ...] | None:
    """Return the edits of a group; most groups are asked for several times, each time together with others."""
    key, known = tuple(map(id, group)), sources.written
    if key not in known:
        known[key] = group, _edits_in_all(sources, (plan for one in group for plan in one.plans), style)
    return known[key][1]


def _groups(sources: Sources, chosen: Sequence[Candidate]) -> Iterable[Sequence[Candidate]]:
    """Return the repairs in groups, those together that change one statement in different ways."""
    if any(plan.drops_unused for one in chosen for plan in one.plans):
        return [chosen]  # what is unused depends on all of them
    ways: dict[tuple[str, Span], dict[frozenset[Edit], list[int]]] = {}
    for place, one in enumerate(chosen):
        inside: dict[tuple[str, Span], list[Edit]] = {}
        for edit in one.edits:
            inside.setdefault((edit.path, sources.statement_around(edit)), []).append(edit)
        for where, edits in inside.items():
            ways.setdefault(where, {}).setdefault(frozenset(edits), []).append(place)
    group_of = list(range(len(chosen)))

    def first(place: int) -> int:
        while group_of[place] != place:
            group_of[place] = place = group_of[group_of[place]]
        return place

    for own in ways.values():
        places = [place for some in own.values() for place in some] if len(own) > 1 else []
        for place in places[1:]:
            group_of[first(place)] = first(places[0])
    groups: dict[int, list[Candidate]] = {}
    for place, one in enumerate(chosen):
        groups.setdefault(first(place), []).append(one)
    return groups.values()


def _edits_in_all(sources: Sources, plans: Iterable[Plan], style: Style) -> tuple[Edit, ...] | None:
    """Return the edits of these plans at once; None if they can't be written safely, or contradict another."""
    found: list[Edit] = []
    for plan in joined(plans):
        edits = _edits(sources.at(plan.file), plan, style)
        if edits is None:
            return None
        path = sources.other(plan.file).path if plan.file else ""
        found += [replace(edit, path=path) for edit in edits]
    return tuple(found)


def _edits(source: Source, plan: Plan, style: Style) -> tuple[Edit, ...] | None:
    """Return the edits of a plan for one file; None if they can't be written safely."""
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
    """True if this is Python, be it a part of a block; the compiler refuses a repeated keyword, and not the parser."""
    try:
        tree = parse(f"if 1:\n{text}" if text[:1] in (" ", "\t") else text)
    except (SyntaxError, ValueError, MemoryError):
        return False
    calls = ([one.arg for one in node.keywords if one.arg] for node in ast.walk(tree) if isinstance(node, ast.Call))
    return all(len(names) == len(set(names)) for names in calls)
