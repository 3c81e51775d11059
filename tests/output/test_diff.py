from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from pooler_lint.output import diff
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


def test_colours() -> None:
    text = diff.render(one("a\n", "b\n"), color=True)
    assert "\x1b[31m" not in text
    assert "\x1b[32m+b\x1b[0m" in text
    assert "\x1b[1;31m-a\x1b[0m" in text
