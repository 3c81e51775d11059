"""The package's tables of facts agree with what was measured."""

from __future__ import annotations

import pytest

from pooler_lint.facts.options import option_fact
from pooler_lint.facts.pool_arguments import queue_arguments, refused_arguments
from pooler_lint.facts.statements import expectations, statement_facts
from pooler_lint.facts.tables import Versions, relation
from pooler_lint.versions import parse_version_range
from tests.live.cases import Case
from tests.live.cases_refused import POOL_CLASSES
from tests.live.environments import EnvironmentName
from tests.live.fact_settings import statement_settings, written_option
from tests.live.matrix import all_cases
from tests.live.places import PlaceName
from tests.live.truth import Row, Truth
from tests.table import each_row

TRUTH = Truth.load()
CASES = {case.key: case for case in all_cases()}
UNTRACKED: tuple[PlaceName, ...] = ("transaction", "newer-untracked")
EXPECTATIONS = {"right": "ok", "breaks": "fails", "refused": "refused"}

STATEMENT_ROWS = [
    row for row in TRUTH.cells if row.place in UNTRACKED and statement_settings(CASES[row.key]) is not None
]  # fmt: skip
OPTION_CASES = [case for case in CASES.values() if written_option(case) is not None]


def versions_of(environment: EnvironmentName) -> Versions:
    """Exactly what was measured with."""
    return {name: parse_version_range(f"=={version}") for name, version in TRUTH.environments[environment].items()}


def once_holds(case: Case) -> bool:
    """One query a checkout hides the bug: the tables speak of what holds for every program."""
    return case.key.endswith("-once")


@each_row("row", STATEMENT_ROWS)
def test_statement_facts_are_as_measured(row: Row) -> None:
    if once_holds(CASES[row.key]):
        assert TRUTH.cells[row].verdict in ("right", "breaks", "refused")
        return
    words = statement_settings(CASES[row.key])
    assert words is not None
    expected = expectations(words.client, words.settings, versions_of(row.environment))
    assert expected == {EXPECTATIONS[TRUTH.cells[row].verdict]}, TRUTH.cells[row]


def test_every_measured_fact_has_been_measured() -> None:
    used = set()
    for row in STATEMENT_ROWS:
        words = statement_settings(CASES[row.key])
        assert words is not None
        versions = versions_of(row.environment)
        fits = [fact for fact in statement_facts() if fact.fits(words.client, words.settings)]
        used.add(next(fact.id for fact in fits if relation(versions, fact.versions) == "inside"))
    assert {fact.id for fact in statement_facts() if fact.basis == "measured"} <= used


@each_row("case", OPTION_CASES)
def test_option_facts_are_as_measured(case: Case) -> None:
    written = written_option(case)
    assert written is not None
    fact = option_fact(
        written.library, written.driver, written.kind, written.option, written.value, versions_of("newest")
    )  # fmt: skip
    assert fact is not None, f"no fact about {written}"
    for place in case.places:
        cell = TRUTH.cells[Row(case.key, "newest", place)]
        assert (cell.verdict == "refused") == (fact.expectation == "refused"), cell


@pytest.mark.parametrize("pool", POOL_CLASSES)
def test_pool_arguments_are_as_measured(pool: str) -> None:
    refused = {
        argument
        for argument in queue_arguments()
        if TRUTH.verdict(f"pool-arguments/{pool}-{argument}", "newest", "transaction") == "refused"
    }
    assert refused == set(refused_arguments(f"sqlalchemy.pool.{pool}"))
