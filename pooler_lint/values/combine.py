"""The algebra of values that can be one of several: every combination that does not contradict itself."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence

from pooler_lint.records import replace
from pooler_lint.values import Called, Dict, Evidence, Items, Known, OneOf, Text, Unknown, Value, alternatives
from pooler_lint.values.conditions import (
    NOTHING_ASSUMED,
    Condition,
    Deployed,
    Guard,
    SetBy,
    consistent,
    is_deployed,
    one_at_a_time,
    set_elsewhere,
)
from pooler_lint.values.texts import MAX_TRAIL

MAX_ALTERNATIVES = 24
"""More than this many ways to turn out is unknown: the product of conditions grows without bound."""

MAX_OBJECTS = 4
"""Objects that a name is set to in several places; more are not told apart."""

TOO_MANY = "it can turn out in too many ways"

Combination = tuple[Guard, tuple[Value, ...]]


def one_of(ways: Iterable[tuple[Guard, Value]]) -> Value:
    """The value that is one of these; a `OneOf` among them is flattened, equal ones under one assumption are merged."""
    flat: list[tuple[Guard, Value]] = []
    alike = True
    for way in _flattened(ways):
        alike = alike and (not flat or way[1] is flat[0][1] or way[1] == flat[0][1])
        if len(flat) < MAX_ALTERNATIVES:
            if way not in flat:
                flat.append(way)
        elif not alike:
            return Unknown(TOO_MANY)
    if not flat:
        return Unknown("its conditions contradict each other")
    if alike and not all(is_deployed(guard) for guard, _ in flat):
        return flat[0][1]
    return OneOf(tuple(flat))


def _flattened(ways: Iterable[tuple[Guard, Value]]) -> Iterator[tuple[Guard, Value]]:
    for assumed, value in ways:
        for inner, plain in held(value, assumed):
            yield (assumed | inner if inner else assumed), plain


def held(value: Value, guard: Guard) -> Sequence[tuple[Guard, Value]]:
    """Return the alternatives of a value that can hold together with the guard.

    Where the guard speaks of a deployment, and only others set the value, it is one of those that they set.
    """
    if not guard or not isinstance(value, OneOf):
        return alternatives(value)
    found = [(inner, plain) for inner, plain in value.alternatives if not inner or consistent(inner, guard)]
    if not found and is_deployed(guard):
        elsewhere = ((set_elsewhere(inner, guard), plain) for inner, plain in value.alternatives)
        found = [(inner, plain) for inner, plain in elsewhere if inner is not None]
    return found


def given_or(condition: Condition, given: Value, default: Value) -> Value:
    """Return a value that comes from elsewhere if the condition holds, and is the default if not."""
    return given if isinstance(default, Unknown) else chosen(condition, given, default)


def chosen(condition: Condition, value: Value, otherwise: Value) -> Value:
    """Return the value if the condition holds, else the other one."""
    return one_of([(frozenset({(condition, True)}), value), (frozenset({(condition, False)}), otherwise)])


def combine(values: Sequence[Value], build: Callable[..., Value]) -> Value:
    """`build` of every consistent combination of the plain values of `values`."""
    if not any(isinstance(value, OneOf) for value in values):
        return build(*values)
    found = combinations(values)
    if found is None:
        return Unknown(TOO_MANY)
    return one_of([(assumed, build(*plain)) for assumed, plain in found])


def combinations(
    values: Sequence[Value], start: Guard = NOTHING_ASSUMED, limit: int = MAX_ALTERNATIVES
) -> list[Combination] | None:
    """Every combination of the plain values that is consistent with `start`, with all that it assumes besides.

    None where there are more than `limit`: each value is combined with what the values before it left, so that thirty
    choices under one condition are two combinations and not a thousand million.
    """
    found: list[Combination] = [(NOTHING_ASSUMED, ())]
    for value in values:
        found = [
            ((assumed | inner) - start if inner else assumed, (*before, plain))
            for assumed, before in found
            for inner, plain in held(value, start | assumed)
        ]
        if len(found) > limit:
            return None
    return found


def agreed(values: Sequence[Value], name: str) -> Value:
    """Return the one value that a name is set to in several places, or one of the objects that it can be.

    None in between says that it is not set yet.
    """
    real = [value for value in values if not (isinstance(value, Known) and value.value is None)]
    if not real:
        return values[0] if values else Unknown(f"`{name}` is set by functions", subject=name)
    if all(value == real[0] for value in real):
        return real[0]
    objects = list(dict.fromkeys(value for value in real if isinstance(value, Called)))
    if len(objects) < len(real) or len(objects) > MAX_OBJECTS:
        return Unknown(f"`{name}` is set in several places", subject=name)
    return one_of(zip(one_at_a_time([SetBy(name, one.place) for one in objects]), objects, strict=True))


def simplified(value: OneOf) -> Value:
    """The value without the conditions that its alternatives do not differ by any more."""
    found: dict[Value, list[Guard]] = {}
    for assumed, plain in value.alternatives:
        found.setdefault(plain, []).append(assumed)
    return one_of([(assumed, plain) for plain, guards in found.items() for assumed in compact(guards)])


def compact(guards: Iterable[Guard]) -> list[Guard]:
    """Return fewer guards, one of which holds where one of these does."""
    left = list(dict.fromkeys(guards))
    while (found := _joinable(left)) is not None:
        one, other, both = found
        left = [*(guard for guard in left if guard not in (one, other)), both]
    return left


def _joinable(guards: Sequence[Guard]) -> tuple[Guard, Guard, Guard] | None:
    """Return two guards that differ by one outcome, or by the deployment at hand, and the guard of both."""
    for one, other in itertools.combinations(guards, 2):
        different = one ^ other
        if len(different) != 2:
            continue
        (test, outcome), (another, other_outcome) = different
        if test == another:
            return one, other, one & other
        if isinstance(test, Deployed) and isinstance(another, Deployed) and outcome and other_outcome:
            if test.kind == another.kind and one - other and other - one:
                either = Deployed(test.deployments | another.deployments, test.kind)
                return one, other, (one & other) | {(either, True)}
    return None


def restrict(value: Value, path: Guard) -> Value:
    """The value as it is where `path` is known to hold."""
    if not path or not isinstance(value, OneOf):
        return value
    left = tuple((guard - path, plain) for guard, plain in held(value, path))
    if not left:
        return Unknown("its conditions contradict each other")
    return left[0][1] if len(left) == 1 and not is_deployed(left[0][0]) else replace(value, alternatives=left)


def with_trail(value: Value, step: Evidence, activation: int = 0) -> Value:
    """Return the value with one more place that it came through, in this run of the function there."""
    if isinstance(value, OneOf):
        ways = tuple((assumed, with_trail(plain, step, activation)) for assumed, plain in value.alternatives)
        return replace(value, alternatives=ways)
    if activation and isinstance(value, Unknown) and value.origin is None and not value.activation:
        value = replace(value, activation=activation)
    return replace(value, trail=(*value.trail[: MAX_TRAIL - 1], step))


def shared_inside(value: Value) -> Value:
    """As `shared`, and so is every dict inside of it."""
    if isinstance(value, Dict):
        entries = tuple(replace(entry, value=shared_inside(entry.value), place=None) for entry in value.entries)
        return replace(value, entries=entries, exclusive=False)
    if isinstance(value, OneOf) and any(isinstance(plain, Dict) for _, plain in value.alternatives):
        return replace(value, alternatives=tuple((a, shared_inside(plain)) for a, plain in value.alternatives))
    return value


def elsewhere(value: Value) -> Value:
    """The value without the places of its texts, arguments and dicts: what is written there serves another purpose."""
    if isinstance(value, (Known, Text)):
        return replace(value, place=None)
    if isinstance(value, Dict):
        entries = tuple(replace(entry, value=elsewhere(entry.value), place=None) for entry in value.entries)
        return replace(value, entries=entries, place=None)
    if isinstance(value, Items):
        return replace(value, items=tuple(map(elsewhere, value.items)), place=None)
    if isinstance(value, Called):
        arguments = tuple(replace(given, value=elsewhere(given.value), place=None) for given in value.arguments)
        return replace(value, arguments=arguments)
    if isinstance(value, OneOf):
        return replace(value, alternatives=tuple((guard, elsewhere(plain)) for guard, plain in value.alternatives))
    return value


def shared(value: Value) -> Value:
    """The value, marked as used by others too: an edit of its literal would reach them."""
    if isinstance(value, Dict):
        return replace(value, exclusive=False) if value.exclusive else value
    if isinstance(value, OneOf) and any(isinstance(plain, Dict) for _, plain in value.alternatives):
        return replace(value, alternatives=tuple((assumed, shared(plain)) for assumed, plain in value.alternatives))
    return value
