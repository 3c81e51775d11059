"""What the rules over session state share: which statements there are, in which transaction, and what is said."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from pooler_lint.lines import Place
from pooler_lint.model import (
    Block,
    Breaks,
    Case,
    ConnectionSite,
    EditText,
    Endpoint,
    Fine,
    Statement,
    StatementKind,
    Use,
    Wish,
)
from pooler_lint.report import shortened
from pooler_lint.rules.base import Context, Judgement, Rule
from pooler_lint.rules.committing import is_committed, is_same_connection
from pooler_lint.rules.wording import keeps_session, listed, sentence
from pooler_lint.values import Evidence

_TRANSACTIONS = frozenset({"transaction", "begin", "begin_nested"})
"""The methods whose `with` block is a transaction: asyncpg's and psycopg's, SQLAlchemy's."""


@dataclass(frozen=True, slots=True)
class Done:
    """A statement, and the use of the connection that runs it."""

    use: Use
    statement: Statement


class SessionRule(Rule):
    """A rule over what is done with a connection: it breaks at any transaction pooler, tracking or not."""

    over_uses = True
    fixable = False
    kinds: ClassVar[tuple[StatementKind, ...]]
    title: ClassVar[str] = ""
    why: ClassVar[str]
    help: ClassVar[tuple[str, ...]]
    note: ClassVar[str]
    """Why there is no fix, where there is none."""

    @abstractmethod
    def broken(self, site: ConnectionSite, case: Case, done: Sequence[Done]) -> list[Done]:
        """Those of the statements of these kinds that outlive their transaction."""

    @abstractmethod
    def message(self, done: Sequence[Done], endpoint: Endpoint) -> str:
        """Return the message about the statements of one use."""

    @abstractmethod
    def pinning(self, done: Sequence[Done]) -> str:
        """Return what pins the client, as the subject of a sentence."""

    def wishes(self, site: ConnectionSite, done: Sequence[Done]) -> tuple[Wish, ...]:
        """The repair of the statements of one use."""
        return ()

    def judge(self, site: ConnectionSite, case: Case, endpoint: Endpoint, context: Context) -> Judgement:
        """One `Breaks` for each use that runs such a statement."""
        found = list(done_of(site, self.kinds))
        if not found or case.address.is_postgres is False:
            return Fine("nothing that the session keeps")
        safe = keeps_session(endpoint)
        if safe is not None:
            return safe
        broken = self.broken(site, case, found)
        by_use: dict[Place, list[Done]] = {}
        for one in broken:
            by_use.setdefault(one.use.place, []).append(one)
        if not by_use:
            return Fine("what the session keeps ends with the transaction")
        return tuple(self._breaks(site, each, endpoint) for each in by_use.values())

    def _breaks(self, site: ConnectionSite, done: Sequence[Done], endpoint: Endpoint) -> Breaks:
        use = done[0].use
        evidence = tuple(_origin(site))
        if endpoint.mode == "multiplex":
            message = sentence(PINS, endpoint, {"statement": shortened(self.pinning(done), _MAX_PINNING)})
            pins = Breaks(message, why=_NOT_SHARED, help=self.help, note=_NOTHING_BREAKS, severity="warning")
            return replace(pins, place=use.place, evidence=evidence)
        wishes = self.wishes(site, done)
        return Breaks(
            self.message(done, endpoint),
            wishes,
            self.title if wishes else "",
            "unsafe",
            use.place,
            evidence,
            why=self.why,
            help=self.help,
            note=None if wishes else self.note,
        )


_MAX_NAMES = 42
_MAX_PINNING = 46
PINS = "{statement} pins the client to one server connection of {pooler}"
_NOT_SHARED = "nothing breaks, but no other client can use that server connection until this one disconnects"
_NOTHING_BREAKS = "there is no fix, because nothing breaks"
_HANDED = "where it goes is not known, but all endpoints of the project are such poolers"


def _origin(site: ConnectionSite) -> Iterator[Evidence]:
    if site.elsewhere is not None:
        yield site.elsewhere
    if site.handed is not None:
        yield Evidence(f"{site.handed}: {_HANDED}", site.path, site.line)


def done_of(site: ConnectionSite, kinds: Sequence[StatementKind]) -> Iterator[Done]:
    """The statements of these kinds that are run over the site, in the order of the text."""
    for use in sorted(site.uses, key=lambda one: (one.place.end, one.place.start)):
        for statement in use.statements:
            if statement.kind in kinds:
                yield Done(use, statement)


def names_of(done: Sequence[Done]) -> str:
    """Return the names that the statements have, each once; one alone where they would be too long."""
    names = list(dict.fromkeys(one.statement.name or "" for one in done))
    text = listed(names)
    if len(names) == 1 or len(text) <= _MAX_NAMES:
        return shortened(text, _MAX_NAMES)
    more = f" and {len(names) - 1} more"
    return shortened(names[0], _MAX_NAMES - len(more)) + more


def transaction_of(done: Done) -> Block | Place | None:
    """The transaction around the statement that the text shows: a block, or the text that it is a part of."""
    is_open = False
    for statement in done.use.statements:
        if statement.kind in ("begin", "end") and statement.start < done.statement.start:
            is_open = statement.kind == "begin"
    if is_open:
        return done.use.place
    return next((block for block in reversed(done.use.within) if block.path[-1:] and _is_transaction(block)), None)


def _is_transaction(block: Block) -> bool:
    return block.path[-1] in _TRANSACTIONS


def is_in_one_transaction(site: ConnectionSite, case: Case, first: Done, second: Done) -> bool:
    """True if the two run on one backend: in one text, in one block, or on one connection that is not committed."""
    if first.use.place == second.use.place:
        return True
    around = transaction_of(first)
    if around is not None and around == transaction_of(second):
        return True
    return is_same_connection(first.use, second.use) and not is_committed(site, case, first.use)


def is_undone(site: ConnectionSite, case: Case, done: Done, later: Sequence[Done]) -> bool:
    """True if one of the later statements takes it back in the same transaction."""
    own = [one for one in later if one.statement.name == done.statement.name and is_after(one, done)]
    return any(is_in_one_transaction(site, case, done, one) for one in own)


def is_after(one: Done, other: Done) -> bool:
    """True if `one` stands below `other`."""
    if one.use.place == other.use.place:
        return one.statement.start > other.statement.start
    return one.use.place.end > other.use.place.end


def narrowing(done: Sequence[Done]) -> tuple[Wish, ...]:
    """The changes that make each of these end with the transaction; () where one can't be made in its call."""
    wishes = []
    for one in done:
        literal, use = one.statement.literal, one.use.place
        if transaction_of(one) is None or literal is None or not one.statement.narrowed:
            return ()
        if not use.holds(literal):
            return ()  # the text is written elsewhere, where it may be meant for others too
        wishes.append(EditText(literal, one.statement.narrowed))
    return tuple(wishes)
