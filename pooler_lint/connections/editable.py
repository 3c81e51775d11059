"""What of a case is written in its own file: only there an edit can change it."""

from __future__ import annotations

from pooler_lint.lines import in_file
from pooler_lint.model import Case, Option
from pooler_lint.records import replace
from pooler_lint.slots import DictEntry, Field, Setting, Slot, Slots, UrlQuery


def editable(case: Case, file: str) -> Case:
    """Return the case without the places of options and slots that are in other files."""
    options = tuple(_option(option, file) for option in case.options)
    slots = Slots(_slot(case.slots.call, file), _slot(case.slots.driver, file))
    return replace(case, options=options, slots=slots)


def _option(option: Option, file: str) -> Option:
    place = in_file(option.place, file)
    return option if place is option.place else replace(option, place=place)


def _slot(slot: Slot, file: str) -> Slot:
    if not isinstance(slot, (Field, DictEntry, Setting, UrlQuery)):
        return slot
    place = in_file(slot.place, file)
    if isinstance(slot, DictEntry) and slot.given is not None and in_file(slot.given.place, file) is None:
        slot = replace(slot, given=replace(slot.given, exclusive=False))
    if place is slot.place:
        return slot
    return replace(slot, place=None, is_hidden=True) if isinstance(slot, Field) else replace(slot, place=place)
