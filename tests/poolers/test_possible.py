"""Files whose uses cannot matter are not followed, and lose nothing by that."""

from __future__ import annotations

from pathlib import Path

import pytest

from pooler_lint.check import check_text
from pooler_lint.config import Settings
from pooler_lint.config_values import EndpointSetting
from pooler_lint.poolers.configured import ConfiguredEndpoint
from pooler_lint.poolers.possible import may_lead_to_pooler
from pooler_lint.project.project import Project
from pooler_lint.queries import reader

POOL = 'import asyncpg\n\npool = asyncpg.create_pool("postgresql://{}/app", statement_cache_size=0)\n'
JOBS = "from app.db import pool\n\n\nasync def run():\n    await pool.execute('LISTEN jobs')\n"


def _codes(root: Path, host: str, settings: Settings | None = None) -> list[str]:
    (root / ".git").mkdir()
    (root / "app").mkdir()
    (root / "app/db.py").write_text(POOL.format(host))
    (root / "app/jobs.py").write_text(JOBS)
    return [one.code for one in check_text(JOBS, "app/jobs.py", settings or Settings(), Project()).diagnostics]


@pytest.mark.parametrize("host", ["pgbouncer:6432", "x.proxy-y.eu-central-1.rds.amazonaws.com", "10.0.0.5:6543"])
def test_a_use_in_another_file_is_reported(host: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert _codes(tmp_path, host) == ["PGB302"]


def test_a_configured_endpoint_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert _codes(tmp_path, "db:5432", Settings(endpoints=(EndpointSetting("db", "transaction", None),))) == ["PGB302"]


def test_a_file_without_a_connection_is_not_evaluated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delattr(reader, "Machine")
    assert _codes(tmp_path, "db:5432") == []


def test_a_text_that_is_not_on_the_disk_counts() -> None:
    assert may_lead_to_pooler((), ('HOST = "pgbouncer"\n',), lambda: False, tuple)
    assert not may_lead_to_pooler((), ('HOST = "db"\n',), lambda: False, tuple)
    for mode, expected in (("transaction", True), ("statement", True), ("session", False), ("direct", False)):
        configured = (ConfiguredEndpoint("db", mode),)  # type: ignore[arg-type]
        assert may_lead_to_pooler(configured, (), lambda: False, tuple) is expected
