"""Lock files of each kind."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pooler_lint.project.claims import Reading
from pooler_lint.project.locks import read_pipfile_lock, read_toml_lock
from pooler_lint.repository.files import Repository


def versions(reading: Reading) -> dict[str, tuple[str | None, int]]:
    return {claim.library: (claim.range.at_least, claim.evidence.line) for claim in reading.claims}


POETRY = """# generated
[[package]]
name = "SQLAlchemy"
version = "1.4.54"
description = "name = \\"asyncpg\\""
files = [
    {file = "SQLAlchemy-1.4.54.tar.gz", hash = "sha256:00"},
]

[package.dependencies]
asyncpg = {version = "*", optional = true}

[[package]]
name = "psycopg_pool"
version = '3.2.4'

[metadata]
lock-version = "2.0"
"""

PYLOCK = """lock-version = "1.0"
[[packages]]
version = "3.2.3"
name = "psycopg"
[[packages]]
name = "asyncpg"
directory = { path = "." }
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (POETRY, {"sqlalchemy": ("1.4.54", 4), "psycopg-pool": ("3.2.4", 15)}),
        (PYLOCK, {"psycopg": ("3.2.3", 3)}),
        (POETRY.replace("\n", "\r\n"), {"sqlalchemy": ("1.4.54", 4), "psycopg-pool": ("3.2.4", 15)}),
        ("", {}),
    ],
)
def test_packages_in_toml(tmp_path: Path, text: str, expected: dict[str, tuple[str, int]]) -> None:
    lock = tmp_path / "some.lock"
    lock.write_bytes(text.encode())
    reading = read_toml_lock(lock, Repository(str(tmp_path)))
    assert versions(reading) == expected
    assert reading.notes == ()


def test_a_broken_entry_of_another_package_does_not_matter(tmp_path: Path) -> None:
    lock = tmp_path / "uv.lock"
    lock.write_text('[[package]]\nname = "other"\nversion = \n\n[[package]]\nname = "asyncpg"\nversion = "0.30.0"\n')
    assert versions(read_toml_lock(lock, Repository(str(tmp_path)))) == {"asyncpg": ("0.30.0", 7)}


def test_pipfile_lock(tmp_path: Path) -> None:
    lock = tmp_path / "Pipfile.lock"
    document = {
        "_meta": {"sources": []},
        "default": {"asyncpg": {"version": "==0.29.0"}, "psycopg": {"editable": True, "path": "."}},
        "develop": {"SQLAlchemy": {"version": "==2.0.36"}, "pytest": {"version": "==8.0"}},
    }
    lock.write_text(json.dumps(document, indent=4))
    reading = read_pipfile_lock(lock, Repository(str(tmp_path)))
    assert {claim.library: claim.range.at_least for claim in reading.claims} == {
        "asyncpg": "0.29.0",
        "sqlalchemy": "2.0.36",
    }
    assert [claim.evidence.line for claim in reading.claims] == [6, 15]


def test_a_lock_that_is_not_there_is_a_note(tmp_path: Path) -> None:
    for read in (read_toml_lock, read_pipfile_lock):
        (note,) = read(tmp_path / "missing.lock", Repository(str(tmp_path))).notes
        assert "No such file" in note.text
