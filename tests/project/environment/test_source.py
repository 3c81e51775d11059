"""Every kind of deployment file: what is special about each, and where the documentation names it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pooler_lint.project.environment.data import Rank
from pooler_lint.project.environment.source import sources

PAGE = Path(__file__).parents[3] / "docs" / "configuration.md"
ROWS = re.compile(
    r"(?<=<!-- Written by `pytest --update-fixed`: sources. -->\n).*?(?=<!-- End of the sources. -->)", re.DOTALL
)


def test_each_kind_has_a_rank_of_its_own() -> None:
    ranks = [source.rank for source in sources().values()]
    assert len(set(ranks)) == len(ranks)
    assert set(ranks) & set(Rank) == {Rank.DOTENV}
    assert max(ranks) < Rank.DOTENV_UNUSED


def test_the_documentation_lists_the_kinds(pytestconfig: pytest.Config) -> None:
    rows = "".join(f"| {source.title} | {source.files} |\n" for source in sources().values())
    table = f"| source | files |\n|---|---|\n{rows}"
    text = PAGE.read_text(encoding="utf-8")
    if pytestconfig.getoption("--update-fixed"):
        PAGE.write_text(ROWS.sub(lambda _: table, text), encoding="utf-8")
    assert ROWS.findall(PAGE.read_text(encoding="utf-8")) == [table]
