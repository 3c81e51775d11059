"""Classes of the file: their attributes, the fields of dataclasses and settings, `self`."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from pooler_lint.evaluate.bases import is_settings, member_of
from pooler_lint.evaluate.collecting import attributes_set, is_open, states_set
from pooler_lint.evaluate.fields import Fields, has_fields
from pooler_lint.evaluate.filling import of_instance
from pooler_lint.evaluate.frames import ClassBody
from pooler_lint.evaluate.functions import call_function
from pooler_lint.evaluate.machine import Machine, class_body
from pooler_lint.evaluate.models import model_of
from pooler_lint.evaluate.places import is_state
from pooler_lint.evaluate.sets import Assigned
from pooler_lint.frameworks import registry
from pooler_lint.lines import Place
from pooler_lint.values import (
    Argument,
    Attribute,
    Called,
    ClassOf,
    Dict,
    Entry,
    Function,
    Items,
    Known,
    Symbol,
    Unknown,
    Value,
)
from pooler_lint.values.combine import agreed, combine, given_or
from pooler_lint.values.conditions import NOTHING_ASSUMED, Passed

_PROPERTIES = ("property", "cached_property", "computed_field", "hybrid_property")
GETATTR = "__getattr__"
"""The function of a class or a module that gives attributes that are not set."""
NAMED_TUPLES = frozenset({"typing.NamedTuple", "typing_extensions.NamedTuple"})


def attribute_of(machine: Machine, base: Value, name: str, place: Place | None) -> Value:
    """`base.name` of a plain value."""
    if isinstance(base, Symbol):
        return machine.outside(Symbol(f"{base.dotted}.{name}", place=place))
    if isinstance(base, ClassOf):
        value = _of_class(machine, base, name)
        return value if value is not None else Attribute(base, name, place)
    if class_body(machine, base) is not None and isinstance(base, Called):
        value = _of_instance(machine, base, name)
        return value if value is not None else Attribute(base, name, place)
    if is_state(base):
        return _of_state(machine, name) or Attribute(base, name, place)
    found = registry.attribute(base, name) or model_of(base).attribute(machine, base, name)
    return found or Attribute(base, name, place)


def _of_state(machine: Machine, name: str) -> Value | None:
    """The value of `app.state.name`, which one function sets and others use."""
    set_here = states_set(machine, name)
    if set_here:
        return agreed(set_here, f"state.{name}")
    outside = machine.shared.outside
    if outside is None or not machine.shared.follows_uses():
        return None
    with machine.shared.from_the_top():
        return outside.state(name, machine.path)


def members_of(machine: Machine, base: Value) -> Dict | None:
    """Return the attributes of a class of the project, or of an instance, by name; None for anything else."""
    cls = base.function if isinstance(base, Called) else base
    if not isinstance(cls, ClassOf) or any(not isinstance(one, ClassOf) for one in cls.bases):
        return None
    names = dict.fromkeys(entry.key for entry in _inherited(cls) if not isinstance(entry.value, Function))
    plain = [name for name in names if not name.startswith("__")]
    return Dict(tuple(Entry(name, attribute_of(machine, base, name, None)) for name in plain), exclusive=False)


def fields_in_order(machine: Machine, instance: Value) -> Items | None:
    """Return the fields of an instance of a `NamedTuple`; None for anything else."""
    found = class_body(machine, instance) if isinstance(instance, Called) else None
    if found is None or not any(isinstance(one, Symbol) and one.dotted in NAMED_TUPLES for one in found[0].bases):
        return None
    return Items(tuple(attribute_of(machine, instance, name, None) for name in _field_names(found[1])))


def _inherited(cls: ClassOf) -> Iterator[Entry]:
    for base in cls.bases:
        if isinstance(base, ClassOf):
            yield from _inherited(base)
    yield from cls.members


def _of_instance(machine: Machine, instance: Called, name: str) -> Value | None:
    found = class_body(machine, instance)
    assert found is not None
    cls, body = found
    home = body.home or machine
    member = member_of(cls, name)
    if isinstance(member, Function):
        return _property(machine, member, instance)
    assigned = assigned_to(machine, cls, name)
    if assigned:
        return _of_assigned(machine, cls, name, member, instance, assigned)
    if cls.definition is not None and is_open(home, cls.definition, name):
        return Unknown(f"`self.{name}` is set elsewhere", subject=name)
    given = instance.argument(name)
    if given is not None and member_of(cls, "__init__") is None:
        return given.value
    if member is None:
        return _forwarded(machine, cls, name, instance)
    return _by_position(cls, body, instance, name) or _fields(machine).value(cls, name, member, instance)


def _of_assigned(
    machine: Machine, cls: ClassOf, name: str, member: Value | None, instance: Called, assigned: list[Assigned]
) -> Value:
    """Return the attribute of an instance that methods set."""
    fields = _fields(machine)
    if member is not None and is_settings(cls):
        return _set_unless_given(fields, cls, name, member, instance, assigned)
    first = any(one.first for one in assigned)
    outer = [] if first or member is None else [fields.default(cls, name, member)]
    values = [of_instance(machine, instance, one.value) for one in assigned]
    return agreed([*values, *outer], f"self.{name}")


def _forwarded(machine: Machine, cls: ClassOf, name: str, instance: Called) -> Value | None:
    """Return what `__getattr__` of the class gives; None where it has none."""
    method = member_of(cls, GETATTR) if not name.startswith("__") else None
    definition = machine.followable(method)
    if method is None or definition is None:
        return None
    asked = Called(method, (Argument(None, Known(name)),))
    return call_function(machine, definition, asked, instance, NOTHING_ASSUMED)


def _set_unless_given(
    fields: Fields, cls: ClassOf, name: str, member: Value, instance: Called, assigned: list[Assigned]
) -> Value:
    """A field of settings that a method sets too, most often because the environment does not."""
    given = fields.value(cls, name, member, instance)
    if not isinstance(given, Unknown):
        return given
    return given_or(
        Passed("field", name, cls.name, cls.place), given, agreed([one.value for one in assigned], f"self.{name}")
    )


def _fields(machine: Machine) -> Fields:
    def attribute(base: Value, name: str) -> Value:
        return combine((base,), lambda plain: attribute_of(machine, plain, name, None))

    return Fields(machine, attribute)


def _field_names(body: ClassBody) -> list[str]:
    targets = [statement.target for statement in body.node.body if isinstance(statement, ast.AnnAssign)]
    return [target.id for target in targets if isinstance(target, ast.Name)]


def _by_position(cls: ClassOf, body: ClassBody, instance: Called, name: str) -> Value | None:
    """The field where it is given by its position, in the order of the class body; None where it is not."""
    if all(argument.name is not None for argument in instance.arguments) or not has_fields(cls):
        return None
    if not cls.fields or any(isinstance(base, ClassOf) for base in cls.bases):
        return Unknown(f"field `{name}` of `{cls.name}` may be given by its position", subject=name)
    fields = _field_names(body)
    given = instance.argument(name, fields.index(name)) if name in fields else None
    return given.value if given is not None else None


def _of_class(machine: Machine, cls: ClassOf, name: str) -> Value | None:
    member = member_of(cls, name)
    assigned = assigned_to(machine, cls, name)
    if not assigned:
        return _fields(machine).default(cls, name, member) if member is not None else None
    outer = [] if member is None else [_fields(machine).default(cls, name, member)]
    return agreed([*(one.value for one in assigned), *outer], f"self.{name}")


def assigned_to(machine: Machine, cls: ClassOf, name: str) -> list[Assigned]:
    """Return what is assigned to this attribute of the class, its bases or their instances."""
    body = machine.classes.get(cls.definition) if cls.definition else None
    found = attributes_set(body.home or machine, cls.definition, name) if body is not None and cls.definition else []
    for base in cls.bases:
        if isinstance(base, ClassOf):
            found.extend(assigned_to(machine, base, name))
    return found


def _property(machine: Machine, member: Function, instance: Called) -> Value | None:
    definition = machine.followable(member)
    if definition is None:
        return None
    decorators = machine.bodies[definition].decorators
    names = {value.dotted.rsplit(".", 1)[-1] for value in decorators if isinstance(value, Symbol)}
    names |= {
        value.function.dotted.rsplit(".", 1)[-1]
        for value in decorators
        if isinstance(value, Called) and isinstance(value.function, Symbol)
    }
    if names.isdisjoint(_PROPERTIES):
        return None
    return call_function(machine, definition, Called(member, ()), instance, NOTHING_ASSUMED)
