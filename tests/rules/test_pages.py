"""The examples of the pages, run through the whole engine."""

from __future__ import annotations

from pathlib import Path

import pytest

from pooler_lint.check import check_text
from pooler_lint.config import Settings
from pooler_lint.rules import RULES, Rule
from pooler_lint.rules.pages import code_of, main, stale
from tests.table import each_row

JUDGED = [rule for rule in RULES if rule.code != "PGB900"]


def codes(text: str, *more: str) -> list[str]:
    report = check_text(text, "app.py", Settings(extend_select=more))
    assert report.errors == ()
    return [diagnostic.code for diagnostic in report.diagnostics]


@each_row("rule", JUDGED)
def test_the_example_is_reported(rule: Rule) -> None:
    assert rule.code in codes(code_of(rule, "Example"), rule.code)


@each_row("rule", RULES)
def test_what_to_use_instead_is_clean(rule: Rule) -> None:
    assert codes(code_of(rule, "Use instead"), rule.code) == []


def test_the_example_of_an_unreadable_file_cannot_be_checked() -> None:
    (rule,) = [rule for rule in RULES if rule.code == "PGB900"]
    assert check_text(code_of(rule, "Example"), "app.py", Settings()).errors


def test_pages_are_written_and_checked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "docs" / "rules"

    def pages(*argv: str) -> int:
        return main([str(folder), *argv])

    assert pages("--check") == 1
    assert f"out of date in {folder}: " in capsys.readouterr().err
    assert not folder.exists()
    assert pages() == 0
    assert pages("--check") == 0
    assert capsys.readouterr().err == ""
    (folder / "PGB999.md").write_text("of a rule that went")
    (folder / "PGB101.md").write_text("by hand")
    assert sorted(stale(folder)) == ["PGB101.md", "PGB999.md"]
    assert pages() == 0
    assert not (folder / "PGB999.md").exists()
    assert "\r" not in (folder / "PGB101.md").read_bytes().decode()
    assert pages("--check") == 0


def test_a_heading_without_code_is_told() -> None:
    for heading in ("Nowhere", "What it does", "References"):
        with pytest.raises(LookupError, match=f"PGB101 has no code under '{heading}'"):
            code_of(RULES[0], heading)
