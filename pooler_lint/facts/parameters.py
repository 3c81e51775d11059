"""Parameters of PostgreSQL that poolers carry from backend to backend, as rows of `parameters.json`."""

from __future__ import annotations

from functools import cache

from pooler_lint.facts.tables import table


def is_tracked(parameter: str) -> bool:
    """True if poolers are known to make the value follow the client; the name is in small letters."""
    return parameter in _tracked()


@cache
def _tracked() -> frozenset[str]:
    return frozenset(name for row in table("parameters")["tracked"] for name in row["parameters"])
