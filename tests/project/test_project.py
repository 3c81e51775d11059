"""What the repository around a file says, all the way to the verdict."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from pooler_lint.check import check_text
from pooler_lint.cli import main
from pooler_lint.config import Settings, settings_for
from pooler_lint.project.environment.given import given_by
from pooler_lint.project.project import Project
from pooler_lint.report import Connection, FileReport
from pooler_lint.repository.files import Repositories
from tests.project.test_modules import codes, tree

SITE = """
    import os
    import asyncpg

    async def main():
        await asyncpg.connect(os.environ["DATABASE_URL"])
"""
POOLED = "postgresql://app:hunter2@pgbouncer:6432/app"
DIRECT = "postgresql://app:hunter2@db:5432/app"

SOURCES = {
    ".env": f"DATABASE_URL={POOLED}\n",
    ".env.production": f'export DATABASE_URL="{POOLED}"\n',
    ".env.example": f"DATABASE_URL={POOLED}\n",
    "docker-compose.yml": f"services:\n  api:\n    build: .\n    environment:\n      DATABASE_URL: {POOLED}\n",
    "compose.yaml": f"services:\n  api:\n    build: .\n    environment:\n      - DATABASE_URL=${{URL:-{POOLED}}}\n",
    "Dockerfile": f"FROM python:3.12\nCOPY . /app\nENV DATABASE_URL={POOLED}\n",
    "fly.toml": f'app = "shop"\n[env]\nDATABASE_URL = "{POOLED}"\n',
    "render.yaml": (
        f"services:\n  - type: web\n    name: shop\n    envVars:\n      - key: DATABASE_URL\n        value: {POOLED}\n"
    ),
    "app.json": f'{{"env": {{"DATABASE_URL": {{"value": "{POOLED}"}}}}}}\n',
    "k8s/deployment.yaml": (
        "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: shop\nspec:\n  template:\n    spec:\n"
        "      containers:\n        - name: shop\n          image: shop\n          env:\n"
        f"            - name: DATABASE_URL\n              value: {POOLED}\n"
    ),
    ".github/workflows/deploy.yml": (
        f"on: push\nenv:\n  DATABASE_URL: {POOLED}\njobs:\n  test:\n    runs-on: x\n    steps: []\n"
    ),
}


def checked(folder: Path, name: str = "app.py") -> FileReport:
    path = folder / name
    return check_text(path.read_text(encoding="utf-8"), str(path), Settings(), Project())


def connection(report: FileReport) -> Connection:
    (found,) = report.connections
    return found


@pytest.mark.parametrize("source", SOURCES)
def test_a_variable_is_found_in_every_source(tmp_path: Path, source: str) -> None:
    report = checked(tree(tmp_path, {source: SOURCES[source], "app.py": SITE}))
    assert codes(report) == ["PGB101"]
    (found,) = report.diagnostics
    assert any(Path(step.path).name == Path(source).name and step.line > 0 for step in found.evidence)


def test_a_real_file_counts_before_an_example(tmp_path: Path) -> None:
    files = {".env": f"DATABASE_URL={DIRECT}\n", ".env.example": f"DATABASE_URL={POOLED}\n", "app.py": SITE}
    assert codes(checked(tree(tmp_path, files))) == []


def test_any_deployment_that_goes_to_a_pooler_is_enough(tmp_path: Path) -> None:
    files = {".env": f"DATABASE_URL={DIRECT}\n", "docker-compose.yml": SOURCES["docker-compose.yml"], "app.py": SITE}
    assert codes(checked(tree(tmp_path, files))) == ["PGB101"]


def test_values_of_one_deployment_belong_together(tmp_path: Path) -> None:
    site = """
        import os
        import asyncpg

        async def main():
            await asyncpg.connect(host=os.environ["DB_HOST"], port=os.environ["DB_PORT"])
    """
    files = {
        ".env": "DB_HOST=db\nDB_PORT=5432\n",
        ".env.production": "DB_HOST=pgbouncer\nDB_PORT=6432\n",
        "app.py": site,
    }
    report = checked(tree(tmp_path, files))
    assert codes(report) == ["PGB101"]
    endpoint = report.diagnostics[0].endpoint
    assert endpoint is not None
    assert (endpoint.host, endpoint.port) == ("pgbouncer", 6432)


def test_a_service_keeps_its_environment_to_itself(tmp_path: Path) -> None:
    compose = f"""
        services:
          api:
            build: ./api
            environment:
              DATABASE_URL: {POOLED}
          jobs:
            build: ./jobs
            environment:
              DATABASE_URL: {DIRECT}
    """
    dockerfile = "FROM python:3.12\nCOPY . /code\n"
    files = {
        "docker-compose.yml": compose,
        "api/Dockerfile": dockerfile,
        "jobs/Dockerfile": dockerfile,
        "api/app.py": SITE,
        "jobs/app.py": SITE,
    }
    folder = tree(tmp_path, files)
    assert codes(checked(folder, "api/app.py")) == ["PGB101"]
    assert codes(checked(folder, "jobs/app.py")) == []


SHARED_HELPER = {
    "services/shared/__init__.py": "",
    "services/shared/config.py": """
        import os

        def required(name):
            return os.environ[name]
    """,
    "services/api/main.py": """
        import asyncpg
        from shared.config import required

        async def main():
            await asyncpg.connect(host=required("PG_HOST"), port=5432)
    """,
    "services/worker/main.py": """
        import asyncpg
        from shared.config import required

        async def main():
            await asyncpg.connect(host=required("PG_HOST"), port=5432)
    """,
    "services/api/Dockerfile": "FROM python\nCOPY api/ .\nCOPY shared/ ./shared/\n",
    "services/worker/Dockerfile": "FROM python\nCOPY worker/ .\nCOPY shared/ ./shared/\n",
    "compose.yml": """
        services:
          pgbouncer:
            image: edoburu/pgbouncer:v1.20.1-p0
            environment: {POOL_MODE: transaction, DATABASE_URL: "postgres://app@db/app"}
          db: {image: postgres}
          api:
            build: {context: services, dockerfile: api/Dockerfile}
            environment: {PG_HOST: pgbouncer}
          worker:
            build: {context: services, dockerfile: worker/Dockerfile}
            environment: {PG_HOST: db}
    """,
}


def test_a_helper_that_services_share_reads_what_each_of_them_is_given(tmp_path: Path) -> None:
    tree(tmp_path, SHARED_HELPER)
    assert codes(checked(tmp_path, "services/api/main.py")) == ["PGB101"]
    worker = checked(tmp_path, "services/worker/main.py")
    assert codes(worker) == []
    assert connection(worker).verdict == "fine"


def test_a_helper_reads_for_code_of_no_service_what_its_own_services_are_given(tmp_path: Path) -> None:
    script = SHARED_HELPER["services/api/main.py"]
    tree(tmp_path, {**SHARED_HELPER, "services/tools/seed.py": script, ".env.example": "PG_HOST=db.internal\n"})
    assert codes(checked(tmp_path, "services/tools/seed.py")) == ["PGB101"]


@pytest.mark.parametrize(
    ("image", "mode", "found", "tracks"),
    [
        ("edoburu/pgbouncer:v1.20.1-p0", "transaction", ["PGB101"], False),
        ("edoburu/pgbouncer:v1.24.1-p1", "transaction", [], True),
        ("edoburu/pgbouncer:v1.20.1-p0", "session", [], True),
    ],
)
def test_the_pooler_of_the_compose_file(tmp_path: Path, image: str, mode: str, found: list[str], tracks: bool) -> None:
    compose = f"""
        services:
          api:
            build: .
            environment:
              DATABASE_URL: postgresql://app:hunter2@bouncer:5432/app
          bouncer:
            image: {image}
            environment:
              POOL_MODE: {mode}
    """
    report = checked(
        tree(tmp_path, {"docker-compose.yml": compose, "Dockerfile": "FROM python\nCOPY . .\n", "app.py": SITE})
    )
    assert codes(report) == found
    assert connection(report).endpoint.tracks_statements is tracks


def test_a_port_published_by_postgres_is_postgres(tmp_path: Path) -> None:
    compose = """
        services:
          db:
            image: postgres:16
            ports:
              - "6432:5432"
    """
    site = "import asyncpg\nasyncpg.connect('postgresql://app@localhost:6432/app')\n"
    report = checked(tree(tmp_path, {"docker-compose.yml": compose, "app.py": site}))
    assert codes(report) == []
    assert connection(report).endpoint.mode == "direct"


@pytest.mark.parametrize("source", ["docker-compose.yml", ".env", "fly.toml", "app.json"])
def test_a_broken_file_is_a_note_and_no_more(tmp_path: Path, source: str) -> None:
    folder = tree(tmp_path, {source: "{ : [\n\t'\"", "app.py": SITE})
    project = Project()
    path = folder / "app.py"
    report = check_text(path.read_text(encoding="utf-8"), str(path), Settings(), project)
    assert report.errors == ()
    assert connection(report).verdict == "unresolved"


def test_forty_connections_that_name_no_pooler_anywhere_are_silent(tmp_path: Path) -> None:
    files = {f"app{n}.py": SITE.replace("DATABASE_URL", f"URL_{n}") for n in range(40)}
    folder = tree(tmp_path, {**files, ".env": "DEBUG=1\nOTHER=postgresql://pgbouncer:6432/x\n"})
    project = Project()
    for name in files:
        path = folder / name
        report = check_text(path.read_text(encoding="utf-8"), str(path), Settings(), project)
        assert codes(report) == []
        assert connection(report).verdict == "unresolved"


def test_without_a_connection_no_file_around_is_read(tmp_path: Path) -> None:
    """Nor for a file that could hold one: `connect` of another library, beside a driver that is imported."""
    names = [name for name in SOURCES if name != "compose.yaml"]
    text = "import asyncpg\nimport signals\nsignals.ready.listen(asyncpg.connect)\nLIMIT = asyncpg.Record\n"
    tree(tmp_path, {**{name: SOURCES[name] for name in names}, "uv.lock": "", "pgbouncer.ini": "", "app.py": text})
    program = (
        "import sys\nopened = []\n"
        "sys.addaudithook(lambda event, given: event == 'open' and opened.append(str(given[0])))\n"
        "from pooler_lint.cli import main\nmain(['--isolated', '.'])\n"
        f"assert any(path.endswith('app.py') for path in opened)\n"
        f"print([path for path in opened for name in {[*names, 'uv.lock', 'pgbouncer.ini']} if path.endswith(name)])\n"
    )
    command = [sys.executable, "-c", program]
    shown = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True).stdout
    assert shown.splitlines() == ["No findings in 1 checked file.", "[]"]


FORMATS = [
    ["--output-format", "full"],
    ["--output-format", "concise"],
    ["--output-format", "json"],
    ["--diff"],
    ["--show-endpoints"],
    ["--show-unresolved"],
    ["--show-settings"],
]


def test_secrets_of_no_source_are_ever_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for number, (source, text) in enumerate(SOURCES.items()):
        folder = tmp_path / str(number)
        folder.mkdir()
        monkeypatch.chdir(tree(folder, {source: text, "app.py": SITE}))
        for arguments in FORMATS:
            assert main(["--isolated", *arguments, "app.py"]) in (0, 1), source
            out, err = capsys.readouterr()
            assert "hunter2" not in out + err, (source, arguments)


def test_of_a_file_in_no_project_only_its_own_folder_is_looked_into(tmp_path: Path) -> None:
    files = {"home/db.py": SITE, "home/other/.env": f"DATABASE_URL={POOLED}\n", "home/other/a.py": "import os\n"}
    pooler = "[databases]\n* = host=db\n[pgbouncer]\nlisten_port = 6432\npool_mode = transaction\n"
    tree(tmp_path, {**files, "home/other/pgbouncer.ini": pooler})
    (tmp_path / ".git").rmdir()
    project = Project()
    assert project.variables(str(tmp_path / "home" / "db.py")) == ()
    assert project.endpoints(str(tmp_path / "home" / "db.py")) == ()
    project = Project(Repositories([str(tmp_path / "home")]))
    assert [name for name, _, _ in project.variables(str(tmp_path / "home" / "db.py"))] == ["DATABASE_URL"]
    assert len(project.declared_endpoints(str(tmp_path / "home" / "db.py"))) == 1


@pytest.mark.parametrize(
    ("configured", "counts"),
    [("", True), ('extend-exclude = ["deploy"]\n', False), ('exclude = ["deploy/**/*.py", "build"]\n', True)],
)
def test_excluded_deployment_files_are_no_evidence(tmp_path: Path, configured: str, counts: bool) -> None:
    compose = "services:\n  pgbouncer:\n    image: edoburu/pgbouncer:v1.20.1-p0\n    ports: ['7000:5432']\n"
    files = {"deploy/.env": "URL=x\n", "deploy/compose.yml": compose, "db.py": "", "pooler-lint.toml": configured}
    tree(tmp_path, files)
    path = str(tmp_path / "db.py")
    given, project = given_by(settings_for(path)), Project()
    assert bool(project.environment("URL", path, given)) is counts
    assert bool(project.endpoints(path, given)) is counts
    assert bool(project.mention("URL", path, given)) is counts
