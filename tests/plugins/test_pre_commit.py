"""The hooks inside the real pre-commit, on a scratch repository. Builds an environment, so it is the slowest test."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
SHIPPED = ("pooler_lint", "pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml")

BAD = 'import asyncpg\n\npool = asyncpg.create_pool("postgresql://app@db.example.com:6543/app")\n'


def git(folder: Path, *arguments: str) -> str:
    identity = ["-c", "user.name=tester", "-c", "user.email=tester@example.com", "-c", "commit.gpgsign=false"]
    done = subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True, text=True)
    return done.stdout


@pytest.fixture(scope="module")
def hooks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A git repository that holds what the working tree holds."""
    folder = tmp_path_factory.mktemp("hooks")
    for name in SHIPPED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, folder / name)
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "hooks")
    return folder


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """One cache for the module, so that the environment is built once."""
    return {**os.environ, "PRE_COMMIT_HOME": str(tmp_path_factory.mktemp("cache")), "PRE_COMMIT_COLOR": "never"}


@pytest.fixture
def scratch(tmp_path: Path) -> Path:
    git(tmp_path, "init", "-q")
    (tmp_path / "bad.py").write_text(BAD)
    (tmp_path / "clean.py").write_text("import os\n")
    (tmp_path / "build").mkdir()
    (tmp_path / "build/left_out.py").write_text(BAD)
    git(tmp_path, "add", "-A")
    return tmp_path


def try_repo(scratch: Path, hooks: Path, environment: dict[str, str], hook: str) -> tuple[int, str]:
    command = [sys.executable, "-m", "pre_commit", "try-repo", str(hooks), hook, "--all-files", "--verbose"]
    done = subprocess.run(command, cwd=scratch, env=environment, capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


def test_the_hook_reports_and_respects_excludes(scratch: Path, hooks: Path, environment: dict[str, str]) -> None:
    status, output = try_repo(scratch, hooks, environment, "pooler-lint")
    assert status == 1, output
    assert "[PGB101]" in output
    assert "--> bad.py:3:8" in output
    assert "left_out.py" not in output
    assert (scratch / "bad.py").read_text() == BAD


def test_the_repair_hook_repairs_once(scratch: Path, hooks: Path, environment: dict[str, str]) -> None:
    status, output = try_repo(scratch, hooks, environment, "pooler-lint-fix")
    assert status == 1, output
    assert "files were modified by this hook" in output
    repaired = (scratch / "bad.py").read_text()
    assert "statement_cache_size=0" in repaired
    assert (scratch / "build/left_out.py").read_text() == BAD
    git(scratch, "add", "-A")
    status, output = try_repo(scratch, hooks, environment, "pooler-lint-fix")
    assert status == 0, output
    assert (scratch / "bad.py").read_text() == repaired
