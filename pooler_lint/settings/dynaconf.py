"""Dynaconf's settings: variables behind a prefix, the sections of its files, the defaults of its validators.

https://www.dynaconf.com/configuration/ and https://www.dynaconf.com/settings_files/ say what wins: a variable, then the
section of the environment at hand, then the section `default`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

from pooler_lint.evaluate.environment import first_variable, is_call_of
from pooler_lint.evaluate.frames import Frame
from pooler_lint.evaluate.machine import Machine
from pooler_lint.evaluate.models import Model
from pooler_lint.frameworks.paths import file_name
from pooler_lint.settings.common.documents import document
from pooler_lint.values import Attribute, Called, ClassOf, Dict, Entry, Items, Known, Symbol, Unknown, Value
from pooler_lint.values.combine import one_of
from pooler_lint.values.conditions import Deployed, Deployment, Guard

_MAKERS = frozenset({"dynaconf.Dynaconf", "dynaconf.LazySettings"})
_FORMS = {".toml": "toml", ".tml": "toml", ".yaml": "yaml", ".yml": "yaml", ".json": "json"}
_METHODS = frozenset({"get", "get_fresh"})
_OTHER_METHODS = frozenset(
    {
        *("as_dict", "to_dict", "from_env", "exists", "set", "update", "reload", "clean", "setenv", "using_env"),
        *("current_env", "validators", "configure", "as_bool", "as_int", "as_float", "as_json", "exists_in_environ"),
    }
)
_DEFAULT, _GLOBAL = "default", "global"


def _setting_of(machine: Machine, settings: Value, name: str) -> Value | None:
    """The setting of this name; None where `settings` are not Dynaconf's."""
    if not (isinstance(settings, Called) and is_call_of(settings, _MAKERS)):
        return None
    if name in _METHODS or name in _OTHER_METHODS:
        return None
    default = _in_files(machine, settings, name) or _of_validators(settings, name)
    if isinstance(default, Dict):
        return _namespace(default)
    return first_variable(machine, [f"{_prefix(settings)}{name.upper()}"], default)


def _asked_by_method(machine: Machine, called: Called, frame: Frame) -> Value | None:
    """`settings.get("NAME", default)`; None for any other call."""
    function, name = called.function, called.argument("key", 0)
    if not (isinstance(function, Attribute) and function.name in _METHODS and name is not None):
        return None
    if not isinstance(name.value, Known):
        return None
    found = _setting_of(machine, function.base, str(name.value.value))
    fallback = called.argument("default", 1)
    return fallback.value if isinstance(found, Unknown) and fallback is not None else found


def _prefix(settings: Called) -> str:
    given = settings.argument("envvar_prefix")
    if given is None:
        return "DYNACONF_"
    return f"{given.value.value!s}_".upper() if isinstance(given.value, Known) and given.value.value else ""


def _in_files(machine: Machine, settings: Called, name: str) -> Value | None:
    """What the settings files say; the last one that speaks of it wins."""
    found: dict[str, Value] = {}
    for section, content in _sections(machine, settings):
        value = _entry(content, name)
        found.update({section: value} if value is not None else {})
    default = found.pop(_DEFAULT, None) or found.pop(_GLOBAL, None)
    if not found:
        return default
    each: list[tuple[Guard, Value]] = [(frozenset({(_deployed(one), True)}), value) for one, value in found.items()]
    if default is not None:
        each.append((frozenset({(_deployed(*found), False)}), default))
    return one_of(each)


def _sections(machine: Machine, settings: Called) -> Iterator[tuple[str, Dict]]:
    """Yield the sections of the settings files; a file without sections is the default one."""
    for content in _documents(machine, settings):
        if _has_environments(settings):
            yield from ((one.key.lower(), one.value) for one in content.entries if isinstance(one.value, Dict))
        else:
            yield _DEFAULT, content


def _deployed(*sections: str) -> Deployed:
    """Return the condition that one of these sections, of whichever file, is the environment at hand."""
    return Deployed(frozenset(Deployment("Dynaconf", f"[{section}]") for section in sections), "Dynaconf")


def _has_environments(settings: Called) -> bool:
    given = settings.argument("environments")
    return given is not None and not (isinstance(given.value, Known) and not given.value.value)


def _documents(machine: Machine, settings: Called) -> Iterator[Dict]:
    given = settings.argument("settings_files") or settings.argument("settings_file")
    if given is None:
        return
    for item in given.value.items if isinstance(given.value, Items) else (given.value,):
        name = file_name(item, machine.path)
        form = _FORMS.get(os.path.splitext(name)[1]) if name is not None else None
        if name is None or form is None:
            continue
        found = document(machine, name, form)
        if isinstance(found, Dict):  # a file that is not there is passed over
            yield found


def _entry(content: Dict, name: str) -> Value | None:
    """Names count without their case."""
    return next((entry.value for entry in content.entries if entry.key.upper() == name.upper()), None)


def _namespace(content: Dict) -> ClassOf:
    """A mapping whose entries are attributes, in any case."""
    members = [
        Entry(key, _namespace(entry.value) if isinstance(entry.value, Dict) else entry.value)
        for entry in content.entries
        for key in dict.fromkeys((entry.key, entry.key.upper(), entry.key.lower()))
    ]
    return ClassOf("settings", (), tuple(members))


def _of_validators(settings: Called, name: str) -> Value | None:
    """`Validator("NAME", default=...)`."""
    given = settings.argument("validators")
    for one in given.value.items if given is not None and isinstance(given.value, Items) else ():
        if not (isinstance(one, Called) and isinstance(one.function, Symbol)):
            continue
        names = [argument.value for argument in one.arguments if argument.name is None]
        default = one.argument("default")
        if default is not None and any(isinstance(n, Known) and str(n.value).upper() == name.upper() for n in names):
            return default.value
    return None


def _item(machine: Machine, settings: Value, key: Value) -> Value | None:
    return _setting_of(machine, settings, str(key.value)) if isinstance(key, Known) else None


MODEL = Model(call=_asked_by_method, attribute=_setting_of, item=_item)
