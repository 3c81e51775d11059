"""The word for all files of a repository."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from pooler_lint.cache import state
from pooler_lint.cache.state import state_of_all

FOLDERS = 8


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(state, "_ENOUGH_TO_SHARE", 2)
    for number in range(FOLDERS):
        folder = tmp_path / f"folder{number}"
        (folder / "inner").mkdir(parents=True)
        (folder / "file.py").write_text("")
        (folder / "inner/file.py").write_text("")
    return tmp_path


def later() -> int:
    return time.time_ns() + 3_600 * 10**9


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("number", range(FOLDERS))
def test_every_file_counts(tree: Path, jobs: int, number: int) -> None:
    before = state_of_all(str(tree), later(), jobs)
    assert before is not None
    assert before == state_of_all(str(tree), later(), 3 - jobs)
    (tree / f"folder{number}/inner/file.py").write_text("1\n")
    changed = state_of_all(str(tree), later(), jobs)
    assert changed not in (before, None)
    (tree / f"folder{number}/inner/file.py").unlink()
    assert state_of_all(str(tree), later(), jobs) not in (before, changed, None)


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("number", range(FOLDERS))
@pytest.mark.parametrize(
    "spoil",
    [
        lambda folder: os.utime(folder / "file.py", ns=(later(), later())),
        lambda folder: (folder / "inner/elsewhere").symlink_to(os.curdir, target_is_directory=True),
        lambda folder: (folder / "inner/nowhere").symlink_to("missing"),
    ],
    ids=["written just now", "a link to a folder", "a link to nothing"],
)
def test_what_cannot_be_said_is_not_said(tree: Path, jobs: int, number: int, spoil: Callable[[Path], object]) -> None:
    spoil(tree / f"folder{number}")
    assert state_of_all(str(tree), later(), jobs) is None


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not fork")
def test_another_process_takes_its_part(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    forks: list[int] = []
    fork = os.fork

    def counted() -> int:
        forks.append(1)
        return fork()

    monkeypatch.setattr(os, "fork", counted)
    state_of_all(str(tree), later(), 1)
    assert forks == []
    state_of_all(str(tree), later(), 2)
    assert forks == [1]
