"""Tables of examples: a row that fails is not hidden by the others."""

from __future__ import annotations

import pytest

from tests.table import each_row


def test_every_row_runs_and_every_failure_is_named() -> None:
    seen = []

    @each_row("number, square", [(1, 1), (2, 5), (3, 9), (4, 17)])
    def check(number: int, square: int) -> None:
        seen.append(number)
        assert number**2 == square

    with pytest.raises(pytest.fail.Exception) as failure:
        check()
    assert seen == [1, 2, 3, 4]
    assert "2 of 4 rows fail" in str(failure.value)
    assert "\n2, 5\n" in str(failure.value)
    assert "\n4, 17\n" in str(failure.value)


@each_row("suffix", ["a", "b"])
def test_rows_share_the_fixtures_of_the_test(suffix: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    assert tmp_path_factory.mktemp(suffix).is_dir()


def test_a_table_without_rows_is_an_error() -> None:
    with pytest.raises(AssertionError):
        each_row("number", [])
