"""Units of systemd: `Environment=` of services. https://www.freedesktop.org/software/systemd/man/systemd.exec.html."""

from __future__ import annotations

import shlex
from collections.abc import Iterator

from pooler_lint.light import re
from pooler_lint.project.environment.commands import runs_tests
from pooler_lint.project.environment.data import Block, BrokenTextError, Reading, Setting
from pooler_lint.project.environment.foreign import is_foreign
from pooler_lint.project.environment.source import ReadFile, Source


def read(text: str, path: str, read_file: ReadFile) -> Reading:
    """Return one block for the service. Raises BrokenTextError."""
    settings: dict[str, Setting] = {}
    command: list[str] = []
    for line, key, value in _entries(text):
        if key == "ExecStart":
            command += value.split()
        elif key == "Environment" and value:
            settings.update((one.name, one) for one in _assignments(value, path, line))
        elif key == "Environment":  # an empty value takes back those before it
            settings.clear()
    name = path.rpartition("/")[2].removesuffix(".service").rstrip("@")
    foreign = is_foreign(None, command)
    return Reading((Block(path, tuple(settings.values()), name, (name,), None, foreign, runs_tests(command)),))


def _entries(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield each entry of `[Service]` with its first line; a backslash at the end of a line continues it."""
    section, start, whole = "", 0, ""
    for number, row in enumerate(text.splitlines(), 1):
        if row.lstrip().startswith(("#", ";")):
            continue
        start, whole = start or number, whole + row
        if row.endswith("\\"):
            whole = whole[:-1] + " "
            continue
        key, equals, value = whole.partition("=")
        if whole.startswith("["):
            section = whole.strip()
        elif equals and section == "[Service]":
            yield start, key.strip(), value.strip()
        start, whole = 0, ""


def _assignments(value: str, path: str, line: int) -> Iterator[Setting]:
    try:
        words = shlex.split(value)
    except ValueError:
        raise BrokenTextError("a quotation mark is not closed", line) from None
    for word in words:
        name, equals, text = word.partition("=")
        if equals:
            yield Setting(name, re.sub("%(.)", _specifier, text), path, line)


def _specifier(match: re.Match[str]) -> str:
    """Return a percent sign for two; what other specifiers such as `%h` stand for is not known."""
    return "%" if match[1] == "%" else f"\0{match[0]}\0"


SOURCE = Source("systemd", "`Environment=` of `<name>.service`", r"[^/]+\.service", 35, read, ("Environment",))
