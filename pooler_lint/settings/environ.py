"""django-environ: `Env(NAME=(int, 5))("NAME")`, `env.db("NAME")`, `Env.db_url_config(url)`."""

from __future__ import annotations

from pooler_lint.evaluate.environment import is_call_of
from pooler_lint.evaluate.frames import Frame
from pooler_lint.evaluate.machine import Machine
from pooler_lint.evaluate.models import Model
from pooler_lint.settings.common.urls import DJANGO_ENVIRON, from_url, from_variable
from pooler_lint.settings.common.variables import asked, asks, name_of
from pooler_lint.values import Attribute, Called, Items, Symbol, Value

_MAKERS = frozenset({"environ.Env", "environ.FileAwareEnv"})
_URL_METHODS = frozenset({"db", "db_url"})


def _call(machine: Machine, called: Called, frame: Frame) -> Value | None:
    function = called.function
    if isinstance(function, Symbol) and function.dotted == DJANGO_ENVIRON:
        return from_url(called, DJANGO_ENVIRON)
    if isinstance(function, Attribute) and is_call_of(function.base, _MAKERS):
        if function.name == "db_url_config":
            return from_url(called, DJANGO_ENVIRON)
        if function.name in _URL_METHODS:
            return from_variable(machine, called, DJANGO_ENVIRON)
    return asked(machine, called, "", *_declared(called)) if asks(function, _MAKERS) else None


def _declared(called: Called) -> tuple[Value | None, Value | None]:
    """Return the type and the default of a variable as in `environ.Env(NAME=(str, "..."))`."""
    reader = called.function.base if isinstance(called.function, Attribute) else called.function
    declared = reader.argument(name_of(called) or "") if isinstance(reader, Called) else None
    if declared is None:
        return None, None
    if not isinstance(declared.value, Items) or len(declared.value.items) != 2:
        return declared.value, None
    return declared.value.items[0], declared.value.items[1]


MODEL = Model(call=_call)
