"""The walk over a repository and the homes of its files."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pooler_lint.project.environment import tree as module
from pooler_lint.project.environment.tree import is_inside, look_around
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
    tree = look_around(str(tmp_path))
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
    tree = look_around(str(tmp_path))
    assert tree.files["dotenv"] == ["a/.env", "b/.env", "c/.env"]
    assert tree.problems == ["there are more than 3 files like a/.env; the others were not read"]
    monkeypatch.setattr(module, "MOST_FOLDERS", 2)
    assert look_around(str(tmp_path)).problems == ["there are more than 2 folders; the deeper ones were not searched"]


def test_links_to_folders_are_not_followed(tmp_path: Path) -> None:
    write(tmp_path, {"a/.env": "A=1\n"})
    os.symlink(tmp_path, tmp_path / "a" / "loop", target_is_directory=True)
    assert look_around(str(tmp_path)).files == {"dotenv": ["a/.env"]}
