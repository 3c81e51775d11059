"""The one place that opens files."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pooler_lint.repository.files import Refused, Repository, read_file, read_start


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository beside a file and a folder that do not belong to it."""
    for folder in ("repository/sub", "outside"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "outside" / "secret").write_text("outside")
    (tmp_path / "repository" / "own").write_text("own")
    return tmp_path / "repository"


def link_to_a_file(root: Path) -> str:
    (root / "link").symlink_to(root.parent / "outside" / "secret")
    return "link"


def link_to_a_folder(root: Path) -> str:
    (root / "link").symlink_to("../outside")
    return "link/secret"


def folder_in_the_middle(root: Path) -> str:
    (root / "sub" / "link").symlink_to(root.parent)
    return "sub/link/outside/secret"


def chain_of_links(root: Path) -> str:
    (root / "a").symlink_to("sub/b")
    (root / "sub" / "b").symlink_to("c")
    (root / "sub" / "c").symlink_to("../../outside/secret")
    return "a"


def back_in_and_out(root: Path) -> str:
    (root / "link").symlink_to("../repository/../outside")
    return "link/secret"


def dots_behind_a_link(root: Path) -> str:
    (root / "link").symlink_to("sub")
    return "../outside/secret"


def folder_of_the_same_beginning(root: Path) -> str:
    (root.parent / "repository-2").mkdir()
    (root.parent / "repository-2" / "secret").write_text("outside")
    return "../repository-2/secret"


def absolute(root: Path) -> str:
    return str(root.parent / "outside" / "secret")


def own_environment(root: Path) -> str:
    return "/proc/self/environ"


def link_to_the_environment(root: Path) -> str:
    (root / "link").symlink_to("/proc/self/environ")
    return "link"


def link_to_a_device(root: Path) -> str:
    (root / "link").symlink_to("/dev/zero")
    return "link"


OUTSIDE = (
    link_to_a_file, link_to_a_folder, folder_in_the_middle, chain_of_links, back_in_and_out, dots_behind_a_link,
    folder_of_the_same_beginning, absolute, own_environment, link_to_the_environment, link_to_a_device,
)  # fmt: skip


@pytest.mark.parametrize("build", OUTSIDE, ids=lambda build: build.__name__)
def test_what_leaves_the_root_is_refused(root: Path, build: object) -> None:
    path = build(root)  # type: ignore[operator]
    with pytest.raises(Refused, match="outside of the repository"):
        Repository(str(root)).read(os.path.join(root, path))


def test_links_within_the_root_are_followed(root: Path) -> None:
    (root / "to file").symlink_to("own")
    (root / "sub" / "up").symlink_to("..")
    (root.parent / "entry").symlink_to("repository")
    repository = Repository(str(root))
    for path in (root / "own", root / "to file", root / "sub" / "up" / "to file"):
        assert repository.read(str(path)) == b"own"
    assert Repository(str(root.parent / "entry")).read(str(root.parent / "entry" / "to file")) == b"own"


def test_a_relative_path_begins_at_the_working_folder(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root / "sub")
    assert Repository(str(root)).read("../own") == b"own"


def pipe(path: Path) -> None:
    os.mkfifo(path)


def socket(path: Path) -> None:
    import socket

    with socket.socket(socket.AF_UNIX) as one:
        os.chdir(path.parent)
        one.bind(path.name)


def folder(path: Path) -> None:
    path.mkdir()


def loop(path: Path) -> None:
    path.symlink_to(path.name)


def link_to_a_pipe(path: Path) -> None:
    os.mkfifo(path.with_name("pipe"))
    path.symlink_to("pipe")


@pytest.mark.parametrize("build", [pipe, socket, folder, loop, link_to_a_pipe], ids=lambda build: build.__name__)
def test_only_regular_files_are_read(root: Path, build: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    path = root / "it"
    build(path)  # type: ignore[operator]
    why = "not a regular file|No such device|symbolic links"
    with pytest.raises(OSError, match=why):
        Repository(str(root)).read(str(path))
    with pytest.raises(OSError, match=why):
        read_file(str(path))


def test_no_more_than_the_limit_is_read(root: Path) -> None:
    huge = root / "huge"
    with open(huge, "wb") as file:
        file.truncate(1 << 40)
    with pytest.raises(Refused, match="larger than 10 bytes"):
        Repository(str(root)).read(str(huge), 10)
    with pytest.raises(Refused, match="larger than 10 bytes"):
        read_file(str(huge), 10)
    assert read_start(str(huge), 10) == bytes(11)
    (root / "fits").write_bytes(b"0123456789")
    assert Repository(str(root)).read(str(root / "fits"), 10) == read_start(str(root / "fits"), 10) == b"0123456789"


def test_a_file_that_says_no_size_is_read_up_to_the_limit() -> None:
    assert read_file("/proc/self/status").startswith(b"Name:")
    with pytest.raises(Refused, match="larger than 10 bytes"):
        read_file("/proc/self/status", 10)


@pytest.mark.parametrize("name", ["a\0b", "\ud800", "x" * 5000])
def test_a_name_that_no_file_has(root: Path, name: str) -> None:
    with pytest.raises(OSError, match=r"can't be that of a file|too long"):
        Repository(str(root)).read(str(root / name))


@pytest.mark.parametrize("inner", [".git", "node_modules", ".venv", "sub/.tox"])
def test_folders_of_tools_hold_nothing_of_the_project(root: Path, inner: str) -> None:
    (root / inner / "deep").mkdir(parents=True)
    (root / inner / "deep" / "settings.toml").write_text("")
    (root / "link").symlink_to(f"{inner}/deep/settings.toml")
    repository = Repository(str(root))
    for path in (root / inner / "deep" / "settings.toml", root / "link"):
        with pytest.raises(Refused, match="holds no files of the project"):
            repository.read(str(path))


def test_content_notes_what_is_refused_and_not_what_is_absent(root: Path) -> None:
    os.mkfifo(root / "pipe")
    repository = Repository(str(root))
    assert repository.content(str(root / "own")) == b"own"
    assert repository.content(str(root / "absent")) is None
    assert repository.content(str(root / "pipe")) is None
    assert repository.refused == {str(root / "pipe"): "it is not a regular file"}
