"""Pydantic's settings classes: how they are configured, and which variables a field of one is read from."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence

from pooler_lint.evaluate.machine import Machine
from pooler_lint.values import Called, ClassOf, Dict, Items, Known, Symbol, Value, alternatives

_SECOND_VERSION = "pydantic_settings"


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
    return any(dotted.endswith("BaseSettings") for dotted in _foreign_bases(cls))


def is_model(cls: ClassOf) -> bool:
    """True for a class of pydantic's: its fields are checked by validators."""
    return any(dotted.split(".")[0] in ("pydantic", _SECOND_VERSION) for dotted in _foreign_bases(cls))


def _foreign_bases(cls: ClassOf) -> Iterator[str]:
    for base in cls.bases:
        for _, plain in alternatives(base):
            if isinstance(plain, Symbol):
                yield plain.dotted
            elif isinstance(plain, ClassOf):
                yield from _foreign_bases(plain)


def config_value(cls: ClassOf, name: str, machine: Machine) -> Value | None:
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
        found = config_value(base, name, machine) if isinstance(base, ClassOf) else None
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


def names_of(cls: ClassOf, name: str, infos: Iterable[Called]) -> tuple[str, ...]:
    """The variables that a field names itself; () where its own name counts, behind the prefix."""
    bases = list(_foreign_bases(cls))
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
