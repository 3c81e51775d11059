"""The options of a case, by their own names, from all the places where a library takes them."""

from __future__ import annotations

from collections.abc import Iterable

from pooler_lint.connections.address import why_unknown
from pooler_lint.connections.expand import Way
from pooler_lint.lines import Place
from pooler_lint.model import Address, Option
from pooler_lint.slots import OptionKind
from pooler_lint.values import Argument, Dict, Function, Known, Value
from pooler_lint.values.conditions import Compare, Guard
from pooler_lint.values.sources import same_source


def keyword_options(way: Way, skip: Iterable[str] = ()) -> list[Option]:
    """The keywords of the call, without those that are containers or addresses."""
    left_out = frozenset(skip)
    return [
        Option(name, argument.value, OptionKind.CALL, argument.place)
        for name, argument in way.arguments.items()
        if name not in left_out
    ]


def dict_options(entries: Dict | None, kind: OptionKind) -> list[Option]:
    """The entries of a dict of options."""
    if entries is None:
        return []
    return [
        Option(entry.key, entry.value, kind, entry.place if entries.exclusive else None) for entry in entries.entries
    ]


def query_options(address: Address, place: Place | None) -> list[Option]:
    """The keys of the URL's query; the place is that of the text which holds the URL."""
    return [Option(name, value, OptionKind.QUERY, place) for name, value in address.query]


def set_later(functions: Iterable[Function], name: str = "prepare_threshold") -> list[Option]:
    """What callbacks set on the connection that they are given."""
    found: list[Option] = []
    for function in functions:
        found.extend(Option(name, value, OptionKind.LATER) for attribute, value in function.sets if attribute == name)
    return found[-1:]


def container(argument: Argument | None) -> tuple[Dict | None, Place | None, str | None]:
    """A dict of driver options as an argument: the dict, the place of the expression, why more may be in it."""
    if argument is None:
        return None, None, None
    if isinstance(argument.value, Dict):
        return argument.value, argument.place, argument.value.open
    if isinstance(argument.value, Known) and argument.value.value is None:
        return None, argument.place, None
    return None, argument.place, why_unknown(argument.value)


def address_assumptions(assumptions: Guard, dsn: Value | None, choosing: Guard) -> Guard:
    """Those assumptions that say which address it is: the choice between DSNs, and conditions on the DSN itself."""
    about = {
        (condition, outcome)
        for condition, outcome in assumptions
        if dsn is not None and isinstance(condition, Compare) and same_source(condition.value, dsn)
    }
    return choosing | frozenset(about)


def place_of(argument: Argument | None) -> Place | None:
    """Where the text that an argument hands over is written."""
    return argument.value.place if argument is not None else None
