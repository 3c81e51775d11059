"""`os.environ`, `os.getenv` and `os.path.expandvars`."""

from __future__ import annotations

import re

from pooler_lint.evaluate.environment import variable
from pooler_lint.evaluate.frames import Frame
from pooler_lint.evaluate.machine import Machine
from pooler_lint.evaluate.models import Model
from pooler_lint.settings.common.variables import asked
from pooler_lint.values import Called, Known, Symbol, Value, alternatives
from pooler_lint.values.combine import combine
from pooler_lint.values.strings import joined
from pooler_lint.values.texts import is_textual, parts_of

_OPTIONAL = frozenset({"os.environ.get", "os.getenv"})
_FUNCTIONS = frozenset({*_OPTIONAL, "os.environ.setdefault", "os.environ.pop"})
_NAMED = re.compile(r"\$(\w+|\{[^}]*\})", re.ASCII)


def _call(machine: Machine, called: Called, frame: Frame) -> Value | None:
    dotted = called.function.dotted if isinstance(called.function, Symbol) else ""
    if dotted in _FUNCTIONS:
        return asked(machine, called, default=Known(None) if dotted in _OPTIONAL else None)
    return _expanded(machine, called) if dotted == "os.path.expandvars" else None


def _expanded(machine: Machine, called: Called) -> Value | None:
    """Return the text with the variables that the deployments set in place."""
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


MODEL = Model(call=_call)
