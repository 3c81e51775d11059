"""The door of the room: the text of a file to its connection sites."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence

from pooler_lint.connections.dialects import is_tested_for_another_database
from pooler_lint.connections.editable import editable
from pooler_lint.connections.executed import with_statements
from pooler_lint.connections.expand import Way, ways
from pooler_lint.connections.library import Library, Surroundings
from pooler_lint.connections.one_shot import Program
from pooler_lint.connections.registry import (
    ALL_OPENING,
    BY_CALLEE,
    CALLEES,
    FOLLOWED,
    MAKERS,
    SETTINGS,
    SETTINGS_LIBRARIES,
    TYPES,
    session_of,
)
from pooler_lint.connections.settings import File
from pooler_lint.evaluate.machine import FoundCall
from pooler_lint.evaluate.shared import Shared
from pooler_lint.flow import Body, bodies_by_place
from pooler_lint.index.flow import bodies_of
from pooler_lint.lines import LineIndex, Place, in_file
from pooler_lint.model import Case, ConnectionSite, Foreign, Use
from pooler_lint.queries.reader import Reading, read
from pooler_lint.records import replace


def find_connections(
    text: str, path: str, shared: Shared | None = None, uses_matter: Callable[[], bool] = lambda: True
) -> tuple[ConnectionSite, ...]:
    """Return the places where a connection, pool or engine is made, in the order of the text.

    `shared` knows the other modules of the project; without it the file is read alone. Without `uses_matter`, what is
    done with connections is not followed into functions and other files.
    Raises SyntaxError, ValueError, RecursionError or MemoryError when the text can't be parsed.
    """
    reading = read(text, path, CALLEES, shared, SETTINGS, MAKERS, replace(FOLLOWED, matters=uses_matter))
    program = Program(reading.tree, path) if reading.tree is not None and _makes_engines(reading) else None
    called = [
        site
        for calls in reading.calls
        if calls[0].dotted in CALLEES
        for site in _sites(calls, reading, path, program, reading.uses.get(calls[0].place, ()))
    ]
    # A dict of connections that several calls are handed is one place all the same.
    first: dict[tuple[Place, str | None], ConnectionSite] = {}
    for site in called:
        first.setdefault((site.shown, site.part), site)
    sites = [*first.values()]
    if reading.elsewhere or reading.handed:
        sites.extend(_used_here(text, path, reading, shared))
    if reading.declared:
        sites = sorted((*sites, *_declared(text, path, reading, shared)), key=lambda site: site.place.start)
    return _with_bodies(sites, reading)


def _with_bodies(sites: Sequence[ConnectionSite], reading: Reading) -> tuple[ConnectionSite, ...]:
    """Return the sites with the functions that run statements over them."""
    given = [use for site in sites if _runs_any(site) for use in site.uses]
    methods = {*FOLLOWED.methods, *ALL_OPENING}
    places = {use.place for use in given if use.path and use.path[-1] in methods}
    if not places:
        return tuple(sites)
    places.update(call for use in given for call in use.via)
    bodies = tuple(body for tree, lines, file in reading.code(places) for body in bodies_of(tree, lines, file, places))
    around = bodies_by_place(bodies)
    return tuple(replace(site, bodies=_around(site, around)) if _runs_any(site) else site for site in sites)


def _around(site: ConnectionSite, around: Mapping[Place, Body]) -> tuple[Body, ...]:
    """Return the bodies in which the site is used, or from which a call leads there, each once."""
    found = (around.get(place) for use in site.uses for place in (*use.via, use.place))
    return tuple({id(body): body for body in found if body is not None}.values())


def _runs_any(site: ConnectionSite) -> bool:
    return any(use.statements for use in site.uses)


def _used_here(text: str, path: str, reading: Reading, shared: Shared | None) -> Iterator[ConnectionSite]:
    """What is not made in this file: of it, only what is done with it here is judged."""
    index, own_file = LineIndex(text), os.path.abspath(path)
    known: set[Place] = {use.place for calls in reading.calls for use in reading.uses.get(calls[0].place, ())}
    for found, done in reading.elsewhere:
        uses = with_statements(done)
        known.update(use.place for use in uses)
        first = _first(uses, own_file)
        if shared is None or first is None:
            continue
        made = shared.evidence("the connection is made here", found.place)
        for site in _sites((found,), reading, path, None, done):
            yield replace(site, place=first, line=index.position(first.start)[0], elsewhere=made)
    for place, (dotted, shown, _) in reading.handed.items():
        own = (use for use in reading.uses.get(place, ()) if use.place not in known)
        uses = with_statements(tuple(own))
        first = _first(uses, own_file)
        if first is not None:
            line = index.position(first.start)[0]
            name = TYPES[dotted]
            session = session_of(name)
            yield ConnectionSite(path, first, line, name, dotted, (), uses=uses, handed=shown, session=session)


def _first(uses: Sequence[Use], file: str) -> Place | None:
    """Return the first place in the file at which a statement is run that may matter."""
    return next((place for use in uses if use.statements and (place := use.place_in(file)) is not None), None)


def _declared(text: str, path: str, reading: Reading, shared: Shared | None) -> list[ConnectionSite]:
    """The connections that are settings instead of calls."""
    index = LineIndex(text)
    file = File(
        path,
        text,
        lambda place: index.position(place.start)[0],
        reading.declared,
        [found for calls in reading.calls for found in calls],
        shared.outside if shared is not None else None,
    )
    return [
        replace(site, cases=tuple(editable(case, file.file) for case in site.cases))
        for library in SETTINGS_LIBRARIES
        for declared in reading.declared
        for site in library.sites_of(declared, file)
    ]


def _makes_engines(reading: Reading) -> bool:
    """True if SQLAlchemy makes one of the connections: only its engines are asked whether they end soon."""
    return any(BY_CALLEE[calls[0].dotted].name == "sqlalchemy" for calls in reading.calls if calls[0].dotted in CALLEES)


def _sites(
    calls: tuple[FoundCall, ...], reading: Reading, path: str, program: Program | None, uses: tuple[Use, ...]
) -> list[ConnectionSite]:
    """Return the connections of one place in the text, mostly one."""
    first = calls[0]
    library = BY_CALLEE[first.dotted]
    callee = library.callees[first.dotted]
    surroundings = Surroundings(
        tuple(event for event in reading.events if event.target is None or event.target == first.place),
        uses,
    )
    site = ConnectionSite(
        path,
        first.place,
        first.line,
        library.name,
        callee,
        (),
        with_statements(surroundings.uses),
        through=library.through,
        session=session_of(library.name, library.through),
        one_shot=program.ends_with(first.line) if program is not None and library.name == "sqlalchemy" else None,
    )
    each: list[Way] = []
    for found in calls:
        if found.dotted not in library.callees:
            continue
        more = ways(found, library.parameters(callee), reading.partial_calls.get(first.place, ()), library.apart)
        if more is None:
            return [replace(site, unknown="the call can turn out in too many ways")]
        each.extend(more)
    return _with_cases(site, library, each, surroundings)


def _with_cases(
    site: ConnectionSite, library: Library, each: Sequence[Way], surroundings: Surroundings
) -> list[ConnectionSite]:
    """Return one site for each connection that the call makes, with its cases."""
    file = os.path.abspath(site.path)
    places: dict[str, Place | None] = {}
    cases: dict[str, list[Case]] = {}
    foreign: dict[str, list[Foreign]] = {}
    for way in each:
        for part in library.parts(site.callee, way):
            places.setdefault(part.name, in_file(part.place, file))
            case = library.case_of(site.callee, part.way, surroundings)
            if case is not None and not is_tested_for_another_database(case):
                cases.setdefault(part.name, []).append(editable(case, file))
            else:
                foreign.setdefault(part.name, []).append(_foreign(part.way))
    return [
        replace(
            site,
            cases=tuple(cases.get(name, ())),
            foreign=tuple(foreign.get(name, ())),
            part=name or None,
            part_place=places[name],
        )
        for name in dict.fromkeys((*cases, *foreign))
    ]


def _foreign(way: Way) -> Foreign:
    dsn = way.value("url") or way.value("dsn")
    return Foreign(dsn, tuple((name, one.value) for name, one in way.arguments.items()), way.assumptions, way.unpacked)
