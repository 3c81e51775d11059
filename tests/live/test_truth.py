"""The truth table still holds: the newest drivers, on a pooler that does not track statements and on one that does."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.live.cases import POOLS, REFUSED, STARTUP, Case, reduced_places
from tests.live.conftest import leave_out
from tests.live.environments import NotBuildable
from tests.live.matrix import all_cases
from tests.live.measure import Workers
from tests.live.places import PlaceName
from tests.live.truth import Cell, Truth
from tests.live.truth_page import PAGE, page

TRUTH = Truth.load()
CELLS = [(case, place) for case in all_cases() for place in reduced_places(case)]
CASES = {case.key: case for case in all_cases()}
BROKEN_BY_ITSELF = "sqlalchemy-asyncpg/empty"
"""Unnamed statements in a cache: the next statement replaces the one before, on any server."""
QUESTIONS = 2
"""Half of the table's: it measures shares, and here each process breaks the statements of the others or does not."""
TRIES = 3
"""What breaks must break in one of so many runs; what is right has one try only."""


@pytest.mark.parametrize(
    ("case", "place"), CELLS, ids=lambda value: value.key if isinstance(value, Case) else value
)  # fmt: skip
def test_cell(workers: Workers, case: Case, place: PlaceName) -> None:
    expected = TRUTH.verdict(case.key, "newest", place)
    assert expected is not None, "not in the saved table: run python -m tests.live.truth_table"
    if place not in workers.servers.places:
        pytest.skip(f"{place}: {workers.servers.missing[place]}")
    load = replace(case.load, questions=min(case.load.questions, QUESTIONS))
    for _ in range(TRIES if expected == "breaks" else 1):
        try:
            tally = workers.measure(
                "newest", workers.servers.places[place], case.client, case.work, case.settings, load
            )
        except NotBuildable as error:
            leave_out(str(error))
        cell = Cell.of(tally)
        if cell.verdict == expected:
            return
    pytest.fail(f"{cell.verdict} instead of {expected}: {cell}", pytrace=False)


def test_every_case_is_in_the_saved_table() -> None:
    measured = {(row.key, row.environment) for row in TRUTH.cells}
    wanted = {(case.key, environment) for case in CASES.values() for environment in case.environments}
    assert wanted == measured


def test_page_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(TRUTH), "run python -m tests.live.truth_table --page"


def test_direct_connections_and_session_mode_break_nothing() -> None:
    """What the poolers break is the poolers' doing: the same settings are right without one."""
    for row, cell in TRUTH.cells.items():
        if row.place not in ("direct", "session") or CASES[row.key].group in (REFUSED, POOLS, STARTUP):
            continue
        if row.key == BROKEN_BY_ITSELF:
            assert cell.verdict != "right", row
            continue
        refused_by_the_library = TRUTH.verdict(row.key, row.environment, "tracking") == "refused"
        assert cell.verdict == ("refused" if refused_by_the_library else "right"), row
