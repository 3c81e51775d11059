"""Environment variables: the ways in which code asks for them, and what they are known to be."""

from __future__ import annotations

from pooler_lint.syntax.combine import one_of
from pooler_lint.syntax.machine import Machine
from pooler_lint.values import Assumptions, Attribute, Called, Known, Origin, Symbol, Test, Unknown, Value

_FUNCTIONS = frozenset({"os.environ.get", "os.getenv", "os.environ.setdefault", "os.environ.pop", "decouple.config"})
_READERS = frozenset(
    {"starlette.config.Config", "environs.Env", "environ.Env", "decouple.Config", "decouple.AutoConfig"}
)
"""Classes whose instances are called with the name of a variable, or have a method for each type."""
_METHODS = frozenset({"str", "int", "url", "get", "get_value", "db_url"})


def asked(machine: Machine, called: Called) -> Value | None:
    """The value of a call that asks for an environment variable; None for any other call."""
    if not _is_question(called.function):
        return None
    name = called.argument("key", 0) or called.argument("name") or called.argument("option") or called.argument("var")
    if name is None or not isinstance(name.value, Known):
        return Unknown("an environment variable whose name is not known")
    second = called.argument("cast", 1)
    # starlette takes a type before the default: `config("PORT", int, 5432)`
    default = called.argument("default", 2 if second is not None and isinstance(second.value, Symbol) else 1)
    return variable(machine, str(name.value.value), default.value if default is not None else None)


def _is_question(function: Value) -> bool:
    if isinstance(function, Symbol):
        return function.dotted in _FUNCTIONS
    if isinstance(function, Attribute):
        return function.name in _METHODS and _is_reader(function.base)
    return _is_reader(function)


def _is_reader(value: Value) -> bool:
    return isinstance(value, Called) and isinstance(value.function, Symbol) and value.function.dotted in _READERS


def variable(machine: Machine, name: str, default: Value | None) -> Value:
    """The value of an environment variable: what the project's deployments say, else unknown; or the default."""
    given = Unknown(f"environment variable {name}", Origin("environment", name))
    if isinstance(default, Known) and default.value is None:
        default = None
    outside = machine.shared.outside
    known = outside.environment(name, machine.path) if outside is not None else ()
    if known:
        return one_of([*known, (_in_no_deployment(known), default)] if default is not None else known)
    return given if default is None else given_or(f"environment variable {name} is set", given, default)


def _in_no_deployment(known: tuple[tuple[Assumptions, Value], ...]) -> Assumptions:
    return frozenset((test, False) for assumed, _ in known for test, _ in assumed)


def given_or(condition: str, given: Value, default: Value) -> Value:
    """A value that comes from elsewhere where `condition` holds, and is the default where it doesn't."""
    if isinstance(default, Unknown):
        return given
    test = Test(condition, source=condition)
    return one_of([(frozenset({(test, True)}), given), (frozenset({(test, False)}), default)])
