from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from pooler_lint.config import Settings, folder_rules
from pooler_lint.repository.discovery import MissingPath, discover, is_excluded
from pooler_lint.repository.walk import DEFAULT_EXCLUDE, FolderRules


def make(root: Path, *names: str) -> None:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("")


def rules(
    root: Path, *exclude: str, respect_gitignore: bool = True, force_exclude: bool = False
) -> Callable[[str], FolderRules]:
    settings = Settings(
        root=str(root), exclude=exclude, respect_gitignore=respect_gitignore, force_exclude=force_exclude
    )
    made = folder_rules(settings)
    return lambda folder: made


def found(root: Path, *paths: str, use: Callable[[str], FolderRules] | None = None) -> list[str]:
    result = discover([str(root / path) for path in paths] or [str(root)], use or rules(root, *DEFAULT_EXCLUDE))
    return [os.path.relpath(name, root) for name in result.files]


def test_python_files_in_path_order(tmp_path: Path) -> None:
    make(tmp_path, "b.py", "a/z.py", "a/b.py", "c.pyi", "d.txt", "e.ipynb")
    assert found(tmp_path) == ["a/b.py", "a/z.py", "b.py"]


def test_default_excludes_hide_folders_but_not_named_files(tmp_path: Path) -> None:
    make(tmp_path, "venv/a.py", "src/node_modules/b.py", ".git/c.py", "build/d.py", "src/ok.py")
    assert found(tmp_path) == ["src/ok.py"]
    assert found(tmp_path, "build/d.py") == ["build/d.py"]
    assert found(tmp_path, "build") == ["build/d.py"]


def test_force_exclude_holds_for_named_files_and_folders(tmp_path: Path) -> None:
    make(tmp_path, "build/d.py", "ok.py")
    use = rules(tmp_path, *DEFAULT_EXCLUDE, force_exclude=True)
    assert found(tmp_path, "build/d.py", "build", "ok.py", use=use) == ["ok.py"]
    assert is_excluded(str(tmp_path / "build/d.py"), use(""))
    assert not is_excluded(str(tmp_path / "ok.py"), use(""))


def test_a_named_file_needs_no_python_name(tmp_path: Path) -> None:
    make(tmp_path, "script", "stub.pyi")
    assert found(tmp_path, "script", "stub.pyi") == ["script", "stub.pyi"]


def test_each_file_once(tmp_path: Path) -> None:
    make(tmp_path, "a/b.py")
    assert found(tmp_path, "a/b.py", "a", ".", "a/../a/b.py") == ["a/b.py"]


def test_paths_are_shown_as_they_were_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path, "a/b.py")
    monkeypatch.chdir(tmp_path)
    assert discover(["."], rules(tmp_path)).files == (os.path.join("a", "b.py"),)
    assert discover(["./a/"], rules(tmp_path)).files == (os.path.join("a", "b.py"),)


def test_a_missing_path_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(MissingPath, match="nope"):
        found(tmp_path, "nope")


def test_links_to_folders_are_not_followed_and_loops_end(tmp_path: Path) -> None:
    make(tmp_path, "a/b.py")
    (tmp_path / "a/loop").symlink_to(tmp_path, target_is_directory=True)
    assert found(tmp_path) == ["a/b.py"]
    assert found(tmp_path, "a/loop") == ["a/loop/a/b.py"]


def test_a_linked_file_is_shown_by_its_own_name(tmp_path: Path) -> None:
    make(tmp_path, "z/real.py")
    (tmp_path / "a.py").symlink_to(tmp_path / "z/real.py")
    assert found(tmp_path) == ["z/real.py"]


def test_a_link_out_of_the_repository_is_refused_unless_it_is_named(tmp_path: Path) -> None:
    make(tmp_path, "outside/real.py", "tree/x.py")
    link = tmp_path / "tree/link.py"
    link.symlink_to(tmp_path / "outside/real.py")
    result = discover([str(tmp_path / "tree")], rules(tmp_path))
    assert result.files == (str(tmp_path / "tree" / "x.py"),)
    assert result.refused == ((str(link), "it is outside of the repository"),)
    assert discover([str(link)], rules(tmp_path)).files == (str(link),)


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    make(tmp_path, "x.py")
    os.mkfifo(tmp_path / "db.py")
    result = discover([str(tmp_path)], rules(tmp_path))
    assert result.files == (str(tmp_path / "x.py"),)
    assert result.refused == ((str(tmp_path / "db.py"), "it is not a regular file"),)


def test_a_folder_named_like_a_file_is_walked(tmp_path: Path) -> None:
    make(tmp_path, "odd.py/a.py")
    assert found(tmp_path) == ["odd.py/a.py"]


def test_a_folder_that_cannot_be_listed_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Root may list every folder, so the answer of the system is given here.
    listing = os.scandir

    def scandir(folder: str) -> object:
        if os.path.basename(folder) == "a":
            raise PermissionError(13, "Permission denied")
        return listing(folder)

    make(tmp_path, "a/b.py", "c.py")
    monkeypatch.setattr(os, "scandir", scandir)
    result = discover([str(tmp_path)], rules(tmp_path))
    assert [os.path.basename(name) for name in result.files] == ["c.py"]
    assert [(os.path.basename(path), reason) for path, reason in result.errors] == [("a", "Permission denied")]


def test_nested_gitignore_overrides_the_one_above(tmp_path: Path) -> None:
    make(tmp_path, "a.py", "sub/a.py", "sub/deep/a.py")
    (tmp_path / ".gitignore").write_text("a.py\n")
    (tmp_path / "sub/.gitignore").write_text("!/a.py\n")
    assert found(tmp_path) == ["sub/a.py"]
    assert len(found(tmp_path, use=rules(tmp_path, respect_gitignore=False))) == 3


def test_gitignore_above_the_named_folder_holds_inside_a_repository_only(tmp_path: Path) -> None:
    make(tmp_path, "repo/sub/a.py", "repo/sub/b.py", "repo/sub/c.py")
    (tmp_path / ".gitignore").write_text("b.py\n")
    (tmp_path / "repo/.gitignore").write_text("a.py\n")
    assert found(tmp_path, "repo/sub") == ["repo/sub/a.py", "repo/sub/b.py", "repo/sub/c.py"]
    (tmp_path / "repo/.git/info").mkdir(parents=True)
    (tmp_path / "repo/.git/info/exclude").write_text("/sub/c.py\n")
    assert found(tmp_path, "repo/sub") == ["repo/sub/b.py"]
    assert found(tmp_path, "repo") == ["repo/sub/b.py"]


def test_a_repository_inside_a_repository_has_its_own_rules(tmp_path: Path) -> None:
    make(tmp_path, "a.py", "inner/a.py")
    (tmp_path / ".gitignore").write_text("a.py\n")
    (tmp_path / "inner/.git").mkdir()
    assert found(tmp_path) == ["inner/a.py"]


def test_a_linked_worktree_reads_the_excludes_of_its_clone(tmp_path: Path) -> None:
    def git(*arguments: str, cwd: Path) -> None:
        identity = ["-c", "user.name=a", "-c", "user.email=a@example.com"]
        subprocess.run(["git", *identity, *arguments], cwd=cwd, check=True, capture_output=True)

    clone, tree = tmp_path / "clone", tmp_path / "tree"
    clone.mkdir()
    git("init", "-q", cwd=clone)
    git("commit", "-q", "--allow-empty", "-m", "start", cwd=clone)
    git("worktree", "add", "-q", str(tree), cwd=clone)
    (clone / ".git/info/exclude").write_text("hidden.py\n")
    make(tree, "hidden.py", "seen.py")
    assert found(tree) == ["seen.py"]


def test_rules_are_those_of_the_folder_at_hand(tmp_path: Path) -> None:
    make(tmp_path, "one/a.py", "one/b.py", "two/a.py", "two/b.py")
    one = FolderRules(str(tmp_path / "one"), ("/a.py",))
    two = FolderRules(str(tmp_path), ("b.py",))
    assert found(tmp_path, use=lambda folder: one if folder.endswith("one") else two) == ["one/b.py", "two/a.py"]
