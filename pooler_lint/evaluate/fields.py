"""Fields of classes: dataclasses, attrs, and the models and settings of packages, with what fills them."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import TypeAlias

from pooler_lint.evaluate.frames import ClassBody
from pooler_lint.evaluate.functions import call_function
from pooler_lint.evaluate.machine import Machine
from pooler_lint.evaluate.models import model_of_class
from pooler_lint.records import dataclass
from pooler_lint.values import Called, ClassOf, Evidence, Origin, Symbol, Unknown, Value
from pooler_lint.values.combine import combine, given_or, with_trail
from pooler_lint.values.conditions import NOTHING_ASSUMED, Passed

AttributeOf: TypeAlias = "Callable[[Value, str], Value]"

_FIELDS = ("Field", "field", "attrib", "ib")
NO_DEFAULT = Unknown("a field without a default in the text")


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of the classes that one reading sees; `attribute_of` gives an attribute of another value."""

    machine: Machine
    attribute_of: AttributeOf

    def value(self, cls: ClassOf, name: str, member: Value, instance: Called) -> Value:
        """What the field is worth where the instance is not given it."""
        found = model_of_class(cls).field(self, cls, name, member, instance)
        return self.given_or_default(cls, name, member, instance) if found is None else found

    def given_or_default(self, cls: ClassOf, name: str, member: Value, instance: Called) -> Value:
        """Return the default of the field, or what the instance may be given where that is not known."""
        default = self.default(cls, name, member)
        if instance.unpacked and cls.get(name) is member and has_fields(cls):
            given = Unknown(f"field `{name}` of `{cls.name}`", Origin("parameter", f"{cls.name}.{name}", cls.place))
            return given_or(Passed("field", name, cls.name, cls.place), given, default)
        return default

    def default(self, cls: ClassOf, name: str, member: Value) -> Value:
        """The default that a class attribute states: of `Field(default=...)` its default, else the value itself."""
        info = info_of(member)
        if info is None:
            return member
        default = info.argument("default", 0)
        if default is not None and not _is_ellipsis(default.value):
            return self._placed(cls, name, default.value)
        factory = info.argument("default_factory") or info.argument("factory")
        return NO_DEFAULT if factory is None else self._placed(cls, name, self._made(factory.value))

    def _made(self, factory: Value) -> Value:
        """What a default factory makes."""
        definition = self.machine.followable(factory)
        if definition is not None:
            return call_function(self.machine, definition, Called(factory, ()), None, NOTHING_ASSUMED)
        if isinstance(factory, (ClassOf, Symbol)):
            return Called(factory, ())
        return NO_DEFAULT

    def _placed(self, cls: ClassOf, name: str, value: Value) -> Value:
        """The value with the place of the field."""
        found = self._declaration(cls, name)
        if found is None:
            return value
        body, statement = found
        home = body.home or self.machine
        return _with_step(value, home.evidence(f"`{name}` is set here", statement))

    def _annotated(self, cls: ClassOf) -> dict[str, tuple[ClassBody, ast.AnnAssign]]:
        """The annotated names of the class and of its bases in the text, in their order."""
        found: dict[str, tuple[ClassBody, ast.AnnAssign]] = {}
        for base in cls.bases:
            if isinstance(base, ClassOf):
                found.update(self._annotated(base))
        body = self.machine.classes.get(cls.definition) if cls.definition is not None else None
        if body is not None:
            found.update((name, (body, statement)) for name, statement in body.annotated().items())
        return found

    def _declaration(self, cls: ClassOf, name: str) -> tuple[ClassBody, ast.AnnAssign] | None:
        """Return the statement that annotates the name, in the class itself or in the last of its bases that does.

        It is `_annotated(cls).get(name)` without a dict of all fields: each field of a class asks for its own.
        """
        body = self.machine.classes.get(cls.definition) if cls.definition is not None else None
        statement = body.annotated().get(name) if body is not None else None
        if body is not None and statement is not None:
            return body, statement
        of_bases = (self._declaration(base, name) for base in reversed(cls.bases) if isinstance(base, ClassOf))
        return next((found for found in of_bases if found is not None), None)


def _with_step(value: Value, step: Evidence) -> Value:
    """The value with this place in its trail, once."""
    return combine((value,), lambda plain: plain if step in plain.trail else with_trail(plain, step))


def has_fields(cls: ClassOf) -> bool:
    """A class whose attributes are constructor arguments too."""
    return bool(cls.bases) or cls.fields


def info_of(value: Value) -> Called | None:
    """Return the call of `Field(...)`, `field(...)` or their like; None for anything else."""
    if not (isinstance(value, Called) and isinstance(value.function, Symbol)):
        return None
    return value if value.function.dotted.rsplit(".", 1)[-1] in _FIELDS else None


def _is_ellipsis(value: Value) -> bool:
    return isinstance(value, Symbol) and value.dotted == "builtins.Ellipsis"
