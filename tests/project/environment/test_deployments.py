"""Whole repositories: which sources a Python file gets its variables from, in which order."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from pooler_lint.project.environment.deployments import Deployments
from pooler_lint.project.texts import read_text
from pooler_lint.repository.files import Repository
from tests.project.environment.building import found, shown, write
from tests.steps import within

POOLED = "postgresql://app:s3cret@pooler.example.com:6543/app"


def test_sources_come_in_their_order(tmp_path: Path) -> None:
    deployments = write(
        tmp_path,
        {
            "app/main.py": "load_dotenv('.env.production')",
            ".github/workflows/test.yml": """\
                on: push
                env:
                  DATABASE_URL: workflow
                """,
            "app.json": """{"env": {"DATABASE_URL": {"value": "heroku"}}}""",
            "railway.toml": """\
                [variables]
                DATABASE_URL = "railway"
                """,
            "render.yaml": """\
                services:
                  - type: web
                    name: site
                    runtime: python
                    envVars:
                      - key: DATABASE_URL
                        value: render
                """,
            "fly.toml": """\
                app = "site"

                [env]
                  DATABASE_URL = "fly"
                """,
            "chart/values.yaml": """\
                env:
                  DATABASE_URL: helm
                """,
            "k8s/pod.yaml": """\
                apiVersion: v1
                kind: Pod
                metadata:
                  name: site
                spec:
                  containers:
                    - name: site
                      image: acme/site:1
                      env:
                        - name: DATABASE_URL
                          value: kubernetes
                """,
            "Dockerfile": """\
                FROM python:3.12
                ENV DATABASE_URL=dockerfile
                COPY . /app
                """,
            "compose.yaml": """\
                services:
                  web:
                    image: acme/site
                    volumes: [".:/app"]
                    environment:
                      DATABASE_URL: compose
                """,
            ".env.example": "DATABASE_URL=example\n",
            ".env.test": "DATABASE_URL=tests\n",
            ".env.production": "DATABASE_URL=production\n",
            ".env": "DATABASE_URL=dotenv\n",
        },
    )
    assert found(deployments, "app/main.py") == [
        ".env:1 - dotenv",
        ".env.production:1 - production",
        ".env.test:1 - tests",
        ".env.example:1 - example",
        "compose.yaml:6 web compose",
        "Dockerfile:2 - dockerfile",
        "k8s/pod.yaml:11 site kubernetes",
        "chart/values.yaml:2 - helm",
        "fly.toml:4 - fly",
        "render.yaml:7 site render",
        "railway.toml:2 - railway",
        "app.json:1 - heroku",
        ".github/workflows/test.yml:3 - workflow",
    ]
    assert deployments.notes() == ()


def test_evidence_names_the_place_and_holds_no_secret(tmp_path: Path) -> None:
    deployments = write(tmp_path, {"app.py": "", ".env": f"\n# production\nDATABASE_URL={POOLED}\n"})
    (candidate,) = deployments.candidates("DATABASE_URL", str(tmp_path / "app.py"))
    assert candidate.value == POOLED
    assert candidate.evidence.text == "environment variable DATABASE_URL is set here"
    assert (candidate.evidence.path, candidate.evidence.line) == (".env", 3)


def test_nearer_files_come_first_and_other_programs_files_not_at_all(tmp_path: Path) -> None:
    deployments = write(
        tmp_path,
        {
            ".env": "DATABASE_URL=root\n",
            "services/api/app/main.py": "",
            "services/api/.env": "DATABASE_URL=api\n",
            "services/worker/tasks.py": "load_dotenv('deploy/prod.env')",
            "services/worker/deploy/prod.env": "DATABASE_URL=worker\n",
            "frontend/package.json": "{}",
            "frontend/.env": "DATABASE_URL=prisma\n",
        },
    )
    assert found(deployments, "services/api/app/main.py") == ["services/api/.env:1 - api", ".env:1 - root"]
    assert found(deployments, "services/worker/tasks.py") == [
        "services/worker/deploy/prod.env:1 - worker",
        ".env:1 - root",
    ]
    assert shown(deployments.unassigned("DATABASE_URL")) == ["frontend/.env:1 - prisma"]


def test_deployment_folders_speak_of_the_code_around_them_though_scripts_lie_in_them(tmp_path: Path) -> None:
    deployments = write(tmp_path, {"app/main.py": "", "deploy/smoke.py": "", "deploy/prod.env": "DATABASE_URL=prod\n"})
    assert found(deployments, "app/main.py") == ["deploy/prod.env:1 - prod"]


def test_empty_values_and_values_that_only_pass_on_are_none(tmp_path: Path) -> None:
    deployments = write(
        tmp_path,
        {
            "app.py": "",
            ".env.example": "DATABASE_URL=\n",
            "compose.yaml": """\
                services:
                  app:
                    build: .
                    environment:
                      DATABASE_URL: ${DATABASE_URL:?set it}
                """,
        },
    )
    assert found(deployments, "app.py") == []


def test_files_of_others_are_not_searched(tmp_path: Path) -> None:
    deployments = write(
        tmp_path,
        {
            "app.py": "",
            "node_modules/x/.env": "DATABASE_URL=1\n",
            ".venv/.env": "DATABASE_URL=2\n",
            "lib/python3.12/site-packages/x/.env": "DATABASE_URL=3\n",
            ".git/x.env": "DATABASE_URL=4\n",
            "myenv/pyvenv.cfg": "",
            "myenv/x.env": "DATABASE_URL=5\n",
        },
    )
    assert found(deployments, "app.py") == []


def test_a_python_file_outside_of_the_root_gets_nothing(tmp_path: Path) -> None:
    deployments = write(tmp_path / "repository", {"app.py": "", ".env": "DATABASE_URL=x\n"})
    assert found(deployments, "../other.py") == []


def test_relative_paths_are_those_of_the_working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {"app/main.py": "", "app/.env": "DATABASE_URL=x\n"})
    monkeypatch.chdir(tmp_path / "app")
    candidates = Deployments(Repository(str(tmp_path))).candidates("DATABASE_URL", "main.py")
    assert shown(candidates) == ["app/.env:1 - x"]


def test_the_process_environment_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DB_HOST", "from-the-process")
    monkeypatch.setenv("DATABASE_URL", "from-the-process")
    deployments = write(
        tmp_path,
        {
            "app.py": "",
            ".env": "DATABASE_URL=postgresql://${DB_HOST}/x\n",
            "compose.yaml": "services: {app: {build: ., environment: [DATABASE_URL]}}\n",
        },
    )
    assert found(deployments, "app.py") == [
        ".env:1 - postgresql://{DB_HOST}/x",
        "compose.yaml:1 app postgresql://{DB_HOST}/x",
    ]


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("docker-compose.yml", "services:\n  app:\n   build: .\n  environment: [s3cret\n", 5),
        ("compose.yaml", "services:\n\tapp: s3cret\n", 2),
        ("compose.yaml", "services:\n  app: *s3cret\n", 2),
        ("k8s/app.yaml", "apiVersion: v1\nkind: Pod\nmetadata: {name: 's3cret\n", 4),
        ("chart/values.yaml", "env:\n  A: 's3cret\n", 3),
        ("fly.toml", "[env]\nA = s3cret\n", 2),
        ("railway.json", '{"variables": {"A": s3cret}}', 1),
        ("railway.toml", '[variables]\nA = "s3cret\n', 2),
        ("app.json", '{"env":\n{"A" "s3cret"}}', 2),
        ("render.yaml", "services:\n- envVars: {\n", 3),
        (".github/workflows/ci.yml", "jobs:\n  a:\n   env: {}\n  - s3cret", 4),
        (".env", "GOOD=1\nthis is s3cret\n", 2),
        ("compose.yaml", "a: " + "[" * 50_000, 1),
        ("app.json", '{"env":' + "[" * 50_000, 0),
    ],
)
def test_broken_files_are_notes_with_their_place_and_without_their_words(
    tmp_path: Path, name: str, text: str, line: int
) -> None:
    deployments = write(tmp_path, {"app.py": "", "other.env": "GOOD=here\n"})
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_text(text)
    assert deployments.notes() == ()
    assert "other.env:1 - here" in found(deployments, "app.py", "GOOD")
    (note,) = deployments.notes()
    assert (note.path, note.line) == (name, line)
    assert "s3cret" not in note.text
    assert note.text.startswith(f"{os.path.basename(name)} could not be read for environment variables: ")


def test_a_file_that_is_no_text_is_a_note(tmp_path: Path) -> None:
    deployments = write(tmp_path, {"app.py": ""})
    (tmp_path / ".env").write_bytes(b"A=\xff\xfe\xfd\n")
    assert found(deployments, "app.py") == []
    (note,) = deployments.notes()
    assert (note.path, note.text) == (".env", ".env could not be read for environment variables: it is not utf-8")


def test_nothing_is_read_before_it_is_asked_and_then_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    deployments = write(
        tmp_path, {"app.py": "", ".env": "A=1\n", "compose.yaml": "services: {}\n", "data/rows.yaml": "- 1\n"}
    )
    opened: list[str] = []

    def spy(path: Path, repository: Repository) -> str:
        opened.append(path.relative_to(tmp_path).as_posix())
        return read_text(path, repository)

    monkeypatch.setattr("pooler_lint.project.environment.texts.read_text", spy)
    assert deployments.notes() == ()
    assert opened == []
    for _ in range(3):
        found(deployments, "app.py", "A")
        deployments.services()
        deployments.manifests()
    assert sorted(opened) == [".env", "compose.yaml", "data/rows.yaml"]


def test_a_large_tree_is_searched_once(tmp_path: Path) -> None:
    for number in range(50):
        folder = tmp_path / f"package{number}"
        folder.mkdir()
        for inner in range(20):
            (folder / f"module{inner}.py").write_text("import os\n")
        (folder / "data.json").write_text("[]")
        (folder / "locale.yaml").write_text("hello: world\n" * 200)
    deployments = write(tmp_path, {".env": "DATABASE_URL=x\n"})

    def search() -> None:
        for number in range(50):
            assert found(deployments, f"package{number}/module3.py") == [".env:1 - x"]

    within(200_000, search)


def test_libraries_are_imported_only_for_their_files(tmp_path: Path) -> None:
    write(tmp_path, {"app.py": "", "fly.toml": '[env]\nA = "1"\n'})
    program = (
        "import sys\n"
        "from pooler_lint.project.environment.deployments import Deployments\n"
        "from pooler_lint.repository.files import Repository\n"
        f"assert Deployments(Repository({str(tmp_path)!r})).candidates('A', {str(tmp_path / 'app.py')!r})\n"
        "print(sorted({'yaml', 'dotenv', 'libcst'} & set(sys.modules)))\n"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout == "[]\n"


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({}, ", in a file that no code loads"),
        ({"deploy.sh": "docker run --env-file prod.env app\n"}, ", in a file that only deploy.sh mentions"),
        ({"docs/README.md": "Copy `prod.env`.\n"}, ", in a file that only docs/README.md mentions"),
        ({"docs/README.md": "Copy `other-prod.env`.\n"}, ", in a file that no code loads"),
        ({"settings.py": 'load_dotenv("prod.env")\n'}, ""),
        ({"settings.py": 'load_dotenv(f"{stage}.env")\n'}, ""),
        ({"Dockerfile": "FROM python\nCOPY deploy/prod.env .env\n"}, ""),
    ],
)
def test_a_file_of_variables_that_nothing_loads_says_so(tmp_path: Path, files: dict[str, str], said: str) -> None:
    deployments = write(tmp_path, {"deploy/prod.env": "URL=x\n", "app.py": "", **files})
    (candidate,) = deployments.candidates("URL", str(tmp_path / "app.py"))
    assert candidate.evidence.text == f"environment variable URL is set here{said}"


def test_a_file_of_variables_that_code_loads_comes_first(tmp_path: Path) -> None:
    files = {"a.env": "URL=a\n", "b.env": "URL=b\n", "app.py": 'load_dotenv("b.env")\n', "run.sh": ". a.env\n"}
    assert found(write(tmp_path, files), "app.py", "URL") == ["b.env:1 - b", "a.env:1 - a"]
