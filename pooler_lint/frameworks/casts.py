"""What settings libraries make of the text of a variable: numbers and truth values."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial

from pooler_lint.frameworks.given import Function
from pooler_lint.records import replace
from pooler_lint.values import Called, Known, Symbol, Value
from pooler_lint.values.combine import combine
from pooler_lint.values.texts import LARGEST_INTEGER

_TRUTH = {
    **dict.fromkeys(("1", "on", "t", "true", "y", "yes", "ok"), True),
    **dict.fromkeys(("0", "off", "f", "false", "n", "no", ""), False),
}
"""pydantic, decouple, environs, Starlette and django-environ agree on these, as far as each of them knows the word."""
_LONGEST = 20
_DECIMAL = re.compile(r"-?\d+(?:\.\d*)?", re.ASCII)


_PYDANTIC = {
    **dict.fromkeys(("NonNegativeInt", "PositiveInt", "NonPositiveInt", "NegativeInt", "conint"), "int"),
    **dict.fromkeys(("NonNegativeFloat", "PositiveFloat", "NonPositiveFloat", "NegativeFloat", "confloat"), "float"),
}
_KINDS = frozenset({"int", "bool", "float"})
_OF_TRUTH = ("distutils.util.strtobool", "setuptools._distutils.util.strtobool")


def kind_of(value: Value | None) -> str | None:
    """Return "int", "bool" or "float" if the value is a type that makes one of a text; None for anything else."""
    type_ = value.function if isinstance(value, Called) else value
    module, _, name = type_.dotted.rpartition(".") if isinstance(type_, Symbol) else ("", "", "")
    if module.split(".")[0] == "pydantic":
        return _PYDANTIC.get(name)
    return name if module == "builtins" and name in _KINDS and type_ is value else None


def _truth(called: Called) -> Value | None:
    """Return the truth value that `strtobool` makes of a text."""
    return cast(called.arguments[0].value, "bool") if called.arguments else None


def is_switch(value: Value) -> bool:
    """True for a text that stands for a truth value."""
    return isinstance(value, Known) and isinstance(value.value, str) and value.value.strip().lower() in _TRUTH


def cast(value: Value, kind: str | None) -> Value:
    """Return the value with its texts as numbers or truth values, by the kind; a text that is neither stays."""
    return value if kind is None else combine((value,), partial(_cast, kind))


def _cast(kind: str, value: Value) -> Value:
    if not isinstance(value, Known) or not isinstance(value.value, str) or len(value.value) > _LONGEST:
        return value
    text = value.value.strip().lower()
    made: int | float | None = None
    if kind == "bool":
        made = _TRUTH.get(text)
    elif kind == "float":
        made = float(text) if _DECIMAL.fullmatch(text) else None
    elif text.removeprefix("-").isdecimal() and abs(int(text)) < LARGEST_INTEGER:
        made = int(text)
    return value if made is None else replace(value, value=made)


FUNCTIONS: Mapping[str, Function] = dict.fromkeys(_OF_TRUTH, _truth)
