"""The flake8 plugin: by hand with a stand-in for the engine, and inside the real flake8 with the real one."""

from __future__ import annotations

import ast
import json
import os
import re
import sys
from pathlib import Path

import pytest

from pooler_lint.plugins import flake8
from pooler_lint.plugins.flake8 import Plugin
from tests import forks
from tests.output import engine

ROOT = Path(__file__).parent.parent.parent

BAD = """\
import asyncpg

s = "日本"; pool = asyncpg.connect("postgresql://app@db.example.com:6543/app")
"""
PLACE = (3, 18)


@pytest.fixture
def stand_in(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    engine.install(monkeypatch)
    monkeypatch.chdir(tmp_path)
    flake8._resolver.cache_clear()
    flake8._settings.cache_clear()


def findings(source: str, filename: str) -> list[tuple[int, int, str]]:
    plugin = Plugin(ast.parse(source), filename, source.splitlines(keepends=True))
    return [(line, column, text) for line, column, text, _ in plugin.run()]


@pytest.mark.usefixtures("stand_in")
class TestPlugin:
    def test_columns_count_from_0_in_code_points(self) -> None:
        source = "import asyncpg\n'日本'; asyncpg.connect(dsn)\n"
        assert findings(source, "a.py") == [(2, 6, "PGB101 asyncpg keeps prepared statements")]

    def test_standard_input(self) -> None:
        assert len(findings("import asyncpg\nasyncpg.connect(dsn)\n", "stdin")) == 1

    def test_a_file_without_a_database_word_never_reaches_the_engine(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delitem(sys.modules, "pooler_lint.check")
        monkeypatch.setitem(sys.modules, "pooler_lint.check", None)
        assert findings("import os\n", "a.py") == []
        with pytest.raises(ImportError):
            findings("import asyncpg\nasyncpg.connect(dsn)\n", "a.py")

    def test_excluded_files_are_silent(self) -> None:
        Path("pooler-lint.toml").write_text('extend-exclude = ["old/"]\n')
        assert findings("import asyncpg\nasyncpg.connect(dsn)\n", os.path.join("old", "a.py")) == []
        assert len(findings("import asyncpg\nasyncpg.connect(dsn)\n", "a.py")) == 1

    def test_a_wrong_configuration_is_a_finding(self) -> None:
        Path("pooler-lint.toml").write_text("selekt = []\n")
        ((line, column, text),) = findings("import asyncpg\nasyncpg.connect(dsn)\n", "a.py")
        assert (line, column) == (1, 0)
        assert re.search(r"^PGB900 .*pooler-lint\.toml: unknown key 'selekt'", text)

    def test_an_unknown_code_is_a_finding(self) -> None:
        Path("pooler-lint.toml").write_text('ignore = ["PGB999"]\n')
        ((_, _, text),) = findings("import asyncpg\nasyncpg.connect(dsn)\n", "a.py")
        assert "unknown code 'PGB999'" in text


@pytest.fixture(scope="session")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The package as installed: with the entry points that pyproject.toml declares, whether it is or not."""
    declared = (ROOT / "pyproject.toml").read_text()
    section = re.search(r'\[project\.entry-points\."flake8\.extension"\]\n(.+?)\n\n', declared, re.DOTALL)
    assert section is not None
    folder = tmp_path_factory.mktemp("installed")
    info = folder / "pooler_lint-0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: pooler-lint\nVersion: 0\n")
    (info / "entry_points.txt").write_text(f"[flake8.extension]\n{section[1].replace(chr(34), '')}\n")
    return {**os.environ, "PYTHONPATH": os.pathsep.join([str(folder), str(ROOT)])}


def run(folder: Path, environment: dict[str, str], *command: str, source: str | None = None) -> str:
    done = forks.python(["-m", *command], folder, environment=environment, data=(source or "").encode())
    assert b"Traceback" not in done.stderr, done.stderr
    return done.stdout.decode()


def places(output: str) -> list[tuple[str, int, int, str]]:
    """What flake8 printed: path, line, column (from 1) and code."""
    found = re.findall(r"^(?:\./)?(.+?):(\d+):(\d+): (\w+) ", output, re.MULTILINE)
    return sorted((path, int(line), int(column), code) for path, line, column, code in found)


def own_places(folder: Path, environment: dict[str, str]) -> list[tuple[str, int, int, str]]:
    """What the command line reports."""
    report = json.loads(run(folder, environment, "pooler_lint", "--output-format", "json"))
    return sorted((item["path"], item["line"], item["column"], item["code"]) for item in report["diagnostics"])


def project(folder: Path) -> None:
    for name in ("a.py", "sub/b.py", "sub/c.py"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(BAD)
    (folder / "sub/clean.py").write_text(BAD.replace('app")', 'app", statement_cache_size=0)'))


def test_the_same_places_as_the_command_line(tmp_path: Path, environment: dict[str, str]) -> None:
    """In one process; other tests let flake8 start several."""
    project(tmp_path)
    line, column = PLACE
    expected = [(name, line, column, "PGB101") for name in ("a.py", "sub/b.py", "sub/c.py")]
    assert places(run(tmp_path, environment, "flake8", "--select", "PGB", "-j", "1")) == expected
    assert own_places(tmp_path, environment) == expected


def test_the_same_configuration_as_the_command_line(tmp_path: Path, environment: dict[str, str]) -> None:
    project(tmp_path)
    (tmp_path / "pyproject.toml").write_text('[tool.pooler-lint.per-file-ignores]\n"a.py" = ["PGB101"]\n')
    (tmp_path / "sub/pooler-lint.toml").write_text('extend-exclude = ["c.py"]\n')
    found = places(run(tmp_path, environment, "flake8", "--select", "PGB"))
    assert found == own_places(tmp_path, environment)
    assert [path for path, *_ in found] == ["sub/b.py"]


def test_standard_input_and_its_name(tmp_path: Path, environment: dict[str, str]) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub/pooler-lint.toml").write_text('ignore = ["PGB101"]\n')
    plain = run(tmp_path, environment, "flake8", "--select", "PGB", "-", source=BAD)
    assert places(plain) == [("stdin", *PLACE, "PGB101")]
    named = ["flake8", "--select", "PGB", "--stdin-display-name", "sub/x.py", "-"]
    assert run(tmp_path, environment, *named, source=BAD) == ""


def test_comments_line_ends_and_encodings(tmp_path: Path, environment: dict[str, str]) -> None:
    line = BAD.rstrip("\n")
    for index, comment in enumerate(("# noqa", "# noqa: PGB101", "# pooler-lint: ignore[PGB101] it is a test")):
        (tmp_path / f"quiet{index}.py").write_text(f"{line}  {comment}\n")
    (tmp_path / "loud.py").write_text(f"{line}  # noqa: E501\n")
    (tmp_path / "file.py").write_text(f"# pooler-lint: ignore-file\n{BAD}")
    (tmp_path / "crlf.py").write_bytes(BAD.replace("\n", "\r\n").encode())
    (tmp_path / "bom.py").write_bytes(b"\xef\xbb\xbf" + BAD.encode())
    (tmp_path / "sjis.py").write_bytes(f"# coding: shift_jis\n{BAD}".encode("shift_jis"))
    found = places(run(tmp_path, environment, "flake8", "--select", "PGB"))
    assert found == own_places(tmp_path, environment)
    assert [path for path, *_ in found] == ["bom.py", "crlf.py", "loud.py", "sjis.py"]


def test_it_is_listed_by_flake8(environment: dict[str, str], tmp_path: Path) -> None:
    assert "pooler-lint" in run(tmp_path, environment, "flake8", "--version")
