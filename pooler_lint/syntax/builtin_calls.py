"""Calls of Python's own functions that make text, numbers and containers."""

from __future__ import annotations

from dataclasses import replace

from pooler_lint.syntax.combine import combine
from pooler_lint.syntax.dicts import from_call
from pooler_lint.values import Called, Items, Known, Text, Unknown, Value


def call_builtin(name: str, called: Called) -> Value:
    """The result of `name(...)`; the call itself where it is not worked out."""
    first = called.arguments[0].value if called.arguments else None
    if name == "dict":
        return _dict(called)
    if first is None:
        return Known("") if name == "str" else called
    if name == "str":
        return combine(
            (first,), lambda value: replace(value, value=str(value.value)) if isinstance(value, Known) else value
        )
    if name in ("int", "bool", "float"):
        return combine((first,), lambda value: _number(name, value))
    if name in ("list", "tuple", "set", "frozenset"):
        return first if isinstance(first, Items) else called
    return called


def _dict(called: Called) -> Value:
    positional = [argument for argument in called.arguments if argument.name is None]
    if not positional:
        return from_call(called)
    named = tuple(argument for argument in called.arguments if argument.name is not None)

    def build(base: Value) -> Value:
        return from_call(replace(called, arguments=(replace(positional[0], value=base), *named)))

    return combine((positional[0].value,), build)


def _number(kind: str, value: Value) -> Value:
    if not isinstance(value, Known):
        return value if not isinstance(value, Text) else Unknown("a number made of text that is not known")
    try:
        if kind == "int":
            return replace(value, value=int(value.value))  # type: ignore[arg-type]
        return replace(value, value=bool(value.value) if kind == "bool" else float(value.value))  # type: ignore[arg-type]
    except (TypeError, ValueError, OverflowError):
        return Unknown(f"{kind}() of it raises an error")


def _text(value: Value) -> Value:
    return replace(value, value=str(value.value)) if isinstance(value, Known) else value
