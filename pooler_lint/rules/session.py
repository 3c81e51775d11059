"""What the rules over session state share: which statements there are, in which transaction, and what is said."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from typing import ClassVar

from pooler_lint.lines import Place
from pooler_lint.model import (
    Breaks,
    CannotTell,
    Case,
    ConnectionSite,
    EditText,
    Endpoint,
    Fine,
    StatementKind,
    Wish,
)
from pooler_lint.records import replace
from pooler_lint.report import shortened
from pooler_lint.rules.base import Context, Judgement, Rule
from pooler_lint.rules.remains import TooManySteps
from pooler_lint.rules.transactions import Done, is_within_transaction
from pooler_lint.rules.wording import keeps_session, listed, sentence
from pooler_lint.values import Evidence


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

    def is_narrowed(self, site: ConnectionSite) -> bool:
        """Return True if the fix makes statements end with their transaction, where the text shows that."""
        return False

    def judge(self, site: ConnectionSite, case: Case, endpoint: Endpoint, context: Context) -> Judgement:
        """One `Breaks` for each use that runs such a statement."""
        found = list(done_of(site, self.kinds))
        if not found or case.address.is_postgres is False:
            return Fine("nothing that the session keeps")
        safe = keeps_session(endpoint)
        if safe is not None:
            return safe
        by_use: dict[Place, list[Done]] = {}
        try:
            broken = self.broken(site, case, found)
        except TooManySteps:
            return CannotTell("a function with this connection takes more steps than are followed", is_limit=True)
        for one in broken:
            place = one.use.place_in(site.place.file)
            if place is not None:
                by_use.setdefault(place, []).append(one)
        if not by_use:
            return Fine("what the session keeps ends with the transaction")
        is_narrowed, origin = self.is_narrowed(site), tuple(_origin(site))
        return tuple(
            self._breaks(each, place, endpoint, origin, narrowing(site, each) if is_narrowed else ())
            for place, each in by_use.items()
        )

    def _breaks(
        self,
        done: Sequence[Done],
        place: Place,
        endpoint: Endpoint,
        origin: tuple[Evidence, ...],
        wishes: tuple[Wish, ...],
    ) -> Breaks:
        evidence = tuple(dict.fromkeys((*origin, *(caller for one in done for caller in one.use.callers))))
        if endpoint.mode == "multiplex":
            message = sentence(PINS, endpoint, {"statement": shortened(self.pinning(done), _MAX_PINNING)})
            pins = Breaks(message, why=_NOT_SHARED, help=self.help, note=_NOTHING_BREAKS, severity="warning")
            return replace(pins, place=place, evidence=evidence)
        return Breaks(
            self.message(done, endpoint),
            wishes,
            self.title if wishes else "",
            "unsafe",
            place,
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


def among(done: Sequence[Done], *chosen: Sequence[Done]) -> list[Done]:
    """Return those of the statements that were chosen from them, in their order."""
    taken = {id(one) for some in chosen for one in some}
    return [one for one in done if id(one) in taken]


def names_of(done: Sequence[Done]) -> str:
    """Return the names that the statements have, each once; one alone where they would be too long."""
    names = list(dict.fromkeys(one.statement.name or "" for one in done))
    text = listed(names)
    if len(names) == 1 or len(text) <= _MAX_NAMES:
        return shortened(text, _MAX_NAMES)
    more = f" and {len(names) - 1} more"
    return shortened(names[0], _MAX_NAMES - len(more)) + more


def narrowing(site: ConnectionSite, done: Sequence[Done]) -> tuple[Wish, ...]:
    """The changes that make each of these end with the transaction; () where one can't be made in its call."""
    wishes = []
    for one in done:
        literal, use = one.statement.literal, one.use.place
        if literal is None or not one.statement.narrowed or not is_within_transaction(site, one):
            return ()
        if not use.holds(literal):
            return ()  # the text is written elsewhere, where it may be meant for others too
        wishes.append(EditText(literal, one.statement.narrowed))
    return tuple(wishes)
