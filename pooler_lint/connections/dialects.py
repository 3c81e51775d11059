"""Tests of a URL that say which database it is for: `if url.startswith("sqlite")`."""

from __future__ import annotations

from pooler_lint.dsn.scheme import names_another_database
from pooler_lint.model import Case
from pooler_lint.values import Text, Unknown, Value
from pooler_lint.values.conditions import Compare, Condition
from pooler_lint.values.sources import same_source


def is_tested_for_another_database(case: Case) -> bool:
    """True if the code comes here only with a URL that it has tested for another database's name."""
    if case.dsn is None or case.address.is_postgres is not None or _is_made_anew(case.dsn):
        return False
    return any(outcome and _names_another_database(condition, case.dsn) for condition, outcome in case.assumptions)


def _names_another_database(condition: Condition, dsn: Value) -> bool:
    if not isinstance(condition, Compare) or not isinstance(condition.operand, str) or condition.operator == "endswith":
        return False
    is_beginning = condition.operator != "contains"
    return names_another_database(condition.operand, is_beginning=is_beginning) and same_source(condition.value, dsn)


def _is_made_anew(dsn: Value) -> bool:
    """True if a part of the DSN has no name: a text, say, in which something is replaced."""
    return isinstance(dsn, Text) and any(isinstance(part, Unknown) and part.origin is None for part in dsn.parts)
