"""Parameters of functions, and what the arguments of a call bind them to."""

from __future__ import annotations

from pooler_lint.evaluate.frames import Body
from pooler_lint.lines import Place
from pooler_lint.values import Called, ClassOf, Dict, Entry, Items, Known, Origin, Unknown, Value
from pooler_lint.values.combine import chosen
from pooler_lint.values.conditions import Passed
from pooler_lint.values.reasons import Collected

LAMBDA = "lambda"
"""The name of a function that has none."""


def parameters(body: Body) -> list[str]:
    """The names of the positional parameters, then the keyword-only ones."""
    arguments = body.node.args
    return [argument.arg for argument in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)]


def takes_instance(body: Body) -> bool:
    """True for a method that gets `self` or `cls` as its first argument."""
    names = {str(getattr(decorator, "dotted", "")) for decorator in body.decorators}
    return body.owner is not None and "builtins.staticmethod" not in names


def is_class_method(body: Body) -> bool:
    return any(getattr(decorator, "dotted", "") == "builtins.classmethod" for decorator in body.decorators)


def is_called_on_class(body: Body, instance: Value) -> bool:
    """`Class.method(instance, ...)`: nothing is put before the arguments."""
    return isinstance(instance, ClassOf) and not is_class_method(body)


def bound_arguments(body: Body, called: Called, instance: Value | None) -> dict[str, Value]:
    """The value of each parameter of a function in this call of it."""
    arguments = body.node.args
    positional = _positional(body, called, instance)
    unknown = Unknown(called.unpacked) if called.unpacked else None
    named = {argument.name: argument for argument in called.arguments if argument.name is not None}
    takes = [argument.arg for argument in (*arguments.posonlyargs, *arguments.args)]
    names = dict(zip(takes, positional, strict=False))
    for name in parameters(body)[len(names) :]:
        names[name] = named[name].value if name in named else unknown or _default(body, name)
    if arguments.vararg:
        names[arguments.vararg.arg] = unknown or Items(tuple(positional[len(takes) :]))
    if arguments.kwarg:
        rest = (Entry(name, one.value, one.place) for name, one in named.items() if name not in names)
        names[arguments.kwarg.arg] = Dict(tuple(rest), open=called.unpacked, exclusive=False)
    return names


def _positional(body: Body, called: Called, instance: Value | None) -> list[Value]:
    """Return the positional arguments, with the instance that a method gets first."""
    positional = [argument.value for argument in called.arguments if argument.name is None]
    if instance is not None and takes_instance(body) and not is_called_on_class(body, instance):
        positional.insert(0, instance)
    return positional


def _default(body: Body, name: str) -> Value:
    return body.defaults.get(name) or Unknown(f"parameter `{name}` is not given", subject=name)


def unknown_parameter(place: Place, function: str, name: str, doubt: str | None = None) -> Unknown:
    """A parameter whose value is not known, and why it is not."""
    reason = f"parameter `{name}` of `{function}`{f': {doubt}' if doubt else ''}"
    return Unknown(reason, Origin("parameter", f"{function}.{name}", place))


def collected(stars: str, name: str, function: str) -> Collected:
    """Return why `*args` or `**kwargs` of a function are not known."""
    return Collected(f"`{stars}{name}` of `{function}`", function)


def given_or_default(place: Place, function: str, name: str, given: Value, default: Value) -> Value:
    if isinstance(default, Known) and default.value is None:
        return given  # `= None` says that the caller may leave it to the body: the body's own tests decide
    return chosen(Passed("parameter", name, function, place), given, default)
