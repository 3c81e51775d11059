"""The trees that are measured: published packages, pinned by their hashes, and two files of our own."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from tests.real.packages import CACHE, Package, packages, sources

_LARGE_WHEELS = (
    Package("homeassistant", "2025.1.4", "06f273ce6e3d1973d65d67de583f1cba7fcb445a85ce9c16f3618d8cf5048b6c"),
    Package("sympy", "1.14.0", "e091cc3e99d2141a0ba2847328f5479b05d94a6635cb96148ccb3f34671bd8f5"),
    Package("django", "5.2.8", "37e687f7bd73ddf043e2b6b97cfe02fcbb11f2dbb3adccc6a2b18c6daa054d7f"),
    Package("apache-airflow-core", "3.1.0", "84d3d62d6a649fe85736a352d1a8ba133d9ca4a153a8e4575af2e11c1c86b8a0"),
    Package("sentry-sdk", "2.44.0", "9e36a0372b881e8f92fdbff4564764ce6cec4b7f25424d0a3a8d609c9e4651a7"),
)
_LARGE_REAL = (
    *("skyvern", "langflow-base", "prefect", "google-adk", "llama-stack", "skypilot", "letta"),
    *("piccolo", "openai-agents", "open-webui"),
)
_APPLICATION = "open-webui"

REFUSED = (
    "import json\n\n\ndef load(path: str) -> object:\n    with open(path) as file:\n        return json.load(file)\n"
)
FLAGGED = (
    "import asyncpg\n\n\nasync def connect() -> asyncpg.Connection:\n"
    '    return await asyncpg.connect("postgresql://app@pgbouncer:6432/app")\n'
)


@dataclass(frozen=True, slots=True)
class Tree:
    """A folder, or one file of it, under the name that the table shows."""

    name: str
    path: Path
    files: int


def large() -> Tree:
    """Some 18,000 files: large programs, most of them without a database, and all with one of a list."""
    real = {package.name: package for package in packages()}
    return _tree("large tree", [*_LARGE_WHEELS, *(real[name] for name in _LARGE_REAL)])


def one_repository() -> Tree:
    """The large tree with one `.git`: no package in it is a repository of its own."""
    whole = large()
    folder = whole.path.with_name("one-repository")
    if not (folder / ".git").is_dir():
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(whole.path, folder, ignore=shutil.ignore_patterns(".git"))
        (folder / ".git").mkdir()
    return Tree("large tree with one .git", folder, whole.files)


def monorepo(services: int) -> Tree:
    """A repository of services that share package names; ten modules of each connect."""
    folder = CACHE.parent / "bench" / f"monorepo-{services}"
    if not (folder / ".git").is_dir():
        shutil.rmtree(folder, ignore_errors=True)
        compose = ["services:"]
        for number in range(services):
            _write_service(folder / f"services/svc{number}")
            compose += [f"  svc{number}:", f"    build: services/svc{number}", "    environment:"]
            compose += [f"      DATABASE_URL: postgresql://app@db{number}:5432/app"]
        (folder / "compose.yml").write_text("\n".join(compose) + "\n", encoding="utf-8")
        (folder / ".git").mkdir()
    return Tree(f"monorepo of {services} services", folder, len(list(folder.rglob("*.py"))))


def _write_service(folder: Path) -> None:
    app = folder / "app"
    app.mkdir(parents=True)
    (folder / "Dockerfile").write_text("FROM python:3.12\nCOPY app app\nCMD python -m app.main\n", encoding="utf-8")
    (app / "__init__.py").write_text("", encoding="utf-8")
    (app / "config.py").write_text('import os\n\nURL = os.environ["DATABASE_URL"]\n', encoding="utf-8")
    for number in range(10):
        name = "main" if not number else f"part{number}"
        text = f"import asyncpg\n\nfrom app.config import URL\n\n\nasync def open{number}():\n"
        (app / f"{name}.py").write_text(f"{text}    return await asyncpg.create_pool(URL)\n", encoding="utf-8")


def parts() -> list[Tree]:
    """A quarter of the large tree, a half, and all of it, each with the same share of every package."""
    whole = large()
    return [_share(whole, share) for share in (4, 2)] + [whole]


def application() -> Tree:
    """One web application."""
    return _tree("application", [package for package in packages() if package.name == _APPLICATION])


def single(name: str, text: str) -> Tree:
    """One file, alone in a repository."""
    folder = CACHE.parent / "bench" / name.replace(" ", "-")
    (folder / ".git").mkdir(parents=True, exist_ok=True)
    file = folder / "app.py"
    if not file.exists() or file.read_text(encoding="utf-8") != text:
        file.write_text(text, encoding="utf-8")
    return Tree(name, file, 1)


def _tree(name: str, members: list[Package]) -> Tree:
    folder = CACHE.parent / "bench" / name.replace(" ", "-")
    if not (folder / ".git").is_dir():
        shutil.rmtree(folder, ignore_errors=True)
        for package in members:
            shutil.copytree(sources(package), folder / package.name)
        (folder / ".git").mkdir()
    return Tree(name, folder, len(list(folder.rglob("*.py"))))


def _share(whole: Tree, share: int) -> Tree:
    """Every so-many-th file."""
    folder = whole.path.with_name(f"{whole.path.name}-{share}")
    if not (folder / ".git").is_dir():
        shutil.rmtree(folder, ignore_errors=True)
        for file in sorted(whole.path.rglob("*.py"))[::share]:
            target = folder / file.relative_to(whole.path)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, target)
        (folder / ".git").mkdir()
    return Tree(f"1/{share} of it", folder, len(list(folder.rglob("*.py"))))
