"""ormar from 0.22: `DatabaseConnection(url, **options)` makes a SQLAlchemy engine. Before that it takes a `Database`.

It gives the engine a pool size of its own, and from 0.24 on sends single queries through AUTOCOMMIT:
https://github.com/ormar-orm/ormar/blob/master/ormar/databases/connection.py
"""

from __future__ import annotations

from pooler_lint.connections.expand import Way
from pooler_lint.connections.libraries import sqlalchemy
from pooler_lint.connections.library import Library, Surroundings
from pooler_lint.model import Case, Option
from pooler_lint.records import replace
from pooler_lint.slots import OptionKind
from pooler_lint.values import Unknown

_CONNECTION = "ormar.DatabaseConnection"


def case_of(callee: str, way: Way, surroundings: Surroundings) -> Case | None:
    """The case of its engine; None where the URL is another database's."""
    case = sqlalchemy.case_of(callee, way, surroundings)
    if case is None or case.option("isolation_level") is not None:
        return case
    level = Option("isolation_level", Unknown("it depends on the version of ormar"), OptionKind.CALL)
    return replace(case, options=(*case.options, level))


LIBRARY = Library(
    name="sqlalchemy",
    callees={_CONNECTION: _CONNECTION, "ormar.databases.connection.DatabaseConnection": _CONNECTION},
    positional={"": ("url",)},
    case_of=case_of,
)
