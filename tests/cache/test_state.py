"""The state of a repository, and what changes from one to another."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from pooler_lint.cache import state
from pooler_lint.cache.state import NO_CHANGES, Changes, changes, state_of

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


def lines_of(folder: Path, jobs: int = 1) -> list[str]:
    lines = state_of(str(folder), later(), jobs)
    assert lines is not None
    return lines


def paths(folder: Path, *names: str) -> frozenset[str]:
    return frozenset(str(folder / name) for name in names)


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("number", range(FOLDERS))
def test_every_file_counts(tree: Path, jobs: int, number: int) -> None:
    before = lines_of(tree, jobs)
    assert before == lines_of(tree, 3 - jobs)
    assert changes(before, before) == NO_CHANGES
    inner = f"folder{number}/inner"
    (tree / inner / "file.py").write_text("1\n")
    written = lines_of(tree, jobs)
    assert changes(before, written) == Changes(paths(tree, f"{inner}/file.py"), frozenset(), frozenset(), False)
    (tree / inner / "file.py").rename(tree / inner / "b c.py")
    renamed = changes(written, lines_of(tree, jobs))
    assert renamed == Changes(frozenset(), paths(tree, f"{inner}/b c.py"), paths(tree, f"{inner}/file.py"), False)
    (tree / inner / "b c.py").unlink()
    (tree / inner).rmdir()
    removed = changes(written, lines_of(tree, jobs))
    assert removed == Changes(frozenset(), frozenset(), paths(tree, inner, f"{inner}/file.py"), True)


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("number", range(FOLDERS))
def test_what_was_just_written_counts_as_changed(tree: Path, jobs: int, number: int) -> None:
    file = tree / f"folder{number}/inner/file.py"
    os.utime(file, ns=(later(), later()))
    assert changes(lines_of(tree, jobs), lines_of(tree, jobs)) == Changes(
        frozenset({str(file)}), frozenset(), frozenset(), False
    )


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("number", range(FOLDERS))
@pytest.mark.parametrize(
    "spoil",
    [
        lambda folder: (folder / "inner/elsewhere").symlink_to(os.curdir, target_is_directory=True),
        lambda folder: (folder / "inner/nowhere").symlink_to("missing"),
        lambda folder: (folder / "inner/two\nlines").write_text(""),
    ],
    ids=["a link to a folder", "a link to nothing", "a name of two lines"],
)
def test_what_cannot_be_said_is_not_said(tree: Path, jobs: int, number: int, spoil: Callable[[Path], object]) -> None:
    spoil(tree / f"folder{number}")
    assert state_of(str(tree), later(), jobs) is None


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not fork")
def test_another_process_takes_its_part(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    forks: list[int] = []
    fork = os.fork

    def counted() -> int:
        forks.append(1)
        return fork()

    monkeypatch.setattr(os, "fork", counted)
    state_of(str(tree), later(), 1)
    assert forks == []
    state_of(str(tree), later(), 2)
    assert forks == [1]
