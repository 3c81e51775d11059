"""What a library is to this room: the names of what it can be called by, and how one way of a call becomes a case."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from pooler_lint.connections.expand import ADDRESS, TOLD_APART, Apart, Way
from pooler_lint.lines import Place
from pooler_lint.model import ANY_SESSION, Case, Session, Use
from pooler_lint.queries.reader import Event
from pooler_lint.records import dataclass, field
from pooler_lint.values import Function


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the file does with the site besides the call: the functions that it has called for each new connection."""

    events: Sequence[Event] = ()
    uses: tuple[Use, ...] = ()
    """What is done later with what the site made."""

    def on_connect(self) -> list[Function]:
        """The functions that SQLAlchemy calls with each new connection."""
        return [event.function for event in self.events if event.name in ("connect", "do_connect")]


@dataclass(frozen=True, slots=True)
class Part:
    """One of the connections that a call makes: its name, what stands for it in the file, and its own way."""

    name: str
    place: Place | None
    way: Way


def whole(callee: str, way: Way) -> Sequence[Part]:
    """The call makes one connection."""
    return (Part("", None, way),)


@dataclass(frozen=True, slots=True)
class Library:
    """One library: `callees` maps every dotted name to the documented one, `positional` that to its parameters.

    `name` is the library that makes the connection in the end, whose options and rules hold.
    """

    name: str
    callees: Mapping[str, str]
    positional: Mapping[str, Sequence[str]]
    case_of: Callable[[str, Way, Surroundings], Case | None]
    """None where the call turns out to go to another database."""
    through: str | None = None
    """Its own name where `name` is that of the library which it hands its arguments to."""
    parts: Callable[[str, Way], Sequence[Part]] = whole
    """The connections of one way of the call, where it makes several."""
    address: frozenset[str] = frozenset()
    """Its own names of arguments that make up the address, beside those in `expand.ADDRESS`."""
    carriers: frozenset[str] = frozenset()
    """Its own names of arguments that carry others, such as `engine_args`."""
    maps: frozenset[str] = frozenset()
    """Those of them that are dicts with the program's own names as keys."""
    types: frozenset[str] = frozenset()
    """The dotted names of the types by which a parameter is known to be one of its connections."""
    holders: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What holds one of its connections, with the parameters that it gets the connection by."""

    session: Session = ANY_SESSION
    """What is done with its connections. That of the library `name` holds where `through` says nothing."""

    @property
    def apart(self) -> Apart:
        """Return the names of arguments and keys whose values lead to different verdicts."""
        address = ADDRESS | self.address
        return Apart(TOLD_APART | address | self.carriers | self.maps, address, self.maps)

    def parameters(self, callee: str) -> Sequence[str]:
        """The names of the callee's positional parameters."""
        return self.positional.get(callee, self.positional.get("", ()))


@dataclass(frozen=True, slots=True)
class UsedLibrary:
    """A library of which only the use of connections is followed that a function is given.

    `modules` are those whose functions work on a connection, `committing` what has a `with` block that commits one.
    """

    name: str
    types: frozenset[str]
    modules: frozenset[str] = frozenset()
    committing: frozenset[str] = frozenset()
    session: Session = ANY_SESSION
