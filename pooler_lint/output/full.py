"""A finding with its source line, the evidence, and what the repair would do."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from pooler_lint.lines import LineIndex
from pooler_lint.output.concise import headline
from pooler_lint.output.style import Style, safe

if TYPE_CHECKING:
    from pooler_lint.report import Diagnostic, FileReport, Report
    from pooler_lint.values import Evidence

_WIDEST = 160
_TAB = "    "


def render(report: Report, color: bool = False) -> str:
    """All findings of the report, a blank line after each; "" when there are none."""
    return "".join(_file(file, Style(color)) for file in report.files)


def _file(file: FileReport, style: Style) -> str:
    text = file.fixed_text if file.fixed_text is not None else file.text
    if text is None or not file.diagnostics:
        return "".join(_finding(item, None, style) for item in file.diagnostics)
    from pooler_lint.dsn.mask_source import mask_source

    lines = _Lines(LineIndex(text), LineIndex(mask_source(text)))
    return "".join(_finding(item, lines, style) for item in file.diagnostics)


class _Lines(NamedTuple):
    """The lines of a text as they are written, and as they may be shown."""

    written: LineIndex
    shown: LineIndex


def _finding(item: Diagnostic, lines: _Lines | None, style: Style) -> str:
    gutter = " " * len(str(item.line))
    rows = [headline(item, style)]
    if lines is not None and item.span.end > item.span.start:
        rows += _source(item, lines, gutter, style)
    notes = (*item.evidence, *item.notes)
    rows += [f"{gutter} {style.paint('=', 'blue')} note: {_note(note)}" for note in notes]
    if item.fix is not None:
        how = {"safe": "", "unsafe": " (--unsafe-fixes)", "display": " (by hand)"}[item.fix.safety]
        rows.append(f"{gutter} {style.paint('=', 'blue')} {style.paint('help', 'cyan')}: {safe(item.fix.title)}{how}")
    return "\n".join(rows) + "\n\n"


def _note(evidence: Evidence) -> str:
    place = f"{evidence.path}:{evidence.line}: " if evidence.path and evidence.line else ""
    return safe(f"{place}{evidence.text}")


def _source(item: Diagnostic, lines: _Lines, gutter: str, style: Style) -> list[str]:
    written = lines.written.line_text(item.line)
    goes_on = item.end_line > item.line
    end = len(written.rstrip()) if goes_on else item.end_column - 1
    shown, start, end = _masked(written, safe(lines.shown.line_text(item.line)), item.column - 1, end)
    shown, start, end = _cropped(shown, start, end)
    before, marked = _columns(shown[:start]), max(_columns(shown[start:end]), 1)
    bar = style.paint("|", "blue")
    rows = [
        f"{gutter} {bar}",
        f"{style.paint(str(item.line), 'blue')} {bar} {shown.replace(chr(9), _TAB)}".rstrip(),
        f"{gutter} {bar} {' ' * before}{style.paint('^' * marked, 'red')}",
    ]
    if goes_on:
        rows.append(f"{gutter} {bar} {' ' * before}... {item.end_line - item.line} more to line {item.end_line}")
    return rows


def _masked(line: str, shown: str, start: int, end: int) -> tuple[str, int, int]:
    """The line as it may be shown, and where the stretch lies in it: a mask can be longer than the secret."""
    if shown == line:
        return line, start, end
    shorter = min(len(line), len(shown))
    same = next((index for index in range(shorter) if line[index] != shown[index]), shorter)
    tail = 0
    while tail < shorter - same and line[-1 - tail] == shown[-1 - tail]:
        tail += 1
    shift = len(shown) - len(line)

    def moved(position: int) -> int:
        if position <= same:
            return position
        return position + shift if position >= len(line) - tail else min(position, len(shown) - tail)

    return shown, moved(start), moved(end)


def _cropped(line: str, start: int, end: int) -> tuple[str, int, int]:
    """A very long line is cut around the stretch."""
    if len(line) <= _WIDEST:
        return line, start, end
    first = max(0, min(start - _WIDEST // 4, len(line) - _WIDEST))
    last = min(len(line), first + _WIDEST)
    head, tail = "..." if first else "", "..." if last < len(line) else ""
    shift = len(head) - first
    return f"{head}{line[first:last]}{tail}", start + shift, min(end, last) + shift


def _columns(text: str) -> int:
    """How many columns of a terminal this text takes."""
    if text.isascii():
        return len(text.replace("\t", _TAB))
    return sum(_width(character) for character in text.replace("\t", _TAB))


def _width(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Cf", "Me", "Mn"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
