"""Variables that the configuration or the process gives, all the way to the verdict."""

from __future__ import annotations

from pathlib import Path

import pytest

from pooler_lint.check import check_text
from pooler_lint.config import Settings, load
from pooler_lint.project.environment.given import Given
from pooler_lint.project.project import Project
from pooler_lint.report import Connection, FileReport
from tests.project.test_modules import codes, tree

SITE = """
    import os
    import asyncpg

    async def main():
        await asyncpg.connect(os.environ["DATABASE_URL"])
"""
POOLED = "postgresql://app:hunter2@pgbouncer:6432/app"
DIRECT = "postgresql://app:hunter2@db:5432/app"
CONFIGURED = '[tool.other]\nDATABASE_URL = "no"\n\n[tool.pooler-lint.env]\nPORT = 1\nDATABASE_URL = "{}"\n'


@pytest.fixture(autouse=True)
def _no_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)


def checked(folder: Path, settings: Settings, project: Project | None = None) -> FileReport:
    path = folder / "app.py"
    return check_text(path.read_text(encoding="utf-8"), str(path), settings, project or Project())


def connection(report: FileReport) -> Connection:
    (found,) = report.connections
    return found


def configured(folder: Path, value: str) -> Settings:
    path = folder / "pyproject.toml"
    path.write_text(CONFIGURED.format(value), encoding="utf-8")
    return load(str(path))


def test_the_configuration_gives_a_value_and_is_the_evidence(tmp_path: Path) -> None:
    folder = tree(tmp_path, {"app.py": SITE})
    report = checked(folder, configured(folder, POOLED))
    assert codes(report) == ["PGB101"]
    step = report.diagnostics[0].evidence[0]
    assert (Path(step.path).name, step.line) == ("pyproject.toml", 6)
    assert "hunter2" not in step.text


def test_the_configuration_counts_alone(tmp_path: Path) -> None:
    folder = tree(tmp_path, {"app.py": SITE, ".env": f"DATABASE_URL={POOLED}\n"})
    assert codes(checked(folder, Settings())) == ["PGB101"]
    report = checked(folder, configured(folder, DIRECT))
    assert codes(report) == []
    assert connection(report).endpoint.host == "db"
    assert connection(report).notes == ()


def test_other_variables_still_come_from_files(tmp_path: Path) -> None:
    folder = tree(tmp_path, {"app.py": SITE, ".env": f"DATABASE_URL={POOLED}\n"})
    settings = Settings(env=(("OTHER_URL", DIRECT),))
    assert codes(checked(folder, settings)) == ["PGB101"]


def test_the_process_is_asked_only_when_that_is_wanted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", POOLED)
    folder = tree(tmp_path, {"app.py": SITE})
    assert connection(checked(folder, Settings())).verdict == "unresolved"
    report = checked(folder, Settings(use_environment=True))
    assert codes(report) == ["PGB101"]
    assert "the environment of this process" in report.diagnostics[0].evidence[0].text


def test_the_process_is_one_deployment_of_several(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", DIRECT)
    files = {"app.py": SITE, ".env": f"DATABASE_URL={POOLED}\n", ".env.example": "DATABASE_URL=postgresql://x/y\n"}
    folder = tree(tmp_path, files)
    report = checked(folder, Settings(use_environment=True))
    assert codes(report) == ["PGB101"]
    (note,) = report.diagnostics[0].elsewhere
    assert note.text.startswith("the environment of this process goes to `db:5432`")
    assert note.path == "the environment of this process"


def test_the_process_counts_before_an_example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", DIRECT)
    folder = tree(tmp_path, {"app.py": SITE, ".env.example": f"DATABASE_URL={POOLED}\n"})
    assert codes(checked(folder, Settings(use_environment=True))) == []


def test_one_run_may_have_several_configurations(tmp_path: Path) -> None:
    folder = tree(tmp_path, {"app.py": "from settings import URL\nimport asyncpg\nasyncpg.connect(URL)\n"})
    (folder / "settings.py").write_text("import os\nURL = os.environ['DATABASE_URL']\n")
    project = Project()
    assert codes(checked(folder, Settings(env=(("DATABASE_URL", POOLED),)), project)) == ["PGB101"]
    assert codes(checked(folder, Settings(env=(("DATABASE_URL", DIRECT),)), project)) == []
    assert connection(checked(folder, Settings(), project)).verdict == "unresolved"


def test_an_empty_value_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "")
    assert Given((("DATABASE_URL", ""),), None, True).candidates("DATABASE_URL") == ()
    assert "DATABASE_URL" in Given((), None, True).names()
    assert Given((("A", "1"),), None, False).names() == ("A",)
