"""The keys of `[tool.pooler-lint]`: what each may hold, and how it is kept."""

from __future__ import annotations

from pooler_lint import registry
from pooler_lint.light import TYPE_CHECKING, NamedTuple, re
from pooler_lint.repository.patterns import glob_problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

OUTPUT_FORMATS = registry.names("output.formats")
POOL_CLASSES = ("null", "keep")
CONFIDENCES = ("assumed", "confirmed")
"""From the least to the most."""
MODES = ("transaction", "session", "statement", "direct")
VERSIONED = (
    "asyncpg",
    "psycopg",
    "psycopg-pool",
    "psycopg2",
    "pg8000",
    "psycopg2-binary",
    "django",
    "sqlalchemy",
    "sqlmodel",
)


MOST_ENTRIES = 1_000
"""Entries of a list or table of the configuration: each path is compared with every pattern."""
_LONGEST_MESSAGE = 300


class ConfigError(Exception):
    """The configuration can't be used; the text names the file, the key and what would be right."""

    file: str | None = None
    """The configuration file of a folder; None: what was asked for on the command line."""

    def __init__(self, problem: str, source: str | None = None) -> None:
        """`source` is the file, or the name of what else holds the key."""
        super().__init__(problem if source is None else f"{source}: {problem}")
        self._problem = problem

    @property
    def line(self) -> str:
        """Return the message on one short line: the file, the key and what would be right."""
        return _shortened(str(self))

    @property
    def reason(self) -> str:
        """Return the message on one short line, without the file."""
        return _shortened(self._problem)


def _shortened(message: str) -> str:
    """Return the message on one line, if need be without the value that it quotes."""
    text = " ".join(message.split())
    start, end = text.find("'"), text.rfind("'") + 1
    if len(text) > _LONGEST_MESSAGE and 0 <= start < end:
        text = f"{text[:start]}'...'{text[end:]}"
    return text if len(text) <= _LONGEST_MESSAGE else f"{text[: _LONGEST_MESSAGE - 4]} ..."


class EndpointSetting(NamedTuple):
    """One `[[tool.pooler-lint.endpoints]]`: what the project declares to stand at `host-pattern[:port][/dbname]`."""

    match: str
    mode: str
    tracks_statements: bool | None = None
    """None: not said; what follows depends on the mode."""


def fields_of(table: Mapping[str, object], source: str) -> dict[str, object]:
    """The fields of Settings that this table sets; `source` names it in messages. Raises ConfigError."""
    try:
        return dict(_field(key, value) for key, value in table.items())
    except ConfigError as error:
        raise ConfigError(str(error), source) from error.__cause__


def _field(key: str, value: object) -> tuple[str, object]:
    """Return the field that the key sets, and its value."""
    if key == "cache-dir":
        # A repository must not choose a folder of the user's machine to write into.
        raise ConfigError(f"{key}: cannot be configured; use --cache-dir or POOLER_LINT_CACHE_DIR")
    convert = _KEYS.get(key)
    if convert is None:
        raise ConfigError(f"unknown key {key!r}{near(key, _KEYS)}")
    if isinstance(value, (list, dict)) and len(value) > MOST_ENTRIES:
        raise ConfigError(f"{key}: has {len(value)} entries, and more than {MOST_ENTRIES} are not taken")
    try:
        return key.replace("-", "_"), convert(value, key)
    except (ValueError, OverflowError, RecursionError):  # a number of thousands of digits, say
        raise ConfigError(f"{key}: holds a value that is too large") from None


def near(word: str, known: Iterable[str]) -> str:
    """The end of a message about an unknown word: the nearest known one, or all of them."""
    import difflib

    names = list(known)
    folded = {name.lower().replace("_", "-"): name for name in names}
    close = difflib.get_close_matches(word.lower().replace("_", "-"), folded, n=1, cutoff=0.5)
    return f"; did you mean {folded[close[0]]!r}?" if close else f"; known are {', '.join(names)}"


def _kind(value: object) -> str:
    names = {bool: "a boolean", int: "a number", float: "a number", str: "a string", list: "a list", dict: "a table"}
    return names.get(type(value), type(value).__name__)


def _boolean(value: object, where: str) -> bool:
    if isinstance(value, bool):
        return value
    raise ConfigError(f"{where}: must be true or false, not {_kind(value)}")


def _string(value: object, where: str) -> str:
    if isinstance(value, str):
        return value
    raise ConfigError(f"{where}: must be a string, not {_kind(value)}")


def _strings(value: object, where: str) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise ConfigError(f"{where}: must be a list of strings, not {_kind(value)}")
    return tuple(_string(item, f"{where}[{index}]") for index, item in enumerate(value))


def _one_of(value: object, where: str, allowed: tuple[str, ...]) -> str:
    text = _string(value, where)
    if text not in allowed:
        raise ConfigError(f"{where}: {text!r} is not one of {', '.join(map(repr, allowed))}")
    return text


def _codes(value: object, where: str) -> tuple[str, ...]:
    codes = _strings(value, where)
    for code in codes:
        if code != "ALL" and not re.fullmatch("PGB[0-9]{0,3}", code):
            raise ConfigError(
                f"{where}: {code!r} is not a code; codes are like 'PGB101', prefixes like 'PGB1', or 'ALL'"
            )
    return codes


def _globs(value: object, where: str) -> tuple[str, ...]:
    globs = _strings(value, where)
    for glob in globs:
        problem = glob_problem(glob)
        if problem is not None:
            raise ConfigError(f"{where}: the pattern {glob!r} {problem}")
    return globs


def _per_file_ignores(value: object, where: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    if not isinstance(value, dict):
        raise ConfigError(f"{where}: must be a table of patterns, each with a list of codes, not {_kind(value)}")
    _globs(list(value), where)
    return tuple((glob, _codes(codes, f"{where}.{glob!r}")) for glob, codes in value.items())


def _line_length(value: object, where: str) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and 20 <= value <= 1000:
        return value
    raise ConfigError(f"{where}: must be a number from 20 to 1000")


def _versions(value: object, where: str) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, dict):
        raise ConfigError(f'{where}: must be a table such as {{ asyncpg = "0.30" }}, not {_kind(value)}')
    from pooler_lint.versions import parse_version_range

    found: list[tuple[str, str]] = []
    for key, written in value.items():
        name = re.sub("[-_.]+", "-", key).lower()
        if name not in VERSIONED:
            raise ConfigError(f"{where}: unknown key {key!r}{near(key, VERSIONED)}")
        version = _string(written, f"{where}.{key}")
        try:
            parse_version_range(version)
        except ValueError as error:
            raise ConfigError(f"{where}.{key}: {error}") from error
        found.append((name, version))
    return tuple(found)


def _env(value: object, where: str) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, dict):
        raise ConfigError(f"{where}: must be a table of variables and their values, not {_kind(value)}")
    for name in value:
        if not re.fullmatch(r"[A-Za-z_]\w*", name):
            raise ConfigError(f"{where}: {name!r} is not the name of an environment variable")
    return tuple((name, _env_text(text, f"{where}.{name}")) for name, text in value.items())


def _env_text(value: object, where: str) -> str:
    """A variable's value as the text that it is: a port may be written as a number."""
    if isinstance(value, (str, int)) and not isinstance(value, bool):
        return str(value)
    raise ConfigError(f"{where}: must be a string or a number, not {_kind(value)}")


def _endpoints(value: object, where: str) -> tuple[EndpointSetting, ...]:
    if not isinstance(value, list):
        raise ConfigError(f"{where}: must be a list of tables ([[tool.pooler-lint.endpoints]]), not {_kind(value)}")
    return tuple(_endpoint(item, f"{where}[{index}]") for index, item in enumerate(value))


def _endpoint(value: object, where: str) -> EndpointSetting:
    if not isinstance(value, dict):
        raise ConfigError(f"{where}: must be a table, not {_kind(value)}")
    known = ("match", "mode", "tracks-statements")
    for key in value:
        if key not in known:
            raise ConfigError(f"{where}: unknown key {key!r}{near(key, known)}")
    for key in ("match", "mode"):
        if key not in value:
            raise ConfigError(f"{where}: the key {key!r} is missing")
    match = _string(value["match"], f"{where}.match")
    if not re.fullmatch(r"(\[[^\]]+\]|/[^:]*|[^:/\s]+)(:[\d*?]+)?(/\S+)?", match):
        raise ConfigError(
            f"{where}.match: {match!r} is not host-pattern[:port][/dbname], such as 'db-*.example.com:6432'"
        )
    mode = _one_of(value["mode"], f"{where}.mode", MODES)
    written = value.get("tracks-statements")
    tracks = None if written is None else _boolean(written, f"{where}.tracks-statements")
    return EndpointSetting(match, mode, tracks)


def _jobs(value: object, where: str) -> int | None:
    if value == "auto":
        return None
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise ConfigError(f"{where}: must be 'auto' or a number from 1, not {value!r}")
    return value


_KEYS: dict[str, Callable[[object, str], object]] = {
    "select": _codes,
    "ignore": _codes,
    "extend-select": _codes,
    "per-file-ignores": _per_file_ignores,
    "exclude": _globs,
    "extend-exclude": _globs,
    "force-exclude": _boolean,
    "respect-gitignore": _boolean,
    "output-format": lambda value, where: _one_of(value, where, OUTPUT_FORMATS),
    "unsafe-fixes": _boolean,
    "min-confidence": lambda value, where: _one_of(value, where, CONFIDENCES),
    "pool-class": lambda value, where: _one_of(value, where, POOL_CLASSES),
    "line-length": _line_length,
    "endpoints": _endpoints,
    "versions": _versions,
    "env": _env,
    "use-environment": _boolean,
    "src": _strings,
    "jobs": _jobs,
}

KEYS = tuple(_KEYS)
"""The keys of `[tool.pooler-lint]`."""
