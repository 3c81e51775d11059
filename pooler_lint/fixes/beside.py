"""Writes an option where it is wrong, or next to the option that it belongs together with."""

from __future__ import annotations

import re
from collections.abc import Iterator

import libcst as cst

from pooler_lint.fixes.dicts import entry_value, is_dict_call
from pooler_lint.fixes.locate import Found, statement_of
from pooler_lint.fixes.operations import AddDictEntry, AddEntry, AddKeyword, Plan, Replace, Unsafe
from pooler_lint.fixes.slots import New, entry_after, entry_in, refuse_pool_arguments_beside, written_at
from pooler_lint.fixes.source import Source
from pooler_lint.fixes.sources import Located, Sources, item_key
from pooler_lint.fixes.spans import span_of
from pooler_lint.fixes.urls import assigned_values
from pooler_lint.model import Option
from pooler_lint.report import Edit
from pooler_lint.slots import DictEntry, Keyword
from pooler_lint.values import Known, Text

TOGETHER = ("statement_cache_size", "prepared_statement_cache_size", "prepared_statement_name_func")
"""Options of which one alone is of no use."""


def in_place(new: New) -> Plan:
    """Return how the option changes where it is written, or is written next to those that it belongs together with.

    That may be the dict that a helper returns, or a branch, in whatever file. Raises `Unsafe` where there is no such
    place.
    """
    replaced = _replaced(new)
    if replaced is not None:
        return replaced
    if new.wish.driver and new.name in TOGETHER:
        for name in TOGETHER:
            sibling = new.case.option(name, new.kind)
            if sibling is not None:
                return _beside(new, where_written(new.sources, sibling))
    raise Unsafe(f"there is nothing that {new.name} belongs together with")


def beside_the_options(new: New) -> Plan:
    """Return how an argument of the call is written next to the dict of driver options. Raises `Unsafe`."""
    slot = new.case.slots.driver
    given = slot.given if isinstance(slot, DictEntry) else None
    if new.wish.driver or given is None or given.place is None:
        raise Unsafe(f"there is nothing that {new.name} belongs together with")
    assert isinstance(slot, DictEntry)
    return _beside(new, new.sources.named_at(given.place, slot.keyword))


def in_unpacked_dict(new: New) -> Plan:
    """Return how the option is written into the dict that the call unpacks. Raises `Unsafe`.

    A dict that has it is left as it is, so that each of several dicts under one name has it then.
    """
    replaced = _replaced(new)
    if replaced is not None:
        return replaced
    slot = new.case.slots.driver if new.wish.driver else new.case.slots.call
    if isinstance(slot, DictEntry) and slot.given is not None:
        return written_at(new)
    names = [arg.value.value for arg in new.call.args if arg.star == "**" and isinstance(arg.value, cst.Name)]
    if len(names) != 1 or not isinstance(new.case.slots.call, Keyword) or not _serves_one_call(new.source, names[0]):
        raise Unsafe("the call unpacks no dict that the text shows")
    literals = [literal for value in assigned_values(new.source, names) for literal in _literals(value)]
    if isinstance(slot, DictEntry):
        missing = [one for one in literals if entry_value(one, slot.keyword) is None]
        spans = [new.source.span(one) for one in missing]
        return Plan(tuple(AddDictEntry(span, slot.keyword, new.name, new.value) for span in spans))
    refuse_pool_arguments_beside(new)
    missing = [one for one in literals if entry_value(one, new.name) is None]
    return Plan(tuple(AddEntry(new.source.span(one), new.name, new.value) for one in missing))


def _replaced(new: New) -> Plan | None:
    """Return how the option changes where it is written; None if it is not given. Raises `Unsafe`."""
    option = new.case.option(new.name, new.kind)
    if option is None:
        return None
    located = where_written(new.sources, option)
    there = new.at(located)
    return there.finished(Plan((Replace(located.span, there.value),)))


def _serves_one_call(source: Source, name: str) -> bool:
    """True if all that the file does with a name is to build a dict and to unpack it once."""
    own = rf"(?<![\w.]){re.escape(name)}\b"
    built = len(re.findall(rf"{own}(?:\s*(?::[^=\n]*)?=[^=]|\[|\.(?:update|setdefault)\(|\s*\|=)", source.text))
    unpacked = len(re.findall(rf"(?<![\w)\]])\s*\*\*{own}", source.text))
    return unpacked == 1 and built + unpacked == len(re.findall(own, source.text))


def _literals(value: cst.BaseExpression) -> Iterator[cst.Dict | cst.Call]:
    """Yield the dicts that the expression can give. Raises `Unsafe` if it can give something else."""
    if isinstance(value, cst.IfExp):
        yield from _literals(value.body)
        yield from _literals(value.orelse)
    elif isinstance(value, cst.Dict) or (isinstance(value, cst.Call) and is_dict_call(value)):
        yield value
    else:
        raise Unsafe("the dict that the call unpacks is made elsewhere")


def where_written(sources: Sources, option: Option) -> Located:
    """Return the value of an option where the code gives it that name. Raises `Unsafe`."""
    value = option.value
    inner = value.place if isinstance(value, (Known, Text)) else None
    for place in (option.place, inner):
        if place is not None:
            try:
                return sources.named_at(place, option.name)
            except Unsafe:
                continue
    raise Unsafe(f"{option.name} comes from a place that the text does not show")


def _beside(new: New, located: Located) -> Plan:
    new = new.at(located)
    return new.finished(_written_beside(new, located))


def _written_beside(new: New, located: Located) -> Plan:
    parent, *_ = reversed(located.found.path)
    around = located.found.path[-2]
    source = new.source
    if isinstance(parent, cst.DictElement) and isinstance(around, cst.Dict):
        return entry_in(new, around, source.span(around))
    if isinstance(parent, cst.Arg) and isinstance(around, cst.Call):
        if is_dict_call(around):
            return entry_in(new, around, source.span(around))
        is_update = isinstance(around.func, cst.Attribute) and around.func.attr.value == "update"
        if new.file or is_update or source.span(around) == span_of(new.site.place):
            return Plan((AddKeyword(source.span(around), new.name, new.value),))
    if isinstance(parent, cst.Assign) and len(parent.targets) == 1:
        return Plan((), (_statement(source, located.found, parent.targets[0].target, new),))
    raise Unsafe("there is no place beside it")


def _statement(source: Source, found: Found, target: cst.BaseExpression, new: New) -> Edit:
    """Return `name["option"] = value` on the line after the statement that sets the other one."""
    statement = statement_of(found.path)
    block = found.path[found.path.index(statement) - 1] if statement in found.path else None
    key = item_key(target)
    if not isinstance(statement, cst.SimpleStatementLine) or not isinstance(block, (cst.Module, cst.IndentedBlock)):
        raise Unsafe("the statement shares its line with that of a block")
    assert isinstance(target, cst.Subscript)
    assert isinstance(key, cst.SimpleString)
    holder = source.span(target.value)
    settings = source.text[holder.start : holder.end]
    return entry_after(source, statement, settings, new.name, new.value, key.quote[0])
