"""What the tables of `frameworks` say of values that can be one of several."""

from __future__ import annotations

from collections.abc import Sequence

from pooler_lint.frameworks import registry
from pooler_lint.records import replace
from pooler_lint.values import Attribute, Called, Dict, Items, OneOf, Unknown, Value
from pooler_lint.values.combine import combine


def result_of(called: Called) -> Value | None:
    """Return the result of a call that a table has a row for; None where nothing of it is known."""
    if not registry.has_row(called.function):
        return None
    function = called.function
    base = spread(function.base) if isinstance(function, Attribute) else function
    given = [spread(argument.value) for argument in called.arguments]
    if not any(isinstance(value, OneOf) for value in (base, *given)):
        return registry.call(_with(called, base, given))
    is_known = False

    def build(base: Value, *given: Value) -> Value:
        nonlocal is_known
        chosen = _with(called, base, given)
        found = registry.call(chosen)
        is_known = is_known or found is not None
        return chosen if found is None else found

    result = combine((base, *given), build)
    return result if is_known or isinstance(result, Unknown) else None


def _with(called: Called, base: Value, given: Sequence[Value]) -> Called:
    """Return the call with these values in place of its own."""
    function = called.function
    chosen = replace(function, base=base) if isinstance(function, Attribute) else base
    arguments = tuple(replace(one, value=value) for one, value in zip(called.arguments, given, strict=True))
    return replace(called, function=chosen, arguments=arguments)


def spread(value: Value) -> Value:
    """Return the value with the choices inside of a list, a dict or a record brought to its surface."""
    if isinstance(value, OneOf):
        return combine((value,), spread)
    inside = _inside(value)
    if not any(isinstance(one, (OneOf, Items, Dict, Called)) for one in inside):
        return value
    each = [spread(one) for one in inside]
    if all(one is before for one, before in zip(each, inside, strict=True)):
        return value
    return combine(each, lambda *plain: _with_inside(value, plain))


def _inside(value: Value) -> Sequence[Value]:
    if isinstance(value, Items):
        return value.items
    if isinstance(value, Dict):
        return [entry.value for entry in value.entries]
    if isinstance(value, Called) and registry.methods_of(value) is not None:
        return [argument.value for argument in value.arguments]
    return ()


def _with_inside(value: Value, plain: Sequence[Value]) -> Value:
    if isinstance(value, Items):
        return replace(value, items=tuple(plain))
    if isinstance(value, Dict):
        entries = tuple(replace(entry, value=one) for entry, one in zip(value.entries, plain, strict=True))
        return replace(value, entries=entries)
    assert isinstance(value, Called)
    return _with(value, value.function, plain)


def as_text(value: Value) -> Value:
    """Return the value as `str()` and f-strings write it."""
    return combine((value,), lambda plain: registry.as_text(plain) or plain)
