"""The one walk: each folder is listed once, each ignore file is parsed once, and limits are notes."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest

from pooler_lint.project.environment.tree import look_around
from pooler_lint.repository import discovery, walk
from pooler_lint.repository.files import Repositories
from pooler_lint.repository.patterns import Patterns, parse_ignore_file
from pooler_lint.repository.walk import FolderRules
from tests.project.environment.building import write


def test_folders_are_listed_once_and_ignore_files_parsed_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {"a/b/x.py": "", "a/.gitignore": "c\n", "a/c/y.py": "", ".gitignore": "*.log\n", "a/.env": "A=1\n"})
    (tmp_path / ".git").mkdir()
    listed, parsed = Counter[str](), Counter[str]()
    scandir, parse = os.scandir, parse_ignore_file

    def list_folder(folder: str) -> object:
        listed[os.path.relpath(folder, tmp_path)] += 1
        return scandir(folder)

    def parse_file(content: str, most: int) -> Patterns:
        parsed[content] += 1
        return parse(content, most)

    monkeypatch.setattr(os, "scandir", list_folder)
    monkeypatch.setattr(walk, "parse_ignore_file", parse_file)
    repositories = Repositories([str(tmp_path)])
    rules = FolderRules(str(tmp_path), (".git",))
    found = discovery.discover([str(tmp_path), str(tmp_path / "a")], lambda folder: rules, repositories)
    tree = look_around(repositories.at(str(tmp_path)))
    assert [os.path.relpath(path, tmp_path) for path in found.files] == ["a/b/x.py"]
    assert (tree.modules, tree.files) == ({"a/b/x.py"}, {"dotenv": ["a/.env"]})
    assert listed == {".": 1, "a": 1, "a/b": 1}
    assert parsed == {"": 1, "*.log\n": 1, "c\n": 1}


@pytest.mark.parametrize(
    ("limit", "value", "files", "refused"),
    [
        ("MOST_FILES", 2, ["a.py", "b.py"], [("", "there are more than 2 files; the others were not checked")]),
        ("DEEPEST", 1, ["a.py", "b.py", "c/d.py"], [("c", "folders more than 1 levels deep were not searched")]),
    ],
)
def test_a_limit_of_the_files_to_check_is_a_note(
    limit: str,
    value: int,
    files: list[str],
    refused: list[tuple[str, str]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    write(tmp_path, {"a.py": "", "b.py": "", "c/d.py": "", "c/e/f.py": ""})
    monkeypatch.setattr(discovery, limit, value)
    found = discovery.discover([str(tmp_path)], lambda folder: FolderRules(str(tmp_path), ()))
    assert [os.path.relpath(path, tmp_path) for path in found.files] == files
    assert found.refused == tuple((os.path.join(tmp_path, path).rstrip("/"), why) for path, why in refused)
