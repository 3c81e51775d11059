from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from pooler_lint.cli import main
from pooler_lint.output.formats import github
from pooler_lint.report import FileReport, Range, Report
from tests.output.samples import FINDING

HOSTILE = "a,b:c%0A::error::\n##[x]\x1b"


def test_no_text_ends_its_field() -> None:
    finding = dataclasses.replace(FINDING, message=HOSTILE, place=Range(HOSTILE, 1, 2, 3, 4))
    assert github.render(Report((FileReport("a", (finding,)),))) == (
        "::error file=a%2Cb%3Ac%250A%3A%3Aerror%3A%3A\\n\\x23#[x]\\x1b,line=1,endLine=3,col=2,"
        "title=PGB101 asyncpg-statement-cache::a,b:c%250A::error::\\n\\x23#[x]\\x1b\n"
    )


def test_the_command_line_writes_commands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.py").write_text('import asyncpg\n\nasyncpg.connect("postgresql://db.example.com:6543/app")\n')
    assert main(["--no-cache", "--output-format", "github", "."]) == 1
    first, last = capsys.readouterr().out.splitlines()
    assert first.startswith("::warning file=a.py,line=3,endLine=3,col=1,endColumn=56,title=PGB101 ")
    assert last.startswith("Found 1 finding")
