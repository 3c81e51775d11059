"""Classes of data that are made, created and copied in a fraction of the time that those of `dataclasses` take.

At run time `dataclass`, `field` and `replace` are the ones of this module; type checkers see those of `dataclasses`.
Only what the package uses is supported: slots always, `frozen`, `eq` and `order`, defaults and default factories.
"""

from __future__ import annotations

from pooler_lint.light import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
    from dataclasses import field as field
    from dataclasses import replace as replace
    from typing import Any

    def values_of(instance: object) -> tuple[Any, ...]:
        """Return the values of the fields; none for what is no instance of a class of data."""

else:
    _MISSING = object()

    class _Field:
        """How a field gets a value that is not given."""

        __slots__ = ("default", "factory", "is_shown")

        def __init__(self, default=_MISSING, default_factory=_MISSING, repr=True):
            self.default = default
            self.factory = default_factory
            self.is_shown = repr

    field = _Field

    class _OfDataclasses:
        """What `dataclasses` asks of a class, made when it does: `fields`, `is_dataclass`, `asdict`."""

        def __get__(self, instance, owner):
            import dataclasses

            annotated = {name: dataclasses.field() for name in owner.__fields__}
            made = dataclasses.make_dataclass(owner.__name__, [(name, object, one) for name, one in annotated.items()])
            owner.__dataclass_fields__ = made.__dataclass_fields__
            return owner.__dataclass_fields__

    def dataclass(*, frozen=False, slots=True, eq=True, order=False):
        """Return a decorator that makes a class of data."""
        assert slots
        return lambda cls: _made(cls, frozen, eq, order)

    def replace(instance, /, **changes):
        """Return a copy with other values in these fields. Raises TypeError for a name that is no field."""
        cls = type(instance)
        copy = cls.__new__(cls)
        for name, get, put in cls.__members__:
            put(copy, changes.pop(name) if name in changes else get(instance))
        if changes:
            raise TypeError(f"{cls.__name__} has no field {', '.join(changes)}")
        return copy

    def values_of(instance):
        """Return the values of the fields; none for what is no instance of a class of data."""
        return tuple([get(instance) for _, get, _ in getattr(type(instance), "__members__", ())])

    def _made(cls, frozen, eq, order):
        own = {name: cls.__dict__.get(name, _MISSING) for name in cls.__annotations__}
        of_fields = {}
        for base in reversed(cls.__mro__[1:]):
            of_fields.update(base.__dict__.get("__fields__", {}))
        new = [name for name in own if name not in of_fields]
        of_fields.update((name, one if isinstance(one, _Field) else _Field(one)) for name, one in own.items())
        body = {name: value for name, value in cls.__dict__.items() if name not in own and name not in _OF_CLASS}
        body.update(__slots__=tuple(new), __fields__=of_fields, __match_args__=tuple(of_fields))
        body.setdefault("__dataclass_fields__", _OfDataclasses())
        body["__is_frozen__"] = frozen
        made = type(cls)(cls.__name__, cls.__bases__, body)
        made.__qualname__ = cls.__qualname__
        slots = [(name, getattr(made, name)) for name in of_fields]
        made.__members__ = tuple((name, slot.__get__, slot.__set__) for name, slot in slots)
        for name, function in _COMMON.items():
            if name not in body:
                setattr(made, name, function)
        written = {"__init__"} | ({"__eq__"} if eq and "__eq__" not in body else set())
        if eq and frozen and cls.__dict__.get("__hash__") is None:
            written.add("__hash__")
        elif eq and not frozen:
            made.__hash__ = None
        for name in written:
            setattr(made, name, _written_when_called(made, name, written, frozen))
        if order:
            made.__lt__ = lambda self, other: values_of(self) < values_of(other)
            made.__le__ = lambda self, other: values_of(self) <= values_of(other)
            made.__gt__ = lambda self, other: values_of(self) > values_of(other)
            made.__ge__ = lambda self, other: values_of(self) >= values_of(other)
        if frozen:
            made.__setattr__ = _refuse
            made.__delattr__ = _refuse
        return made

    def _written_when_called(made, name, written, frozen):
        """Return a method that puts the real ones in place: to write them takes most of the time of an import."""

        def method(self, *given, **named):
            of_fields = made.__fields__
            names = {f"_set_{one}": put for one, _, put in made.__members__}
            names.update((f"_default_{one}", how.default) for one, how in of_fields.items())
            names.update((f"_factory_{one}", how.factory) for one, how in of_fields.items())
            names["_MISSING"] = _MISSING
            exec(_source(of_fields, frozen), names)
            for one in written:
                setattr(made, one, names[one])
            return names[name](self, *given, **named)

        return method

    def _source(of_fields, frozen):
        """Return the source of the methods that are written for each class, since they are called most."""
        parameters, lines = [], []
        for name, one in of_fields.items():
            if one.factory is not _MISSING:
                parameters.append(f"{name}=_MISSING")
                value = f"_factory_{name}() if {name} is _MISSING else {name}"
            else:
                parameters.append(name if one.default is _MISSING else f"{name}=_default_{name}")
                value = name
            lines.append(f"    _set_{name}(self, {value})" if frozen else f"    self.{name} = {value}")
        same = " and ".join(f"(self.{name} is other.{name} or self.{name} == other.{name})" for name in of_fields)
        return "\n".join(
            (
                f"def __init__(self, {', '.join(parameters)}):",
                *(lines or ["    pass"]),
                "def __eq__(self, other):",
                "    if self is other: return True",
                "    if other.__class__ is not self.__class__: return NotImplemented",
                f"    return {same or True}",
                "def __hash__(self):",
                f"    return hash(({''.join(f'self.{name}, ' for name in of_fields)}))",
            )
        )

    def _shown(self):
        shown = (f"{name}={getattr(self, name)!r}" for name, one in type(self).__fields__.items() if one.is_shown)
        return f"{type(self).__qualname__}({', '.join(shown)})"

    def _reduced(self):
        return type(self), values_of(self)

    def _refuse(self, name, *value):
        raise AttributeError(f"{type(self).__name__}.{name} cannot be changed")

    _COMMON = {"__repr__": _shown, "__reduce__": _reduced}
    _OF_CLASS = frozenset({"__dict__", "__weakref__", "__qualname__"})
