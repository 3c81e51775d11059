from __future__ import annotations

from pathlib import Path

import pytest

from pooler_lint.project.endpoints.configs.pgcat import read as read_pgcat
from pooler_lint.project.endpoints.configs.pgdog import read as read_pgdog
from pooler_lint.project.endpoints.data import PoolerConfig
from pooler_lint.project.texts import BrokenFileError
from pooler_lint.repository.files import Repository

_PGCAT = """\
[general]
host = "0.0.0.0"
port = 6433
admin_username = "admin_user"
admin_password = "hunter2"

[pools.app]
pool_mode = "transaction"
prepared_statements_cache_size = 500

[pools.app.users.0]
username = "app"
password = "hunter2"
pool_size = 9

[pools.app.shards.0]
servers = [["db", 5432, "primary"]]
database = "app"

[pools.reports]
pool_mode = "session"

[pools.reports.users.0]
username = "reports"
password = "hunter2"
pool_size = 2

[pools.reports.shards.0]
servers = [["replica", 5432, "replica"]]
database = "app"

[pools.plain.users.0]
username = "plain"
pool_size = 2

[pools.plain.shards.0]
servers = [["db", 5432, "primary"]]
database = "plain"
"""

_PGDOG = """\
[general]
host = "0.0.0.0"
port = 6440
pooler_mode = "transaction"
prepared_statements = "disabled"

[[databases]]
name = "app"
host = "10.0.0.1"

[[databases]]
name = "reports"
host = "10.0.0.2"
pooler_mode = "session"
"""


def _pgcat(text: str) -> PoolerConfig:
    config = read_pgcat(text, Path("pgcat.toml"), Repository("/"))
    assert config is not None
    return config


def _pgdog(text: str, path: Path = Path("pgdog.toml")) -> PoolerConfig:
    config = read_pgdog(text, path, Repository(str(path.parent)))
    assert config is not None
    return config


def test_pgcat() -> None:
    config = _pgcat(_PGCAT)
    assert (config.pooler, config.ports) == ("PgCat", (6433,))
    assert [(pool.database, pool.mode, pool.tracks_statements, pool.line) for pool in config.pools] == [
        (None, None, None, 1),
        ("app", "transaction", True, 8),
        ("reports", "session", None, 21),
        ("plain", None, None, 1),
    ]
    assert config.pools[0].unknown == "its pools have different modes"
    assert config.pools[3].unknown is None
    assert "hunter2" not in repr(config)


def test_pgcat_whose_pools_agree() -> None:
    text = '[pools.a]\npool_mode = "transaction"\n[pools.a.shards.0]\ndatabase = "a"\n'
    config = _pgcat(text)
    assert config.ports == (6432,)
    assert [(pool.database, pool.mode) for pool in config.pools] == [(None, "transaction"), ("a", "transaction")]


def test_pgcat_before_1_2_had_a_general_setting() -> None:
    text = '[general]\nprepared_statements_cache_size = 0\n[pools.a.shards.0]\ndatabase = "a"\n'
    assert _pgcat(text).pools[0].tracks_statements is False


def test_pgcat_users_may_have_a_mode_of_their_own() -> None:
    shard = '[pools.a.shards.0]\ndatabase = "a"\n'
    one = '[pools.a.users.0]\nusername = "u"\npool_mode = "session"\n'
    two = '[pools.a.users.1]\nusername = "v"\n'
    assert _pgcat(one + shard).pools[1].mode == "session"
    both = _pgcat('[pools.a]\npool_mode = "transaction"\n' + one + two + shard).pools[1]
    assert both.mode is None
    assert both.unknown == "the users of its pool `a` have different modes"


def test_pgdog() -> None:
    config = _pgdog(_PGDOG)
    assert (config.pooler, config.ports) == ("PgDog", (6440,))
    assert [(pool.database, pool.mode, pool.tracks_statements, pool.line) for pool in config.pools] == [
        (None, "transaction", False, 4),
        ("reports", "session", False, 14),
    ]
    assert config.pools[0].said == '`pooler_mode = "transaction"` and `prepared_statements = "disabled"`'


def test_pgdog_by_itself() -> None:
    config = _pgdog('[[databases]]\nname = "app"\nhost = "db"\n')
    assert config.ports == (6432,)
    (pool,) = config.pools
    assert (pool.mode, pool.tracks_statements, pool.unknown) == (None, None, None)


def test_pgdog_users_have_the_last_word(tmp_path: Path) -> None:
    (tmp_path / "users.toml").write_text(
        '[[users]]\nname = "a"\ndatabase = "app"\npassword = "hunter2"\npooler_mode = "session"\n'
    )
    config = _pgdog(_PGDOG, tmp_path / "pgdog.toml")
    assert {pool.database: pool.mode for pool in config.pools}["app"] == "session"
    assert "hunter2" not in repr(config)
    (tmp_path / "users.toml").write_text("[[users]\n")
    assert [note.text.split(" ")[0] for note in _pgdog(_PGDOG, tmp_path / "pgdog.toml").notes] == ["users.toml"]


def test_other_toml_files_are_neither() -> None:
    assert read_pgcat('[project]\nname = "pgcat"\n', Path("pgcat.toml"), Repository("/")) is None
    assert read_pgdog("[general]\nport = 1\n", Path("pgdog.toml"), Repository("/")) is None


def test_broken_toml_says_so() -> None:
    with pytest.raises(BrokenFileError):
        read_pgcat("[general\n", Path("pgcat.toml"), Repository("/"))
