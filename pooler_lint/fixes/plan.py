"""From what a rule wishes for a call to the operations on the nodes of its file."""

from __future__ import annotations

from dataclasses import dataclass

import libcst as cst

from pooler_lint.fixes.calls import keyword
from pooler_lint.fixes.dicts import entry_value
from pooler_lint.fixes.imports import written
from pooler_lint.fixes.locate import Found
from pooler_lint.fixes.operations import AddDictKeyword, AddEntry, AddKeyword, Operation, Remove, Replace, Unsafe
from pooler_lint.fixes.source import Source
from pooler_lint.fixes.urls import query_cut
from pooler_lint.model import (
    Breaks,
    Case,
    ConnectionSite,
    DropArgument,
    DropOption,
    Edit,
    Home,
    Imported,
    Option,
    SetOption,
    Wish,
)
from pooler_lint.values import Span


@dataclass(frozen=True, slots=True)
class Request:
    """A finding that is to be repaired: its call, the case in which it breaks, and the verdict with its wishes."""

    site: ConnectionSite
    case: Case
    breaks: Breaks
    code: str = ""
    """The rule's code; the loop compares how often each one is found."""


@dataclass(frozen=True, slots=True)
class Style:
    """How the new code is to look where the file itself does not say."""

    line_length: int = 88


@dataclass(frozen=True, slots=True)
class Plan:
    """The operations on nodes, and the edits that bring in imports."""

    operations: tuple[Operation, ...] = ()
    imports: tuple[Edit, ...] = ()


def planned(source: Source, request: Request, style: Style) -> Plan:
    """How the wishes of the request are met. Raises `Unsafe` if one of them can't be."""
    found = source.expressions([request.site.span]).get(request.site.span)
    if found is None or not isinstance(found.node, cst.Call):
        raise Unsafe("there is no call at the place of the finding")
    planner = _Planner(source, request, found, found.node, style)
    plans = [planner.plan(wish) for wish in request.breaks.wishes]
    operations = tuple(dict.fromkeys(operation for plan in plans for operation in plan.operations))
    return Plan(operations, tuple(dict.fromkeys(edit for plan in plans for edit in plan.imports)))


@dataclass(frozen=True, slots=True)
class _Planner:
    source: Source
    request: Request
    found: Found
    call: cst.Call
    style: Style

    def plan(self, wish: Wish) -> Plan:
        if isinstance(wish, DropArgument):
            return Plan((self._drop_argument(wish),))
        if isinstance(wish, DropOption):
            return Plan((self._drop(wish),))
        if isinstance(wish.value, Imported):
            name = written(self.source, wish.value, self.found.path, self.style.line_length)
            return Plan((self._set(wish, name.expression),), name.edits)
        return Plan((self._set(wish, wish.value),))

    def _set(self, wish: SetOption, value: str) -> Operation:
        holder = self.request.site.driver_options_in if wish.driver else None
        if holder is None:
            return self._set_keyword(wish.name, value)
        return self._set_entry(wish.name, value, holder)

    def _set_keyword(self, name: str, value: str) -> Operation:
        arg = keyword(self.call, name)
        option = self.request.case.option(name, Home.CALL, Home.DRIVER)
        if option is not None and option.span is not None:
            return Replace(option.span, value)
        if arg is not None:
            return Replace(self.source.outer_span(arg.value), value)
        if option is not None:
            raise Unsafe(f"{name} comes from a place that the text does not show")
        if any(case.option(name, Home.CALL, Home.DRIVER) is not None for case in self.request.site.cases):
            raise Unsafe(f"{name} would be given twice on another way through the code")
        return AddKeyword(self.request.site.span, name, value)

    def _set_entry(self, name: str, value: str, holder: str) -> Operation:
        case = self.request.case
        option = case.option(name, Home.DRIVER)
        if option is not None and option.span is not None and not self._is_shared(option):
            return Replace(option.span, value)
        literal = case.driver_dict
        if literal is not None and literal.span is not None and literal.exclusive:
            return self._entry(literal.span, name, value)
        if case.driver_dict_span is not None:
            return self._entry(case.driver_dict_span, name, value)
        arg = keyword(self.call, holder)
        if arg is not None:
            return self._entry(self.source.outer_span(arg.value), name, value)
        if literal is not None:
            raise Unsafe(f"{holder} comes from a place that the text does not show")
        if any(other.driver_dict is not None for other in self.request.site.cases):
            raise Unsafe(f"{holder} would be given twice on another way through the code")
        return AddDictKeyword(self.request.site.span, holder, name, value)

    def _entry(self, span: Span, name: str, value: str) -> Operation:
        place = self.source.expressions([span]).get(span)
        if place is None:
            raise Unsafe("there is no expression at the place of the driver options")
        present = entry_value(place.node, name)
        if present is not None:
            return Replace(self.source.outer_span(present), value)
        return AddEntry(span, name, value)

    def _is_shared(self, option: Option) -> bool:
        """True if the value stands outside of the call, in a dict that others use too."""
        shown = self.request.case.driver_dict
        site = self.request.site.span
        if option.span is None or shown is None or shown.exclusive:
            return False
        return not (site.start <= option.span.start and option.span.end <= site.end)

    def _drop(self, wish: DropOption) -> Operation:
        option = self.request.case.option(wish.name, wish.home)
        if wish.home is Home.QUERY:
            place = None
            if option is not None and option.span is not None:
                place = self.source.expressions([option.span]).get(option.span)
            return query_cut(self.source, self.call, wish.name, place.node if place else None)
        if wish.home is Home.LATER:
            raise Unsafe(f"{wish.name} is set after connecting")
        if option is not None and option.span is not None:
            if wish.home is Home.DRIVER and self._is_shared(option):
                raise Unsafe(f"{wish.name} stands in a dict that others use too")
            return Remove(option.span)
        return Remove(self.source.outer_span(self._value_to_drop(wish)))

    def _value_to_drop(self, wish: DropOption) -> cst.BaseExpression:
        arg = keyword(self.call, wish.name)
        if arg is not None and wish.home in (Home.CALL, Home.DRIVER):
            return arg.value
        case = self.request.case
        shown = case.server_settings if wish.home is Home.SERVER_SETTINGS else case.driver_dict
        if wish.home is not Home.CALL and shown is not None and shown.span is not None and shown.exclusive:
            place = self.source.expressions([shown.span]).get(shown.span)
            value = entry_value(place.node, wish.name) if place else None
            if value is not None:
                return value
        raise Unsafe(f"{wish.name} is not found in the text")

    def _drop_argument(self, wish: DropArgument) -> Operation:
        place = self.source.expressions([wish.span]).get(wish.span)
        arg = keyword(place.node, wish.name) if place and isinstance(place.node, cst.Call) else None
        if arg is None:
            raise Unsafe(f"there is no argument {wish.name} at the place")
        return Remove(self.source.outer_span(arg.value))
