"""Workflow commands of GitHub Actions, which shows each diagnostic beside its line in a pull request.

https://docs.github.com/actions/reference/workflow-commands-for-github-actions
"""

from __future__ import annotations

from pooler_lint.light import TYPE_CHECKING
from pooler_lint.output.format import Format, message
from pooler_lint.output.style import safe, without_marked_commands

if TYPE_CHECKING:
    from pooler_lint.report import Diagnostic, Report

_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}


def render(report: Report, color: bool = False) -> str:
    """Return a command for each diagnostic of the report."""
    return "".join(f"{_command(item)}\n" for file in report.files for item in file.diagnostics)


def _command(item: Diagnostic) -> str:
    place = item.place
    properties = {"file": item.path, "line": item.line, "endLine": place.end_line, "col": item.column}
    if place.end_line == item.line:  # columns are for one line alone
        properties["endColumn"] = place.end_column
    properties["title"] = f"{item.code} {item.name}"
    said = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    return f"::{_COMMANDS[item.severity]} {said}::{_data(message(item))}"


def _data(text: str) -> str:
    return without_marked_commands(safe(text)).replace("%", "%25")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


FORMAT = Format("a command of GitHub Actions for each diagnostic", render, is_commands=True)
