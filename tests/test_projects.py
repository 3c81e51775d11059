"""Whole projects, through the command line: findings, the inventory with its evidence, the repair, and no secret."""

from __future__ import annotations

import ast
import json
import os
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from pooler_lint import cli
from pooler_lint.plugins import flake8
from pooler_lint.project.versions import VersionFinder
from pooler_lint.versions import parse_version_range
from tests.project_format import SECRET, Project, Row, read_projects
from tests.testdata_format import Findings

PROJECTS = read_projects()
FORMATS = (
    ("--output-format", "full"),
    ("--output-format", "concise"),
    ("--output-format", "json"),
    ("--diff",),
    ("--diff", "--output-format", "json"),
    ("--show-endpoints",),
    ("--show-endpoints", "--output-format", "json"),
    ("--show-unresolved",),
    ("--show-settings",),
    ("--show-settings", "--output-format", "json"),
    ("--fix", "--output-format", "full"),
)
"""What can be asked for; the last one writes."""
FIELDS = ("path", "line", "callee", "pooler", "mode", "verdict")

every_project = pytest.mark.parametrize("project", PROJECTS, ids=lambda project: project.name)


class Runner:
    """The command line in a folder, inside this process."""

    def __init__(self, capture: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
        self._capture = capture
        self._folder = folder
        for name in os.environ:
            if "DATABASE" in name or "POSTGRES" in name:
                monkeypatch.delenv(name)
        monkeypatch.setenv("NO_COLOR", "1")
        self._monkeypatch = monkeypatch

    def copy(self, project: Project) -> Path:
        """Copy the project and go there."""
        to = project.copy(self._folder)
        self._monkeypatch.chdir(to)
        return to

    def __call__(self, *arguments: str) -> str:
        """All that is written to standard output and standard error."""
        status = cli.main(arguments)
        out, err = self._capture.readouterr()
        assert status in (0, 1), err
        return out + err

    def json(self, *arguments: str) -> dict[str, Any]:
        """The object that is written."""
        loaded: dict[str, Any] = json.loads(self(*arguments, "--output-format", "json"))
        assert loaded["errors"] == []
        return loaded


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Runner:
    return Runner(capfd, monkeypatch, tmp_path)


@every_project
def test_findings(project: Project, run: Runner) -> None:
    run.copy(project)
    found = findings_of(run.json())
    assert found == {module.name: module.findings for module in project.modules if module.findings}


@every_project
def test_inventory(project: Project, run: Runner, pytestconfig: pytest.Config) -> None:
    run.copy(project)
    shown = inventory_of(run.json("--show-endpoints"))
    if pytestconfig.getoption("--update-fixed"):
        project.update(repaired(project, run), shown)
        return
    expected = project.expected()
    assert shown["connections"] == expected["connections"]
    for place, places in expected["evidence"].items():
        assert shown["evidence"].get(place) == places, place


@every_project
def test_repair(project: Project, run: Runner, pytestconfig: pytest.Config) -> None:
    run.copy(project)
    once = repaired(project, run)
    if pytestconfig.getoption("--update-fixed"):
        return
    for module in project.modules:
        text, left = once[module.name]
        ast.parse(text)
        assert text == module.fixed_text
        assert left == module.left
    assert repaired(project, run) == once


@every_project
def test_notes(project: Project, run: Runner) -> None:
    run.copy(project)
    wanted = project.expected().get("notes", [])
    given = notes_of(run.json("--show-endpoints")) + notes_of(run.json())
    assert [text for text in wanted if not any(text in note for note in given)] == [], given


@every_project
def test_versions(project: Project, run: Runner) -> None:
    folder = run.copy(project)
    found = VersionFinder().versions_for(str(folder))
    for library, written in project.expected().get("versions", {}).items():
        assert found[library].range == parse_version_range(written), library


@every_project
def test_no_output_shows_a_secret(project: Project, run: Runner) -> None:
    folder = run.copy(project)
    shown = as_flake8_shows(project, folder) + "".join(run(*arguments) for arguments in FORMATS)
    for secret in sorted(project.secrets() | {"s3cr3t"}):
        assert secret not in shown


@pytest.mark.parametrize(
    ("name", "beside"),
    [
        *((".env", ""), (".env.production", ""), (".env.example", ""), ("prod.env", ""), (".secrets.toml", "")),
        *(("docker-compose.yml", "environment:"), ("Dockerfile", "ENV "), ("config.yaml", "kind: Secret")),
        *(("values.yaml", ""), ("fly.toml", ""), ("render.yaml", ""), ("railway.toml", ""), ("app.json", "")),
        *(("tests.yml", "env:"), ("pyproject.toml", "[tool.pooler-lint.env]"), ("alembic.ini", "sqlalchemy.url")),
        *(("settings.ini", ""), ("settings.toml", ""), ("config.yaml", ""), ("config.json", "")),
        *(("pgbouncer.ini", "[databases]"), ("odyssey.conf", ""), ("pgcat.toml", ""), ("users.toml", "")),
        *(("settings.py", "os.environ.get("), ("settings.py", "BaseSettings"), ("config.py", "@dataclass")),
        *(("conf.py", "config("), ("config.py", "BaseModel"), ("config.py", "Validator(")),
    ],
)
def test_a_secret_is_planted_in_each_source(name: str, beside: str) -> None:
    texts = [path.read_text(encoding="utf-8") for project in PROJECTS for path in project.folder.rglob(name)]
    assert any(SECRET.search(text) and beside in text for text in texts)


def findings_of(report: dict[str, Any]) -> dict[str, Findings]:
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for item in report["diagnostics"]:
        found[item["path"]].append((item["line"], item["code"]))
    return {path: tuple(sorted(rows)) for path, rows in found.items()}


def inventory_of(report: dict[str, Any]) -> dict[str, Any]:
    """What `expected.json` says of the connections."""
    rows = report["endpoints"]
    evidence: dict[str, list[str]] = {}
    for row in rows:
        evidence.setdefault(f"{row['path']}:{row['line']}", places_of(row["evidence"]))
    return {"connections": [connection_of(row) for row in rows], "evidence": evidence}


def connection_of(row: Row) -> Row:
    flat = {**row, **row["endpoint"]}
    return {name: flat[name] for name in FIELDS}


def places_of(evidence: list[Row]) -> list[str]:
    return [f"{step['path']}:{step['line']}" for step in evidence if step["line"]]


def notes_of(report: dict[str, Any]) -> list[str]:
    """The notes of the run, and those of its connections and findings."""
    items = [*report.get("notes", ()), *(note for row in report.get("endpoints", ()) for note in row.get("notes", ()))]
    for diagnostic in report.get("diagnostics", ()):
        items += [*diagnostic["evidence"], *diagnostic.get("notes", ())]
    return [f"{note['path']}:{note['line']}: {note['text']}" for note in items]


def repaired(project: Project, run: Runner) -> dict[str, tuple[str, Findings]]:
    """Text and findings of each module after the repair, which is made in the current folder."""
    left = findings_of(run.json("--fix"))
    return {
        module.name: (Path(module.name).read_bytes().decode("utf-8"), left.get(module.name, ()))
        for module in project.modules
    }


def as_flake8_shows(project: Project, folder: Path) -> str:
    for remembered in (flake8._resolver, flake8._project, flake8._settings):
        remembered.cache_clear()
    shown = []
    for module in project.modules:
        lines = module.text.splitlines(keepends=True)
        plugin = flake8.Plugin(ast.parse(module.text), str(folder / module.name), lines)
        shown += [message for _, _, message, _ in plugin.run()]
    assert not any("\n" in message for message in shown)
    return "\n".join(shown)
