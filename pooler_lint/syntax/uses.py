"""What is done later with what a found call made: recorded with the blocks around it."""

from __future__ import annotations

from pooler_lint.lines import Place
from pooler_lint.model import Block, Use
from pooler_lint.syntax.frames import Frame
from pooler_lint.syntax.machine import Machine
from pooler_lint.syntax.roots import root_of
from pooler_lint.values import Attribute, Called, Symbol, Value, alternatives


def record_use(
    machine: Machine, value: Called | Attribute, place: Place, frame: Frame, assigned: Value | None = None
) -> None:
    """Remember what is done here with something that a found call made."""
    if not machine.remembers_calls:
        return
    root = root_of(machine, value.function if isinstance(value, Called) else value)
    if root is None:
        return
    called = value if isinstance(value, Called) else None
    within = tuple(block for one in frame.blocks for block in _blocks(machine, one, root.place))
    use = Use(root.path, place, called, assigned, root.through, within)
    machine.uses.setdefault(root.place, {})[place] = use


def record_module_use(machine: Machine, called: Called, place: Place, frame: Frame) -> None:
    """A function of a module that works on a connection of its own: `alembic.op.execute(...)`."""
    if not machine.remembers_calls or not isinstance(called.function, Symbol):
        return
    module, _, name = called.function.dotted.rpartition(".")
    if module not in machine.followed.modules:
        return
    owner = Place(machine.file, 0, 0)  # the beginning of the file stands for it: no expression is empty
    machine.handed[owner] = (module, f"`{module}`")
    machine.uses.setdefault(owner, {})[place] = Use((name,), place, called)


def _blocks(machine: Machine, entered: Value, place: Place) -> list[Block]:
    """The block that enters this, if that is made from the call at `place`."""
    for _, plain in alternatives(entered):
        root = root_of(machine, plain)
        if root is not None and root.place == place:
            return [Block(root.path, root.through)]
    return []
