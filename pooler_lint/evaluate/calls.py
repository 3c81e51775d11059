"""Calls: the ones that were looked for are recorded, the ones that only shape a value are worked out."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Literal

from pooler_lint.evaluate.asked import Asked
from pooler_lint.evaluate.bases import member_of
from pooler_lint.evaluate.builtin_calls import call_builtin, copied
from pooler_lint.evaluate.classes import attribute_of, members_of
from pooler_lint.evaluate.conditions import tested
from pooler_lint.evaluate.declared import note_call
from pooler_lint.evaluate.environment import is_call_of
from pooler_lint.evaluate.frames import Frame, Listener
from pooler_lint.evaluate.functions import call_function, follow_call
from pooler_lint.evaluate.machine import ExpressionHandler, FoundCall, Machine
from pooler_lint.evaluate.managers import ENTERING, EXIT_STACKS, enter_in_stack
from pooler_lint.evaluate.modelled import result_of
from pooler_lint.evaluate.models import model_of
from pooler_lint.evaluate.places import change, forget_attributes, harm, set_attribute
from pooler_lint.evaluate.roots import called_name
from pooler_lint.evaluate.tables import entry_of
from pooler_lint.evaluate.uses import record_module_use, record_use
from pooler_lint.frameworks.registry import is_modelled
from pooler_lint.index.prescan import changes_a_list
from pooler_lint.lines import Place
from pooler_lint.records import dataclass, replace
from pooler_lint.values import (
    Argument,
    Attribute,
    Called,
    ClassOf,
    Definition,
    Dict,
    Function,
    Items,
    Known,
    OneOf,
    Symbol,
    Unknown,
    Value,
    alternatives,
)
from pooler_lint.values.combine import combine, held
from pooler_lint.values.conditions import NOTHING_ASSUMED, Deployed, EnvSet
from pooler_lint.values.dicts import CHANGING_METHODS, changed, entries_of, mapping_method
from pooler_lint.values.sizes import MAX_PARTS, MAX_PARTS_OF_CALLS, bounded, size_of

_HARMLESS_MODULES = frozenset({"builtins", "copy", "functools", "json", "logging", "os", "pprint", "sys", "typing"})
"""What is called there leaves its arguments as they are (a list apart that a builtin sorts)."""
_HARMLESS_METHODS = frozenset(
    {"debug", "info", "warning", "warn", "error", "exception", "critical", "log", "append", "get", "items", "keys"}
)
_CALLING_NOW = frozenset({
    "asyncio.to_thread", "anyio.to_thread.run_sync", "starlette.concurrency.run_in_threadpool",
    "fastapi.concurrency.run_in_threadpool",
})  # fmt: skip
"""Functions that call the function that is given first with the other arguments."""
_CALLING_WITH_ITSELF = frozenset({"run_sync"})
"""Methods that call the function that is given first with the object, in its synchronous form, and the others.

https://docs.sqlalchemy.org/en/20/orm/extensions/asyncio.html
"""


@dataclass(frozen=True, slots=True)
class Given:
    """One argument as it is written: a plain one, or what `*` or `**` unpacks."""

    argument: Argument
    stars: Literal["", "*", "**"] = ""
    written: ast.expr | None = None


def _call(machine: Machine, node: ast.expr, frame: Frame) -> Value:
    assert isinstance(node, ast.Call)
    function = machine.evaluate(node.func, frame)
    given = _given(machine, node, frame)
    place = machine.place(node)
    starred = [one.argument.value for one in given if one.stars]
    result = combine(
        [function, *starred],
        lambda chosen, *unpacked: _apply(machine, node, frame, given, _called(chosen, given, unpacked, place)),
    )
    if machine.declarations.wanted:
        note_call(machine, node, frame, _called(function, given, starred, place))
    _change_by_method(machine, node, frame, given, place)
    _record(machine, node, function, result, frame)
    return result


def _record(machine: Machine, node: ast.Call, function: Value, result: Value, frame: Frame) -> None:
    place = machine.place(node)
    for assumed, plain in held(result, frame.state.path) or alternatives(result):
        dotted = called_name(plain.function) if isinstance(plain, Called) and plain.place == place else None
        if dotted is None or not isinstance(plain, Called) or not machine.wanted(dotted):
            continue
        known = machine.found.setdefault(place, [])
        partial = any(isinstance(f, Symbol) and f.dotted == "functools.partial" for _, f in alternatives(function))
        found = FoundCall(dotted, plain, place, node.lineno, frame.state.path | assumed, partial)
        if machine.remembers_calls and found not in known:
            known.append(found)


def _given(machine: Machine, node: ast.Call, frame: Frame) -> list[Given]:
    given: list[Given] = []
    for item in node.args:
        value = machine.evaluate(item, frame)
        starred = isinstance(item, ast.Starred)
        given.append(Given(Argument(None, value, machine.place(item)), "*" if starred else "", item))
    for keyword in node.keywords:
        value = machine.evaluate(keyword.value, frame)
        argument = Argument(keyword.arg, value, machine.place(keyword.value))
        given.append(Given(argument, "**" if keyword.arg is None else "", keyword.value))
    return given


def _called(function: Value, given: Sequence[Given], unpacked: Sequence[Value], place: Place) -> Called:
    """The call with `*args` and `**kwargs` put where they are known."""
    if not any(one.stars for one in given):
        return Called(function, tuple(one.argument for one in given), place=place)
    arguments, more = _with_unpacked(given, iter(unpacked))
    return Called(function, tuple(arguments), more or (_passed_twice(arguments) if unpacked else None), place)


def _with_unpacked(given: Sequence[Given], unpacked: Iterator[Value]) -> tuple[list[Argument], str | None]:
    """Return the arguments, as far as they are known, and why there may be more."""
    arguments: list[Argument] = []
    more: str | None = None
    placed = True
    for one in given:
        found: Sequence[Argument] = (one.argument,)
        if one.stars:
            value = next(unpacked, Unknown("unpacked arguments that are not followed"))
            found, reason = _UNPACKED[one.stars](value)
            # Nothing tells which parameters the positional arguments after unknown ones belong to.
            placed = placed and (reason is None or one.stars == "**")
            more = more or reason
        arguments.extend(argument for argument in found if placed or argument.name is not None)
    return arguments, more


def _unpacked_positional(value: Value) -> tuple[Sequence[Argument], str | None]:
    """Return the arguments that `*value` stands for, and why there may be more."""
    if isinstance(value, Items):
        return [Argument(None, item) for item in value.items], None
    return (), "unpacked arguments that are not known"


def _unpacked_named(value: Value) -> tuple[Sequence[Argument], str | None]:
    """Return the arguments that `**value` stands for, and why there may be more."""
    entries, reason = entries_of(value)
    exclusive = isinstance(value, Dict) and value.exclusive
    return [Argument(entry.key, entry.value, entry.place if exclusive else None) for entry in entries], reason


_UNPACKED = {"*": _unpacked_positional, "**": _unpacked_named}


def _passed_twice(arguments: Sequence[Argument]) -> str | None:
    """Return why nothing is known of a call that gets a keyword from two places, which Python refuses."""
    names: set[str] = set()
    for argument in arguments:
        if argument.name is not None and argument.name in names:
            return f"`{argument.name}` is passed twice"
        names.add(argument.name or "")
    return None


def _apply(machine: Machine, node: ast.Call, frame: Frame, given: Sequence[Given], called: Called) -> Value:
    size = size_of(called)
    machine.parts_of_calls += size
    if size > MAX_PARTS or machine.parts_of_calls > MAX_PARTS_OF_CALLS:
        return Unknown("the arguments of the call are too large to follow")
    function = called.function
    machine.show(node, called)
    computed = _computed(machine, node, frame, called)
    if computed is not None:
        return computed
    passed = _passed_on(called)
    definition = machine.followable(passed.function) if passed is not None else None
    if passed is not None and definition is not None:
        return _own_function(machine, node, frame, given, passed, definition, None)
    if isinstance(function, Symbol):
        return _imported(machine, node, frame, given, function, called)
    if isinstance(function, Function):
        return _function(machine, node, frame, given, function, called)
    if isinstance(function, Attribute):
        return _method(machine, node, frame, given, function, called)
    if isinstance(function, Called) and function.place in machine.found and function.place is not None:
        return _partial_call(machine, function, function.place, called)
    harm(machine, node, given, frame)
    return called


def _imported(
    machine: Machine, node: ast.Call, frame: Frame, given: Sequence[Given], function: Symbol, called: Called
) -> Value:
    """A call of a function that is not one of the project."""
    result = _getattr(machine, node, called) or _symbol(machine, function.dotted, called)
    if function.dotted == "builtins.setattr" and len(called.arguments) == 3:
        base, name, value = (argument.value for argument in called.arguments)
        if isinstance(name, Known):
            set_attribute(machine, base, str(name.value), value, frame)
    is_harmless = function.dotted.split(".")[0] in _HARMLESS_MODULES or is_modelled(function)
    if not (is_harmless or machine.wanted(function.dotted)):
        harm(machine, node, given, frame)
    record_module_use(machine, called, machine.place(node), frame)
    return result


def _function(
    machine: Machine, node: ast.Call, frame: Frame, given: Sequence[Given], function: Function, called: Called
) -> Value:
    definition = machine.followable(function)
    if definition is not None:
        return _own_function(machine, node, frame, given, called, definition, None)
    # It was made by a call that is over, and worked out with unknown arguments.
    harm(machine, node, given, frame)
    if called.arguments and _is_chosen_by_tests(function.returns):
        return Unknown(f"`{function.name}` may choose by its arguments what it returns", subject=function.name)
    return function.returns


def _computed(machine: Machine, node: ast.Call, frame: Frame, called: Called) -> Value | None:
    """Return what a call gives that asks for settings or tests something; None for any other call."""
    found = model_of(called.function).call(machine, called, frame)
    return found or tested(called, Asked(machine, node, frame))


def _passed_on(called: Called) -> Called | None:
    """Return the call of a function that this call makes: `to_thread(f, x)` calls `f(x)`; None if it makes none."""
    function, first = called.function, called.arguments[0] if called.arguments else None
    if first is None or first.name is not None or not isinstance(first.value, Function):
        return None
    given = called.arguments[1:]
    if isinstance(function, Attribute) and function.name in _CALLING_WITH_ITSELF:
        given = (Argument(None, function.base), *given)
    elif not (isinstance(function, Symbol) and function.dotted in _CALLING_NOW):
        return None
    return replace(called, function=first.value, arguments=given)


def _is_chosen_by_tests(value: Value) -> bool:
    """True if tests other than those of the environment choose the value or a part of it."""
    if isinstance(value, Dict):
        return any(_is_chosen_by_tests(entry.value) for entry in value.entries)
    return isinstance(value, OneOf) and any(
        not isinstance(condition, (EnvSet, Deployed)) or _is_chosen_by_tests(plain)
        for guard, plain in value.alternatives
        for condition, _ in guard
    )


def _partial_call(machine: Machine, function: Called, place: Place, called: Called) -> Value:
    if machine.remembers_calls:
        machine.partial_calls.setdefault(place, []).append(called)
    return function


def _own_function(
    machine: Machine,
    node: ast.Call,
    frame: Frame,
    given: Sequence[Given],
    called: Called,
    definition: Definition,
    instance: Value | None,
) -> Value:
    """A call of a function of the file: what it returns, and doubt about what it changed of its arguments."""
    before = frame.state.path
    result, touched = follow_call(machine, definition, called, instance, before, frame)
    if touched is None or touched:
        harm(machine, node, given, frame)
    else:
        forget_attributes(node, given, frame)
    return result


def _symbol(machine: Machine, dotted: str, called: Called) -> Value:
    if machine.wanted(dotted):
        return called
    if dotted.startswith("builtins."):
        return call_builtin(dotted[9:], called)
    model = _MODELS.get(dotted)
    result = model(machine, called) if model is not None else None
    result = result or result_of(called)
    if result is not None:
        return result
    prefix, _, name = dotted.rpartition(".")
    of_symbol = replace(called, function=Attribute(Symbol(prefix), name)) if prefix else called
    return result_of(of_symbol) or called


def _copied(machine: Machine, called: Called) -> Value | None:
    return copied(called.arguments[0].value) if len(called.arguments) == 1 else None


def _cast_to(machine: Machine, called: Called) -> Value | None:
    return called.arguments[1].value if len(called.arguments) == 2 else None


def _made_lazily(machine: Machine, called: Called) -> Value | None:
    """Return the object that a function of the project makes, which this one stands for."""
    made_by = called.arguments[0].value if len(called.arguments) == 1 else None
    definition = machine.followable(made_by)
    if made_by is None or definition is None:
        return None
    return call_function(machine, definition, Called(made_by, ()), None, NOTHING_ASSUMED)


def _listen(machine: Machine, called: Called) -> None:
    """Remember the listener of an event."""
    if len(called.arguments) >= 3 and machine.remembers_calls:
        target, event, listener = (argument.value for argument in called.arguments[:3])
        if isinstance(event, Known) and isinstance(listener, Function):
            machine.listeners.append(Listener(target, str(event.value), listener))


def _getattr(machine: Machine, node: ast.Call, called: Called) -> Value | None:
    """Return `getattr(base, name)`, also for a name of which only the origin is known; None for any other call."""
    given = [argument.value for argument in called.arguments if argument.name is None]
    is_asked = isinstance(called.function, Symbol) and called.function.dotted == "builtins.getattr"
    if not is_asked or called.unpacked or len(given) not in (2, 3):
        return None
    default = given[2] if len(given) == 3 else None

    def found(base: Value, name: Value) -> Value:
        members = members_of(machine, base)
        if not (isinstance(name, Known) and isinstance(name.value, str)):
            return (members and entry_of(machine, members, name, node.args[1], default)) or called
        is_missing = default is not None and members is not None and members.get(name.value) is None
        return default if is_missing and default else attribute_of(machine, base, name.value, called.place)

    return combine(given[:2], found)


def _partial(machine: Machine, called: Called) -> Value:
    """`partial(asyncpg.create_pool, dsn)`, `app.add_middleware(Maker, db_url=dsn)`: a site of its own, made later."""
    if not called.arguments or called.arguments[0].name is not None:
        return called
    target, *arguments = called.arguments

    def made(plain: Value) -> Value:
        if isinstance(plain, Symbol) and machine.wanted(plain.dotted):
            return replace(called, function=plain, arguments=tuple(arguments))
        return (
            called if plain is target.value else replace(called, arguments=(replace(target, value=plain), *arguments))
        )

    return combine((target.value,), made)


def _method(
    machine: Machine, node: ast.Call, frame: Frame, given: Sequence[Given], function: Attribute, called: Called
) -> Value:
    base, name = function.base, function.name
    member = _own_method(machine, base, name)
    if member is not None:
        return _own_function(machine, node, frame, given, called, member, base)
    if name in ENTERING and called.arguments and is_call_of(base, EXIT_STACKS):
        return enter_in_stack(machine, called.arguments[0].value, machine.place(node), frame)
    if isinstance(base, Dict):
        return mapping_method(base, name, called) or _entry_by_test(machine, node, base, name, called) or called
    modelled = result_of(called)
    if modelled is not None:
        return modelled
    result = _partial(machine, called) if name == "add_middleware" else called
    is_wanted = machine.wanted(called_name(function) or "") or result is not called
    if name not in _HARMLESS_METHODS and not is_wanted:
        harm(machine, node, given, frame)
    record_use(machine, called, machine.place(node), frame)
    return result


def _entry_by_test(machine: Machine, node: ast.Call, base: Dict, name: str, called: Called) -> Value | None:
    """Return what `base.get(key)` gives for a key that can be one of several, or of which only the origin is known."""
    if name != "get" or not node.args or isinstance(node.args[0], ast.Starred) or called.unpacked:
        return None
    key, *rest = called.arguments

    def entry(plain: Value) -> Value:
        asked = replace(called, arguments=(replace(key, value=plain), *rest))
        default = rest[0].value if rest else Known(None)
        found = mapping_method(base, name, asked) or entry_of(machine, base, plain, node.args[0], default)
        return found or asked

    return combine((key.value,), entry)


def _own_method(machine: Machine, base: Value, name: str) -> Definition | None:
    cls = base.function if isinstance(base, Called) else base
    return machine.followable(member_of(cls, name)) if isinstance(cls, ClassOf) else None


def _change_by_method(machine: Machine, node: ast.Call, frame: Frame, given: Sequence[Given], place: Place) -> None:
    """`opts.update(...)` changes what `opts` holds; `hosts.append(...)` makes a list that is not followed."""
    function = node.func
    if not isinstance(function, ast.Attribute):
        return
    name = function.attr
    starred = [one.argument.value for one in given if one.stars]
    if changes_a_list(node):
        change(machine, function.value, _changed_list, frame)
    if name == "read":
        change(
            machine,
            function.value,
            lambda base: model_of(base).changed(base, _called(base, given, starred, place)),
            frame,
        )
    if name not in CHANGING_METHODS:
        return

    def how(base: Value) -> Value:
        if not isinstance(base, Dict):
            return _changed_list(base)
        return combine(starred, lambda *unpacked: _after(base, name, _called(base, given, unpacked, place)))

    change(machine, function.value, how, frame)


def _changed_list(value: Value) -> Value:
    return Unknown("a list that is changed") if isinstance(value, Items) else value


def _after(base: Dict, method: str, called: Called) -> Value:
    """`base` after `base.method(...)`, for every value that the arguments can have."""

    def build(*plain: Value) -> Value:
        arguments = tuple(replace(a, value=v) for a, v in zip(called.arguments, plain, strict=True))
        return bounded(changed(base, method, replace(called, arguments=arguments)))

    positional = [argument.value for argument in called.arguments if argument.name is None]
    if not any(isinstance(value, OneOf) for value in positional):
        return build(*(argument.value for argument in called.arguments))
    return combine([argument.value for argument in called.arguments], build)


_MODELS: Mapping[str, Callable[[Machine, Called], Value | None]] = {
    "copy.copy": _copied,
    "copy.deepcopy": _copied,
    "typing.cast": _cast_to,
    # Whatever is given first is called later with the other arguments.
    **dict.fromkeys(
        ("functools.partial", "starlette.middleware.Middleware", "fastapi.middleware.Middleware"), _partial
    ),
    **dict.fromkeys(("django.utils.functional.SimpleLazyObject", "werkzeug.local.LocalProxy"), _made_lazily),
    "sqlalchemy.event.listen": _listen,
}
"""What functions of libraries return; None where they return nothing that is known."""

HANDLERS: dict[type[ast.expr], ExpressionHandler] = {ast.Call: _call}
