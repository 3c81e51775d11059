"""The parser of the command line with its help, made from the table of flags."""

from __future__ import annotations

import argparse
import os
import sys
from functools import cache

from pooler_lint.arguments import GROUPS, STDIN_FILENAME, Flag
from pooler_lint.light import TYPE_CHECKING
from pooler_lint.streams import write

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import NoReturn

_EPILOG = """\
exit status: 0 nothing found, or everything repaired; 1 findings left, or
--diff would change something; 2 wrong usage or configuration, or a file
that could not be checked
"""

_COLUMNS = 80
"""Of an output that is no terminal."""


_TYPES: dict[str, Callable[[str], object]] = {"line-length": int}
"""Whose name is part of the message about a wrong value."""


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
def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    made = _Parser(
        prog="pooler-lint",
        usage="pooler-lint [options] [PATH ...]",
        description="Find database connections that break behind a PostgreSQL connection\npooler, and repair them.",
        epilog=_EPILOG,
        formatter_class=_Help,
        allow_abbrev=False,
    )
    made.add_argument(
        "paths",
        nargs="*",
        default=[os.curdir],
        metavar="PATH",
        help="files or folders (default: .); - is standard input",
    )
    _add(made, STDIN_FILENAME)
    for title, flags in GROUPS.items():
        group = made.add_argument_group(title)
        for flag in flags:
            _add(group, flag)
        if title == next(iter(GROUPS)):
            group.add_argument(
                "--version", action=_Version, nargs=0, default=argparse.SUPPRESS, help="print the version and stop"
            )
    return made


def _add(group: argparse._ActionsContainer, flag: Flag) -> None:
    names = [flag.short, f"--{flag.name}"] if flag.short else [f"--{flag.name}"]
    if not flag.has_value:
        group.add_argument(*names, dest=flag.dest, action="store_true", default=flag.initial, help=flag.help)
        if flag.off:
            group.add_argument(f"--no-{flag.name}", dest=flag.dest, action="store_false", help=flag.off)
        return
    group.add_argument(
        *names,
        type=_TYPES.get(flag.name, str if flag.choices else flag.read),
        choices=flag.choices or None,
        action="extend" if flag.is_list else "store",
        metavar=flag.metavar or None,
        default=flag.default,
        help=flag.help,
    )
