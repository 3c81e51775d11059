"""A password in the repository under check: it is in no output of any kind, wherever and however it is written."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from pooler_lint import cli
from pooler_lint.config import Resolver
from pooler_lint.output import diff, endpoints
from pooler_lint.output.formats import json as as_json
from pooler_lint.report import Report
from pooler_lint.run import check_files, screened
from tests import forks
from tests.checked_once import CheckedOnce
from tests.output.formats.test_all import FORMATS, rendered
from tests.trust.plants import BEFORE, FILES, READERS, USED
from tests.trust.process import ENVIRONMENT, pooler_lint, python

SECRET = "xk7Qz9Lm"


class Plants:
    """Makes a token of its own for each place, so that a leak names the place."""

    def __init__(self) -> None:
        self._names: list[str] = []

    def plant(self, text: str, name: str) -> str:
        """Return the text with the token of this name in place of the words that stand for it."""
        halves = f"Xk{len(self._names):03}q", f"z{len(self._names):03}Lm"
        self._names.append(name)
        url = f"postgresql://app:{halves[0]}{halves[1]}@pgbouncer:6432/a"
        text = text.replace("BASE64", base64.b64encode(url.encode()).decode())
        return text.replace("SECRET", "".join(halves)).replace("FIRST", halves[0]).replace("SECOND", halves[1])

    def leaks(self, output: str) -> set[str]:
        """Return the names of the tokens of which a half is to be seen."""
        return {self._names[int(number)] for number in re.findall(r"Xk(\d{3})q", output)} | {
            self._names[int(number)] for number in re.findall(r"z(\d{3})Lm", output)
        }


@pytest.fixture(scope="module")
def plants() -> Plants:
    return Plants()


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory, plants: Plants) -> Path:
    """A repository with every plant, each near a call that is reported and fixed."""
    folder = tmp_path_factory.mktemp("planted")
    (folder / ".git").mkdir()
    call = 'asyncpg.connect("postgresql://pgbouncer:6432/a")'
    for index, used in enumerate(re.split(r"\n(?! )", USED.strip())):
        planted = plants.plant(f"asyncpg.connect(host='pgbouncer', port=6432, {used})", used)
        (folder / f"used{index}.py").write_text(f"import asyncpg\n{planted}\n")
    for index, before in enumerate(BEFORE.strip("\n").split("\n---\n")):
        planted = plants.plant(before, before)
        (folder / f"before{index}.py").write_text(f"import asyncpg\n{planted}\n{call}\n")
    (folder / "broken.py").write_text(
        plants.plant('import asyncpg\nasyncpg.connect("postgresql://app:SECRET@h"', "broken")
    )
    for name, text in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(plants.plant(text, name))
    (folder / "readers.py").write_text(READERS)
    return folder


@pytest.fixture(scope="module")
def reports(tree: Path) -> Iterator[list[Report]]:
    """What a check finds, and what a fix would change."""
    with pytest.MonkeyPatch.context() as patch:
        CheckedOnce(patch)
        patch.chdir(tree)
        work = screened(sorted(str(path.relative_to(tree)) for path in tree.rglob("*.py")))
        yield [check_files(work, Resolver().settings_for, action) for action in ("check", "repair")]


RENDERED: dict[str, Callable[[Report], str]] = {
    **{name: partial(rendered, one) for name, one in FORMATS.items()},
    "diff": diff.render,
    "endpoints": endpoints.render,
    "unresolved": endpoints.render_unresolved,
    "json of endpoints": as_json.render_endpoints,
}


@pytest.mark.parametrize("name", RENDERED)
def test_no_output_shows_a_secret(reports: list[Report], plants: Plants, name: str) -> None:
    shown = [RENDERED[name](report) for report in reports]
    assert any(shown)
    assert plants.leaks("".join(shown)) == set()


def test_the_plants_are_reported_at_all(reports: list[Report]) -> None:
    reported = [file for file in reports[0].files if any(item.code == "PGB101" for item in file.diagnostics)]
    changed = [file for file in reports[1].files if file.fixed_text not in (None, file.text)]
    assert min(len(reported), len(changed)) > 0.9 * len(reports[0].files)


@pytest.mark.parametrize("output_format", ["full", "json"])
def test_no_list_of_settings_and_no_cache_holds_a_secret(
    tree: Path,
    plants: Plants,
    output_format: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tree)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    before = set(tree.rglob("*"))
    cli.main(["--show-settings", "--output-format", output_format])
    cli.main(["readers.py", "before0.py", "used0.py"])
    out, err = capfd.readouterr()
    assert "DATABASE_URL" in out
    assert plants.leaks(out + err) == set()
    for path in {*tmp_path.rglob("*"), *(set(tree.rglob("*")) - before)}:
        if path.is_file():
            assert plants.leaks(path.read_text(errors="replace")) == set()


def test_flake8_does_not_show_it(tree: Path, plants: Plants) -> None:
    some = sorted(path.name for path in tree.glob("*.py"))[::4]
    command = ["-m", "flake8", "--isolated", "--select=PGB", "--jobs=1", *some]
    done = forks.python(command, tree, environment=ENVIRONMENT)
    assert done.stdout.count(b"PGB101") >= 15
    assert plants.leaks((done.stdout + done.stderr).decode()) == set()


BUG = """
import sys
from pooler_lint import check
from pooler_lint.cli import main

def judge_text(text, path, world):
    raise RuntimeError(text)

check.judge_text = judge_text
sys.exit(main(sys.argv[1:]))
"""


def test_a_bug_of_ours_does_not_show_it(tree: Path, plants: Plants) -> None:
    """Its message may hold the whole text; no traceback is shown."""
    done = python(tree, BUG, "--no-cache")
    assert done.returncode == 2
    assert "internal error at" in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert plants.leaks(done.stdout + done.stderr) == set()


def test_what_is_wrong_with_the_command_line_does_not_show_it(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(
        f'[[tool.pooler-lint.endpoints]]\nmatch = "postgresql://app:{SECRET}@h/d"\nmode = "x://app:{SECRET}@y"\n'
    )
    (tmp_path / "a.py").write_text("")
    for argv in ((), (f"postgresql://app:{SECRET}@h/d",), ("--config", f"postgresql://app:{SECRET}@h/d")):
        done = pooler_lint(tmp_path, *argv)
        assert done.returncode == 2
        assert SECRET not in done.stdout + done.stderr
