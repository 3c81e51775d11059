"""The command line inside this process, with a stand-in for the engine; `tests/test_main.py` runs the real thing."""

from __future__ import annotations

import io
import json
import os
import re
from pathlib import Path

import pytest

from pooler_lint import arguments, cli, usage
from tests.output import engine
from tests.table import each_row

BAD = "import asyncpg\nasyncpg.connect(dsn)\n"
GOOD = "import asyncpg\nasyncpg.connect(dsn, 0)\n"


class Stdin:
    def __init__(self, data: bytes) -> None:
        self.buffer = io.BytesIO(data)


@pytest.fixture(autouse=True)
def _project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    engine.install(monkeypatch)
    monkeypatch.chdir(tmp_path)
    for variable in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(variable, raising=False)


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Runner:
    return Runner(capfd)


class Runner:
    def __init__(self, capture: pytest.CaptureFixture[str]) -> None:
        self._capture = capture

    def __call__(self, *argv: str) -> tuple[int, str, str]:
        """Exit status, standard output, standard error."""
        try:
            status = cli.main(argv)
        except SystemExit as stop:
            status = int(stop.code or 0)
        out, err = self._capture.readouterr()
        return status, out, err


def test_clean_is_0(run: Runner) -> None:
    Path("a.py").write_text(GOOD)
    assert run() == (0, "No findings in 1 checked file.\n", "")


def test_findings_are_1(run: Runner) -> None:
    Path("a.py").write_text(BAD)
    status, out, err = run("a.py")
    assert (status, err) == (1, "")
    assert out.startswith("error[PGB101] [*]: asyncpg keeps prepared statements\n --> a.py:2:1\n  |\n")
    assert out.endswith("Found 1 finding in 1 checked file (1 repairable with --fix); 1 connection.\n")


def test_exit_zero_covers_findings_only(run: Runner) -> None:
    Path("a.py").write_text(BAD)
    assert run("--exit-zero")[0] == 0
    Path("b.py").write_text("import asyncpg\nasyncpg.connect(syntax error")
    assert run("--exit-zero")[0] == 2


def test_all_repaired_is_0_and_the_second_time_nothing_changes(run: Runner) -> None:
    Path("a.py").write_text(BAD)
    assert run("--fix") == (0, "Repaired 1 finding, 0 left; 1 connection.\n", "")
    assert Path("a.py").read_text() == GOOD
    assert run("--fix")[:2] == (0, "No findings in 1 checked file.\n")
    assert Path("a.py").read_text() == GOOD


def test_findings_left_after_repair_are_1(run: Runner) -> None:
    Path("a.py").write_text(f"# stubborn\n{BAD}")
    Path("b.py").write_text(BAD)
    status, out, _ = run("--fix", "--output-format", "concise")
    assert status == 1
    assert out.splitlines()[0].startswith("a.py:3:1: PGB101")
    assert "Repaired 1 finding, 1 left" in out


def test_a_file_that_cannot_be_checked_is_2_and_the_others_are_checked(run: Runner) -> None:
    Path("a.py").write_bytes(b"import asyncpg\nasyncpg.connect(dsn)\n\xff\n")
    Path("b.py").write_text(BAD)
    status, out, _ = run("--output-format", "concise")
    assert status == 2
    assert [line.split(" ")[0:2] for line in out.splitlines()[:2]] == [["a.py:3:1:", "PGB900"], ["b.py:2:1:", "PGB101"]]
    assert "1 file had errors" in out


def test_diff_shows_and_writes_nothing(run: Runner) -> None:
    Path("a.py").write_text(BAD)
    status, out, err = run("--diff")
    assert status == 1
    assert out == (
        "--- a.py\n+++ a.py\n@@ -1,2 +1,2 @@\n import asyncpg\n-asyncpg.connect(dsn)\n+asyncpg.connect(dsn, 0)\n"
    )
    assert err == "Would repair 1 finding, 0 left; 1 connection.\n"
    assert Path("a.py").read_text() == BAD
    assert run("--diff", "--fix")[0] == 1
    assert Path("a.py").read_text() == BAD


def test_diff_without_changes_is_0(run: Runner) -> None:
    Path("a.py").write_text(GOOD)
    assert run("--diff") == (0, "", "No findings in 1 checked file.\n")
    Path("a.py").write_text("import os\n")
    assert run("--diff") == (0, "", "No findings in 1 checked file.\n")


def test_quiet_has_no_last_line(run: Runner) -> None:
    Path("a.py").write_text(GOOD)
    assert run("--quiet") == (0, "", "")
    Path("a.py").write_text(BAD)
    status, out, _ = run("-q", "--output-format=concise")
    assert (status, out.count("\n")) == (1, 1)


def test_json(run: Runner) -> None:
    Path("a.py").write_text(f"# unresolved\n{BAD}")
    status, out, err = run("--output-format", "json")
    data = json.loads(out)
    assert (status, err) == (1, "")
    assert [item["code"] for item in data["diagnostics"]] == ["PGB101"]
    assert data["connections"] == {"total": 2, "unresolved": 1}
    Path("a.py").write_text("import os\n")
    assert json.loads(run("--output-format", "json")[1])["diagnostics"] == []


def test_show_endpoints_lists_and_does_not_judge(run: Runner) -> None:
    Path("a.py").write_text(BAD)
    status, out, _ = run("--show-endpoints", "--fix")
    assert status == 0
    assert out.startswith("a.py:2:1: asyncpg.connect\n")
    assert out.endswith("1 connection: 1 breaking.\n")
    assert Path("a.py").read_text() == BAD
    assert len(json.loads(run("--show-endpoints", "--output-format=json")[1])["endpoints"]) == 1
    Path("a.py").write_text("import os\n")
    assert run("--show-endpoints") == (0, "0 connections.\n", "")


def test_show_endpoints_reports_files_that_it_could_not_read(run: Runner) -> None:
    Path("a.py").write_bytes(b"import asyncpg\nasyncpg.connect\0")
    status, out, err = run("--show-endpoints")
    assert (status, out) == (2, "0 connections.\n")
    assert err.startswith("error[PGB900]: a.py could not be read: it contains a NUL byte")


def test_show_unresolved_adds_them(run: Runner) -> None:
    Path("a.py").write_text(f"# unresolved\n{GOOD}")
    assert "DSN is missing" not in run()[1]
    status, out, _ = run("--show-unresolved")
    assert status == 0
    assert "a.py:1:1: not resolved asyncpg.Pool: DSN is missing\n" in out


def test_stdin(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", Stdin(BAD.encode()))
    status, out, _ = run("-", "--stdin-filename", "src/a.py", "--output-format", "concise")
    assert status == 1
    assert out.startswith("src/a.py:2:1: PGB101")


def test_stdin_with_fix_gives_the_text_on_stdout(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", Stdin(f"# stubborn no more\r\n{BAD}".replace("stubborn", "").encode()))
    status, out, err = run("-", "--fix")
    assert (status, out) == (0, f"#  no more\r\n{GOOD}")
    assert err == "Repaired 1 finding, 0 left; 1 connection.\n"
    for untouched in (f"# stubborn\n{BAD}", "import os\n", "import asyncpg\nasyncpg.connect(syntax error"):
        monkeypatch.setattr("sys.stdin", Stdin(untouched.encode()))
        assert run("-", "--fix")[1] == untouched


def test_stdin_with_diff(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", Stdin(BAD.encode()))
    status, out, _ = run("-", "--stdin-filename", "a.py", "--diff", "--fix")
    assert status == 1
    assert out.startswith("--- a.py\n+++ a.py\n")


def test_stdin_of_an_excluded_file_passes_through(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", Stdin(BAD.encode()))
    status, out, _ = run("-", "--stdin-filename", "build/a.py", "--fix", "--force-exclude")
    assert (status, out) == (0, BAD)


def test_stdin_reads_the_configuration_of_its_filename(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("sub").mkdir()
    Path("sub/pooler-lint.toml").write_text('output-format = "concise"\n')
    monkeypatch.setattr("sys.stdin", Stdin(BAD.encode()))
    assert "\n2 | " not in run("-", "--stdin-filename", "sub/a.py")[1]


@pytest.mark.parametrize(
    ("argv", "says"),
    [
        (("nope.py",), "nope.py: no such file or folder"),
        (("--config", "nope.toml"), "--config: nope.toml: no such file"),
        (("-", "a.py"), "'-' reads one source"),
        (("--stdin-filename", "x.py"), "--stdin-filename needs '-'"),
        (("--select", "E501"), "command line: select: 'E501' is not a code"),
        (("--line-length", "3"), "command line: line-length: must be"),
        (("--exclude", "!x"), "command line: exclude: the pattern '!x'"),
        (("--output-format", "xml"), "invalid choice: 'xml'"),
        (("--nonsense",), "unrecognized arguments: --nonsense"),
        (("--out", "json"), "unrecognized arguments: --out"),
    ],
)
def test_wrong_usage_is_2_and_says_what_to_do(run: Runner, argv: tuple[str, ...], says: str) -> None:
    status, out, err = run(*argv)
    assert (status, out) == (2, "")
    assert says in err
    assert "Traceback" not in err


def test_a_wrong_configuration_is_2(run: Runner) -> None:
    Path("pyproject.toml").write_text("[tool.pooler-lint]\nselekt = []\n")
    status, _, err = run()
    assert status == 2
    assert re.search(r"pyproject\.toml: unknown key 'selekt'; did you mean 'select'\?", err)
    assert run("--isolated")[0] == 0


def test_show_settings(run: Runner) -> None:
    Path("sub").mkdir()
    Path("sub/pooler-lint.toml").write_text('pool-class = "keep"\n')
    assert "# pool-class is not set" in run("--show-settings")[1]
    status, out, _ = run("--show-settings", "sub", "--select", "ALL")
    assert status == 0
    assert 'pool-class = "keep"' in out
    assert 'select = ["ALL"]' in out
    assert "sub/pooler-lint.toml" in out


def test_show_settings_tells_what_the_project_says(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://me:s3cret@process:6432/d")
    Path(".git").mkdir()
    Path("sub").mkdir()
    Path(".env").write_text("DATABASE_URL=postgresql://me:s3cret@db:5432/d\n")
    Path("sub/requirements.txt").write_text("asyncpg==0.30.0\n")
    Path("broken.json").write_text("{")
    Path("app.json").write_text('{"env": ')
    status, out, _ = run("--show-settings", "sub")
    assert status == 0
    assert "asyncpg >=0.30.0,<0.30.1  (sub/requirements.txt:1: " in out
    assert "DATABASE_URL = postgresql://***@db:5432/d  (1: .env:1, file of variables)" in out
    assert "app.json:1: app.json could not be read" in out
    assert "process" not in out
    said = json.loads(run("--show-settings", "--use-environment", "--output-format", "json")[1])
    assert [(one["value"], one["path"]) for one in said["environment"]] == [
        ("postgresql://***@process:6432/d", "the environment of this process"),
        ("postgresql://***@db:5432/d", ".env"),
    ]
    assert said["versions"] == []


def test_flags_for_files(run: Runner) -> None:
    for name in ("a.py", "build/b.py", "ignored.py"):
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text(BAD)
    Path(".gitignore").write_text("ignored.py\n")

    def checked(*argv: str) -> list[str]:
        return [line.split(":")[0] for line in run(*argv, "-q", "--output-format=concise")[1].splitlines()]

    assert checked() == ["a.py"]
    assert checked("--no-respect-gitignore") == ["a.py", "ignored.py"]
    assert checked("--exclude", "nothing") == ["a.py", "build/b.py"]
    assert checked("--extend-exclude", "a.py,other") == []
    assert checked("build/b.py") == ["build/b.py"]
    assert checked("--force-exclude", "build/b.py", "a.py") == ["a.py"]


@pytest.mark.parametrize(
    ("flags", "environment", "colored"),
    [
        ((), {}, False),
        (("--color", "always"), {}, True),
        (("--color", "always"), {"NO_COLOR": "1"}, True),
        (("--color", "never"), {"FORCE_COLOR": "1"}, False),
        ((), {"FORCE_COLOR": "1"}, True),
        ((), {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        ((), {"FORCE_COLOR": "", "NO_COLOR": ""}, False),
    ],
)
def test_colour(
    run: Runner, monkeypatch: pytest.MonkeyPatch, flags: tuple[str, ...], environment: dict[str, str], colored: bool
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    Path("a.py").write_text(BAD)
    assert ("\x1b[" in run(*flags)[1]) is colored


def test_interrupted_is_130(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "scandir", interrupt)
    assert run() == (130, "", "")


def test_secrets_in_error_messages_are_masked(run: Runner) -> None:
    _, _, err = run("postgresql://me:s3cret@host/db")
    assert "s3cret" not in err


def test_version(run: Runner) -> None:
    status, out, _ = run("--version")
    assert status == 0
    assert re.fullmatch(r"pooler-lint \d\S*\n", out)


def test_help_fits_a_terminal(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    status, out, _ = run("--help")
    assert status == 0
    assert max(map(len, out.splitlines())) <= 80


def test_every_flag_has_a_help_text() -> None:
    assert [action.dest for action in usage.parser()._actions if not action.help] == []


def test_every_flag_is_documented() -> None:
    text = (Path(__file__).parent.parent / "docs" / "configuration.md").read_text(encoding="utf-8")
    flags = [flag for action in usage.parser()._actions for flag in action.option_strings]
    assert "--fix" in flags
    assert [flag for flag in flags if not re.search(rf"`{flag}[ `]", text)] == []


def test_no_other_flag_is_documented() -> None:
    text = (Path(__file__).parent.parent / "docs" / "configuration.md").read_text(encoding="utf-8")
    section = text.partition("## Command line")[2].partition("## Configuration")[0]
    named = set(re.findall(r"^\| .*?(?=\s\|)", section, re.MULTILINE))
    documented = {flag for row in named for flag in re.findall(r"`(--?[a-z][a-z-]*)", row)}
    assert documented == {flag for action in usage.parser()._actions for flag in action.option_strings}


COMMAND_LINES = (
    "a.py - b",
    "--fix --diff -q --exit-zero --isolated --no-cache a",
    "--unsafe-fixes --no-respect-gitignore --force-exclude --no-force-exclude --use-environment",
    "--select PGB1,PGB201 --select=PGB3 --ignore , --extend-exclude a,b",
    "-j 3 --line-length 100 --output-format=json --color never --cache-dir x",
    "--jobs auto --explain PGB101 --stdin-filename a.py --min-confidence confirmed --pool-class null",
)


@each_row("line", COMMAND_LINES)
def test_a_plain_command_line_means_the_same_as_to_argparse(line: str) -> None:
    argv = line.split()
    plain = arguments.read_plain(argv)
    assert plain is not None
    assert vars(plain) == vars(usage.parser().parse_args(argv, arguments.Options()))
    assert vars(arguments.Options()) == vars(usage.parser().parse_args([]))


@each_row(
    "line", ["--fi", "-j3", "--select", "--fix=1", "--jobs", "--color blue", "--line-length x", "-h", "--version", "--"]
)
def test_any_other_command_line_is_left_to_argparse(line: str) -> None:
    assert arguments.read_plain(line.split()) is None
