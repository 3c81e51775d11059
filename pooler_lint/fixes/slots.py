"""Writes one more option at its slot: a function for each kind of slot."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import libcst as cst

from pooler_lint.facts.pool_arguments import refused_arguments
from pooler_lint.fixes.calls import keyword
from pooler_lint.fixes.dicts import entry_value
from pooler_lint.fixes.given import given_to
from pooler_lint.fixes.imports import Written, written
from pooler_lint.fixes.locate import statement_of
from pooler_lint.fixes.operations import (
    AddDictEntry,
    AddDictKeyword,
    AddEntry,
    AddHeld,
    AddKeyword,
    Operation,
    Plan,
    Replace,
    Unsafe,
    span_at,
)
from pooler_lint.fixes.queries import query_addition
from pooler_lint.fixes.quotes import quote_in, requoted
from pooler_lint.fixes.source import Source
from pooler_lint.fixes.sources import Located, Sources
from pooler_lint.fixes.spans import Span, span_of
from pooler_lint.fixes.urls import query_cut
from pooler_lint.lines import Place, in_file
from pooler_lint.model import Case, ConnectionSite, Option, SetOption
from pooler_lint.records import dataclass, replace
from pooler_lint.report import Edit
from pooler_lint.slots import (
    Assignment,
    DictEntry,
    Field,
    Imported,
    Keyword,
    Nowhere,
    OptionKind,
    Setting,
    Slot,
    UrlQuery,
)
from pooler_lint.values import Known, Text


@dataclass(frozen=True, slots=True)
class New:
    """An option that is to be written in one of the files: its wish, and the call that it belongs to.

    `path` are the nodes around its place, `file` is "" in the file of the call.
    """

    sources: Sources
    site: ConnectionSite
    case: Case
    call: cst.Call
    wish: SetOption
    path: Sequence[cst.CSTNode]
    line_length: int
    file: str = ""

    def at(self, located: Located) -> New:
        """Return the same option where this expression is."""
        return replace(self, path=located.found.path, file=located.file) if located.file else self

    @property
    def source(self) -> Source:
        """Return the text of the file."""
        return self.sources.at(self.file)

    def imported(self, name: Imported) -> Written:
        """Return how a name is written in the file, with the edits that import it. Raises `Unsafe`."""
        return written(self.source, name, self.path, self.line_length)

    @property
    def value(self) -> str:
        """Return the value as source. Raises `Unsafe`."""
        value = self.wish.value
        return value if isinstance(value, str) else self.imported(value).expression

    def finished(self, plan: Plan) -> Plan:
        """Return the plan with what it imports for the value, in the file of the option. Raises `Unsafe`."""
        value = self.wish.value
        imports = () if isinstance(value, str) else self.imported(value).edits
        return replace(plan, imports=(*imports, *plan.imports), file=self.file)

    @property
    def name(self) -> str:
        """Return the name of the option."""
        return self.wish.name

    def span(self, place: Place) -> Span:
        """Return where the place is in the text. Raises `Unsafe` if it is in another file."""
        return span_at(place, self.site)

    @property
    def slot(self) -> Slot:
        """Return where it is written."""
        return self.case.slots.driver if self.wish.driver else self.case.slots.call

    @property
    def kind(self) -> OptionKind:
        """Return the kind of option that it is."""
        return self.case.slots.driver_kind if self.wish.driver else OptionKind.CALL


def written_at(new: New) -> Plan:
    """Return how the option gets its value. Raises `Unsafe` where the text does not show the place."""
    slot = new.slot
    option = new.case.option(new.name, new.kind)
    if option is not None and option.place is not None and not isinstance(slot, (UrlQuery, Nowhere)):
        return Plan((Replace(new.span(option.place), new.value),))
    return _WRITERS[type(slot)](new, slot)


# --- one function for each kind of slot -------------------------------------------------------------------------------


def _keyword(new: New, slot: Keyword) -> Plan:
    arg = keyword(new.call, new.name)
    if arg is not None:
        return Plan((Replace(new.source.outer_span(arg.value), new.value),))
    if any(case.option(new.name, new.kind) is not None for case in new.site.cases):
        raise Unsafe(f"{new.name} would be given twice on another way through the code")
    refuse_beside_others(new, new.name)
    return Plan((AddKeyword(span_of(new.site.place), new.name, new.value),))


def refuse_second_dict(new: New, key: str) -> None:
    """Raise `Unsafe` if the call gets the dict of driver options `key` on another way through the code."""
    slots = (case.slots.driver for case in new.site.cases)
    if any(isinstance(slot, DictEntry) and slot.given is not None for slot in slots):
        raise Unsafe(f"{key} would be given twice on another way through the code")
    refuse_beside_others(new, key)


def refuse_beside_others(new: New, keyword: str) -> None:
    """Raise `Unsafe` if the call unpacks a dict which, in a branch that no known value leads to, has the argument too.

    The pool arguments count as well that NullPool refuses.
    """
    _refuse_in_other_branches(new, keyword, {keyword, *_refused_beside(keyword)})


def refuse_pool_arguments_beside(new: New) -> None:
    """Raise `Unsafe` if a branch that no known value leads to adds a pool argument which the option does not accept."""
    _refuse_in_other_branches(new, new.name, set(_refused_beside(new.name)))


def _refused_beside(keyword: str) -> tuple[str, ...]:
    return refused_arguments("sqlalchemy.pool.NullPool") if keyword == "poolclass" else ()


def _refuse_in_other_branches(new: New, keyword: str, refused: set[str]) -> None:
    known = {place for case in new.site.cases for option in case.options for place in _places(option)}
    for arg in new.call.args:
        if arg.star == "**" and isinstance(arg.value, cst.Name):
            for key, span in given_to(new.source.text).get(arg.value.value, ()):
                if key in refused and span not in known:
                    raise Unsafe(f"{keyword} would stand beside {key} in another branch")


def _places(option: Option) -> list[Span]:
    inner = option.value.place if isinstance(option.value, (Known, Text)) else None
    return [span_of(place) for place in (option.place, inner) if place is not None]


def _field(new: New, slot: Field) -> Plan:
    if slot.place is None:
        return _held(new, slot, None)
    return Plan((AddKeyword(_shown(new, slot), new.name, new.value),))


def _dict_entry(new: New, slot: DictEntry) -> Plan:
    if slot.expression is not None:
        return _entry(new, new.span(slot.expression))
    if slot.given is not None and slot.given.place is not None and slot.given.place.file != new.site.place.file:
        located = new.sources.named_at(slot.given.place, slot.keyword)
        there = new.at(located)
        return there.finished(entry_in(there, located.found.node, located.span))
    if slot.given is not None:
        raise Unsafe(f"{slot.keyword} comes from a place that the text does not show")
    if new.wish.driver:
        return _new_dict(new, new.case.slots.call, slot.keyword)
    return _held(new, slot, None)


def _setting(new: New, slot: Setting) -> Plan:
    return _entry(new, _settings(new, slot))


def _assignment(new: New, slot: Assignment) -> Plan:
    return Plan((), (statement_after(new.source, new.span(slot.after), slot.settings, new.name, new.value),))


def _url_query(new: New, slot: UrlQuery) -> Plan:
    if slot.place is None or new.case.dsn is None or not isinstance(new.wish.value, str):
        raise Unsafe("the URL comes from a place that the text does not show")
    given = new.case.option(new.name, OptionKind.QUERY)
    at = new.span(given.place) if given is not None and given.place is not None else None
    cuts = () if given is None else (cut_from_query(new.source, new.call, new.name, at),)
    literal = in_file(new.case.dsn.place, new.site.place.file)
    text = span_of(literal) if literal is not None else None
    return Plan((*cuts, query_addition(new.source, new.span(slot.place), text, new.name, new.value)))


def _nowhere(new: New, slot: Nowhere) -> Plan:
    raise Unsafe(slot.why)


_WRITERS: dict[type, Callable[[New, Any], Plan]] = {
    Keyword: _keyword,
    Field: _field,
    DictEntry: _dict_entry,
    Setting: _setting,
    Assignment: _assignment,
    UrlQuery: _url_query,
    Nowhere: _nowhere,
}


# --- a dict of driver options that is not there yet -------------------------------------------------------------------


def _new_dict(new: New, slot: Slot, key: str) -> Plan:
    """Return how the arguments at `slot` get the dict `key` with the option in it."""
    if isinstance(slot, Keyword):
        arg = keyword(new.call, key)
        if arg is not None:
            return _entry(new, new.source.outer_span(arg.value))
        refuse_second_dict(new, key)
        return Plan((AddDictKeyword(span_of(new.site.place), key, new.name, new.value),))
    if isinstance(slot, Field) and slot.place is not None:
        return Plan((AddDictKeyword(_shown(new, slot), key, new.name, new.value),))
    if isinstance(slot, DictEntry) and slot.expression is not None:
        return Plan((AddDictEntry(new.span(slot.expression), key, new.name, new.value),))
    if isinstance(slot, Setting):
        return Plan((AddDictEntry(_settings(new, slot), key, new.name, new.value),))
    if isinstance(slot, (Field, DictEntry)):
        return _held(new, slot, key)
    raise Unsafe(f"{key} comes from a place that the text does not show")


def _held(new: New, slot: Field | DictEntry, inside: str | None) -> Plan:
    """Return how the call gets the argument `slot.keyword` with the option in it, or in its dict `inside`."""
    call, keyword = span_of(new.site.place), slot.keyword
    if isinstance(slot, DictEntry):
        return Plan((AddHeld(call, keyword, None, slot.starts_with, inside, new.name, new.value),))
    if slot.is_hidden:
        raise Unsafe(f"{new.name} would belong to a place that the text does not show")
    maker = new.imported(slot.made_by)
    return Plan((AddHeld(call, keyword, maker.expression, (), inside, new.name, new.value),), maker.edits)


def _shown(new: New, slot: Field) -> Span:
    span = new.span(slot.place) if slot.place is not None else None
    if span is None or span not in new.source.expressions([span]):
        raise Unsafe(f"{slot.keyword} does not stand in the text")
    return span


def _settings(new: New, slot: Setting) -> Span:
    if slot.place is None:
        raise Unsafe("the settings come from a place that the text does not show")
    return new.span(slot.place)


def _entry(new: New, span: Span) -> Plan:
    place = new.source.expressions([span]).get(span)
    if place is None:
        raise Unsafe("there is no expression at the place of the options")
    return entry_in(new, place.node, span)


def entry_in(new: New, holder: cst.BaseExpression, span: Span) -> Plan:
    """Return how the dict at `span`, or the expression that is unpacked into one, gets the option."""
    present = entry_value(holder, new.name)
    if present is not None:
        return Plan((Replace(new.source.outer_span(present), new.value),))
    return Plan((AddEntry(span, new.name, new.value),))


def cut_from_query(source: Source, call: cst.Call, name: str, span: Span | None) -> Operation:
    """Return how `name` leaves the query of the URL, which is written at `span` as far as that is known."""
    place = source.expressions([span]).get(span) if span is not None else None
    return query_cut(source, call, name, place.node if place else None)


def statement_after(source: Source, last: Span, settings: str, name: str, value: str) -> Edit:
    """Return `settings[name] = value` on the line after the statement at `last`. Raises `Unsafe` inside a block."""
    path = source.around(last)
    statement = statement_of(path)
    if not isinstance(statement, cst.SimpleStatementLine) or path[1] is not statement:
        raise Unsafe("the settings are added to in a block")
    quote = quote_in(source.text) or '"'
    return entry_after(source, statement, requoted(settings, quote), name, value, quote)


def entry_after(
    source: Source, statement: cst.SimpleStatementLine, settings: str, name: str, value: str, quote: str
) -> Edit:
    """Return `settings[name] = value` on the line after the statement, with its indentation."""
    start, end = source.span(statement).start, source.line_end(source.span(statement).end)
    indent = source.text[source.line_start(start) : start]
    code = requoted(f'["{name}"] = {value}', quote)
    return Edit(end, end, f"{source.module.default_newline}{indent}{settings}{code}")
