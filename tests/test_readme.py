"""The README's example is what the tool really does."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
EXAMPLE = Path("testdata/example")


def block(name: str) -> str:
    """The code block behind `<!-- name -->`."""
    found = re.search(rf"<!-- {name} -->\n```\w*\n(.*?)```", README, re.DOTALL)
    assert found is not None, name
    return found[1]


def pooler_lint(*arguments: str, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pooler_lint", "--isolated", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_the_places_are_those_that_are_found() -> None:
    found = pooler_lint("--output-format", "concise", str(EXAMPLE))
    places = [" ".join(line.split()[:2]) for line in found.stdout.splitlines() if ": PGB" in line]
    assert places == block("places").splitlines()
    assert found.returncode == 1


def test_before_and_after_are_the_file_and_its_repair(tmp_path: Path) -> None:
    shutil.copytree(ROOT / EXAMPLE, tmp_path / "example")
    database = tmp_path / "example" / "shop" / "database.py"
    assert block("before") in database.read_text(encoding="utf-8")
    assert pooler_lint("--fix", "example", folder=tmp_path).returncode == 0
    repaired = database.read_text(encoding="utf-8")
    assert block("after") in repaired
    assert "from sqlalchemy.pool import NullPool\n" in repaired


def test_the_diff_is_shown_by_the_command_that_the_readme_gives() -> None:
    commands = re.findall(r"\.venv/bin/pooler-lint ([^;`\n]+)", README)
    assert commands == ["--isolated testdata/example", "--isolated --diff testdata/example"]
    shown = pooler_lint(*commands[1].split()[1:])
    assert "+    poolclass=NullPool," in shown.stdout
    assert shown.returncode == 1


def test_files_that_the_readme_names_are_there() -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", README):
        assert (ROOT / target).exists(), target
    assert (ROOT / "tests" / "run").exists()
