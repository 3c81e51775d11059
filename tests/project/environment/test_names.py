"""File names: what is read as what."""

from __future__ import annotations

from pooler_lint.project.environment.names import is_example, is_for_tests
from pooler_lint.project.environment.source import kinds_of
from tests.table import each_row


@each_row(
    ("name", "kind"),
    [
        (".env", "dotenv"),
        (".env.local", "dotenv"),
        (".env.production.local", "dotenv"),
        ("prod.env", "dotenv"),
        ("api.env.example", "dotenv"),
        ("env.example", "dotenv"),
        (".env-sample", "dotenv"),
        (".env.enc", None),
        (".env.vault", None),
        (".env.patch", None),
        ("env.py", None),
        (".env.d.ts", None),
        (".envrc", None),
        ("environment.yml", "kubernetes"),
        ("docker-compose.yml", "compose"),
        ("docker-compose.prod.yaml", "compose"),
        ("compose.yaml", "compose"),
        ("compose.override.yml", "compose"),
        ("local.docker-compose.yml", "compose"),
        ("decompose.yaml", "kubernetes"),
        ("Dockerfile", "dockerfile"),
        ("Dockerfile.prod", "dockerfile"),
        ("api.Dockerfile", "dockerfile"),
        ("Containerfile", "dockerfile"),
        ("Makefile", None),
        ("values.yaml", "helm"),
        ("values-prod.yml", "helm"),
        ("prod-values.yaml", "helm"),
        ("fly.toml", "fly"),
        ("fly.staging.toml", "fly"),
        ("pyproject.toml", None),
        ("render.yaml", "render"),
        ("railway.json", "railway"),
        ("railway.toml", "railway"),
        ("app.json", "heroku"),
        ("package.json", None),
        ("deployment.yaml", "kubernetes"),
        ("README.md", None),
    ],
)
def test_kinds(name: str, kind: str | None) -> None:
    found = kinds_of(name, "folder", "")
    assert [one for one in found if kind == one or one != "kubernetes"] == ([kind] if kind else [])
    assert ("kubernetes" in found) == name.endswith((".yml", ".yaml"))


def test_workflows_are_told_by_their_folder() -> None:
    assert kinds_of("ci.yml", "workflows", ".github") == ("github_actions",)
    assert kinds_of("docker-compose.yml", "workflows", ".github") == ("github_actions",)
    assert kinds_of("ci.yml", "workflows", "other") == ("kubernetes",)
    assert kinds_of("x.env", "workflows", ".github") == ("dotenv",)


@each_row("name", [".env.example", ".env.sample", ".env.template", "example.env", ".env-dist", ".env.prod.example"])
def test_examples(name: str) -> None:
    assert is_example(name)


@each_row("name", [".env", ".env.prod", "distribution.env", ".env.exampled"])
def test_no_examples(name: str) -> None:
    assert not is_example(name)


def test_files_for_tests() -> None:
    assert is_for_tests(".env.test")
    assert is_for_tests("ci.env")
    assert not is_for_tests(".env.latest")
