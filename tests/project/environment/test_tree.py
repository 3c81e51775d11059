"""The walk over a repository and the homes of its files."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pooler_lint.project.environment import tree as module
from pooler_lint.project.environment.tree import is_inside, look_around
from pooler_lint.repository.files import Repository
from tests.project.environment.building import write


def test_what_is_inside() -> None:
    assert is_inside("a/b", "")
    assert is_inside("a/b", "a")
    assert is_inside("a", "a")
    assert not is_inside("ab/c", "a")


def test_homes_and_components(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "a/api/pyproject.toml": "",
            "a/api/src/x.py": "",
            "a/api/docs/.env": "",
            "b/web/Dockerfile": "",
            "b/web/package.json": "",
            "x/twice/setup.py": "",
            "y/twice/setup.py": "",
        },
    )
    tree = look_around(Repository(str(tmp_path)))
    assert tree.home("a/api/docs/.env") == "a/api"
    assert tree.home("a/.env") == "a"
    assert tree.home(".env") == ""
    assert tree.home("b/web/deep/.env") is None
    assert tree.home("a/api/deploy/prod/.env") == "a/api"
    assert tree.component("none", "API") == "a/api"
    assert tree.component("web") is None
    assert tree.component("twice") is None


def test_limits_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {f"{letter}/.env": "A=1\n" for letter in "abcdef"})
    write(tmp_path, {"a/b/c/.env": "A=1\n", "big.env": "A=" + "x" * 200})
    monkeypatch.setattr(module, "MOST_FILES", 3)
    monkeypatch.setattr(module, "LARGEST", 100)
    monkeypatch.setattr(module, "DEEPEST", 2)
    tree = look_around(Repository(str(tmp_path)))
    assert tree.files["dotenv"] == ["a/.env", "b/.env", "c/.env"]
    assert tree.problems == ["there are more than 3 files like a/.env; the others were not read"]
    monkeypatch.setattr(module, "MOST_FOLDERS", 2)
    assert look_around(Repository(str(tmp_path))).problems == [
        "there are more than 2 folders; the deeper ones were not searched"
    ]


def test_links_to_folders_are_not_followed(tmp_path: Path) -> None:
    write(tmp_path, {"a/.env": "A=1\n"})
    os.symlink(tmp_path, tmp_path / "a" / "loop", target_is_directory=True)
    assert look_around(Repository(str(tmp_path))).files == {"dotenv": ["a/.env"]}


def test_ignored_folders_and_other_repositories_are_no_evidence(tmp_path: Path) -> None:
    for folder in ("build2", "kept", "a/out", "nested/app", "a/kept"):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "compose.yml").write_text("services: {}\n")
    (tmp_path / ".env").write_text("A=1\n")
    (tmp_path / ".gitignore").write_text("/build2/\n.env\nkept\n")
    (tmp_path / "a" / ".gitignore").write_text("out/\n!kept\n")
    (tmp_path / "nested" / ".git").mkdir()
    tree = look_around(Repository(str(tmp_path)))
    assert (tree.files["compose"], tree.files["dotenv"]) == (["a/kept/compose.yml"], [".env"])


def test_of_many_scripts_those_near_the_root_are_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {"a/run.sh": "", "README.md": "", "a/b/deploy.sh": ""})
    monkeypatch.setattr(module, "MOST_SCRIPTS", 2)
    tree = look_around(Repository(str(tmp_path)))
    assert (tree.files, tree.problems) == ({"script": ["README.md", "a/run.sh"]}, [])
