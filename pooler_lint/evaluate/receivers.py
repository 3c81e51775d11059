"""Functions and classes that a connection is passed to: whose callers have to say which connection it is."""

from __future__ import annotations

from collections.abc import Iterator

from pooler_lint.evaluate.machine import Machine
from pooler_lint.index.followed import HOLE
from pooler_lint.lines import Place
from pooler_lint.values import Attribute, Called, ClassOf, Known, Text, Unknown, Value, alternatives


def ask_for_callers(recorder: Machine, value: Value, called: Called) -> None:
    """Remember the function, or the class, whose callers say which connection this is, if its SQL matters."""
    if not _matters(recorder, called):
        return
    receiver = _receiver(recorder, value)
    if receiver is not None:
        place, name = receiver
        recorder.asked.setdefault(place.file, set()).add(name)


def _matters(recorder: Machine, called: Called) -> bool:
    method = called.function.name if isinstance(called.function, Attribute) else ""
    if method in recorder.followed.calls:
        return len(called.arguments) >= recorder.followed.calls[method]
    if any(argument.name in recorder.followed.names for argument in called.arguments):
        return True
    return any(recorder.followed.sql(text) for argument in called.arguments[:1] for text in _texts(argument.value))


def _texts(value: Value) -> Iterator[str]:
    for _, plain in alternatives(value):
        if isinstance(plain, Known) and isinstance(plain.value, str):
            yield plain.value
        elif isinstance(plain, Text):
            yield "".join(part if isinstance(part, str) else HOLE for part in plain.parts)
        elif isinstance(plain, Called) and plain.arguments:
            yield from _texts(plain.arguments[0].value)


def _receiver(recorder: Machine, value: Value) -> tuple[Place, str] | None:
    """Return the function whose parameter, or the class whose instance, the value comes from."""
    while isinstance(value, (Attribute, Called)):
        if isinstance(value, Attribute):
            value = value.base
            continue
        if value.place in recorder.handed and value.place is not None:
            return value.place, recorder.handed[value.place].function
        value = value.function
        if isinstance(value, ClassOf):
            return (value.place, value.name) if value.place is not None else None
    origin = value.origin if isinstance(value, Unknown) else None
    if origin is None or origin.kind != "parameter" or origin.scope is None:
        return None
    return origin.scope, origin.name.rpartition(".")[0]
