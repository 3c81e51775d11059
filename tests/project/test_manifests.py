"""pyproject.toml and setup.cfg."""

from __future__ import annotations

from pathlib import Path

import pytest

from pooler_lint.project.claims import Reading
from pooler_lint.project.manifests import read_pyproject, read_setup_cfg
from pooler_lint.repository.files import Repository


def bounds(reading: Reading) -> dict[str, tuple[str | None, str | None]]:
    assert reading.notes == ()
    return {claim.library: (claim.range.at_least, claim.range.below) for claim in reading.claims}


def pyproject(folder: Path, text: str) -> Reading:
    path = folder / "pyproject.toml"
    path.write_text(text)
    return read_pyproject(path, Repository(str(folder)))


@pytest.mark.parametrize(
    ("constraint", "expected"),
    [
        ('"^0.29"', ("0.29", "0.30")),
        ('"^0.29.1"', ("0.29.1", "0.30")),
        ('"^2.0"', ("2.0", "3")),
        ('"^0.0.3"', ("0.0.3", "0.0.4")),
        ('"^0"', ("0", "1")),
        ('"~0.29"', ("0.29", "0.30")),
        ('"~0.29.1"', ("0.29.1", "0.30")),
        ('"~1"', ("1", "2")),
        ('"~=0.29.1"', ("0.29.1", "0.30")),
        ('"0.29.0"', ("0.29.0", "0.29.1")),
        ('"0.29.*"', ("0.29", "0.30")),
        ('">=0.28,<0.31"', ("0.28", "0.31")),
        ('">=0.28 <0.31"', ("0.28", "0.31")),
        ('"^0.28 || ^0.30"', ("0.28", "0.31")),
        ('{ version = "^0.29", extras = ["gssauth"] }', ("0.29", "0.30")),
        ('[{ version = "0.29.0", python = "<3.12" }, { version = "0.30.0" }]', ("0.29.0", "0.30.1")),
    ],
)
def test_poetry(tmp_path: Path, constraint: str, expected: tuple[str, str]) -> None:
    assert bounds(pyproject(tmp_path, f"[tool.poetry.dependencies]\nasyncpg = {constraint}\n")) == {"asyncpg": expected}


@pytest.mark.parametrize(
    "constraint", ['"*"', '{ git = "https://example.org/asyncpg.git" }', '{ path = "../asyncpg" }']
)
def test_poetry_without_a_version(tmp_path: Path, constraint: str) -> None:
    assert bounds(pyproject(tmp_path, f"[tool.poetry.dependencies]\nasyncpg = {constraint}\n")) == {}


@pytest.mark.parametrize(
    "text",
    [
        '[project]\ndependencies = ["httpx", "asyncpg>=0.28,<0.31"]',
        '[project.optional-dependencies]\npg = ["asyncpg>=0.28,<0.31"]',
        '[dependency-groups]\npg = [{ include-group = "x" }, "asyncpg>=0.28,<0.31"]\nx = []',
        '[tool.poetry.group.pg.dependencies]\nasyncpg = ">=0.28,<0.31"',
        '[tool.poetry.dev-dependencies]\nasyncpg = ">=0.28,<0.31"',
        '[tool.pdm.dev-dependencies]\npg = ["asyncpg>=0.28,<0.31"]',
        '[tool.uv]\ndev-dependencies = ["asyncpg>=0.28,<0.31"]',
        '[tool.uv]\nconstraint-dependencies = ["asyncpg>=0.28,<0.31"]',
        '[project]\ndependencies = ["asyncpg>=0.28"]\n[tool.uv]\nconstraint-dependencies = ["asyncpg<0.31"]',
    ],
)
def test_each_table_of_pyproject(tmp_path: Path, text: str) -> None:
    assert bounds(pyproject(tmp_path, text)) == {"asyncpg": ("0.28", "0.31")}


def test_what_is_always_needed_comes_before_extras(tmp_path: Path) -> None:
    text = '[project]\ndependencies = ["asyncpg>=0.28"]\n[project.optional-dependencies]\nold = ["asyncpg==0.27.0"]\n'
    assert bounds(pyproject(tmp_path, text)) == {"asyncpg": ("0.28", None)}


def test_the_line_is_that_of_the_requirement(tmp_path: Path) -> None:
    text = '[project]\nname = "x"\ndependencies = [\n  "httpx",\n  "asyncpg<0.31; python_version > \\"3.9\\"",\n]\n'
    (claim,) = pyproject(tmp_path, text).claims
    assert claim.evidence.line == 5
    assert claim.evidence.text == "pyproject.toml asks for asyncpg <0.31"


@pytest.mark.parametrize(
    "text",
    [
        'project = "x"\ntool = []',
        '[project]\ndependencies = "asyncpg==0.29"',
        '[project]\ndependencies = [1, "", "asyncpg"]\n[tool]\nuv = 3\npoetry = { group = { x = 1 } }',
    ],
)
def test_tables_of_another_shape_say_nothing(tmp_path: Path, text: str) -> None:
    assert bounds(pyproject(tmp_path, text)) == {}


def test_setup_cfg(tmp_path: Path) -> None:
    path = tmp_path / "setup.cfg"
    path.write_text(
        "[metadata]\nname = %(x)s\n[options]\n"
        "install_requires =\n    httpx\n    asyncpg>=0.28,<0.31; python_version>'3'\n"
        "[options.extras_require]\nsync =\n    psycopg[pool]~=3.2\n"
    )
    reading = read_setup_cfg(path, Repository(str(tmp_path)))
    assert bounds(reading) == {"asyncpg": ("0.28", "0.31"), "psycopg": ("3.2", "4")}
    assert [claim.evidence.line for claim in reading.claims] == [6, 9]
