"""Starlette's configuration: `Config(env_prefix="APP_")("NAME", cast=int, default=...)`."""

from __future__ import annotations

from pooler_lint.evaluate.frames import Frame
from pooler_lint.evaluate.machine import Machine
from pooler_lint.evaluate.models import Model
from pooler_lint.settings.common.variables import asked, asks
from pooler_lint.values import Attribute, Called, Known, Value

_MAKERS = frozenset({"starlette.config.Config"})


def _call(machine: Machine, called: Called, frame: Frame) -> Value | None:
    function = called.function
    if not asks(function, _MAKERS):
        return None
    reader = function.base if isinstance(function, Attribute) else function
    prefix = reader.argument("env_prefix") if isinstance(reader, Called) else None
    known = prefix.value.value if prefix is not None and isinstance(prefix.value, Known) else ""
    return asked(machine, called, str(known))


MODEL = Model(call=_call)
