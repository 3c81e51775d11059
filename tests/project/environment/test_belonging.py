"""Which Python files a compose service or a Dockerfile gives its variables to."""

from __future__ import annotations

from pathlib import Path

import pytest

from pooler_lint.project.environment.deployments import Deployments
from pooler_lint.repository.files import Repository
from tests.project.environment.building import found, shown, write

MONOREPO = {
    "services/api/app/main.py": "",
    "services/api/app/db.py": "",
    "services/api/Dockerfile": "FROM python:3.12\nWORKDIR /code\nCOPY . .\n",
    "services/worker/worker/tasks.py": "",
    "services/worker/Dockerfile": "FROM python:3.12\nWORKDIR /code\nCOPY . .\n",
    "libs/common/db.py": "",
    "scripts/seed.py": "",
}


def test_a_build_context_keeps_variables_to_its_code(tmp_path: Path) -> None:
    deployments = write(
        tmp_path,
        {
            **MONOREPO,
            "docker-compose.yml": """\
                services:
                  api:
                    build: ./services/api
                    environment:
                      DATABASE_URL: pooled
                  worker:
                    build:
                      context: services/worker
                    environment:
                      DATABASE_URL: direct
                """,
        },
    )
    assert found(deployments, "services/api/app/db.py") == ["docker-compose.yml:5 api pooled"]
    assert found(deployments, "services/worker/worker/tasks.py") == ["docker-compose.yml:10 worker direct"]
    assert found(deployments, "libs/common/db.py") == []
    assert deployments.unassigned("DATABASE_URL") == ()


def test_copy_tells_what_of_a_shared_context_is_the_services(tmp_path: Path) -> None:
    deployments = write(
        tmp_path,
        {
            "services/api/app/main.py": "",
            "services/worker/worker/tasks.py": "",
            "libs/common/db.py": "",
            "docker/api.Dockerfile": """\
                FROM python:3.12 AS build
                COPY requirements.txt ./
                COPY --chown=app:app services/api/ libs /code/
                FROM python:3.12-slim
                COPY --from=build /code /code
                """,
            "docker/worker.Dockerfile": """\
                FROM python:3.12
                COPY ["libs", "/code/libs"]
                COPY services/worker/* /code/
                """,
            "docker/docker-compose.yml": """\
                services:
                  api:
                    build: {context: .., dockerfile: docker/api.Dockerfile}
                    environment: {DATABASE_URL: pooled}
                  worker:
                    build: {context: .., dockerfile: docker/worker.Dockerfile}
                    environment: {DATABASE_URL: direct}
                """,
        },
    )
    api, worker = "docker/docker-compose.yml:4 api pooled", "docker/docker-compose.yml:7 worker direct"
    assert found(deployments, "services/api/app/main.py") == [api]
    assert found(deployments, "services/worker/worker/tasks.py") == [worker]
    assert found(deployments, "libs/common/db.py") == [api, worker]


@pytest.mark.parametrize(
    "volume", ["./backend:/code", "{type: bind, source: ./backend, target: /code}", '"${PWD}/backend:/code:ro"']
)
def test_a_mounted_folder_is_the_services_code(tmp_path: Path, volume: str) -> None:
    deployments = write(
        tmp_path,
        {
            "backend/app.py": "",
            "tools/x.py": "",
            "compose.yaml": f"""\
                services:
                  app:
                    image: python:3.12
                    volumes:
                      - {volume}
                      - cache:/cache
                    environment: [DATABASE_URL=x]
                """,
        },
    )
    assert found(deployments, "backend/app.py") == ["compose.yaml:7 app x"]
    assert found(deployments, "tools/x.py") == []


def test_what_another_service_starts_with_is_not_shared(tmp_path: Path) -> None:
    deployments = write(
        tmp_path,
        {
            "api/main.py": "",
            "worker/app.py": "",
            "worker/tasks/mail.py": "",
            "common/db.py": "",
            "Dockerfile": "FROM python:3.12\nCOPY . /code\n",
            "compose.yaml": """\
                services:
                  api:
                    build: .
                    command: sh -c "alembic upgrade head && uvicorn api.main:app --port 80"
                    environment: {DATABASE_URL: pooled}
                  worker:
                    build: .
                    command: ["celery", "--app=worker.app", "worker"]
                    environment: {DATABASE_URL: direct}
                """,
        },
    )
    api, worker = "compose.yaml:5 api pooled", "compose.yaml:9 worker direct"
    assert found(deployments, "api/main.py") == [api]
    assert found(deployments, "worker/tasks/mail.py") == [worker]
    assert found(deployments, "common/db.py") == [api, worker]


def test_an_entry_inside_of_anothers_package_shares_the_package(tmp_path: Path) -> None:
    deployments = write(
        tmp_path,
        {
            "app/main.py": "",
            "app/db.py": "",
            "app/worker.py": "",
            "compose.yaml": """\
                services:
                  api:
                    build: .
                    command: uvicorn app.main:app
                    environment: {DATABASE_URL: pooled}
                  worker:
                    build: .
                    command: arq app.worker.WorkerSettings
                    environment: {DATABASE_URL: direct}
                """,
        },
    )
    assert len(found(deployments, "app/db.py")) == 2


def test_a_working_directory_below_a_mount_tells_the_part(tmp_path: Path) -> None:
    deployments = write(
        tmp_path,
        {
            **MONOREPO,
            "compose.yaml": """\
                services:
                  api:
                    image: python:3.12
                    volumes: [".:/repo"]
                    working_dir: /repo/services/api
                    environment: {DATABASE_URL: pooled}
                  worker:
                    image: python:3.12
                    volumes: [".:/repo"]
                    working_dir: /repo/services/worker
                    environment: {DATABASE_URL: direct}
                """,
        },
    )
    assert found(deployments, "services/api/app/main.py") == ["compose.yaml:6 api pooled"]
    assert found(deployments, "services/worker/worker/tasks.py") == ["compose.yaml:11 worker direct"]
    assert len(found(deployments, "libs/common/db.py")) == 2


def test_an_image_alone_is_unassigned_unless_its_command_is_in_the_tree(tmp_path: Path) -> None:
    deployments = write(
        tmp_path,
        {
            "backend/shop/main.py": "",
            "backend/settings.py": "",
            "compose.yaml": """\
                services:
                  api:
                    image: registry.example.com/shop:latest
                    command: gunicorn shop.main:app
                    environment: {DATABASE_URL: known}
                  other:
                    image: registry.example.com/other:latest
                    environment: {DATABASE_URL: unknown}
                """,
        },
    )
    assert found(deployments, "backend/settings.py") == ["compose.yaml:5 api known"]
    assert shown(deployments.unassigned("DATABASE_URL")) == ["compose.yaml:8 other unknown"]


def test_a_service_that_uses_what_another_one_builds_has_its_code(tmp_path: Path) -> None:
    deployments = write(
        tmp_path,
        {
            "app/main.py": "",
            "compose.yaml": """\
                services:
                  worker:
                    image: shop
                    environment: {DATABASE_URL: x}
                  web:
                    build: app
                    image: shop
                """,
        },
    )
    assert found(deployments, "app/main.py") == ["compose.yaml:4 worker x"]


def test_an_override_file_speaks_of_the_service_that_it_adds_to(tmp_path: Path) -> None:
    deployments = write(
        tmp_path,
        {
            "api/main.py": "",
            "tools/x.py": "",
            "docker-compose.yml": "services: {api: {build: api}, pool: {image: 'edoburu/pgbouncer'}}\n",
            "docker-compose.prod.yml": """\
                services:
                  api:
                    environment: {DATABASE_URL: prod}
                  pool:
                    environment: {DATABASE_URL: upstream}
                """,
        },
    )
    assert found(deployments, "api/main.py") == ["docker-compose.prod.yml:3 api prod"]
    assert found(deployments, "tools/x.py") == []
    assert shown(deployments.unassigned("DATABASE_URL")) == ["docker-compose.prod.yml:5 pool upstream"]


def test_initialisation_scripts_of_a_database_are_not_its_code(tmp_path: Path) -> None:
    deployments = write(
        tmp_path,
        {
            "db/seed.py": "",
            "compose.yaml": "services: {db: {image: 'postgres:16', volumes: ['./db:/init'], environment: [A=1]}}\n",
        },
    )
    assert found(deployments, "db/seed.py", "A") == []


def test_a_remote_or_outer_context_is_no_code_of_the_tree(tmp_path: Path) -> None:
    deployments = write(
        tmp_path,
        {
            "app.py": "",
            "compose.yaml": """\
                services:
                  remote: {build: "https://example.com/x.git", environment: [A=1]}
                  outer: {build: "../elsewhere", environment: [A=2]}
                """,
        },
    )
    assert found(deployments, "app.py", "A") == []
    assert shown(deployments.unassigned("A")) == ["compose.yaml:2 remote 1", "compose.yaml:3 outer 2"]


def test_a_dockerfile_without_compose_is_for_what_it_copies(tmp_path: Path) -> None:
    deployments = write(
        tmp_path,
        {
            "services/api/main.py": "",
            "services/api/Dockerfile": "FROM python:3.12\nCOPY . .\nENV DATABASE_URL=api\n",
            "services/worker/main.py": "",
            "docker/worker/Dockerfile": "FROM python:3.12\nCOPY services/worker /code\nENV DATABASE_URL=worker\n",
            "web/package.json": "{}",
            "web/Dockerfile": "FROM node:22\nENV DATABASE_URL=web\nCOPY . .\n",
        },
    )
    assert found(deployments, "services/api/main.py") == ["services/api/Dockerfile:3 - api"]
    assert found(deployments, "services/worker/main.py") == ["docker/worker/Dockerfile:3 - worker"]
    assert shown(deployments.unassigned("DATABASE_URL")) == ["web/Dockerfile:2 - web"]


def test_compose_wins_over_the_image_and_gives_build_arguments(tmp_path: Path) -> None:
    deployments = write(
        tmp_path,
        {
            "app.py": "",
            "Dockerfile": "FROM python:3.12\nARG HOST=localhost\nENV A=image B=$HOST\nCOPY . .\n",
            "compose.yaml": "services: {app: {build: {context: ., args: {HOST: pooler}}, environment: {A: compose}}}\n",
        },
    )
    assert found(deployments, "app.py", "A") == ["compose.yaml:1 app compose"]
    assert found(deployments, "app.py", "B") == ["Dockerfile:3 app pooler"]


def test_an_image_of_requirements_alone_runs_the_code_that_is_mounted(tmp_path: Path) -> None:
    deployments = write(
        tmp_path,
        {
            "backend/app.py": "",
            "tools/x.py": "",
            "Dockerfile": "FROM python:3.12\nCOPY requirements.txt .\n",
            "compose.yaml": "services: {app: {build: ., volumes: ['./backend:/code'], environment: [A=1]}}\n",
        },
    )
    assert found(deployments, "backend/app.py", "A") == ["compose.yaml:1 app 1"]
    assert found(deployments, "tools/x.py", "A") == []


@pytest.mark.parametrize(
    ("file", "own"),
    [
        ("infra/pgbouncer/.env", True),
        ("infra/pgbouncer/prod.env", True),
        ("deploy/pgbouncer.env", True),
        ("infra/pgcat/.env.example", True),
        (".env.pgbouncer", False),
        ("odyssey/.env", False),
        ("odyssey.env", False),
        ("pgbouncer-tests/.env", False),
    ],
)
def test_the_variables_of_a_pooler_are_not_those_of_the_code(tmp_path: Path, file: str, own: bool) -> None:
    write(tmp_path, {file: "DATABASE_URL=upstream\n", "odyssey/app.py": "", "app.py": ""})
    deployments = Deployments(Repository(str(tmp_path)))
    modules = [str(tmp_path / "app.py"), str(tmp_path / "odyssey/app.py")]
    given = [one for module in modules for one in deployments.candidates("DATABASE_URL", module)]
    assert (given == []) is own
    assert bool(deployments.unassigned("DATABASE_URL")) is own
    assert deployments.untold("DATABASE_URL") == ()


def by_name(names: str, rows: dict[str, tuple[object, ...]]) -> pytest.MarkDecorator:
    """Return a decorator that runs a test once for each row."""
    return pytest.mark.parametrize(names, rows.values(), ids=rows)


NODE = "FROM node:20\nRUN apt-get install -y python3 make\nCOPY . .\n"
GO = "FROM golang:1.22 AS build\nCOPY . .\nRUN go build\nFROM alpine\nCOPY --from=build /app /app\n"
BUILT = "services:\n  api: {build: ., environment: {DATABASE_URL: x}}\n"
JOB = "on: push\njobs:\n  one:\n    env: {DATABASE_URL: x}\n    steps: [{run: RUN}]\n"
FLY = "[env]\nDATABASE_URL = 'x'\n"
HEROKU = '{"env": {"DATABASE_URL": {"value": "x"}}}'
POD = """\
apiVersion: v1
kind: Pod
metadata: {name: api}
spec:
  containers: [{name: api, image: acme/api, COMMAND, env: [{name: DATABASE_URL, value: x}]}]
"""


@by_name(
    "files, runs",
    {
        "a Dockerfile for Node": ({"Dockerfile": NODE, "compose.yml": BUILT}, False),
        "a Dockerfile for Node, in a stage of one for Python": (
            {"Dockerfile": "FROM node AS web\nFROM python\nCOPY --from=web /x /x\nCOPY . .\n", "compose.yml": BUILT},
            True,
        ),
        "a program that was built in another stage": ({"Dockerfile": GO, "compose.yml": BUILT}, False),
        "a Dockerfile that installs Python packages": (
            {"Dockerfile": "FROM node\nRUN pip install -r requirements.txt\nCOPY . .\n", "compose.yml": BUILT},
            True,
        ),
        "a Dockerfile that copies no Python": (
            {"Dockerfile": "FROM debian\nCOPY bin/server /\nCMD /server\n", "compose.yml": BUILT},
            False,
        ),
        "a Dockerfile that copies what is not known": (
            {"Dockerfile": "ARG CODE\nFROM debian\nCOPY $CODE /\nCMD /server\n", "compose.yml": BUILT},
            True,
        ),
        "a Dockerfile that takes the code as a package": (
            {"Dockerfile": "FROM python\nCOPY dist/app.whl /\nRUN pip install /app.whl\n", "compose.yml": BUILT},
            True,
        ),
        "the stage that compose builds": (
            {
                "Dockerfile": "FROM python AS api\nCOPY . .\nFROM node AS web\nCOPY . .\n",
                "compose.yml": "services: {api: {build: {context: ., target: api}, environment: {DATABASE_URL: x}}}\n",
            },
            True,
        ),
        "another stage": (
            {
                "Dockerfile": "FROM python AS api\nCOPY . .\nFROM node AS web\nCOPY . .\n",
                "compose.yml": "services: {web: {build: {context: ., target: web}, environment: {DATABASE_URL: x}}}\n",
            },
            False,
        ),
        "a command of another language": ({"compose.yml": BUILT.replace("build", "command: npm start, build")}, False),
        "a command in a shell": (
            {"compose.yml": BUILT.replace("build", 'command: ["sh", "-c", "sleep 1 && exec psql -f x.sql"], build')},
            False,
        ),
        "a command of Python behind another one": (
            {"compose.yml": BUILT.replace("build", "command: wait-for-it db -- uvicorn app:x, build")},
            True,
        ),
        "a command that is not known": ({"compose.yml": BUILT.replace("build", "command: ./start, build")}, True),
        "another language in Kubernetes": ({"pod.yml": POD.replace("COMMAND", "command: [node, x.js]")}, False),
        "a Kubernetes workload": ({"pod.yml": POD.replace("COMMAND", "args: [serve]")}, True),
        "a step for another language": (
            {".github/workflows/a.yml": JOB.replace("env:", "x:").replace("{run", "{env: {DATABASE_URL: x}, run")
             .replace("RUN", "npm test")},
            False,
        ),
        "a job for another language": ({".github/workflows/a.yml": JOB.replace("RUN", "npm test")}, False),
        "a job that sets up Python": (
            {".github/workflows/a.yml": JOB.replace("{run: RUN}", "{uses: actions/setup-python}, {run: psql -c x}")},
            True,
        ),
        "a platform that builds another language": ({"fly.toml": FLY, "Dockerfile": NODE}, False),
        "a platform that builds Python": ({"fly.toml": FLY, "Dockerfile": "FROM python\nCOPY . .\n"}, True),
        "a Procfile of another language": ({"app.json": HEROKU, "Procfile": "web: npm start\n"}, False),
        "a Procfile with Python in it": ({"app.json": HEROKU, "Procfile": "web: npm start\nw: celery -A x\n"}, True),
        "the image of a folder with another language": (
            {"pod.yml": POD.replace("COMMAND, ", ""), "src/api/go.mod": ""},
            False,
        ),
        "a fixture": ({"fixtures/compose.yml": BUILT}, False),
        "an example": ({"docs/example-app/.env": "DATABASE_URL=x\n"}, False),
        "an example that builds the code around it": (
            {"examples/compose.yml": BUILT.replace("build: .", "build: ..")},
            True,
        ),
        "an environment that is called test": ({"deploy/test/.env": "DATABASE_URL=x\n"}, True),
    },
)  # fmt: skip
def test_a_deployment_counts_unless_it_runs_another_program(tmp_path: Path, files: dict[str, str], runs: bool) -> None:
    deployments = write(tmp_path, {"app.py": "", **files})
    assert bool(found(deployments, "app.py")) is runs


@by_name(
    "files, runs",
    {
        "an image for production": ({"compose.yml": BUILT}, False),
        "variables of the code": ({".env": "DATABASE_URL=x\n"}, False),
        "a compose file for tests": ({"compose.test.yml": BUILT}, True),
        "a compose file of the tests": ({"tests/compose.yml": BUILT}, True),
        "a service that runs the tests": ({"compose.yml": BUILT.replace("build", "command: pytest -x, build")}, True),
        "variables for tests": ({".env.test": "DATABASE_URL=x\n"}, True),
        "a job that runs the tests": ({".github/workflows/a.yml": JOB.replace("RUN", "pip install x && pytest")}, True),
        "a job that runs them by make": ({".github/workflows/a.yml": JOB.replace("RUN", "make test-unit")}, True),
        "a job that deploys": ({".github/workflows/a.yml": JOB.replace("RUN", "python deploy.py")}, False),
    },
)
@pytest.mark.parametrize("test", ["tests/db.py", "conftest.py", "app/test_db.py", "app/db_test.py"])
def test_tests_get_what_is_for_tests(tmp_path: Path, files: dict[str, str], runs: bool, test: str) -> None:
    test = f"tests/{test}" if "tests/compose.yml" in files else test
    deployments = write(tmp_path, {test: "", "app/db.py": "", **files})
    assert bool(found(deployments, test)) is runs


@by_name(
    "folder, path, concerns",
    {
        "the root": ("", "app.py", True),
        "a folder for deployment": ("deploy/prod", "app.py", True),
        "a folder without Python": ("stack", "app.py", True),
        "a project of its own": ("a", "a/main.py", True),
        "another project": ("a", "b/main.py", False),
        "the code around a project": ("a", "app.py", False),
        "fixtures": ("x/fixtures", "app.py", False),
        "the code of fixtures": ("fixtures", "fixtures/app.py", True),
        "the code that its service is built from": ("web", "a/main.py", True),
        "the code that a service of the fixtures is built from": ("fixtures/web", "fixtures/api/app.py", True),
    },
)
def test_a_folder_concerns_its_project(tmp_path: Path, folder: str, path: str, concerns: bool) -> None:
    python = dict.fromkeys(("app.py", "a/main.py", "b/main.py", "fixtures/app.py", "fixtures/api/app.py"), "")
    other = {"package.json": "{}", "compose.yml": BUILT.replace("build: .", "build: ../a")}
    services = {f"web/{name}": text for name, text in other.items()}
    fixtures = {f"fixtures/web/{name}": text.replace("../a", "../api") for name, text in other.items()}
    deployments = write(tmp_path, {**python, **services, **fixtures})
    assert deployments.concerns(str(tmp_path / folder), str(tmp_path / path)) is concerns
