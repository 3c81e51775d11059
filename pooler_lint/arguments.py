"""The flags. A flag that is also a configuration key has its spelling."""

from __future__ import annotations

import argparse
import os
import sys
from functools import cache

from pooler_lint.config_values import CONFIDENCES, OUTPUT_FORMATS, POOL_CLASSES
from pooler_lint.light import TYPE_CHECKING
from pooler_lint.streams import write

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import NoReturn

_EPILOG = """\
exit status: 0 nothing found, or everything repaired; 1 findings left, or
--diff would change something; 2 wrong usage or configuration, or a file
that could not be checked
"""

_COLUMNS = 80
"""Of an output that is no terminal."""

_KEYS_OF_FLAGS = (
    "select",
    "ignore",
    "extend-select",
    "exclude",
    "extend-exclude",
    "force-exclude",
    "respect-gitignore",
    "output-format",
    "unsafe-fixes",
    "min-confidence",
    "pool-class",
    "line-length",
    "use-environment",
    "jobs",
)


class _Version(argparse.Action):
    """Looks the version up only when asked: the package metadata is slow to read."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from pooler_lint.about import version

        write(sys.stdout, f"pooler-lint {version()}\n")
        parser.exit()


class _Parser(argparse.ArgumentParser):
    """Writes as the rest of the program does: one line for an error, and no silence where nothing can be written."""

    def error(self, message: str) -> NoReturn:
        from pooler_lint.output.style import safe

        super().error(safe(message))

    def _print_message(self, message: str, file: object = None) -> None:
        to_stdout: bool = file is sys.stdout
        write(sys.stdout if to_stdout else sys.stderr, message)


class _Help(argparse.RawDescriptionHelpFormatter):
    """As wide as the terminal. Left to itself it imports `shutil` to know that, even when nobody asks for help."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=_columns() - 2)


def _columns() -> int:
    asked = os.environ.get("COLUMNS", "")
    if asked.isdecimal() and int(asked) > 0:
        return int(asked)
    try:
        return os.get_terminal_size(1).columns or _COLUMNS
    except OSError:
        return _COLUMNS


@cache
def build_parser() -> argparse.ArgumentParser:
    """The parser of the command line."""
    parser = _Parser(
        prog="pooler-lint",
        usage="pooler-lint [options] [PATH ...]",
        description="Find database connections that break behind a PostgreSQL connection\npooler, and repair them.",
        epilog=_EPILOG,
        formatter_class=_Help,
        allow_abbrev=False,
    )
    parser.add_argument(
        "paths",
        nargs="*",
        default=[os.curdir],
        metavar="PATH",
        help="files or folders (default: .); - is standard input",
    )
    parser.add_argument("--stdin-filename", metavar="NAME", help="the file that standard input stands for")
    _add_actions(parser)
    _add_rules(parser)
    _add_files(parser)
    _add_output(parser)
    return parser


def flags_of(options: argparse.Namespace) -> dict[str, object]:
    """The configuration keys that the command line sets."""
    values = {key: getattr(options, key.replace("-", "_")) for key in _KEYS_OF_FLAGS}
    return {key: value for key, value in values.items() if value is not None}


def _add_actions(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("what to do (default: report)")
    group.add_argument("--fix", action="store_true", help="repair what can be repaired")
    group.add_argument("--diff", action="store_true", help="show the repairs as a diff, write nothing")
    _add_switch(group, "unsafe-fixes", "also repairs that may change behaviour", "only safe repairs (default)")
    group.add_argument("--show-endpoints", action="store_true", help="list every connection and where it goes")
    group.add_argument("--show-unresolved", action="store_true", help="also list connections that can't be judged")
    group.add_argument("--show-settings", action="store_true", help="print the settings of the first PATH and stop")
    group.add_argument("--list-rules", action="store_true", help="print the rules and stop")
    group.add_argument("--explain", metavar="CODE", help="print the page of a rule and stop")
    group.add_argument("--version", action=_Version, nargs=0, help="print the version and stop")


def _add_rules(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("rules")
    group.add_argument(
        "--select", type=_words, action="extend", metavar="CODES", help="report these only (PGB1,PGB201)"
    )
    group.add_argument("--ignore", type=_words, action="extend", metavar="CODES", help="do not report these")
    group.add_argument("--extend-select", type=_words, action="extend", metavar="CODES", help="report these too")
    group.add_argument(
        "--min-confidence", choices=CONFIDENCES, help="report only where the pooler is confirmed (default: assumed)"
    )
    group.add_argument(
        "--pool-class",
        choices=POOL_CLASSES,
        help="null: NullPool is a safe fix for every engine; keep: engines keep pools",
    )
    group.add_argument("--line-length", type=int, metavar="N", help="how wide repaired code may be")


def _add_files(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("files and configuration")
    group.add_argument("--config", metavar="FILE", help="use this configuration file for everything")
    group.add_argument("--isolated", action="store_true", help="read no configuration file")
    group.add_argument("--exclude", type=_words, action="extend", metavar="GLOBS", help="replace the default excludes")
    group.add_argument("--extend-exclude", type=_words, action="extend", metavar="GLOBS", help="exclude these as well")
    _add_switch(group, "force-exclude", "exclude also files that are named as PATH", "check every named file (default)")
    _add_switch(group, "respect-gitignore", "skip what git ignores (default)", "read no .gitignore")
    group.add_argument("-j", "--jobs", type=_jobs, metavar="N", help="processes at work: a number, or auto (default)")
    group.add_argument("--cache-dir", metavar="DIR", help="keep results below this folder (default: the user's cache)")
    group.add_argument("--no-cache", action="store_true", help="keep and use no results of earlier runs")
    _add_switch(group, "use-environment", "variables of this process count too", "they do not (default)")


def _add_output(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("output")
    group.add_argument("--output-format", choices=OUTPUT_FORMATS, help="how findings are shown (default: full)")
    group.add_argument("--color", choices=("auto", "always", "never"), default="auto", help="default: auto")
    group.add_argument("-q", "--quiet", action="store_true", help="findings only, no last line")
    group.add_argument("--exit-zero", action="store_true", help="exit 0 even if there are findings")


def _add_switch(group: argparse._ArgumentGroup, key: str, on: str, off: str) -> None:
    name = key.replace("-", "_")
    group.add_argument(f"--{key}", dest=name, action="store_true", default=None, help=on)
    group.add_argument(f"--no-{key}", dest=name, action="store_false", help=off)


def _jobs(text: str) -> int | str:
    return int(text) if text.isdecimal() else text


def _words(text: str) -> Sequence[str]:
    return [word.strip() for word in text.split(",") if word.strip()]
