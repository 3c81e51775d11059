"""Context managers that are instances of the project's classes: what entering and leaving them does."""

from __future__ import annotations

from pooler_lint.evaluate.bases import member_of
from pooler_lint.evaluate.frames import Entered, Frame
from pooler_lint.evaluate.functions import follow_call
from pooler_lint.evaluate.machine import Machine, class_body
from pooler_lint.evaluate.uses import record_use
from pooler_lint.lines import Place
from pooler_lint.values import Argument, Attribute, Called, Unknown, Value, alternatives
from pooler_lint.values.combine import combine

EXIT_STACKS = frozenset({"contextlib.ExitStack", "contextlib.AsyncExitStack"})
ENTERING = frozenset({"enter_context", "enter_async_context"})
"""Methods of an exit stack that enter a context manager, which is left at the end of the stack's own block."""

_ENTER = ("__aenter__", "__enter__")
_EXIT = ("__aexit__", "__exit__")
_ERROR = (Argument(None, Unknown("an exception, or None")),) * 3


def entered(machine: Machine, manager: Value, place: Place, frame: Frame) -> Value:
    """Return what the block gets that enters this context manager at `place`."""

    def enter(plain: Value) -> Value:
        result = _call(machine, plain, _ENTER, (), place, frame)
        return plain if result is None or isinstance(result, Unknown) else result

    return combine((manager,), enter)


def enter_in_stack(machine: Machine, manager: Value, place: Place, frame: Frame) -> Value:
    """Return what an exit stack gets that enters this context manager, which is then a block around what follows."""
    value = entered(machine, manager, place, frame)
    frame.blocks.append(Entered(manager, place))
    for _, plain in alternatives(manager):
        # What follows runs in the transaction that it may be, as after `await transaction.start()`.
        record_use(machine, Called(Attribute(plain, "start"), (), place=place), place, frame)
    return value


def leave(machine: Machine, manager: Value, place: Place, frame: Frame) -> None:
    """Follow what the context manager does at the end of the block."""
    for _, plain in alternatives(manager):
        _call(machine, plain, _EXIT, _ERROR, place, frame)


def _call(
    machine: Machine, manager: Value, names: tuple[str, ...], given: tuple[Argument, ...], place: Place, frame: Frame
) -> Value | None:
    found = class_body(machine, manager)
    if found is None or not isinstance(manager, Called):
        return None
    for name in names:
        definition = machine.followable(member_of(found[0], name))
        if definition is not None:
            called = Called(Attribute(manager, name), given, place=place)
            return follow_call(machine, definition, called, manager, frame.state.path, frame)[0]
    return None
