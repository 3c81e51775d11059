"""Conditions that the code does not decide, and guards: conjunctions of conditions and their outcomes.

A condition is identified by what it tests and, unless that is the same everywhere, by its place and its activation (the
run of a function, or the round of a loop). The text that shows a condition is made by `described` and never parsed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Literal, TypeAlias, Union

from pooler_lint.light import NamedTuple
from pooler_lint.lines import Place

if TYPE_CHECKING:
    from pooler_lint.values import Scalar, Value

Operator: TypeAlias = "Literal['contains', 'equals', 'startswith', 'endswith']"


class Condition:
    """The base of all conditions: equal if they have the same type and the same identity.

    Conditions are members of many sets, so each computes its hash once. `excludes` is an outcome of another condition
    that is impossible where this one holds, or None.
    """

    __slots__ = ("_hash", "identity", "line")

    excludes: tuple[Condition, bool] | None = None

    def __init__(self, *identity: object, line: int = 0) -> None:
        self.identity = identity
        self.line = line
        self._hash = hash((type(self).__name__, identity))

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        return (
            isinstance(other, Condition)
            and self._hash == other._hash
            and type(self) is type(other)
            and self.identity == other.identity
        )

    def contradicts(self, outcome: bool, left: Guard, right: Guard) -> bool:
        """True if it has this outcome in the left guard, for which reason the right one does not hold."""
        return False

    def __repr__(self) -> str:
        return f"{type(self).__name__}({described(self)!r})"


class EnvSet(Condition):
    """The environment variable is set."""

    __slots__ = ("variable",)

    def __init__(self, variable: str) -> None:
        super().__init__(variable)
        self.variable = variable

    def contradicts(self, outcome: bool, left: Guard, right: Guard) -> bool:
        """True if it is not set, and what the right guard knows of its value needs it to be."""
        return not outcome and any(told and other.excludes == (self, False) for other, told in right)


class Passed(Condition):
    """The caller passes this parameter of a function, or this field of a class."""

    __slots__ = ("kind", "name", "owner")

    def __init__(self, kind: Literal["parameter", "field"], name: str, owner: str, place: Place | None) -> None:
        super().__init__(name, owner, place)
        self.kind = kind
        self.name = name
        self.owner = owner


class Deployment(NamedTuple):
    """A set of environment variables or settings that belong together: a service, a workload, a file, a section."""

    file: str
    name: str | None = None
    part: str = ""
    """Tells apart what has the same name in one file."""


class Deployed(Condition):
    """The deployment at hand is one of these.

    Of those with the same `kind` there is exactly one at a time, or none. A kind is the environment of a process, or a
    settings file of which one section is used.
    """

    __slots__ = ("deployments", "kind")

    def __init__(self, deployments: frozenset[Deployment], kind: str = "environment") -> None:
        super().__init__(deployments, kind)
        self.deployments = deployments
        self.kind = kind

    def contradicts(self, outcome: bool, left: Guard, right: Guard) -> bool:
        """True if both guards can hold in no deployment of this kind, nor in none."""
        allowed, excluded = _deployments(self.kind, (*left, *right))
        return allowed is not None and allowed <= excluded


class Opaque(Condition):
    """An expression of which only the text is known.

    `place` is the expression where its names are bound more than once, else the function or module that binds them.
    """

    __slots__ = ("expression",)

    def __init__(self, expression: str, place: Place, activation: int = 0, line: int = 0) -> None:
        super().__init__(expression, place, activation, line=line)
        self.expression = expression


class Truth(Condition):
    """The subject is true; `expression` shows how the code asks for it."""

    __slots__ = ("excludes", "expression", "subject")

    def __init__(self, subject: Subject, expression: str, line: int = 0) -> None:
        super().__init__(subject, line=line)
        self.subject = subject
        self.expression = expression
        self.excludes = _unset(subject)


class Compare(Condition):
    """A text is compared with a known operand: for "contains" the subject is the text that may contain the operand.

    `value` is the subject as it was evaluated; `expression` shows the comparison as it is written.
    """

    __slots__ = ("_hash_of_subject", "excludes", "expression", "operand", "operator", "subject", "value")

    def __init__(
        self, subject: Subject, operator: Operator, operand: Scalar, value: Value, expression: str, line: int = 0
    ) -> None:
        super().__init__(subject, operator, type(operand).__name__, operand, line=line)
        self._hash_of_subject = hash(subject)
        self.subject = subject
        self.operator = operator
        self.operand = operand
        self.value = value
        self.expression = expression
        self.excludes = _unset(subject) if operand is not None else None

    def contradicts(self, outcome: bool, left: Guard, right: Guard) -> bool:
        """True if a comparison in the right guard can't turn out like that."""
        for other, told in right:  # noqa: SIM110  # a generator costs too much here
            if type(other) is Compare and _contradict(self, outcome, other, told):
                return True
        return False

    def same_subject(self, other: Compare) -> bool:
        """True if the other condition is a comparison of the same thing."""
        return self._hash_of_subject == other._hash_of_subject and self.subject == other.subject


class Raises(Condition):
    """The `try` or `with` block at this place raises; `at_once` means before its first effect."""

    __slots__ = ("at_once",)

    def __init__(self, place: Place, activation: int, line: int = 0, at_once: bool = False) -> None:
        super().__init__(place, activation, at_once, line=line)
        self.at_once = at_once


class LoopRuns(Condition):
    """The body of the loop at this place runs at least once."""

    __slots__ = ()


class LoopLeft(Condition):
    """The loop at this place is left by `break` or `return`, and not because it has come to its end."""

    __slots__ = ()


class Matches(Condition):
    """The exception handler, the `case` or its guard at this place is chosen; `pattern` shows it."""

    __slots__ = ("pattern",)

    def __init__(self, place: Place, activation: int, pattern: str, line: int = 0) -> None:
        super().__init__(place, activation, line=line)
        self.pattern = pattern


class InstanceOf(Condition):
    """The object at hand is an instance of this class, and not of one derived from it."""

    __slots__ = ("name",)

    def __init__(self, name: str, place: Place | None) -> None:
        super().__init__(name, place)
        self.name = name


class CalledAt(Condition):
    """Of the calls of a function, the one at this place is at hand; `number` tells apart what it can pass."""

    __slots__ = ("path", "place")

    def __init__(self, place: Place, number: int, path: str, line: int) -> None:
        super().__init__(place, number, line=line)
        self.place = place
        self.path = path


class SetBy(Condition):
    """Of the calls that a name or an attribute is set to, this one is the last."""

    __slots__ = ("name",)

    def __init__(self, name: str, place: Place | None) -> None:
        super().__init__(name, place)
        self.name = name


Subject: TypeAlias = "Union[Value, Opaque]"
"""What is tested: a value without its places and its evidence, or an expression that has no name elsewhere."""

Guard: TypeAlias = "frozenset[tuple[Condition, bool]]"
"""Conditions and their outcomes; all of them hold."""

NOTHING_ASSUMED: Guard = frozenset()


def described(condition: Condition) -> str:
    """Return the condition in words, or as the code writes it, for messages and evidence."""
    if isinstance(condition, (Opaque, Truth, Compare)):
        return condition.expression
    if isinstance(condition, EnvSet):
        return f"environment variable {condition.variable} is set"
    if isinstance(condition, Passed):
        return f"{condition.kind} {condition.name} of {condition.owner} is given"
    if isinstance(condition, Deployed):
        return " or ".join(map(_described_deployment, sorted(condition.deployments)))
    if isinstance(condition, Raises):
        return f"the block of line {condition.line} raises{' at once' if condition.at_once else ''}"
    if isinstance(condition, LoopRuns):
        return f"the loop of line {condition.line} runs"
    if isinstance(condition, LoopLeft):
        return f"the loop of line {condition.line} is left early"
    if isinstance(condition, Matches):
        return condition.pattern
    if isinstance(condition, InstanceOf):
        return f"the object is a {condition.name}"
    if isinstance(condition, SetBy):
        return f"{condition.name} is set by one of several statements"
    if isinstance(condition, CalledAt):
        return f"it is called at {condition.path}:{condition.line}"
    return ""


def _described_deployment(deployment: Deployment) -> str:
    if deployment.name is None:
        return f"{deployment.file} is deployed"
    if deployment.name.startswith("["):
        return f"{deployment.name} of {deployment.file} is used"
    return f"{deployment.file} (service {deployment.name}) is deployed"


def one_at_a_time(conditions: Sequence[Condition]) -> list[Guard]:
    """Return for each condition the guard under which it holds, and none of the others."""
    return [frozenset((condition, condition is own) for condition in conditions) for own in conditions]


def consistent(left: Guard, right: Guard) -> bool:
    """True unless a condition of one side contradicts one of the other side."""
    for condition, outcome in left:
        if (condition, not outcome) in right:
            return False
        if outcome and condition.excludes is not None and condition.excludes in right:
            return False
        if type(condition) in _RELATED and condition.contradicts(outcome, left, right):
            return False
    return True


_RELATED = frozenset({EnvSet, Deployed, Compare})
"""Conditions that others than their own opposite contradict."""


def _unset(subject: Subject) -> tuple[Condition, bool] | None:
    """Return the outcome that the environment variable is not set, if the subject is the value of one."""
    origin = getattr(subject, "origin", None)
    return (EnvSet(origin.name), False) if origin is not None and origin.kind == "environment" else None


def _deployments(
    kind: str, outcomes: Iterable[tuple[Condition, bool]]
) -> tuple[frozenset[Deployment] | None, frozenset[Deployment]]:
    """Return the deployments of which one is at hand (None: any, or none), and those that are not at hand."""
    allowed: frozenset[Deployment] | None = None
    excluded: frozenset[Deployment] = frozenset()
    for condition, outcome in outcomes:
        if type(condition) is Deployed and condition.kind == kind:
            if not outcome:
                excluded |= condition.deployments
            else:
                allowed = condition.deployments if allowed is None else allowed & condition.deployments
    return allowed, excluded


def is_deployed(guard: Guard) -> bool:
    """True if the guard holds in certain deployments only."""
    return any(outcome and type(condition) is Deployed for condition, outcome in guard)


def set_elsewhere(guard: Guard, at_hand: Guard) -> Guard | None:
    """Return the guard without deployments, if none of them is the one at hand and nothing else contradicts it.

    That is the case of a value that only other deployments set, and that the code needs nevertheless: something that
    is not a deployment file of the repository sets it here too.
    """
    kinds = {condition.kind for condition, outcome in guard if outcome and type(condition) is Deployed}
    for kind in kinds:
        own, _ = _deployments(kind, guard)
        other, _ = _deployments(kind, at_hand)
        if own is not None and (other is None or own & other):
            return None
    rest = frozenset((one, outcome) for one, outcome in guard if not (type(one) is Deployed and one.kind in kinds))
    return rest if kinds and consistent(rest, at_hand) else None


def _contradict(left: Compare, left_outcome: bool, right: Compare, right_outcome: bool) -> bool:
    """True if two comparisons are about one subject, and can't turn out like this."""
    if not left.same_subject(right):
        return False
    if left_outcome and left.operator == "equals":
        return _is_met_by(right, left.operand) is not right_outcome
    if right_outcome and right.operator == "equals":
        return _is_met_by(left, right.operand) is not left_outcome
    if left_outcome and right_outcome and left.operator == right.operator:
        return _exclude_each_other(left, right)
    if left_outcome is not right_outcome:
        return _implies(left, right) if left_outcome else _implies(right, left)
    return False


def _is_met_by(condition: Compare, value: Scalar) -> bool:
    if condition.operator == "equals":
        return condition.operand == value
    if not (isinstance(value, str) and isinstance(condition.operand, str)):
        return False
    if condition.operator == "contains":
        return condition.operand in value
    return (
        value.startswith(condition.operand) if condition.operator == "startswith" else value.endswith(condition.operand)
    )


def _exclude_each_other(left: Compare, right: Compare) -> bool:
    """True for two different beginnings, or two different ends, of which neither holds the other."""
    if left.operator == "contains" or not (isinstance(left.operand, str) and isinstance(right.operand, str)):
        return False
    return not (_is_met_by(left, right.operand) or _is_met_by(right, left.operand))


def _implies(left: Compare, right: Compare) -> bool:
    """True if whatever contains, begins or ends with the one operand does so with the other one too."""
    if right.operator not in ("contains", left.operator) or "equals" in (left.operator, right.operator):
        return False
    return _is_met_by(right, left.operand)
