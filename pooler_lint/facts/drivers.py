"""Which driver SQLAlchemy takes where the URL names none."""

from __future__ import annotations

from pooler_lint.facts.tables import Versions, relation, requirements, table
from pooler_lint.model import Driver


def default_driver(versions: Versions) -> Driver | None:
    """The driver of a `postgresql://` URL; None where it depends on a version of SQLAlchemy that is not known."""
    for row in table("drivers")["rows"]:
        if relation(versions, requirements(row)) == "inside":
            driver: Driver = row["driver"]
            return driver
    return None
