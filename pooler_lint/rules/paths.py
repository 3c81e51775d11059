"""The paths through a function that uses a connection: what each transaction on them ends with."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from pooler_lint.flow import Attempt, Body, Choice, Do, Leave, Repeat, Suite, Test, Within
from pooler_lint.lines import Place
from pooler_lint.model import ALL, Case, ConnectionSite, Statement, Use
from pooler_lint.rules.autocommit import is_autocommit
from pooler_lint.rules.transactions import RUNNING, Done, End, connection_of, end_of, entering_of

State: TypeAlias = Mapping[bool, frozenset[int]]
"""What may be left behind so far, by whether a transaction is open; without a key where no path leads."""
Key: TypeAlias = tuple[Place, Statement]
Undoes: TypeAlias = Callable[[Statement, Statement], bool]
"""Does the first statement take back the second one?"""


MAX_STEPS = 20_000
"""Steps of one function; loops in loops are followed several times. Beyond, nothing is left behind."""


def by_name(undoing: Statement, done: Statement) -> bool:
    """Return True if both have one name, if one name is not known, or if everything is taken back."""
    return undoing.name in (done.name, None, ALL) or done.name is None


_NOWHERE: State = {}


class Path:
    """Follows all paths through a function at once, for one connection."""

    def __init__(
        self,
        site: ConnectionSite,
        case: Case,
        body: Body,
        uses: Sequence[Use],
        done: Sequence[Done],
        other: Sequence[Done],
        undoes: Undoes | None,
    ) -> None:
        self.ends: dict[int, set[End]] = {}
        self.met: set[Key] = set()
        self._body = body
        self._done = done
        self._undoes = undoes
        self._steps = 0
        connection = connection_of(site, uses[0])
        self._uses = {use.place: use for use in uses}
        self._entering = {
            block.place: entering
            for use in uses
            for block in use.within
            if block.place is not None
            and (block.name or connection_of(site, block) == connection)
            and (entering := entering_of(site, block, connection)) is not None
        }
        self._autocommit = any(is_autocommit(site, case, use) for use in uses)
        self._begins = not (self._autocommit and site.library == "sqlalchemy")
        self._at = {(one.use.place, one.statement): at for at, one in enumerate(done)}
        self._others = frozenset((one.use.place, one.statement) for one in other)
        self._arms: list[tuple[str, bool]] = []
        self._known: dict[int, dict[str, bool]] = {}

    def run(self) -> None:
        """Follow them."""
        try:
            out = self._suite(self._body.suite, {False: frozenset()})
        except _TooLongError:
            self.ends.clear()
            return
        for how in ("through", "return"):
            for held in out.get(how, _NOWHERE).values():
                self._end(held, "exit")

    def _end(self, held: frozenset[int], how: End) -> frozenset[int]:
        for at in held:
            self.ends.setdefault(at, set()).add(how)
        return frozenset()

    def _end_all(self, state: State, how: End) -> State:
        return {False: self._end(frozenset().union(*state.values()), how)} if state else {}

    def _suite(self, suite: Suite, state: State) -> dict[str, State]:
        out: dict[str, State] = {}
        for step in suite:
            if not state:
                return out  # nothing gets here
            self._steps += 1
            if self._steps > MAX_STEPS:
                raise _TooLongError
            if isinstance(step, Do):
                state = self._do(step, state)
                continue
            reached: dict[str, State]
            if isinstance(step, Leave):
                reached = {step.how: state} if step.how != "raise" else {}
            elif isinstance(step, Choice):
                reached = self._choice(step, state)
            elif isinstance(step, Repeat):
                reached = self._repeat(step, state)
            elif isinstance(step, Attempt):
                reached = self._attempt(step, state)
            else:
                reached = self._within(step, step.entered, state)
            state = reached.pop("through", _NOWHERE)
            _add(out, reached)
        _add(out, {"through": state})
        return out

    def _do(self, step: Do, state: State) -> State:
        use = self._uses.get(step.place)
        if use is None:
            return state
        after: dict[bool, frozenset[int]] = {}
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
            elif use.path[-1:] == ("start",) and "transaction" in use.path:
                is_open = True
            elif use.path[-1:] and use.path[-1] in RUNNING and not is_open:
                if self._autocommit:
                    held = self._end(held, "commit")
                else:
                    is_open = True
            after[is_open] = after.get(is_open, frozenset()) | held
        return after

    def _one(self, use: Use, statement: Statement, held: frozenset[int]) -> frozenset[int]:
        key = use.place, statement
        if key in self._others:
            undoes = self._undoes
            if undoes is not None:
                held = frozenset(at for at in held if not undoes(statement, self._done[at].statement))
            elif any(by_name(statement, self._done[at].statement) for at in held):
                self.met.add(key)
        at = self._at.get(key)
        if at is None:
            return held
        self._known[at] = dict(self._arms)
        return held | {at}

    def _choice(self, step: Choice, state: State) -> dict[str, State]:
        out: dict[str, State] = {}
        for arm, suite in enumerate(step.arms):
            self._arms.append((step.test.text, (arm == 0) is not step.test.negated))
            _add(out, self._suite(suite, self._in_arm(step.test, arm == 0, state)))
            self._arms.pop()
        return out

    def _in_arm(self, test: Test, is_first: bool, state: State) -> State:
        """Return the state in an arm, without what a test says not to be there."""
        if not test.text:
            return state
        is_true = is_first is not test.negated
        return {
            is_open: frozenset(at for at in held if self._may_be(at, test, is_true)) for is_open, held in state.items()
        }

    def _may_be(self, at: int, test: Test, is_true: bool) -> bool:
        one = self._done[at]
        start = one.use.place.start
        if test.is_flag and test.bound >= start:
            return is_true
        if "_try_" in (one.statement.name or "") and (test.bound >= start or test.place.holds(one.use.place)):
            return is_true
        known = self._known.get(at, {}).get(test.text)
        return known is None or known is is_true or test.bound >= start

    def _repeat(self, step: Repeat, state: State) -> dict[str, State]:
        out: dict[str, State] = {}
        head = self._suite(step.head, state)["through"]
        ends = {} if step.endless else self._in_arm(step.test, False, head)
        left: State = {}
        outer = len(self._arms)
        while True:
            # What a `while` loop tests is not the same before each round.
            self._arms += [(step.test.text, True)] if step.is_for else []
            reached = self._suite(step.body, self._in_arm(step.test, True, head))
            del self._arms[outer:]
            left = _joined(left, reached.pop("break", _NOWHERE))
            again = _joined(reached.pop("through", _NOWHERE), reached.pop("continue", _NOWHERE))
            _add(out, reached)
            later = self._suite(step.head, again)["through"]
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

    def _attempt(self, step: Attempt, state: State) -> dict[str, State]:
        out = self._suite(step.body, state)
        through = out.pop("through", _NOWHERE)
        _add(out, self._suite(step.otherwise, through))
        empty: State = {is_open: frozenset() for is_open in state}
        for handler in step.handlers:
            _add(out, self._suite(handler, empty))
        if not step.final:
            return out
        result: dict[str, State] = {}
        for how, reached in out.items():
            last = self._suite(step.final, reached)
            _add(result, {how: last.pop("through", _NOWHERE)})
            _add(result, last)
        return result

    def _within(self, step: Within, entered: tuple[Place, ...], state: State) -> dict[str, State]:
        if not entered:
            return self._suite(step.body, state)
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

    def _begun(self, step: Within, rest: tuple[Place, ...], state: State, nests: bool) -> dict[str, State]:
        """Follow a block that begins a transaction, or a savepoint where one is open already."""
        out: dict[str, State] = {}
        for is_open, held in state.items():
            if (is_open and nests) or not self._begins:
                _add(out, self._within(step, rest, {is_open: held}))
                continue
            inside = self._within(step, rest, {True: held})
            _add(out, {how: self._end_all(reached, "commit") for how, reached in inside.items()})
        return out


class _TooLongError(Exception):
    """A function takes more steps to follow than it is worth."""


def _joined(one: State, other: State) -> State:
    both = dict(one)
    for is_open, held in other.items():
        both[is_open] = both.get(is_open, frozenset()) | held
    return both


def _add(out: dict[str, State], more: Mapping[str, State]) -> None:
    for how, state in more.items():
        out[how] = _joined(out.get(how, _NOWHERE), state)
