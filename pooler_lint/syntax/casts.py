"""What settings libraries make of the text of a variable: numbers and truth values."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from pooler_lint.syntax.combine import combine
from pooler_lint.values import Known, Symbol, Value
from pooler_lint.values.texts import LARGEST_INTEGER

_TRUTH = {
    **dict.fromkeys(("1", "on", "t", "true", "y", "yes", "ok"), True),
    **dict.fromkeys(("0", "off", "f", "false", "n", "no", ""), False),
}
"""pydantic, decouple, environs, Starlette and django-environ agree on these, as far as each of them knows the word."""
_LONGEST = 20


def kind_of(value: Value | None) -> str | None:
    """Return "int" or "bool" if the value is this type of Python's; None for anything else."""
    name = value.dotted.removeprefix("builtins.") if isinstance(value, Symbol) else None
    return name if name in ("int", "bool") else None


def is_switch(value: Value) -> bool:
    """True for a text that stands for a truth value."""
    return isinstance(value, Known) and isinstance(value.value, str) and value.value.strip().lower() in _TRUTH


def cast(value: Value, kind: str | None) -> Value:
    """Return the value with its texts as numbers ("int") or truth values ("bool"); a text that is neither stays."""
    return value if kind is None else combine((value,), partial(_cast, kind))


def _cast(kind: str, value: Value) -> Value:
    if not isinstance(value, Known) or not isinstance(value.value, str) or len(value.value) > _LONGEST:
        return value
    text = value.value.strip().lower()
    made: int | None = None
    if kind == "bool":
        made = _TRUTH.get(text)
    elif text.removeprefix("-").isdecimal() and abs(int(text)) < LARGEST_INTEGER:
        made = int(text)
    return value if made is None else replace(value, value=made)
