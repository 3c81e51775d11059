"""Blocks that may be left in the middle or not entered: `with`, `try`, `match`."""

from __future__ import annotations

import ast

from pooler_lint.evaluate.asked import Asked, Outcome, both
from pooler_lint.evaluate.assign import assign
from pooler_lint.evaluate.conditions import compared, grouped
from pooler_lint.evaluate.environment import is_call_of
from pooler_lint.evaluate.frames import Entered, Frame
from pooler_lint.evaluate.machine import Machine
from pooler_lint.evaluate.managers import entered, leave
from pooler_lint.evaluate.models import model_of
from pooler_lint.evaluate.predicates import MAX_CHAIN, chain
from pooler_lint.evaluate.states import State, joined_in_doubt, meet
from pooler_lint.flow import left_at
from pooler_lint.lines import Place
from pooler_lint.values import Known, Unknown, Value, alternatives
from pooler_lint.values.combine import restrict
from pooler_lint.values.conditions import NOTHING_ASSUMED, Condition, Guard, Matches, Raises, consistent, described

_SUPPRESSING = frozenset({"contextlib.suppress", "pytest.raises"})


def try_block(machine: Machine, node: ast.stmt, frame: Frame) -> list[State]:
    """`try`: each handler is a way of its own; what its state is, only the places before the block say for sure."""
    handlers: list[ast.ExceptHandler] = node.handlers  # type: ignore[attr-defined]
    before = frame.state.fork()
    raises = Raises(machine.place(node), frame.activation, node.lineno)
    ended, raised_before, left = len(frame.ends), len(frame.raised), Left(frame)
    through = machine.run(node.body, frame)  # type: ignore[attr-defined]
    raised = _raised(machine, node, [*through, *frame.ends[ended:], *frame.raised[raised_before:]], before, frame)
    ends: list[State] = []
    for end in through:
        frame.state = end
        ends.extend(machine.run(node.orelse, frame))  # type: ignore[attr-defined]
    if handlers:
        left.put_under((raises, False))
    handled: list[State] = []
    returned = len(frame.returns)
    assumed: Guard = frozenset({(raises, True)})
    for handler in handlers:
        chosen = Matches(machine.place(handler), frame.activation, described(raises), handler.lineno)
        frame.state = raised.fork(assumed | {(chosen, True)})
        assumed |= {(chosen, False)}
        if handler.name:
            frame.state.names[handler.name] = Unknown("an exception")
        handled.extend(machine.run(handler.body, frame))
    states = ends
    if handled or len(frame.returns) > returned:
        states = [*(end.under((raises, False)) for end in ends), *handled]
        states = [meet(states)] if states else []
    return _finally(machine, node.finalbody, states, raised, frame)  # type: ignore[attr-defined]


class Left:
    """The ways that leave a block by `return`, `break` or `continue`, from now on."""

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self._returned = len(frame.returns)
        self._states = [(states, len(states)) for states in self._lists()]

    def _lists(self) -> list[list[State]]:
        loops = self._frame.loops
        return [self._frame.ends, *(states for loop in loops for states in (loop.left, loop.next_round))]

    def has_returned(self) -> bool:
        """True if one of the ways is a `return`."""
        return len(self._frame.returns) > self._returned

    def put_under(self, *outcomes: tuple[Condition, bool]) -> None:
        """Have each of the ways rest on these outcomes as well."""
        returns = self._frame.returns
        returns[self._returned :] = [(guard.union(outcomes), value) for guard, value in returns[self._returned :]]
        for states, before in self._states:
            states[before:] = [state.under(*outcomes) for state in states[before:]]


def _raised(machine: Machine, node: ast.stmt, reached: list[State], before: State, frame: Frame) -> State:
    """The state in a handler: the try block may have got anywhere."""
    if not reached:
        return before
    at_once = Raises(machine.place(node), frame.activation, node.lineno, at_once=True)
    late = [end.under((at_once, False)) for end in reached]
    skipped = before.fork(frozenset({(at_once, True)}))
    return joined_in_doubt(late, skipped, before.path, f"the try block of line {node.lineno} may change it")


def _finally(machine: Machine, body: list[ast.stmt], states: list[State], raised: State, frame: Frame) -> list[State]:
    if not states:  # the calls in it are looked at all the same
        frame.state = raised
        machine.run(body, frame)
        return []
    result: list[State] = []
    for state in states:
        frame.state = state
        result.extend(machine.run(body, frame))
    return result


def match_block(machine: Machine, node: ast.stmt, frame: Frame) -> list[State]:
    """`match`: each case is a way of its own, on which the cases before it did not match."""
    assert isinstance(node, ast.Match)
    subject = machine.evaluate(node.subject, frame)
    before, ways = frame.state, frame.ways
    ends: list[State] = []
    missed: list[Guard] = [NOTHING_ASSUMED]
    for case in node.cases:
        frame.state = before.fork(frozenset.intersection(*missed))
        outcomes = grouped(_case(machine, subject, case, missed, frame), ways)
        frame.ways = ways * max(1, len(outcomes) - 1)
        ends += _run_case(machine, case, [before.fork(assumed) for assumed, hit in outcomes if hit], frame)
        missed = [assumed for assumed, hit in outcomes if not hit]
        if not missed:
            break
        if max(map(len, missed)) > MAX_CHAIN:
            missed = [NOTHING_ASSUMED]  # what is set in so many cases is not known, and guards would grow with each
    frame.ways = ways
    ends.extend(before.fork(assumed) for assumed in missed)
    return [meet(ends)] if ends else []


def _case(machine: Machine, subject: Value, case: ast.match_case, missed: list[Guard], frame: Frame) -> list[Outcome]:
    """Return whether the case is chosen for the subject, where the cases before it did not match."""
    condition, line = f"case {ast.unparse(case.pattern)}", case.pattern.lineno
    opaque = Matches(machine.place(case.pattern), frame.activation, condition, line)
    results = _pattern(machine, subject, case.pattern, opaque, frame)
    if case.guard is not None:
        guard = Matches(machine.place(case.guard), frame.activation, condition, line)
        results = [(assumed | {(guard, one)}, hit and one) for assumed, hit in results for one in (True, False)]
    return [(one | more, hit) for one in missed for more, hit in results if consistent(one, more)]


def _run_case(machine: Machine, case: ast.match_case, states: list[State], frame: Frame) -> list[State]:
    """Follow the body from each of these states."""
    ends: list[State] = []
    for state in states:
        frame.state = state
        state.names.update((name, Unknown("a captured value")) for name in _captures(case.pattern))
        if case.guard is not None:
            machine.evaluate(case.guard, frame)
        ends += machine.run(case.body, frame)
    return ends


def _pattern(machine: Machine, subject: Value, pattern: ast.pattern, opaque: Matches, frame: Frame) -> list[Outcome]:
    """Whether the subject matches."""
    if isinstance(pattern, ast.MatchAs) and pattern.pattern is None:
        return [(NOTHING_ASSUMED, True)]
    if isinstance(pattern, ast.MatchSingleton):
        plain = alternatives(restrict(subject, frame.state.path))
        return [(assumed | more, hit) for assumed, one in plain for more, hit in _is(one, pattern.value, opaque)]
    if isinstance(pattern, ast.MatchValue):
        return compared(subject, machine.evaluate(pattern.value, frame), Asked(machine, pattern.value, frame))
    if isinstance(pattern, ast.MatchOr):
        each = [_pattern(machine, subject, one, opaque, frame) for one in pattern.patterns]
        return chain(each, stops_at=True) or both(opaque)
    return both(opaque)


def _is(value: Value, singleton: bool | None, opaque: Matches) -> list[Outcome]:
    return [(NOTHING_ASSUMED, value.value is singleton)] if isinstance(value, Known) else both(opaque)


def _captures(pattern: ast.pattern) -> list[str]:
    return [item.name for item in ast.walk(pattern) if isinstance(item, (ast.MatchAs, ast.MatchStar)) and item.name]


def with_block(machine: Machine, node: ast.stmt, frame: Frame) -> list[State]:
    """`with`: the block runs to its end, unless what it enters swallows an exception."""
    assert isinstance(node, (ast.With, ast.AsyncWith))
    outside = len(frame.blocks)
    suppresses = False
    outer = list(machine.prefixes)
    managers: list[tuple[Value, Place]] = []
    for item in node.items:
        manager = machine.evaluate(item.context_expr, frame)
        managers.append((manager, machine.place(item.context_expr)))
        value = entered(machine, manager, machine.place(item.context_expr), frame)
        frame.blocks.append(Entered(value, machine.place(item.context_expr)))
        prefix = model_of(value).prefix(value)
        if prefix is not None:
            machine.prefixes.append(prefix)
        suppresses = suppresses or is_call_of(value, _SUPPRESSING)
        if item.optional_vars is not None:
            assign(machine, item.optional_vars, value, frame)
    before = frame.state.fork() if suppresses else frame.state
    left = Left(frame)
    ends = machine.run(node.body, frame)
    for manager, place in reversed(managers):
        leave(machine, manager, left_at(place), frame)
    del frame.blocks[outside:]
    machine.prefixes[:] = outer
    if not suppresses:
        return ends
    raises = Raises(machine.place(node), frame.activation, node.lineno)
    left.put_under((raises, False))
    return [meet([*(end.under((raises, False)) for end in ends), before.under((raises, True))])]
