"""All that the repository around a folder says, as it is listed."""

from __future__ import annotations

from pathlib import Path

import pytest

from pooler_lint.project.environment.data import Rank
from pooler_lint.project.environment.given import Given
from pooler_lint.project.overview import RANKS, Overview, overview
from pooler_lint.project.project import Project
from tests.project.test_modules import tree

FILES = {
    ".env": "DATABASE_URL=postgresql://u:hunter2@db/app\nDEBUG=1\nPGHOST=db\nREDIS_URL=redis://u:hunter2@r/0\n",
    ".env.example": "DATABASE_URL=postgres://localhost/app\nDSN='host=db password=hunter2 dbname=x'\n",
    "compose.yaml": """
        services:
          unknown:
            image: registry.example.com/team/unknown:1
            environment:
              DATABASE_URL: postgresql+asyncpg://u:${PASSWORD}@pool:5432/app
          pool:
            image: edoburu/pgbouncer:v1.20.1-p0
            environment:
              DATABASE_URL: postgres://u:hunter2@db:5432/app
              POOL_MODE: transaction
          db:
            image: postgres:16
    """,
    "requirements.txt": "asyncpg==0.30.0\nsqlalchemy>=2\n",
    "broken.yaml": "kind: {\n",
    "app/main.py": "",
}


@pytest.fixture
def found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Overview:
    monkeypatch.chdir(tree(tmp_path, FILES))
    return overview(Project(), str(tmp_path / "app"), Given((("A_DSN", "postgresql://given/a"),), None, False))


def test_versions(found: Overview) -> None:
    assert [(name, one.evidence.path, one.evidence.line) for name, one in found.versions] == [
        ("asyncpg", "requirements.txt", 1),
        ("sqlalchemy", "requirements.txt", 2),
    ]


def test_variables_that_hold_addresses_by_name_and_rank(found: Overview) -> None:
    assert [(one.name, one.source, one.program, one.reach) for one in found.variables] == [
        ("A_DSN", "configuration", None, "code"),
        ("DATABASE_URL", "file of variables", None, "code"),
        ("DATABASE_URL", "example", None, "code"),
        ("DATABASE_URL", "compose", "unknown", "untold"),
        ("DATABASE_URL", "compose", "pool", "foreign"),
        ("DSN", "example", None, "code"),
        ("PGHOST", "file of variables", None, "code"),
    ]
    assert [f"{one.evidence.path}:{one.evidence.line}" for one in found.variables[1:4]] == [
        ".env:1", ".env.example:1", "compose.yaml:6",
    ]  # fmt: skip
    assert found.variables[3].value == "postgresql+asyncpg://u:${PASSWORD}@pool:5432/app"


def test_poolers_and_databases(found: Overview) -> None:
    assert [(one.hosts[0], one.port, one.pooler, one.version, one.mode) for one in found.poolers] == [
        ("pool", 5432, "PgBouncer", "1.20.1", "transaction"),
        ("db", 5432, None, None, "direct"),
    ]


def test_what_could_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tree(tmp_path, {".env": "A=1\nbroken line\n", "app/main.py": ""})
    monkeypatch.chdir(folder / "app")
    (note,) = overview(Project(), str(folder / "app"), Given()).notes
    assert (note.path, note.line) == ("../.env", 2)


def test_every_rank_has_its_words() -> None:
    assert set(RANKS) == set(Rank)
