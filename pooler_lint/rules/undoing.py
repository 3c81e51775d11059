"""Which statements take back which: both are about the same, as far as the text says what they are about."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, TypeAlias

from pooler_lint.model import ALL, Statement, Use
from pooler_lint.rules.transactions import Done


class Subject(NamedTuple):
    """What a statement is about, such as the name of a parameter; None: it may be anything, or is everything."""

    value: str | None
    kind: str | None = ""
    """Apart from the value, both have to be of one kind, such as locks that are shared."""


SubjectOf: TypeAlias = Callable[[Statement], Subject]


def name_of(statement: Statement) -> Subject:
    """Return the name of the statement as what it is about."""
    return Subject(None if statement.name == ALL else statement.name)


class Index:
    """Numbers that can be asked for by what they are about, each question in constant time."""

    __slots__ = ("_all", "_exact", "_of_kind")

    def __init__(self, entries: Iterable[tuple[Subject, int]]) -> None:
        self._exact: dict[Subject, set[int]] = {}
        self._of_kind: dict[str | None, set[int]] = {}
        self._all: set[int] = set()
        for subject, number in entries:
            self._exact.setdefault(subject, set()).add(number)
            self._of_kind.setdefault(subject.kind, set()).add(number)
            self._all.add(number)

    def about(self, subject: Subject) -> set[int]:
        """Return the numbers of all that may be about the same."""
        if subject.kind is None:
            return self._all
        anything = self._of_kind.get(None, set())
        if subject.value is None:
            return self._of_kind.get(subject.kind, set()) | anything
        exact, unknown = (self._exact.get(one, set()) for one in (subject, Subject(None, subject.kind)))
        return exact | unknown | anything


class Statements:
    """Statements that have an effect (`done`), and others that belong to them."""

    __slots__ = ("_about", "_done_by", "_index", "_others_by", "_subject_of", "done", "takes_back")

    def __init__(
        self, done: Sequence[Done], others: Iterable[Done], subject_of: SubjectOf, *, takes_back: bool
    ) -> None:
        self.done = done
        self.takes_back = takes_back
        """The others end the effect; else they need it."""
        self._subject_of = subject_of
        self._index = Index((subject_of(one.statement), at) for at, one in enumerate(done))
        self._about: dict[Subject, set[int]] = {}
        self._done_by: dict[int, list[int]] = {}
        self._others_by: dict[int, list[Done]] = {}
        for at, one in enumerate(done):
            self._done_by.setdefault(id(one.use), []).append(at)
        for other in others:
            self._others_by.setdefault(id(other.use), []).append(other)

    def done_by(self, use: Use) -> Sequence[int]:
        """Return the numbers of those that this use runs."""
        return self._done_by.get(id(use), ())

    def others_by(self, use: Use) -> Sequence[Done]:
        """Return those of the others that this use runs."""
        return self._others_by.get(id(use), ())

    def about(self, other: Statement) -> set[int]:
        """Return the numbers of those that one of the others is about."""
        subject = self._subject_of(other)
        if subject not in self._about:
            self._about[subject] = self._index.about(subject)
        return self._about[subject]
