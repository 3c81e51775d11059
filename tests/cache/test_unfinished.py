"""Temporary files that a killed run left."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import pytest

from pooler_lint.cache.unfinished import Recorded, remove_unfinished
from pooler_lint.cli import main
from tests import forks

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="without locks nothing is recorded")

KILLED = """
import os, signal, sys
from pooler_lint.cli import main

def hook(event, arguments):
    if event == sys.argv[1] and ".pooler-lint-" in str(arguments[0]):
        os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(hook)
main(["--fix", "--isolated", "--no-cache", "bad.py"])
"""
BAD = 'import asyncpg\n\npool = asyncpg.create_pool("postgresql://u@pgbouncer:6432/d")\n'


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("POOLER_LINT_CACHE_DIR", str(tmp_path / "cache"))
    return tmp_path / "cache/pooler-lint-cache"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "bad.py").write_text(BAD)
    monkeypatch.chdir(folder)
    return folder


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize(
    ("event", "flags"), [("os.chmod", []), ("os.rename", []), ("os.rename", ["--fix"]), ("os.rename", ["--no-cache"])]
)
def test_the_next_run_removes_it(project: Path, cache: Path, event: str, flags: list[str]) -> None:
    killed = forks.python(["-c", KILLED, event], project)
    assert killed.returncode == -signal.SIGKILL
    assert len(names(project)) == 2
    main(["-q", "--isolated", *flags])
    assert names(project) == ["bad.py"]
    assert not list(cache.glob("temporary-*"))


def test_a_run_at_work_keeps_its_file(project: Path, cache: Path) -> None:
    with Recorded(str(project / "bad.py"), b"") as prefix:
        (project / f"{prefix}x.tmp").write_text("")
        remove_unfinished()
        assert names(project) == [f"{prefix}x.tmp", "bad.py"]
        (project / f"{prefix}x.tmp").unlink()
    assert not list(cache.glob("temporary-*"))


def test_what_is_not_its_own_stays(project: Path, cache: Path) -> None:
    """A file of the repository with such a name, a link, a folder, and what a damaged record names."""
    record = Recorded(str(project / "bad.py"), b"")
    prefix = record.__enter__()
    planted = [".pooler-lint-x.tmp", f".pooler-lint-{'0' * 32}-x.tmp", f"{prefix}notes.txt"]
    for name in planted:
        (project / name).write_text("")
    (project / f"{prefix}link.tmp").symlink_to("bad.py")
    (project / f"{prefix}folder.tmp").mkdir()
    (file,) = cache.glob("temporary-*")
    data = file.read_bytes()
    record.__exit__()
    file.write_bytes(data[:-1])
    (project / f"{prefix}x.tmp").write_text("")
    before = names(project)
    remove_unfinished()
    assert names(project) == before
    file.write_bytes(data)
    remove_unfinished()
    assert set(before) - set(names(project)) == {f"{prefix}x.tmp"}
    assert (project / "bad.py").read_text() == BAD
    assert not file.exists()


def test_a_record_that_is_a_link_or_a_pipe_is_left_alone(project: Path, cache: Path) -> None:
    with Recorded(str(project / "bad.py"), b""):
        pass
    (cache / f"temporary-{'0' * 32}").symlink_to(project / "bad.py")
    os.mkfifo(cache / f"temporary-{'1' * 32}")
    remove_unfinished()
    assert len(list(cache.glob("temporary-*"))) == 2
    assert (project / "bad.py").read_text() == BAD


def test_without_a_place_for_the_record_files_are_written_all_the_same(project: Path, cache: Path) -> None:
    cache.parent.write_text("a file")
    with Recorded(str(project / "bad.py"), b"") as prefix:
        assert prefix.startswith(".pooler-lint-")
    remove_unfinished()


SAVED = """
import os, signal, sys
from pooler_lint.cli import main

renamed = []

def hook(event, arguments):
    if event == "os.rename" and ".pooler-lint-" in str(arguments[0]):
        renamed.append(arguments)
        if len(renamed) == 2:  # the exchange
            if sys.argv[1] == "rename":
                with open("new.py", "w") as file:
                    file.write("newer = 1\\n")
                os.replace("new.py", "bad.py")
            elif sys.argv[1]:
                with open("bad.py", "w") as file:
                    file.write("newer = 1\\n")
    elif event == "open" and len(renamed) == 2 and ".pooler-lint-" in str(arguments[0]):
        os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(hook)
main(["--fix", "--isolated", "--no-cache", "bad.py"])
"""


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not exchange files")
@pytest.mark.parametrize("save", ["rename", "in place", ""])
def test_an_edit_that_a_killed_run_did_not_put_back_is_kept(
    project: Path, cache: Path, save: str, capsys: pytest.CaptureFixture[str]
) -> None:
    killed = forks.python(["-c", SAVED, save], project)
    if killed.returncode != -signal.SIGKILL:
        pytest.skip("this file system does not exchange files")
    for _ in range(2):
        main(["-q", "--isolated"])
        told = capsys.readouterr().err
        kept = [name for name in names(project) if name.endswith(".tmp")]
        assert [(project / name).read_text() for name in kept] == ["newer = 1\n"] * bool(save)
        assert all(f"{name}: it may hold an edit of bad.py" in told for name in kept)
        assert len(list(cache.glob("temporary-*"))) == len(kept)
    for name in kept:
        (project / name).unlink()
    assert remove_unfinished() == []
    assert not list(cache.glob("temporary-*"))
