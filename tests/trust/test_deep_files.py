"""Code that nests thousands of levels deep: it is read where that can be done, and else it costs one file, by name."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from pooler_lint import fix_source
from pooler_lint.index.deep import deep
from pooler_lint.plugins.flake8 import Plugin
from tests import forks
from tests.table import each_row
from tests.trust.process import BROKEN, ENVIRONMENT, REPAIRED, pooler_lint

# All of these end a run of LibCST alone, by RecursionError or by the end of the process.
READ = {
    "a chain of calls": "x = q" + ".w(1)" * 250,
    "a sum": "x = " + " + ".join(["'a'"] * 700),
    "elif": "if x == 0: pass\n" + "".join(f"elif x == {index}: y = {index}\n" for index in range(800)),
    "subscripts": "x = q" + "[0]" * 350,
    "attributes": "x = q" + ".a" * 950,
    "parentheses": "x = " + "(" * 190 + "1" + ")" * 190,
    "calls in calls": "x = " + "f(" * 190 + "1" + ")" * 190,
    "blocks": "".join(f"{' ' * level}if x:\n" for level in range(95)) + " " * 95 + "pass",
    "targets": "".join(f"a{index} = " for index in range(1500)) + "1",
    "decorators": "@a\n" * 1500 + "def f(): pass",
    "comparisons": "x = " + " < ".join(["a"] * 2500),
    "and": "x = " + " and ".join(["a or b"] * 1000),
}
REFUSED = {
    "a chain of calls": "x = q" + ".w(1)" * 2500,
    "a sum": "x = " + " + ".join(["1"] * 4000),
    "elif": "if x == 0: pass\n" + "".join(f"elif x == {index}: y = {index}\n" for index in range(6_000)),
    "parentheses": "x = " + "(" * 3000 + "1" + ")" * 3000,
    "lists": "x = " + "[" * 3000 + "]" * 3000,
    "calls in calls": "x = " + "f(" * 3000 + "1" + ")" * 3000,
    "not": "x = " + "not " * 3000 + "1",
    "signs": "x = " + "-" * 50_000 + "1",
    "lambda": "x = " + "lambda: " * 3000 + "1",
    "one of two": "x = " + "1 if a else " * 3000 + "1",
    "powers": "x = " + "a ** " * 3000 + "1",
    "blocks": "".join(f"{' ' * level}if x:\n" for level in range(1900)) + " " * 1900 + "pass",
}


@each_row("name", READ)
def test_what_can_be_read_is_read_and_repaired(name: str) -> None:
    text = f"{READ[name]}\n{BROKEN}"
    assert fix_source(text).fixed_text == f"{READ[name]}\n{REPAIRED}"


@each_row("name", REFUSED)
def test_what_can_not_be_read_is_an_error_of_the_file(name: str) -> None:
    report = fix_source(f"{REFUSED[name]}\n{BROKEN}")
    (error,) = report.errors
    assert re.search("nest|too many|too deep", error.reason), error.reason
    assert (report.fixed_text, report.diagnostics) == (None, ())


SETTINGS = 'URL = "postgresql://u@pgbouncer:6432/d"\n'
USER = "import asyncpg\nfrom settings import URL\n\npool = asyncpg.create_pool(URL)\n"


@pytest.mark.parametrize("line", ["x = q" + ".w(1)" * 2500, "x = " + "+".join(["1"] * 4000)], ids=["chain", "sum"])
def test_a_settings_module_is_read_however_deep_it_is(tmp_path: Path, line: str) -> None:
    (tmp_path / "settings.py").write_text(f"{line}\n{SETTINGS}")
    (tmp_path / "app.py").write_text(USER)
    done = pooler_lint(tmp_path, "--output-format", "concise")
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.startswith("app.py:4:8: PGB101")


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ("x = " + "-" * 50_000 + "1\n" + SETTINGS, "it nests too deep"),
        ("x = = 1\n" + SETTINGS, "it is not valid Python"),
        (SETTINGS + "\0", "it contains a NUL byte"),
        (SETTINGS + "#" * 2_000_001, "it is larger than 2,000,000 bytes"),
    ],
    ids=["deep", "syntax", "nul", "large"],
)
def test_a_settings_module_that_can_not_be_read_is_a_note(tmp_path: Path, settings: str, says: str) -> None:
    (tmp_path / "settings.py").write_text(settings)
    (tmp_path / "app.py").write_text(USER)
    (tmp_path / "good.py").write_text(BROKEN)
    done = pooler_lint(tmp_path, "--fix", "--show-unresolved")
    assert (done.returncode, done.stderr) == (0, "")
    assert "on files that could not be read" in done.stdout
    assert f"The names of this module are not known: {says}" in done.stdout
    assert (tmp_path / "good.py").read_text() == REPAIRED


def test_a_cookie_of_a_settings_module_counts(tmp_path: Path) -> None:
    (tmp_path / "settings.py").write_bytes(b"# coding: latin-1\n# \xe9\n" + SETTINGS.encode())
    (tmp_path / "app.py").write_text(USER)
    assert pooler_lint(tmp_path).returncode == 1


@each_row("name", ["a chain of calls", "a sum", "not"])
def test_the_flake8_plugin_tells_of_a_deep_file(name: str) -> None:
    """In flake8 itself pyflakes gives up on such a file, with all that follows."""
    text = f"{REFUSED[name]}\n{BROKEN}"
    tree = deep(lambda: ast.parse(text))
    ((line, column, message, _),) = Plugin(tree, "stdin", text.splitlines(keepends=True)).run()
    assert (line, column) == (1, 0)
    assert message.startswith("PGB900 ")
    assert "deep" in message


def test_the_codemod_runs_from_the_command_line_and_goes_on_after_a_deep_file(tmp_path: Path) -> None:
    text = f"{READ['a chain of calls']}\n{BROKEN}"
    (tmp_path / "deep.py").write_text(text)
    (tmp_path / "refused.py").write_text(f"{'x = q' + '.w(1)' * 600}\n{BROKEN}")
    (tmp_path / "last.py").write_text(BROKEN)
    codemod = ["codemod", "-j1", "-x", "--no-format", "pooler_lint.codemod.FixPoolerConnections", "."]
    done = forks.python(["-m", "libcst.tool", *codemod], tmp_path, environment=ENVIRONMENT)
    assert b"Finished codemodding 3 files!" in done.stderr
    assert (tmp_path / "last.py").read_text() == REPAIRED
    assert (tmp_path / "deep.py").read_text() in (text, text.replace(BROKEN, REPAIRED))
    assert (tmp_path / "refused.py").read_text().endswith(BROKEN)
