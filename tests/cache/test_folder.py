"""Which folder the cache is in, and which folders are never used."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from pooler_lint.cache.entries import read_entry, write_entry
from pooler_lint.cache.folder import cache_folder, is_own, make_folder

NAME = f"run-{'0' * 32}"
LINES = ["one", "two"]


@pytest.fixture
def user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home, and no other variable that names a folder."""
    for variable in ("POOLER_LINT_CACHE_DIR", "XDG_CACHE_HOME"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one entry."""
    made = tmp_path / "made"
    write_entry(str(made), NAME, LINES)
    return made


@pytest.mark.parametrize("xdg", [None, "", "  ", "elsewhere", "relative/cache"])
def test_it_is_the_folder_of_platformdirs(user: Path, xdg: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    if xdg is not None:
        monkeypatch.setenv("XDG_CACHE_HOME", str(user / xdg) if xdg == "elsewhere" else xdg)
    import platformdirs

    assert cache_folder() == platformdirs.user_cache_dir("pooler-lint", appauthor=False)


def test_the_flag_beats_the_variable(user: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(user)
    monkeypatch.setenv("POOLER_LINT_CACHE_DIR", "named")
    assert cache_folder() == str(user / "named/pooler-lint-cache")
    assert cache_folder("asked") == str(user / "asked/pooler-lint-cache")


def test_without_a_home_there_is_none(user: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(os.path, "expanduser", lambda path: path)
    assert cache_folder() is None


def test_only_the_user_can_read_it(folder: Path) -> None:
    assert is_own(str(folder))
    assert {oct(path.stat().st_mode & 0o777) for path in folder.iterdir()} == {"0o600"}
    assert oct(folder.stat().st_mode & 0o777) == "0o700"
    assert read_entry(str(folder), NAME) == LINES


def as_link(folder: Path) -> None:
    folder.rename(folder.with_name("real"))
    folder.symlink_to("real")


def as_stranger(folder: Path) -> None:
    if os.getuid() != 0:
        pytest.skip("only root gives files away")
    os.chown(folder, 65534, 65534)


def with_link_as_marker(folder: Path) -> None:
    (folder / "CACHEDIR.TAG").rename(folder.with_name("tag"))
    (folder / "CACHEDIR.TAG").symlink_to(folder.with_name("tag"))


def in_shared_folder(folder: Path) -> None:
    folder.parent.chmod(0o777)


FOREIGN: dict[str, Callable[[Path], object]] = {
    "it is a link": as_link,
    "it belongs to another user": as_stranger,
    "others may write into it": lambda folder: folder.chmod(0o777),
    "the folder above is shared": in_shared_folder,
    "the marker is missing": lambda folder: (folder / "CACHEDIR.TAG").unlink(),
    "the marker is a link": with_link_as_marker,
    "the marker is cut": lambda folder: (folder / "CACHEDIR.TAG").write_text("Signature"),
}


@pytest.mark.skipif(os.name != "posix", reason="owners and modes are those of POSIX")
@pytest.mark.parametrize("how", FOREIGN)
def test_a_foreign_folder_is_not_used(folder: Path, how: str) -> None:
    FOREIGN[how](folder)
    before = _what_is_in(folder.parent)
    assert not is_own(str(folder))
    with pytest.raises(OSError, match="not a cache"):
        write_entry(str(folder), NAME, ["other"])
    assert _what_is_in(folder.parent) == before


def _what_is_in(folder: Path) -> dict[Path, tuple[int, ...]]:
    """Return what a write would change about each path; to look at one changes its time of access."""
    found = {path: path.lstat() for path in folder.rglob("*")}
    return {path: (one.st_ino, one.st_mode, one.st_uid, one.st_size, one.st_mtime_ns) for path, one in found.items()}


@pytest.mark.parametrize("content", [[], ["photo.jpg"]], ids=["empty", "with photos"])
def test_a_folder_that_is_there_is_left_alone(tmp_path: Path, content: list[str]) -> None:
    for name in content:
        (tmp_path / name).write_text("")
    with pytest.raises(FileExistsError):
        make_folder(str(tmp_path))
    assert sorted(os.listdir(tmp_path)) == content


def pipe(path: Path) -> None:
    os.mkfifo(path)


def bound(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(os.path.relpath(path))


def large(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(10_000_000_000)


ODD: dict[str, Callable[[Path], object]] = {
    "pipe": pipe,
    "socket": bound,
    "link to a device": lambda path: path.symlink_to("/dev/zero"),
    "link to an entry": lambda path: path.symlink_to("real"),
    "folder": lambda path: path.mkdir(),
}


@pytest.mark.skipif(os.name != "posix", reason="these are files of POSIX")
@pytest.mark.parametrize("kind", ODD)
def test_an_entry_is_a_regular_file(folder: Path, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    (folder / NAME).rename(folder / "real")
    ODD[kind](folder / NAME)
    assert read_entry(str(folder), NAME) is None
    with pytest.raises(OSError, match="regular"):
        write_entry(str(folder), NAME, ["other"])
    (folder / "real").rename(folder / NAME) if kind != "folder" else (folder / NAME).rmdir()


def test_an_entry_of_ten_gigabytes_is_not_read(folder: Path) -> None:
    (folder / NAME).unlink()
    large(folder / NAME)
    assert read_entry(str(folder), NAME) is None
    write_entry(str(folder), NAME, LINES)
    assert read_entry(str(folder), NAME) == LINES


def test_an_entry_under_another_name_is_not_used(folder: Path) -> None:
    (folder / NAME).rename(folder / NAME.replace("0", "1"))
    assert read_entry(str(folder), NAME.replace("0", "1")) is None


def test_only_entries_are_removed_when_there_are_too_many(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pooler_lint.cache.entries._MOST_ENTRIES", 3)
    others = ["photo.jpg", f"run-{'f' * 32}", f"run-{'e' * 32}", "d" * 32]
    (folder / others[0]).write_text("photo")
    (folder / others[1]).write_text("not an entry")
    (folder.parent / "outside").write_bytes((folder / NAME).read_bytes())
    (folder / others[2]).symlink_to(folder.parent / "outside")
    (folder / others[3]).mkdir()
    for number in range(6):
        for path in folder.glob("run-*"):
            if not path.is_symlink():
                os.utime(path, (number, number))
        write_entry(str(folder), f"results-{number:032}", LINES)
        os.utime(folder / f"results-{number:032}", (1_000 + number,) * 2)
    kept = {path.name for path in folder.iterdir()}
    assert set(others) <= kept
    assert NAME not in kept
    assert len([name for name in kept if name.startswith("results-")]) in (3, 4)
    assert (folder.parent / "outside").exists()


def test_a_start_does_not_pay_for_platformdirs(tmp_path: Path) -> None:
    program = "import sys; from pooler_lint.cli import main; main(['-q', '.']); sys.exit('platformdirs' in sys.modules)"
    (tmp_path / "a.py").write_text("x = 1\n")
    assert subprocess.run([sys.executable, "-c", program], cwd=tmp_path, check=False).returncode == 0
