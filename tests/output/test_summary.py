from __future__ import annotations

import dataclasses

from pooler_lint.output.summary import Counts, count, render
from pooler_lint.report import FileReport, Report
from pooler_lint.values import Evidence
from tests.output.samples import FINDING, REPORT
from tests.table import each_row


def test_counts() -> None:
    assert count(REPORT) == Counts(files=5, findings=1, repairable=1, connections=2, unresolved=1, errors=1)


def test_a_file_that_was_not_checked_is_no_finding() -> None:
    failed = dataclasses.replace(FINDING, code="PGB900", fix=None)
    assert count(Report((FileReport("a.py", (failed,)),), 1)).findings == 0


@each_row(
    ("counts", "line"),
    [
        (Counts(1), "No findings in 1 checked file.\n"),
        (Counts(0), "No findings in 0 checked files.\n"),
        (Counts(3, connections=1), "No findings in 3 checked files; 1 connection.\n"),
        (
            Counts(3, findings=2, repairable=1, needs_unsafe=1, connections=4, unresolved=1),
            "Found 2 findings in 3 checked files (1 repairable with --fix, 1 with --fix --unsafe-fixes);"
            " 4 connections, 1 not resolved (see --show-unresolved).\n",
        ),
        (Counts(3, findings=1), "Found 1 finding in 3 checked files.\n"),
        (Counts(3, repaired=2, connections=2), "Repaired 2 findings, 0 left; 2 connections.\n"),
        (Counts(3, repaired=1, findings=1), "Repaired 1 finding, 1 left.\n"),
        (Counts(3, errors=1), "No findings in 3 checked files; 1 file had errors.\n"),
    ],
)
def test_the_line(counts: Counts, line: str) -> None:
    assert render(counts) == line


def test_a_diff_repairs_nothing() -> None:
    assert render(Counts(3, repaired=2), would=True) == "Would repair 2 findings, 0 left.\n"


def test_files_that_could_not_be_read_are_counted() -> None:
    assert render(Counts(3, notes=2)) == (
        "No findings in 3 checked files; 2 notes on files that could not be read (see --show-unresolved).\n"
    )
    assert count(dataclasses.replace(REPORT, notes=(Evidence("fly.toml is broken", "fly.toml", 2),))).notes == 1
