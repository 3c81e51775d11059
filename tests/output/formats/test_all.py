"""Every output format: what it writes for a sample report, and where the documentation names it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pooler_lint.config_values import OUTPUT_FORMATS
from pooler_lint.output.format import Format
from pooler_lint.registry import module
from pooler_lint.report import Report
from tests.output.samples import CLEAN, REPORT
from tests.table import each_row

ROOT = Path(__file__).parents[3]
FORMATS: dict[str, Format] = {name: module("output.formats", name).FORMAT for name in OUTPUT_FORMATS}
PAGE = ROOT / "docs" / "configuration.md"
ROWS = re.compile(r"(?<=<!-- Written by `pytest --update-fixed`. -->\n).*?(?=<!-- End of the formats. -->)", re.DOTALL)


def rendered(one: Format, report: Report) -> str:
    """Return the diagnostics of the report without colours."""
    return one.render(report, False)


@pytest.mark.parametrize("name", FORMATS)
def test_a_report_looks_as_in_the_test_data(name: str, pytestconfig: pytest.Config) -> None:
    expected = ROOT / "testdata" / "formats" / f"{name}.txt"
    shown = rendered(FORMATS[name], REPORT)
    if pytestconfig.getoption("--update-fixed"):
        expected.write_text(shown, encoding="utf-8")
    assert shown == expected.read_text(encoding="utf-8")


@each_row("name", FORMATS)
def test_only_a_document_says_that_nothing_was_found(name: str) -> None:
    assert bool(FORMATS[name].render(CLEAN, False)) == FORMATS[name].is_document


def test_the_documentation_lists_the_formats(pytestconfig: pytest.Config) -> None:
    rows = "".join(f"| `{name}` | {one.help} |\n" for name, one in FORMATS.items())
    table = f"| format | what it shows |\n|---|---|\n{rows}"
    text = PAGE.read_text(encoding="utf-8")
    if pytestconfig.getoption("--update-fixed"):
        PAGE.write_text(ROWS.sub(lambda _: table, text), encoding="utf-8")
    assert ROWS.findall(PAGE.read_text(encoding="utf-8")) == [table]
