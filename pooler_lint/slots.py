"""Where the options of a connection are written, and where one that is missing can be."""

from __future__ import annotations

from enum import Enum
from typing import TypeAlias, Union

from pooler_lint.lines import Place
from pooler_lint.records import dataclass
from pooler_lint.values import Dict


class OptionKind(Enum):
    """What receives an option, as the tables of facts distinguish it."""

    CALL = "call"
    """An argument of the connection, pool, engine or settings that the library makes."""
    DRIVER = "driver"
    """An entry of the dict that the library passes on to the driver; where it has no such dict, CALL."""
    QUERY = "query"
    """A key in the query of the URL."""
    SERVER_SETTINGS = "server_settings"
    LATER = "later"
    """Set after connecting: by a `configure=` callback, a "connect" event or an assignment to the connection."""
    LIBRARY = "library"
    """Set by the function that is called, which takes no other value."""


@dataclass(frozen=True, slots=True)
class Imported:
    """A name of a module, as an import would bring it in."""

    module: str
    name: str


@dataclass(frozen=True, slots=True)
class Keyword:
    """A keyword argument of the call at the site."""


@dataclass(frozen=True, slots=True)
class Field:
    """An argument of the object that the call gets as `keyword`: `engine_config=EngineConfig(pool_size=5)`.

    `place` covers the call of `made_by` there. It is None where there is none yet, or where it `is_hidden`.
    """

    keyword: str
    made_by: Imported
    place: Place | None = None
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class DictEntry:
    """An entry of a dict such as `connect_args={...}`.

    A dict of arguments (`engine_args={...}`) is the argument `keyword` of the call; a dict of driver options is written
    at the slot of these arguments. `given` is the dict as far as it is known, `place` the expression in its place.
    """

    keyword: str
    given: Dict | None = None
    place: Place | None = None
    starts_with: tuple[tuple[str, str], ...] = ()
    """Entries that a new dict needs, as Python source: what the library does without one."""

    @property
    def expression(self) -> Place | None:
        """The dict literal if nothing else uses it, else the expression that can be unpacked into a new dict."""
        if self.given is not None and self.given.place is not None and self.given.exclusive:
            return self.given.place
        return self.place


@dataclass(frozen=True, slots=True)
class Setting:
    """An entry of settings that a framework reads, such as `DATABASES["default"]`.

    `place` covers the dict literal or an expression that can be unpacked into a new one; None where none is shown.
    """

    place: Place | None


@dataclass(frozen=True, slots=True)
class Assignment:
    """An assignment to an item of `settings`, which are made in another file, in the line after `after`."""

    settings: str
    after: Place


@dataclass(frozen=True, slots=True)
class UrlQuery:
    """The query of the URL that the expression at `place` gives; None where no expression is shown."""

    place: Place | None


@dataclass(frozen=True, slots=True)
class Nowhere:
    """The library takes no such option; `why` is a clause that says so, and what to do instead."""

    why: str


Slot: TypeAlias = Union[Keyword, Field, DictEntry, Setting, Assignment, UrlQuery, Nowhere]


@dataclass(frozen=True, slots=True)
class Slots:
    """Where a missing option is written: an argument of the call (or the settings), and an option of the driver."""

    call: Slot = Keyword()
    driver: Slot = Keyword()

    @property
    def driver_kind(self) -> OptionKind:
        """The kind that the driver's own options have here."""
        if isinstance(self.driver, UrlQuery):
            return OptionKind.QUERY
        return OptionKind.CALL if isinstance(self.driver, Keyword) else OptionKind.DRIVER


KEYWORDS = Slots()
"""Every option is a keyword of the call."""
