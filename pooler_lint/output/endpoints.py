"""The inventory: every connection, where it goes, what stands there, and how that is known."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from pooler_lint.output.style import Style, plural, safe

if TYPE_CHECKING:
    from pooler_lint.report import Connection, Report
    from pooler_lint.values import Evidence

_INDENT = 14
_WIDTH = 100
_WORDS = {"breaks": "breaking", "fine": "fine", "unresolved": "unknown"}
_COLOURS = {"breaks": "red", "fine": "green", "unresolved": "yellow"}


def render(report: Report, color: bool = False) -> str:
    """Every connection of the report, one block each, and a line that counts them."""
    style = Style(color)
    found = [connection for file in report.files for connection in file.connections]
    blocks = [_block(connection, style) for connection in found]
    counts = {verdict: sum(item.verdict == verdict for item in found) for verdict in _COLOURS}
    parts = [f"{counts[verdict]} {word}" for verdict, word in _WORDS.items() if counts[verdict]]
    total = plural(len(found), "connection") + (f": {', '.join(parts)}" if parts else "")
    body = "".join(f"{block}\n\n" for block in blocks)
    return f"{body}{_not_read(report, style)}{total}.\n"


def render_unresolved(report: Report, color: bool = False) -> str:
    """The connections that can't be judged, each with what is missing, and the files around that can't be read."""
    style = Style(color)
    rows = [
        f"{style.paint(_place(item), 'bold')} {style.paint('not resolved', 'yellow')} {_why(item)}"
        for file in report.files
        for item in file.connections
        if item.verdict == "unresolved"
    ]
    return "".join(f"{row}\n" for row in rows) + _not_read(report, style)


def _not_read(report: Report, style: Style) -> str:
    """What could not be read of deployment files, lock files and the like, a line each."""
    rows = []
    for note in report.notes:
        place = style.paint(f"{safe(note.path)}:{note.line}:", "bold") + " " if note.path else ""
        rows.append(f"{place}not read: {safe(note.text)}\n")
    return "".join(rows)


def _block(item: Connection, style: Style) -> str:
    rows = [("goes to", _goes_to(item)), ("pooler", _pooler(item))]
    rows += [("evidence" if index == 0 else "", _note(note)) for index, note in enumerate(item.endpoint.evidence)]
    rows += [("elsewhere" if index == 0 else "", _note(note)) for index, note in enumerate(item.notes)]
    verdict = "unknown" if item.verdict == "unresolved" else item.verdict
    rows.append(("verdict", f"{verdict}: {safe(item.reason)}"))
    lines = [f"    {style.paint(label.ljust(9), 'dim')} {_wrapped(text)}" for label, text in rows]
    lines[-1] = lines[-1].replace(f"{verdict}:", f"{style.paint(verdict, _COLOURS[item.verdict])}:", 1)
    body = "\n".join(lines)
    return f"{style.paint(_place(item), 'bold')} {safe(item.callee)}\n{body}"


def _wrapped(text: str) -> str:
    """A long text in several lines, below each other; names and addresses stay whole."""
    lines = textwrap.wrap(text, _WIDTH, break_long_words=False, break_on_hyphens=False)
    return f"\n{' ' * _INDENT}".join(lines)


def _why(item: Connection) -> str:
    return safe(f"{item.callee}: {item.reason}")


def _place(item: Connection) -> str:
    return f"{safe(item.path)}:{item.line}:{item.column}:"


def _goes_to(item: Connection) -> str:
    endpoint = item.endpoint
    driver = f" ({item.driver})" if item.driver else ""
    if endpoint.host is None and endpoint.port is None and endpoint.database is None:
        return safe(f"unknown{driver}: {endpoint.unknown}" if endpoint.unknown else f"unknown{driver}")
    scheme = f"{endpoint.scheme}://" if endpoint.scheme else ""
    host = "?" if endpoint.host is None else f"[{endpoint.host}]" if ":" in endpoint.host else endpoint.host
    port = f":{endpoint.port}" if endpoint.port is not None else ""
    database = f"/{endpoint.database}" if endpoint.database is not None else ""
    return safe(f"{scheme}{host}{port}{database}{driver}")


def _pooler(item: Connection) -> str:
    endpoint = item.endpoint
    if endpoint.mode is None:
        word = "none known" if endpoint.ordinary and item.verdict == "fine" else "unknown"
        return safe(f"{word}: {endpoint.unknown}" if endpoint.unknown else word)
    if endpoint.mode == "direct":
        return safe(endpoint.pooler or "none: straight to PostgreSQL")
    parts = [endpoint.pooler or "a pooler", f"{endpoint.mode} mode"]
    if endpoint.tracks_statements is not None:
        parts.append(("tracks" if endpoint.tracks_statements else "does not track") + " prepared statements")
    return safe(", ".join(parts) + (" (assumed)" if endpoint.confidence == "assumed" else ""))


def _note(note: Evidence) -> str:
    place = f" ({note.path}:{note.line})" if note.path and note.line else ""
    return safe(f"{note.text}{place}")
