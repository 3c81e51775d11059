"""Arguments of the engine or pool that another library takes in one argument: a dict, or an instance of a class."""

from __future__ import annotations

from collections.abc import Callable

from pooler_lint.connections.address import why_unknown
from pooler_lint.connections.expand import Way
from pooler_lint.connections.library import Surroundings
from pooler_lint.connections.options import container, keyword_options
from pooler_lint.model import Case
from pooler_lint.records import dataclass, replace
from pooler_lint.slots import DictEntry, Field, Imported, Nowhere, OptionKind, Slot, Slots
from pooler_lint.values import Argument, Called, Dict, Entry, Known, Symbol, Value


@dataclass(frozen=True, slots=True)
class Held:
    """The way in which the engine or pool itself is made, and the slot of its arguments."""

    way: Way
    slot: Slot

    def placed(self, case: Case | None) -> Case | None:
        """Return the case of the engine or pool with this slot for its arguments."""
        return replace(case, slots=replace(case.slots, call=self.slot)) if case is not None else None


def arguments_held(
    way: Way,
    address: Argument | None,
    called: str,
    keyword: str,
    made_by: Imported | None = None,
    starts_with: tuple[tuple[str, str], ...] = (),
) -> Held:
    """Return what the engine or pool is made with: `address`, as its argument `called`, and what `keyword` carries.

    The argument `keyword` is a dict, or an instance of the class `made_by`.
    """
    argument = way.arguments.get(keyword)
    inside, hidden = _inside(argument, made_by)
    own = {} if address is None else {called: replace(address, name=called)}
    unpacked = way.unpacked if argument is None or address is None else None
    inner = replace(way, arguments={**inside, **own}, unpacked=unpacked or hidden)
    return Held(inner, _slot(keyword, argument, made_by, starts_with))


def nowhere(case: Case | None, why: str) -> Case | None:
    """Return the case of a call that takes no options."""
    return replace(case, slots=Slots(Nowhere(why), Nowhere(why))) if case is not None else None


def unknown_options(case: Case, why: str) -> Case:
    """Return the case of a call whose driver may get other options than those that are seen."""
    slot = case.slots.driver
    unknown = replace(slot, given=None) if isinstance(slot, DictEntry) else slot
    return replace(case, open=why, slots=replace(case.slots, driver=unknown))


def driver_arguments(
    callee: str,
    way: Way,
    surroundings: Surroundings,
    address: str,
    keyword: str,
    case_of: Callable[[str, Way, Surroundings], Case | None],
) -> Case | None:
    """Return the case of a call that passes `address` and the entries of the dict `keyword` to the driver."""
    argument = way.arguments.get(keyword)
    given, place, unseen = container(argument)
    entries = _inside(argument)[0]
    own = {name: one for name, one in way.arguments.items() if name == address}
    case = case_of(callee, replace(way, arguments={**own, **entries}, unpacked=unseen), surroundings)
    if case is None:
        return None
    call, driver = OptionKind.CALL, OptionKind.DRIVER
    options = tuple(replace(one, kind=driver) if one.kind is call else one for one in case.options)
    return replace(
        case,
        options=(*options, *keyword_options(way, (address, keyword))),
        open=unseen or (way.unpacked if argument is None else None),
        slots=Slots(driver=DictEntry(keyword, given, place)),
    )


def _inside(argument: Argument | None, made_by: Imported | None = None) -> tuple[dict[str, Argument], str | None]:
    """Return the arguments that this one carries, and why there may be more."""
    value = argument.value if argument is not None else None
    if isinstance(value, Dict):
        return {entry.key: _entry(entry, value.exclusive) for entry in value.entries}, value.open
    if isinstance(value, Called) and _is_made_by(value, made_by):
        named = [one for one in value.arguments if one.name is not None]
        reason = None if len(named) == len(value.arguments) else "positional arguments that are not followed"
        return {one.name or "": one for one in named}, value.unpacked or reason
    if value is None or (isinstance(value, Known) and value.value is None):
        return {}, None
    return {}, why_unknown(value)


def _entry(entry: Entry, exclusive: bool) -> Argument:
    """The entry as an argument; what stands in a dict that others use too is not to be changed there."""
    if exclusive:
        return Argument(entry.key, entry.value, entry.place)
    inner = replace(entry.value, exclusive=False) if isinstance(entry.value, Dict) else entry.value
    return Argument(entry.key, inner)


def _slot(
    keyword: str, argument: Argument | None, made_by: Imported | None, starts_with: tuple[tuple[str, str], ...]
) -> Slot:
    if made_by is None or (argument is not None and isinstance(argument.value, Dict)):
        given, place, _ = container(argument)
        return DictEntry(keyword, given, place, starts_with)
    if argument is None:
        return Field(keyword, made_by)
    place = argument.value.place if _is_made_by(argument.value, made_by) else None
    return Field(keyword, made_by, place, is_hidden=place is None)


def _is_made_by(value: Value, made_by: Imported | None) -> bool:
    if made_by is None or not isinstance(value, Called) or not isinstance(value.function, Symbol):
        return False
    return value.function.dotted.rpartition(".")[2] == made_by.name
