"""Environment variables: the ways in which code asks for them, and what they are known to be."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Sequence
from typing import TypeAlias

from pooler_lint.evaluate.casts import cast, is_switch, kind_of
from pooler_lint.evaluate.machine import Machine
from pooler_lint.index.prescan import SetVariable
from pooler_lint.values import (
    Argument,
    Attribute,
    Called,
    Dict,
    Function,
    Items,
    Known,
    OneOf,
    Origin,
    Symbol,
    Text,
    Unknown,
    Value,
    alternatives,
)
from pooler_lint.values.combine import combine, given_or, one_of
from pooler_lint.values.conditions import Deployed, EnvSet, Guard
from pooler_lint.values.strings import joined
from pooler_lint.values.texts import is_textual, parts_of

Apply: TypeAlias = "Callable[[Function, Value], Value]"
"""Calls a function of the project with one argument."""

_FUNCTIONS = frozenset({"os.environ.get", "os.getenv", "os.environ.setdefault", "os.environ.pop", "decouple.config"})
_EXPANDING = "os.path.expandvars"
_NAMED = re.compile(r"\$(\w+|\{[^}]*\})", re.ASCII)
_OPTIONAL = frozenset({"os.environ.get", "os.getenv"})
_ENVIRONS = "environs.Env"
_READERS = frozenset(
    {
        *("starlette.config.Config", "decouple.Config", "decouple.AutoConfig"),
        *(_ENVIRONS, "environ.Env", "environ.FileAwareEnv"),
    }
)
"""Classes whose instances are called with the name of a variable, or have a method for each type."""
_METHODS = frozenset({"bool", "str", "int", "float", "url", "get", "get_value"})
_URL_METHODS = frozenset({"db", "db_url", "dj_db_url"})
"""Methods that make a mapping of settings out of the URL in a variable: django-environ's and environs' own."""
DJ_DATABASE_URL = "dj_database_url.parse"
DJANGO_ENVIRON = "environ.Env.db_url_config"
"""The functions that make such a mapping out of a URL; their companions are written as calls of these."""
_URL_VARIABLE = "DATABASE_URL"
FROM_URL = "its entries come from a URL"


def asked(machine: Machine, called: Called, apply: Apply) -> Value | None:
    """The value of a call that asks for an environment variable; None for any other call.

    A mapping of settings that is made out of a URL is a dict without entries, with the call in its `unpacked`. `apply`
    calls a function of the project that casts the text.
    """
    from_url = _mapping_of_url(machine, called)
    if from_url is not None:
        return Dict((), open=FROM_URL, exclusive=False, unpacked=(from_url,))
    if isinstance(called.function, Symbol) and called.function.dotted == _EXPANDING:
        return _expanded(machine, called)
    if not _is_question(called.function):
        return None
    name = called.argument("key", 0) or called.argument("name") or called.argument("option") or called.argument("var")
    if name is None or not isinstance(name.value, Known):
        return Unknown("an environment variable whose name is not known")
    second = called.argument("cast", 1)
    # starlette takes a type before the default: `config("PORT", int, 5432)`
    default = called.argument("default", 2 if second is not None and isinstance(second.value, Symbol) else 1)
    written = f"{_prefix(machine, called.function)}{name.value.value!s}"
    declared = _declared(called.function, written)
    value = variable(machine, written, declared[1] if default is None else default.value)
    method = called.function.name if isinstance(called.function, Attribute) else None
    if method in ("bool", "int", "float"):
        return cast(value, method)
    type_ = second.value if second is not None else declared[0]
    return apply(type_, value) if isinstance(type_, Function) else cast(value, kind_of(type_))


def _expanded(machine: Machine, called: Called) -> Value | None:
    """Return the text of `os.path.expandvars(...)` with the variables that the deployments set in place."""
    path = called.argument("path", 0)
    if path is None or not all(is_textual(plain) for _, plain in alternatives(path.value)):
        return None

    def expanded(text: Value) -> Value:
        pieces: list[Value] = []
        for part in parts_of(text):
            # Every second piece of the split is the name of a variable.
            split = enumerate(_NAMED.split(part)) if isinstance(part, str) else [(0, part)]
            pieces += [
                variable(machine, piece.strip("{}"), None) if index % 2 and isinstance(piece, str) else _piece(piece)
                for index, piece in split
            ]
        return joined(pieces)

    return combine((path.value,), expanded)


def _piece(piece: str | Value) -> Value:
    return Known(piece) if isinstance(piece, str) else piece


def _prefix(machine: Machine, function: Value) -> str:
    """What a reader puts before the name: environs in `with env.prefixed("APP_")`, starlette by `env_prefix`."""
    reader = function.base if isinstance(function, Attribute) else function
    if not (isinstance(reader, Called) and isinstance(reader.function, Symbol)):
        return ""
    if reader.function.dotted == _ENVIRONS:
        return "".join(machine.prefixes)
    given = reader.argument("env_prefix")
    return str(given.value.value) if given is not None and isinstance(given.value, Known) else ""


def prefix_of(context: Value) -> str | None:
    """The prefix that `with env.prefixed("APP_"):` puts before every name in its block; None for anything else."""
    function = context.function if isinstance(context, Called) else None
    if not (isinstance(context, Called) and isinstance(function, Attribute) and function.name == "prefixed"):
        return None
    given = context.argument("prefix", 0)
    if not is_call_of(function.base, frozenset({_ENVIRONS})):
        return None
    return str(given.value.value) if given is not None and isinstance(given.value, Known) else None


def _declared(function: Value, name: str) -> tuple[Value | None, Value | None]:
    """Return the type and the default of a variable: as in `environ.Env(NAME=(str, "..."))`, or as `os` has them."""
    if isinstance(function, Symbol) and function.dotted in _OPTIONAL:
        return None, Known(None)
    reader = function.base if isinstance(function, Attribute) else function
    declared = reader.argument(name) if isinstance(reader, Called) else None
    if declared is None:
        return None, None
    if not isinstance(declared.value, Items) or len(declared.value.items) != 2:
        return declared.value, None
    return declared.value.items[0], declared.value.items[1]


def _mapping_of_url(machine: Machine, called: Called) -> Called | None:
    """`dj_database_url.config(...)`, `env.db(...)` and their like as calls of what takes the URL itself."""
    function = called.function
    given = _reads_given_url(function)
    if given is not None:
        url = called.argument("url", 0)
        return _parse(called, given, url.value if url else Unknown("no URL is given"), ("url",), 1)
    is_method = isinstance(function, Attribute) and function.name in _URL_METHODS and _is_reader(function.base)
    if not is_method and not (isinstance(function, Symbol) and function.dotted == "dj_database_url.config"):
        return None
    name, default = called.argument("env", 0) or called.argument("var"), called.argument("default", 1)
    if name is not None and not isinstance(name.value, Known):
        url_value: Value = Unknown("an environment variable whose name is not known")
    else:
        known = str(name.value.value) if name is not None and isinstance(name.value, Known) else _URL_VARIABLE
        url_value = variable(machine, known, default.value if default is not None else None)
    by_django_environ = isinstance(function, Attribute) and function.name != "dj_db_url"
    parser = DJANGO_ENVIRON if by_django_environ else DJ_DATABASE_URL
    return _parse(called, parser, url_value, ("env", "var", "default"), 2)


def _reads_given_url(function: Value) -> str | None:
    """The function where it is one that is handed the URL itself."""
    if isinstance(function, Symbol) and function.dotted in (DJ_DATABASE_URL, DJANGO_ENVIRON):
        return function.dotted
    is_method = isinstance(function, Attribute) and function.name == "db_url_config" and _is_reader(function.base)
    return DJANGO_ENVIRON if is_method else None


def _parse(called: Called, parser: str, url: Value, replaced: tuple[str, ...], positions: int) -> Called:
    """The call with its URL first; what says where the URL comes from is left out."""
    named = [argument for argument in called.arguments if argument.name is not None and argument.name not in replaced]
    rest = [argument for argument in called.arguments if argument.name is None][positions:]
    first = Argument("url", url)
    # A further argument by position is the engine, after which come what the mapping's makers do not agree on.
    engine = [Argument("engine", argument.value, argument.place) for argument in rest[:1]]
    more = called.unpacked or ("arguments by position" if len(rest) > 1 else None)
    return Called(Symbol(parser), (first, *engine, *named), more, called.place)


def _is_question(function: Value) -> bool:
    if isinstance(function, Symbol):
        return function.dotted in _FUNCTIONS
    if isinstance(function, Attribute):
        return function.name in _METHODS and _is_reader(function.base)
    return _is_reader(function)


def is_call_of(value: Value, dotted: frozenset[str]) -> bool:
    """True for a call of one of these names."""
    return isinstance(value, Called) and isinstance(value.function, Symbol) and value.function.dotted in dotted


def _is_reader(value: Value) -> bool:
    return is_call_of(value, _READERS)


def variable(machine: Machine, name: str, default: Value | None) -> Value:
    """The value of an environment variable: what the project's deployments say, else unknown; or the default.

    What the file itself sets comes first.
    """
    set_here = machine.names.variables_set(name)
    if set_here:
        found = _set_here(machine, name, set_here)
        if not all(one.is_default for one in set_here):
            return found
        default = found
    given = Unknown(f"environment variable {name}", Origin("environment", name))
    outside = machine.shared.outside
    known = outside.environment(name, machine.path) if outside is not None else ()
    # A switch is off where nothing sets it. Of an address without a value nothing is known.
    if isinstance(default, Known) and default.value is None and not (known and all(is_switch(one) for _, one in known)):
        default = None
    if known:
        in_all = any(not guard for guard, _ in known)
        return one_of(known if default is None or in_all else [*known, (_in_no_deployment(known), default)])
    return given if default is None else given_or(EnvSet(name), given, default)


def _set_here(machine: Machine, name: str, found: Sequence[SetVariable]) -> Value:
    """Return the value that the file gives the variable, where there is one that it gives in any case."""
    value = found[0].value
    if len(found) == 1 and found[0].is_certain and isinstance(value, ast.Constant) and isinstance(value.value, str):
        step = machine.evidence(f"environment variable {name} is set here", value)
        return Known(value.value, machine.place(value), (step,))
    return Unknown(f"environment variable {name} is set by other code of this file")


def first_variable(machine: Machine, names: Sequence[str], default: Value | None) -> Value:
    """The first of these variables that a deployment sets, else what is known of the first one."""
    outside = machine.shared.outside
    for name in names if outside is not None else ():
        if outside is not None and outside.environment(name, machine.path):
            return variable(machine, name, default)
    return variable(machine, names[0], default)


def where_unset(value: Value) -> Guard | None:
    """Return the guard under which no deployment sets a variable without a default; None for any other value."""
    if not isinstance(value, OneOf) or not all(
        isinstance(plain, (Known, Text))
        and any(isinstance(one, Deployed) and holds and one.kind == "environment" for one, holds in guard)
        for guard, plain in value.alternatives
    ):
        return None
    return _in_no_deployment(value.alternatives)


def _in_no_deployment(known: Sequence[tuple[Guard, Value]]) -> Guard:
    """Return the guard under which none of the deployments that set these values is the one at hand."""
    conditions = (condition for guard, _ in known for condition, _ in guard if isinstance(condition, Deployed))
    return frozenset({(Deployed(frozenset().union(*(one.deployments for one in conditions))), False)})
