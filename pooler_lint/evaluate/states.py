"""What is known at one point of one way through the text, and where several ways meet."""

from __future__ import annotations

from pooler_lint.records import dataclass, field
from pooler_lint.values import Dict, Value, alternatives
from pooler_lint.values.combine import combine, one_of
from pooler_lint.values.conditions import NOTHING_ASSUMED, Condition, Guard
from pooler_lint.values.dicts import harmed

MAX_WAYS = 4
"""Ways in which one statement is followed under conditions that differ; more are joined again."""


@dataclass(slots=True)
class State:
    """What is known at one point of one way through a body."""

    names: dict[str, Value]
    path: Guard = NOTHING_ASSUMED
    attributes: dict[str, Value] = field(default_factory=dict)
    """What `name.attribute` was set to in this body, by "name.attribute"."""

    def fork(self, assumed: Guard = NOTHING_ASSUMED) -> State:
        """The same knowledge, to go on in another way."""
        return State(dict(self.names), self.path | assumed, dict(self.attributes))

    def under(self, *outcomes: tuple[Condition, bool]) -> State:
        """Return the same state where these conditions turn out like this; it is not to be followed any more."""
        return State(self.names, self.path.union(outcomes), self.attributes)

    def forget_attributes(self, name: str) -> None:
        """The name is something else now, or was handed to what may set its attributes."""
        if self.attributes:
            for key in [key for key in self.attributes if key.startswith(f"{name}.")]:
                del self.attributes[key]


@dataclass(slots=True)
class Loop:
    """The states in which a loop is left, and those in which its next round begins."""

    left: list[State] = field(default_factory=list)
    next_round: list[State] = field(default_factory=list)


def join_states(states: list[State], path: Guard) -> State:
    """One state for several ways that meet: a name is what it was on each way, under the conditions of that way."""
    first, *others = states
    if not others:
        return State(first.names, path, first.attributes)
    names = dict(first.names)
    for name in _differing([state.names for state in states]):
        ways = [(state.path - path, state.names[name]) for state in states if name in state.names]
        names[name] = one_of(ways)
    attributes = {key: value for key, value in first.attributes.items() if all(key in o.attributes for o in others)}
    for key in attributes:
        attributes[key] = one_of([(state.path - path, state.attributes[key]) for state in states])
    return State(names, path, attributes)


def meet(states: list[State]) -> State:
    """Return one state for several ways that meet, under what they have in common.

    Ways that cover all outcomes of a condition have it no more in common. Where others ended before, it stays.
    """
    return join_states(states, frozenset.intersection(*(state.path for state in states)))


def _differing(each: list[dict[str, Value]]) -> list[str]:
    """The names that are not bound to one and the same value on all the ways that bind them."""
    first, *others = each
    found: dict[str, None] = {}
    for other in others:
        found.update((name, None) for name, value in other.items() if first.get(name) is not value)
    return list(found)


def joined_in_doubt(states: list[State], skipped: State, path: Guard, reason: str) -> State:
    """The state after something that may have got anywhere, or not begun; a dict that it changes is in doubt."""
    result = join_states([*states, skipped], path)
    for held, old in ((result.names, skipped.names), (result.attributes, skipped.attributes)):
        for name, value in held.items():
            if value is not old.get(name) and any(isinstance(plain, Dict) for _, plain in alternatives(value)):
                held[name] = combine((value,), lambda plain: harmed(plain, reason))
    return result


def kept_apart(states: list[State], ways: int) -> list[State]:
    """The states, to be followed one by one, or their join where that would be too many ways."""
    if len(states) <= 1 or ways * len(states) <= MAX_WAYS:
        return states
    return [meet(states)]
