from __future__ import annotations

from pathlib import Path

from pooler_lint.model import Mode
from pooler_lint.project.endpoints.configs.pgbouncer import is_whole
from pooler_lint.project.endpoints.configs.pgbouncer import read as read_pgbouncer
from pooler_lint.project.endpoints.data import PoolerConfig
from pooler_lint.repository.files import Repository
from tests.table import each_row

_INI = """\
;; database name = connect string
[databases]
app = host=10.0.0.5 port=5432 dbname=app_production user=app password=hunter2
reports = host=replica port=5432 pool_mode=session connect_query='SELECT 1'
"Odd Name" = host=db pool_mode=statement
* = host=10.0.0.5

[users]
; batch = pool_mode=session

[pgbouncer]
listen_addr = 0.0.0.0
listen_port = 6543
auth_file = /etc/pgbouncer/userlist.txt
pool_mode = Transaction
max_prepared_statements = 100
ignore_startup_parameters = extra_float_digits, options
"""


def _read(text: str, path: Path = Path("pgbouncer.ini")) -> PoolerConfig:
    config = read_pgbouncer(text, path, Repository(str(path.parent)))
    assert config is not None
    return config


def test_a_whole_file() -> None:
    config = _read(_INI)
    assert (config.pooler, config.ports, config.notes) == ("PgBouncer", (6543,), ())
    assert config.ignored_startup_parameters == ("extra_float_digits", "options")
    assert [(pool.database, pool.mode, pool.tracks_statements, pool.line) for pool in config.pools] == [
        (None, "transaction", True, 15),
        ("reports", "session", True, 4),
        ("Odd Name", "statement", True, 5),
    ]
    assert config.pools[0].said == "`pool_mode = Transaction` and `max_prepared_statements = 100`"
    assert "hunter2" not in repr(config)


def test_what_is_not_set_is_the_default_of_pgbouncer() -> None:
    config = _read("[databases]\n* = host=db\n\n[pgbouncer]\nauth_type = md5\n")
    (pool,) = config.pools
    assert config.ports == (6432,)
    assert (pool.mode, pool.tracks_statements, pool.unknown) == (None, None, None)
    assert "session by default" in pool.said


@each_row(
    ("line", "mode", "tracks"),
    [
        ("max_prepared_statements = 0", None, False),
        ("max_prepared_statements=200", None, True),
        ("pool_mode=session", "session", None),
        ("POOL_MODE = statement", "statement", None),
        ("; pool_mode = statement", None, None),
        ("# max_prepared_statements = 5", None, None),
    ],
)
def test_settings(line: str, mode: Mode | None, tracks: bool | None) -> None:
    (pool,) = _read(f"[pgbouncer]\nlisten_addr = *\n{line}\n").pools
    assert (pool.mode, pool.tracks_statements) == (mode, tracks)


def test_the_mode_of_the_fallback_database_is_that_of_all() -> None:
    (pool,) = _read("[databases]\n* = host=db pool_mode=session\n[pgbouncer]\npool_mode = transaction\n").pools
    assert (pool.mode, pool.line) == ("session", 2)


@each_row("word", ["${POOL_MODE}", "$CONNECTION_POOLER_MODE", "{{ pool_mode }}"])
def test_a_mode_that_is_filled_in_elsewhere_is_not_known(word: str) -> None:
    config = _read(f"[pgbouncer]\npool_mode = {word}\nlisten_port = {word}\n")
    assert config.pools[0].mode is None
    assert config.pools[0].unknown is not None
    assert config.ports == ()


def test_users_with_a_mode_of_their_own_are_mentioned() -> None:
    (pool,) = _read("[users]\nbatch = pool_mode=session\n[pgbouncer]\npool_mode=transaction\n").pools
    assert "some of its users have another mode" in pool.said


def test_included_files_are_read_beside_the_file(tmp_path: Path) -> None:
    main = tmp_path / "pgbouncer.ini"
    (tmp_path / "databases.ini").write_text("[databases]\nreports = host=db pool_mode=session\n")
    text = "%include /etc/pgbouncer/databases.ini\n[pgbouncer]\npool_mode = transaction\n"
    config = _read(text, main)
    assert [(pool.database, pool.mode, pool.line) for pool in config.pools] == [
        (None, "transaction", 3),
        ("reports", "session", 1),
    ]


def test_what_cannot_be_read_is_noted_with_its_line(tmp_path: Path) -> None:
    main = tmp_path / "pgbouncer.ini"
    main.write_text("")
    config = _read(
        "[pgbouncer]\npool_mode = session\nthis is not a setting\n%include gone.ini\n%include pgbouncer.ini\n", main
    )
    assert [note.line for note in config.notes] == [3, 4, 5]
    assert "neither a section nor a setting" in config.notes[0].text
    assert "gone.ini" in config.notes[1].text
    assert "include each other" in config.notes[2].text
    assert config.pools[0].mode == "session"


def test_other_ini_files_are_not_pgbouncers() -> None:
    assert read_pgbouncer("[alembic]\nscript_location = migrations\n", Path("alembic.ini"), Repository("/")) is None
    assert not is_whole("[databases]\n* = host=db\n")
    assert is_whole("[databases]\n* = host=db\n [PgBouncer]\n")


def test_lines_count_from_where_the_text_stands() -> None:
    config = read_pgbouncer("[pgbouncer]\npool_mode = session\n", Path("configmap.yaml"), Repository("/"), 40)
    assert config is not None
    assert config.pools[0].line == 42


@each_row(
    ("text", "size"),
    [
        ("[pgbouncer]\ndefault_pool_size = 30\n", 30),
        ("[pgbouncer]\ndefault_pool_size = ${SIZE}\n", None),
        ("[pgbouncer]\npool_mode = transaction\n", None),
        ("[databases]\na = host=b pool_size=5\n[pgbouncer]\ndefault_pool_size=30\n", 5),
        ("[databases]\na = host=b pool_size=50\n[pgbouncer]\ndefault_pool_size=30\n", 30),
        ("[databases]\na = host=b pool_size=5\n[pgbouncer]\n", None),
        ("[users]\nbatch = pool_size=2\n[pgbouncer]\ndefault_pool_size=30\n", 2),
    ],
)
def test_the_size_of_the_smallest_pool(text: str, size: int | None) -> None:
    assert _read(text).pools[0].size == size
