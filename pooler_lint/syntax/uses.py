"""What is done later with what a found call made: recorded with the blocks around it."""

from __future__ import annotations

from collections.abc import Iterator

from pooler_lint.lines import Place
from pooler_lint.model import Block, Use
from pooler_lint.syntax.frames import Frame
from pooler_lint.syntax.machine import Machine
from pooler_lint.syntax.roots import called_name, is_wrapper, root_of
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
    within = tuple(_blocks(machine, frame, root.place))
    use = Use(root.path, place, called, assigned, root.through, within, calls=root.calls)
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
    use = Use((name,), place, called, within=tuple(_blocks(machine, frame, owner)))
    machine.uses.setdefault(owner, {})[place] = use


def _blocks(machine: Machine, frame: Frame, owner: Place) -> Iterator[Block]:
    """Yield the blocks around the statement at hand that enter what is made from the call at `owner`, or commit it."""
    for entered in frame.blocks:
        for _, plain in alternatives(entered.value):
            root = root_of(machine, plain)
            called = called_name(plain.function) if isinstance(plain, Called) else None
            if root is not None and root.place == owner:
                if not is_wrapper(machine, plain):
                    yield Block(root.path, root.through, root.calls, entered.place)
            elif called is not None and called in machine.followed.committing:
                yield Block((), place=entered.place, name=called.rpartition(".")[2])
            else:
                continue
            break
