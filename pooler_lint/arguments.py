"""The flags, and the options that a command line sets. A flag that is also a configuration key has its spelling.

`usage.py` makes the parser of `argparse` from the same table. It is imported for help and for what is wrong, since its
import takes a quarter of the time that a run over one file takes.
"""

from __future__ import annotations

import os

from pooler_lint.config_values import CONFIDENCES, OUTPUT_FORMATS, POOL_CLASSES
from pooler_lint.light import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any


class Flag(NamedTuple):
    """A flag. `metavar` names its value; without one it is a switch, which has an opposite if `off` describes one."""

    name: str
    help: str
    metavar: str = ""
    off: str = ""
    choices: tuple[str, ...] = ()
    short: str = ""
    default: object = None

    @property
    def dest(self) -> str:
        """Return the name of the option."""
        return self.name.replace("-", "_")

    @property
    def has_value(self) -> bool:
        """True if the next argument is its value."""
        return bool(self.metavar or self.choices)

    @property
    def is_list(self) -> bool:
        """True if the values of several such flags are added up."""
        return self.metavar in ("CODES", "GLOBS")

    @property
    def initial(self) -> object:
        """Return the value of the option where the flag is not given."""
        return self.default if self.has_value or self.off else False

    def read(self, text: str) -> Any:
        """Return the value that a text stands for. Raises ValueError."""
        if self.is_list:
            return [word.strip() for word in text.split(",") if word.strip()]
        if self.choices and text not in self.choices:
            raise ValueError(text)
        return int(text) if self.metavar == "N" and (self.name != "jobs" or text.isdecimal()) else text


STDIN_FILENAME = Flag("stdin-filename", "the file that standard input stands for", "NAME")
GROUPS = {
    "what to do (default: report)": (
        Flag("fix", "repair what can be repaired"),
        Flag("diff", "show the repairs as a diff, write nothing"),
        Flag("unsafe-fixes", "also repairs that may change behaviour", off="only safe repairs (default)"),
        Flag("show-endpoints", "list every connection and where it goes"),
        Flag("show-unresolved", "also list connections that can't be judged"),
        Flag("show-settings", "print the settings of the first PATH and stop"),
        Flag("list-rules", "print the rules and stop"),
        Flag("explain", "print the page of a rule and stop", "CODE"),
    ),
    "rules": (
        Flag("select", "report these only (PGB1,PGB201)", "CODES"),
        Flag("ignore", "do not report these", "CODES"),
        Flag("extend-select", "report these too", "CODES"),
        Flag(
            "min-confidence", "report only where the pooler is confirmed (default: assumed)", choices=tuple(CONFIDENCES)
        ),
        Flag(
            "pool-class",
            "null: NullPool is a safe fix for every engine; keep: engines keep pools",
            choices=tuple(POOL_CLASSES),
        ),
        Flag("line-length", "how wide repaired code may be", "N"),
    ),
    "files and configuration": (
        Flag("config", "use this configuration file for everything", "FILE"),
        Flag("isolated", "read no configuration file"),
        Flag("exclude", "replace the default excludes", "GLOBS"),
        Flag("extend-exclude", "exclude these as well", "GLOBS"),
        Flag("force-exclude", "exclude also files that are named as PATH", off="check every named file (default)"),
        Flag("respect-gitignore", "skip what git ignores (default)", off="read no .gitignore"),
        Flag("jobs", "processes at work: a number, or auto (default)", "N", short="-j"),
        Flag("cache-dir", "keep results below this folder (default: the user's cache)", "DIR"),
        Flag("no-cache", "keep and use no results of earlier runs"),
        Flag("use-environment", "variables of this process count too", off="they do not (default)"),
    ),
    "output": (
        Flag("output-format", "how diagnostics are shown (default: full)", choices=OUTPUT_FORMATS),
        Flag("color", "default: auto", choices=("auto", "always", "never"), default="auto"),
        Flag("quiet", "findings only, no last line", short="-q"),
        Flag("exit-zero", "exit 0 even if there are findings"),
    ),
}
"""What `--help` shows, in its order."""

_KEYS = (
    "select", "ignore", "extend-select", "exclude", "extend-exclude", "force-exclude", "respect-gitignore",
    "output-format", "unsafe-fixes", "min-confidence", "pool-class", "line-length", "use-environment", "jobs",
)  # fmt: skip
"""Flags that are configuration keys."""


class Options:
    """The options of a run, one attribute for each flag, and `paths`."""

    if TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            """Return the value of an option."""

    def __init__(self) -> None:
        self.paths = [os.curdir]
        for flag in every_flag():
            setattr(self, flag.dest, flag.initial)


def every_flag() -> tuple[Flag, ...]:
    """Return all flags."""
    return (STDIN_FILENAME, *(flag for flags in GROUPS.values() for flag in flags))


def read_plain(argv: Sequence[str]) -> Options | None:
    """Return the options of a plain command line; None if it asks for help, or if something may be wrong with it."""
    try:
        return _read(argv)
    except (ValueError, IndexError, KeyError):
        return None


def _read(argv: Sequence[str]) -> Options:
    by_name: dict[str, tuple[Flag, bool]] = {}
    for flag in every_flag():
        by_name[f"--{flag.name}"] = by_name[flag.short or f"--{flag.name}"] = (flag, True)
        if flag.off:
            by_name[f"--no-{flag.name}"] = (flag, False)
    options, paths = Options(), []
    rest = list(reversed(argv))
    while rest:
        argument = rest.pop()
        if argument == "-" or not argument.startswith("-"):
            paths.append(argument)
            continue
        name, equals, text = argument.partition("=")
        flag, value = by_name[name]
        if flag.has_value:
            text = text if equals else rest.pop()
            if text.startswith("-") and not equals:
                raise ValueError(text)
            before = getattr(options, flag.dest) if flag.is_list else None
            setattr(options, flag.dest, [*(before or ()), *flag.read(text)] if flag.is_list else flag.read(text))
        elif equals:
            raise ValueError(argument)
        else:
            setattr(options, flag.dest, value)
    options.paths = paths or options.paths
    return options


def flags_of(options: Options) -> dict[str, object]:
    """Return the configuration keys that the command line sets."""
    values = {key: getattr(options, key.replace("-", "_")) for key in _KEYS}
    return {key: value for key, value in values.items() if value is not None}
