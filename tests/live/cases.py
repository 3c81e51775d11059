"""What a case of the truth table is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tests.live.environments import MEASURED, EnvironmentName
from tests.live.jobs import CROWD, SINGLE, Load, Work
from tests.live.places import PlaceName

ALL: tuple[EnvironmentName, ...] = MEASURED
NEWEST: tuple[EnvironmentName, ...] = ("newest",)
PSYCOPGS: tuple[EnvironmentName, ...] = ("newest", "asyncpg-0.30")
EVERYWHERE: tuple[PlaceName, ...] = ("direct", "transaction", "newer-untracked", "tracking", "session", "statement")
REDUCED: tuple[PlaceName, ...] = ("transaction", "tracking")
THREE: tuple[PlaceName, ...] = ("direct", "transaction", "tracking")

REFUSED = "Settings that are refused"
POOLS = "Arguments of SQLAlchemy's pools"
STARTUP = "Startup parameters"
SESSION = "Session state"

CACHE_OFF = {"statement_cache_size": 0}


@dataclass(frozen=True, slots=True)
class Case:
    """One row: `key` is its stable name, `written` what a person writes."""

    key: str
    group: str
    written: str
    client: str
    work: Work = "transaction"
    settings: dict[str, Any] = field(default_factory=dict)
    load: Load = CROWD
    environments: tuple[EnvironmentName, ...] = NEWEST
    places: tuple[PlaceName, ...] = EVERYWHERE


def reduced_places(case: Case) -> tuple[PlaceName, ...]:
    """Where the reduced matrix measures a case: what a library refuses by itself is shown by one pooler."""
    return tuple(place for place in case.places if place in (REDUCED[:1] if case.load == SINGLE else REDUCED))
