"""What statements leave behind at the end of their transaction.

A connection is used in a sequence of statements, and what commits or rolls back splits the sequence into transactions.
A statement leaves nothing behind if its counterpart (RESET for SET, the unlock for the lock) always runs before its
transaction ends. Exceptions are ignored: they roll the transaction back, or end the connection.
"""

from __future__ import annotations

from collections.abc import Sequence

from pooler_lint.flow import Body, Within, bodies_by_place, inside
from pooler_lint.lines import Place
from pooler_lint.model import Case, ConnectionSite, Use
from pooler_lint.rules.autocommit import Autocommit
from pooler_lint.rules.paths import Key, Path, Via, key_of
from pooler_lint.rules.transactions import (
    BEGINNING,
    Connection,
    Done,
    End,
    connection_of,
    end_of,
    entering_of,
    entry_of,
    is_in_callback,
)
from pooler_lint.rules.undoing import Index, Statements, SubjectOf, name_of


def left_behind(
    site: ConnectionSite,
    case: Case,
    done: Sequence[Done],
    undoing: Sequence[Done],
    subject_of: SubjectOf = name_of,
    survives_rollback: bool = False,
) -> list[Done]:
    """Return the statements whose effect may outlive their transaction.

    Raises `TooManySteps` if there are none in what was followed, and a function was not followed to its end.
    """
    traced = _Traced(site, case, done, undoing, subject_of)
    left = [one for at, one in enumerate(done) if traced.counts(one.use) and traced.is_left(at, survives_rollback)]
    if traced.is_beyond and not left:
        raise TooManySteps
    return left


def without(site: ConnectionSite, case: Case, done: Sequence[Done], needed: Sequence[Done]) -> list[Done]:
    """Return those of `done` before which none of the `needed` statements of that name runs in the same transaction."""
    traced = _Traced(site, case, needed, done, name_of, takes_back=False)
    return [one for one in traced.unmet(done) if traced.counts(one.use)]


def lost_with(
    site: ConnectionSite, case: Case, left: Sequence[Done], done: Sequence[Done], undoing: Sequence[Done]
) -> list[Done]:
    """Return those of `undoing` that are meant for what is left, and take back nothing of their own transaction."""
    named = {(connection_of(site, one.use), one.statement.name) for one in left}
    meant = [one for one in undoing if (connection_of(site, one.use), one.statement.name) in named]
    return without(site, case, meant, done)


class TooManySteps(Exception):
    """A function has more steps than are followed."""


class _Traced:
    """What is known of these statements after all functions were followed that use the connections of a site."""

    def __init__(
        self,
        site: ConnectionSite,
        case: Case,
        done: Sequence[Done],
        other: Sequence[Done],
        subject_of: SubjectOf,
        takes_back: bool = True,
    ) -> None:
        self._site = site
        self._done = done
        self._subject_of = subject_of
        self._autocommit = Autocommit(site, case)
        self._ends: list[set[End]] = [set() for _ in done]
        self._met: set[Key] = set()
        self.is_beyond = False
        self._bodies = bodies_by_place(site.bodies)
        steps = (step for body in site.bodies for step in inside(body.suite))
        self._blocks = frozenset(place for step in steps if isinstance(step, Within) for place in step.entered)
        self._inner: dict[tuple[Place, Connection], set[Via]] = {}
        """The calls that lead to a use, each time without those that lead to the first of them."""
        self._by_connection: dict[Connection, list[Use]] = {}
        self._commits: dict[Connection, list[Place]] = {}
        self._splits: dict[Connection, bool] = {}
        together: dict[tuple[int, Connection], list[Use]] = {}
        for use in site.uses:
            connection = connection_of(site, use)
            self._by_connection.setdefault(connection, []).append(use)
            inner = self._inner.setdefault((use.place, connection), set())
            inner.update(use.via[at:] for at in range(1, len(use.via) + 1))
            body = self._bodies.get(entry_of(use))
            if body is not None:
                together.setdefault((id(body), connection), []).append(use)
        self._others = Index((subject_of(one.statement), id(self._body(one))) for one in other)
        statements = Statements(done, other, subject_of, takes_back=takes_back)
        for at, one in enumerate(done):
            body = self._entry(one)
            if body is None:
                self._ends[at].add("exit")
                continue
            uses = together.pop((id(body), connection_of(site, one.use)), None)
            if uses is not None:
                path = Path(site, self._autocommit, body, uses, statements, self._bodies)
                path.run()
                for left, ends in path.ends.items():
                    self._ends[left] |= ends
                self._met |= path.met
                self.is_beyond = self.is_beyond or path.is_beyond

    def counts(self, use: Use) -> bool:
        """Return False if calls of the function show what its own body cannot: the transaction around it."""
        return use.via not in self._inner[use.place, connection_of(self._site, use)]

    def is_left(self, at: int, survives_rollback: bool) -> bool:
        """Return True if the effect of this statement may outlive its transaction."""
        one, ends = self._done[at], self._ends[at]
        if not survives_rollback:
            return "commit" in ends or ("exit" in ends and self._is_committed_outside(one))
        bodies = self._others.about(self._subject_of(one.statement))
        if not bodies:
            return True
        if ends == {"exit"} and not self._is_split(one.use):
            return bodies == {id(self._body(one))} and self._body(one) is not None
        return bool(ends)

    def unmet(self, others: Sequence[Done]) -> list[Done]:
        """Return the others but those that have one of the statements before them, in the same transaction."""
        open_ = Index(
            (self._subject_of(one.statement), id(self._body(one)))
            for one, ends in zip(self._done, self._ends, strict=True)
            if ends == {"exit"} and not self._is_split(one.use)
        )
        return [
            other
            for other in others
            if key_of(other) not in self._met
            and not open_.about(self._subject_of(other.statement)) - {id(self._body(other))}
        ]

    def _is_committed_outside(self, one: Done) -> bool:
        """Return True if what is open at the end of the function is committed, as far as the text shows."""
        if self._site.session.autocommit in ("always", "never") or is_in_callback(one.use):
            return True
        if not BEGINNING.isdisjoint(one.use.path) or self._is_in_committing_stack(one.use):
            return True
        body = self._entry(one)
        connection = connection_of(self._site, one.use)
        if connection not in self._commits:
            self._commits[connection] = [
                entry_of(use) for use in self._on_the_same(connection) if end_of(use) == "commit"
            ]
        return any(self._is_outside(place, body) for place in self._commits[connection])

    def _is_outside(self, entry: Place, body: Body | None) -> bool:
        """Return True if this entry is not on a path through the body, as that of a dependency of the function."""
        return body is None or not body.place.holds(entry) or entry not in self._bodies

    def _is_in_committing_stack(self, use: Use) -> bool:
        """Return True if an exit stack has entered a block around this that commits at its end."""
        connection = connection_of(self._site, use)
        stacked = (block for block in use.within if block.place not in self._blocks)
        return any(entering_of(self._site, block, connection) in ("begin", "nest", "commit") for block in stacked)

    def _is_split(self, use: Use) -> bool:
        """Return True if anything ends a transaction of this connection, anywhere in the text."""
        if self._site.session.autocommit == "never" or self._autocommit.holds(use):
            return True
        connection = connection_of(self._site, use)
        if connection not in self._splits:
            self._splits[connection] = any(
                end_of(other) or any(entering_of(self._site, block, connection) for block in other.within)
                for other in self._on_the_same(connection)
            )
        return self._splits[connection]

    def _body(self, one: Done) -> Body | None:
        return self._bodies.get(one.use.place)

    def _entry(self, one: Done) -> Body | None:
        return self._bodies.get(entry_of(one.use))

    def _on_the_same(self, connection: Connection) -> list[Use]:
        return [use for use in self._by_connection.get(connection, ()) if self.counts(use)]
