"""What is done later with what a found call made: recorded with the blocks around it."""

from __future__ import annotations

from pooler_lint.model import Block, Use
from pooler_lint.syntax.frames import Frame
from pooler_lint.syntax.machine import Machine
from pooler_lint.syntax.roots import root_of
from pooler_lint.values import Attribute, Called, Span, Symbol, Value, alternatives


def record_use(
    machine: Machine, value: Called | Attribute, span: Span, frame: Frame, assigned: Value | None = None
) -> None:
    """Remember what is done here with something that a found call made."""
    if not machine.remembers_calls:
        return
    root = root_of(machine, value.function if isinstance(value, Called) else value)
    if root is None:
        return
    called = value if isinstance(value, Called) else None
    within = tuple(block for one in frame.blocks for block in _blocks(machine, one, root.span))
    use = Use(root.path, span, called, assigned, root.through, within)
    machine.uses.setdefault(root.span, {})[span] = use


def record_module_use(machine: Machine, called: Called, span: Span, frame: Frame) -> None:
    """A function of a module that works on a connection of its own: `alembic.op.execute(...)`."""
    if not machine.remembers_calls or not isinstance(called.function, Symbol):
        return
    module, _, name = called.function.dotted.rpartition(".")
    if module not in machine.followed.modules:
        return
    owner = Span(-1, -1)
    machine.handed[owner] = (module, f"`{module}`")
    machine.uses.setdefault(owner, {})[span] = Use((name,), span, called)


def _blocks(machine: Machine, entered: Value, span: Span) -> list[Block]:
    """The block that enters this, if that is made from the call at `span`."""
    for _, plain in alternatives(entered):
        root = root_of(machine, plain)
        if root is not None and root.span == span:
            return [Block(root.path, root.through)]
    return []
