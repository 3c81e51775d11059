"""What the libraries do with the options of this subject, by where they are written."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, Literal, TypeAlias, cast

from pooler_lint.facts.tables import Requirements, Versions, relation, requirements, table
from pooler_lint.model import Driver
from pooler_lint.records import dataclass
from pooler_lint.slots import OptionKind
from pooler_lint.values import Scalar

ValueKind: TypeAlias = Literal["text", "none", "other"]
"""What kind of value an option has."""


@dataclass(frozen=True, slots=True)
class OptionFact:
    """One row: these options, of this kind for this library and driver, end like this.

    `driver` "any" holds whatever the driver is. `value` "text" holds for a value that is a string, "none" for None,
    "any" for every value. `happens` is what the program sees at run time, with `{option}` in the place of the name.
    `by_server`: PostgreSQL and PgBouncer refuse it, other poolers may drop it.
    """

    id: str
    library: str
    driver: str
    kind: OptionKind
    options: frozenset[str]
    value: Literal["any", "text", "none"]
    expectation: Literal["ok", "refused", "ignored"]
    happens: str
    versions: Requirements
    source: str
    by_server: bool
    error: str
    """The exception, "" where none is raised."""

    def what_happens(self, option: str) -> str:
        """What the program sees at run time."""
        return self.happens.replace("{option}", option)


@dataclass(frozen=True, slots=True)
class Target:
    """The option that works in the place of another one: `off` is the source of the value that turns it off, if any.

    `driver` False: it belongs to the library itself, and so to its call.
    """

    option: str
    off: str | None
    driver: bool = True


@cache
def option_facts() -> tuple[OptionFact, ...]:
    """All rows, in the order in which they count."""
    return tuple(_read(row) for row in table("options")["rows"])


def option_fact(
    library: str, driver: Driver | None, kind: OptionKind, option: str, value: ValueKind, versions: Versions
) -> OptionFact | None:
    """The row about this option, or None: no such row, or it depends on a driver or version that is not known."""
    for fact in option_facts():
        if fact.library != library or fact.kind is not kind or option not in fact.options:
            continue
        if fact.driver not in ("any", driver) or fact.value not in ("any", value):
            continue
        fit = relation(versions, fact.versions)
        if fit == "inside":
            return fact
    return None


def kinds_taking(library: str, driver: Driver | None, option: str) -> frozenset[OptionKind]:
    """Where this library takes this option for the driver, in any version."""
    return frozenset(
        fact.kind
        for fact in option_facts()
        if fact.library == library and fact.driver == driver and fact.expectation == "ok" and option in fact.options
    )


def driver_taking(library: str, option: str) -> Driver | None:
    """The one driver that takes this option from this library: who writes it uses that driver."""
    takers = {
        fact.driver
        for fact in option_facts()
        if fact.library == library
        and fact.kind is OptionKind.DRIVER
        and fact.expectation == "ok"
        and option in fact.options
    }
    return cast("Driver", takers.pop()) if len(takers) == 1 else None


def target_of(library: str, driver: Driver | None, option: str) -> Target | None:
    """What to write instead of an option that is not taken there; None if nothing does the same."""
    for move in table("options")["moves"]:
        if move["library"] == library and move["driver"] in ("any", driver) and option in move["options"]:
            return Target(move["becomes"], move["off"], move.get("kind") != "call")
    return None


def belongs_to(option: str) -> str | None:
    """Whose option this is, and where it works there."""
    words: str | None = _about(option).get("belongs_to")
    return words


def is_foreign(option: str) -> bool:
    """True for an option of a library of another language: where a server drops it, nothing is missed."""
    return bool(_about(option).get("foreign"))


def turns_off(option: str, value: Scalar) -> bool:
    """True if this value of the option says: no prepared statements, no cache."""
    return _is_among(value, _about(option).get("off", ()))


def means_off(option: str, value: Scalar) -> bool:
    """True if people who write this value mean to turn the thing off, though the library reads it otherwise."""
    return turns_off(option, value) or _is_among(value, _about(option).get("meant_off", ()))


def _is_among(value: Scalar, values: list[Scalar]) -> bool:
    return any(value == one and isinstance(value, str) == isinstance(one, str) for one in values)


def _about(option: str) -> Mapping[str, Any]:
    about: Mapping[str, Any] = table("options")["options"].get(option, {})
    return about


def _read(row: Mapping[str, Any]) -> OptionFact:
    return OptionFact(
        id=row["id"],
        library=row["library"],
        driver=row["driver"],
        kind=OptionKind(row["kind"]),
        options=frozenset(row["options"]),
        value=row.get("value", "any"),
        expectation=row["expectation"],
        happens=row.get("happens", ""),
        versions=requirements(row),
        source=row["source"],
        by_server=row.get("by") == "server",
        error=row.get("error", ""),
    )
