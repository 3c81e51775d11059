"""Which versions a judgement rests on."""

from __future__ import annotations

from pathlib import Path

import pytest

from pooler_lint.check import check_text
from pooler_lint.config import Settings
from pooler_lint.project.project import Project
from pooler_lint.report import Connection

ZEROS = 'connect_args={"statement_cache_size": 0, "prepared_statement_cache_size": 0}'
SITE = """from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool
engine = create_async_engine("postgresql+asyncpg://app@pgbouncer:6432/app", poolclass=NullPool{})
"""


def connection(folder: Path, requirements: str, arguments: str, settings: Settings | None = None) -> Connection:
    (folder / ".git").mkdir()
    (folder / "requirements.txt").write_text(requirements)
    path = folder / "app.py"
    path.write_text(SITE.format(f", {arguments}" if arguments else ""))
    (found,) = check_text(path.read_text(), str(path), settings or Settings(), Project()).connections
    return found


def files(found: Connection) -> list[str]:
    return [f"{Path(step.path).name}:{step.line}" for step in found.endpoint.evidence]


@pytest.mark.parametrize(
    ("version", "verdict"), [("asyncpg==0.30.0", "breaks"), ("asyncpg<0.31", "breaks"), ("asyncpg==0.31.0", "fine")]
)
def test_the_version_that_decides_is_evidence(tmp_path: Path, version: str, verdict: str) -> None:
    found = connection(tmp_path, f"sqlalchemy==2.0.36\n{version}\n", ZEROS)
    assert found.verdict == verdict
    assert files(found) == ["app.py:3", "requirements.txt:2"]


def test_a_version_that_decides_nothing_is_none(tmp_path: Path) -> None:
    found = connection(tmp_path, "asyncpg==0.30.0\npsycopg==3.2\n", "")
    assert found.verdict == "breaks"
    assert files(found) == ["app.py:3"]


def test_a_version_of_the_configuration_is_named(tmp_path: Path) -> None:
    found = connection(tmp_path, "asyncpg==0.31.0\n", ZEROS, Settings(versions=(("asyncpg", "0.30"),)))
    assert found.verdict == "breaks"
    assert found.endpoint.evidence[-1].text == "the configuration says asyncpg 0.30"
