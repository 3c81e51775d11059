"""Which driver a library takes where the program names none."""

from __future__ import annotations

from pooler_lint.facts.tables import Versions, relation, requirements, table
from pooler_lint.model import Driver


def default_driver(versions: Versions, library: str = "sqlalchemy") -> Driver | None:
    """The driver of a `postgresql://` URL, or of Django's backend; None where it depends on what is not known."""
    for row in table("drivers")["rows"]:
        if row["library"] != library or any(name in versions for name in row.get("without", ())):
            continue
        if relation(versions, requirements(row)) == "inside":
            driver: Driver = row["driver"]
            return driver
    return None
