"""Environment files of conda."""

from __future__ import annotations

from pathlib import Path

import pytest

from pooler_lint.project.conda import read_environment
from pooler_lint.project.versions import VersionFinder
from pooler_lint.repository.files import Repository
from pooler_lint.versions import parse_version_range


def environment(folder: Path, *dependencies: str, name: str = "environment.yml") -> Path:
    path = folder / name
    listed = "".join(f"  - {line}\n" for line in dependencies)
    path.write_text(f"name: app\nchannels: [conda-forge]\ndependencies:\n{listed}", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("asyncpg=0.30", "==0.30.*"),
        ("asyncpg==0.30.0", "==0.30.0"),
        ("asyncpg=0.30.0=py311h459d7ec_1", "==0.30.0"),
        ("asyncpg 0.30.0 py311h459d7ec_1", "==0.30.0"),
        ("asyncpg 0.30.*", "==0.30.*"),
        ("conda-forge::asyncpg=0.29", "==0.29.*"),
        ("'asyncpg>=0.29,<0.31'", ">=0.29,<0.31"),
        ("asyncpg >=0.28", ">=0.28"),
        ("'asyncpg<0.31'", "<0.31"),
    ],
)
def test_a_dependency(tmp_path: Path, written: str, meant: str) -> None:
    (claim,) = read_environment(environment(tmp_path, "python=3.11", written), Repository(str(tmp_path))).claims
    assert claim.library == "asyncpg"
    assert claim.range == parse_version_range(meant)
    assert claim.evidence.line == 5


@pytest.mark.parametrize("written", ["asyncpg", "numpy=1.26", "asyncpg=0.29|0.30", "pip", "{}"])
def test_nothing_is_said(tmp_path: Path, written: str) -> None:
    reading = read_environment(environment(tmp_path, written), Repository(str(tmp_path)))
    assert reading.claims == ()
    assert reading.notes == ()


def test_what_pip_installs(tmp_path: Path) -> None:
    path = environment(tmp_path, "pip", "pip:\n    - SQLAlchemy[asyncio]>=2.0.20,<2.1\n    - -r requirements.txt")
    (claim,) = read_environment(path, Repository(str(tmp_path))).claims
    assert (claim.library, claim.evidence.line) == ("sqlalchemy", 6)
    assert claim.range == parse_version_range(">=2.0.20,<2.1")


def test_a_broken_file_is_a_note_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "environment.yml"
    path.write_text("dependencies:\n  - asyncpg=0.30\n  - [\n", encoding="utf-8")
    (note,) = read_environment(path, Repository(str(tmp_path))).notes
    assert note.line > 1
    assert "YAML" in note.text


def test_a_version_that_is_none_is_a_note(tmp_path: Path) -> None:
    (note,) = read_environment(environment(tmp_path, "asyncpg >>0.30"), Repository(str(tmp_path))).notes
    assert note.line == 4


@pytest.mark.parametrize("name", ["environment.yml", "environment.yaml", "environment-dev.yml", "conda.yml"])
def test_the_file_is_found(tmp_path: Path, name: str) -> None:
    (tmp_path / ".git").mkdir()
    environment(tmp_path, "asyncpg=0.30", name=name)
    assert VersionFinder().versions_for(str(tmp_path / "app.py"))["asyncpg"].range == parse_version_range("==0.30.*")


def test_requirements_count_before_it(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    environment(tmp_path, "asyncpg=0.30")
    (tmp_path / "requirements.txt").write_text("asyncpg==0.29.0\n")
    assert VersionFinder().versions_for(str(tmp_path))["asyncpg"].range == parse_version_range("==0.29.0")
