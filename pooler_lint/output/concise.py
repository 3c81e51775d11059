"""One line a finding: `path:line:column: CODE message`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pooler_lint.output.style import Style, safe

if TYPE_CHECKING:
    from pooler_lint.report import Diagnostic, Report


def render(report: Report, color: bool = False) -> str:
    """All findings of the report; "" when there are none."""
    style = Style(color)
    return "".join(f"{headline(item, style)}\n" for file in report.files for item in file.diagnostics)


def headline(item: Diagnostic, style: Style) -> str:
    """The first line of a finding; `[*]` says that `--fix` repairs it."""
    place = f"{safe(item.path)}:{item.line}:{item.column}:"
    mark = " " + style.paint("[*]", "cyan") if item.fix is not None and item.fix.safety == "safe" else ""
    return f"{style.paint(place, 'bold')} {style.paint(item.code, 'red')}{mark} {safe(item.message)}"
