"""Random changes of a repository: a run with the cache says the same as a run without."""

from __future__ import annotations

from tests.table import each_row
from tests.trust.changing import difference_of


@each_row("seed", range(6))
def test_the_cache_changes_nothing(seed: int) -> None:
    assert difference_of(seed) is None
