"""Mappings of Django settings that are made out of a URL: a dict without entries, with the call in its `unpacked`."""

from __future__ import annotations

from pooler_lint.evaluate.environment import variable
from pooler_lint.evaluate.machine import Machine
from pooler_lint.values import Argument, Called, Dict, Known, Symbol, Unknown, Value

DJ_DATABASE_URL = "dj_database_url.parse"
DJANGO_ENVIRON = "environ.Env.db_url_config"
"""The functions that make such a mapping out of a URL; their companions are written as calls of these."""
FROM_URL = "its entries come from a URL"
_URL_VARIABLE = "DATABASE_URL"


def from_variable(machine: Machine, called: Called, parser: str) -> Dict:
    """Return the mapping of a call that names the variable with the URL."""
    name, default = called.argument("env", 0) or called.argument("var"), called.argument("default", 1)
    if name is not None and not isinstance(name.value, Known):
        url: Value = Unknown("an environment variable whose name is not known")
    else:
        known = str(name.value.value) if name is not None and isinstance(name.value, Known) else _URL_VARIABLE
        url = variable(machine, known, default.value if default is not None else None)
    return _parsed(called, parser, url, ("env", "var", "default"), 2)


def from_url(called: Called, parser: str) -> Dict:
    """Return the mapping of a call that is given the URL itself."""
    url = called.argument("url", 0)
    return _parsed(called, parser, url.value if url else Unknown("no URL is given"), ("url",), 1)


def _parsed(called: Called, parser: str, url: Value, replaced: tuple[str, ...], positions: int) -> Dict:
    """Return the mapping, with the call that has its URL first, and not what says where the URL comes from."""
    named = [argument for argument in called.arguments if argument.name is not None and argument.name not in replaced]
    rest = [argument for argument in called.arguments if argument.name is None][positions:]
    # A further argument by position is the engine, after which come what the mapping's makers do not agree on.
    engine = [Argument("engine", argument.value, argument.place) for argument in rest[:1]]
    more = called.unpacked or ("arguments by position" if len(rest) > 1 else None)
    made = Called(Symbol(parser), (Argument("url", url), *engine, *named), more, called.place)
    return Dict((), open=FROM_URL, exclusive=False, unpacked=(made,))
