"""What statements leave behind at the end of their transaction.

A connection is used in a sequence of statements, and what commits or rolls back splits the sequence into transactions.
A statement leaves nothing behind if its counterpart (RESET for SET, the unlock for the lock) always runs before its
transaction ends. Exceptions are ignored: they roll the transaction back, or end the connection.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from pooler_lint.flow import Body, Do, Within, inside, left_at
from pooler_lint.lines import Place
from pooler_lint.model import Case, ConnectionSite, Use
from pooler_lint.rules.autocommit import is_autocommit
from pooler_lint.rules.paths import Key, Path, Undoes, Via, by_name, key_of
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


def left_behind(
    site: ConnectionSite,
    case: Case,
    done: Sequence[Done],
    undoing: Sequence[Done],
    undoes: Undoes = by_name,
    survives_rollback: bool = False,
) -> list[Done]:
    """Return the statements whose effect may outlive their transaction."""
    traced = _Traced(site, case, done, undoing, undoes)
    return [one for at, one in enumerate(done) if traced.counts(one.use) and traced.is_left(at, survives_rollback)]


def without(site: ConnectionSite, case: Case, done: Sequence[Done], needed: Sequence[Done]) -> list[Done]:
    """Return those of `done` before which none of the `needed` statements of that name runs in the same transaction."""
    traced = _Traced(site, case, needed, done, by_name, undo=False)
    return [one for one in done if traced.counts(one.use) and not traced.is_met(one)]


def lost_with(
    site: ConnectionSite, case: Case, left: Sequence[Done], done: Sequence[Done], undoing: Sequence[Done]
) -> list[Done]:
    """Return those of `undoing` that are meant for what is left, and take back nothing of their own transaction."""
    named = {(connection_of(site, one.use), one.statement.name) for one in left}
    meant = [one for one in undoing if (connection_of(site, one.use), one.statement.name) in named]
    return without(site, case, meant, done)


class _Traced:
    """What is known of these statements after all functions were followed that use the connections of a site."""

    def __init__(
        self,
        site: ConnectionSite,
        case: Case,
        done: Sequence[Done],
        other: Sequence[Done],
        undoes: Undoes,
        undo: bool = True,
    ) -> None:
        self._site = site
        self._case = case
        self._done = done
        self._other = other
        self._undoes = undoes
        self._ends: list[set[End]] = [set() for _ in done]
        self._met: set[Key] = set()
        self._bodies = _bodies_by_place(site.bodies)
        steps = (step for body in site.bodies for step in inside(body.suite))
        self._blocks = frozenset(place for step in steps if isinstance(step, Within) for place in step.entered)
        self._ways: dict[tuple[Place, Connection], set[Via]] = {}
        together: dict[tuple[int, Connection], list[Use]] = {}
        for use in site.uses:
            self._ways.setdefault((use.place, connection_of(site, use)), set()).add(use.via)
            body = self._bodies.get(entry_of(use))
            if body is not None:
                together.setdefault((id(body), connection_of(site, use)), []).append(use)
        for at, one in enumerate(done):
            body = self._entry(one)
            if body is None:
                self._ends[at].add("exit")
                continue
            uses = together.pop((id(body), connection_of(site, one.use)), None)
            if uses is not None:
                path = Path(site, case, body, uses, done, other, undoes if undo else None, self._bodies)
                path.run()
                for left, ends in path.ends.items():
                    self._ends[left] |= ends
                self._met |= path.met

    def counts(self, use: Use) -> bool:
        """Return False if calls of the function show what its own body cannot: the transaction around it."""
        via = use.via
        others = self._ways[use.place, connection_of(self._site, use)]
        return not any(len(other) > len(via) and other[len(other) - len(via) :] == via for other in others)

    def is_left(self, at: int, survives_rollback: bool) -> bool:
        """Return True if the effect of this statement may outlive its transaction."""
        one, ends = self._done[at], self._ends[at]
        if not survives_rollback:
            return "commit" in ends or ("exit" in ends and self._is_committed_outside(one))
        elsewhere = [other for other in self._other if self._undoes(other.statement, one.statement)]
        if not elsewhere:
            return True
        if ends == {"exit"} and not self._is_split(one.use):
            return all(self._body(other) is self._body(one) is not None for other in elsewhere)
        return bool(ends)

    def is_met(self, other: Done) -> bool:
        """Return True if one of the statements that it goes with runs before, in the same transaction."""
        if key_of(other) in self._met:
            return True
        return any(
            self._ends[at] == {"exit"}
            and self._undoes(other.statement, one.statement)
            and self._body(one) is not self._body(other)
            and not self._is_split(one.use)
            for at, one in enumerate(self._done)
        )

    def _is_committed_outside(self, one: Done) -> bool:
        """Return True if what is open at the end of the function is committed, as far as the text shows."""
        if self._site.library in ("asyncpg", "alembic") or is_in_callback(one.use):
            return True
        if not BEGINNING.isdisjoint(one.use.path) or self._is_in_committing_stack(one.use):
            return True
        body = self._entry(one)
        return any(
            end_of(use) == "commit" and (body is None or not body.place.holds(entry_of(use)))
            for use in self._on_the_same(one.use)
        )

    def _is_in_committing_stack(self, use: Use) -> bool:
        """Return True if an exit stack has entered a block around this that commits at its end."""
        connection = connection_of(self._site, use)
        stacked = (block for block in use.within if block.place not in self._blocks)
        return any(entering_of(self._site, block, connection) in ("begin", "nest", "commit") for block in stacked)

    def _is_split(self, use: Use) -> bool:
        """Return True if anything ends a transaction of this connection, anywhere in the text."""
        if self._site.library == "alembic" or is_autocommit(self._site, self._case, use):
            return True
        connection = connection_of(self._site, use)
        return any(
            end_of(other) or any(entering_of(self._site, block, connection) for block in other.within)
            for other in self._on_the_same(use)
        )

    def _body(self, one: Done) -> Body | None:
        return self._bodies.get(one.use.place)

    def _entry(self, one: Done) -> Body | None:
        return self._bodies.get(entry_of(one.use))

    def _on_the_same(self, use: Use) -> Iterable[Use]:
        key = connection_of(self._site, use)
        return (one for one in self._site.uses if connection_of(self._site, one) == key and self.counts(one))


def _bodies_by_place(bodies: Iterable[Body]) -> Mapping[Place, Body]:
    """Return the body in which each use and each call stands."""
    found: dict[Place, Body] = {}
    for body in bodies:
        for step in inside(body.suite):
            if isinstance(step, Do):
                found[step.place] = body
            elif isinstance(step, Within):
                found.update((left_at(place), body) for place in step.entered)
    return found
