"""Classes of the file: their attributes, the fields of dataclasses and settings, `self`."""

from __future__ import annotations

import ast
from contextlib import suppress

from pooler_lint.syntax.environment import given_or, variable
from pooler_lint.syntax.frames import Assigned, ClassBody
from pooler_lint.syntax.functions import call_function, read_function
from pooler_lint.syntax.limits import ExhaustedError
from pooler_lint.syntax.machine import Machine, class_body
from pooler_lint.syntax.urls import part_of_url
from pooler_lint.values import (
    NOTHING_ASSUMED,
    Attribute,
    Called,
    ClassOf,
    Dict,
    Function,
    Known,
    Origin,
    Span,
    Symbol,
    Unknown,
    Value,
)

_PROPERTIES = ("property", "cached_property", "computed_field", "hybrid_property")
_FIELDS = ("Field", "field", "attrib", "ib")


def attribute_of(machine: Machine, base: Value, name: str, span: Span | None) -> Value:
    """`base.name` of a plain value."""
    if isinstance(base, Symbol):
        return machine.outside(Symbol(f"{base.dotted}.{name}", span=span))
    if isinstance(base, ClassOf):
        value = _of_class(machine, base, name)
        return value if value is not None else Attribute(base, name, span)
    if class_body(machine, base) is not None and isinstance(base, Called):
        value = _of_instance(machine, base, name)
        return value if value is not None else Attribute(base, name, span)
    return part_of_url(base, name) or Attribute(base, name, span)


def member_of(cls: ClassOf, name: str) -> Value | None:
    """What the class or its bases in the file define under this name."""
    found = cls.get(name)
    if found is not None:
        return found
    for base in cls.bases:
        if isinstance(base, ClassOf):
            found = member_of(base, name)
            if found is not None:
                return found
    return None


def is_settings(cls: ClassOf) -> bool:
    """True for a subclass of pydantic's BaseSettings: its fields come from the environment."""
    for base in cls.bases:
        if isinstance(base, Symbol) and base.dotted.endswith("BaseSettings"):
            return True
        if isinstance(base, ClassOf) and is_settings(base):
            return True
    return False


def _of_instance(machine: Machine, instance: Called, name: str) -> Value | None:
    found = class_body(machine, instance)
    assert found is not None
    cls, body = found
    home = body.home or machine
    if home.base and not body.is_read and not body.is_busy:
        _collect(home, cls, body)
    member = member_of(cls, name)
    if isinstance(member, Function):
        return _property(machine, member, instance)
    assigned = assigned_to(machine, cls, name)
    if home.names.attribute_stores[name] and not body.is_read:
        return Unknown(f"`self.{name}` is set elsewhere")
    if assigned:
        first = any(one.first for one in assigned)
        outer = [] if first or member is None else [_default_of(member)]
        return _agreed([*(one.value for one in assigned), *outer], name)
    given = instance.argument(name)
    if given is not None and member_of(cls, "__init__") is None:
        return given.value
    if member is None:
        return None
    if any(argument.name is None for argument in instance.arguments) and _is_fields_class(cls):
        placed = _by_position(cls, body, instance, name)
        if placed is not None:
            return placed
    return _field(machine, cls, name, member, instance)


def _by_position(cls: ClassOf, body: ClassBody, instance: Called, name: str) -> Value | None:
    """The field where it is given by its position, in the order of the class body; None where it is not."""
    if not cls.fields or any(isinstance(base, ClassOf) for base in cls.bases):
        return Unknown(f"field `{name}` of `{cls.name}` may be given by its position")
    annotated = [statement.target for statement in body.node.body if isinstance(statement, ast.AnnAssign)]
    fields = [target.id for target in annotated if isinstance(target, ast.Name)]
    given = instance.argument(name, fields.index(name)) if name in fields else None
    return given.value if given is not None else None


def _collect(home: Machine, cls: ClassOf, body: ClassBody) -> None:
    """Follow the methods of a class of another file for what they set: once, and again knowing that."""
    methods = [entry.value.span for entry in cls.members if isinstance(entry.value, Function)]
    recording, home.recording, body.is_busy = home.recording, False, True
    with home.shared.from_the_top():
        for _ in range(2):
            for span in methods:
                if span in home.bodies and span is not None and id(home.bodies[span].node) in home.names.setters:
                    with suppress(ExhaustedError):
                        read_function(home, span)
            body.attributes, body.collected, body.is_read = body.collected, {}, True
    home.recording, body.is_busy = recording, False


def _of_class(machine: Machine, cls: ClassOf, name: str) -> Value | None:
    member = member_of(cls, name)
    assigned = assigned_to(machine, cls, name)
    if not assigned:
        return _default_of(member) if member is not None else None
    outer = [] if member is None else [_default_of(member)]
    return _agreed([*(one.value for one in assigned), *outer], name)


def assigned_to(machine: Machine, cls: ClassOf, name: str) -> list[Assigned]:
    """What the file assigns to this attribute of the class, its bases or their instances."""
    body = machine.classes.get(cls.span) if cls.span else None
    found = list(body.attributes.get(name, ())) if body is not None else []
    for base in cls.bases:
        if isinstance(base, ClassOf):
            found.extend(assigned_to(machine, base, name))
    return found


def _agreed(values: list[Value], name: str) -> Value:
    """The one value that they are; None in between says that it is not set yet."""
    real = [value for value in values if not (isinstance(value, Known) and value.value is None)]
    if not real:
        return values[0]
    if all(value == real[0] for value in real):
        return real[0]
    return Unknown(f"`self.{name}` is set in several places")


def _property(machine: Machine, member: Function, instance: Called) -> Value | None:
    body = machine.bodies.get(member.span) if member.span else None
    if body is None:
        return None
    names = {value.dotted.rsplit(".", 1)[-1] for value in body.decorators if isinstance(value, Symbol)}
    names |= {
        value.function.dotted.rsplit(".", 1)[-1]
        for value in body.decorators
        if isinstance(value, Called) and isinstance(value.function, Symbol)
    }
    if not names.intersection(_PROPERTIES) or member.span is None:
        return None
    return call_function(machine, member.span, Called(member, ()), instance, NOTHING_ASSUMED)


def _default_of(member: Value) -> Value:
    """The default that a class attribute states: of `Field(default=...)` its default, else the value itself."""
    if isinstance(member, Called) and isinstance(member.function, Symbol):
        if member.function.dotted.rsplit(".", 1)[-1] in _FIELDS:
            default = member.argument("default", 0)
            if default is None or (isinstance(default.value, Symbol) and default.value.dotted == "builtins.Ellipsis"):
                return Unknown("a field without a default in the text")
            return default.value
    return member


def _field(machine: Machine, cls: ClassOf, name: str, member: Value, instance: Called) -> Value:
    default = _default_of(member)
    if is_settings(cls):
        name_in_environment = f"{_env_prefix(cls)}{name}".upper()
        return variable(machine, name_in_environment, None if isinstance(default, Unknown) else default)
    if instance.unpacked and cls.get(name) is member and _is_fields_class(cls):
        given = Unknown(f"field `{name}` of `{cls.name}`", Origin("parameter", f"{cls.name}.{name}"))
        return given_or(f"field {name} of {cls.name} is given", given, default)
    return default


def _is_fields_class(cls: ClassOf) -> bool:
    """A class whose attributes are constructor arguments too."""
    return bool(cls.bases) or cls.fields


def _env_prefix(cls: ClassOf) -> str:
    config = member_of(cls, "model_config")
    if isinstance(config, Dict):
        entry = config.get("env_prefix")
        value = entry.value if entry else None
    elif isinstance(config, Called):
        argument = config.argument("env_prefix")
        value = argument.value if argument else None
    else:
        inner = member_of(cls, "Config")
        value = inner.get("env_prefix") if isinstance(inner, ClassOf) else None
    return str(value.value) if isinstance(value, Known) else ""
