from __future__ import annotations

import os
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from pooler_lint.files import write
from pooler_lint.files.exchange import exchange
from pooler_lint.files.write import FileChanged, NotReplaced, replace_file
from tests.trust.process import ENVIRONMENT, python


def names(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


def test_content_changes_and_mode_stays(tmp_path: Path) -> None:
    file = tmp_path / "a.py"
    file.write_bytes(b"old\r\n")
    file.chmod(0o751)
    replace_file(str(file), b"new\r\n", b"old\r\n")
    assert file.read_bytes() == b"new\r\n"
    assert stat.S_IMODE(file.stat().st_mode) == 0o751
    assert names(tmp_path) == ["a.py"]


def test_a_file_that_changed_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "a.py"
    file.write_bytes(b"newer")
    with pytest.raises(FileChanged, match="changed"):
        replace_file(str(file), b"new", b"old")
    assert file.read_bytes() == b"newer"
    assert names(tmp_path) == ["a.py"]


@pytest.mark.parametrize("save", ["in place", "by rename", "mode", "hard link", "pipe", "link"])
@pytest.mark.parametrize("step", ["mkstemp", "fsync", "flock"])
def test_what_is_saved_meanwhile_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, save: str) -> None:
    """Until the very last comparison."""
    fcntl = pytest.importorskip("fcntl")
    file, other = tmp_path / "a.py", tmp_path / "b.py"
    file.write_bytes(b"old")
    owner = {"mkstemp": tempfile, "fsync": os, "flock": fcntl}[step]
    original = getattr(owner, step)

    def edited(*given: object, **named: object) -> object:
        done = original(*given, **named)
        if save == "in place":
            file.write_bytes(b"newer")
        elif save == "mode":
            file.chmod(0o640)
        elif save == "hard link" and not other.exists():
            os.link(file, other)
        elif save != "hard link":
            if save == "pipe":
                os.mkfifo(other)
            elif save == "link":
                other.symlink_to("c.py")
            else:
                other.write_bytes(b"newer")
            os.replace(other, file)
        return done

    monkeypatch.setattr(owner, step, edited)
    with pytest.raises((FileChanged, OSError)):
        replace_file(str(file), b"new", b"old")
    monkeypatch.undo()
    if save in ("in place", "by rename"):
        assert file.read_bytes() == b"newer"
    elif save in ("mode", "hard link"):
        assert file.read_bytes() == b"old"
    else:
        assert file.is_symlink() if save == "link" else file.is_fifo()
    assert [name for name in names(tmp_path) if name.endswith(".tmp")] == []


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not exchange files")
@pytest.mark.parametrize("save", ["in place", "by rename", "twice"])
def test_what_is_saved_after_the_last_comparison_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, save: str
) -> None:
    """At the step itself; `twice`: and again while the first edit is put back."""
    file, other, calls = tmp_path / "a.py", tmp_path / "b.py", []

    def edited(one: str, two: str) -> bool:
        calls.append(one)
        if len(calls) == 1 or (save == "twice" and len(calls) < 4):
            text = f"newer {len(calls)}".encode()
            if save == "in place":
                file.write_bytes(text)
            else:
                other.write_bytes(text)
                os.replace(other, file)
        return exchange(one, two)

    file.write_bytes(b"old")
    monkeypatch.setattr("pooler_lint.files.write.exchange", edited)
    if not exchange(str(file), str(file)):
        pytest.skip("this file system does not exchange files")
    with pytest.raises(FileChanged):
        replace_file(str(file), b"new", b"old")
    assert file.read_bytes() == (b"newer 3" if save == "twice" else b"newer 1")
    assert names(tmp_path) == ["a.py"]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not exchange files")
def test_an_edit_that_cannot_be_put_back_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POOLER_LINT_CACHE_DIR", str(tmp_path.with_name("cache")))  # the record of what is kept stays
    file, calls = tmp_path / "a.py", []

    def fails_then(one: str, two: str) -> bool:
        calls.append(one)
        if len(calls) == 2:
            raise OSError(5, "Input/output error")
        file.write_bytes(b"newer")
        return exchange(one, two)

    file.write_bytes(b"old")
    if not exchange(str(file), str(file)):
        pytest.skip("this file system does not exchange files")
    monkeypatch.setattr("pooler_lint.files.write.exchange", fails_then)
    with pytest.raises(NotReplaced) as error:
        replace_file(str(file), b"new", b"old")
    (kept,) = (name for name in names(tmp_path) if name != "a.py")
    assert kept in str(error.value)
    assert (tmp_path / kept).read_bytes() == b"newer"


def test_without_an_exchange_the_file_is_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pooler_lint.files.write.exchange", lambda *_: False)
    (tmp_path / "a.py").write_bytes(b"old")
    replace_file(str(tmp_path / "a.py"), b"new", b"old")
    assert (tmp_path / "a.py").read_bytes() == b"new"
    assert names(tmp_path) == ["a.py"]


TWO_RUNS = """
import sys
from pooler_lint.files import write
from pooler_lint.files.exchange import exchange
from pooler_lint.files.write import FileChanged, replace_file
for _ in range(200):
    with open("a.py", "rb") as file:
        old = file.read()
    try:
        replace_file("a.py", old + sys.argv[1].encode(), old)
    except FileChanged:
        continue
    print(end=sys.argv[1])
"""


def test_runs_at_the_same_time_lose_no_edit(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_bytes(b"")
    running = [
        subprocess.Popen(
            [sys.executable, "-c", TWO_RUNS, mark], cwd=tmp_path, env=ENVIRONMENT, stdout=subprocess.PIPE, text=True
        )
        for mark in "xyz"
    ]
    written = "".join(process.communicate()[0] for process in running)
    assert written
    assert sorted((tmp_path / "a.py").read_text()) == sorted(written)


def test_a_file_that_stays_locked_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fcntl = pytest.importorskip("fcntl")
    monkeypatch.setattr("pooler_lint.files.write._PAUSE", 0)
    file = tmp_path / "a.py"
    file.write_bytes(b"old")
    with file.open("rb") as locked:
        fcntl.flock(locked, fcntl.LOCK_EX)
        with pytest.raises(OSError, match="locked"):
            replace_file(str(file), b"new", b"old")
    assert file.read_bytes() == b"old"
    assert names(tmp_path) == ["a.py"]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    real = tmp_path / "real" / "a.py"
    real.write_bytes(b"old")
    link = tmp_path / "link.py"
    link.symlink_to(real)
    replace_file(str(link), b"new", b"old")
    assert link.is_symlink()
    assert real.read_bytes() == b"new"
    assert names(tmp_path / "real") == ["a.py"]


def test_a_file_that_is_gone_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        replace_file(str(tmp_path / "a.py"), b"new", b"old")
    assert names(tmp_path) == []


@pytest.mark.parametrize("step", ["exchange", "replace", "fsync", "chmod"])
def test_a_failure_on_the_way_leaves_the_old_file_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    file = tmp_path / "a.py"
    file.write_bytes(b"old")
    if step == "replace":
        monkeypatch.setattr(write, "exchange", lambda *_: False)
    monkeypatch.setattr(write if step == "exchange" else os, step, fail)
    with pytest.raises(OSError, match="No space left"):
        replace_file(str(file), b"new", b"old")
    assert file.read_bytes() == b"old"
    assert names(tmp_path) == ["a.py"]


def test_a_read_only_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.py"
    file.write_bytes(b"old")
    # Root may write everything, so the answer of the system is given here.
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK)
    with pytest.raises(PermissionError):
        replace_file(str(file), b"new", b"old")
    assert file.read_bytes() == b"old"


def test_owner_mode_and_labels_are_those_of_the_old_file(tmp_path: Path) -> None:
    file = tmp_path / "a.py"
    file.write_bytes(b"old")
    owner = (65534, 65534) if os.getuid() == 0 else (os.getuid(), os.getgid())
    os.chown(file, *owner)
    file.chmod(0o4750)
    labelled = _labelled(file)
    replace_file(str(file), b"new", b"old")
    status = file.stat()
    assert (status.st_uid, status.st_gid, stat.S_IMODE(status.st_mode)) == (*owner, 0o4750)
    if labelled:
        assert os.getxattr(file, "user.note") == b"mine"


def _labelled(file: Path) -> bool:
    """Some file systems keep no labels."""
    try:
        os.setxattr(file, "user.note", b"mine")
    except (OSError, AttributeError):
        return False
    return True


GIVE_AWAY = """
import os
from pooler_lint.files import write
from pooler_lint.files.exchange import exchange
from pooler_lint.files.write import NotReplaced, _keep_owner
status = list(os.stat("a.py"))
status[4] += 1
try:
    _keep_owner("a.py", os.stat_result(status))
except NotReplaced as error:
    print(error)
"""


def test_a_file_that_could_not_be_given_back_to_its_owner_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_bytes(b"old")
    done = python(tmp_path, GIVE_AWAY)
    expected = "the new file would not belong to the owner of the old one (Operation not permitted)\n"
    assert (done.stdout, done.stderr) == (expected, "")


def test_a_file_with_two_names_keeps_both(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_bytes(b"old")
    os.link(tmp_path / "a.py", tmp_path / "b.py")
    with pytest.raises(NotReplaced, match="2 names"):
        replace_file(str(tmp_path / "a.py"), b"new", b"old")
    assert (tmp_path / "a.py").samefile(tmp_path / "b.py")
    assert names(tmp_path) == ["a.py", "b.py"]
