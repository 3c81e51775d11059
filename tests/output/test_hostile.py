"""Reports in which every text is hostile: whatever field it is in, it stays data."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from functools import partial
from typing import Any

from pooler_lint.output import endpoints
from pooler_lint.output.formats import json as as_json
from pooler_lint.output.style import without_commands
from pooler_lint.report import Report
from tests.output.formats.test_all import FORMATS, rendered
from tests.output.samples import REPORT
from tests.table import each_row

HOSTILE = "::error::x\n::error::y\r\x1b[2J\x9b\u2028\u202e\u200b\udcff##vso[task.complete]\t##[error]z"
RENDERED: dict[str, Callable[[Report], str]] = {
    **{name: partial(rendered, one) for name, one in FORMATS.items() if not one.is_commands},
    "endpoints": endpoints.render,
    "unresolved": endpoints.render_unresolved,
    "json endpoints": as_json.render_endpoints,
}
WORDS = {"safe", "unsafe", "display", "error", "warning", "info", "breaks", "fine", "unresolved", "transaction"}


def planted(value: Any, text: str) -> Any:
    """Return a copy of the data in which each text that is no fixed word is replaced."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        names = [field.name for field in dataclasses.fields(value)]
        return dataclasses.replace(value, **{name: planted(getattr(value, name), text) for name in names})
    if isinstance(value, tuple):
        return tuple(planted(item, text) for item in value)
    if isinstance(value, str) and value not in WORDS:
        return value if value.count("\n") > 3 else text
    return value


@each_row("name", RENDERED)
def test_no_text_adds_lines_commands_or_control_characters(name: str) -> None:
    render = RENDERED[name]
    shown = without_commands(render(planted(REPORT, HOSTILE)))
    for line in shown.split("\n"):
        assert line.replace("\t", "").isprintable()
        assert not line.lstrip().startswith("::")
        assert "##[" not in line
        assert "##vso[" not in line
    if name not in ("endpoints", "unresolved"):  # these break long lines
        assert shown.count("\n") == render(planted(REPORT, "x")).count("\n")


@each_row("name", ["json", "json endpoints"])
def test_json_is_ascii_and_holds_what_the_report_holds(name: str) -> None:
    report: Report = planted(REPORT, HOSTILE)
    text = RENDERED[name](report)
    assert text.isascii()
    first = json.loads(text)["diagnostics" if name == "json" else "endpoints"][0]
    assert first["path"] == HOSTILE
