"""All libraries: every module of `connections.libraries` that defines `LIBRARY` or `LIBRARIES`."""

from __future__ import annotations

from collections.abc import Iterator

from pooler_lint.connections.following import EXECUTING, followed
from pooler_lint.connections.library import Library, UsedLibrary
from pooler_lint.connections.settings import SettingsLibrary
from pooler_lint.model import ANY_SESSION, OPENING, Session
from pooler_lint.registry import module, names


def session_of(library: str, through: str | None = None) -> Session:
    """Return what is done with the connections of a library, which `through` hands its arguments to."""
    return SESSIONS.get(through or library) or SESSIONS.get(library, ANY_SESSION)


def _all() -> Iterator[object]:
    for name in names("connections.libraries"):
        defined = vars(module("connections.libraries", name))
        yield from defined.get("LIBRARIES", ())
        if "LIBRARY" in defined:
            yield defined["LIBRARY"]


_ALL = tuple(_all())
LIBRARIES = tuple(one for one in _ALL if isinstance(one, Library))
SETTINGS_LIBRARIES = tuple(one for one in _ALL if isinstance(one, SettingsLibrary))
_USED_LIBRARIES = tuple(one for one in _ALL if isinstance(one, UsedLibrary))

SESSIONS = {
    **{library.through or library.name: library.session for library in LIBRARIES if library.session != ANY_SESSION},
    **{library.name: library.session for library in _USED_LIBRARIES},
}
"""How connections run SQL, by the library that the code calls; one that is not in it is like another one."""
ALL_EXECUTING = EXECUTING.union(*(session.running for session in SESSIONS.values()))
"""Methods of connections that run SQL."""
ALL_OPENING = OPENING.union(*(session.blocks.keys() | session.begins for session in SESSIONS.values()))
"""Methods of connections that begin a transaction."""

BY_CALLEE = {dotted: library for library in LIBRARIES for dotted in library.callees}
CALLEES = frozenset(BY_CALLEE)
"""The dotted names of all that makes a connection."""
SETTINGS = frozenset(name for library in SETTINGS_LIBRARIES for name in library.names)
MAKERS = frozenset(name for library in SETTINGS_LIBRARIES for name in library.makers)
TYPES = {
    **{dotted: library.name for library in LIBRARIES for dotted in library.types},
    **{dotted: library.name for library in _USED_LIBRARIES for dotted in library.types},
}
"""The types that a parameter can be known to be a connection by, and the library of each."""
FOLLOWED = followed(
    {dotted: parameters for library in LIBRARIES for dotted, parameters in library.holders.items()},
    TYPES,
    {dotted for library in _USED_LIBRARIES for dotted in library.modules},
    {name for library in _USED_LIBRARIES for name in library.committing},
    ALL_EXECUTING.union(*(session.begins for session in SESSIONS.values())),
)
"""What to follow in a file where anything of it may be such SQL, or such a name."""
