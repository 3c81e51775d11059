"""The paths through a function that uses a connection: what each transaction on them ends with."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple, TypeAlias, Union

from pooler_lint.flow import Attempt, Body, Choice, Do, Leave, Repeat, Suite, Suspend, Test, Within, inside, left_at
from pooler_lint.lines import Place
from pooler_lint.model import RUNNING, Block, ConnectionSite, Statement, Use
from pooler_lint.rules.autocommit import Autocommit
from pooler_lint.rules.transactions import BEGINNING, Done, End, connection_of, end_of, entering_of
from pooler_lint.rules.undoing import Statements

State: TypeAlias = Mapping[bool, frozenset[int]]
"""What may be left behind so far, by whether a transaction is open; without a key where no path leads."""
Via: TypeAlias = tuple[Place, ...]
"""The calls that lead into a function."""
Key: TypeAlias = tuple[Via, Place, Statement]
_Start: TypeAlias = tuple[int, Via, bool, tuple[tuple[bool, frozenset[int]], ...]]
"""Where a part of a loop is followed, and with what."""


MAX_STEPS = 20_000
"""Steps of one function; loops in loops are followed several times. Beyond, it is unknown what is left behind."""
MAX_HELD = 500_000
"""Statements that the tests of one function are compared with, in all: each test with all those before it."""


class Outside(NamedTuple):
    """How a block is left that runs where a generator yields: the generator itself is not left."""

    how: How


How: TypeAlias = Union[str, Outside]
"""How a suite is left: "through" at its end, or by the word of a statement."""
Exits: TypeAlias = dict[How, State]

_NOWHERE: State = {}


def key_of(one: Done) -> Key:
    """Return what tells this run of a statement from others of it."""
    return one.use.via, one.use.place, one.statement


class Path:
    """Follows all paths through a function at once, for one connection, and through the functions that it calls."""

    def __init__(
        self,
        site: ConnectionSite,
        autocommit: Autocommit,
        body: Body,
        uses: Sequence[Use],
        statements: Statements,
        bodies: Mapping[Place, Body],
    ) -> None:
        """Take the body in which the paths begin, all uses of the connection on them, and the body of each place."""
        self.ends: dict[int, set[End]] = {}
        self.met: set[Key] = set()
        self.is_beyond = False
        """The function was not followed to its end."""
        self._body = body
        self._statements = statements
        self._steps = self._compared = 0
        self._rounds: dict[_Start, Exits] = {}
        connection = connection_of(site, uses[0])
        self._uses = {(use.via, use.place): use for use in uses}
        self._calls = _calls_in(uses, bodies)
        self._via: Via = ()
        self._resume: Callable[[State], Exits] | None = None
        self._entering = {
            block.place: entering
            for use in uses
            for block in use.within
            if block.place is not None
            and (block.name or connection_of(site, block) == connection)
            and (entering := entering_of(site, block, connection)) is not None
        }
        for use in uses:
            # A helper may enter a transaction and yield nothing of it.
            entering = entering_of(site, Block(use.path, use.through, use.calls, use.place), None)
            if use.via and entering is not None:
                self._entering.setdefault(use.place, entering)
        self._autocommit = any(map(autocommit.holds, uses))
        self._begins = not (self._autocommit and site.session.autocommit == "isolation_level")
        self._session = site.session
        self._at = {key_of(statements.done[at]): at for use in uses for at in statements.done_by(use)}
        self._others = frozenset(key_of(one) for use in uses for one in statements.others_by(use))
        self._arms: list[tuple[tuple[Via, str], bool]] = []
        self._known: dict[int, dict[tuple[Via, str], bool]] = {}

    def run(self) -> None:
        """Follow them."""
        try:
            is_one = any(self._session.blocks.get(name) for name in self._body.decorators)
            out = self._suite(self._body.suite, {is_one: frozenset()})
        except _TooLongError:
            self.ends.clear()
            self.is_beyond = True
            return
        for how in ("through", "return"):
            for held in out.get(how, _NOWHERE).values():
                self._end(held, "commit" if is_one else "exit")

    def _end(self, held: frozenset[int], how: End) -> frozenset[int]:
        for at in held:
            self.ends.setdefault(at, set()).add(how)
        return frozenset()

    def _end_all(self, state: State, how: End) -> State:
        return {False: self._end(frozenset().union(*state.values()), how)} if state else {}

    def _suite(self, suite: Suite, state: State) -> Exits:
        out: Exits = {}
        for step in suite:
            if not state:
                break  # nothing gets here
            self._steps += 1
            if self._steps > MAX_STEPS:
                raise _TooLongError
            if isinstance(step, Do):
                state = self._do(step, state)
                continue
            if isinstance(step, Suspend) and self._resume is None:
                continue
            reached: Exits
            if isinstance(step, Leave):
                reached = {step.how: state} if step.how != "raise" else {}
            elif isinstance(step, Choice):
                reached = self._choice(step, state)
            elif isinstance(step, Repeat):
                reached = self._repeat(step, state)
            elif isinstance(step, Attempt):
                reached = self._attempt(step, state)
            elif isinstance(step, Suspend):
                reached = self._resume(state) if self._resume is not None else {"through": state}
            else:
                reached = self._within(step, step.entered, state)
            state = reached.pop("through", _NOWHERE)
            _add(out, reached)
        _add(out, {"through": state})
        return out

    def _do(self, step: Do, state: State) -> State:
        for body in self._calls.get((self._via, step.place), ()):
            if not _is_generator(body):
                state = self._called(body, step.place, state, None)["through"]
        use = self._uses.get((self._via, step.place))
        if use is None:
            return state
        after: dict[bool, frozenset[int]] = {}
        method = use.path[-1] if use.path else ""
        for is_open, held in state.items():
            for statement in use.statements:
                if statement.kind == "begin":
                    is_open = True
                elif statement.kind == "end":
                    held, is_open = self._end(held, "rollback" if statement.name else "commit"), False
                held = self._one(use, statement, held)
            how = end_of(use)
            if how is not None:
                held, is_open = self._end(held, how), False
            elif method in self._session.begins or (method == "start" and not BEGINNING.isdisjoint(use.path)):
                is_open = True
            elif (method in RUNNING or method in self._session.running) and not is_open:
                if self._autocommit:
                    held = self._end(held, "commit")
                else:
                    is_open = True
            after[is_open] = after.get(is_open, frozenset()) | held
        return after

    def _one(self, use: Use, statement: Statement, held: frozenset[int]) -> frozenset[int]:
        key = use.via, use.place, statement
        if key in self._others:
            about = self._statements.about(statement)
            if self._statements.takes_back:
                held -= about
            elif not held.isdisjoint(about):
                self.met.add(key)
        at = self._at.get(key)
        if at is None:
            return held
        self._known[at] = dict(self._arms)
        return held | {at}

    def _choice(self, step: Choice, state: State) -> Exits:
        out: Exits = {}
        for arm, suite in enumerate(step.arms):
            self._arms.append(((self._via, step.test.text), (arm == 0) is not step.test.negated))
            _add(out, self._suite(suite, self._in_arm(step.test, arm == 0, state)))
            self._arms.pop()
        return out

    def _in_arm(self, test: Test, is_first: bool, state: State) -> State:
        """Return the state in an arm, without what a test says not to be there."""
        if not test.text:
            return state
        self._compared += sum(map(len, state.values()))
        if self._compared > MAX_HELD:
            raise _TooLongError
        is_true = is_first is not test.negated
        return {
            is_open: frozenset(at for at in held if self._may_be(at, test, is_true)) for is_open, held in state.items()
        }

    def _may_be(self, at: int, test: Test, is_true: bool) -> bool:
        one = self._statements.done[at]
        place = self._seen_from_here(one.use)
        if place is None:
            return True
        if test.is_flag and test.bound >= place.start:
            return is_true
        if "_try_" in (one.statement.name or "") and (test.bound >= place.start or test.place.holds(place)):
            return is_true
        known = self._known.get(at, {}).get((self._via, test.text))
        return known is None or known is is_true or test.bound >= place.start

    def _seen_from_here(self, use: Use) -> Place | None:
        """Return the place in the function at hand that runs this use: its own, or that of a call; None if none is."""
        depth = len(self._via)
        return (*use.via, use.place)[depth] if use.via[:depth] == self._via else None

    def _repeat(self, step: Repeat, state: State) -> Exits:
        out: Exits = {}
        head = self._round(step.head, state)["through"]
        ends = {} if step.endless else self._in_arm(step.test, False, head)
        left: State = {}
        outer = len(self._arms)
        while True:
            # What a `while` loop tests is not the same before each round.
            self._arms += [((self._via, step.test.text), True)] if step.is_for else []
            reached = self._round(step.body, self._in_arm(step.test, True, head))
            del self._arms[outer:]
            left = _joined(left, reached.pop("break", _NOWHERE))
            again = _joined(reached.pop("through", _NOWHERE), reached.pop("continue", _NOWHERE))
            _add(out, reached)
            later = self._round(step.head, again)["through"]
            if not step.endless:
                ends = _joined(ends, later if step.is_for else self._in_arm(step.test, False, later))
            grown = _joined(head, later)
            if grown == head:
                break
            head = grown
        after = self._suite(step.otherwise, ends) if ends else {}
        _add(out, after)
        _add(out, {"through": left})
        return out

    def _round(self, suite: Suite, state: State) -> Exits:
        """Follow a part of a loop; the rounds of the loops around it often begin with what is known already."""
        if self._resume is not None:
            return self._suite(suite, state)
        start = id(suite), self._via, self._autocommit, tuple(sorted(state.items()))
        if start not in self._rounds:
            self._rounds[start] = self._suite(suite, state)
        return dict(self._rounds[start])

    def _attempt(self, step: Attempt, state: State) -> Exits:
        out = self._suite(step.body, state)
        through = out.pop("through", _NOWHERE)
        _add(out, self._suite(step.otherwise, through))
        empty: State = {is_open: frozenset() for is_open in state}
        for handler in step.handlers:
            _add(out, self._suite(handler, empty))
        if not step.final:
            return out
        result: Exits = {}
        for how, reached in out.items():
            last = self._suite(step.final, reached)
            _add(result, {how: last.pop("through", _NOWHERE)})
            _add(result, last)
        return result

    def _within(self, step: Within, entered: tuple[Place, ...], state: State) -> Exits:
        if not entered:
            return self._suite(step.body, state)
        out = self._entered(step, entered, state)
        leaving = Do(left_at(entered[0]))
        if (self._via, leaving.place) in self._calls:
            out = {how: self._do(leaving, reached) for how, reached in out.items()}
        return out

    def _entered(self, step: Within, entered: tuple[Place, ...], state: State) -> Exits:
        generators = [one for one in self._calls.get((self._via, entered[0]), ()) if _is_generator(one)]
        if generators:
            return self._in_generator(generators[0], step, entered, state)
        entering, rest = self._entering.get(entered[0]), entered[1:]
        if entering is None:
            return self._within(step, rest, state)
        if entering == "autocommit":
            before, self._autocommit = self._autocommit, True
            out = self._within(step, rest, self._end_all(state, "commit"))
            self._autocommit = before
            return out
        if entering == "begin" or entering == "nest":
            return self._begun(step, rest, state, nests=entering == "nest")
        return {how: self._end_all(reached, entering) for how, reached in self._within(step, rest, state).items()}

    def _in_generator(self, body: Body, step: Within, entered: tuple[Place, ...], state: State) -> Exits:
        """Follow the generator that the block enters, and the block where the generator yields."""
        outside = self._via, self._resume

        def resume(reached: State) -> Exits:
            before = self._via, self._resume
            self._via, self._resume = outside
            out = self._within(step, entered[1:], reached)
            self._via, self._resume = before
            return {how if how == "through" else Outside(how): left for how, left in out.items()}

        return self._called(body, entered[0], state, resume)

    def _called(self, body: Body, call: Place, state: State, resume: Callable[[State], Exits] | None) -> Exits:
        """Follow the body of a function that is called here, up to where the caller goes on."""
        before = self._via, self._resume
        self._via, self._resume = (*self._via, call), resume
        out = self._suite(body.suite, state)
        self._via, self._resume = before
        result: Exits = {"through": _joined(out.pop("through", _NOWHERE), out.pop("return", _NOWHERE))}
        _add(result, {how.how if isinstance(how, Outside) else how: left for how, left in out.items()})
        return result

    def _begun(self, step: Within, rest: tuple[Place, ...], state: State, nests: bool) -> Exits:
        """Follow a block that begins a transaction, or a savepoint where one is open already."""
        out: Exits = {}
        for is_open, held in state.items():
            if (is_open and nests) or not self._begins:
                _add(out, self._within(step, rest, {is_open: held}))
                continue
            inside = self._within(step, rest, {True: held})
            _add(out, {how: self._end_all(reached, "commit") for how, reached in inside.items()})
        return out


def _calls_in(uses: Sequence[Use], bodies: Mapping[Place, Body]) -> Mapping[tuple[Via, Place], Sequence[Body]]:
    """Return the bodies that each call enters, by the calls that lead to it and its own place."""
    found: dict[tuple[Via, Place], dict[Place, Body]] = {}
    for use in uses:
        for at, (call, inner) in enumerate(zip(use.via, (*use.via[1:], use.place), strict=False)):
            body = bodies.get(inner)
            if body is not None:
                found.setdefault((use.via[:at], call), {})[body.place] = body
    return {key: tuple(entered.values()) for key, entered in found.items()}


def _is_generator(body: Body) -> bool:
    return any(isinstance(step, Suspend) for step in inside(body.suite))


class _TooLongError(Exception):
    """A function takes more steps to follow than it is worth."""


def _joined(one: State, other: State) -> State:
    both = dict(one)
    for is_open, held in other.items():
        both[is_open] = both.get(is_open, frozenset()) | held
    return both


def _add(out: Exits, more: Mapping[How, State]) -> None:
    for how, state in more.items():
        out[how] = _joined(out.get(how, _NOWHERE), state)
