"""What each kind of statement does to what is known."""

from __future__ import annotations

import ast
from dataclasses import replace

from pooler_lint.syntax.assign import assign, change, forget, harmed_by_call
from pooler_lint.syntax.combine import combine, one_of
from pooler_lint.syntax.conditions import decide
from pooler_lint.syntax.definitions import define_class, define_function
from pooler_lint.syntax.dicts import updated
from pooler_lint.syntax.expressions import operate
from pooler_lint.syntax.machine import STATEMENTS, Frame, Machine, State
from pooler_lint.syntax.prescan import own_nodes
from pooler_lint.values import Assumptions, Called, Dict, Items, Known, Symbol, Test, Unknown, Value

_ENDS = frozenset({"sys.exit", "os._exit", "builtins.exit", "builtins.quit"})

MAX_STATES = 4
"""Ways kept apart after a branch that returned early; more are joined again."""
MAX_ROUNDS = 8
"""A loop over this many items that stand in the text is followed round by round."""


def join_states(states: list[State], path: Assumptions) -> State:
    """One state for several ways that meet: a name is what it was on each way, under the conditions of that way."""
    if len(states) == 1:
        return State(states[0].names, path)
    names: dict[str, Value] = {}
    for name in dict.fromkeys(key for state in states for key in state.names):
        ways = [(state.path - path, state.names[name]) for state in states if name in state.names]
        first = ways[0][1]
        names[name] = first if all(value is first for _, value in ways) else one_of(ways)
    return State(names, path)


def _if(machine: Machine, node: ast.stmt, frame: Frame) -> list[State]:
    assert isinstance(node, ast.If)
    before = frame.state
    outcomes = decide(machine, node.test, frame)
    ends: list[State] = []
    stopped = False
    for assumed, result in outcomes:
        frame.state = before.fork(assumed)
        reached = machine.run(node.body if result else node.orelse, frame)
        stopped = stopped or not reached
        ends.extend(reached)
    if not ends:
        return []
    if len(ends) == 1 and len(outcomes) == 1:
        return [ends[0]]
    if stopped and len(ends) <= MAX_STATES:
        return ends
    return [join_states(ends, before.path)]


def _loop(machine: Machine, node: ast.stmt, frame: Frame) -> list[State]:
    assert isinstance(node, (ast.For, ast.AsyncFor, ast.While))
    if isinstance(node, ast.While):
        machine.evaluate(node.test, frame)
    else:
        items = machine.evaluate(node.iter, frame)
        if isinstance(items, Items) and len(items.items) <= MAX_ROUNDS:
            return _rounds(machine, node, frame, items)
    before = frame.state
    inside = before.fork()
    frame.state = inside
    for name in _assigned_in(node.body):
        if name in inside.names:
            inside.names[name] = forget(inside.names[name], f"`{name}` changes in a loop")
    if not isinstance(node, ast.While):
        assign(machine, node.target, Unknown("a loop variable"), frame)
    frame.exits.append([])
    ends = [*machine.run(node.body, frame), *frame.exits.pop()]
    test = Test(f"the loop of line {node.lineno} runs", source=f"the loop of line {node.lineno} runs")
    states = [State(end.names, before.path | {(test, True)}) for end in ends]
    frame.state = join_states([*states, State(before.names, before.path | {(test, False)})], before.path)
    return machine.run(node.orelse, frame)


def _rounds(machine: Machine, node: ast.For | ast.AsyncFor, frame: Frame, items: Items) -> list[State]:
    before = frame.state.path
    for item in items.items:
        assign(machine, node.target, item, frame)
        start = frame.state
        frame.exits.append([])
        ends = [*machine.run(node.body, frame), *frame.exits.pop()]
        frame.state = join_states(ends, before) if ends else start
    return machine.run(node.orelse, frame)


def _assigned_in(body: list[ast.stmt]) -> set[str]:
    return {node.id for node in own_nodes(body) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}


def _with(machine: Machine, node: ast.stmt, frame: Frame) -> list[State]:
    assert isinstance(node, (ast.With, ast.AsyncWith))
    for item in node.items:
        value = machine.evaluate(item.context_expr, frame)
        if item.optional_vars is not None:
            assign(machine, item.optional_vars, value, frame)
    return machine.run(node.body, frame)


def _try(machine: Machine, node: ast.stmt, frame: Frame) -> list[State]:
    handlers: list[ast.ExceptHandler] = node.handlers  # type: ignore[attr-defined]
    before = frame.state
    raises = Test(f"the try block of line {node.lineno} raises", source=f"the try block of line {node.lineno} raises")
    frame.state = before.fork()
    ends = [State(end.names, end.path) for end in machine.run([*node.body, *node.orelse], frame)]  # type: ignore[attr-defined]
    handled: list[State] = []
    for handler in handlers:
        frame.state = before.fork(frozenset({(raises, True)}))
        if handler.name:
            frame.state.names[handler.name] = Unknown("an exception")
        handled.extend(machine.run(handler.body, frame))
    states = ends
    if handled:
        states = [State(end.names, end.path | {(raises, False)}) for end in ends] + handled
        states = [join_states(states, before.path)]
    final: list[ast.stmt] = node.finalbody  # type: ignore[attr-defined]
    if not states:
        frame.state = before
        machine.run(final, frame)
        return []
    result: list[State] = []
    for state in states:
        frame.state = state
        result.extend(machine.run(final, frame))
    return result


def _match(machine: Machine, node: ast.stmt, frame: Frame) -> list[State]:
    assert isinstance(node, ast.Match)
    machine.evaluate(node.subject, frame)
    before = frame.state
    ends: list[State] = []
    covered = False
    for case in node.cases:
        condition = f"case {ast.unparse(case.pattern)} of line {case.pattern.lineno}"
        frame.state = before.fork(frozenset({(Test(condition, source=condition), True)}))
        for name in _captures(case.pattern):
            frame.state.names[name] = Unknown("a captured value")
        if case.guard is not None:
            machine.evaluate(case.guard, frame)
        ends.extend(machine.run(case.body, frame))
        covered = covered or (case.guard is None and isinstance(case.pattern, ast.MatchAs) and not case.pattern.pattern)
    if not covered:
        condition = f"no case of line {node.lineno}"
        ends.append(before.fork(frozenset({(Test(condition, source=condition), True)})))
    return [join_states(ends, before.path)] if ends else []


def _captures(pattern: ast.pattern) -> list[str]:
    return [item.name for item in ast.walk(pattern) if isinstance(item, (ast.MatchAs, ast.MatchStar)) and item.name]


def _assign(machine: Machine, node: ast.stmt, frame: Frame) -> None:
    assert isinstance(node, ast.Assign)
    value = machine.evaluate(node.value, frame)
    for target in node.targets:
        assign(machine, target, value, frame, machine.span(node.value))


def _annotated(machine: Machine, node: ast.stmt, frame: Frame) -> None:
    assert isinstance(node, ast.AnnAssign)
    if node.value is not None:
        assign(machine, node.target, machine.evaluate(node.value, frame), frame)
    elif frame.kind == "class" and isinstance(node.target, ast.Name):
        frame.state.names[node.target.id] = Unknown(f"field `{node.target.id}` of `{frame.name}`")


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
        return replace(updated(old, added), span=old.span)
    return operate(operator, old, added)


def _expression(machine: Machine, node: ast.stmt, frame: Frame) -> list[State] | None:
    assert isinstance(node, ast.Expr)
    value = machine.evaluate(node.value, frame)
    call = node.value.value if isinstance(node.value, ast.Await) else node.value
    if isinstance(call, ast.Call):
        harmed_by_call(machine, call, frame)
    if isinstance(value, Called) and isinstance(value.function, Symbol) and value.function.dotted in _ENDS:
        return []
    return None


def _return(machine: Machine, node: ast.stmt, frame: Frame) -> list[State]:
    assert isinstance(node, ast.Return)
    value = machine.evaluate(node.value, frame) if node.value is not None else Known(None)
    frame.returns.append((frame.state.path - frame.base_path, value))
    return []


def _stop(machine: Machine, node: ast.stmt, frame: Frame) -> list[State]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.expr):
            machine.evaluate(child, frame)
    return []


def _leave_loop(machine: Machine, node: ast.stmt, frame: Frame) -> list[State]:
    if frame.exits:
        frame.exits[-1].append(frame.state)
    return []


def _assert(machine: Machine, node: ast.stmt, frame: Frame) -> list[State]:
    assert isinstance(node, ast.Assert)
    states = [frame.state.fork(assumed) for assumed, result in decide(machine, node.test, frame) if result]
    return states[:1] if len(states) == 1 else [frame.state]


def _delete(machine: Machine, node: ast.stmt, frame: Frame) -> None:
    assert isinstance(node, ast.Delete)
    for target in node.targets:
        if isinstance(target, ast.Name):
            frame.state.names.pop(target.id, None)
        else:
            change(machine, target, None, frame)


def _import(machine: Machine, node: ast.stmt, frame: Frame) -> None:
    assert isinstance(node, ast.Import)
    for alias in node.names:
        if alias.asname:
            frame.state.names[alias.asname] = Symbol(alias.name)
        else:
            name = alias.name.split(".")[0]
            frame.state.names[name] = Symbol(name)


def _import_from(machine: Machine, node: ast.stmt, frame: Frame) -> None:
    assert isinstance(node, ast.ImportFrom)
    module = "." * node.level + (node.module or "")
    separator = "" if module.endswith(".") else "."
    for alias in node.names:
        if alias.name == "*":
            machine.stars.append(module)
        else:
            frame.state.names[alias.asname or alias.name] = Symbol(f"{module}{separator}{alias.name}")


STATEMENTS.update(
    {
        ast.If: _if,
        ast.For: _loop,
        ast.AsyncFor: _loop,
        ast.While: _loop,
        ast.With: _with,
        ast.AsyncWith: _with,
        ast.Try: _try,
        ast.Match: _match,
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
)
if hasattr(ast, "TryStar"):
    STATEMENTS[ast.TryStar] = _try
