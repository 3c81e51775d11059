"""A diagnostic with its source line and its fields, each with a label."""

from __future__ import annotations

from itertools import groupby

from pooler_lint.light import TYPE_CHECKING, NamedTuple
from pooler_lint.output.format import Format, mark, message
from pooler_lint.output.style import Style, safe, visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pooler_lint.lines import LineIndex
    from pooler_lint.report import Diagnostic, FileReport, Report
    from pooler_lint.values import Evidence

_WIDEST = 160
_TAB = "    "
_MOST_EVIDENCE = 4
_COLOURS = {"error": "red", "warning": "yellow", "info": "cyan"}


def render(report: Report, color: bool = False) -> str:
    """Return all diagnostics of the report, a blank line after each frame; "" when there are none."""
    return "".join(_file(file, Style(color)) for file in report.files)


def _file(file: FileReport, style: Style) -> str:
    """Return the diagnostics of one file; those of one place share a frame and its evidence."""
    lines = _lines(file)
    frames = [list(group) for _, group in groupby(file.diagnostics, key=lambda item: item.place)]
    return "".join("\n".join(_frame(frame, lines, style)) + "\n\n" for frame in frames)


def _lines(file: FileReport) -> _Lines | None:
    text = file.fixed_text if file.fixed_text is not None else file.text
    if text is None or not file.diagnostics:
        return None
    from pooler_lint.dsn.mask_source import mask_source
    from pooler_lint.lines import LineIndex

    return _Lines(LineIndex(text), LineIndex(mask_source(text)))


class _Lines(NamedTuple):
    """The lines of a text as they are written, and as they may be shown."""

    written: LineIndex
    shown: LineIndex


def _frame(items: list[Diagnostic], lines: _Lines | None, style: Style) -> list[str]:
    first = items[0]
    gutter = " " * len(str(first.line))
    rows = [_headline(first, style)]
    rows.append(f"{gutter}{style.paint('-->', 'blue')} {safe(first.path)}:{first.line}:{first.column}")
    if lines is not None and not first.place.is_empty:
        rows += _source(first, lines, gutter, style)
    rows += [_labelled("evidence", text, gutter, style) for text in _evidence(items)]
    for item in items:
        if item is not first:
            rows.append(_headline(item, style))
        rows += [_labelled(label, text, gutter, style) for label, text in _labels(item)]
    others = dict.fromkeys(_placed(other) for item in items for other in item.elsewhere)
    return rows + [_labelled("note", text, gutter, style) for text in others]


def _headline(item: Diagnostic, style: Style) -> str:
    code = style.paint(f"{item.severity}[{item.code}]", _COLOURS[item.severity])
    return f"{code}{mark(item, style)}: {style.paint(message(item), 'bold')}"


def _evidence(items: list[Diagnostic]) -> list[str]:
    """Return the pieces of evidence, each once and at most four; a fifth and more are counted."""
    texts = list(dict.fromkeys(_placed(one) for item in items for one in item.evidence))
    more = len(texts) - _MOST_EVIDENCE
    return texts if more <= 0 else [*texts[:_MOST_EVIDENCE], f"... and {more} more"]


def _labels(item: Diagnostic) -> Iterator[tuple[str, str]]:
    """Yield the labelled lines of a diagnostic, in the order in which they are shown."""
    if item.why:
        yield "why", item.why
    for text in item.help:
        yield "help", text
    if item.note is not None:
        yield "note", item.note
    yield "see", f"pooler-lint --explain {item.code}"


def _labelled(label: str, text: str, gutter: str, style: Style) -> str:
    return f"{gutter} {style.paint('=', 'blue')} {style.paint(label, 'cyan')}: {safe(text)}"


def _placed(evidence: Evidence) -> str:
    place = f"{evidence.path}:{evidence.line}: " if evidence.path and evidence.line else ""
    return f"{place}{evidence.text}"


def _source(item: Diagnostic, lines: _Lines, gutter: str, style: Style) -> list[str]:
    written = lines.written.line_text(item.line)
    goes_on = item.place.end_line > item.line
    end = len(written.rstrip()) if goes_on else item.place.end_column - 1
    safe_line = visible(lines.shown.line_text(item.line), keep="\t")
    shown, start, end = _masked(written, safe_line, item.column - 1, end)
    shown, start, end = _cropped(shown, start, end)
    before, marked = _columns(shown[:start]), max(_columns(shown[start:end]), 1)
    bar = style.paint("|", "blue")
    rows = [
        f"{gutter} {bar}",
        f"{style.paint(str(item.line), 'blue')} {bar} {shown.replace(chr(9), _TAB)}".rstrip(),
        f"{gutter} {bar} {' ' * before}{style.paint('^' * marked, 'red')}",
    ]
    if goes_on:
        rows.append(
            f"{gutter} {bar} {' ' * before}... {item.place.end_line - item.line} more to line {item.place.end_line}"
        )
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
    import unicodedata

    if unicodedata.combining(character) or unicodedata.category(character) in ("Cf", "Me", "Mn"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


FORMAT = Format("each diagnostic with its source line and all that is known of it", render)
