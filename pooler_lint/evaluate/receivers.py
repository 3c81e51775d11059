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
    for place, name in _receivers(recorder, value):
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


def _receivers(recorder: Machine, value: Value) -> Iterator[tuple[Place, str]]:
    """Yield the functions whose parameters, and the classes whose instances, the value comes from."""
    current = value
    while True:
        if isinstance(current, Attribute):
            current = current.base
        elif isinstance(current, Called) and current.place in recorder.handed and current.place is not None:
            yield current.place, recorder.handed[current.place].function
            return
        elif isinstance(current, Called) and isinstance(current.function, ClassOf):
            if current.function.place is not None:
                yield current.function.place, current.function.name
            return
        elif isinstance(current, Called):
            current = current.function
        else:
            break
    if isinstance(current, Unknown) and current.origin is not None and current.origin.kind == "parameter":
        if current.origin.scope is not None:
            yield current.origin.scope, current.origin.name.rpartition(".")[0]
