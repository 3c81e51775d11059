from __future__ import annotations

from pathlib import Path

import pytest

from pooler_lint.model import Mode
from pooler_lint.project.endpoints.configs.odyssey import read as read_odyssey
from pooler_lint.project.endpoints.data import PoolerConfig
from pooler_lint.repository.files import Repository
from tests.table import each_row

_CONF = """\
daemonize no
log_format "%p %t %l [%i %s] (%c) {braces} %m\\n"

listen {
    host "*"
    port 6433
    tls "disable"
}

storage "postgres_server" {
    type "remote"
    host "db"   # the primary
    port 5432
}

storage "local" {
    type "local"
}

database default {
    user default {
        authentication "md5"
        storage "postgres_server"
        password "hunter2"
        pool "transaction"
        pool_size 32
        pool_reserve_prepared_statement yes
        # pool "session"
    }
}

database "reports"
{
    user "reader" "10.0.0.0/8" local { authentication "none" storage "postgres_server" pool "session" }
}

database "console" {
    user default {
        authentication "none"
        role "admin"
        pool "session"
        storage "local"
    }
}
"""


def _read(text: str, path: Path = Path("odyssey.conf")) -> PoolerConfig:
    config = read_odyssey(text, path, Repository(str(path.parent)))
    assert config is not None
    return config


def _database(inner: str, name: str = "default") -> str:
    return f"database {name} {{ user default {{ {inner} }} }}\n"


def test_a_whole_file() -> None:
    config = _read(_CONF)
    assert (config.pooler, config.ports, config.notes) == ("Odyssey", (6433,), ())
    assert [(pool.database, pool.mode, pool.tracks_statements, pool.line) for pool in config.pools] == [
        (None, "transaction", True, 25),
        ("reports", "session", None, 34),
    ]
    assert config.pools[0].said == (
        '`pool "transaction"` of database `default` and `pool_reserve_prepared_statement yes`'
    )
    assert "hunter2" not in repr(config)


@each_row(
    ("inner", "mode", "tracks"),
    [
        ('pool "session"', "session", None),
        ('pool "transaction" pool_reserve_prepared_statement no', "transaction", False),
        ('pool "statement" pool_reserve_prepared_statement yes', "statement", True),
    ],
)
def test_pools(inner: str, mode: Mode, tracks: bool | None) -> None:
    (pool,) = _read(_database(inner)).pools
    assert (pool.mode, pool.tracks_statements, pool.unknown) == (mode, tracks, None)


def test_users_with_different_pools_leave_the_mode_open() -> None:
    text = 'database "app" {\n user "a" {\n pool "session"\n }\n user default {\n pool "transaction"\n }\n}\n'
    general, app = _read(text).pools
    assert general.unknown == app.unknown == "the users of its database `app` have different pools"
    assert app.mode is None


def test_without_a_default_the_databases_have_to_agree() -> None:
    one = _database('pool "session"', '"a"')
    assert _read(one).pools[0].mode == "session"
    both = _read(one + _database('pool "transaction"', '"b"'))
    assert [pool.mode for pool in both.pools] == [None, "session", "transaction"]
    assert both.pools[0].unknown == "its databases have different pools"


@pytest.mark.parametrize(
    "listen", ["", 'listen { host "*" port 6432 }\n', 'listen { host "*" }\n'], ids=["none", "given", "no-port"]
)
def test_the_port_is_6432_by_default(listen: str) -> None:
    assert _read(listen + _database('pool "session"')).ports == (6432,)


def test_several_ports() -> None:
    text = 'listen {\n port 6432\n}\nlisten {\n host "*"\n port 7432\n}\n'
    assert _read(text + _database('pool "session"')).ports == (6432, 7432)


def test_a_pool_that_is_filled_in_elsewhere_is_not_known() -> None:
    (pool,) = _read(_database("pool ${POOL_TYPE:-session}") + "listen { port ${PORT} }").pools
    assert pool.mode is None
    assert pool.unknown is not None


def test_included_files_are_read_beside_the_file(tmp_path: Path) -> None:
    (tmp_path / "pools.conf").write_text('\n\n\ndatabase "app" {\n user default {\n pool "statement"\n }\n}\n')
    config = _read('workers 2\ninclude "/etc/odyssey/pools.conf"\nlisten { port 7000 }\n', tmp_path / "odyssey.conf")
    assert [(pool.database, pool.mode, pool.line) for pool in config.pools] == [
        (None, "statement", 2),
        ("app", "statement", 2),
    ]
    assert config.ports == (7000,)


def test_broken_files_are_noted_with_their_line(tmp_path: Path) -> None:
    path = tmp_path / "odyssey.conf"
    path.write_text("")
    text = 'include "gone.conf"\ninclude "odyssey.conf"\n}\n' + _database('pool "session"') + "listen {\n port 1\n"
    config = _read(text, path)
    assert [note.line for note in config.notes] == [1, 2, 3, 5]
    assert config.pools[0].mode == "session"


def test_other_conf_files_are_not_odysseys() -> None:
    text = "server {\n listen 80;\n location / { proxy_pass http://app; }\n}\n"
    assert read_odyssey(text, Path("nginx.conf"), Repository("/")) is None
    text = 'database "console" { user default { role "admin" pool "session" } }'
    assert read_odyssey(text, Path("a.conf"), Repository("/")) is None


def test_a_file_whose_blocks_are_not_closed_has_no_pools() -> None:
    config = _read('listen {\n port 6432\n\ndatabase default {\n user default {\n pool "session"\n }\n}\n')
    assert config.pools == ()
    assert [(note.text.split(": ")[1], note.line) for note in config.notes] == [("the block `listen` is not closed", 1)]
