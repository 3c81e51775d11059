"""One line for each diagnostic: `path:line:column: CODE [*] message`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pooler_lint.output.style import Style, safe

if TYPE_CHECKING:
    from pooler_lint.report import Diagnostic, Report


def render(report: Report, color: bool = False) -> str:
    """Return all diagnostics of the report; "" when there are none."""
    style = Style(color)
    return "".join(f"{_line(item, style)}\n" for file in report.files for item in file.diagnostics)


def _line(item: Diagnostic, style: Style) -> str:
    place = f"{safe(item.path)}:{item.line}:{item.column}:"
    return f"{style.paint(place, 'bold')} {style.paint(item.code, 'red')}{mark(item, style)} {message(item)}"


def mark(item: Diagnostic, style: Style) -> str:
    """Return ` [*]` where `--fix` fixes it, else nothing."""
    return " " + style.paint("[*]", "cyan") if item.fix is not None and item.fix.safety == "safe" else ""


def message(item: Diagnostic) -> str:
    """Return the message, which says so where the pooler is only assumed."""
    return safe(item.message) + (" (assumed)" if item.confidence == "assumed" else "")
