"""What is done with what a found call made: recorded where it happens, with the blocks and the calls around it."""

from __future__ import annotations

from pooler_lint.evaluate.frames import Entered, Frame
from pooler_lint.evaluate.machine import Handed, Machine, Owner
from pooler_lint.evaluate.receivers import ask_for_callers
from pooler_lint.evaluate.roots import called_name, is_wrapper, root_of
from pooler_lint.lines import Place
from pooler_lint.model import Block, Use
from pooler_lint.records import replace
from pooler_lint.values import Attribute, Called, Symbol, Value, alternatives

MAX_PASSED_ON = 2_000
"""Uses of connections that functions receive, for one file; more are not recorded."""


def record_use(
    machine: Machine, value: Called | Attribute, place: Place, frame: Frame, assigned: Value | None = None
) -> None:
    """Remember what is done here with something that a found call made."""
    recorder = _recorder(machine)
    if recorder is None:
        return
    base = value.function if isinstance(value, Called) else value
    called = value if isinstance(value, Called) else None
    root = root_of(recorder, base)
    if called is not None and recorder.followed.uses and (root is None or root.owner[0] in recorder.handed):
        ask_for_callers(recorder, base, called)
    if root is None:
        return
    _add(recorder, root.owner, Use(root.path, place, called, assigned, root.through, calls=root.calls), frame)


def record_module_use(machine: Machine, called: Called, place: Place, frame: Frame) -> None:
    """Remember the call of a function of a module that has a connection of its own: `alembic.op.execute(...)`."""
    recorder = _recorder(machine)
    if recorder is None or not isinstance(called.function, Symbol):
        return
    module, _, name = called.function.dotted.rpartition(".")
    if module not in recorder.followed.modules:
        return
    beginning = Place(recorder.file, 0, 0)  # stands for it: no expression is empty
    recorder.handed[beginning] = Handed(module, f"`{module}`")
    _add(recorder, (beginning, ()), Use((name,), place, called), frame)


def _recorder(machine: Machine) -> Machine | None:
    """Return the evaluation of the file under check if it is to know of what is done here."""
    shared = machine.shared
    if shared.stack is None or shared.under_check is None:
        return None
    return shared.under_check if not shared.stack or shared.under_check.followed.uses else None


def _add(recorder: Machine, owner: Owner, use: Use, frame: Frame) -> None:
    """Remember the use with the blocks around it, and with the calls that lead to it."""
    shared, uses = recorder.shared, recorder.uses.setdefault(owner, {})
    stack = shared.stack or ()
    if stack and len(uses) >= MAX_PASSED_ON:
        return
    via = tuple(call.place for call in stack)
    names = (one.name for one in (*(call.frame for call in stack[1:]), frame))
    callers = tuple(shared.evidence(f"`{name}` is called here", place) for name, place in zip(names, via, strict=False))
    frames = (*(call.frame for call in stack), frame)
    blocks = (_block(recorder, entered, owner) for one in frames for entered in one.blocks)
    within = tuple(block for block in blocks if block is not None)
    uses[use.place, use.through, via] = replace(use, within=within, via=via, callers=callers)


def _block(recorder: Machine, entered: Entered, owner: Owner) -> Block | None:
    """Return the block if it enters what is made from the call at `owner`, or commits it; None for any other."""
    for _, plain in alternatives(entered.value):
        root = root_of(recorder, plain)
        if root is not None and root.owner == owner:
            block = Block(root.path, root.through, root.calls, entered.place)
            return None if is_wrapper(recorder, plain) else block
        called = called_name(plain.function) if isinstance(plain, Called) else None
        if called is not None and called in recorder.followed.committing:
            return Block((), place=entered.place, name=called.rpartition(".")[2])
    return None
