"""The command line as a process of its own: what it imports, and how it ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": ""}

LIST_MODULES = """
import sys
from pooler_lint.cli import main
status = main(sys.argv[1:])
print(status, *sorted(sys.modules), file=sys.stderr)
"""

# What is cheap enough for a run that has nothing to do: argparse and what it needs itself, and typing.
THE_BASICS = """
import __future__, argparse, contextlib, fnmatch, importlib, locale, shutil, sys, typing, warnings
parser = argparse.ArgumentParser()
parser.add_argument_group("x").add_argument("-x", help="x")
parser.parse_args([])
print(*sorted(sys.modules))
"""


def modules_after(tmp_path: Path, *argv: str) -> tuple[int, set[str]]:
    command = [sys.executable, "-S", "-c", LIST_MODULES, *argv]
    done = subprocess.run(command, cwd=tmp_path, env=ENVIRONMENT, capture_output=True, text=True, check=True)
    status, *modules = done.stderr.split()
    return int(status), set(modules)


def test_a_run_without_a_database_word_imports_next_to_nothing(tmp_path: Path) -> None:
    (tmp_path / "pkg").mkdir()
    (tmp_path / "pkg/a.py").write_text("import os\n")
    (tmp_path / "pkg/b.py").write_text("from sqlalchemy import Column\n")
    (tmp_path / ".gitignore").write_text("c.py\n")
    (tmp_path / "pyproject.toml").write_text("[tool.ruff]\nline-length = 100\n")
    status, modules = modules_after(tmp_path)
    assert status == 0
    command = [sys.executable, "-S", "-c", THE_BASICS]
    basics = set(subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True, check=True).stdout.split())
    own = {name for name in modules if name.split(".")[0] == "pooler_lint"}
    assert modules - own - basics == set()
    assert own == {
        "pooler_lint",
        "pooler_lint.arguments",
        "pooler_lint.cli",
        "pooler_lint.config",
        "pooler_lint.config_values",
        "pooler_lint.files",
        "pooler_lint.files.discovery",
        "pooler_lint.files.patterns",
        "pooler_lint.files.screen",
        "pooler_lint.output",
        "pooler_lint.output.style",
        "pooler_lint.output.summary",
        "pooler_lint.run",
    }
    assert not modules & {"libcst", "tomllib", "tomli", "dataclasses", "tokenize"}


def test_a_file_with_a_connection_does_reach_the_engine(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("import asyncpg\nasyncpg.connect(dsn, statement_cache_size=0)\n")
    command = [sys.executable, "-c", LIST_MODULES]
    done = subprocess.run(command, cwd=tmp_path, env=ENVIRONMENT, capture_output=True, text=True, check=True)
    assert "pooler_lint.check" in done.stderr.split()


def test_a_reader_that_goes_away_ends_the_run_quietly(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "pooler_lint", "--show-settings"]
    read, write = os.pipe()
    os.close(read)
    try:
        done = subprocess.run(command, cwd=tmp_path, env=ENVIRONMENT, stdout=write, stderr=subprocess.PIPE)
    finally:
        os.close(write)
    assert (done.returncode, done.stderr) == (141, b"")


def test_an_interrupt_ends_the_run_quietly(tmp_path: Path) -> None:
    program = "import sys; from pooler_lint.cli import main; print('ready', flush=True); sys.exit(main(['-']))"
    process = subprocess.Popen(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env=ENVIRONMENT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"ready\n"
    time.sleep(0.3)  # It waits for its input now.
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=20)
    assert (process.returncode, out, err) == (130, b"", b"")


def test_output_survives_a_narrow_encoding(tmp_path: Path) -> None:
    (tmp_path / "é.py").write_bytes(b"import asyncpg\nasyncpg.connect\0")
    command = [sys.executable, "-m", "pooler_lint"]
    environment = {**ENVIRONMENT, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "1"}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True)
    assert done.returncode == 2
    assert done.stdout.startswith(b"\\xe9.py:2:1: PGB900")
