"""Packages whose functions and objects hold settings: what is asked of them is in the module of `settings` for each.

A module has the name under which the package is imported. Only when a value of the package is asked for something, the
module is imported itself.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from pooler_lint.evaluate.bases import foreign_bases, is_settings
from pooler_lint.registry import module, names
from pooler_lint.values import Attribute, Called, ClassOf, Symbol, Value

if TYPE_CHECKING:
    from pooler_lint.evaluate.fields import Fields
    from pooler_lint.evaluate.frames import Frame
    from pooler_lint.evaluate.machine import Machine


def _nothing(*asked: object) -> None:
    return None


def _same(value: Value, called: Called) -> Value:
    return value


class Model(NamedTuple):
    """What is known of a package; each module of `settings` defines one as `MODEL`. None: it is not known."""

    call: Callable[[Machine, Called, Frame], Value | None] = _nothing
    """Return the result of a call of a function, an object or a method of the package."""
    attribute: Callable[[Machine, Value, str], Value | None] = _nothing
    """Return an attribute of an object of the package."""
    item: Callable[[Machine, Value, Value], Value | None] = _nothing
    """Return what an object of the package has under a key."""
    changed: Callable[[Value, Called], Value] = _same
    """Return an object of the package after this call of its method `read`."""
    prefix: Callable[[Value], str | None] = _nothing
    """Return what a `with` block of this puts before the names of variables."""
    field: Callable[[Fields, ClassOf, str, Value, Called], Value | None] = _nothing
    """Return a field of an instance of a class with a base of the package, which the class sets to the given value."""
    depends: frozenset[str] = frozenset()
    """Dotted names of what stands for a parameter, and is given the function that makes its value as `dependency`."""
    imported: Callable[[Frame, str], None] = _nothing
    """Called where `from package import name` is run, with the dotted name."""


_NOTHING = Model()
_SETTINGS = "pydantic_settings"
"""Where a class of settings comes from whose base is not known."""


@cache
def _packages() -> frozenset[str]:
    return frozenset(names("settings"))


@cache
def _model(package: str) -> Model:
    found: Model = module("settings", package).MODEL
    return found


def model_of(value: Value) -> Model:
    """Return the model of the package that a function, an object or a method comes from."""
    while not isinstance(value, Symbol):
        if isinstance(value, Attribute):
            value = value.base
        elif isinstance(value, Called):
            value = value.function
        else:
            return _NOTHING
    return _model_or_nothing(value.dotted.partition(".")[0])


def _model_or_nothing(package: str) -> Model:
    return _model(package) if package in _packages() else _NOTHING


def model_of_class(cls: ClassOf) -> Model:
    """Return the model of the package that a base of the class comes from."""
    packages = (dotted.partition(".")[0] for dotted in foreign_bases(cls))
    found = next((model for model in map(_model_or_nothing, packages) if model.field is not _nothing), _NOTHING)
    return _model(_SETTINGS) if found is _NOTHING and is_settings(cls) else found
