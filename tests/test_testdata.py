"""What the tool finds in each file of `testdata/`, and what its repair makes of it."""

from __future__ import annotations

import ast

import pytest

from pooler_lint.check import check_text, fix_text
from pooler_lint.report import FileReport
from tests.testdata_format import ANY, Case, Findings, read_cases, with_markers

CASES = read_cases()
every_case = pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)


@every_case
def test_findings(case: Case) -> None:
    report = check_text(case.text, case.path_in_reports, case.settings)
    assert report.errors == ()
    assert found_in(report) == case.findings


@every_case
def test_connections(case: Case) -> None:
    report = check_text(case.text, case.path_in_reports, case.settings)
    expected = case.expected
    in_order = sorted(report.connections, key=lambda connection: (connection.line, connection.column))
    if expected.connections is not None:
        assert len(in_order) == expected.connections
    if expected.unresolved is not None:
        unresolved = [connection.line for connection in in_order if connection.verdict == "unresolved"]
        assert len(unresolved) == expected.unresolved, f"unresolved on lines {unresolved}"
    if expected.modes is not None:
        assert_like([connection.endpoint.mode for connection in in_order], expected.modes)
    if expected.drivers is not None:
        assert_like([connection.driver for connection in in_order], expected.drivers)


@every_case
def test_repair(case: Case, pytestconfig: pytest.Config) -> None:
    report = fix_text(case.text, case.path_in_reports, case.settings)
    fixed_text = repaired(report, case.text)
    if pytestconfig.getoption("--update-fixed"):
        update(case, fixed_text)
        return
    assert report.errors == ()
    assert fixed_text == case.fixed_text


@every_case
def test_repaired_text(case: Case) -> None:
    """It parses, has no findings but those without a repair, and a second repair changes nothing."""
    ast.parse(case.fixed_text)
    assert found_in(check_text(case.fixed_text, case.path_in_reports, case.settings)) == case.left
    again = fix_text(case.fixed_text, case.path_in_reports, case.settings)
    assert repaired(again, case.fixed_text) == case.fixed_text


def found_in(report: FileReport) -> Findings:
    return tuple(sorted((diagnostic.line, diagnostic.code) for diagnostic in report.diagnostics))


def repaired(report: FileReport, text: str) -> str:
    return text if report.fixed_text is None else report.fixed_text


def assert_like(actual: list[str | None], expected: tuple[str, ...]) -> None:
    assert len(actual) == len(expected)
    shown = [ANY if wanted == ANY else given for given, wanted in zip(actual, expected, strict=True)]
    assert shown == list(expected)


def update(case: Case, fixed_text: str) -> None:
    if fixed_text == case.text:
        case.fixed_path.unlink(missing_ok=True)
        return
    left = found_in(check_text(fixed_text, case.path_in_reports, case.settings))
    case.fixed_path.write_bytes(with_markers(fixed_text, left).encode("utf-8"))
