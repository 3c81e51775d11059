"""Environment variables without a value whose names say that a pooler stands there: weaker than any address."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from pooler_lint.model import Case
from pooler_lint.poolers.catalogue import Row, rows_of
from pooler_lint.poolers.standing import MODE_WORDS, TRACKING_WORDS, Standing, named
from pooler_lint.values import Attribute, Called, Evidence, Unknown, Value
from pooler_lint.values.conditions import Compare, Condition, EnvSet, Guard, Subject, Truth

Mentioned: TypeAlias = "Callable[[str], Evidence | None]"
"""Where the project sets or reads a variable of this name; None: nowhere."""


def standing_by_variable(case: Case, mentioned: Mentioned, path: str, line: int) -> Standing | None:
    """What the name of the variable that alone says where the case goes tells; None where no convention holds.

    A name that is also used for a database itself counts only beside the name that then has the database's address,
    and not where that one is not set.
    """
    name = _variable_of(case)
    if name is None:
        return None
    for row in rows_of("variable"):
        if name not in row.env or any(_is_missing(other, case.assumptions) for other in row.env_direct):
            continue
        if not row.env_direct:
            return _standing(name, row, path, line)
        beside = next((found for other in row.env_direct if (found := mentioned(other)) is not None), None)
        if beside is not None:
            return _standing(name, row, path, line, beside)
    return None


def _variable_of(case: Case) -> str | None:
    """The environment variable that alone says where a case goes; None where it is not one, or more is known."""
    host = case.address.host
    if isinstance(host, Unknown):
        return _variable(host)
    return _variable(case.dsn) if host is None and case.address.unknown is not None else None


def _variable(value: Value | None) -> str | None:
    if isinstance(value, Unknown) and value.origin is not None and value.origin.kind == "environment":
        return value.origin.name
    return None


def _is_missing(name: str, assumed: Guard) -> bool:
    """The case is one in which this variable is not set: `getenv("DIRECT_URL") or getenv("DATABASE_URL")`."""
    return any(not outcome and _asks_for(condition, name) for condition, outcome in assumed)


def _asks_for(condition: Condition, name: str) -> bool:
    """True if the condition is that this variable is set, or that something made of it is true or compares."""
    if isinstance(condition, EnvSet):
        return condition.variable == name
    return isinstance(condition, (Truth, Compare)) and _is_made_of(condition.subject, name)


def _is_made_of(subject: Subject, name: str) -> bool:
    if isinstance(subject, Attribute):
        return _is_made_of(subject.base, name)
    if isinstance(subject, Called):
        return any(_is_made_of(value, name) for value in (subject.function, *(a.value for a in subject.arguments)))
    return isinstance(subject, Unknown) and _variable(subject) == name


def _standing(name: str, row: Row, path: str, line: int, beside: Evidence | None = None) -> Standing:
    where = f" beside {' or '.join(row.env_direct)}" if beside is not None else ""
    tracks = row.tracks_statements
    tracking = ", which is assumed not to track prepared statements" if tracks is False else TRACKING_WORDS[tracks]
    reason = (
        f"environment variable {name}{where} is by its name alone {row.name}: {MODE_WORDS[row.mode]}{tracking}"
        "; its value can be given under `[tool.pooler-lint.env]`"
    )
    said = Evidence(reason, path, line)
    evidence = (said,) if beside is None else (beside, said)
    unknown = f"environment variable {name}"
    return named(row, Standing(row.mode, None, tracks, "server", None, unknown, evidence))
