"""Fixes that edit another file than the one of the diagnostic."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from pooler_lint import cli, several
from pooler_lint.files import write
from pooler_lint.run import NotWritten
from tests.table import each_row

URL = "postgresql+asyncpg://app@pgbouncer:6432/app"
ENGINE = f"""from sqlalchemy.ext.asyncio import create_async_engine

from conf import options

engine = create_async_engine("{URL}", **options())
"""
OPTIONS = """def options():
    return {"poolclass": None, "connect_args": {"statement_cache_size": 100}}
"""
ALL = 'set statement_cache_size=0, prepared_statement_cache_size=0 and prepared_statement_name_func=lambda: "" there'
NOTE = f"there is no safe fix, because the place to change is conf.py:2, which is not among the given paths; {ALL}"


@pytest.fixture(autouse=True)
def _project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("pyproject.toml").write_text('[project]\nname = "x"\ndependencies = ["sqlalchemy==2.0.36"]\n')
    files({"db.py": ENGINE, "conf.py": OPTIONS})


def files(texts: dict[str, str]) -> None:
    for name, text in texts.items():
        path = Path(name)
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)


class Run:
    """The command line, with what it writes."""

    def __init__(self, capture: pytest.CaptureFixture[str]) -> None:
        self._capture = capture

    def __call__(self, *arguments: str) -> str:
        cli.main(["--pool-class", "keep", *arguments])
        return self._capture.readouterr().out

    def diagnostics(self, *arguments: str) -> list[dict[str, object]]:
        found: list[dict[str, object]] = json.loads(self(*arguments, "--output-format", "json"))["diagnostics"]
        return found


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Run:
    return Run(capfd)


def test_the_edits_name_their_file(run: Run) -> None:
    (item,) = run.diagnostics(".")
    fix = item["fix"]
    assert isinstance(fix, dict)
    assert fix["safety"] == "safe"
    assert {(edit["path"], edit["start_line"]) for edit in fix["edits"]} == {("conf.py", 2)}
    assert Path("conf.py").read_text() == OPTIONS


def test_a_diff_has_both_files(run: Run) -> None:
    files({"conf.py": 'def options():\n    return {"statement_cache_size": 0}\n'})
    changes = run("--diff", ".")
    assert [line[4:] for line in changes.splitlines() if line.startswith("+++")] == ["conf.py", "db.py"]


@each_row(
    ("arguments", "safety", "note"),
    [
        (["db.py"], "display", NOTE),
        (["."], "safe", None),
        (["db.py", "conf.py"], "safe", None),
        (["conf.py", "db.py"], "safe", None),
        ([".", "--exclude", "conf.py"], "display", NOTE),
    ],
)
def test_only_given_files_are_edited(run: Run, arguments: list[str], safety: str, note: str | None) -> None:
    files({"db.py": ENGINE, "conf.py": OPTIONS})
    (item,) = run.diagnostics(*arguments)
    fix = item["fix"]
    assert isinstance(fix, dict)
    assert (fix["safety"], item["note"]) == (safety, note)
    left = run.diagnostics(*arguments, "--fix")
    assert [one["code"] for one in left] == ([] if safety == "safe" else ["PGB102"])
    assert (Path("conf.py").read_text() == OPTIONS) == (safety == "display")
    after = Path("conf.py").read_text(), Path("db.py").read_text()
    run(*arguments, "--fix")
    assert (Path("conf.py").read_text(), Path("db.py").read_text()) == after


def test_an_edit_that_two_files_ask_for_is_made_once(run: Run) -> None:
    files({"jobs.py": ENGINE})
    assert len(run.diagnostics(".")) == 2
    assert run("--fix", ".") == "Repaired 2 findings, 0 left; 2 connections.\n"
    assert Path("conf.py").read_text().count("prepared_statement_cache_size") == 1


def test_processes_change_nothing(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    files({f"db{number}.py": ENGINE for number in range(4)})
    monkeypatch.setattr("pooler_lint.run.ENOUGH_TO_CHECK", 2)
    alone, together = run.diagnostics("."), run.diagnostics(".", "--jobs", "2")
    assert alone == together
    assert run.diagnostics(".", "--fix", "--jobs", "2") == []


@each_row(
    ("text", "safety", "note"),
    [
        (
            ENGINE.replace(URL, "mysql+aiomysql://app@db"),
            "display",
            "mysql+aiomysql would get the change too (other.py:5)",
        ),
        (
            ENGINE.replace("pgbouncer:6432", "db:5432"),
            "display",
            "another connection (other.py:5) would get the change",
        ),
        (
            ENGINE.replace("options()", "mixed(options())"),
            "unsafe",
            "it is not known whether the connection at other.py:5",
        ),
        (ENGINE.replace("options()", "unknown()"), "safe", None),
        (ENGINE.replace("options", "others"), "safe", None),
        ("import asyncpg\nimport conf\nasyncpg.connect(\n", "unsafe", "not all files that may use the change"),
    ],
)
def test_no_connection_of_another_file_gets_worse(run: Run, text: str, safety: str, note: str | None) -> None:
    files({"other.py": text, "conf.py": OPTIONS + "\n\ndef others():\n    return {}\n"})
    item = next(one for one in run.diagnostics("db.py", "conf.py") if one["path"] == "db.py")
    fix = item["fix"]
    assert isinstance(fix, dict)
    assert fix["safety"] == safety
    assert (note in str(item["note"])) if note is not None else item["note"] is None


def test_a_file_that_changes_meanwhile_is_reported(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first file that was written is put back."""
    files({"conf.py": 'def options():\n    return {"statement_cache_size": 0}\n'})
    replace_file = write.replace_file

    def changed(path: str, data: bytes, expected: bytes) -> None:
        if os.path.basename(path) == "db.py":
            raise write.FileChanged(path)
        replace_file(path, data, expected)

    monkeypatch.setattr(write, "replace_file", changed)
    before = Path("conf.py").read_text(), Path("db.py").read_text()
    (error, *left) = run.diagnostics("--fix", ".")
    assert (error["code"], error["path"]) == ("PGB900", "db.py")
    assert "changed while it was checked" in str(error["message"])
    assert [item["code"] for item in left] == ["PGB102", "PGB110"]
    assert (Path("conf.py").read_text(), Path("db.py").read_text()) == before


def test_an_error_of_another_file_names_it(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(texts: Sequence[object], project: object) -> NotWritten:
        return NotWritten("conf.py", "Permission denied", "check its permissions")

    monkeypatch.setattr("pooler_lint.run.write_texts", refused)
    (error, _) = run.diagnostics("--fix", ".")
    assert error["message"] == "db.py could not be written: conf.py: Permission denied"


def test_a_run_without_such_fixes_is_as_it_is() -> None:
    from pooler_lint.report import Report

    report = Report(())
    assert several.with_other_files(report, None) is report  # type: ignore[arg-type]
