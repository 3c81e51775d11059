"""The command line as a process of its own: what it imports, and how it ends."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from pooler_lint.cli import main
from tests import forks

ROOT = Path(__file__).parent.parent
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": ""}

LIST_MODULES = """
import sys
from pooler_lint.cli import main
status = main(sys.argv[1:])
print(status, *sorted(sys.modules), file=sys.stderr)
"""

# What is cheap enough for a run that has nothing to do.
THE_BASICS = """
import __future__, collections, functools, os, sys
print(*sorted(sys.modules))
"""


def modules_after(tmp_path: Path, *argv: str) -> tuple[int, set[str]]:
    command = [sys.executable, "-S", "-c", LIST_MODULES, *argv]
    environment = {**ENVIRONMENT, "POOLER_LINT_CACHE_DIR": str(tmp_path / "cache")}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True)
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
    packages = {name.split(".")[1] for name in own if "." in name}
    engine = {
        "check",
        "codemod",
        "connections",
        "diagnose",
        "facts",
        "findings",
        "fixes",
        "model",
        "poolers",
        "project",
    }
    assert packages & (engine | {"report", "rules", "sql", "syntax", "values"}) == set()
    assert not modules & {"libcst", "tomllib", "tomli", "dataclasses", "tokenize", "typing"}


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


STREAMS = [
    (". >&-", "standard output is closed"),
    ("--diff . >&-", "standard output is closed"),
    ("--show-settings . >&-", "standard output is closed"),
    (". >/dev/full", "No space left"),
    ("--diff . >/dev/full", "No space left"),
    ("--help >/dev/full", "No space left"),
    ("--version >/dev/full", "No space left"),
    ("--list-rules >/dev/full", "No space left"),
    ("--fix - <a.py >/dev/full", "No space left"),
    ("- <&-", "standard input is closed"),
    ("--diff . >/dev/full 2>/dev/full", ""),
    (". >&- 2>&-", ""),
    ("--diff . 2>/dev/full >/dev/null", ""),
]


UNBUFFERED = [(". >/dev/full", "No space left"), ("--version >/dev/full", "No space left")]
"""A stream that is closed is closed before anything is buffered."""


@pytest.mark.parametrize(
    ("command", "reason", "buffered"),
    [(*row, "") for row in STREAMS] + [(*row, "1") for row in UNBUFFERED],
)
def test_a_stream_that_cannot_be_used_is_one_line(tmp_path: Path, command: str, reason: str, buffered: str) -> None:
    # Without a connection it starts in a tenth of the time, and writes a line all the same.
    (tmp_path / "a.py").write_bytes(BAD if "--diff" in command or "--fix" in command else b"import os\n")
    script = f'"{sys.executable}" -m pooler_lint --no-cache {command}'
    environment = {**ENVIRONMENT, "PYTHONUNBUFFERED": buffered}
    done = subprocess.run(["sh", "-c", script], cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.count("\n") == bool(reason)
    assert reason in done.stderr


def test_no_opened_file_takes_the_place_of_a_closed_stream(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_bytes(BAD)
    script = f'"{sys.executable}" -m pooler_lint --no-cache --fix . <&- 2>&-'
    done = subprocess.run(["sh", "-c", script], cwd=tmp_path, env=ENVIRONMENT, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert "statement_cache_size=0" in (tmp_path / "a.py").read_text()


@pytest.mark.parametrize("command", ["", ".", "/", "- </dev/null", "--show-settings", "--fix ."])
def test_a_working_folder_that_is_gone_is_one_line(tmp_path: Path, command: str) -> None:
    script = f'mkdir gone; cd gone; rmdir ../gone; "{sys.executable}" -m pooler_lint --no-cache {command}'
    done = subprocess.run(["sh", "-c", script], cwd=tmp_path, env=ENVIRONMENT, capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert "working folder" in done.stderr


def test_an_argument_with_control_characters_is_shown_in_one_line(tmp_path: Path) -> None:
    done = pooler_lint(tmp_path, "--x\x1b[2J\n::error::y")
    assert done.returncode == 2
    assert done.stderr.endswith(b"unrecognized arguments: --x\\x1b[2J\\n::error::y\n")


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_json_is_valid_in_every_encoding(tmp_path: Path, encoding: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / os.fsdecode("é日".encode() + b"\xff.py")).write_bytes(BAD)
    monkeypatch.chdir(tmp_path)
    for mode in ((), ("--show-endpoints",), ("--show-settings",)):
        written = io.BytesIO()
        monkeypatch.setattr("sys.stdout", io.TextIOWrapper(written, encoding))
        main(["--no-cache", "--output-format", "json", *mode])
        assert written.getvalue().isascii()
        json.loads(written.getvalue())


@pytest.mark.parametrize("mode", ["concise", "full", "--show-endpoints", "--show-unresolved", "--diff"])
def test_a_file_name_is_no_command_and_no_second_line(
    tmp_path: Path, mode: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in (
        "::error::a.py",
        "##vso[task.complete]b.py",
        "c\n::error::d.py",
        "\t::error::e.py",
        "f\r::error::g.py",
    ):
        (tmp_path / name).write_bytes(BAD)
        (tmp_path / f"{name}_.py").write_bytes(b"import asyncpg\nasyncpg.connect(\0")
    arguments = [mode] if mode.startswith("-") else ["--output-format", mode]
    main(["--no-cache", "--jobs", "1", *arguments, "."])
    lines = "".join(capsys.readouterr()).split("\n")
    assert len(lines) > 10
    for line in lines:
        assert not line.strip().startswith("::")
        assert "##vso[" not in line
        assert "\r" not in line.removesuffix("\r")


INTERRUPTED = """
import os, signal, sys
from pooler_lint.cli import main

def hook(event, arguments):
    if event == "open" and str(arguments[0]).endswith("a.py"):
        os.kill(os.getpid(), signal.SIGINT)

sys.addaudithook(hook)
sys.exit(main(["a.py"]))
"""


def test_an_interrupt_ends_the_run_quietly(tmp_path: Path) -> None:
    """It comes while the file is read."""
    (tmp_path / "a.py").write_text("import os\n")
    done = forks.python(["-c", INTERRUPTED], tmp_path, environment=ENVIRONMENT)
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"")


def test_output_survives_a_narrow_encoding(tmp_path: Path) -> None:
    (tmp_path / "é.py").write_bytes(b"import asyncpg\nasyncpg.connect\0")
    command = [sys.executable, "-m", "pooler_lint"]
    environment = {**ENVIRONMENT, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "1"}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True)
    assert done.returncode == 2
    assert done.stdout.startswith(b"error[PGB900]: \\xe9.py could not be read: it contains a NUL byte")


BAD = (
    b"\xef\xbb\xbfimport asyncpg\r\n"
    b"\x0c\r\n"
    b'pool = asyncpg.create_pool("postgresql://app:s3cret@db.example.com:6543/app")  # \xc3\xa9\r\n'
    b"x = 1"
)


def pooler_lint(folder: Path, *argv: str, data: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return forks.python(["-m", "pooler_lint", *argv], folder, environment=ENVIRONMENT, data=data)


def test_report_diff_repair_and_nothing_more(tmp_path: Path) -> None:
    file = tmp_path / "a.py"
    file.write_bytes(BAD)
    report = pooler_lint(tmp_path, "--output-format", "concise")
    assert (report.returncode, report.stderr) == (1, b"")
    assert report.stdout.startswith(b"a.py:3:8: PGB101 [*] ")
    shown = pooler_lint(tmp_path, "--diff")
    assert shown.returncode == 1
    assert b"statement_cache_size=0" in shown.stdout
    assert file.read_bytes() == BAD
    first = pooler_lint(tmp_path, "--fix")
    assert (first.returncode, first.stderr) == (0, b"")
    repaired = file.read_bytes()
    assert repaired.startswith(b"\xef\xbb\xbfimport asyncpg\r\n\x0c\r\npool = asyncpg.create_pool(")
    assert repaired.endswith(b"# \xc3\xa9\r\nx = 1")
    assert repaired.count(b"\n") == repaired.count(b"\r\n")
    assert b"s3cret" in repaired
    again = pooler_lint(tmp_path, "--fix")
    assert again.returncode == 0
    assert file.read_bytes() == repaired


def test_standard_input_is_repaired_as_the_file_would_be(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_bytes(BAD)
    piped = pooler_lint(tmp_path, "-", "--stdin-filename", "a.py", "--fix", data=BAD)
    pooler_lint(tmp_path, "--fix")
    assert piped.returncode == 0
    assert piped.stdout == (tmp_path / "a.py").read_bytes()


def test_what_the_environment_holds_is_no_finding_but_is_counted(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text('import asyncpg, os\n\nasyncpg.connect(os.environ["DATABASE_URL"])\n')
    done = pooler_lint(tmp_path, "--show-unresolved")
    assert done.returncode == 0
    assert done.stdout.startswith(b"a.py:3:1: not resolved asyncpg.connect: ")
    assert b"DATABASE_URL" in done.stdout
    assert b"1 connection, 1 not resolved" in done.stdout


def test_a_broken_file_is_told_and_the_others_are_repaired(tmp_path: Path) -> None:
    broken = b"import asyncpg\nasyncpg.connect(\n"
    (tmp_path / "a.py").write_bytes(broken)
    (tmp_path / "b.py").write_bytes(BAD)
    done = pooler_lint(tmp_path, "--fix", "--output-format", "concise")
    assert done.returncode == 2
    assert done.stdout.startswith(b"a.py:2:")
    assert b"PGB900" in done.stdout
    assert (tmp_path / "a.py").read_bytes() == broken
    assert b"statement_cache_size=0" in (tmp_path / "b.py").read_bytes()


def test_configured_codes_and_endpoints_count(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_bytes(BAD)
    assert pooler_lint(tmp_path, "--ignore", "PGB1").returncode == 0
    assert pooler_lint(tmp_path, "--select", "PGB2").returncode == 0
    wrong = pooler_lint(tmp_path, "--ignore", "PGB109")
    assert wrong.returncode == 2
    assert b"unknown code 'PGB109'; did you mean" in wrong.stderr
    (tmp_path / "pooler-lint.toml").write_text('[[endpoints]]\nmatch = "db.example.com:6543"\nmode = "session"\n')
    assert pooler_lint(tmp_path).returncode == 0
    assert pooler_lint(tmp_path, "--isolated").returncode == 1


def test_rules_are_listed_and_explained(tmp_path: Path) -> None:
    listed = pooler_lint(tmp_path, "--list-rules").stdout.decode()
    assert listed.splitlines()[0].startswith("PGB101  error")
    page = pooler_lint(tmp_path, "--explain", "pgb101")
    assert page.returncode == 0
    assert page.stdout.startswith(b"PGB101 ")
    unknown = pooler_lint(tmp_path, "--explain", "PGB109")
    assert unknown.returncode == 2
    assert b"unknown code 'PGB109'" in unknown.stderr
