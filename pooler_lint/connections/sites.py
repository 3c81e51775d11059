"""The door of the room: the text of a file to its connection sites."""

from __future__ import annotations

from dataclasses import replace

from pooler_lint.connections import asyncpg, django, flask_sqlalchemy, psycopg, psycopg_pool, sqlalchemy
from pooler_lint.connections.expand import ways
from pooler_lint.connections.library import Library, Surroundings
from pooler_lint.connections.settings import File, SettingsLibrary
from pooler_lint.lines import LineIndex
from pooler_lint.model import Case, ConnectionSite
from pooler_lint.syntax.machine import FoundCall, Shared
from pooler_lint.syntax.reader import Reading, read

LIBRARIES: tuple[Library, ...] = (asyncpg.LIBRARY, sqlalchemy.LIBRARY, psycopg.LIBRARY, psycopg_pool.LIBRARY)

SETTINGS_LIBRARIES: tuple[SettingsLibrary, ...] = (django.LIBRARY, flask_sqlalchemy.LIBRARY)

_SETTINGS = frozenset(name for library in SETTINGS_LIBRARIES for name in library.names)
_BY_NAME: dict[str, Library] = {dotted: library for library in LIBRARIES for dotted in library.callees}


_MAKERS = frozenset(name for library in SETTINGS_LIBRARIES for name in library.makers)
CALLEES = frozenset(_BY_NAME)
"""The dotted names of all that makes a connection."""


def find_sites(text: str, path: str, shared: Shared | None = None) -> tuple[ConnectionSite, ...]:
    """Every place where a PostgreSQL connection, pool or engine is made, in the order of the text.

    `shared` knows the other modules of the project; without it the file is read alone.
    Raises SyntaxError, ValueError, RecursionError or MemoryError when the text can't be parsed.
    """
    reading = read(text, path, CALLEES, shared, _SETTINGS, _MAKERS)
    called = (_site(calls, reading, path) for calls in reading.calls if calls[0].dotted in CALLEES)
    sites = [site for site in called if site is not None]
    if not reading.declared:
        return tuple(sites)
    return tuple(sorted((*sites, *_declared(text, path, reading, shared)), key=lambda site: site.span.start))


def _declared(text: str, path: str, reading: Reading, shared: Shared | None) -> list[ConnectionSite]:
    """The connections that are settings instead of calls."""
    index = LineIndex(text)
    file = File(
        path,
        text,
        lambda span: index.position(span.start)[0],
        reading.declared,
        [found for calls in reading.calls for found in calls],
        shared.outside if shared is not None else None,
    )
    return [
        site
        for library in SETTINGS_LIBRARIES
        for declared in reading.declared
        for site in library.sites_of(declared, file)
    ]


def _site(calls: tuple[FoundCall, ...], reading: Reading, path: str) -> ConnectionSite | None:
    first = calls[0]
    library = _BY_NAME[first.dotted]
    callee = library.callees[first.dotted]
    surroundings = Surroundings(
        tuple(event for event in reading.events if event.target is None or event.target == first.span)
    )
    site = ConnectionSite(
        path,
        first.span,
        first.line,
        library.name,
        callee,
        (),
        library.driver_options_in,
        reading.uses.get(first.span, ()),
    )
    cases: list[Case | None] = []
    later = reading.partial_calls.get(first.span, ())
    for found in calls:
        if found.dotted not in library.callees:
            continue
        each = ways(found, library.parameters(callee), later)
        if each is None:
            return replace(site, unknown="the call can turn out in too many ways")
        cases.extend(library.case_of(callee, way, surroundings) for way in each)
    postgres = tuple(case for case in cases if case is not None)
    return replace(site, cases=postgres) if postgres else None
