from __future__ import annotations

from pathlib import Path

from pooler_lint.project.endpoints.data import LOOPBACK
from pooler_lint.project.environment.services import Manifest, Service
from pooler_lint.repository.files import Repository
from tests.project.endpoints.building import endpoints_of


def _ini(path: Path, port: int, mode: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"[databases]\n* = host=db\n[pgbouncer]\nlisten_port = {port}\npool_mode = {mode}\n")


def test_a_file_that_nothing_refers_to_speaks_for_this_machine(tmp_path: Path) -> None:
    _ini(tmp_path / "etc" / "pgbouncer.ini", 6432, "session")
    (endpoint,) = endpoints_of(Repository(str(tmp_path)), (), ()).found
    assert (endpoint.hosts, endpoint.port, endpoint.mode, endpoint.tied) == (LOOPBACK, 6432, "session", False)
    assert endpoint.evidence.text == "`pool_mode = session` in pgbouncer.ini"
    assert endpoint.evidence.line == 5


def test_such_a_file_is_never_about_the_port_of_postgres(tmp_path: Path) -> None:
    _ini(tmp_path / "pgbouncer.ini", 5432, "transaction")
    (endpoint,) = endpoints_of(Repository(str(tmp_path)), (), ()).found
    assert endpoint.hosts == ()


def test_all_sources_come_together(tmp_path: Path) -> None:
    _ini(tmp_path / "mounted" / "pgbouncer.ini", 6432, "transaction")
    _ini(tmp_path / "loose" / "pgbouncer.ini", 7432, "session")
    (tmp_path / "pgcat.toml").write_text("[general\n")
    service = Service("bouncer", "edoburu/pgbouncer", None, {}, (), tmp_path / "compose.yml", 3, mounts=("mounted",))
    pooler = {"apiVersion": "postgresql.cnpg.io/v1", "spec": {"pgbouncer": {"poolMode": "transaction"}}}
    manifest = Manifest("Pooler", "rw", None, pooler, tmp_path / "k8s.yaml", 1)
    result = endpoints_of(Repository(str(tmp_path)), (service,), (manifest,))
    assert [(one.hosts[0], one.port, one.mode, one.tied) for one in result.found] == [
        ("bouncer", 6432, "transaction", True),
        ("rw", 5432, "transaction", True),
        ("localhost", 7432, "session", False),
    ]
    assert [note.path.rpartition("/")[2] for note in result.notes] == ["pgcat.toml"]


def test_an_empty_project_says_nothing(tmp_path: Path) -> None:
    result = endpoints_of(Repository(str(tmp_path)), (), ())
    assert (result.found, result.notes) == ((), ())
