"""What each kind of statement does to what is known."""

from __future__ import annotations

import ast

from pooler_lint.evaluate.assign import assign
from pooler_lint.evaluate.blocks import Left, match_block, try_block, with_block
from pooler_lint.evaluate.conditions import decide, grouped
from pooler_lint.evaluate.definitions import define_class, define_function
from pooler_lint.evaluate.environment import is_call_of
from pooler_lint.evaluate.expressions import operate
from pooler_lint.evaluate.frames import Frame
from pooler_lint.evaluate.machine import Machine, StatementHandler
from pooler_lint.evaluate.models import model_of
from pooler_lint.evaluate.places import change
from pooler_lint.evaluate.states import Loop, State, join_states, joined_in_doubt, kept_apart, meet
from pooler_lint.index.prescan import own_nodes
from pooler_lint.records import replace
from pooler_lint.values import Dict, Items, Known, OneOf, Symbol, Text, Unknown, Value
from pooler_lint.values.combine import combine, with_trail
from pooler_lint.values.conditions import LoopLeft, LoopRuns
from pooler_lint.values.dicts import harmed, updated
from pooler_lint.values.texts import is_textual

_ENDS = frozenset({"sys.exit", "os._exit", "builtins.exit", "builtins.quit"})

MAX_ROUNDS = 8
"""A loop over this many items that stand in the text is followed round by round."""


def _if(machine: Machine, node: ast.stmt, frame: Frame) -> list[State]:
    assert isinstance(node, ast.If)
    before, ways = frame.state, frame.ways
    outcomes = grouped(decide(machine, node.test, frame), ways)
    frame.ways = ways * max(1, len(outcomes) - 1)
    ends: list[State] = []
    stopped = False
    for assumed, result in outcomes:
        frame.state = before.fork(assumed)
        reached = machine.run(node.body if result else node.orelse, frame)
        stopped = stopped or not reached
        ends.extend(reached)
    frame.ways = ways
    if not ends or (len(ends) == 1 and len(outcomes) == 1):
        return ends
    return kept_apart(ends, ways) if stopped else [join_states(ends, before.path)]


def _loop(machine: Machine, node: ast.stmt, frame: Frame) -> list[State]:
    assert isinstance(node, (ast.For, ast.AsyncFor, ast.While))
    if not isinstance(node, ast.While):
        items = machine.evaluate(node.iter, frame)
        if isinstance(items, Items) and len(items.items) <= MAX_ROUNDS and frame.ways == 1 and not frame.loops:
            return _rounds(machine, node, frame, items)
    before = frame.state
    frame.state = before.fork()
    _forget_assigned(node, frame)
    endless = False
    if isinstance(node, ast.While):
        endless = isinstance(node.test, ast.Constant) and bool(node.test.value)
        machine.evaluate(node.test, frame)
    else:
        assign(machine, node.target, Unknown("a loop variable"), frame)
    loop, before_body = Loop(), Left(frame)
    frame.loops.append(loop)
    through = [*machine.run(node.body, frame), *loop.next_round]
    frame.loops.pop()
    # What a round rests on is not the same in each round: beyond the loop it is not kept.
    left = [State(end.names, before.path, end.attributes) for end in loop.left]
    through = [State(end.names, before.path, end.attributes) for end in through]
    if endless:
        return [join_states(left, before.path)] if left else []
    place = machine.place(node)
    runs = LoopRuns(place, frame.activation, line=node.lineno)
    leaves = LoopLeft(place, frame.activation, line=node.lineno)
    before_body.put_under((runs, True), (leaves, True))
    to_end = ((leaves, False),) if left or before_body.has_returned() else ()
    through = [end.under((runs, True), *to_end) for end in through]
    skipped = before.under((runs, False), *to_end)
    path = before.path.union(to_end)
    frame.state = joined_in_doubt(through, skipped, path, f"the loop of line {node.lineno} may change it")
    return _joined([*(end.under((runs, True), (leaves, True)) for end in left), *machine.run(node.orelse, frame)])


def _forget_assigned(node: ast.For | ast.AsyncFor | ast.While, frame: Frame) -> None:
    """What a round finds may have been set by the round before it."""
    names = {inner.id for inner in own_nodes(node.body) if isinstance(inner, ast.Name) and _is_stored(inner)}
    for name in names & frame.state.names.keys():
        frame.state.forget_attributes(name)
        frame.state.names[name] = harmed(frame.state.names[name], f"`{name}` changes in a loop")


def _is_stored(node: ast.Name) -> bool:
    return isinstance(node.ctx, ast.Store)


def _rounds(machine: Machine, node: ast.For | ast.AsyncFor, frame: Frame, items: Items) -> list[State]:
    activation = frame.activation
    left: list[State] = []
    for item in items.items:
        frame.activation = machine.shared.new_activation()
        assign(machine, node.target, item, frame)
        loop = Loop()
        frame.loops.append(loop)
        through = [*machine.run(node.body, frame), *loop.next_round]
        frame.loops.pop()
        left.extend(loop.left)
        if not through:
            frame.activation = activation
            return _joined(left)
        frame.state = meet(through)
    frame.activation = activation
    return _joined([*left, *machine.run(node.orelse, frame)])


def _joined(states: list[State]) -> list[State]:
    return [meet(states)] if states else []


def _assign(machine: Machine, node: ast.stmt, frame: Frame) -> None:
    assert isinstance(node, ast.Assign)
    value = machine.evaluate(node.value, frame)
    for target in node.targets:
        assign(machine, target, value, frame, machine.place(node.value))


def _annotated(machine: Machine, node: ast.stmt, frame: Frame) -> None:
    assert isinstance(node, ast.AnnAssign)
    if node.value is not None:
        assign(machine, node.target, machine.evaluate(node.value, frame), frame, machine.place(node.value))
    elif frame.kind == "class" and isinstance(node.target, ast.Name):
        frame.state.names[node.target.id] = Unknown(
            f"field `{node.target.id}` of `{frame.name}`", subject=node.target.id
        )


def _augmented(machine: Machine, node: ast.stmt, frame: Frame) -> None:
    assert isinstance(node, ast.AugAssign)
    added = machine.evaluate(node.value, frame)
    change(
        machine,
        node.target,
        lambda old: combine((old, added), lambda one, other: operate_in_place(node.op, one, other)),
        frame,
    )


def operate_in_place(operator: ast.operator, old: Value, added: Value) -> Value:
    """`old op= added`; a dict stays the literal that it was."""
    if isinstance(operator, ast.BitOr) and isinstance(old, Dict):
        return replace(updated(old, added), place=old.place)
    return operate(operator, old, added)


def _expression(machine: Machine, node: ast.stmt, frame: Frame) -> list[State] | None:
    assert isinstance(node, ast.Expr)
    value = machine.evaluate(node.value, frame)
    return [] if is_call_of(value, _ENDS) else None


def _return(machine: Machine, node: ast.stmt, frame: Frame) -> list[State]:
    assert isinstance(node, ast.Return)
    value = machine.evaluate(node.value, frame) if node.value is not None else Known(None)
    if machine.reading and is_textual(value) and not value.trail:
        value = with_trail(value, machine.evidence(f"`{frame.name}` returns it here", node))
    frame.ends.append(frame.state)
    frame.returns.append((frame.state.path - frame.base_path, value))
    return []


def _stop(machine: Machine, node: ast.stmt, frame: Frame) -> list[State]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.expr):
            machine.evaluate(child, frame)
    frame.raised.append(frame.state)
    return []


def _leave_loop(machine: Machine, node: ast.stmt, frame: Frame) -> list[State]:
    if frame.loops:
        loop = frame.loops[-1]
        (loop.left if isinstance(node, ast.Break) else loop.next_round).append(frame.state)
    return []


def _assert(machine: Machine, node: ast.stmt, frame: Frame) -> list[State]:
    assert isinstance(node, ast.Assert)
    states = [frame.state.fork(assumed) for assumed, result in decide(machine, node.test, frame) if result]
    return states[:1] if len(states) == 1 else [frame.state]


def _delete(machine: Machine, node: ast.stmt, frame: Frame) -> None:
    assert isinstance(node, ast.Delete)
    for target in node.targets:
        if isinstance(target, ast.Name):
            frame.state.forget_attributes(target.id)
            frame.state.names.pop(target.id, None)
        else:
            change(machine, target, None, frame)


def _import(machine: Machine, node: ast.stmt, frame: Frame) -> None:
    assert isinstance(node, ast.Import)
    for alias in node.names:
        name = alias.asname or alias.name.split(".")[0]
        frame.state.forget_attributes(name)
        frame.state.names[name] = Symbol(alias.name if alias.asname else name)


def _import_from(machine: Machine, node: ast.stmt, frame: Frame) -> None:
    assert isinstance(node, ast.ImportFrom)
    module = "." * node.level + (node.module or "")
    separator = "" if module.endswith(".") else "."
    for alias in node.names:
        if alias.name == "*":
            machine.stars.append(module)
            _replace_by_star(machine, module, frame)
        else:
            frame.state.forget_attributes(alias.asname or alias.name)
            imported = Symbol(f"{module}{separator}{alias.name}")
            frame.state.names[alias.asname or alias.name] = imported
            model_of(imported).imported(frame, imported.dotted)


def _replace_by_star(machine: Machine, module: str, frame: Frame) -> None:
    """Settings that another module may override: what is set so far is not certain any more."""
    names = frame.state.names
    for name, value in names.items():
        if isinstance(value, (Known, Text, Dict, Items, OneOf)) and not _is_left_alone(machine, module, name):
            names[name] = harmed(value, f"`from {module} import *` may replace `{name}`")


def _is_left_alone(machine: Machine, module: str, name: str) -> bool:
    """True for a setting that a module of the project does not set, where what it imports does not matter either."""
    outside = machine.shared.outside
    if outside is None or name not in machine.declarations.wanted:
        return False
    dotted = f"{module}{'' if module.endswith('.') else '.'}{name}"
    return outside.is_set(dotted, machine.path) is False and isinstance(outside.value(dotted, machine.path), Unknown)


HANDLERS: dict[type[ast.stmt], StatementHandler] = {
    ast.If: _if,
    ast.For: _loop,
    ast.AsyncFor: _loop,
    ast.While: _loop,
    ast.With: with_block,
    ast.AsyncWith: with_block,
    ast.Try: try_block,
    ast.Match: match_block,
    ast.Assign: _assign,
    ast.AnnAssign: _annotated,
    ast.AugAssign: _augmented,
    ast.Expr: _expression,
    ast.Return: _return,
    ast.Raise: _stop,
    ast.Break: _leave_loop,
    ast.Continue: _leave_loop,
    ast.Assert: _assert,
    ast.Delete: _delete,
    ast.Import: _import,
    ast.ImportFrom: _import_from,
    ast.FunctionDef: define_function,
    ast.AsyncFunctionDef: define_function,
    ast.ClassDef: define_class,
}
if hasattr(ast, "TryStar"):
    HANDLERS[ast.TryStar] = try_block
