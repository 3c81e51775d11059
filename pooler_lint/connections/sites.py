"""The door of the room: the text of a file to its connection sites."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pooler_lint.connections import asyncpg, psycopg, psycopg_pool, sqlalchemy
from pooler_lint.connections.executed import with_statements
from pooler_lint.connections.expand import ways
from pooler_lint.connections.following import TYPES, followed
from pooler_lint.connections.library import Library, Surroundings
from pooler_lint.lines import LineIndex
from pooler_lint.model import Case, ConnectionSite
from pooler_lint.syntax.machine import FoundCall, Shared
from pooler_lint.syntax.reader import Reading, read
from pooler_lint.values import Evidence, Span

LIBRARIES: tuple[Library, ...] = (asyncpg.LIBRARY, sqlalchemy.LIBRARY, psycopg.LIBRARY, psycopg_pool.LIBRARY)

_BY_NAME: dict[str, Library] = {dotted: library for library in LIBRARIES for dotted in library.callees}


CALLEES = frozenset(_BY_NAME)
"""The dotted names of all that makes a connection."""


def find_sites(text: str, path: str, shared: Shared | None = None) -> tuple[ConnectionSite, ...]:
    """Every place where a PostgreSQL connection, pool or engine is made, in the order of the text.

    `shared` knows the other modules of the project; without it the file is read alone.
    Raises SyntaxError, ValueError, RecursionError or MemoryError when the text can't be parsed.
    """
    reading = read(text, path, CALLEES, shared, followed(text))
    sites = [site for calls in reading.calls if (site := _site(calls, reading, path)) is not None]
    if reading.elsewhere or reading.handed:
        sites.extend(_used_here(text, path, reading, shared))
    return tuple(sites)


def _used_here(text: str, path: str, reading: Reading, shared: Shared | None) -> Iterator[ConnectionSite]:
    """What is not made in this file: of it, only what is done with it here is judged."""
    index = LineIndex(text)
    outside = shared.outside if shared is not None else None
    known: set[Span] = {use.span for calls in reading.calls for use in reading.uses.get(calls[0].span, ())}
    for found in reading.elsewhere:
        uses = with_statements(reading.uses.get(found.span, ()))
        place = outside.place(found.span) if outside is not None else None
        site = _site((found,), reading, path) if place is not None and any(use.statements for use in uses) else None
        known.update(use.span for use in uses)
        if site is not None and place is not None:
            first = next(use.span for use in uses if use.statements)
            made = Evidence("the connection is made here", *place)
            yield replace(site, span=first, line=index.position(first.start)[0], elsewhere=made)
    for span, (dotted, shown) in reading.handed.items():
        own = (use for use in reading.uses.get(span, ()) if use.span not in known)
        uses = with_statements(tuple(own))
        if any(use.statements for use in uses):
            first = next(use.span for use in uses if use.statements)
            line = index.position(first.start)[0]
            yield ConnectionSite(path, first, line, TYPES[dotted], dotted, (), uses=uses, handed=shown)


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
        with_statements(reading.uses.get(first.span, ())),
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
