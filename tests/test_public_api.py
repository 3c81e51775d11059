"""What others build on: the two functions, the shape of the JSON, and what the wheel brings along."""

from __future__ import annotations

import json
import os
import pickle
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pooler_lint
from pooler_lint import check_source, fix_source
from pooler_lint.config import Settings
from pooler_lint.output.formats import json as as_json
from pooler_lint.report import Diagnostic, FileReport, Report
from pooler_lint.run import check_files, screened
from tests.json_shape import differences

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "pooler_lint"
SHIPPED = ("pooler_lint", "pyproject.toml", "README.md", "LICENSE")
BROKEN = 'import asyncpg\n\nasyncpg.connect("postgresql://pgbouncer:6432/app")\n'


def test_checking_gives_a_report() -> None:
    report: FileReport = check_source(BROKEN, "app/db.py")
    (finding,) = report.diagnostics
    assert isinstance(finding, Diagnostic)
    assert (finding.path, finding.line, finding.column, finding.code) == ("app/db.py", 3, 1, "PGB101")
    assert (report.path, report.fixed_text, report.errors) == ("app/db.py", None, ())
    assert [connection.verdict for connection in report.connections] == ["breaks"]


def test_fixing_gives_the_text_and_then_nothing_more() -> None:
    report: FileReport = fix_source(BROKEN)
    assert report.fixed_text is not None
    assert (report.fixed, report.diagnostics) == (1, ())
    again = fix_source(report.fixed_text)
    assert (again.fixed_text, again.fixed) == (None, 0)


def test_settings_are_optional_and_count() -> None:
    quiet: Settings = Settings(ignore=("PGB101",))
    assert check_source(BROKEN, settings=quiet).diagnostics == ()
    assert fix_source(BROKEN, settings=quiet).fixed_text is None


def test_a_source_that_does_not_parse_raises_nothing() -> None:
    for source in ("import asyncpg\nasyncpg.connect(\n", "import asyncpg\n\0", ""):
        assert check_source(source).diagnostics == fix_source(source).diagnostics == ()


def test_reports_travel_between_processes() -> None:
    report = fix_source(BROKEN)
    assert pickle.loads(pickle.dumps(report)) == report


def test_nothing_else_is_promised() -> None:
    assert sorted(pooler_lint.__all__) == ["check_source", "fix_source"]
    assert all(getattr(pooler_lint, name).__doc__ for name in pooler_lint.__all__)


# --- JSON -------------------------------------------------------------------------------------------------------------


def test_errors_have_the_documented_shape_too() -> None:
    report = check_source("import asyncpg\nasyncpg.connect(\n", "a.py")
    data = json.loads(as_json.render(Report((report,), 1)))
    assert data["errors"]
    assert list(differences(data)) == []


def test_another_shape_is_noticed() -> None:
    data = json.loads(as_json.render(Report((check_source(BROKEN),), 1)))
    del data["diagnostics"][0]["severity"]
    data["diagnostics"][0]["line"] = "3"
    data["connections"]["total"] = None
    assert len(list(differences(data))) == 3


def test_the_edits_of_each_finding_repair_it(tmp_path: Path) -> None:
    """An editor applies the repair of one finding, by lines and columns, and the finding is gone."""
    shutil.copytree(ROOT / "testdata/example", tmp_path / "example")
    files = sorted(str(path) for path in tmp_path.rglob("*.py"))
    report = check_files(screened(files), lambda _: Settings())
    found = json.loads(as_json.render(report))["diagnostics"]
    assert len(found) > 3
    for finding in found:
        text = Path(finding["path"]).read_text(encoding="utf-8")
        repaired = with_edits(text, finding["fix"]["edits"])
        assert repaired != text
        left = [item.code for item in check_source(repaired, finding["path"]).diagnostics]
        assert left.count(finding["code"]) < codes(text, finding["path"]).count(finding["code"])


def codes(text: str, path: str) -> list[str]:
    return [item.code for item in check_source(text, path).diagnostics]


def with_edits(text: str, edits: list[dict[str, object]]) -> str:
    """The text after the edits, as a program would apply them that knows nothing but the documentation."""
    starts = [0]
    for line in text.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))

    def offset(edit: dict[str, object], end: str) -> int:
        line, column = edit[f"{end}_line"], edit[f"{end}_column"]
        assert isinstance(line, int)
        assert isinstance(column, int)
        return starts[line - 1] + column - 1

    for edit in sorted(edits, key=lambda edit: offset(edit, "start"), reverse=True):
        text = f"{text[: offset(edit, 'start')]}{edit['content']}{text[offset(edit, 'end') :]}"
    return text


# --- the wheel --------------------------------------------------------------------------------------------------------


def built_wheel(folder: Path) -> Path:
    """Built from a copy, since building leaves folders behind."""
    folder.mkdir()
    for name in SHIPPED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, folder)
    program = "from setuptools import build_meta; build_meta.build_wheel('dist')"
    done = subprocess.run([sys.executable, "-c", program], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (built,) = (folder / "dist").glob("*.whl")
    return built


def test_the_wheel(tmp_path: Path) -> None:
    wheel = built_wheel(tmp_path / "source")
    holds_the_package_and_nothing_else(wheel)
    brings_the_command_and_the_flake8_plugin(wheel)
    is_enough_to_run(wheel, tmp_path)


def holds_the_package_and_nothing_else(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    here = {path.relative_to(ROOT).as_posix() for path in PACKAGE.rglob("*") if path.is_file()}
    expected = {name for name in here if "__pycache__" not in name}
    assert {name for name in names if ".dist-info/" not in name} == expected
    assert "pooler_lint/py.typed" in names
    assert sum(name.endswith(".json") for name in names) >= 6


def brings_the_command_and_the_flake8_plugin(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith("entry_points.txt"))
        entries = archive.read(name).decode()
    assert "pooler-lint = pooler_lint.cli:main" in entries
    assert "PGB = pooler_lint.plugins.flake8:Plugin" in entries


def is_enough_to_run(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path / "site")
    shutil.copytree(ROOT / "testdata/example", tmp_path / "example")
    program = "import pooler_lint, sys; from pooler_lint.cli import main; print(pooler_lint.__file__); sys.exit(main())"
    done = subprocess.run(
        [sys.executable, "-c", program, "--isolated", "--output-format", "concise", "example"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path / "site")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert str(tmp_path / "site") in done.stdout, done.stderr
    assert done.returncode == 1, done.stderr
    assert done.stdout.count(": PGB") >= 4
