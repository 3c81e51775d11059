"""What is done with a connection as statements: those of the SQL that it is handed, and methods that stand for one."""

from __future__ import annotations

from collections.abc import Sequence

from pooler_lint.connections.registry import ALL_EXECUTING
from pooler_lint.model import Statement, Use
from pooler_lint.records import replace
from pooler_lint.sql.statements import statements_of
from pooler_lint.sql.texts import SqlText, sql_texts
from pooler_lint.sql.words import may_matter
from pooler_lint.values import Called, Known
from pooler_lint.values.texts import known_text

_NAMES = ("query", "statement", "sql", "operation", "command")
"""The keywords by which the libraries name that argument."""


def with_statements(uses: Sequence[Use]) -> tuple[Use, ...]:
    """The uses with what their SQL does; nothing is read unless one of the texts may matter."""
    texts = [_texts(use) for use in uses]
    if not any(may_matter(one.text) for found in texts for one in found) and not any(_by_method(use) for use in uses):
        return tuple(uses)
    return tuple(
        replace(use, statements=(*_by_method(use), *(one for text in found for one in _read(text))))
        for use, found in zip(uses, texts, strict=True)
    )


def _texts(use: Use) -> tuple[SqlText, ...]:
    if use.called is None or use.apart or not use.path or use.path[-1] not in ALL_EXECUTING:
        return ()
    names = (name for name in _NAMES if use.called.argument(name) is not None)
    argument = use.called.argument(next(names, "query"), 0)
    return sql_texts(argument.value) if argument is not None else ()


def _read(text: SqlText) -> tuple[Statement, ...]:
    return tuple(replace(statement, literal=text.place) for statement in statements_of(text.text))


def _by_method(use: Use) -> tuple[Statement, ...]:
    """What a method does without any SQL in the text."""
    method = use.path[-1] if use.path and use.called is not None and not use.apart else ""
    if method in ("add_listener", "notifies"):
        return (Statement("listen", name=_first_text(use.called)),)
    if method == "cursor" and use.called is not None:
        hold = use.called.argument("withhold")
        if hold is not None and isinstance(hold.value, Known) and hold.value.value is True:
            return (Statement("hold_cursor", name=_first_text(use.called)),)
    return ()


def _first_text(called: Called | None) -> str | None:
    argument = called.argument("channel", 0) if called is not None else None
    return known_text(argument.value if argument is not None else None)
