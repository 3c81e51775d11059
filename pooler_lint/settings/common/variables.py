"""How code asks settings libraries for an environment variable."""

from __future__ import annotations

from pooler_lint.evaluate.environment import is_call_of, variable
from pooler_lint.evaluate.functions import call_function
from pooler_lint.evaluate.machine import Machine
from pooler_lint.frameworks.casts import cast, kind_of
from pooler_lint.values import Argument, Attribute, Called, Function, Known, Symbol, Unknown, Value
from pooler_lint.values.combine import combine
from pooler_lint.values.conditions import NOTHING_ASSUMED

_METHODS = frozenset({"bool", "str", "int", "float", "url", "get", "get_value"})
_KINDS = frozenset({"bool", "int", "float"})


def asks(function: Value, makers: frozenset[str]) -> bool:
    """True for an object that one of these classes makes, and for a method of it that gives a variable."""
    is_method = isinstance(function, Attribute) and function.name in _METHODS
    return is_call_of(function.base if is_method and isinstance(function, Attribute) else function, makers)


def asked(
    machine: Machine, called: Called, prefix: str = "", type_: Value | None = None, default: Value | None = None
) -> Value:
    """Return the variable that a call asks for. `type_` and `default` are those that hold if the call gives none."""
    name = name_of(called)
    if name is None:
        return Unknown("an environment variable whose name is not known")
    second = called.argument("cast", 1)
    # starlette takes a type before the default: `config("PORT", int, 5432)`
    given = called.argument("default", 2 if second is not None and isinstance(second.value, Symbol) else 1)
    value = variable(machine, prefix + name, default if given is None else given.value)
    if isinstance(called.function, Attribute) and called.function.name in _KINDS:
        return cast(value, called.function.name)
    type_ = type_ if second is None else second.value
    return _cast(machine, type_, value) if isinstance(type_, Function) else cast(value, kind_of(type_))


def name_of(called: Called) -> str | None:
    """Return the name of the variable that a call asks for; None where it is not known."""
    name = called.argument("key", 0) or called.argument("name") or called.argument("option") or called.argument("var")
    return str(name.value.value) if name is not None and isinstance(name.value, Known) else None


def _cast(machine: Machine, function: Function, text: Value) -> Value:
    """Return what a function of the project makes of the text of a variable."""
    definition = machine.followable(function)
    if definition is None:
        return Unknown(f"the result of `{function.name}`", subject=function.name)

    def made(plain: Value) -> Value:
        return call_function(machine, definition, Called(function, (Argument(None, plain),)), None, NOTHING_ASSUMED)

    return combine((text,), made)
