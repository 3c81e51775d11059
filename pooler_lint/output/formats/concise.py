"""One line for each diagnostic: `path:line:column: CODE [*] message`."""

from __future__ import annotations

from pooler_lint.light import TYPE_CHECKING
from pooler_lint.output.format import Format, mark, message
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


FORMAT = Format("one line for each diagnostic: `path:line:column: CODE [*] message`", render)
