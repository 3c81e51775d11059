"""Arguments of the engine or pool that another library takes in one argument: a dict, or an instance of a class."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from pooler_lint.connections.address import why_unknown
from pooler_lint.connections.expand import Way
from pooler_lint.connections.library import Surroundings
from pooler_lint.connections.options import container, keyword_options
from pooler_lint.model import Case, Holder, Home
from pooler_lint.syntax.shared import in_file
from pooler_lint.values import Argument, Called, Dict, Entry, Known, Symbol, Value


@dataclass(frozen=True, slots=True)
class Held:
    """The way in which the engine or pool itself is made, and where its arguments are written."""

    way: Way
    holder: Holder


def arguments_held(way: Way, address: Argument | None, called: str, holder: Holder) -> Held:
    """What the engine or pool is made with: `address`, as its argument `called`, and all that the holder carries."""
    argument = way.arguments.get(holder.keyword)
    inside, hidden = _inside(argument, holder)
    own = {} if address is None else {called: replace(address, name=called)}
    unpacked = way.unpacked if argument is None or address is None else None
    return Held(
        replace(way, arguments={**inside, **own}, unpacked=unpacked or hidden),
        _placed(holder, argument),
    )


def driver_arguments(
    callee: str,
    way: Way,
    surroundings: Surroundings,
    address: str,
    keyword: str,
    case_of: Callable[[str, Way, Surroundings], Case | None],
) -> Case | None:
    """The case of a call that hands `address` and the entries of the dict `keyword` to the driver's own `connect`."""
    argument = way.arguments.get(keyword)
    given, span, unseen = container(argument)
    entries = _inside(argument, Holder(keyword))[0]
    own = {name: one for name, one in way.arguments.items() if name == address}
    case = case_of(callee, replace(way, arguments={**own, **entries}, unpacked=unseen), surroundings)
    if case is None:
        return None
    options = tuple(replace(one, home=Home.DRIVER) if one.home is Home.CALL else one for one in case.options)
    return replace(
        case,
        options=(*options, *keyword_options(way, (address, keyword))),
        open=unseen or (way.unpacked if argument is None else None),
        driver_dict=given,
        driver_dict_span=span,
    )


def _inside(argument: Argument | None, holder: Holder) -> tuple[dict[str, Argument], str | None]:
    """The arguments that the holder carries, and why there may be more."""
    value = argument.value if argument is not None else None
    if isinstance(value, Dict):
        return {entry.key: _entry(entry, value.exclusive) for entry in value.entries}, value.open
    if _is_made_by(value, holder) and isinstance(value, Called):
        named = [one for one in value.arguments if one.name is not None]
        reason = None if len(named) == len(value.arguments) else "positional arguments that are not followed"
        return {one.name or "": one for one in named}, value.unpacked or reason
    if value is None or (isinstance(value, Known) and value.value is None):
        return {}, None
    return {}, why_unknown(value)


def _entry(entry: Entry, exclusive: bool) -> Argument:
    """The entry as an argument; what stands in a dict that others use too is not to be changed there."""
    if exclusive:
        return Argument(entry.key, entry.value, entry.span)
    inner = replace(entry.value, exclusive=False) if isinstance(entry.value, Dict) else entry.value
    return Argument(entry.key, inner)


def _placed(holder: Holder, argument: Argument | None) -> Holder:
    if argument is None:
        return holder
    value = argument.value
    if _is_made_by(value, holder) or (isinstance(value, Dict) and value.exclusive):
        span = in_file(value.span)
    elif holder.made_by is None and (isinstance(value, Dict) or (isinstance(value, Known) and value.value is None)):
        span = in_file(argument.span)  # a dict that others use too is unpacked into a new one
    else:
        span = None
    return replace(holder, span=span, hidden=span is None)


def _is_made_by(value: Value | None, holder: Holder) -> bool:
    if holder.made_by is None or not isinstance(value, Called) or not isinstance(value.function, Symbol):
        return False
    return value.function.dotted.rpartition(".")[2] == holder.made_by.name
