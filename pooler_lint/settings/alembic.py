"""Alembic's configuration, as its ini file and the code say."""

from __future__ import annotations

from pooler_lint.evaluate.frames import Frame
from pooler_lint.evaluate.machine import Machine
from pooler_lint.evaluate.models import Model
from pooler_lint.records import replace
from pooler_lint.values import Attribute, Called, Dict, Entry, Known, Origin, Symbol, Unknown, Value
from pooler_lint.values.combine import combine, one_of
from pooler_lint.values.dicts import with_entry

_ALEMBIC = "alembic.context.config"
_URL = "sqlalchemy.url"
_URL_OPTION = "sqlalchemy.url of Alembic's configuration"
"""The name under which the reading remembers what code sets; no name of Python's."""
_AS_IN_THE_FILE = Unknown("it is set by Alembic's ini file", Origin("file", "alembic.ini"))


def _call(machine: Machine, called: Called, frame: Frame) -> Value | None:
    """What Alembic's `config` gives, as the ini file and the code before say; None for any other call.

    https://alembic.sqlalchemy.org/en/latest/api/config.html: what the code sets wins, `%` is doubled in it.
    """
    function = called.function
    if not isinstance(function, Symbol) or not function.dotted.startswith(f"{_ALEMBIC}."):
        return None
    name = function.dotted[len(_ALEMBIC) + 1 :]
    given = [argument.value for argument in called.arguments]
    if name == "set_main_option" and len(given) == 2 and isinstance(given[0], Known):
        if given[0].value == _URL:
            _module(frame).state.names[_URL_OPTION] = combine((given[1],), _single_percents)
        return Known(None)
    if name == "get_main_option" and given and isinstance(given[0], Known):
        return _main_option(machine, str(given[0].value), given[1] if len(given) > 1 else None, frame)
    if name in ("get_section", "get_section_option") and given:
        return _section(machine, given[0], frame) if name == "get_section" else None
    return None


def _module(frame: Frame) -> Frame:
    while frame.parent is not None:
        frame = frame.parent
    return frame


def _single_percents(value: Value) -> Value:
    if isinstance(value, Known) and isinstance(value.value, str):
        return replace(value, value=value.value.replace("%%", "%"))
    # `.replace("%", "%%")` of what is not known
    if isinstance(value, Called) and isinstance(value.function, Attribute) and value.function.name == "replace":
        return value.function.base
    return value


def _imported(frame: Frame, dotted: str) -> None:
    """Have the ini file decide on the URL from here on, unless code sets it, be it on some ways only."""
    if dotted == "alembic.context":
        _module(frame).state.names.setdefault(_URL_OPTION, _AS_IN_THE_FILE)


def _set_by_code(frame: Frame) -> Value:
    return _module(frame).state.names.get(_URL_OPTION, _AS_IN_THE_FILE)


def _main_option(machine: Machine, name: str, default: Value | None, frame: Frame) -> Value | None:
    in_the_file = combine((_sections(machine),), lambda section: _option(section, name, default))
    if name != _URL:
        return in_the_file
    return combine((_set_by_code(frame), in_the_file), lambda code, file: file if code is _AS_IN_THE_FILE else code)


def _option(section: Value, name: str, default: Value | None) -> Value:
    if not isinstance(section, Dict):
        return section
    entry = section.get(name)
    if entry is not None:
        return entry.value
    return default or Unknown(f"`{name}` is not set in Alembic's ini file", subject=name)


def _section(machine: Machine, name: Value, frame: Frame) -> Value | None:
    """`config.get_section(config.config_ini_section)`: the section that Alembic runs with."""
    is_main = (isinstance(name, Symbol) and name.dotted == f"{_ALEMBIC}.config_ini_section") or (
        isinstance(name, Known) and name.value == "alembic"
    )
    if not is_main:
        return None
    section = combine((_sections(machine),), _as_dict)
    return combine((section, _set_by_code(frame)), _with_url)


def _as_dict(section: Value) -> Value:
    if isinstance(section, Dict):
        return section
    return Dict((), open=section.reason if isinstance(section, Unknown) else "an ini file", exclusive=False)


def _with_url(section: Value, url: Value) -> Value:
    if url is _AS_IN_THE_FILE or not isinstance(section, Dict):
        return section
    return with_entry(section, Entry(_URL, url))


def _sections(machine: Machine) -> Value:
    outside = machine.shared.outside
    found = outside.sections("alembic", machine.path) if outside is not None else ()
    if not found:
        return Unknown("Alembic's ini file, which is not there")
    return one_of(found)


MODEL = Model(call=_call, imported=_imported)
