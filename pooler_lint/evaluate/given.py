"""What is known of the callers of a file's functions, and what it takes to find out."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Protocol

from pooler_lint.records import dataclass, field
from pooler_lint.values import Called, Definition, Value

if TYPE_CHECKING:
    from pooler_lint.evaluate.machine import Machine


TOO_MUCH_CODE = "too much code would have to be followed for all of its calls"


@dataclass(frozen=True, slots=True)
class Given:
    """What the callers of the functions of the file under check give them, as far as it is known."""

    parameters: Mapping[Definition, Mapping[str, Value]] = field(default_factory=dict)
    """The parameters of a function, each one of what its callers give."""
    instances: Mapping[Definition, Value] = field(default_factory=dict)
    """The instances of a class, where it is known how each of them is made."""
    doubts: Mapping[Definition, str] = field(default_factory=dict)
    """Why it is not known what a function is called with."""


@dataclass(frozen=True, slots=True)
class Users:
    """Modules to be followed, each with the module that they use as they see it, made when they are asked for."""

    others: Iterable[tuple[Machine, Machine]] = ()
    missed: str | None = None
    """Why there may be more of them."""


class Watch(Protocol):
    """Somebody who wants to know of every call that is followed."""

    def note(self, machine: Machine, node: ast.Call, called: Called) -> None:
        """This is called here."""
