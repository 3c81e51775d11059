"""environs: `env.str("NAME")`, `env.dj_db_url("NAME")`, `with env.prefixed("APP_")`."""

from __future__ import annotations

from pooler_lint.evaluate.environment import is_call_of
from pooler_lint.evaluate.frames import Frame
from pooler_lint.evaluate.machine import Machine
from pooler_lint.evaluate.models import Model
from pooler_lint.settings.common.urls import DJ_DATABASE_URL, from_variable
from pooler_lint.settings.common.variables import asked, asks
from pooler_lint.values import Attribute, Called, Known, Value

_MAKERS = frozenset({"environs.Env"})


def _call(machine: Machine, called: Called, frame: Frame) -> Value | None:
    function = called.function
    if isinstance(function, Attribute) and function.name == "dj_db_url" and is_call_of(function.base, _MAKERS):
        return from_variable(machine, called, DJ_DATABASE_URL)
    return asked(machine, called, "".join(machine.prefixes)) if asks(function, _MAKERS) else None


def _prefix(context: Value) -> str | None:
    function = context.function if isinstance(context, Called) else None
    if not (isinstance(context, Called) and isinstance(function, Attribute) and function.name == "prefixed"):
        return None
    if not is_call_of(function.base, _MAKERS):
        return None
    given = context.argument("prefix", 0)
    return str(given.value.value) if given is not None and isinstance(given.value, Known) else None


MODEL = Model(call=_call, prefix=_prefix)
