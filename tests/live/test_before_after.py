"""Programs as people write them: they break as they are, and they are right as the repair leaves them."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.live.conftest import leave_out
from tests.live.environments import EnvironmentName, NotBuildable
from tests.live.jobs import Tally
from tests.live.measure import Workers
from tests.live.programs import PROGRAMS_FOLDER, Program, all_programs, repaired_by_the_linter, run_program
from tests.table import each_row
from tests.testdata_format import FIXED

PROGRAMS = all_programs()
REPAIRABLE_RULES = ("PGB101", "PGB102", "PGB103", "PGB104", "PGB105", "PGB106", "PGB110", "PGB201", "PGB202", "PGB203")
TRIES = 3
"""A bug that needs a certain timing must show in one of so many runs; what is repaired has one try only."""


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.name)
def test_breaks_as_it_is(workers: Workers, program: Program) -> None:
    text = program.case.text
    tallies = []
    for _ in range(TRIES):
        tallies.append(measured(workers, program, text, program.breaks_in))
        if tallies[-1].right < tallies[-1].total:
            return
    pytest.fail(f"every query was right: {tallies}")


@pytest.mark.parametrize(
    ("program", "environment"),
    [(program, environment) for program in PROGRAMS for environment in program.right_in],
    ids=lambda value: value.name if isinstance(value, Program) else value,
)
def test_is_right_after_the_repair(workers: Workers, program: Program, environment: EnvironmentName) -> None:
    tally = measured(workers, program, repaired_by_the_linter(program.case), environment)
    assert tally.right == tally.total == program.load.processes * program.load.clients * program.load.asks, tally


@each_row("program", PROGRAMS)
def test_rule_is_found_in_it(program: Program) -> None:
    assert program.rule in {code for _, code in program.case.findings}


def test_every_repairable_rule_has_three_programs() -> None:
    counts = Counter(program.rule for program in PROGRAMS)
    assert {rule for rule in REPAIRABLE_RULES if counts[rule] >= 3} == set(REPAIRABLE_RULES)


def test_every_file_is_run() -> None:
    files = {path.stem for path in PROGRAMS_FOLDER.glob("*.py") if not path.name.endswith(FIXED)}
    assert files == {program.name for program in PROGRAMS}


def measured(workers: Workers, program: Program, text: str, environment: EnvironmentName) -> Tally:
    """The tally of this text; without its environment the test is left out, with the reason."""
    try:
        return run_program(workers, program, text, environment)
    except NotBuildable as error:
        if environment == "newest":
            leave_out(str(error))
        pytest.skip(str(error))
