"""The SQL texts that a value is: a string, one with holes, or what a library wraps around one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pooler_lint.lines import Place
from pooler_lint.records import dataclass
from pooler_lint.sql.tokens import HOLE
from pooler_lint.values import (
    Attribute,
    Called,
    Dict,
    Items,
    Known,
    OneOf,
    Symbol,
    Text,
    Value,
    alternatives,
)

_WRAPPERS = frozenset(
    {
        *("sqlalchemy.text", "sqlalchemy.sql.text", "sqlalchemy.sql.expression.text", "sqlmodel.text"),
        *("sqlalchemy.DDL", "sqlalchemy.schema.DDL", "sqlalchemy.sql.ddl.DDL"),
        *("psycopg.sql.SQL", "psycopg2.sql.SQL"),
    }
)
"""What is called with an SQL text and stands for it."""
_FLUENT = frozenset({"bindparams", "columns", "execution_options", "as_string", "execute_if", "strip", "encode"})
"""Methods after which it is still the same SQL."""
_FUNCTIONS = ("sqlalchemy.func.", "sqlalchemy.sql.func.", "sqlalchemy.sql.expression.func.", "sqlmodel.func.")
_FIELD = re.compile(r"\{\{|\}\}|\{[^{}]*\}")
_DEPTH = 6


@dataclass(frozen=True, slots=True)
class SqlText:
    """One text, `tokens.HOLE` for each part that is not known; `place` is the literal that it is written in."""

    text: str
    place: Place | None = None


def sql_texts(value: Value) -> tuple[SqlText, ...]:
    """Every text that this value may be when it is handed over as SQL; () where nothing of it is known."""
    return tuple(dict.fromkeys(_texts(value, _DEPTH)))


def _texts(value: Value, depth: int) -> Iterator[SqlText]:
    if depth == 0:
        return
    if isinstance(value, OneOf):
        for _, plain in alternatives(value):
            yield from _texts(plain, depth - 1)
    elif isinstance(value, Known):
        if isinstance(value.value, (str, bytes)):
            text = value.value if isinstance(value.value, str) else value.value.decode("latin-1")
            yield SqlText(text, value.place)
    elif isinstance(value, Text):
        text = "".join(part if isinstance(part, str) else HOLE for part in value.parts)
        yield SqlText(text, value.place)
    elif isinstance(value, Called):
        yield from _called(value, depth)


def _called(value: Called, depth: int) -> Iterator[SqlText]:
    function = value.function
    if isinstance(function, Symbol):
        if function.dotted in _WRAPPERS:
            first = value.argument("text", 0) or value.argument("statement", 0) or value.argument("obj", 0)
            if first is not None:
                yield from _texts(first.value, depth - 1)
            return
        name = next((function.dotted[len(one) :] for one in _FUNCTIONS if function.dotted.startswith(one)), None)
        if name is not None:
            yield SqlText(f"SELECT {name}({', '.join(_literal(one.value) for one in value.arguments)})")
    elif isinstance(function, Attribute):
        if function.name == "format":
            for one in _texts(function.base, depth - 1):
                yield SqlText(_FIELD.sub(_filled, one.text), one.place)
            return
        if function.name in _FLUENT:
            yield from _texts(function.base, depth - 1)
            return
        yield from _texts_of_functions(function.base, depth - 1)
    for argument in value.arguments:
        yield from _texts_of_functions(argument.value, depth - 1)


def _texts_of_functions(value: Value, depth: int) -> Iterator[SqlText]:
    """The SQL functions that an expression of SQLAlchemy calls; its plain strings are data."""
    if depth == 0:
        return
    if isinstance(value, Called):
        if not (isinstance(value.function, Symbol) and value.function.dotted in _WRAPPERS):
            yield from _called(value, depth)
    elif isinstance(value, Items):
        for item in value.items:
            yield from _texts_of_functions(item, depth - 1)
    elif isinstance(value, Dict):
        for entry in value.entries:
            yield from _texts_of_functions(entry.value, depth - 1)


def _filled(field: re.Match[str]) -> str:
    return {"{{": "{", "}}": "}"}.get(field[0], HOLE)


def _literal(value: Value) -> str:
    if isinstance(value, Known):
        if isinstance(value.value, bool):
            return str(value.value).lower()
        if isinstance(value.value, int):
            return str(value.value)
        if isinstance(value.value, str):
            return "'" + value.value.replace("'", "''") + "'"
    return HOLE
