"""`[tool.pooler-lint]` to frozen Settings; a key or value that is not understood is an error, never ignored."""

from __future__ import annotations

import os
import sys
from functools import lru_cache

from pooler_lint.config_values import ConfigError, EndpointSetting, fields_of, near
from pooler_lint.light import TYPE_CHECKING, NamedTuple
from pooler_lint.repository.files import MAX_SETTINGS, Repositories, Repository, read_file
from pooler_lint.repository.patterns import compile_globs
from pooler_lint.repository.walk import DEFAULT_EXCLUDE, FolderRules

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

DEFAULT_LINE_LENGTH = 88

__all__ = [
    "ConfigError",
    "EndpointSetting",
    "Resolver",
    "Settings",
    "check_codes",
    "folder_rules",
    "is_enabled",
    "load",
    "settings_for",
    "with_line_length",
]


class Settings(NamedTuple):
    """Everything that can be configured, for the files of one folder.

    Picklable and cheap to make: a tuple, since a run that finds no connection must not pay for more.
    """

    select: tuple[str, ...] | None = None
    """Codes or prefixes; None: every rule that is on by default."""
    ignore: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()
    exclude: tuple[str, ...] = DEFAULT_EXCLUDE
    extend_exclude: tuple[str, ...] = ()
    force_exclude: bool = False
    respect_gitignore: bool = True
    output_format: str = "full"
    unsafe_fixes: bool = False
    min_confidence: str = "assumed"
    pool_class: str | None = None
    """None: not configured; NullPool is then a safe fix only for an engine that does not size its pool."""
    endpoints: tuple[EndpointSetting, ...] = ()
    versions: tuple[tuple[str, str], ...] = ()
    """Distribution name, in lower case with dashes, and version."""
    env: tuple[tuple[str, str], ...] = ()
    """Environment variables and their values, which may be secrets."""
    use_environment: bool = False
    """The environment of this process says what variables hold, too."""
    src: tuple[str, ...] = ()
    """Folders that absolute imports start from, besides those that are found; relative to `root`."""
    line_length: int | None = None
    """None: not configured; `with_line_length` then asks the formatter's configuration."""
    jobs: int | None = None
    """Processes that check files; None: as many as there are processors."""
    root: str = ""
    """The absolute folder that patterns are relative to."""
    source: str | None = None
    """The file that this came from; None: defaults."""

    def version(self, distribution: str) -> str | None:
        """The configured version of this distribution, or None."""
        return dict(self.versions).get(distribution)


# --- the questions that the rooms ask ------------------------------------------------------------------------------


def is_enabled(settings: Settings, path: str, code: str, default_on: bool = True) -> bool:
    """Is this code reported for this file? The longest matching prefix decides; at the same length `ignore` wins."""
    base = [0] if settings.select is None and default_on else []
    wanted = max([*base, *_matching(settings.select or (), code), *_matching(settings.extend_select, code)], default=-1)
    unwanted = max(_matching(settings.ignore, code), default=-1)
    if wanted < 0 or unwanted >= wanted:
        return False
    relative = _relative(path, settings.root)
    return not any(
        _matching(codes, code) and compile_globs((glob,)).match_within(relative)
        for glob, codes in settings.per_file_ignores
    )


def folder_rules(settings: Settings) -> FolderRules:
    """What the discovery of files needs to know."""
    exclude = settings.exclude + settings.extend_exclude
    return FolderRules(settings.root, exclude, settings.respect_gitignore, settings.force_exclude)


def check_codes(settings: Settings, known: Iterable[str]) -> None:
    """Raise ConfigError for a code or prefix that fits none of the rules."""
    codes = tuple(known)
    per_file = tuple(code for _, ignored in settings.per_file_ignores for code in ignored)
    named = {
        "select": settings.select or (),
        "ignore": settings.ignore,
        "extend-select": settings.extend_select,
        "per-file-ignores": per_file,
    }
    for key, written in named.items():
        for code in written:
            if code != "ALL" and not any(existing.startswith(code) for existing in codes):
                where = settings.source or "command line"
                error = ConfigError(f"{key}: unknown code {code!r}{near(code, codes)}", where)
                error.file = settings.source
                raise error


def with_line_length(settings: Settings, path: str, repositories: Repositories) -> Settings:
    """Return the settings with a line length for fixes in this file: configured, else of ruff or black, else 88."""
    if settings.line_length is not None:
        return settings
    folder = os.path.dirname(os.path.abspath(path))
    repository = repositories.at(repositories.roots.of_folder(folder))
    return settings._replace(line_length=_formatter_line_length(folder, repository))


FILES = frozenset({"pooler-lint.toml", "pyproject.toml"})
"""Names of files that hold settings."""


# --- finding and reading the file ----------------------------------------------------------------------------------


class Resolver:
    """The settings of each folder: nearest file, then the flags on top. Asks the disk once a folder."""

    def __init__(
        self,
        explicit: str | None = None,
        isolated: bool = False,
        flags: Mapping[str, object] | None = None,
        repositories: Repositories | None = None,
    ) -> None:
        """`explicit` replaces the search, `isolated` reads no file, `flags` are keys that win. Raises ConfigError.

        `repositories` are those around the paths that the run was asked to check: above their roots nothing is read.
        """
        self.repositories = repositories or Repositories()
        self._flags = fields_of(dict(flags or {}), "command line")
        self._fixed: Settings | None = None
        self._folders: dict[str, Settings | ConfigError] = {}
        self._rules: dict[Settings, FolderRules] = {}
        if explicit is not None:
            self._fixed = self._with_flags(load(explicit)._replace(root=os.getcwd()))
        elif isolated:
            self._fixed = self._with_flags(Settings(root=os.getcwd()))

    def settings_for(self, folder: str) -> Settings:
        """The settings of the files in this absolute folder. Raises ConfigError."""
        if self._fixed is not None:
            return self._fixed
        if folder not in self._folders:
            try:
                self._folders[folder] = self._look_up(folder)
            except ConfigError as error:
                self._folders[folder] = error
        found = self._folders[folder]
        if isinstance(found, ConfigError):
            raise found
        return found

    def rules_for(self, folder: str) -> FolderRules:
        """Return the part of the settings that decides which files are checked.

        Where the configuration is not valid, the rules say so, and folders are walked by the default ones: those below
        may have a configuration of their own.
        """
        try:
            settings = self.settings_for(folder)
        except ConfigError as error:
            if error.file is None:
                raise
            return FolderRules(os.path.dirname(error.file), DEFAULT_EXCLUDE, invalid=(error.file, error.reason))
        if settings not in self._rules:
            self._rules[settings] = folder_rules(settings)
        return self._rules[settings]

    def _look_up(self, folder: str) -> Settings:
        repository = self.repositories.at(self.repositories.roots.of_folder(folder))
        here = _load_folder(folder, repository)
        if here is not None:
            return self._with_flags(here)
        if folder == repository.root:
            return self._with_flags(Settings(root=os.getcwd()))
        return self.settings_for(os.path.dirname(folder))

    def _with_flags(self, settings: Settings) -> Settings:
        flags = dict(self._flags)
        if "select" in flags:
            # What is asked for on the command line is not taken back by a file.
            flags = {"ignore": (), "extend_select": (), **flags}
        return settings._replace(**flags)  # type: ignore[arg-type]


def settings_for(path: str, explicit: str | None = None, isolated: bool = False) -> Settings:
    """The settings for one file, line length included. Raises ConfigError."""
    resolver = Resolver(explicit, isolated)
    settings = resolver.settings_for(os.path.dirname(os.path.abspath(path)))
    return with_line_length(settings, path, resolver.repositories)


def load(path: str) -> Settings:
    """Return the settings in this file that the user named. Raises ConfigError."""
    try:
        data = read_file(path, MAX_SETTINGS)
    except OSError as error:
        raise ConfigError(f"can't be read: {error.strerror or error}", path) from error
    return _of_table(_parse(data, path), path)


def _of_table(table: dict[str, object], path: str) -> Settings:
    """Return the settings in the document of a `pooler-lint.toml` or `pyproject.toml`. Raises ConfigError."""
    if os.path.basename(path) == "pyproject.toml":
        tool = table.get("tool")
        own = tool.get("pooler-lint", {}) if isinstance(tool, dict) else {}
        if not isinstance(own, dict):
            raise ConfigError("tool.pooler-lint must be a table", path)
        table = own
    root = os.path.dirname(os.path.abspath(path))
    return Settings(root=root, source=path)._replace(**fields_of(table, path))  # type: ignore[arg-type]


def _load_folder(folder: str, repository: Repository) -> Settings | None:
    """Return the settings in the configuration of this folder, None if it has none.

    Raises ConfigError with the file.
    """
    path = os.path.join(folder, "pooler-lint.toml")
    try:
        data = _own_file(path, repository)
        if data is not None:
            return _of_table(_parse(data, path), path)
        path = os.path.join(folder, "pyproject.toml")
        data = _own_file(path, repository)
        if data is None or b"pooler-lint" not in data:
            return None
        table = _parse(data, path)
        tool = table.get("tool")
        return _of_table(table, path) if isinstance(tool, dict) and "pooler-lint" in tool else None
    except ConfigError as error:
        error.file = path
        raise


def _own_file(path: str, repository: Repository) -> bytes | None:
    """Return the content of a configuration file; None if there is none, or it is refused.

    Raises ConfigError if nobody may read it: what it says is not known then.
    """
    try:
        return repository.read(path)
    except PermissionError as error:
        if os.path.lexists(path):
            raise ConfigError(f"{error.strerror or error}; check its permissions", path) from None
        return None
    except OSError:
        return repository.content(path)


def _parse(data: bytes, path: str) -> dict[str, object]:
    from pooler_lint.files.formats import Unparsable, parse_toml

    try:
        return parse_toml(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise ConfigError(f"is not UTF-8: {error.reason}", path) from error
    except Unparsable as error:
        raise ConfigError(f"is not valid TOML: {error}", path) from error


def _formatter_line_length(folder: str, repository: Repository) -> int:
    while True:
        length = _line_length_in(folder, repository)
        if length is not None:
            return length
        if folder == repository.root:
            return DEFAULT_LINE_LENGTH
        folder = os.path.dirname(folder)


def _line_length_in(folder: str, repository: Repository) -> int | None:
    for name, tables in (
        (".ruff.toml", ((),)),
        ("ruff.toml", ((),)),
        ("pyproject.toml", (("tool", "ruff"), ("tool", "black"))),
    ):
        data = repository.content(os.path.join(folder, name))
        length = _line_length(data, tables) if data is not None and b"line-length" in data else None
        if length is not None:
            return length
    return None


@lru_cache(maxsize=16)  # the files of all folders ask for that of the root
def _line_length(data: bytes, tables: tuple[tuple[str, ...], ...]) -> int | None:
    try:
        parsed: object = _parse(data, "")
    except ConfigError:
        return None  # The formatter complains about its own file.
    for keys in tables:
        length = _dig(parsed, (*keys, "line-length"))
        if isinstance(length, int) and 0 < length < sys.maxsize:
            return length
    return None


def _dig(table: object, keys: tuple[str, ...]) -> object:
    for key in keys:
        table = table.get(key) if isinstance(table, dict) else None
    return table


def _matching(prefixes: Iterable[str], code: str) -> list[int]:
    """The lengths of the prefixes that fit this code."""
    return [0 if prefix == "ALL" else len(prefix) for prefix in prefixes if prefix == "ALL" or code.startswith(prefix)]


def _relative(path: str, root: str) -> str:
    absolute = os.path.abspath(path)
    base = root.rstrip(os.sep) + os.sep
    inside = absolute[len(base) :] if root and absolute.startswith(base) else path.lstrip(os.sep)
    return inside.replace(os.sep, "/")
