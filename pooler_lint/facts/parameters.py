"""Parameters of PostgreSQL at a pooler, as rows of `parameters.json`: who carries them, who refuses them at login."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Literal, TypeAlias

from pooler_lint.facts.tables import table
from pooler_lint.versions import VersionRange

AtLogin: TypeAlias = Literal["accepted", "refused", "unknown"]


def is_tracked(parameter: str) -> bool:
    """True if poolers are known to make the value follow the client; the name is in small letters."""
    return parameter in _tracked()


def at_login(pooler: str, version: VersionRange, parameter: str) -> AtLogin:
    """What this pooler does with a startup parameter where nothing is configured; "unknown" also for other poolers.

    The name is in small letters; "options" stands for libpq's `options` as a whole.
    """
    rows = _at_startup(pooler)
    if not rows:
        return "unknown"
    if parameter not in rows:
        return "refused"
    since = rows[parameter]
    if since is None or version.known_at_least(since):
        return "accepted"
    return "refused" if version.known_below(since) else "unknown"


def drops_at_login(software: str | None) -> bool:
    """True for a pooler that ignores startup parameters which it does not know."""
    return any(row["pooler"] == software for row in table("parameters")["dropping"])


def is_setting(parameter: str) -> bool:
    """True for a parameter of PostgreSQL that a program may want to set at login; the name is in small letters."""
    return parameter in _settings() or "." in parameter


@cache
def _tracked() -> frozenset[str]:
    return frozenset(name for row in table("parameters")["tracked"] for name in row["parameters"])


@cache
def _at_startup(pooler: str) -> Mapping[str, str | None]:
    rows = table("parameters")["at_startup"]
    return {name: row["since"] for row in rows if row["pooler"] == pooler for name in row["parameters"]}


@cache
def _settings() -> frozenset[str]:
    return frozenset(table("parameters")["settings"]["parameters"])
