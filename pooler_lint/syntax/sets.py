"""What statements set that others read, and what is remembered of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple, TypeAlias

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


class _Known(NamedTuple):
    functions: int
    """How many functions of the module were defined that set it."""
    sets: tuple[Sets, ...]


class Collected:
    """What functions set, as far as it was asked for.

    Where one setting rests on another, that rests on the first one again, the second is known in part only, until
    all is known of the first.
    """

    def __init__(self) -> None:
        self.steps = 0
        """Statements followed for what they set."""
        self._by_setting: dict[tuple[int, Setting], _Known] = {}
        self._by_function: dict[Definition, Sets] = {}
        self._open: dict[tuple[int, Setting], None] = {}
        self._in_part: list[tuple[int, Setting]] = []
        self._lowest = _NONE

    def depth(self) -> int:
        """Return how many settings are being collected, each for the one before it."""
        return len(self._open)

    def is_open(self, reading: int, setting: Setting) -> bool:
        """Return True while the setting is collected. What asks for it is then known in part."""
        key = reading, setting
        if key not in self._open:
            return False
        self._lowest = min(self._lowest, list(self._open).index(key))
        return True

    def known(self, reading: int, setting: Setting, functions: int) -> tuple[Sets, ...] | None:
        """Return what is known of a setting that so many functions set; None if it is to be collected."""
        found = self._by_setting.get((reading, setting))
        return found.sets if found is not None and found.functions == functions else None

    def of_function(self, definition: Definition) -> Sets | None:
        """Return all that a function sets; None if it is to be followed."""
        return self._by_function.get(definition)

    @contextmanager
    def collecting(self, reading: int, setting: Setting) -> Iterator[list[Sets]]:
        """Collect what is put into the list as what the setting is set to."""
        key, place, outer = (reading, setting), len(self._open), self._lowest
        self._open[key] = None
        self._lowest = _NONE
        found: list[Sets] = []
        try:
            yield found
        finally:
            del self._open[key]
        self._by_setting[key] = _Known(len(found), tuple(found))
        if self._lowest < place:
            self._in_part.append(key)
        else:
            self._lowest = _NONE
        self._lowest = min(outer, self._lowest)
        if not self._open:
            for part in self._in_part:
                del self._by_setting[part]
            self._in_part.clear()

    @contextmanager
    def following(self, definition: Definition, sets: Sets) -> Iterator[None]:
        """Remember what the function sets, unless it asks for what is being collected."""
        outer, self._lowest = self._lowest, _NONE
        try:
            yield
        finally:
            if self._lowest == _NONE:
                self._by_function[definition] = sets
            self._lowest = min(outer, self._lowest)

    def forget(self, reading: int) -> None:
        """Forget what functions of this reading set."""
        self._by_setting = {key: known for key, known in self._by_setting.items() if key[0] != reading}
        self._by_function = {key: known for key, known in self._by_function.items() if key.reading != reading}


_NONE = 1_000_000
"""More settings than are ever collected at once."""
