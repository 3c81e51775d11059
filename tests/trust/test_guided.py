from __future__ import annotations

from dataclasses import replace

import pytest

from pooler_lint import check
from pooler_lint.report import FileReport
from tests.trust import guided


def test_it_finds_no_broken_promise_in_a_few_seconds() -> None:
    said: list[str] = []
    assert guided.run(5.0, 6432, said.append) is None, said
    assert " 0 kept" not in said[-1]


def test_it_does_find_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """A repair that loses the last line."""
    real = check._fix

    def careless(*arguments: object) -> FileReport:
        report = real(*arguments)  # type: ignore[arg-type]
        if report.fixed_text is None:
            return report
        return replace(report, fixed_text=report.fixed_text.rstrip("\n").rpartition("\n")[0] + "\n")

    monkeypatch.setattr(check, "_fix", careless)
    said: list[str] = []
    assert guided.run(30.0, 6432, said.append) is not None
    assert "unsafe_fixes=" in said[-1]


def test_lines_are_counted_once() -> None:
    lines = guided.Lines()
    from pooler_lint.versions import parse_version_range

    assert lines.watch(lambda: parse_version_range(">=1.0")) > 3
    assert lines.watch(lambda: parse_version_range(">=1.0")) == 0
