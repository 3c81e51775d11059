"""What the repair would change, as `patch -p0` understands it; secrets in it are masked."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from pooler_lint.output.style import Style

if TYPE_CHECKING:
    from pooler_lint.report import FileReport, Report

_NO_NEWLINE = "\n\\ No newline at end of file\n"


def render(report: Report, color: bool = False) -> str:
    """The changes of all files; "" when nothing would change."""
    return "".join(_file(file, Style(color)) for file in report.files)


def _file(file: FileReport, style: Style) -> str:
    if file.text is None or file.fixed_text is None or file.text == file.fixed_text:
        return ""
    from pooler_lint.dsn.mask import mask_secrets
    from pooler_lint.dsn.mask_source import mask_source

    old, new = _lines(mask_source(file.text)), _lines(mask_source(file.fixed_text))
    rows = difflib.unified_diff(old, new, file.path, file.path)
    # Row by row: a mask over several rows would break the form of the diff.
    masked = [row[:1] + mask_secrets(row[1:].removesuffix("\n")) + row[len(row.removesuffix("\n")) :] for row in rows]
    return _painted("".join(row if row.endswith("\n") else row + _NO_NEWLINE for row in masked), style)


def _lines(text: str) -> list[str]:
    """Lines as diff and patch see them: a carriage return is part of the line."""
    pieces = text.split("\n")
    return [piece + "\n" for piece in pieces[:-1]] + ([pieces[-1]] if pieces[-1] else [])


def _painted(text: str, style: Style) -> str:
    if not style.color:
        return text
    colours = {"+": "green", "-": "red", "@": "cyan"}
    rows = text.split("\n")
    return "\n".join(style.paint(row, colours[row[0]]) if row[:1] in colours else row for row in rows)
