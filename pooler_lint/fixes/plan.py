"""From what a rule wishes for a call to the operations on the nodes of its file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import TypeAlias

import libcst as cst

from pooler_lint.fixes.beside import beside_the_options, in_place, in_unpacked_dict, where_written
from pooler_lint.fixes.calls import keyword, repeats_keyword
from pooler_lint.fixes.conditional import under_test
from pooler_lint.fixes.importing import dotted_name
from pooler_lint.fixes.imports import Written, written
from pooler_lint.fixes.locate import Found
from pooler_lint.fixes.operations import Operation, Plan, Remove, Replace, Unsafe, span_at
from pooler_lint.fixes.slots import New, cut_from_query, written_at
from pooler_lint.fixes.source import Source
from pooler_lint.fixes.sources import Sources
from pooler_lint.fixes.spans import Span, span_of
from pooler_lint.fixes.texts import text_edits
from pooler_lint.lines import Place
from pooler_lint.model import (
    Breaks,
    Case,
    ConnectionSite,
    DropArgument,
    DropOption,
    DropUnused,
    DropUnusedImports,
    EditText,
    SetCallee,
    SetOption,
    Wish,
)
from pooler_lint.records import dataclass, replace
from pooler_lint.slots import Field, Imported, OptionKind


@dataclass(frozen=True, slots=True)
class Request:
    """A finding that is to be repaired: its call, the case in which it breaks, and the verdict with its wishes.

    `variants` are all the cases in which it breaks like this, each with its own verdict.
    """

    site: ConnectionSite
    case: Case
    breaks: Breaks
    code: str = ""
    variants: tuple[tuple[Case, Breaks], ...] = ()

    @property
    def each(self) -> tuple[tuple[Case, Breaks], ...]:
        """Return every case with its verdict; this one alone where no others are known."""
        return self.variants or ((self.case, self.breaks),)


@dataclass(frozen=True, slots=True)
class Style:
    """How the new code is to look where the file itself does not say."""

    line_length: int = 88


Way: TypeAlias = Callable[[New], Plan]
"""How one option is written. Raises `Unsafe`."""

WAYS: tuple[Way | None, ...] = (in_place, written_at, in_unpacked_dict, beside_the_options, None)
"""In the order in which they are tried: where the value or its sibling is, in the slot of the library, in the dict that
the call unpacks, beside the dict of driver options; None: all options at once, under a test of the URL."""


def planned(sources: Sources, request: Request, style: Style, way: Way | None = written_at) -> tuple[Plan, ...]:
    """Return how the wishes of the request are met in each of its cases. Raises `Unsafe` if one of them can't be."""
    source, site = sources.own, span_of(request.site.place)
    found = source.expressions([site]).get(site)
    if found is None or not (isinstance(found.node, cst.Call) or request.site.declared):
        raise Unsafe("there is no call at the place of the finding")
    # What is declared has no keywords of its own; a call that stands there hands them to something else.
    call = found.node if isinstance(found.node, cst.Call) and not request.site.declared else cst.Call(cst.Name("_"))
    if repeats_keyword(call):
        raise Unsafe("the call is given a keyword twice, which Python refuses")
    each = [
        _Planner(sources, replace(request, case=case, breaks=breaks), found, call, style)
        for case, breaks in _told_apart(request)
    ]
    if any(planner.uses_shared_object() for planner in each):
        raise Unsafe("what the call is handed is used in other places too")
    if way is None:
        return joined([planner.under_test([case for case, _ in request.each]) for planner in each])
    return joined([planner.plan(wish, way) for planner in each for wish in planner.request.breaks.wishes])


def joined(plans: Iterable[Plan]) -> tuple[Plan, ...]:
    """Return one plan for each file, which together do all of this."""
    files: dict[str, list[Plan]] = {}
    for plan in plans:
        files.setdefault(plan.file, []).append(plan)
    return tuple(_joined_in(file, files[file]) for file in sorted(files))


def _joined_in(file: str, plans: Sequence[Plan]) -> Plan:
    operations = dict.fromkeys(operation for plan in plans for operation in plan.operations)
    imports = dict.fromkeys(edit for plan in plans for edit in plan.imports)
    return Plan(tuple(operations), tuple(imports), any(plan.drops_unused for plan in plans), file)


def _told_apart(request: Request) -> Iterable[tuple[Case, Breaks]]:
    """Return the cases of a request, without those in which the same is written in the same places."""
    first: dict[tuple[object, ...], tuple[Case, Breaks]] = {}
    for case, breaks in request.each:
        options = tuple((one.name, one.kind, one.place, getattr(one.value, "place", None)) for one in case.options)
        first.setdefault((breaks.wishes, options, case.slots), (case, breaks))
    return first.values()


@dataclass(frozen=True, slots=True)
class _Planner:
    sources: Sources
    request: Request
    found: Found
    call: cst.Call
    style: Style

    @property
    def source(self) -> Source:
        return self.sources.own

    def plan(self, wish: Wish, way: Way) -> Plan:
        if isinstance(wish, DropArgument):
            return Plan((self._drop_argument(wish),))
        if isinstance(wish, DropOption):
            return self._drop(wish)
        if isinstance(wish, DropUnused):
            return self._drop_unused(wish)
        if isinstance(wish, EditText):
            return Plan(imports=text_edits(self.source, self._span(wish.literal), wish.changes))
        if isinstance(wish, (SetCallee, DropUnusedImports)):
            return self._set_callee(wish) if isinstance(wish, SetCallee) else Plan(drops_unused=True)
        return self._set(wish, way)

    def _set_callee(self, wish: SetCallee) -> Plan:
        func = self.call.func.value if isinstance(self.call.func, cst.Subscript) else self.call.func
        if dotted_name(func).rpartition(".")[2] in ("", "partial"):
            raise Unsafe("what is called does not stand there as a name")
        name = self._written(wish.name)
        return Plan((Replace(self.source.outer_span(func), name.expression),), name.edits)

    def _set(self, wish: SetOption, way: Way) -> Plan:
        new = self._new(wish)
        plan = way(new)
        return plan if plan.file else new.finished(plan)

    def _new(self, wish: SetOption) -> New:
        request, path = self.request, self.found.path
        return New(self.sources, request.site, request.case, self.call, wish, path, self.style.line_length)

    def under_test(self, broken: Sequence[Case]) -> Plan:
        """Return how the options are written that the URLs of these cases alone get. Raises `Unsafe`."""
        wishes = [wish for wish in self.request.breaks.wishes if isinstance(wish, SetOption)]
        if len(wishes) != len(self.request.breaks.wishes) or len({wish.driver for wish in wishes}) != 1:
            raise Unsafe("not all of this can be written under a test")
        news = [self._new(wish) for wish in wishes]
        plan = under_test(news, broken)
        for new in news:
            plan = new.finished(plan)
        return plan

    def uses_shared_object(self) -> bool:
        """True if the call is given an object that other code may use too; the evaluator knows that of a dict."""
        slot = self.request.case.slots.call
        if not isinstance(slot, Field) or slot.place is None or self.request.site.place.holds(slot.place):
            return False
        arg = keyword(self.call, slot.keyword)
        if arg is None or not isinstance(arg.value, cst.Name):
            return True
        return len(re.findall(rf"\b{arg.value.value}\b(?!\s*=[^=])", self.source.text)) != 1

    def _written(self, name: Imported) -> Written:
        return written(self.source, name, self.found.path, self.style.line_length)

    def _drop(self, wish: DropOption) -> Plan:
        option = self.request.case.option(wish.name, wish.kind)
        span = self._span(option.place) if option is not None and option.place is not None else None
        if wish.kind is OptionKind.QUERY:
            return Plan((cut_from_query(self.source, self.call, wish.name, span),))
        if wish.kind is OptionKind.LATER:
            raise Unsafe(f"{wish.name} is set after connecting")
        if span is not None:
            return Plan((Remove(span),))
        arg = keyword(self.call, wish.name)
        if wish.kind not in (OptionKind.CALL, OptionKind.DRIVER) or (arg is None and option is None):
            raise Unsafe(f"{wish.name} is not found in the text")
        if arg is not None:
            return Plan((Remove(self.source.outer_span(arg.value)),))
        assert option is not None
        located = where_written(self.sources, option)
        return Plan((Remove(located.span),), file=located.file)

    def _drop_unused(self, wish: DropUnused) -> Plan:
        """Return the removal; nothing where a variant gets the argument too, in which nothing is wrong."""
        option = self.request.case.option(wish.name, OptionKind.CALL)
        if option is None or option.place is None:
            return Plan()
        broken = [case for case, _ in self.request.each]
        for case in self.request.site.cases:
            other = case.option(wish.name, OptionKind.CALL)
            if other is not None and other.place == option.place and case not in broken:
                return Plan()
        return Plan((Remove(self._span(option.place)),))

    def _span(self, place: Place) -> Span:
        return span_at(place, self.request.site)

    def _drop_argument(self, wish: DropArgument) -> Operation:
        span = self._span(wish.place)
        found = self.source.expressions([span]).get(span)
        arg = keyword(found.node, wish.name) if found and isinstance(found.node, cst.Call) else None
        if arg is None:
            raise Unsafe(f"there is no argument {wish.name} at the place")
        return Remove(self.source.outer_span(arg.value))
