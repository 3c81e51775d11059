"""Calls: the ones that were looked for are recorded, the ones that only shape a value are worked out."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import replace

from pooler_lint.model import Use
from pooler_lint.syntax.classes import given_or, member_of
from pooler_lint.syntax.combine import combine
from pooler_lint.syntax.dicts import entries_of, from_call, mapping_method
from pooler_lint.syntax.functions import call_function
from pooler_lint.syntax.machine import EXPRESSIONS, FoundCall, Frame, Listener, Machine, class_body
from pooler_lint.syntax.strings import is_textual, method, quoted
from pooler_lint.values import (
    Argument,
    Attribute,
    Called,
    ClassOf,
    Dict,
    Function,
    Items,
    Known,
    OneOf,
    Origin,
    Span,
    Symbol,
    Text,
    Unknown,
    Value,
    alternatives,
)

_ENVIRONMENT = frozenset({"os.environ.get", "os.getenv", "os.environ.setdefault", "os.environ.pop"})
_QUOTING = frozenset({"urllib.parse.quote", "urllib.parse.quote_plus", "sqlalchemy.engine.url._sqla_url_quote"})
_STRING_METHODS = frozenset({"replace", "format", "strip", "rstrip", "unicode_string", "get_secret_value"})


def _call(machine: Machine, node: ast.expr, frame: Frame) -> Value:
    assert isinstance(node, ast.Call)
    if machine.tired():
        return Unknown("the file is too large to follow")
    function = machine.evaluate(node.func, frame)
    result = with_arguments(machine, node, function, frame, lambda called: _apply(machine, node, frame, called))
    partial = any(isinstance(f, Symbol) and f.dotted == "functools.partial" for _, f in alternatives(function))
    span = machine.span(node)
    for assumed, plain in alternatives(result):
        if not (isinstance(plain, Called) and plain.span == span and isinstance(plain.function, Symbol)):
            continue
        dotted = plain.function.dotted
        if machine.wanted(dotted):
            known = machine.found.setdefault(span, [])
            found = FoundCall(dotted, plain, span, node.lineno, frame.state.path | assumed, partial)
            if machine.recording and found not in known:
                known.append(found)
    return result


def with_arguments(
    machine: Machine, node: ast.Call, function: Value, frame: Frame, build: Callable[[Called], Value]
) -> Value:
    """`build` of the call with its arguments evaluated, for every function and every `**dict` that it can be."""
    starred: list[Value] = [function]
    plain: list[Argument | None] = []
    for item in node.args:
        value = machine.evaluate(item, frame)
        if isinstance(item, ast.Starred):
            starred.append(value)
            plain.append(None)
        else:
            plain.append(Argument(None, value, machine.span(item)))
    for keyword in node.keywords:
        value = machine.evaluate(keyword.value, frame)
        if keyword.arg is None:
            starred.append(value)
            plain.append(None)
        else:
            plain.append(Argument(keyword.arg, value, machine.span(keyword.value)))
    span = machine.span(node)
    return combine(starred, lambda chosen, *unpacked: build(_called(chosen, plain, unpacked, span)))


def _called(function: Value, plain: list[Argument | None], unpacked: tuple[Value, ...], span: Span) -> Called:
    """The call with `*args` and `**kwargs` put where they are known."""
    arguments: list[Argument] = []
    more: str | None = None
    rest = iter(unpacked)
    for argument in plain:
        if argument is not None:
            arguments.append(argument)
            continue
        value = next(rest)
        if isinstance(value, Items):
            arguments.extend(Argument(None, item) for item in value.items)
            continue
        entries, reason = entries_of(value)
        exclusive = isinstance(value, Dict) and value.exclusive
        arguments.extend(Argument(entry.key, entry.value, entry.span if exclusive else None) for entry in entries)
        more = more or reason
    return Called(function, tuple(arguments), more, span)


def _apply(machine: Machine, node: ast.Call, frame: Frame, called: Called) -> Value:
    function = called.function
    if isinstance(function, Symbol):
        return _symbol(machine, function.dotted, called)
    if isinstance(function, Function) and function.span in machine.bodies and function.span is not None:
        return call_function(machine, function.span, called, None, frame.state.path)
    if isinstance(function, Called) and function.span in machine.found and function.span is not None:
        if machine.recording:
            machine.partial_calls.setdefault(function.span, []).append(called)
        return function
    if isinstance(function, Attribute):
        return _method(machine, node, frame, function, called)
    return called


def _symbol(machine: Machine, dotted: str, called: Called) -> Value:
    if machine.wanted(dotted):
        return called
    if dotted.startswith("builtins."):
        return _builtin(dotted[9:], called)
    if dotted in _ENVIRONMENT:
        return _environment(called)
    if dotted in _QUOTING and called.arguments:
        return combine((called.arguments[0].value,), lambda value: quoted(dotted, value))
    if dotted == "typing.cast" and len(called.arguments) == 2:
        return called.arguments[1].value
    if dotted == "functools.partial":
        return _partial(machine, called)
    if dotted == "sqlalchemy.event.listen" and len(called.arguments) >= 3:
        target, event, listener = (argument.value for argument in called.arguments[:3])
        if isinstance(event, Known) and isinstance(listener, Function) and machine.recording:
            machine.listeners.append(Listener(target, str(event.value), listener))
    prefix, _, name = dotted.rpartition(".")
    if name in _STRING_METHODS and prefix:
        return _text_method(Symbol(prefix), name, called) or called
    return called


def _partial(machine: Machine, called: Called) -> Value:
    """`functools.partial(asyncpg.create_pool, dsn)`: a site of its own, made in two steps."""
    if not called.arguments or called.arguments[0].name is not None:
        return called
    target = called.arguments[0].value
    if isinstance(target, Symbol) and machine.wanted(target.dotted):
        return replace(called, function=target, arguments=called.arguments[1:])
    return called


def _builtin(name: str, called: Called) -> Value:
    first = called.arguments[0].value if called.arguments else None
    if name == "dict":
        return _dict(called)
    if first is None:
        return Known("") if name == "str" else called
    if name == "str":
        return combine((first,), lambda value: Known(str(value.value)) if isinstance(value, Known) else value)
    if name in ("int", "bool", "float"):
        return combine((first,), lambda value: _number(name, value))
    if name in ("list", "tuple", "set", "frozenset"):
        return first if isinstance(first, Items) else called
    return called


def _dict(called: Called) -> Value:
    positional = [argument for argument in called.arguments if argument.name is None]
    if not positional:
        return from_call(called)
    named = tuple(argument for argument in called.arguments if argument.name is not None)

    def build(base: Value) -> Value:
        return from_call(replace(called, arguments=(replace(positional[0], value=base), *named)))

    return combine((positional[0].value,), build)


def _number(kind: str, value: Value) -> Value:
    if not isinstance(value, Known):
        return value if not isinstance(value, Text) else Unknown("a number made of text that is not known")
    try:
        if kind == "int":
            return replace(value, value=int(value.value))  # type: ignore[arg-type]
        return replace(value, value=bool(value.value) if kind == "bool" else float(value.value))  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return Unknown(f"{kind}() of it raises an error")


def _environment(called: Called) -> Value:
    name = called.argument("key", 0)
    if name is None or not isinstance(name.value, Known):
        return Unknown("an environment variable whose name is not known")
    variable = str(name.value.value)
    given = Unknown(f"environment variable {variable}", Origin("environment", variable))
    default = called.argument("default", 1)
    if default is None or (isinstance(default.value, Known) and default.value.value is None):
        return given
    return given_or(f"environment variable {variable} is set", given, default.value)


def _text_method(base: Value, name: str, called: Called) -> Value | None:
    values = [base, *(argument.value for argument in called.arguments)]
    if not any(isinstance(value, OneOf) for value in values):
        return method(base, name, called)

    def build(plain: Value, *given: Value) -> Value:
        arguments = tuple(replace(a, value=v) for a, v in zip(called.arguments, given, strict=True))
        result = method(plain, name, replace(called, arguments=arguments))
        return result if result is not None else Unknown(f"the result of `.{name}()`")

    return combine(values, build)


def _method(machine: Machine, node: ast.Call, frame: Frame, function: Attribute, called: Called) -> Value:
    base, name = function.base, function.name
    if class_body(machine, base) is not None:
        inlined = _own_method(machine, frame, base, name, called)
        if inlined is not None:
            return inlined
    if isinstance(base, Dict):
        return mapping_method(base, name, called) or called
    if is_textual(base) or isinstance(base, (Unknown, Symbol)) or name in _STRING_METHODS:
        result = _text_method(base, name, called)
        if result is not None:
            return result
    record_use(machine, called, machine.span(node))
    return called


def _own_method(machine: Machine, frame: Frame, base: Value, name: str, called: Called) -> Value | None:
    cls = base.function if isinstance(base, Called) else base
    member = member_of(cls, name) if isinstance(cls, ClassOf) else None
    if not isinstance(member, Function) or member.span not in machine.bodies or member.span is None:
        return None
    return call_function(machine, member.span, called, base, frame.state.path)


def record_use(machine: Machine, value: Called | Attribute, span: Span, assigned: Value | None = None) -> None:
    """Remember what is done here with something that a found call made."""
    if not machine.recording:
        return
    root = root_of(machine, value.function if isinstance(value, Called) else value)
    if root is None:
        return
    found, path = root
    called = value if isinstance(value, Called) else None
    machine.uses.setdefault(found, {})[span] = Use(path, span, called, assigned)


def root_of(machine: Machine, value: Value) -> tuple[Span, tuple[str, ...]] | None:
    """The found call that a value was made from, and the chain of attributes between: `pool.acquire().prepare`."""
    names: list[str] = []
    current = value
    while True:
        if isinstance(current, Attribute):
            names.append(current.name)
            current = current.base
        elif isinstance(current, Called) and current.span in machine.found and current.span is not None:
            return current.span, tuple(reversed(names))
        elif isinstance(current, Called) and isinstance(current.function, Attribute):
            current = current.function
        else:
            return None


EXPRESSIONS[ast.Call] = _call
