"""A password in the code under check: it is in no output of any kind, wherever and however it is written."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest

from pooler_lint import check
from pooler_lint.cli import main
from tests.trust.process import ENVIRONMENT, pooler_lint

SECRET = "xk7Qz9Lm"
HALVES = (SECRET[:4], SECRET[4:])
FIRST, SECOND = HALVES

PLANTED = {
    "in a URL": f'asyncpg.connect("postgresql://app:{SECRET}@pgbouncer:6432/a")',
    "in two literals": f'asyncpg.connect("postgresql://app:{FIRST}" "{SECOND}@pgbouncer:6432/a")',
    "in two lines": f'asyncpg.connect(\n    "postgresql://app:{FIRST}"\n    "{SECOND}@pgbouncer:6432/a"\n)',
    "behind a backslash": f'asyncpg.connect("postgresql://app:{FIRST}\\\n{SECOND}@pgbouncer:6432/a")',
    "in a sum": f'asyncpg.connect("postgresql://app:{FIRST}" + "{SECOND}@pgbouncer:6432/a")',
    "in an f-string": f'asyncpg.connect(f"postgresql://{{user}}:{SECRET}@pgbouncer:6432/{{name}}")',
    "in two f-strings": f'asyncpg.connect(f"postgresql://{{user}}:{FIRST}" f"{SECOND}@pgbouncer:6432/{{name}}")',
    "in an f-string's hole": f'asyncpg.connect(f"postgresql://app:{{quote({SECRET!r})}}@pgbouncer:6432/a")',
    "in a format": f'asyncpg.connect("postgresql://app:%s@pgbouncer:6432/a" % "{SECRET}")',
    "in .format()": f'asyncpg.connect("postgresql://app:{{}}@pgbouncer:6432/a".format("{SECRET}"))',
    "as a keyword": f'asyncpg.connect(host="pgbouncer", port=6432, password="{SECRET}")',
    "as a keyword over lines": f'asyncpg.connect(\n    host="pgbouncer", port=6432, password=(\n    "{SECRET}")\n)',
    "in a dict": f'kw = {{"password": "{SECRET}"}}\nasyncpg.connect(host="pgbouncer", port=6432, **kw)',
    "in a name": f'PASSWORD = "{SECRET}"\nasyncpg.connect(f"postgresql://app:{{PASSWORD}}@pgbouncer:6432/a")',
    "in a comment": f'asyncpg.connect("postgresql://pgbouncer:6432/a")  # postgresql://app:{SECRET}@pgbouncer/a',
    "in a comment above": f'# password={SECRET}\nasyncpg.connect("postgresql://pgbouncer:6432/a")',
    "in a default": 'import os\nasyncpg.connect(os.getenv("DATABASE_URL", '
    f'"postgresql://app:{SECRET}@pgbouncer:6432/a"))',
    "in a condition": f'if url == "postgresql://app:{SECRET}@pgbouncer:6432/a":\n    asyncpg.connect(url)',
    "in a query": f'asyncpg.connect("postgresql://pgbouncer:6432/a?user=app&password={SECRET}")',
    "escaped": f'asyncpg.connect("postgresql://app:%20{SECRET}@pgbouncer:6432/a")',
    "of another address": f'asyncpg.connect("postgresql://app:{SECRET}@localhost:5432/a")',
    "of an unknown host": f'asyncpg.connect(f"postgresql://app:{SECRET}@{{host()}}/a")',
    "in a wrong DSN": f'asyncpg.connect("postgresql://app:{SECRET}@pgbouncer:port/a")',
    "in a syntax error": f'asyncpg.connect("postgresql://app:{SECRET}@pgbouncer:6432/a"',
}

WAYS = (
    (),
    ("--output-format", "concise"),
    ("--output-format", "json"),
    ("--diff",),
    ("--diff", "--unsafe-fixes"),
    ("--show-endpoints",),
    ("--show-endpoints", "--output-format", "json"),
    ("--show-unresolved",),
    ("--show-settings",),
)


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file for each way of writing a password."""
    folder = tmp_path_factory.mktemp("planted")
    for index, code in enumerate(PLANTED.values()):
        (folder / f"planted{index:02}.py").write_text(f"import asyncpg\n{code}\n")
    return folder


Run: TypeAlias = "Callable[..., tuple[int, str, str]]"


@pytest.fixture
def run(tree: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """The command line in the tree: status, standard output and standard error."""
    monkeypatch.chdir(tree)

    def run_here(*argv: str) -> tuple[int, str, str]:
        status = main(["--no-cache", "--jobs", "1", *argv])
        return status, *capsys.readouterr()

    return run_here


def leaks(output: str) -> list[str]:
    """The names of the plants of which something is to be seen."""
    files = list(PLANTED)
    return sorted(
        {
            files[int(line.split("planted")[1][:2])] if "planted" in line else line
            for line in output.splitlines()
            if any(part in line for part in (*HALVES, SECRET))
        }
    )


@pytest.mark.parametrize("argv", WAYS, ids=" ".join)
def test_no_output_shows_it(run: Run, argv: tuple[str, ...]) -> None:
    _, out, err = run(*argv)
    assert out
    assert leaks(out) == leaks(err) == []


def test_the_files_are_found_at_all(tree: Path) -> None:
    done = pooler_lint(tree, "--output-format", "concise")
    assert done.stdout.count("PGB101") >= 15
    assert done.stdout.count("PGB900") == 1


def test_flake8_does_not_show_it(tree: Path) -> None:
    command = [sys.executable, "-m", "flake8", "--isolated", "--select=PGB", "--jobs=1", "."]
    done = subprocess.run(command, cwd=tree, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    assert done.stdout.count("PGB101") >= 15
    assert leaks(done.stdout) == leaks(done.stderr) == []


@pytest.mark.parametrize("argv", WAYS[:-1], ids=" ".join)
def test_a_bug_of_ours_does_not_show_it(run: Run, argv: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    """Its message may hold the whole text; no traceback is shown."""

    def judge_text(text: str, path: str, world: object) -> None:
        raise RuntimeError(text)

    monkeypatch.setattr(check, "judge_text", judge_text)
    status, out, err = run(*argv)
    assert status == 2
    assert "internal error at" in out + err
    assert "Traceback" not in err
    assert leaks(out) == leaks(err) == []


def test_what_is_wrong_with_the_command_line_does_not_show_it(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(
        f'[[tool.pooler-lint.endpoints]]\nmatch = "postgresql://app:{SECRET}@h/d"\nmode = "x://app:{SECRET}@y"\n'
    )
    (tmp_path / "a.py").write_text("")
    for argv in ((), (f"postgresql://app:{SECRET}@h/d",), ("--config", f"postgresql://app:{SECRET}@h/d")):
        done = pooler_lint(tmp_path, *argv)
        assert done.returncode == 2
        assert leaks(done.stdout) == leaks(done.stderr) == []
