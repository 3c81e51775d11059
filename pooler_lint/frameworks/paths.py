"""File names in code: `Path(__file__).parent / "settings.toml"`, `os.path.join(os.path.dirname(__file__), ...)`."""

from __future__ import annotations

import os

from pooler_lint.values import Argument, Attribute, Called, Known, Symbol, Value

FILE = "builtins.__file__"
JOINED = "pathlib.PurePath.joinpath"
"""What `path / part` is written as."""

_PATHS = frozenset({"pathlib.Path", "pathlib.PosixPath", "pathlib.PurePath", "os.fspath", "builtins.str"})
_JOINS = frozenset({"os.path.join", JOINED})
_SAME = frozenset({"os.path.abspath", "os.path.realpath", "os.path.normpath", "os.path.expanduser"})
_SAME_METHODS = frozenset({"resolve", "absolute", "expanduser", "as_posix"})
_HERE = frozenset({"os.getcwd", "pathlib.Path.cwd"})


def file_name(value: Value, module: str) -> str | None:
    """The file that this value names in the code of the file `module`; None where that is not known."""
    if isinstance(value, Known):
        return value.value if isinstance(value.value, str) else None
    if isinstance(value, Symbol):
        return os.path.abspath(module) if value.dotted == FILE else None
    if isinstance(value, Attribute):
        return _attribute(value, module)
    if isinstance(value, Called):
        return _called(value, module)
    return None


def joined(left: Value, right: Value) -> Value | None:
    """`left / right`, where the left side is a path."""
    if isinstance(left, (Called, Attribute)):
        return Called(Symbol(JOINED), (Argument(None, left), Argument(None, right)))
    return None


def _attribute(value: Attribute, module: str) -> str | None:
    base = file_name(value.base, module)
    return os.path.dirname(base) if base is not None and value.name == "parent" else None


def _called(called: Called, module: str) -> str | None:
    function = called.function
    given = [argument.value for argument in called.arguments if argument.name is None]
    if isinstance(function, Symbol):
        return _of_function(function.dotted, given, module)
    return _of_method(function.base, function.name, given, module) if isinstance(function, Attribute) else None


def _of_function(dotted: str, given: list[Value], module: str) -> str | None:
    if dotted in _HERE:
        return ""
    if dotted == "os.path.dirname" and len(given) == 1:
        base = file_name(given[0], module)
        return os.path.dirname(base) if base is not None else None
    return _join(given, module) if dotted in _PATHS or dotted in _JOINS or dotted in _SAME else None


def _of_method(base: Value, name: str, given: list[Value], module: str) -> str | None:
    if name in _SAME_METHODS:
        return file_name(base, module)
    if name == "joinpath":
        return _join([base, *given], module)
    is_index = name == "__getitem__" and isinstance(base, Attribute) and base.name == "parents"
    return _parents(base.base, given, module) if is_index and isinstance(base, Attribute) else None


def _parents(base: Value, given: list[Value], module: str) -> str | None:
    name = file_name(base, module)
    if name is None or not given or not isinstance(given[0], Known) or not isinstance(given[0].value, int):
        return None
    for _ in range(given[0].value + 1):
        name = os.path.dirname(name)
    return name


def _join(values: list[Value], module: str) -> str | None:
    names = [file_name(value, module) for value in values]
    known = [name for name in names if name is not None]
    return os.path.join(*known) if known and len(known) == len(names) else None
