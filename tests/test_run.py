from __future__ import annotations

import os
import pickle
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pooler_lint import run
from pooler_lint.config import Settings
from pooler_lint.files.screen import Screened
from pooler_lint.project.versions import VersionFinder
from pooler_lint.report import Report
from pooler_lint.rules import RULES
from pooler_lint.run import check_bytes, check_files, screened
from tests.output import engine

if TYPE_CHECKING:
    from pooler_lint.run import Action

BAD = b"import asyncpg\nasyncpg.connect(dsn)\n"
GOOD = b"import asyncpg\nasyncpg.connect(dsn, 0)\n"


@pytest.fixture(autouse=True)
def _stand_in(monkeypatch: pytest.MonkeyPatch) -> None:
    engine.install(monkeypatch)


def write(folder: Path, **files: bytes) -> list[str]:
    paths = []
    for name, data in files.items():
        path = folder / f"{name}.py"
        path.write_bytes(data)
        paths.append(str(path))
    return paths


def check(paths: list[str], action: Action = "check", settings: Settings | None = None) -> Report:
    return check_files(screened(paths), lambda folder: settings or Settings(), action)


def test_screen_names_the_files_that_could_matter(tmp_path: Path) -> None:
    paths = write(tmp_path, a=BAD, b=b"import os\n", c=BAD)
    assert screened(paths) == Screened(3, (paths[0], paths[2]), ())


def test_a_file_that_cannot_be_read_is_reported_and_the_others_are_checked(tmp_path: Path) -> None:
    (bad,) = write(tmp_path, b=BAD)
    gone = str(tmp_path / "a.py")
    report = check([gone, bad])
    assert [file.path for file in report.files] == [gone, bad]
    assert report.checked == 2
    (error,) = report.files[0].errors
    assert "No such file" in error.message
    (told,) = report.files[0].diagnostics
    assert (told.code, told.line, told.column) == ("PGB900", 1, 1)
    assert [item.code for item in report.files[1].diagnostics] == ["PGB101"]


def test_checking_writes_nothing(tmp_path: Path) -> None:
    (bad,) = write(tmp_path, a=BAD)
    check([bad])
    report = check([bad], "repair")
    assert Path(bad).read_bytes() == BAD
    assert report.files[0].fixed_text == GOOD.decode()


def test_repairs_are_written_byte_for_byte(tmp_path: Path) -> None:
    crlf, latin, bom, plain = write(
        tmp_path,
        crlf=b"import asyncpg\r\nasyncpg.connect(dsn)\r\nx = 1\r",
        latin=b"# coding: latin-1\nimport asyncpg\nasyncpg.connect(dsn)  # \xe9",
        bom=b"\xef\xbb\xbfimport asyncpg\nasyncpg.connect(dsn)\n\x0c",
        plain=GOOD,
    )
    before = os.stat(plain)
    report = check([crlf, latin, bom, plain], "write")
    assert Path(crlf).read_bytes() == b"import asyncpg\r\nasyncpg.connect(dsn, 0)\r\nx = 1\r"
    assert Path(latin).read_bytes() == b"# coding: latin-1\nimport asyncpg\nasyncpg.connect(dsn, 0)  # \xe9"
    assert Path(bom).read_bytes() == b"\xef\xbb\xbfimport asyncpg\nasyncpg.connect(dsn, 0)\n\x0c"
    assert os.stat(plain).st_ino == before.st_ino
    assert sum(file.fixed for file in report.files) == 3


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"import asyncpg\nasyncpg.connect(dsn)\n\0", "NUL"),
        (b"import asyncpg\nasyncpg.connect(dsn)\n# \xe9\n", "not utf-8"),
        (b"# coding: klingon\nimport asyncpg\nasyncpg.connect(dsn)\n", "unknown encoding"),
        (b"import asyncpg\nasyncpg.connect(dsn) syntax error\n", "does not parse"),
        (b"import asyncpg\nasyncpg.connect(dsn) boom\n", "internal error at"),
    ],
)
def test_a_file_that_cannot_be_checked_costs_only_itself(tmp_path: Path, data: bytes, says: str) -> None:
    odd, bad = write(tmp_path, a=data, b=BAD)
    report = check([odd, bad], "write")
    first, second = report.files
    assert says in first.errors[0].message
    assert [item.code for item in first.diagnostics] == ["PGB900"]
    assert Path(odd).read_bytes() == data
    assert second.fixed == 1
    assert Path(bad).read_bytes() == GOOD


def test_an_internal_error_names_its_place(tmp_path: Path) -> None:
    (odd,) = write(tmp_path, a=b"import asyncpg\nasyncpg.connect(dsn) boom\n")
    message = check([odd]).files[0].errors[0].reason
    assert "RuntimeError: something unforeseen" in message
    assert f"pooler_lint{os.sep}run.py:" in message


def test_a_file_that_changes_meanwhile_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (bad,) = write(tmp_path, a=BAD)

    def fix_and_touch(text: str, path: str, settings: Settings, versions: VersionFinder) -> object:
        Path(bad).write_bytes(b"# newer\n")
        return engine.fix_text(text, path, settings)

    monkeypatch.setattr(sys.modules["pooler_lint.check"], "fix_text", fix_and_touch)
    (file,) = check([bad], "write").files
    assert Path(bad).read_bytes() == b"# newer\n"
    assert "changed while it was checked" in file.errors[0].message
    assert (file.fixed, file.fixed_text) == (0, None)
    assert [item.code for item in file.diagnostics] == ["PGB900", "PGB101"]


def test_a_file_that_cannot_be_written_keeps_its_findings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (bad,) = write(tmp_path, a=BAD)
    # Root may write everything, so the answer of the system is given here.
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    (file,) = check([bad], "write").files
    assert "could not be written: Permission denied" in file.errors[0].message
    assert [item.code for item in file.diagnostics] == ["PGB900", "PGB101"]
    assert Path(bad).read_bytes() == BAD


def test_an_encoding_that_is_not_faithful_is_not_written_back(tmp_path: Path) -> None:
    # In UTF-7 the same letter can be spelled in several ways.
    data = b"# coding: utf-7\nimport asyncpg\nasyncpg.connect(dsn)  # +AGE-\n"
    (odd,) = write(tmp_path, a=data)
    (file,) = check([odd], "write").files
    assert "does not survive a round trip" in file.errors[0].message
    assert Path(odd).read_bytes() == data


def test_settings_are_those_of_each_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: dict[str, Settings] = {}

    def spy(text: str, path: str, settings: Settings, versions: VersionFinder) -> object:
        seen[os.path.basename(path)] = settings
        return engine.check_text(text, path, settings)

    monkeypatch.setattr(sys.modules["pooler_lint.check"], "check_text", spy)
    (tmp_path / "one").mkdir()
    (tmp_path / ".git").mkdir()
    (tmp_path / "pyproject.toml").write_text("[tool.ruff]\nline-length = 101\n")
    paths = [*write(tmp_path / "one", a=BAD), *write(tmp_path, b=BAD)]
    check_files(
        screened(paths), lambda folder: Settings(pool_class="keep" if folder.endswith("one") else "null"), "check"
    )
    assert (seen["a.py"].pool_class, seen["b.py"].pool_class) == ("keep", "null")
    assert seen["a.py"].line_length == 101


def test_reports_can_cross_processes(tmp_path: Path) -> None:
    report = check(write(tmp_path, a=BAD, b=b"import asyncpg\nasyncpg.connect(d) boom"))
    assert pickle.loads(pickle.dumps(report)) == report


def test_bytes_are_checked_without_a_file() -> None:
    report, source = check_bytes(BAD, "x.py", Settings(), repair=True)
    assert report.fixed_text == GOOD.decode()
    assert source is not None
    report, source = check_bytes(b"import asyncpg\0", "x.py", Settings(), repair=True)
    assert source is None
    assert report.errors


def test_unchecked_files_have_the_code_and_name_of_their_rule() -> None:
    assert [rule.name for rule in RULES if rule.code == run.NOT_CHECKED] == [run.NOT_CHECKED_NAME]
