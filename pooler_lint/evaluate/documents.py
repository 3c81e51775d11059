"""Settings that the code loads from files: YAML, TOML, JSON and ini files, and Alembic's configuration."""

from __future__ import annotations

from collections.abc import Sequence

from pooler_lint.evaluate.frames import Frame
from pooler_lint.evaluate.machine import Machine
from pooler_lint.evaluate.paths import file_name
from pooler_lint.records import replace
from pooler_lint.values import Argument, Attribute, Called, Dict, Entry, Items, Known, Origin, Symbol, Unknown, Value
from pooler_lint.values.combine import combine, one_of
from pooler_lint.values.dicts import with_entry

_LOADERS = {
    "yaml.safe_load": "yaml",
    "yaml.load": "yaml",
    "yaml.full_load": "yaml",
    "tomllib.load": "toml",
    "tomllib.loads": "toml",
    "tomli.load": "toml",
    "tomli.loads": "toml",
    "toml.load": "toml",
    "toml.loads": "toml",
    "json.load": "json",
    "json.loads": "json",
}
_CONTENT = frozenset({"read", "read_text", "read_bytes", "open"})
"""Methods of a file or a path that lead to its content."""
_OPENERS = frozenset({"builtins.open", "io.open", "codecs.open"})
_PARSERS = frozenset({"configparser.ConfigParser", "configparser.RawConfigParser", "configparser.SafeConfigParser"})
READ = "read from"
"""The argument that a parser gets when it has read a file."""

_ALEMBIC = "alembic.context.config"
_URL = "sqlalchemy.url"
_URL_OPTION = "sqlalchemy.url of Alembic's configuration"
"""The name under which the reading remembers what code sets; no name of Python's."""
_AS_IN_THE_FILE = Unknown("it is set by Alembic's ini file", Origin("file", "alembic.ini"))


def loaded(machine: Machine, called: Called) -> Value | None:
    """What a call that loads a settings file gives; None for any other call."""
    function = called.function
    if not isinstance(function, Symbol) or function.dotted not in _LOADERS or not called.arguments:
        return None
    name = _opened(called.arguments[0].value, machine.path)
    if name is None or machine.shared.outside is None:
        return None
    with machine.shared.from_the_top():
        return machine.shared.outside.document(name, _LOADERS[function.dotted], machine.path)


def _opened(value: Value, module: str) -> str | None:
    """The name of the file whose content this is, or that is open here."""
    if isinstance(value, Called):
        if isinstance(value.function, Symbol) and value.function.dotted in _OPENERS and value.arguments:
            return file_name(value.arguments[0].value, module)
        if isinstance(value.function, Attribute) and value.function.name in _CONTENT:
            return _opened(value.function.base, module)
    return file_name(value, module)


# --- configparser -----------------------------------------------------------------------------------------------------


def after_reading(parser: Value, called: Called) -> Value:
    """A parser after `parser.read(...)`."""
    if not _is_parser(parser) or not called.arguments:
        return parser
    assert isinstance(parser, Called)
    if parser.argument(READ) is not None:
        return replace(parser, arguments=(), unpacked="it reads several files")
    return replace(parser, arguments=(*parser.arguments, Argument(READ, called.arguments[0].value)))


def section_of(machine: Machine, parser: Value, section: Value) -> Value | None:
    """`parser["section"]`; None where that is no parser."""
    content = _content(machine, parser)
    if content is None:
        return None
    if not isinstance(content, Dict):
        return content
    return _entry(content, section)


def option_of(machine: Machine, called: Called) -> Value | None:
    """`parser.get("section", "option", fallback=...)`; None for any other call."""
    function = called.function
    if not isinstance(function, Attribute) or function.name not in ("get", "getint", "getboolean"):
        return None
    section = called.argument("section", 0)
    option = called.argument("option", 1)
    if section is None or option is None:
        return None
    content = section_of(machine, function.base, section.value)
    if content is None:
        return None
    found = _entry(content, option.value) if isinstance(content, Dict) else content
    fallback = called.argument("fallback")
    return fallback.value if isinstance(found, Unknown) and fallback is not None else found


def _is_parser(value: Value) -> bool:
    return isinstance(value, Called) and isinstance(value.function, Symbol) and value.function.dotted in _PARSERS


def _content(machine: Machine, parser: Value) -> Value | None:
    if not _is_parser(parser) or machine.shared.outside is None:
        return None
    assert isinstance(parser, Called)
    read = parser.argument(READ)
    if read is None:
        return _not_read(parser.unpacked or "a parser that has read no file that is known")
    files = read.value.items if isinstance(read.value, Items) else (read.value,)
    name = _opened(files[-1], machine.path) if len(files) == 1 else None
    if name is None:
        return _not_read("a parser that has read a file whose name is not known")
    with machine.shared.from_the_top():
        return machine.shared.outside.document(name, "ini", machine.path)


def _not_read(reason: str) -> Unknown:
    return Unknown(reason, Origin("file", ""))


def _entry(content: Dict, name: Value) -> Value:
    if not isinstance(name, Known):
        return Unknown("an option whose name is not known")
    # The names of options count without their case.
    entry = content.get(str(name.value)) or content.get(str(name.value).lower())
    return entry.value if entry is not None else Unknown(f"`{name.value!s}` is not set in the settings file")


# --- Alembic ----------------------------------------------------------------------------------------------------------


def alembic(machine: Machine, called: Called, frame: Frame) -> Value | None:
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


def begin_alembic(frame: Frame) -> None:
    """Alembic's `context` is imported: from here on code may set the URL, be it on some ways only."""
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
    return default or Unknown(f"`{name}` is not set in Alembic's ini file")


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


def application_settings(machine: Machine, parameters: Sequence[str]) -> Value | None:
    """What PasteDeploy hands to `main(global_config, **settings)`, where an ini file says it."""
    outside = machine.shared.outside
    if list(parameters) != ["global_config"] or outside is None:
        return None
    found = outside.sections("pyramid", machine.path)
    return one_of(found) if found else None


def _sections(machine: Machine) -> Value:
    outside = machine.shared.outside
    found = outside.sections("alembic", machine.path) if outside is not None else ()
    if not found:
        return Unknown("Alembic's ini file, which is not there")
    return one_of(found)
