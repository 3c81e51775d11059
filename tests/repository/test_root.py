"""Where a repository begins."""

from __future__ import annotations

from pathlib import Path

import pytest

from pooler_lint.repository.root import MARKERS, Roots


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    (tmp_path / "a" / "b" / "c").mkdir(parents=True)
    return tmp_path


def test_the_nearest_folder_with_git_is_the_root(tree: Path) -> None:
    (tree / ".git").mkdir()
    (tree / "a" / "b" / "pyproject.toml").write_text("")
    assert Roots().of(str(tree / "a" / "b" / "c" / "db.py")) == str(tree)
    (tree / "a" / ".git").write_text("gitdir: elsewhere\n")
    assert Roots().of(str(tree / "a" / "b" / "c")) == str(tree / "a")


@pytest.mark.parametrize("marker", MARKERS)
def test_else_the_nearest_folder_with_a_marker_up_to_the_working_folder(
    tree: Path, monkeypatch: pytest.MonkeyPatch, marker: str
) -> None:
    file = str(tree / "a" / "b" / "c" / "db.py")
    (tree / marker).write_text("")
    monkeypatch.chdir(tree / "a")
    assert Roots().of(file) == str(tree / "a" / "b" / "c")
    (tree / "a" / marker).write_text("")
    assert Roots().of(file) == str(tree / "a")
    assert Roots().of("b/c/db.py") == str(tree / "a")
    (tree / "a" / "b" / marker).write_text("")
    assert Roots().of(file) == str(tree / "a" / "b")
    monkeypatch.chdir(tree / "a" / "b" / "c")
    assert Roots().of(file) == str(tree / "a" / "b" / "c")


def test_else_the_folder_that_was_asked_for(tree: Path) -> None:
    file = str(tree / "a" / "b" / "c" / "db.py")
    assert Roots([file]).of(file) == str(tree / "a" / "b" / "c")
    for named in ([str(tree / "a")], [str(tree / "a" / "b"), str(tree / "a")], [str(tree / "a"), file]):
        assert Roots(named).of(file) == str(tree / "a")


def test_the_home_of_the_user_is_no_project(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tree))
    roots = Roots([str(tree), "/"])
    assert roots.of(str(tree / "a" / "db.py")) == str(tree / "a")
    assert not roots.is_project(str(tree / "a"))
    (tree / "a" / ".git").mkdir()
    assert Roots().is_project(str(tree / "a"))


def test_a_link_leads_out_of_the_repository_in_which_it_lies(tree: Path) -> None:
    (tree / "a" / ".git").mkdir()
    (tree / "other" / ".git").mkdir(parents=True)
    (tree / "other" / "db.py").write_text("")
    (tree / "a" / "b" / "db.py").write_text("")
    (tree / "a" / "out").symlink_to(tree / "other")
    (tree / "a" / "chain").symlink_to("out")
    (tree / "a" / "in").symlink_to("b")
    (tree / "a" / "file.py").symlink_to("../other/db.py")
    (tree / "entry").symlink_to("a")
    roots = Roots()
    leads_out = {
        name: roots.leads_out(str(tree / name))
        for name in ("a/out/db.py", "a/chain/db.py", "a/file.py", "a/in/db.py", "a/b/db.py", "entry/b/db.py")
    }
    assert [name for name, out in leads_out.items() if out] == ["a/out/db.py", "a/chain/db.py", "a/file.py"]
