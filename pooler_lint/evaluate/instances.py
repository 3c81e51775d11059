"""What a method is called on where no call is in sight: an instance of its class or of a derived one, or the class."""

from __future__ import annotations

from collections import Counter

from pooler_lint.evaluate.frames import Body
from pooler_lint.evaluate.machine import Machine
from pooler_lint.evaluate.parameters import is_class_method, takes_instance
from pooler_lint.index.prescan import MODULE_SCOPE
from pooler_lint.values import Called, ClassOf, Value
from pooler_lint.values.combine import one_of
from pooler_lint.values.conditions import InstanceOf, one_at_a_time

MAX_CLASSES = 6
"""Classes of one family that are told apart."""


def instance_of(machine: Machine, body: Body) -> Value | None:
    """Return the instance that the method gets, or the class that a class method gets; None where it gets none."""
    if not takes_instance(body) or body.owner is None:
        return None
    of_class = is_class_method(body)
    if body.owner in machine.shared.given.instances and not of_class:
        return machine.shared.given.instances[body.owner]
    cls = machine.class_values.get(body.owner)
    if cls is None:
        return None
    family = _used(machine, cls)
    made = [one if of_class else Called(one, (), unpacked="the instance is made elsewhere") for one in family]
    if len(made) == 1 or len(made) > MAX_CLASSES:
        return made[0]
    guards = one_at_a_time([InstanceOf(one.name, one.place) for one in family])
    return one_of(zip(guards, made, strict=True))


def _used(machine: Machine, cls: ClassOf) -> list[ClassOf]:
    """Return the class and those derived from it in the file; if the file uses some of them, only these.

    A class that is only named as a base makes no instances here.
    """
    # A class whose body is being evaluated has no value yet.
    derived = machine.shared.derived.get(cls.definition, {}) if cls.definition is not None else {}
    family = [cls, *(value for one, value in derived.items() if one.reading == machine.reading)]
    if len(family) == 1:
        return family
    as_base = Counter(base.definition for one in family for base in one.bases if isinstance(base, ClassOf))
    loads = machine.names.loads
    used = [one for one in family if loads[MODULE_SCOPE, one.name] > as_base[one.definition]]
    return used or family
