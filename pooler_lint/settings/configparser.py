"""Parsers of ini files: `parser.read("settings.ini")`, `parser["section"]`, `parser.get("section", "option")`."""

from __future__ import annotations

from pooler_lint.evaluate.environment import is_call_of
from pooler_lint.evaluate.frames import Frame
from pooler_lint.evaluate.machine import Machine
from pooler_lint.evaluate.models import Model
from pooler_lint.records import replace
from pooler_lint.settings.common.documents import document, opened
from pooler_lint.values import Argument, Attribute, Called, Dict, Items, Known, Origin, Unknown, Value

_PARSERS = frozenset({"configparser.ConfigParser", "configparser.RawConfigParser", "configparser.SafeConfigParser"})
_READ = "read from"
"""The argument that a parser gets when it has read a file."""


def _after_reading(parser: Value, called: Called) -> Value:
    """A parser after `parser.read(...)`."""
    if not (isinstance(parser, Called) and is_call_of(parser, _PARSERS) and called.arguments):
        return parser
    if parser.argument(_READ) is not None:
        return replace(parser, arguments=(), unpacked="it reads several files")
    return replace(parser, arguments=(*parser.arguments, Argument(_READ, called.arguments[0].value)))


def _section_of(machine: Machine, parser: Value, section: Value) -> Value | None:
    """`parser["section"]`; None where that is no parser."""
    content = _content(machine, parser)
    if content is None:
        return None
    if not isinstance(content, Dict):
        return content
    return _entry(content, section)


def _option_of(machine: Machine, called: Called, frame: Frame) -> Value | None:
    """`parser.get("section", "option", fallback=...)`; None for any other call."""
    function = called.function
    if not isinstance(function, Attribute) or function.name not in ("get", "getint", "getboolean"):
        return None
    section = called.argument("section", 0)
    option = called.argument("option", 1)
    if section is None or option is None:
        return None
    content = _section_of(machine, function.base, section.value)
    if content is None:
        return None
    found = _entry(content, option.value) if isinstance(content, Dict) else content
    fallback = called.argument("fallback")
    return fallback.value if isinstance(found, Unknown) and fallback is not None else found


def _content(machine: Machine, parser: Value) -> Value | None:
    if not (isinstance(parser, Called) and is_call_of(parser, _PARSERS)) or machine.shared.outside is None:
        return None
    read = parser.argument(_READ)
    if read is None:
        return _not_read(parser.unpacked or "a parser that has read no file that is known")
    files = read.value.items if isinstance(read.value, Items) else (read.value,)
    name = opened(files[-1], machine.path) if len(files) == 1 else None
    if name is None:
        return _not_read("a parser that has read a file whose name is not known")
    return document(machine, name, "ini")


def _not_read(reason: str) -> Unknown:
    return Unknown(reason, Origin("file", ""))


def _entry(content: Dict, name: Value) -> Value:
    if not isinstance(name, Known):
        return Unknown("an option whose name is not known")
    # The names of options count without their case.
    entry = content.get(str(name.value)) or content.get(str(name.value).lower())
    missing = Unknown(f"`{name.value!s}` is not set in the settings file", subject=str(name.value))
    return entry.value if entry is not None else missing


MODEL = Model(call=_option_of, item=_section_of, changed=_after_reading)
