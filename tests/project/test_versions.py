"""Versions from the files of a repository: which folder counts, which file, and what is done with a broken one."""

from __future__ import annotations

from pathlib import Path

import pytest

from pooler_lint.project.versions import MOST_FILES, VersionFinder
from pooler_lint.versions import VersionRange

UV_LOCK = """version = 1
requires-python = ">=3.10"

[[package]]
name = "asyncpg"
version = "0.29.0"
source = { registry = "index" }
wheels = [
    { url = "https://example.org/asyncpg.whl", size = 1 },
]

[[package]]
name = "sqlalchemy"
version = "2.0.36"

[package.optional-dependencies]
asyncio = [{ name = "greenlet" }]
"""


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "src" / "app").mkdir(parents=True)
    return tmp_path


def ranges(start: Path) -> dict[str, tuple[str | None, str | None]]:
    found = VersionFinder().versions_for(str(start))
    return {name: (version.range.at_least, version.range.below) for name, version in found.items()}


def test_a_lock_file_says_the_version_and_where(repository: Path) -> None:
    (repository / "uv.lock").write_text(UV_LOCK)
    found = VersionFinder().versions_for(str(repository / "src" / "app" / "db.py"))
    assert found["asyncpg"].range == VersionRange("0.29.0", "0.29.1")
    assert found["asyncpg"].range.known_below("0.31")
    assert found["asyncpg"].evidence.text == "uv.lock locks asyncpg at 0.29.0"
    assert found["asyncpg"].evidence.path.endswith("uv.lock")
    assert found["asyncpg"].evidence.line == 6
    assert found["sqlalchemy"].evidence.line == 14
    assert "psycopg" not in found


def test_a_lock_comes_before_requirements_these_before_pyproject_that_before_setup_cfg(repository: Path) -> None:
    (repository / "setup.cfg").write_text("[options]\ninstall_requires =\n    asyncpg==0.26\n    psycopg==3.1\n")
    (repository / "pyproject.toml").write_text(
        '[project]\ndependencies = ["asyncpg==0.27", "sqlalchemy==2.0.1", "psycopg==3.2"]\n'
    )
    (repository / "requirements.txt").write_text("asyncpg==0.28\nsqlalchemy==2.0.2\n")
    (repository / "poetry.lock").write_text('[[package]]\nname = "asyncpg"\nversion = "0.29.0"\n')
    assert ranges(repository) == {
        "asyncpg": ("0.29.0", "0.29.1"),
        "sqlalchemy": ("2.0.2", "2.0.3"),
        "psycopg": ("3.2", "3.2.1"),
    }


def test_the_nearest_folder_wins(repository: Path) -> None:
    (repository / "requirements.txt").write_text("asyncpg==0.28.0\nsqlalchemy==2.0.0\n")
    (repository / "src" / "requirements.txt").write_text("asyncpg==0.30.0\n")
    assert ranges(repository / "src" / "app" / "db.py") == {
        "asyncpg": ("0.30.0", "0.30.1"),
        "sqlalchemy": ("2.0.0", "2.0.1"),
    }


def test_nothing_above_the_root_of_the_repository_counts(tmp_path: Path) -> None:
    (tmp_path / "requirements.txt").write_text("asyncpg==0.28.0\n")
    inner = tmp_path / "inner"
    (inner / "src").mkdir(parents=True)
    assert ranges(inner / "src" / "db.py") == {}
    (tmp_path / ".git").mkdir()
    assert ranges(inner / "src" / "db.py") == {"asyncpg": ("0.28.0", "0.28.1")}
    (inner / ".git").write_text("gitdir: elsewhere\n")
    assert ranges(inner / "src" / "db.py") == {}


def test_the_lock_of_the_workspace_counts_for_its_members_if_it_fits(repository: Path) -> None:
    (repository / "uv.lock").write_text(UV_LOCK)
    member = repository / "src" / "pyproject.toml"
    member.write_text('[project]\ndependencies = ["asyncpg>=0.28"]\n')
    assert ranges(repository / "src" / "app" / "db.py")["asyncpg"] == ("0.29.0", "0.29.1")
    member.write_text('[project]\ndependencies = ["asyncpg>=0.31"]\n')
    assert ranges(repository / "src" / "app" / "db.py")["asyncpg"] == ("0.31", None)


def test_an_open_range_tells_the_lower_bound_only(repository: Path) -> None:
    (repository / "requirements.txt").write_text("asyncpg>=0.29\nSQLAlchemy[asyncio]\n")
    assert ranges(repository) == {"asyncpg": ("0.29", None)}


def test_a_version_for_each_python_leaves_both_open(repository: Path) -> None:
    (repository / "uv.lock").write_text(UV_LOCK + '\n[[package]]\nname = "asyncpg"\nversion = "0.31.0"\n')
    found = VersionFinder().versions_for(str(repository))["asyncpg"]
    assert found.range == VersionRange("0.29.0", "0.31.1")
    assert not found.range.known_below("0.31")
    assert found.evidence.text == "uv.lock locks asyncpg at 0.29.0 and uv.lock locks asyncpg at 0.31.0"


def test_several_requirements_files_leave_each_of_their_versions_open(repository: Path) -> None:
    (repository / "requirements.txt").write_text("asyncpg==0.29.0\n")
    (repository / "requirements").mkdir()
    (repository / "requirements" / "dev.txt").write_text("asyncpg==0.30.0\n")
    (repository / "requirements-dev.txt").write_text("-r requirements.txt\npytest\n")
    assert ranges(repository) == {"asyncpg": ("0.29.0", "0.29.1")}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("uv.lock", '[[package]]\nname = "asyncpg"\nversion = \n'),
        ("Pipfile.lock", "{"),
        ("Pipfile.lock", "[]"),
        ("pyproject.toml", '[project\ndependencies = ["asyncpg==0.29"]'),
        ("setup.cfg", "asyncpg==0.29\n"),
        ("requirements.txt", "asyncpg==0.29.*.*\n"),
        ("requirements.txt", "-r missing.txt\n"),
    ],
)
def test_a_broken_file_gives_nothing_but_a_note(repository: Path, name: str, content: str) -> None:
    (repository / name).write_text(content)
    finder = VersionFinder()
    assert finder.versions_for(str(repository / "app.py")) == {}
    (note,) = finder.notes()
    assert "could not be read for versions" in note.text


def test_bytes_that_are_no_text_give_a_note(repository: Path) -> None:
    (repository / "requirements.txt").write_bytes(b"asyncpg==0.29\n\xff\xfe\xfa")
    (repository / "setup.cfg").write_text("[options]\ninstall_requires = asyncpg==0.30\n")
    finder = VersionFinder()
    assert finder.versions_for(str(repository))["asyncpg"].range == VersionRange("0.30", "0.30.1")
    assert [note.text for note in finder.notes()] == [
        "requirements.txt could not be read for versions: it is not utf-8"
    ]


def test_each_folder_is_read_once(repository: Path) -> None:
    requirements = repository / "requirements.txt"
    requirements.write_text("asyncpg==0.29.0\n")
    finder = VersionFinder()
    first = finder.versions_for(str(repository / "src" / "app" / "db.py"))
    requirements.write_text("asyncpg==0.31.0\n")
    assert finder.versions_for(str(repository / "src" / "other.py")) == first
    assert VersionFinder().versions_for(str(repository / "src" / "other.py")) != first


def test_a_relative_path_is_looked_up_from_the_working_folder(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (repository / "requirements.txt").write_text("asyncpg==0.29.0\n")
    monkeypatch.chdir(repository / "src")
    assert VersionFinder().versions_for("app/db.py")["asyncpg"].range.at_least == "0.29.0"
    monkeypatch.chdir(repository)
    assert VersionFinder().versions_for("src/app/db.py")["asyncpg"].evidence.path == "requirements.txt"


def test_of_many_files_of_a_kind_the_first_are_read(repository: Path) -> None:
    for number in range(MOST_FILES + 1):
        (repository / f"requirements-{number:04}.txt").write_text(f"asyncpg==0.{number}\n")
    finder = VersionFinder()
    found = finder.versions_for(str(repository / "a.py"))["asyncpg"]
    assert found.range == VersionRange("0.0", f"0.{MOST_FILES - 1}.1")
    (note,) = finder.notes()
    assert Path(note.path).name == f"requirements-{MOST_FILES:04}.txt"
    assert f"only {MOST_FILES} files" in note.text
