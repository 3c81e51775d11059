from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from pooler_lint.output import diff
from pooler_lint.output.style import Style
from pooler_lint.report import FileReport, Report
from tests.output.samples import REPORT


def one(old: str, new: str | None, path: str = "app/db.py") -> Report:
    return Report((FileReport(path, text=old, fixed_text=new),), 1)


def test_form() -> None:
    assert diff.render(one("a\nb\nc\n", "a\nB\nc\n")) == (
        "--- app/db.py\n+++ app/db.py\n@@ -1,3 +1,3 @@\n a\n-b\n+B\n c\n"
    )


def test_no_change_no_diff() -> None:
    assert diff.render(REPORT) == ""
    assert diff.render(one("a\n", "a\n")) == ""
    assert diff.render(one("a\n", None)) == ""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("a\nb\nc", "a\nB\nc"),
        ("a\nb", "a\nb\nc"),
        ("a\nb\n", "a\nb"),
        ("a\r\nb\r\nc\r\n", "a\r\nB\r\nc\r\n"),
        ("a\x0cb\n\u2028c\n", "a\x0cB\n\u2028c\n"),
        ("# token = 'tis\nb\nc\n", "# token = 'tis\nB\nc\n"),
    ],
)
def test_patch_applies_it(tmp_path: Path, old: str, new: str) -> None:
    (tmp_path / "a.py").write_bytes(old.encode())
    # The word that looks like a token comes out masked; everything else must be as git needs it.
    text = diff.render(one(old, new, "a.py")).replace("***", "tis")
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    subprocess.run(["git", "apply", "-p0", "-"], cwd=tmp_path, input=text.encode(), check=True)
    assert (tmp_path / "a.py").read_bytes() == new.encode()


def test_secrets_are_masked_row_by_row() -> None:
    old = 'x = connect("postgresql://me:s3cret@h/d")\ny = 1\n'
    text = diff.render(one(old, old.replace("y = 1", "y = 2")))
    assert "s3cret" not in text
    assert "\n-y = 1\n+y = 2\n" in text


NAMES = [
    "a b.py",
    "a\tb.py",
    "a\n--- c.py\n+++ c.py\n@@ -0,0 +1 @@\n+x\n.py",
    "-a.py",
    "--- a.py",
    " a.py",
    'a"b\\c.py',
    "ü日.py",
    "a\u202eb\x1b[2J.py",
    "a\udcffb.py",
    "a\rb.py",
    "a 2020-01-01 00:00:00.000000000 +0000.py",
    "::error::a.py",
    "##vso[task.complete]###[error]a.py",
    "folder with blanks/-a b.py",
]


@pytest.mark.parametrize("name", NAMES, ids=ascii)
@pytest.mark.parametrize("command", [["git", "apply", "-p0", "-"], ["patch", "-p0", "--batch"]], ids=lambda all: all[0])
def test_the_diff_of_any_file_name_changes_that_file(tmp_path: Path, name: str, command: list[str]) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("a\nb\n")
    (tmp_path / "c.py").write_text("")
    text = diff.render(one("a\nb\n", "a\nB\n", name))
    assert text.count("\n") == 6
    assert text.isascii()
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    subprocess.run(command, cwd=tmp_path, input=text.encode(), capture_output=True, check=True)
    assert (tmp_path / name).read_text() == "a\nB\n"
    assert (tmp_path / "c.py").read_text() == ""


def test_a_line_that_is_a_command_to_a_ci_system_is_changed() -> None:
    """Such a diff cannot be applied. A slice is no command."""
    old = '"""\n::error::x\n  ::add-mask::y\n##vso[task.complete]\n\r::error::z\n"""\nx = y[\n  ::2, ::3]\na\n'
    text = diff.render(one(old, old.replace("y[", "z["), "a.py"))
    text += diff.render(one(old, old.replace("error", "notice"), "a.py"))
    for command in (" ::error", "   ::add-mask", "##vso", "\r::error"):
        assert command not in text
    assert "\n   ::2, ::3]\n" in text


def test_colours_are_for_terminals() -> None:
    text = diff.render(one("a\x1b[2J\r\n", "b\n"))
    assert "\n-a\x1b[2J\r\n+b\n" in text
    shown = diff.for_terminal(text, Style(True))
    assert "\x1b[1;31m-a\\x1b[2J\\r\x1b[0m\n\x1b[32m+b\x1b[0m" in shown
    assert "\n-a\\x1b[2J\\r\n+b\n" in diff.for_terminal(text, Style(False))
