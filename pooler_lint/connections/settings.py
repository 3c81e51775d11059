"""What the libraries share whose connections are settings instead of calls."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence

from pooler_lint.connections.expand import MAX_CASES, flat
from pooler_lint.evaluate.declared import Declared
from pooler_lint.evaluate.machine import FoundCall
from pooler_lint.evaluate.outside import Outside
from pooler_lint.lines import Place, in_file
from pooler_lint.model import ConnectionSite
from pooler_lint.records import dataclass
from pooler_lint.values import Dict, Entry, Value, alternatives
from pooler_lint.values.combine import combinations
from pooler_lint.values.conditions import Guard


@dataclass(frozen=True, slots=True)
class File:
    """The file under check: what it declares, the calls found in it, and what is known around it (None: nothing)."""

    path: str
    text: str
    line_of: Callable[[Place], int]
    declared: Sequence[Declared] = ()
    calls: Sequence[FoundCall] = ()
    outside: Outside | None = None

    @property
    def file(self) -> str:
        """Return the absolute path."""
        return os.path.abspath(self.path)


@dataclass(frozen=True, slots=True)
class SettingsLibrary:
    """A library that reads its connections from settings: `names` are those that it asks for.

    `makers` are the dotted names of what is called beside the settings, and can say more.
    """

    name: str
    names: frozenset[str]
    sites_of: Callable[[Declared, File], Sequence[ConnectionSite]]
    patterns: Mapping[str, str]
    """How those of the names are set that stand for a connection, as regular expressions of bytes of the source."""
    makers: frozenset[str] = frozenset()


def plain_entries(entries: dict[str, Value], guard: Guard) -> list[tuple[Guard, dict[str, Value]]] | None:
    """Return every combination of the plain values of these entries under the guard; None where there are too many."""
    found = combinations([flat(value) for value in entries.values()], guard, MAX_CASES)
    if found is None:
        return None
    return [(assumed, dict(zip(entries, plain, strict=True))) for assumed, plain in found]


def choosing(values: Sequence[Value], assumed: Guard) -> Guard:
    """Those of the assumptions that the alternatives of these values rest on."""
    tests = {test for value in values for alternative, _ in alternatives(flat(value)) for test, _ in alternative}
    return frozenset((test, outcome) for test, outcome in assumed if test in tests)


def places_in(value: Value, file: str) -> Iterator[Place]:
    """Where in the file entries of a dict are written, those of dicts inside it included."""
    if isinstance(value, Dict):
        for entry in value.entries:
            place = in_file(entry.place, file)
            if place is not None:
                yield place
            yield from places_in(entry.value, file)


def own_place(entry: Entry, plain: Value, file: str) -> Place | None:
    """The literal or other expression that an entry's value is written as; None where that is in another file."""
    literal = in_file(plain.place, file) if isinstance(plain, Dict) else None
    is_exclusive = isinstance(plain, Dict) and plain.exclusive
    return (literal if is_exclusive else None) or in_file(entry.place, file) or literal
