"""python-decouple: `config("NAME", default=..., cast=int)`."""

from __future__ import annotations

from pooler_lint.evaluate.frames import Frame
from pooler_lint.evaluate.machine import Machine
from pooler_lint.evaluate.models import Model
from pooler_lint.settings.common.variables import asked, asks
from pooler_lint.values import Called, Symbol, Value

_MAKERS = frozenset({"decouple.Config", "decouple.AutoConfig"})


def _call(machine: Machine, called: Called, frame: Frame) -> Value | None:
    is_function = isinstance(called.function, Symbol) and called.function.dotted == "decouple.config"
    return asked(machine, called) if is_function or asks(called.function, _MAKERS) else None


MODEL = Model(call=_call)
