"""The tables of all subjects: what a call, an attribute or a subscript of plain values gives.

Every module of this package that defines `FUNCTIONS` or `RECORDS` is found.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from pooler_lint import frameworks
from pooler_lint.frameworks import regex, sqlalchemy_url, text, urllib
from pooler_lint.frameworks.given import Function, Method
from pooler_lint.values import Attribute, Called, Items, Known, Symbol, Value
from pooler_lint.values.texts import is_textual


def _joined(table: str) -> dict[str, Any]:
    """Return the rows of all tables with this name."""
    names = sorted(found.name for found in iter_modules(frameworks.__path__))
    modules = [import_module(f"{frameworks.__name__}.{name}") for name in names if name != "registry"]
    return {key: row for module in modules for key, row in getattr(module, table, {}).items()}


FUNCTIONS: Mapping[str, Function] = _joined("FUNCTIONS")
"""Functions by their dotted names."""
RECORDS: Mapping[str, Mapping[str, Method]] = _joined("RECORDS")
"""Methods of what a function returns, by the dotted name of the function."""


def is_modelled(function: Value) -> bool:
    """True for a function of the tables, which leaves its arguments as they are."""
    return isinstance(function, Symbol) and (function.dotted in FUNCTIONS or function.dotted in RECORDS)


def has_row(function: Value) -> bool:
    """True if a table has a row for a call of this."""
    if isinstance(function, Symbol):
        return function.dotted in FUNCTIONS
    if not isinstance(function, Attribute):
        return False
    methods = methods_of(function.base)
    if methods is not None and function.name in methods:
        return True
    return text.has_method(function.base, function.name)


def methods_of(base: Value) -> Mapping[str, Method] | None:
    """Return the methods of a record; None for any other value."""
    made_by = base.function if isinstance(base, Called) else None
    if regex.is_match(base):
        return regex.MATCH_METHODS
    return RECORDS.get(made_by.dotted) if isinstance(made_by, Symbol) else None


def call(called: Called) -> Value | None:
    """Return the result of a call of plain values; None where it is not known."""
    function = called.function
    if isinstance(function, Symbol):
        row = FUNCTIONS.get(function.dotted)
        return None if row is None else row(called)
    if not isinstance(function, Attribute):
        return None
    methods = methods_of(function.base)
    found = methods[function.name](function.base, called) if methods and function.name in methods else None
    return found if found is not None else text.method(function.base, function.name, called)


def attribute(base: Value, name: str) -> Value | None:
    """Return `base.name` of a record; None where it is not known."""
    return urllib.attribute(base, name) or sqlalchemy_url.attribute(base, name)


def item(base: Value, key: Value) -> Value | None:
    """Return `base[key]` of a text, a tuple or a record; None where it is not known."""
    if is_textual(base):
        return text.item(base, key)
    items = urllib.items_of(base)
    if items is not None:
        return _item_of(items, key)
    group = regex.item(base, key)
    if group is not None:
        return group
    function = base.function if isinstance(base, Called) else None
    if isinstance(base, Called) and isinstance(function, Attribute) and isinstance(key, Known):
        if isinstance(key.value, int) and not base.unpacked:
            return text.item_of_split(function.base, function.name, base, key.value)
    return None


def _item_of(items: list[Value], key: Value) -> Value | None:
    if isinstance(key, Known) and isinstance(key.value, int):
        return items[key.value] if -len(items) <= key.value < len(items) else None
    bounds = text.bounds_of(key)
    return None if bounds is None else Items(tuple(items[bounds]))


def items(value: Value) -> list[Value] | None:
    """Return the items that a value can be unpacked to; None where they are not known."""
    return urllib.items_of(value)


def as_text(value: Value) -> Value | None:
    """Return `str(value)` of a URL object; None for any other value."""
    return sqlalchemy_url.text(value)
