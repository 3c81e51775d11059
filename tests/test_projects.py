"""Whole projects, through the command line: findings, the inventory with its evidence, the repair, and no secret."""

from __future__ import annotations

import json
import os
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from pooler_lint import cli, paths
from pooler_lint.index.parsing import parse
from pooler_lint.plugins import flake8
from pooler_lint.project.versions import VersionFinder
from pooler_lint.versions import parse_version_range
from tests.checked_once import CheckedOnce
from tests.project_format import SECRET, Project, Row, read_projects
from tests.table import each_row
from tests.testdata_format import Findings

PROJECTS = read_projects()
FORMATS = (
    ("--output-format", "full"),
    ("--output-format", "concise"),
    ("--diff",),
    ("--diff", "--output-format", "json"),
    ("--show-endpoints",),
    ("--show-unresolved",),
    ("--show-settings",),
    ("--show-settings", "--output-format", "json"),
)
"""What can be asked for and writes nothing, JSON aside."""
FIELDS = ("path", "line", "callee", "pooler", "mode", "verdict")


class Runner:
    """The command line in a folder, inside this process. The files are checked once for all formats of the output."""

    def __init__(self, capture: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
        self._capture = capture
        self._folder = folder
        for name in os.environ:
            if "DATABASE" in name or "POSTGRES" in name:
                monkeypatch.delenv(name)
        monkeypatch.setenv("NO_COLOR", "1")
        self._monkeypatch = monkeypatch
        self._check_paths = paths.check_paths
        monkeypatch.setattr(paths, "check_paths", self._answer)
        self._answers: dict[str, paths.Answer] = {}
        CheckedOnce(monkeypatch)
        self.shown = ""
        """Everything that was written so far."""

    def _answer(self, asked: paths.Asked) -> paths.Answer:
        if asked.action == "write":  # what is written changes what other files get
            self._answers.clear()
            return self._check_paths(asked)
        if asked.action not in self._answers:
            # A report that is only to be counted could leave out connections that another output shows.
            self._answers[asked.action] = self._check_paths(asked._replace(counted=False))
        return self._answers[asked.action]

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
        self.shown += out + err
        return out + err

    def json(self, *arguments: str) -> dict[str, Any]:
        """The object that is written."""
        loaded: dict[str, Any] = json.loads(self(*arguments, "--output-format", "json"))
        assert loaded["errors"] == []
        return loaded


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Runner:
    return Runner(capfd, monkeypatch, tmp_path)


@pytest.mark.parametrize("project", PROJECTS, ids=lambda project: project.name)
def test_project(project: Project, run: Runner, pytestconfig: pytest.Config) -> None:
    folder = run.copy(project)
    report, inventory = run.json(), run.json("--show-endpoints")
    for arguments in FORMATS:
        run(*arguments)
    shown_by_flake8 = as_flake8_shows(project)
    once = repaired(project, run)
    if pytestconfig.getoption("--update-fixed"):
        project.update(once, inventory_of(inventory))
        return
    assert findings_of(report) == {module.name: module.findings for module in project.modules if module.findings}
    has_the_expected_inventory(project, inventory_of(inventory))
    has_the_expected_notes(project, notes_of(inventory) + notes_of(report))
    has_the_expected_versions(project, folder)
    for module in project.modules:
        text, left = once[module.name]
        parse(text)
        assert text == module.fixed_text
        assert left == module.left
    if any(once[module.name][0] != module.text for module in project.modules):
        assert repaired(project, run) == once
    shown = run.shown + shown_by_flake8
    assert [secret for secret in sorted(project.secrets() | {"s3cr3t"}) if secret in shown] == []


def has_the_expected_inventory(project: Project, shown: dict[str, Any]) -> None:
    expected = project.expected()
    assert shown["connections"] == expected["connections"]
    for place, places in expected["evidence"].items():
        assert shown["evidence"].get(place) == places, place


def has_the_expected_notes(project: Project, given: list[str]) -> None:
    wanted = project.expected().get("notes", [])
    assert [text for text in wanted if not any(text in note for note in given)] == [], given


def has_the_expected_versions(project: Project, folder: Path) -> None:
    found = VersionFinder().versions_for(str(folder))
    for library, written in project.expected().get("versions", {}).items():
        assert found[library].range == parse_version_range(written), library


@each_row(
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


def as_flake8_shows(project: Project) -> str:
    for remembered in (flake8._resolver, flake8._project, flake8._settings):
        remembered.cache_clear()
    shown = []
    for module in project.modules:
        lines = module.text.splitlines(keepends=True)
        plugin = flake8.Plugin(parse(module.text), module.name, lines)
        shown += [message for _, _, message, _ in plugin.run()]
    assert not any("\n" in message for message in shown)
    return "\n".join(shown)
