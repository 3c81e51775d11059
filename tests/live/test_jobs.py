"""What a process is asked and what it reports."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.live.crowd import run_job
from tests.live.jobs import Job, Load, Tally, described, questions_of
from tests.live.places import PASSWORD
from tests.live.truth import Cell, Row, Truth, contradictions


def test_no_two_processes_ask_the_same() -> None:
    asked = [question.sql for process in range(3) for question in questions_of(process, 4, "autocommit")]
    assert len(set(asked)) == len(asked)


def test_errors_lose_what_differs_from_run_to_run() -> None:
    error = ValueError('prepared statement "__asyncpg_stmt_1a__" already exists\nHINT: pool_mode')
    assert described(error) == 'ValueError: prepared statement "__asyncpg_..." already exists'
    assert described(ValueError()) == "ValueError"


def test_a_client_that_cannot_be_opened_fails_every_question() -> None:
    load = Load(processes=1, clients=2, cycles=1, rounds=2, questions=3)
    job = Job("no_such_client", "autocommit", {}, "127.0.0.1", 1, "app", PASSWORD, "app", load)
    tally = run_job(job, lambda: None)
    assert (tally.right, tally.failed, tally.total) == (0, 12, 12)


def test_wrong_rows_are_not_errors() -> None:
    tally = Tally(right=6, wrong=3)
    tally.error(ValueError("gone"))
    cell = Cell.of(tally)
    assert (cell.verdict, cell.right, cell.error, cell.wrong, cell.says) == ("breaks", 60, 10, 30, "ValueError: gone")


def test_only_all_right_is_right() -> None:
    assert Cell.of(Tally(right=1000)).verdict == "right"
    assert Cell.of(Tally(right=999, wrong=1)).verdict == "breaks"
    refused = Tally()
    refused.error(ValueError("no"), 5)
    assert Cell.of(refused).verdict == "refused"
    with pytest.raises(ValueError, match="nothing was asked"):
        Cell.of(Tally())


def test_a_table_survives_saving(tmp_path: Path) -> None:
    path = tmp_path / "truth.json"
    cells = {
        Row("one", "newest", "direct"): Cell("right"),
        Row("one", "newest", "transaction"): Cell("breaks", 50.0, 25.0, 25.0, 'Error: "gone"'),
    }
    truth = Truth(cells, {"newest": {"asyncpg": "0.32.0"}}, {"direct": "15.1"}, {"tracking": "too old"})
    truth.save(path)
    assert Truth.load(path) == truth


def test_another_verdict_is_a_contradiction() -> None:
    row = Row("one", "newest", "transaction")
    saved = Truth({row: Cell("breaks", 50.0, 50.0, 0.0, "gone")})
    assert contradictions(saved, Truth({row: Cell("breaks", 10.0, 80.0, 10.0, "gone")})) == []
    assert contradictions(saved, Truth({Row("new", "newest", "direct"): Cell("right")})) == []
    assert len(contradictions(saved, Truth({row: Cell("right")}))) == 1
