"""Settings that code loads from files: which file a loader is given, and what it says."""

from __future__ import annotations

from pooler_lint.evaluate.frames import Frame
from pooler_lint.evaluate.machine import Machine
from pooler_lint.evaluate.models import Model
from pooler_lint.frameworks.paths import file_name
from pooler_lint.values import Attribute, Called, Symbol, Value

_CONTENT = frozenset({"read", "read_text", "read_bytes", "open"})
"""Methods of a file or a path that lead to its content."""
_OPENERS = frozenset({"builtins.open", "io.open", "codecs.open"})


def loaders(package: str, form: str, *functions: str) -> Model:
    """Return the model of a package with functions that load a document of this form, the file or the text first."""
    loading = frozenset(f"{package}.{name}" for name in functions)

    def call(machine: Machine, called: Called, frame: Frame) -> Value | None:
        function = called.function
        if not isinstance(function, Symbol) or function.dotted not in loading or not called.arguments:
            return None
        name = opened(called.arguments[0].value, machine.path)
        return None if name is None else document(machine, name, form)

    return Model(call=call)


def opened(value: Value, module: str) -> str | None:
    """Return the name of the file whose content this is, or that is open here."""
    if isinstance(value, Called):
        if isinstance(value.function, Symbol) and value.function.dotted in _OPENERS and value.arguments:
            return file_name(value.arguments[0].value, module)
        if isinstance(value.function, Attribute) and value.function.name in _CONTENT:
            return opened(value.function.base, module)
    return file_name(value, module)


def document(machine: Machine, name: str, form: str) -> Value | None:
    """Return what the file of this name says; None if nothing is known of the files of the project."""
    outside = machine.shared.outside
    if outside is None:
        return None
    with machine.shared.from_the_top():
        return outside.document(name, form, machine.path)
