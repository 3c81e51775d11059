"""Models and settings of pydantic: variables that fill fields, validators.

What pydantic-settings does is described at https://docs.pydantic.dev/latest/concepts/pydantic_settings/; its first
version, in pydantic itself, at https://docs.pydantic.dev/1.10/usage/settings/.
"""

from __future__ import annotations

import ast
import itertools
from collections.abc import Iterable, Iterator, Sequence

from pooler_lint.evaluate.bases import foreign_bases, is_model, is_settings, member_of
from pooler_lint.evaluate.environment import first_variable
from pooler_lint.evaluate.fields import Fields, info_of
from pooler_lint.evaluate.functions import call_function
from pooler_lint.evaluate.machine import Machine
from pooler_lint.evaluate.models import Model
from pooler_lint.frameworks.casts import cast, kind_of
from pooler_lint.values import Argument, Called, ClassOf, Dict, Entry, Function, Items, Known, Symbol, Unknown, Value
from pooler_lint.values.combine import combine
from pooler_lint.values.conditions import NOTHING_ASSUMED

_SECOND_VERSION = "pydantic_settings"
_VALIDATORS = ("validator", "field_validator")

MAX_DEPTH = 4
"""Models inside of models."""


def _field(fields: Fields, cls: ClassOf, name: str, member: Value, instance: Called) -> Value:
    reader = _Reader(fields.machine, fields.attribute_of)
    if is_settings(cls):
        return reader.validated(cls, name, reader.of_settings(cls, name, member), instance)
    return reader.validated(cls, name, fields.given_or_default(cls, name, member, instance), instance)


class _Reader(Fields):
    """Reads the fields of pydantic's classes."""

    __slots__ = ()

    def of_settings(self, cls: ClassOf, name: str, member: Value) -> Value:
        """Return the field of a class of settings: the variable, else its default."""
        infos = [info for info in (info_of(member), *self._metadata(cls, name)) if info is not None]
        default = self.default(cls, name, member)
        aliases = _names_of(cls, name, infos)
        names = aliases or (f"{_text(_config_value(cls, 'env_prefix', self.machine))}{name}",)
        model = self._model(cls, name)
        if model is None:
            return self._of_variable(cls, name, self._spelled(cls, names), default)
        delimiter = _text(_config_value(cls, "env_nested_delimiter", self.machine))
        made = _instance(default)
        if not delimiter:
            return made or Unknown(f"field `{name}` of `{cls.name}`", subject=name)
        return self._nested(model, [f"{one}{delimiter}" for one in names], delimiter, made, MAX_DEPTH)

    def _spelled(self, cls: ClassOf, names: Sequence[str]) -> Sequence[str]:
        """Return the variables of these names that the class looks for."""
        exact = _config_value(cls, "case_sensitive", self.machine)
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
            plain = combine((value,), self.machine.outside)
            if isinstance(plain, ClassOf) and (is_model(plain) or plain.fields):
                return plain
        return None

    def _kind(self, cls: ClassOf, name: str) -> str | None:
        """What the texts of variables become for the field; None where they stay texts, or may."""
        kinds = {kind_of(value) for value in self._annotation(cls, name) if _is_plain_type(value)}
        return next(iter(kinds)) if len(kinds) == 1 else None

    def _metadata(self, cls: ClassOf, name: str) -> Iterator[Called]:
        for value in self._annotation(cls, name):
            info = info_of(value)
            if info is not None:
                yield info

    def validated(self, cls: ClassOf, name: str, value: Value, instance: Called) -> Value:
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


def _text(value: Value | None) -> str:
    return str(value.value) if isinstance(value, Known) and value.value is not None else ""


def _config_value(cls: ClassOf, name: str, machine: Machine) -> Value | None:
    """What the class, else one of its bases, is configured with: by `model_config`, `class Config` or a keyword."""
    keyword = _keyword(cls, name, machine)
    if keyword is not None:
        return keyword
    for where in ("model_config", "Config"):
        config = cls.get(where)
        found = _of_config(config, name) if config is not None else None
        if found is not None:
            return found
    for base in cls.bases:
        found = _config_value(base, name, machine) if isinstance(base, ClassOf) else None
        if found is not None:
            return found
    return None


def _keyword(cls: ClassOf, name: str, machine: Machine) -> Value | None:
    """`class Settings(BaseSettings, env_prefix="APP_")`."""
    body = machine.classes.get(cls.definition) if cls.definition is not None else None
    if body is None or body.frame is None:
        return None
    home = body.home or machine
    given = next((one.value for one in body.node.keywords if one.arg == name), None)
    return home.evaluate(given, body.frame) if given is not None else None


def _of_config(config: Value, name: str) -> Value | None:
    if isinstance(config, Dict):
        entry = config.get(name)
        return entry.value if entry is not None else None
    if isinstance(config, Called):
        argument = config.argument(name)
        return argument.value if argument is not None else None
    return member_of(config, name) if isinstance(config, ClassOf) else None


def _names_of(cls: ClassOf, name: str, infos: Iterable[Called]) -> tuple[str, ...]:
    """The variables that a field names itself; () where its own name counts, behind the prefix."""
    bases = list(foreign_bases(cls))
    is_second = not bases or any(dotted.startswith(_SECOND_VERSION) for dotted in bases)
    is_first = any(dotted.startswith("pydantic.") for dotted in bases)
    keywords = (*(("validation_alias", "alias") if is_second else ()), *(("env",) if is_first else ()))
    for info, keyword in itertools.product(infos, keywords):
        given = info.argument(keyword)
        if given is not None and (keyword == "env" or _names(given.value)):
            return _names(given.value)
    return _of_fields(cls, name) if is_first else ()


def _of_fields(cls: ClassOf, name: str) -> tuple[str, ...]:
    """`fields = {"url": {"env": "DATABASE_URL"}}` of the first version's `class Config`."""
    config = member_of(cls, "Config")
    fields = config.get("fields") if isinstance(config, ClassOf) else None
    entry = fields.get(name) if isinstance(fields, Dict) else None
    if entry is None:
        return ()
    inner = entry.value.get("env") if isinstance(entry.value, Dict) else None
    return _names(inner.value if inner is not None else entry.value)


def _names(value: Value) -> tuple[str, ...]:
    """A name, or each of several: a list, a set, `AliasChoices("A", "B")`."""
    if isinstance(value, Known):
        return (value.value,) if isinstance(value.value, str) else ()
    inner = value.items if isinstance(value, Items) else _aliases(value) if isinstance(value, Called) else ()
    return tuple(name for one in inner for name in _names(one))


def _aliases(called: Called) -> Sequence[Value]:
    """Return what `AliasChoices(...)` chooses from, and the name that is the whole of an `AliasPath(...)`."""
    kind = called.function.dotted.rpartition(".")[2] if isinstance(called.function, Symbol) else ""
    is_known = kind.endswith("AliasChoices") or (kind.endswith("AliasPath") and len(called.arguments) == 1)
    return [argument.value for argument in called.arguments] if is_known else ()


MODEL = Model(field=_field)
