"""What the versions of poolers do by themselves, as rows of `defaults.json`."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from pooler_lint.model import Mode
from pooler_lint.project.endpoints.data import LATEST
from pooler_lint.records import dataclass


@dataclass(frozen=True, slots=True)
class Default:
    """What a pooler does from version `at_least` up to `below` (exclusive) where nothing is set.

    `operator` is the Kubernetes operator whose own image the row is about. `can_track` False: no setting makes these
    versions track statements. `reason` says why it tracks or not,
    `support` what the user of such a version can do so that it does.
    """

    pooler: str
    operator: str | None
    at_least: str | None
    below: str | None
    mode: Mode | None
    tracks_statements: bool
    can_track: bool
    reason: str
    source: str
    source_date: str
    support: str | None = None

    def covers(self, version: str) -> bool:
        """True when the version, numbers and dots alone, is one of these."""
        number = _number(version)
        if self.at_least is not None and number < _number(self.at_least):
            return False
        return self.below is None or number < _number(self.below)


@lru_cache(maxsize=1)
def defaults() -> tuple[Default, ...]:
    """All rows."""
    import json

    text = Path(__file__).with_name("defaults.json").read_text(encoding="utf-8")
    return tuple(Default(**fields) for fields in json.loads(text))


def default_of(pooler: str, version: str | None, operator: str | None = None) -> Default | None:
    """Return the row of this version; of an unknown one the row of the operator, or one that is like all others.

    An operator's row is about the image that the operator chooses itself, whose version is unknown.
    """
    rows = [row for row in defaults() if row.pooler == pooler and row.operator is None]
    if version == LATEST:
        return rows[-1] if rows else None
    if version is not None:
        return next((row for row in rows if row.covers(version)), None)
    own = next((row for row in defaults() if row.pooler == pooler and operator and row.operator == operator), None)
    if own is not None or not rows:
        return own
    return rows[-1] if len({row.tracks_statements for row in rows}) == 1 else None


def how_to_support(pooler: str, version: str | None) -> str | None:
    """Return what makes a pooler support prepared statements; None where no setting does, or none is known."""
    rows = [row for row in defaults() if row.pooler == pooler and row.operator is None and row.support is not None]
    if version == LATEST:
        return rows[-1].support if rows else None
    if version is not None:
        return next((row.support for row in rows if row.covers(version)), None)
    if not rows:
        return None
    able = next((row for row in rows if row.can_track), rows[-1])
    since = f" ({pooler} {able.at_least} or later)" if able.at_least is not None else ""
    return f"{able.support}{since}"


def default_mode(pooler: str, operator: str | None = None) -> Mode | None:
    """The mode of this pooler where nothing sets one; None where one has to be set."""
    rows = [row for row in defaults() if row.pooler == pooler]
    own = next((row for row in rows if operator and row.operator == operator), None)
    return (own or rows[0]).mode if rows else None


def _number(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))
