"""What an expression is worth, as far as the text of the file tells.

An expression evaluates to a `Value`: known, text with holes, a dict, one of several under conditions, or unknown
with the reason. A value never guesses, and it remembers where it came from (`trail`) and where it is written (`place`).
"""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias, Union

from pooler_lint.lines import Place
from pooler_lint.records import dataclass
from pooler_lint.values.conditions import NOTHING_ASSUMED, Guard

Scalar: TypeAlias = Union[str, int, float, bool, bytes, None]


class Definition(NamedTuple):
    """A function or a class, as one reading of its module defines it: a module can be read more than once."""

    place: Place
    reading: int


class Composed:
    """A value that is made of other values. `size` is how many these are, once that is asked for."""

    __slots__ = ("size",)

    size: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence that supports a conclusion, and the line that it was read from (1-based; 0: no line)."""

    text: str
    path: str
    line: int


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an unknown value would come from: the door for later resolution in other files.

    `kind` "environment": `name` is the variable. "import": `name` is the dotted name. "parameter": `name` is
    "function.parameter". "expression": `name` is the source text, or the key of `whole`. "file": `name` is the
    settings file.
    `scope` is the function, class or module that the name belongs to, None if it is the same everywhere.
    """

    kind: Literal["environment", "import", "parameter", "expression", "file"]
    name: str
    scope: Place | None = None
    activation: int = 0
    """Which run of that function it is, where the name is bound in it."""
    whole: Value | None = None
    """What it is an item of, where that has an identity."""


@dataclass(frozen=True, slots=True)
class Known:
    """A value that the text states: a string, number, bool, bytes or None."""

    value: Scalar
    place: Place | None = None
    trail: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Unknown:
    """Not known, and why; as a part of a `Text` it is a hole."""

    reason: str
    origin: Origin | None = None
    place: Place | None = None
    trail: tuple[Evidence, ...] = ()
    activation: int = 0
    """The run of the function that bound it to a name, where it has no origin."""
    subject: str | None = None
    """The name of the thing that is not known, where neither an origin nor a place identifies it."""


@dataclass(frozen=True, slots=True)
class Text(Composed):
    """A string of which some parts are unknown: literal pieces and holes, in order; never two literals in a row.

    A hole is any value that is not known text: an `Unknown`, or a symbolic `Called`/`Attribute`.
    """

    parts: tuple[Union[str, Value], ...]
    place: Place | None = None
    trail: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One `key: value` of a `Dict`; `place` covers the value where it is written, None where that is elsewhere."""

    key: str
    value: Value
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Dict(Composed):
    """A dict with string keys, in the order of insertion, each key once.

    `open` is the reason why there may be more entries than these (None: complete). `place` is the one literal
    (`{...}` or `dict(...)`) that an edit could extend; `exclusive` says that nothing but the call at hand uses it.
    `unpacked` are the mappings that it was made from, as far as their entries are not in the text.
    """

    entries: tuple[Entry, ...]
    open: str | None = None
    place: Place | None = None
    exclusive: bool = True
    trail: tuple[Evidence, ...] = ()
    unpacked: tuple[Value, ...] = ()

    def get(self, key: str) -> Entry | None:
        """The entry of this key, or None."""
        return next((entry for entry in self.entries if entry.key == key), None)


@dataclass(frozen=True, slots=True)
class Items(Composed):
    """A list or tuple whose items are all in the text."""

    items: tuple[Value, ...]
    place: Place | None = None
    trail: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Symbol:
    """An imported name, in full: `sqlalchemy.pool.NullPool`, however it is called in the file."""

    dotted: str
    place: Place | None = None
    trail: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument of a `Called`. `name` is None for a positional one; `place` covers the value as written."""

    name: str | None
    value: Value
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Called(Composed):
    """The symbolic result of a call that the reading does not compute: `URL.create(...)`, `pool.acquire()`.

    `unpacked` is the reason why there may be more arguments (an unknown `*args` or `**kwargs`), None if there are none.
    """

    function: Value
    arguments: tuple[Argument, ...]
    unpacked: str | None = None
    place: Place | None = None
    trail: tuple[Evidence, ...] = ()

    def argument(self, name: str, position: int | None = None) -> Argument | None:
        """The argument given by this keyword, else the positional one at `position` (from 0), else None."""
        for argument in self.arguments:
            if argument.name == name:
                return argument
        if position is None:
            return None
        positional = [argument for argument in self.arguments if argument.name is None]
        return positional[position] if position < len(positional) else None


@dataclass(frozen=True, slots=True)
class Attribute(Composed):
    """`base.name` of a value that is not computed further."""

    base: Value
    name: str
    place: Place | None = None
    trail: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Function:
    """A function or lambda of the file, and what it returns when called with unknown arguments."""

    name: str
    returns: Value
    sets: tuple[tuple[str, Value], ...] = ()
    definition: Definition | None = None
    trail: tuple[Evidence, ...] = ()

    def __hash__(self) -> int:
        return hash((self.name, self.definition))  # the rest is large, and says no more in nearly every case

    @property
    def place(self) -> Place | None:
        """Return where it is written."""
        return self.definition.place if self.definition is not None else None


@dataclass(frozen=True, slots=True)
class ClassOf:
    """A class of the file: its bases and its attributes and methods by name."""

    name: str
    bases: tuple[Value, ...]
    members: tuple[Entry, ...]
    fields: bool = False
    """Its attributes are constructor arguments too, as in a dataclass."""
    definition: Definition | None = None
    trail: tuple[Evidence, ...] = ()

    def __hash__(self) -> int:
        return hash((self.name, self.definition))  # the rest is large, and says no more in nearly every case

    @property
    def place(self) -> Place | None:
        """Return where it is written."""
        return self.definition.place if self.definition is not None else None

    def get(self, name: str) -> Value | None:
        """The member of this name defined in the class itself, or None."""
        return next((member.value for member in self.members if member.key == name), None)


@dataclass(frozen=True, slots=True)
class OneOf(Composed):
    """One of several values, each under its guard. Alternatives are never a `OneOf` themselves."""

    alternatives: tuple[tuple[Guard, Value], ...]
    place: Place | None = None
    trail: tuple[Evidence, ...] = ()


Value: TypeAlias = Union[Known, Unknown, Text, Dict, Items, Symbol, Called, Attribute, Function, ClassOf, OneOf]


def alternatives(value: Value) -> tuple[tuple[Guard, Value], ...]:
    """Return the plain values that this one can be, each with its guard."""
    return value.alternatives if isinstance(value, OneOf) else ((NOTHING_ASSUMED, value),)
