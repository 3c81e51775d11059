"""Which ini file a program is run with."""

from __future__ import annotations

from pathlib import Path

import pytest

from pooler_lint.project.documents.documents import Documents
from pooler_lint.values import Dict, Known


@pytest.fixture(autouse=True)
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    (tmp_path / "app" / "migrations").mkdir(parents=True)
    return tmp_path


def urls(program: str, path: str) -> list[object]:
    found: list[object] = []
    for _, section in Documents().sections(program, path):
        assert isinstance(section, Dict)
        entry = section.get("sqlalchemy.url")
        assert entry is not None
        assert isinstance(entry.value, Known)
        found.append(entry.value.value)
    return found


@pytest.mark.parametrize(
    ("ini", "location"),
    [
        ("alembic.ini", "app/migrations"),
        ("alembic.ini", "%(here)s/app/migrations"),
        ("app/alembic.ini", "migrations"),
        ("app/alembic.ini", "%(here)s/migrations"),
        ("alembic.ini", "app:migrations"),
    ],
)
def test_the_ini_file_of_an_env(root: Path, ini: str, location: str) -> None:
    (root / ini).write_text(f"[alembic]\nscript_location = {location}\nsqlalchemy.url = here\n")
    assert urls("alembic", "app/migrations/env.py") == ["here"]


def test_another_folders_ini_file(root: Path) -> None:
    (root / "alembic.ini").write_text("[alembic]\nscript_location = other\nsqlalchemy.url = there\n")
    assert urls("alembic", "app/migrations/env.py") == []


def test_several_sections_each_under_what_it_assumes(root: Path) -> None:
    section = "script_location = app/migrations\nsqlalchemy.url = "
    (root / "alembic.ini").write_text(f"[alembic]\n{section}a\n[staging]\n{section}b\n")
    found = Documents().sections("alembic", "app/migrations/env.py")
    assert urls("alembic", "app/migrations/env.py") == ["a", "b"]
    assert len({assumed for assumed, _ in found}) == 2


def test_pyproject_may_name_the_folder(root: Path) -> None:
    (root / "pyproject.toml").write_text('[tool.alembic]\nscript_location = "%(here)s/app/migrations"\n')
    (root / "alembic.ini").write_text("[alembic]\nsqlalchemy.url = here\n")
    assert urls("alembic", "app/migrations/env.py") == ["here"]
    (root / "pyproject.toml").write_text('[tool.alembic]\nscript_location = "%(here)s/other"\n')
    assert urls("alembic", "app/migrations/env.py") == []


def test_the_ini_files_of_a_pyramid_application(root: Path) -> None:
    (root / "development.ini").write_text("[app:main]\nsqlalchemy.url = a\n")
    (root / "production.ini").write_text("[app:main]\nsqlalchemy.url = b\n")
    (root / "tox.ini").write_text("[tox]\n")
    assert urls("pyramid", "app/__init__.py") == ["a", "b"]
