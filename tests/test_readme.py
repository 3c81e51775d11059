"""The README's example is what the tool really does."""

from __future__ import annotations

import contextlib
import io
import os
import re
import shutil
from pathlib import Path

import yaml

from pooler_lint import usage
from pooler_lint.cli import main
from tests import forks
from tests.testdata_format import read_case

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
EXAMPLE = Path("testdata/example")


def block(name: str) -> str:
    """The code block behind `<!-- name -->`."""
    found = re.search(rf"<!-- {name} -->\n```\w*\n(.*?)```", README, re.DOTALL)
    assert found is not None, name
    return found[1]


PLACES = [" ".join(line.split()[:2]) for line in block("places").splitlines()]


def pooler_lint(*arguments: str, folder: Path = ROOT) -> tuple[int, str]:
    """Run the command line in the folder; return its status and what it writes to standard output."""
    written, before = io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True), os.getcwd()
    os.chdir(folder)
    try:
        with contextlib.redirect_stdout(written), contextlib.redirect_stderr(io.StringIO()):
            status = main(["--isolated", "--no-cache", *arguments])
    finally:
        os.chdir(before)
    written.seek(0)
    return status, written.read()


def test_the_places_are_those_that_are_found() -> None:
    status, found = pooler_lint("--output-format", "concise", str(EXAMPLE))
    assert [line for line in found.splitlines() if ": PGB" in line] == block("places").splitlines()
    assert status == 1


def test_before_and_after_are_the_file_and_its_repair(tmp_path: Path) -> None:
    shutil.copytree(ROOT / EXAMPLE, tmp_path / "example")
    database = tmp_path / "example" / "shop" / "database.py"
    assert block("before") in database.read_text(encoding="utf-8")
    assert pooler_lint("--fix", "--pool-class", "null", "example", folder=tmp_path)[0] == 0
    repaired = database.read_text(encoding="utf-8")
    assert block("after") in repaired
    assert "from sqlalchemy.pool import NullPool\n" in repaired


def test_the_diff_is_shown_by_the_command_that_the_readme_gives() -> None:
    commands = re.findall(r"\.venv/bin/pooler-lint ([^;`\n]+)", README)
    assert commands == ["--isolated testdata/example", "--isolated --diff testdata/example"]
    status, shown = pooler_lint(*commands[1].split()[1:])
    assert '+        "prepared_statement_cache_size": 0,' in shown
    assert "NullPool" not in shown
    assert status == 1


def test_the_demonstration_shows_what_the_repair_does(tmp_path: Path) -> None:
    (name,) = re.findall(r"^(testdata/live/\w+\.py)$", README, re.MULTILINE)
    shown = re.search(rf"^{name}\n(.*?)^ +right ", README, re.DOTALL | re.MULTILINE)
    assert shown is not None
    lines = shown[1].splitlines()
    before = "".join(f"{line[4:]}\n" for line in lines if line.startswith("  -"))
    after = "".join(f"{line[4:]}\n" for line in lines if line.startswith("  +"))
    program = tmp_path / "program.py"
    program.write_text(read_case(ROOT / name).text, encoding="utf-8")
    assert before in program.read_text(encoding="utf-8")
    assert pooler_lint("--fix", program.name, folder=tmp_path)[0] == 0
    assert after in program.read_text(encoding="utf-8")


def test_the_configuration_is_understood(tmp_path: Path) -> None:
    (table,) = re.findall(r"```toml\n(.*?)```", README, re.DOTALL)
    (tmp_path / "pyproject.toml").write_text(table, encoding="utf-8")
    shown = forks.python(["-m", "pooler_lint", "--show-settings"], tmp_path)
    assert shown.returncode == 0, shown.stderr
    for value in ("db-proxy.internal:6000", "transaction", "0.30"):
        assert f'"{value}"' in shown.stdout.decode()


def test_the_hooks_are_those_that_are_offered() -> None:
    (example,) = re.findall(r"```yaml\n(.*?)```", README, re.DOTALL)
    (repository,) = yaml.safe_load(example)["repos"]
    offered = {hook["id"] for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))}
    assert repository["rev"]
    assert {hook["id"] for hook in repository["hooks"]} <= offered
    assert set(re.findall(r"`(pooler-lint-?\w*)` \((?:reports|repairs)\)", README)) == offered


def test_the_flags_are_those_that_the_command_has() -> None:
    flags = set(re.findall(r"`(?:pooler-lint )?(--[a-z-]+)", README))
    assert {"--diff", "--fix", "--show-endpoints"} <= flags
    assert flags <= set(re.findall(r"--[a-z-]+", usage.parser().format_help()))


def test_the_other_doors_open(tmp_path: Path) -> None:
    (flake8,) = re.findall(r"`flake8 (--select PGB)`", README)
    found = forks.python(["-m", "flake8", "--isolated", *flake8.split(), str(EXAMPLE)], ROOT)
    assert [" ".join(line.split()[:2]) for line in found.stdout.decode().splitlines()] == PLACES
    (codemod,) = re.findall(r"`python (-m libcst\.tool codemod .*) PATH`", README)
    shutil.copytree(ROOT / EXAMPLE, tmp_path / "example")
    assert forks.python([*codemod.split(), "example"], tmp_path).returncode == 0
    repaired = (tmp_path / "example/shop/database.py").read_text(encoding="utf-8")
    assert '        "prepared_statement_cache_size": 0,\n' in repaired
    (imported,) = re.findall(r"`(from pooler_lint import .*)`", README)
    assert forks.python(["-c", imported], ROOT).returncode == 0


def test_files_that_the_readme_names_are_there() -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", README):
        assert (ROOT / target).exists(), target
    assert (ROOT / "tests" / "run").exists()
