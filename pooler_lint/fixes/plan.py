"""From what a rule wishes for a call to the operations on the nodes of its file."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

import libcst as cst

from pooler_lint.fixes.calls import keyword, repeats_keyword
from pooler_lint.fixes.declared import added_to, dict_of, statement_after
from pooler_lint.fixes.dicts import entry_value, is_dict_call
from pooler_lint.fixes.importing import dotted_name
from pooler_lint.fixes.imports import Written, written
from pooler_lint.fixes.locate import Found
from pooler_lint.fixes.operations import (
    AddDictEntry,
    AddDictKeyword,
    AddEntry,
    AddHeld,
    AddKeyword,
    Operation,
    Remove,
    Replace,
    Unsafe,
)
from pooler_lint.fixes.queries import query_addition
from pooler_lint.fixes.source import Source
from pooler_lint.fixes.texts import text_edits
from pooler_lint.fixes.urls import query_cut
from pooler_lint.model import (
    Breaks,
    Case,
    ConnectionSite,
    DropArgument,
    DropOption,
    DropUnusedImports,
    EditText,
    Home,
    Imported,
    Option,
    SetCallee,
    SetOption,
    Wish,
)
from pooler_lint.report import Edit
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
    """The operations on nodes, and the edits that bring in imports or stand inside of a string."""

    operations: tuple[Operation, ...] = ()
    imports: tuple[Edit, ...] = ()
    drops_unused: bool = False
    """Imports go that only the code which is taken away has used."""


def planned(source: Source, request: Request, style: Style) -> Plan:
    """How the wishes of the request are met. Raises `Unsafe` if one of them can't be."""
    found = source.expressions([request.site.span]).get(request.site.span)
    if found is None or not (isinstance(found.node, cst.Call) or request.site.declared):
        raise Unsafe("there is no call at the place of the finding")
    # What is declared has no keywords of its own; a call that stands there hands them to something else.
    call = found.node if isinstance(found.node, cst.Call) and not request.site.declared else cst.Call(cst.Name("_"))
    if repeats_keyword(call):
        raise Unsafe("the call is given a keyword twice, which Python refuses")
    planner = _Planner(source, request, found, call, style)
    if planner.uses_shared_holder():
        raise Unsafe("what the call is handed is used in other places too")
    plans = [planner.plan(wish) for wish in request.breaks.wishes]
    operations = tuple(dict.fromkeys(operation for plan in plans for operation in plan.operations))
    imports = tuple(dict.fromkeys(edit for plan in plans for edit in plan.imports))
    return Plan(operations, imports, any(plan.drops_unused for plan in plans))


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
        if isinstance(wish, EditText):
            return Plan(imports=text_edits(self.source, wish))
        if isinstance(wish, (SetCallee, DropUnusedImports)):
            return self._set_callee(wish) if isinstance(wish, SetCallee) else Plan(drops_unused=True)
        if wish.driver and self.request.case.nowhere is not None:
            raise Unsafe(self.request.case.nowhere)
        if wish.driver and self.request.case.home is Home.QUERY and isinstance(wish.value, str):
            return Plan(self._set_query(wish.name, wish.value))
        if isinstance(wish.value, Imported):
            name = self._written(wish.value)
            plan = self._set(wish, name.expression)
            return replace(plan, imports=(*name.edits, *plan.imports))
        return self._set(wish, wish.value)

    def _set_callee(self, wish: SetCallee) -> Plan:
        func = self.call.func.value if isinstance(self.call.func, cst.Subscript) else self.call.func
        if dotted_name(func).rpartition(".")[2] in ("", "partial"):
            raise Unsafe("what is called does not stand there as a name")
        name = self._written(wish.name)
        return Plan((Replace(self.source.outer_span(func), name.expression),), name.edits)

    def _set(self, wish: SetOption, value: str) -> Plan:
        in_dict = wish.driver and self.request.case.home in (None, Home.DRIVER)
        inside = self.request.site.driver_options_in if in_dict else None
        if inside is None and self.request.site.declared:
            return self._set_declared(wish.name, value)
        if inside is None:
            return self._set_keyword(wish.name, value)
        return self._set_entry(wish.name, value, inside)

    def _set_query(self, name: str, value: str) -> tuple[Operation, ...]:
        case = self.request.case
        if case.dsn_span is None or case.dsn is None:
            raise Unsafe("the URL comes from a place that the text does not show")
        given = case.option(name, Home.QUERY) is not None
        cuts = (self._drop(DropOption(name, Home.QUERY)),) if given else ()
        return (*cuts, query_addition(self.source, case.dsn_span, case.dsn.span, name, value))

    def _set_keyword(self, name: str, value: str) -> Plan:
        option = self.request.case.option(name, Home.CALL, Home.DRIVER)
        if option is not None and option.span is not None:
            return Plan((Replace(option.span, value),))
        if self.request.case.holder is not None:
            return self._held(name, value)
        arg = keyword(self.call, name)
        if arg is not None:
            return Plan((Replace(self.source.outer_span(arg.value), value),))
        if option is not None:
            raise Unsafe(f"{name} comes from a place that the text does not show")
        if any(case.option(name, Home.CALL, Home.DRIVER) is not None for case in self.request.site.cases):
            raise Unsafe(f"{name} would be given twice on another way through the code")
        return Plan((AddKeyword(self.request.site.span, name, value),))

    def _set_declared(self, name: str, value: str) -> Plan:
        """An entry of the dict that stands in the place of a call."""
        case = self.request.case
        option = case.option(name, Home.CALL)
        if option is not None and option.span is not None:
            return Plan((Replace(option.span, value),))
        last = added_to(case)
        if last is not None:
            return Plan((), (statement_after(self.source, last, self.request.site.callee, name, value),))
        return Plan((self._entry(dict_of(case), name, value),))

    def _held(self, name: str, value: str, inside: str | None = None) -> Plan:
        """One more argument of the engine or pool, or entry of the dict `inside` there, where those are written."""
        call, holder = self.request.site.span, self.request.case.holder
        if holder is None or holder.hidden or self.request.case.option(inside or name, Home.CALL) is not None:
            raise Unsafe(f"{name} would belong to a place that the text does not show")
        if holder.span is None:
            maker = None if holder.made_by is None else self._written(holder.made_by)
            made_by, imports = (None, ()) if maker is None else (maker.expression, maker.edits)
            new = AddHeld(call, holder.keyword, made_by, holder.starts_with, inside, name, value)
            return Plan((new,), imports)
        place = self.source.expressions([holder.span]).get(holder.span)
        if place is None:
            raise Unsafe(f"{holder.keyword} does not stand in the text")
        as_call = isinstance(place.node, cst.Call) and not is_dict_call(place.node)
        if inside is not None:
            added = AddDictKeyword if as_call else AddDictEntry
            return Plan((added(holder.span, inside, name, value),))
        return Plan((AddKeyword(holder.span, name, value) if as_call else AddEntry(holder.span, name, value),))

    def uses_shared_holder(self) -> bool:
        """True if the call is handed an object that other code may use too; the reading says so of a dict itself."""
        holder, site = self.request.case.holder, self.request.site.span
        if holder is None or holder.made_by is None or holder.span is None:
            return False
        if site.start <= holder.span.start and holder.span.end <= site.end:
            return False
        arg = keyword(self.call, holder.keyword)
        if arg is None or not isinstance(arg.value, cst.Name):
            return True
        return len(re.findall(rf"\b{arg.value.value}\b(?!\s*=[^=])", self.source.text)) != 1

    def _written(self, name: Imported) -> Written:
        return written(self.source, name, self.found.path, self.style.line_length)

    def _set_entry(self, name: str, value: str, inside: str) -> Plan:
        case = self.request.case
        option = case.option(name, Home.DRIVER)
        if option is not None and option.span is not None and not self._is_shared(option):
            return Plan((Replace(option.span, value),))
        literal = case.driver_dict
        if literal is not None and literal.span is not None and literal.exclusive:
            return Plan((self._entry(literal.span, name, value),))
        if case.driver_dict_span is not None:
            return Plan((self._entry(case.driver_dict_span, name, value),))
        if self.request.site.declared and literal is None:
            return Plan((AddDictEntry(dict_of(case), inside, name, value),))
        if case.holder is not None and literal is None:
            return self._held(name, value, inside)
        if self.request.site.part is not None:
            raise Unsafe(f"{inside} of {self.request.site.part} comes from a place that the text does not show")
        arg = keyword(self.call, inside)
        if arg is not None:
            return Plan((self._entry(self.source.outer_span(arg.value), name, value),))
        if literal is not None:
            raise Unsafe(f"{inside} comes from a place that the text does not show")
        if any(other.driver_dict is not None for other in self.request.site.cases):
            raise Unsafe(f"{inside} would be given twice on another way through the code")
        return Plan((AddDictKeyword(self.request.site.span, inside, name, value),))

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
