"""Whether an endpoint is confirmed or assumed, and what follows for its diagnostics."""

from __future__ import annotations

from pathlib import Path

import pytest

from pooler_lint.check import check_text, fix_text
from pooler_lint.cli import main
from pooler_lint.config import Settings
from pooler_lint.config_values import EndpointSetting
from pooler_lint.plugins import flake8
from pooler_lint.project.project import Project
from pooler_lint.report import FileReport
from tests.plugins.test_flake8 import findings
from tests.table import each_row

CODE = 'import asyncpg\n\n\nasync def main():\n    return await asyncpg.connect("postgresql://app@{host}/app")\n'
COMPOSE = """\
services:
  bouncer:
    image: {image}
    environment:
      POOL_MODE: transaction
      PGBOUNCER_POOL_MODE: transaction
      POOL_TYPE: transaction
"""
CLOUDNATIVEPG = """\
apiVersion: postgresql.cnpg.io/v1
kind: Pooler
metadata:
  name: bouncer
spec:
  pgbouncer:
    poolMode: transaction
    image: {image}
"""
DIGEST = "sha256:" + "0123456789abcdef" * 4
Said = tuple[str | None, list[str]]
ERROR: Said = ("confirmed", ["error"])
WARNING: Said = ("assumed", ["warning"])
CONFIRMED: Said = ("confirmed", [])
ASSUMED: Said = ("assumed", [])
UNKNOWN: Said = (None, [])


def check(folder: Path, host: str, files: dict[str, str], settings: Settings | None = None) -> FileReport:
    (folder / ".git").mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text)
    path = folder / "db.py"
    path.write_text(CODE.format(host=host))
    return check_text(path.read_text(), str(path), settings or Settings(root=str(folder)), Project())


def said(report: FileReport) -> Said:
    """The confidence of the endpoint, and the severities of the diagnostics there."""
    (connection,) = report.connections
    assert {item.confidence for item in report.diagnostics} <= {connection.endpoint.confidence}
    return connection.endpoint.confidence, [item.severity for item in report.diagnostics]


@each_row(
    ("image", "expected"),
    [
        ("edoburu/pgbouncer", CONFIRMED),
        ("edoburu/pgbouncer:latest", CONFIRMED),
        ("edoburu/pgbouncer:v1.24.1-p1", CONFIRMED),
        ("ghcr.io/org/pgbouncer:v1.21.0-p2", ERROR),
        ("edoburu/pgbouncer:${TAG:-1.18.0}", ERROR),
        (f"edoburu/pgbouncer:1.18.0@{DIGEST}", ERROR),
        ("localhost:5000/pgbouncer:1.20", ERROR),
        (f"edoburu/pgbouncer@{DIGEST}", WARNING),
        ("edoburu/pgbouncer:${TAG}", WARNING),
        ("bitnami/pgbouncer:1", WARNING),
        ("pgbouncer:stable", WARNING),
        ("org/pgbouncer:3.2.1", WARNING),
        ("ghcr.io/yandex/odyssey", CONFIRMED),
        ("ghcr.io/yandex/odyssey:1.4.1", ERROR),
        ("ghcr.io/yandex/odyssey:main", WARNING),
        ("ghcr.io/pgdogdev/pgdog:main", ASSUMED),
    ],
)
def test_the_version_of_an_image(tmp_path: Path, image: str, expected: Said) -> None:
    report = check(tmp_path, "bouncer:6432", {"docker-compose.yml": COMPOSE.format(image=image)})
    assert said(report) == expected


def test_the_newest_release_has_a_date(tmp_path: Path) -> None:
    report = check(tmp_path, "bouncer:6432", {"docker-compose.yml": COMPOSE.format(image="edoburu/pgbouncer")})
    assert "the newest release counts, as of 20" in report.connections[0].endpoint.evidence[-1].text


@each_row(
    ("image", "expected"),
    [
        ('""', CONFIRMED),
        ("ghcr.io/cloudnative-pg/pgbouncer:1.20.1", ERROR),
        (f"ghcr.io/cloudnative-pg/pgbouncer@{DIGEST}", WARNING),
    ],
)
def test_the_image_of_an_operator(tmp_path: Path, image: str, expected: Said) -> None:
    report = check(tmp_path, "bouncer:5432", {"pooler.yaml": CLOUDNATIVEPG.format(image=image)})
    assert said(report) == expected


@each_row(
    ("host", "expected"),
    [
        ("x.pooler.supabase.com:6543", ERROR),
        ("h.postgres.database.azure.com:6432", ERROR),
        ("ep-x-pooler.us-east-2.aws.neon.tech", CONFIRMED),
        ("p.proxy-abc.eu-west-1.rds.amazonaws.com", CONFIRMED),
        ("db.example.com:6432", WARNING),
        ("10.0.0.7:6543", WARNING),
        ("pgbouncer", WARNING),
        ("haproxy:5000", UNKNOWN),
        ("db:5432", UNKNOWN),
    ],
)
def test_an_address_alone(tmp_path: Path, host: str, expected: Said) -> None:
    assert said(check(tmp_path, host, {})) == expected


@each_row("host", ["bouncer", "bouncer:5432", "bouncer:6432", "bouncer:7000"])
def test_a_service_is_its_pooler_at_any_port(tmp_path: Path, host: str) -> None:
    report = check(tmp_path, host, {"docker-compose.yml": COMPOSE.format(image="edoburu/pgbouncer:1.18.0")})
    assert said(report) == ERROR


def test_a_service_that_is_postgresql_is_no_pooler_at_any_port(tmp_path: Path) -> None:
    report = check(tmp_path, "bouncer:6432", {"docker-compose.yml": COMPOSE.format(image="postgres:16")})
    assert said(report) == CONFIRMED
    assert report.connections[0].endpoint.mode == "direct"


def test_a_port_decides_between_the_modes_of_one_pooler(tmp_path: Path) -> None:
    files = {"docker-compose.yml": COMPOSE.format(image="supabase/supavisor:2.7.4")}
    assert said(check(tmp_path, "bouncer:6543", files)) == ERROR
    assert said(check(tmp_path, "bouncer:5432", files)) == CONFIRMED
    assert said(check(tmp_path, "bouncer:7000", files)) == UNKNOWN


def test_the_confirmed_one_of_several_hosts_or_services_decides(tmp_path: Path) -> None:
    assert said(check(tmp_path, "10.0.0.7:6543,x.pooler.supabase.com:6543", {})) == ERROR
    images = {"a.yml": f"edoburu/pgbouncer@{DIGEST}", "b.yml": "edoburu/pgbouncer:1.18.0"}
    files = {f"docker-compose.{name}": COMPOSE.format(image=image) for name, image in images.items()}
    assert said(check(tmp_path, "bouncer", files)) == ERROR


def test_a_declaration_is_confirmed(tmp_path: Path) -> None:
    declared = Settings(root=str(tmp_path), endpoints=(EndpointSetting("haproxy", "transaction"),))
    assert said(check(tmp_path, "haproxy:5000", {}, declared)) == ERROR


def test_the_fix_is_the_same(tmp_path: Path) -> None:
    fixes = [
        [(item.fix.safety, item.fix.title) for item in check(tmp_path, host, {}).diagnostics if item.fix is not None]
        for host in ("x.pooler.supabase.com:6543", "10.0.0.7:6543")
    ]
    assert fixes[0] == fixes[1] == [("safe", "Set statement_cache_size=0")]


@each_row(("host", "left"), [("10.0.0.7:6543", 0), ("x.pooler.supabase.com:6543", 1)])
def test_confirmed_alone(tmp_path: Path, host: str, left: int) -> None:
    settings = Settings(root=str(tmp_path), min_confidence="confirmed")
    assert len(check(tmp_path, host, {}, settings).diagnostics) == left
    path = tmp_path / "db.py"
    fixed = fix_text(path.read_text(), str(path), settings, Project()).fixed_text
    assert (fixed is not None) == bool(left)


def test_a_diagnostic_that_is_true_at_any_endpoint_is_confirmed(tmp_path: Path) -> None:
    text = 'import asyncpg\nasyncpg.connect("postgresql://app@db:6432/app", prepare_threshold=None)\n'
    report = check_text(text, str(tmp_path / "no.py"), Settings(min_confidence="confirmed"))
    assert [(item.code, item.severity) for item in report.diagnostics] == [("PGB110", "error")]


def test_a_confirmed_deployment_is_reported_before_an_assumed_one(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".env").write_text("URL=postgresql://app@10.0.0.7:6543/app\n")
    (tmp_path / ".env.production").write_text("URL=postgresql://app@x.pooler.supabase.com:6543/app\n")
    path = tmp_path / "db.py"
    path.write_text('import os\nimport asyncpg\n\nasyncpg.connect(os.environ["URL"])\n')
    report = check_text(path.read_text(), str(path), Settings(root=str(tmp_path)), Project())
    assert [(item.code, item.confidence) for item in report.diagnostics] == [("PGB101", "confirmed")]


def test_the_setting_counts_everywhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "db.py").write_text(CODE.format(host="10.0.0.7:6543"))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("POOLER_LINT_CACHE_DIR", str(tmp_path / "cache"))
    strict = "--min-confidence", "confirmed"
    # The same folder in turn: what is remembered of one run must not be the answer of another.
    assert [main(["-q", *flags]) for flags in ((), strict, (), strict)] == [1, 0, 1, 0]
    assert main(["-q", "--output-format", "concise"]) == 1
    assert capsys.readouterr().out.splitlines()[-1].endswith(" (assumed)")
    for text, found in (("", 1), ('min-confidence = "confirmed"\n', 0)):
        (tmp_path / "pooler-lint.toml").write_text(text)
        flake8._resolver.cache_clear()
        flake8._settings.cache_clear()
        shown = findings((tmp_path / "db.py").read_text(), "db.py")
        assert [message.endswith(" (assumed)") for _, _, message in shown] == [True] * found
        assert main(["-q"]) == found


def test_unknown_is_not_fine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    for host, verdict, reason in (
        ("haproxy:5000", "unknown", "what stands"),
        ("10.1.2.3:5433", "unknown", "what stands"),
        ("db:5432", "fine", "that a pooler is"),
    ):
        (tmp_path / "db.py").write_text(CODE.format(host=host))
        assert main(["--show-endpoints"]) == 0
        out = capsys.readouterr().out
        assert f"verdict   {verdict}: nothing says {reason} at `{host}`" in out
        assert f"1 connection: 1 {verdict}." in out
