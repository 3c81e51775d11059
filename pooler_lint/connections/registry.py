"""All libraries: every module of `connections.libraries` that defines `LIBRARY` or `LIBRARIES`."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules

from pooler_lint.connections import libraries
from pooler_lint.connections.following import followed
from pooler_lint.connections.library import Library, UsedLibrary
from pooler_lint.connections.settings import SettingsLibrary


def _all() -> Iterator[object]:
    for name in sorted(found.name for found in iter_modules(libraries.__path__)):
        defined = vars(import_module(f"{libraries.__name__}.{name}"))
        yield from defined.get("LIBRARIES", ())
        if "LIBRARY" in defined:
            yield defined["LIBRARY"]


_ALL = tuple(_all())
LIBRARIES = tuple(one for one in _ALL if isinstance(one, Library))
SETTINGS_LIBRARIES = tuple(one for one in _ALL if isinstance(one, SettingsLibrary))
_USED_LIBRARIES = tuple(one for one in _ALL if isinstance(one, UsedLibrary))

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
)
"""What to follow in a file where anything of it may be such SQL, or such a name."""
