from __future__ import annotations

from pathlib import Path

import pytest

from pooler_lint.repository.files import Repository
from tests.project.endpoints.building import configs_of

_INI = "[databases]\n* = host=db\n[pgbouncer]\npool_mode = session\n"
_ODYSSEY = 'database default { user default { pool "session" } }\n'
_PGCAT = '[pools.app.shards.0]\ndatabase = "app"\n'
_PGDOG = '[[databases]]\nname = "app"\n'


def _write(root: Path, name: str, text: str) -> None:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


@pytest.mark.parametrize(
    ("name", "text", "pooler"),
    [
        ("pgbouncer.ini", _INI, "PgBouncer"),
        ("deploy/etc/pgbouncer.prod.ini", _INI, "PgBouncer"),
        ("docker/pgbouncer/config.ini", _INI, "PgBouncer"),
        ("odyssey.conf", _ODYSSEY, "Odyssey"),
        ("odyssey/main.conf", _ODYSSEY, "Odyssey"),
        ("pgcat.toml", _PGCAT, "PgCat"),
        ("infra/pgcat/config.toml", _PGCAT, "PgCat"),
        ("pgdog.toml", _PGDOG, "PgDog"),
        ("build/pgdog/pgdog.toml", _PGDOG, "PgDog"),
    ],
)
def test_files_are_found_by_name(tmp_path: Path, name: str, text: str, pooler: str) -> None:
    _write(tmp_path, name, text)
    (config,) = configs_of(Repository(str(tmp_path))).files
    assert (config.pooler, config.path) == (pooler, tmp_path / name)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("node_modules/x/pgbouncer.ini", _INI),
        (".venv/lib/site-packages/x/pgbouncer.ini", _INI),
        (".git/pgbouncer.ini", _INI),
        ("setup.ini", _INI),
        ("pgbouncer-databases.ini", "[databases]\n* = host=db\n"),
        ("pgbouncer.ini", "[alembic]\na = b\n"),
        ("odyssey.conf", "server { listen 80; }\n"),
        ("pgcat.toml", "[project]\nname = 'x'\n"),
        ("pgdog/users.toml", _PGDOG),
    ],
)
def test_other_files_are_not(tmp_path: Path, name: str, text: str) -> None:
    _write(tmp_path, name, text)
    found = configs_of(Repository(str(tmp_path)))
    assert (found.files, found.notes) == ((), ())


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("pgcat.toml", b"[general\n", "pgcat.toml could not be read for poolers"),
        ("pgdog.toml", b"\xff\xfe\xfa", "pgdog.toml could not be read for poolers"),
        ("pgbouncer.ini", b"[pgbouncer]\nhello\n", "neither a section nor a setting"),
        ("odyssey.conf", _ODYSSEY.encode() + b"}", "a `}` too many"),
    ],
)
def test_a_broken_file_is_a_note(tmp_path: Path, name: str, data: bytes, why: str) -> None:
    (tmp_path / name).write_bytes(data)
    (note,) = configs_of(Repository(str(tmp_path))).notes
    assert why in note.text
    assert note.path.endswith(name)


def test_links_to_folders_are_not_followed(tmp_path: Path) -> None:
    _write(tmp_path, "real/pgbouncer.ini", _INI)
    (tmp_path / "link").symlink_to(tmp_path / "real", target_is_directory=True)
    (tmp_path / "real" / "loop").symlink_to(tmp_path, target_is_directory=True)
    assert [config.path.parent.name for config in configs_of(Repository(str(tmp_path))).files] == ["real"]
