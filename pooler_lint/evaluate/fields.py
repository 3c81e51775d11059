"""Fields of classes: dataclasses, attrs, pydantic's models and settings, with what fills them.

What pydantic-settings does is described at https://docs.pydantic.dev/latest/concepts/pydantic_settings/; its first
version, in pydantic itself, at https://docs.pydantic.dev/1.10/usage/settings/.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

from pooler_lint.evaluate.environment import first_variable
from pooler_lint.evaluate.frames import ClassBody
from pooler_lint.evaluate.functions import call_function
from pooler_lint.evaluate.machine import Machine
from pooler_lint.evaluate.settings_class import (
    config_value,
    is_model,
    is_settings,
    member_of,
    names_of,
)
from pooler_lint.frameworks.casts import cast, kind_of
from pooler_lint.records import dataclass
from pooler_lint.values import (
    Argument,
    Called,
    ClassOf,
    Dict,
    Entry,
    Evidence,
    Function,
    Known,
    Origin,
    Symbol,
    Unknown,
    Value,
)
from pooler_lint.values.combine import combine, given_or, with_trail
from pooler_lint.values.conditions import NOTHING_ASSUMED, Passed

AttributeOf: TypeAlias = "Callable[[Value, str], Value]"

_FIELDS = ("Field", "field", "attrib", "ib")
_VALIDATORS = ("validator", "field_validator")
NO_DEFAULT = Unknown("a field without a default in the text")

MAX_DEPTH = 4
"""Models inside of models."""


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of the classes that one reading sees; `attribute_of` gives an attribute of another value."""

    machine: Machine
    attribute_of: AttributeOf

    def value(self, cls: ClassOf, name: str, member: Value, instance: Called) -> Value:
        """What the field is worth where the instance is not given it."""
        if is_settings(cls):
            found = self._of_settings(cls, name, member)
            return self._validated(cls, name, found, instance)
        default = self.default(cls, name, member)
        if instance.unpacked and cls.get(name) is member and has_fields(cls):
            given = Unknown(f"field `{name}` of `{cls.name}`", Origin("parameter", f"{cls.name}.{name}", cls.place))
            default = given_or(Passed("field", name, cls.name, cls.place), given, default)
        return self._validated(cls, name, default, instance) if is_model(cls) else default

    def default(self, cls: ClassOf, name: str, member: Value) -> Value:
        """The default that a class attribute states: of `Field(default=...)` its default, else the value itself."""
        info = _info(member)
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

    def _of_settings(self, cls: ClassOf, name: str, member: Value) -> Value:
        infos = [info for info in (_info(member), *self._metadata(cls, name)) if info is not None]
        default = self.default(cls, name, member)
        aliases = names_of(cls, name, infos)
        names = aliases or (f"{_text(config_value(cls, 'env_prefix', self.machine))}{name}",)
        model = self._model(cls, name)
        if model is None:
            return self._of_variable(cls, name, self._spelled(cls, names), default)
        delimiter = _text(config_value(cls, "env_nested_delimiter", self.machine))
        made = _instance(default)
        if not delimiter:
            return made or Unknown(f"field `{name}` of `{cls.name}`", subject=name)
        return self._nested(model, [f"{one}{delimiter}" for one in names], delimiter, made, MAX_DEPTH)

    def _spelled(self, cls: ClassOf, names: Sequence[str]) -> Sequence[str]:
        """Return the variables of these names that the class looks for."""
        exact = config_value(cls, "case_sensitive", self.machine)
        if isinstance(exact, Known) and exact.value:
            return names
        return [other for one in names for other in (one.upper(), one, one.lower())]

    def _of_variable(self, cls: ClassOf, name: str, variables: Sequence[str], default: Value) -> Value:
        known = None if isinstance(default, Unknown) and default.origin is None else default
        found = first_variable(self.machine, variables, known)
        return self._placed(cls, name, cast(found, self._kind(cls, name)))

    def _nested(
        self, model: ClassOf, prefixes: Sequence[str], delimiter: str, default: Called | None, depth: int
    ) -> Called:
        """An instance of the model, each field from a variable of its own."""
        arguments = []
        for name in filter(lambda one: _is_field(model, one), self._annotated(model)):
            inner = self._model(model, name)
            value = self.attribute_of(default or Called(model, ()), name)
            names = [f"{prefix}{name}" for prefix in prefixes]
            if inner is not None and depth:
                prefixes_inside = [f"{one}{delimiter}" for one in names]
                value = self._nested(inner, prefixes_inside, delimiter, _instance(value), depth - 1)
            else:
                value = self._of_variable(model, name, [one.upper() for one in names], value)
            arguments.append(Argument(name, value))
        return Called(model, tuple(arguments))

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
        """Return the statement that annotates the name, in the class itself or in the last of its bases that does."""
        return self._annotated(cls).get(name)

    def _annotation(self, cls: ClassOf, name: str) -> Iterator[Value]:
        """What the annotation of the field names: `Optional[X]`, `X | None` and `Annotated[X, Field(...)]` name X."""
        found = self._declaration(cls, name)
        if found is None or found[0].frame is None:
            return
        body, statement = found
        home, frame = body.home or self.machine, body.frame
        stack = [statement.annotation]
        while stack and frame is not None:
            node = stack.pop()
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.isidentifier():
                node = ast.copy_location(ast.Name(node.value, ast.Load()), node)
            if isinstance(node, (ast.Subscript, ast.BinOp, ast.Tuple)):
                stack.extend(child for child in ast.iter_child_nodes(node) if isinstance(child, ast.expr))
            elif isinstance(node, (ast.Name, ast.Attribute, ast.Call)):
                yield home.evaluate(node, frame)

    def _model(self, cls: ClassOf, name: str) -> ClassOf | None:
        """The class of the field where it has fields itself."""
        for value in self._annotation(cls, name):
            plain = home_value(self.machine, value)
            if isinstance(plain, ClassOf) and (is_model(plain) or plain.fields):
                return plain
        return None

    def _kind(self, cls: ClassOf, name: str) -> str | None:
        """What the texts of variables become for the field; None where they stay texts, or may."""
        kinds = {kind_of(value) for value in self._annotation(cls, name) if _is_plain_type(value)}
        return next(iter(kinds)) if len(kinds) == 1 else None

    def _metadata(self, cls: ClassOf, name: str) -> Iterator[Called]:
        for value in self._annotation(cls, name):
            info = _info(value)
            if info is not None:
                yield info

    def _validated(self, cls: ClassOf, name: str, value: Value, instance: Called) -> Value:
        """The value after the validators of the field, which see the fields before it."""
        for validator in _validators(self.machine, cls, name):
            assert validator.definition is not None
            arguments = [Argument(None, value)]
            node = self.machine.bodies[validator.definition].node
            if len(node.args.args) > 2:
                before = self._before(cls, name, instance)
                is_first_version = node.args.args[2].arg == "values"
                info = before if is_first_version else ClassOf("ValidationInfo", (), (Entry("data", before),))
                arguments.append(Argument(None, info))
            called = Called(validator, tuple(arguments))
            value = call_function(self.machine, validator.definition, called, Called(cls, ()), NOTHING_ASSUMED)
        return value

    def _before(self, cls: ClassOf, name: str, instance: Called) -> Dict:
        entries = []
        for other in self._annotated(cls):
            if other == name:
                break
            entries.append(Entry(other, self.attribute_of(instance, other)))
        return Dict(tuple(entries), exclusive=False)


def _is_field(cls: ClassOf, name: str) -> bool:
    member = member_of(cls, name)
    return member is not None and not isinstance(member, Function)


def _instance(value: Value) -> Called | None:
    """Return the value if it is an instance of a class of the project."""
    return value if isinstance(value, Called) and isinstance(value.function, ClassOf) else None


def _is_plain_type(value: Value) -> bool:
    is_builtin = isinstance(value, Symbol) and value.dotted.startswith("builtins.")
    return is_builtin or kind_of(value) is not None


def _with_step(value: Value, step: Evidence) -> Value:
    """The value with this place in its trail, once."""
    return combine((value,), lambda plain: plain if step in plain.trail else with_trail(plain, step))


def has_fields(cls: ClassOf) -> bool:
    """A class whose attributes are constructor arguments too."""
    return bool(cls.bases) or cls.fields


def home_value(machine: Machine, value: Value) -> Value:
    """The value, where it is a name of the project what that stands for."""
    return combine((value,), machine.outside)


def _validators(machine: Machine, cls: ClassOf, name: str) -> Iterator[Function]:
    for base in cls.bases:
        if isinstance(base, ClassOf):
            yield from _validators(machine, base, name)
    for entry in cls.members:
        definition = machine.followable(entry.value)
        decorators = machine.bodies[definition].decorators if definition is not None else ()
        if isinstance(entry.value, Function) and any(_validates(one, name) for one in decorators):
            yield entry.value


def _validates(decorator: Value, name: str) -> bool:
    if not (isinstance(decorator, Called) and isinstance(decorator.function, Symbol)):
        return False
    root, _, last = decorator.function.dotted.rpartition(".")
    if last not in _VALIDATORS or root.split(".")[0] != "pydantic":
        return False
    given = [argument.value for argument in decorator.arguments if argument.name is None]
    return any(isinstance(one, Known) and one.value == name for one in given)


def _info(value: Value) -> Called | None:
    """The call of `Field(...)`, `field(...)` or their like."""
    if not (isinstance(value, Called) and isinstance(value.function, Symbol)):
        return None
    return value if value.function.dotted.rsplit(".", 1)[-1] in _FIELDS else None


def _is_ellipsis(value: Value) -> bool:
    return isinstance(value, Symbol) and value.dotted == "builtins.Ellipsis"


def _text(value: Value | None) -> str:
    return str(value.value) if isinstance(value, Known) and value.value is not None else ""
