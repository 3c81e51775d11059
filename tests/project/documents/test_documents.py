"""Finding the files that code loads by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from pooler_lint.project.documents.documents import Documents
from pooler_lint.values import Dict, Known, Unknown


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pyproject.toml").touch()
    (tmp_path / "app").mkdir()
    return tmp_path


def port(documents: Documents, name: str, path: str) -> object:
    value = documents.value(name, "json", path)
    assert isinstance(value, Dict)
    entry = value.get("port")
    assert entry is not None
    assert isinstance(entry.value, Known)
    return entry.value.value


def test_a_relative_name_counts_from_the_root_of_the_project_then_from_the_module(project: Path) -> None:
    (project / "app" / "c.json").write_text('{"port": 1}')
    assert port(Documents(), "c.json", "app/db.py") == 1
    (project / "c.json").write_text('{"port": 2}')
    assert port(Documents(), "c.json", "app/db.py") == 2
    assert port(Documents(), str(project / "app" / "c.json"), "app/db.py") == 1


def test_a_file_that_is_not_there(project: Path) -> None:
    documents = Documents()
    value = documents.value("c.json", "json", "app/db.py")
    assert isinstance(value, Unknown)
    assert value.reason == "the settings file c.json is not there"
    assert documents.notes() == ()


def test_a_broken_file_is_one_note(project: Path) -> None:
    (project / "c.json").write_text('{\n"port"')
    documents = Documents()
    for _ in range(2):
        assert isinstance(documents.value("c.json", "json", "app/db.py"), Unknown)
    (note,) = documents.notes()
    assert (note.path, note.line) == ("c.json", 2)


def test_a_file_is_read_once(project: Path) -> None:
    file = project / "c.json"
    file.write_text('{"port": 1}')
    documents = Documents()
    assert port(documents, "c.json", "app/db.py") == 1
    file.write_text('{"port": 2}')
    assert port(documents, "c.json", "app/other.py") == 1
