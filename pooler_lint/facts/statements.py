"""Which client settings are safe on a transaction pooler that does not track prepared statements."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from itertools import product
from typing import Any, Literal, TypeAlias

from pooler_lint.facts.tables import Requirements, Versions, relation, requirements, table
from pooler_lint.records import dataclass
from pooler_lint.versions import VersionRange

Expectation: TypeAlias = Literal["ok", "fails", "refused"]
"""What becomes of the queries; "refused": the library does not know one of the settings in this version."""

Settings: TypeAlias = Mapping[str, str]
"""How a client is set up, in the words of the table: {"statement_cache_size": "off", ...}."""

Possibilities: TypeAlias = Mapping[str, frozenset[str]]
"""As `Settings`, with every value that is possible."""


@dataclass(frozen=True, slots=True)
class StatementFact:
    """One row: with these settings and versions this client's queries are right, or not.

    `settings` holds the values that the row is about; what is not in it does not matter. `basis` says whether the row
    was measured or follows from the mechanism.
    """

    id: str
    client: str
    settings: tuple[tuple[str, frozenset[str]], ...]
    versions: Requirements
    expectation: Expectation
    basis: Literal["measured", "mechanism"]
    source: str | None

    def fits(self, client: str, settings: Settings) -> bool:
        """True if the row is about this client with these settings."""
        return self.client == client and all(settings[name] in values for name, values in self.settings)


@cache
def statement_facts() -> tuple[StatementFact, ...]:
    """All rows, in the order in which they count."""
    return tuple(_read(row) for row in table("statements")["rows"])


def expectations(client: str, settings: Settings, versions: Versions) -> frozenset[Expectation]:
    """What can become of the queries: more than one answer where it depends on a version that is not known.

    Raises LookupError for a client or settings that the table says nothing about.
    """
    ranges = tuple((name, versions[name]) for name in _libraries(client) if name in versions)
    return _expectations(client, tuple(settings.items()), ranges)


@lru_cache(maxsize=1024)  # most connections of a repository are set up alike
def _expectations(
    client: str, settings: tuple[tuple[str, str], ...], ranges: tuple[tuple[str, VersionRange], ...]
) -> frozenset[Expectation]:
    found: set[Expectation] = set()
    known, versions = dict(settings), dict(ranges)
    for fact in statement_facts():
        fit = relation(versions, fact.versions) if fact.fits(client, known) else "outside"
        if fit != "outside":
            found.add(fact.expectation)
        if fit == "inside":
            break
    if not found:
        raise LookupError(f"no fact about {client} with {known}")
    return frozenset(found)


@cache
def _libraries(client: str) -> tuple[str, ...]:
    """Return the distributions whose versions the rows of the client are about."""
    return tuple({name: None for fact in statement_facts() if fact.client == client for name, _ in fact.versions})


def all_expectations(client: str, possibilities: Possibilities, versions: Versions) -> list[frozenset[Expectation]]:
    """`expectations` of every combination of the possible settings."""
    names = sorted(possibilities)
    combinations = product(*(sorted(possibilities[name]) for name in names))
    return [expectations(client, dict(zip(names, values, strict=True)), versions) for values in combinations]


def is_unique_source(dotted: str) -> bool:
    """True if a call of this name gives another value each time: `uuid.uuid4`, `secrets.token_hex`."""
    return dotted.startswith(tuple(table("statements")["unique_sources"]))


def _read(row: Mapping[str, Any]) -> StatementFact:
    return StatementFact(
        id=row["id"],
        client=row["client"],
        settings=tuple((name, frozenset(values)) for name, values in row["settings"].items()),
        versions=requirements(row),
        expectation=row["expectation"],
        basis=row["basis"],
        source=row.get("source"),
    )
