"""What statements set that others read, and what is remembered of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeAlias

from pooler_lint.records import dataclass, field
from pooler_lint.values import Definition, Value

Setting: TypeAlias = "tuple[Definition | None, str]"
"""An attribute of a class or of its instances; with None a module-level name, or `state.name` of an application."""


@dataclass(frozen=True, slots=True)
class Assigned:
    """A value that a setting gets; `first` says that `__init__` sets it."""

    value: Value
    first: bool = False


@dataclass(slots=True)
class Sets:
    """What some statements set."""

    values: dict[Setting, list[Assigned]] = field(default_factory=dict)
    is_complete: bool = True
    """False: they were not followed to their end."""

    def add(self, setting: Setting, value: Value, first: bool = False) -> None:
        """Add one more value of the setting."""
        self.values.setdefault(setting, []).append(Assigned(value, first))


class Collected:
    """What functions set, as far as it was asked for.

    Where a function rests on what another one sets that is being followed itself, what it sets is known in part: it is
    followed again when it is asked for later.
    """

    def __init__(self) -> None:
        self.steps = 0
        """Statements followed for what they set."""
        self._known: dict[Definition, Sets] = {}
        self._open: dict[Definition, Sets] = {}
        self._in_part: list[Definition] = []
        self._lowest = _NONE
        """The place of the first of the open functions that was asked for what it sets."""

    def depth(self) -> int:
        """Return how many functions are being followed, each for the one before it."""
        return len(self._open)

    def known(self, definition: Definition) -> Sets | None:
        """Return what a function sets; None if it is to be followed."""
        return self._known.get(definition)

    def so_far(self, definition: Definition) -> Sets | None:
        """Return what a function has set so far that is being followed; None for any other."""
        sets = self._open.get(definition)
        if sets is not None:
            self._lowest = min(self._lowest, list(self._open).index(definition))
        return sets

    @contextmanager
    def following(self, definition: Definition) -> Iterator[Sets]:
        """Remember what is added to the sets as what the function sets."""
        place, outer = len(self._open), self._lowest
        sets = self._open[definition] = Sets()
        self._lowest = _NONE
        try:
            yield sets
        finally:
            del self._open[definition]
            self._known[definition] = sets
            if self._lowest < place:
                self._in_part.append(definition)
                outer = min(outer, self._lowest)
            self._lowest = outer
            if not self._open:
                for part in self._in_part:
                    del self._known[part]
                self._in_part.clear()

    def forget(self, reading: int) -> None:
        """Forget what functions of this reading set."""
        self._known = {key: known for key, known in self._known.items() if key.reading != reading}


_NONE = 1_000_000
"""More functions than are ever followed at once."""
