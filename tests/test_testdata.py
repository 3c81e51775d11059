"""Each file of `testdata/`: its findings, its connections, its repair, and what a second repair does."""

from __future__ import annotations

import json

import pytest

from pooler_lint.check import check_text, fix_text
from pooler_lint.fixes.source import parse_source
from pooler_lint.fixes.spans import span_of
from pooler_lint.index.parsing import parse
from pooler_lint.output.formats import json as as_json
from pooler_lint.report import FileReport, Report
from tests.checked_once import CheckedOnce
from tests.json_shape import DOCUMENTED, differences
from tests.messages import says_why_and_what_to_do
from tests.testdata_format import ANY, Case, Findings, read_cases, with_markers


@pytest.mark.parametrize("case", read_cases(), ids=lambda case: case.name)
def test_case(case: Case, pytestconfig: pytest.Config, monkeypatch: pytest.MonkeyPatch) -> None:
    once = CheckedOnce(monkeypatch)
    repaired = fix_text(case.text, case.path_in_reports, case.settings)
    if pytestconfig.getoption("--update-fixed"):
        update(case, text_after(repaired, case.text))
        return
    # Where nothing is repaired, the report of the repair is that of the check.
    checked = repaired if repaired.fixed_text is None else check_text(case.text, case.path_in_reports, case.settings)
    assert checked.errors == repaired.errors == ()
    assert found_in(checked) == case.findings
    for item in checked.diagnostics:
        says_why_and_what_to_do(item)
    has_the_expected_connections(case, checked)
    is_written_as_documented(case, checked)
    each_site_is_in_the_tree(case, once)
    assert text_after(repaired, case.text) == case.fixed_text
    if case.fixed_text != case.text:
        is_final(case)
    if any(item.fix and item.fix.safety == "unsafe" for item in checked.diagnostics):
        unsafe_fixes_are_final(case)


def has_the_expected_connections(case: Case, report: FileReport) -> None:
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


def is_written_as_documented(case: Case, report: FileReport) -> None:
    data = json.loads(as_json.render(Report((report,), 1)))
    assert list(differences(data)) == []
    assert data["version"] == DOCUMENTED["version"] == 1
    assert len(data["diagnostics"]) == len(case.findings)


def each_site_is_in_the_tree(case: Case, once: CheckedOnce) -> None:
    """LibCST finds exactly the places that the evaluation of the text names, also those without a finding."""
    sites = once.find_sites(case.text, case.path_in_reports)
    source = parse_source(case.text)
    assert source.unconfirmed([span_of(site.place) for site in sites if not site.declared]) == ()
    declared = {span_of(site.place) for site in sites if site.declared}
    assert source.expressions(declared).keys() == declared


def is_final(case: Case) -> None:
    """The repaired text parses, has no findings but those without a repair, and a second repair changes nothing."""
    parse(case.fixed_text)
    again = fix_text(case.fixed_text, case.path_in_reports, case.settings)
    assert again.errors == ()
    assert text_after(again, case.fixed_text) == case.fixed_text
    assert found_in(again) == case.left


def unsafe_fixes_are_final(case: Case) -> None:
    """With its unsafe fixes, too, the text compiles, nothing goes wrong, and a second run changes nothing."""
    settings = case.settings._replace(unsafe_fixes=True)
    report = fix_text(case.text, case.path_in_reports, settings)
    assert report.errors == ()
    fixed = text_after(report, case.text)
    compile(fixed, case.name, "exec", dont_inherit=True)
    again = fix_text(fixed, case.path_in_reports, settings)
    assert (again.errors, again.fixed_text) == ((), None)


def found_in(report: FileReport) -> Findings:
    return tuple(sorted((diagnostic.line, diagnostic.code) for diagnostic in report.diagnostics))


def text_after(report: FileReport, text: str) -> str:
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
