"""Whether SET outlives its transaction: a statement that is rolled back does no harm."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from pooler_lint.check import check_text
from pooler_lint.config import Settings
from pooler_lint.lines import Place
from pooler_lint.model import Block, Use
from pooler_lint.rules.committing import is_committed
from pooler_lint.values import Argument, Called, Dict, Entry, Known, Unknown
from tests.rules.building import call_use, make_case, make_site
from tests.table import each_row

HEAD = """
import psycopg
from sqlalchemy import create_engine, text

URL = "postgresql+psycopg2://app@pgbouncer:6432/app"
"""
EXECUTE = '    c.execute(text("SET statement_timeout = 0"))\n'


def codes(body: str) -> list[str]:
    found = [item.code for item in check_text(HEAD + body, "app.py", Settings(pool_class="keep")).diagnostics]
    return [code for code in found if code.startswith("PGB3")]


@each_row(
    "body",
    [
        f'engine = create_engine(URL, isolation_level="AUTOCOMMIT")\nwith engine.connect() as c:\n{EXECUTE}',
        f'engine = create_engine(URL, execution_options={{"isolation_level": "AUTOCOMMIT"}})\n'
        f"with engine.connect() as c:\n{EXECUTE}",
        f'engine = create_engine(URL)\nwith engine.connect().execution_options(isolation_level="AUTOCOMMIT") as c:\n'
        f"{EXECUTE}",
        f'engine = create_engine(URL)\nwith engine.execution_options(isolation_level="AUTOCOMMIT").connect() as c:\n'
        f"{EXECUTE}",
        f"engine = create_engine(URL)\nwith engine.begin() as c:\n{EXECUTE}",
        f"engine = create_engine(URL)\nwith engine.connect() as c:\n{EXECUTE}    c.commit()\n",
        'c = psycopg.connect("host=pgbouncer port=6432", autocommit=True, prepare_threshold=None)\n'
        'c.execute("SET statement_timeout = 0")\n',
        'c = psycopg.connect("host=pgbouncer port=6432", prepare_threshold=None)\nc.autocommit = True\n'
        'c.execute("SET statement_timeout = 0")\n',
        'c = psycopg.connect("host=pgbouncer port=6432", prepare_threshold=None)\nc.set_autocommit(True)\n'
        'c.execute("SET statement_timeout = 0")\n',
    ],
)
def test_what_is_committed_stays_on_the_backend(body: str) -> None:
    assert codes(body) == ["PGB301"]


@pytest.mark.parametrize(
    "body",
    [
        f"engine = create_engine(URL)\nwith engine.connect() as c:\n{EXECUTE}",
        f'engine = create_engine(URL, isolation_level="SERIALIZABLE")\nwith engine.connect() as c:\n{EXECUTE}',
        f'engine = create_engine(URL, execution_options={{"isolation_level": "SERIALIZABLE"}})\n'
        f"with engine.connect() as c:\n{EXECUTE}",
        f"engine = create_engine(URL)\nwith engine.connect().execution_options(stream_results=True) as c:\n{EXECUTE}",
        'c = psycopg.connect("host=pgbouncer port=6432", prepare_threshold=None)\nc.set_autocommit(False)\n'
        'c.execute("SET statement_timeout = 0")\n',
        'c = psycopg.connect("host=pgbouncer port=6432", autocommit=False, prepare_threshold=None)\n'
        'c.execute("SET statement_timeout = 0")\n',
    ],
)
def test_what_is_rolled_back_does_not(body: str) -> None:
    assert codes(body) == []


def _use(*path: str, start: int = 200, **more: Any) -> Use:
    return Use(path, Place("a.py", start, start + 10), **more)


def _committed(library: str, use: Use, *others: Use, **given: Any) -> bool:
    case = make_case("psycopg", **given)
    return is_committed(make_site(library, case, uses=(use, *others)), case, use)


def _called(*path: str, **keywords: Any) -> Use:
    return call_use(*path, place=Place("a.py", 300, 310), **keywords)


SET_TRUE = Called(Unknown("c"), (Argument(None, Known(True)),))
BLOCK_OF_THE_CONNECTION = (Block(()),)


@each_row(
    ("library", "use", "others", "expected"),
    [
        ("asyncpg", _use("execute"), (), True),
        ("psycopg", _use("execute"), (), False),
        ("psycopg", _use("(configure)", "execute"), (), True),
        ("psycopg", _use("execute", "(configure)"), (), False),
        ("psycopg", _use("execute"), (_called("commit"),), True),
        ("psycopg", _use("execute"), (_called("cursor", "commit"),), True),
        ("psycopg", _use("execute"), (_use("commit"),), False),
        ("psycopg", _use("execute", through=(Place("a.py", 1, 2),)), (_called("commit"),), True),
        ("psycopg", _use("execute"), (_use("autocommit", assigned=Known(True)),), True),
        ("psycopg", _use("execute"), (_use("getconn", "autocommit", assigned=Known(True)),), True),
        ("psycopg", _use("execute"), (_use("autocommit", assigned=Known(False)),), False),
        ("psycopg", _use("execute"), (_use("autocommit"),), False),
        ("psycopg", _use("execute"), (_use("autocommit", "x", assigned=Known(True)),), False),
        ("psycopg", _use("execute"), (_use("set_autocommit", called=SET_TRUE),), True),
        ("psycopg", _use("execute"), (_use("getconn", "set_autocommit", called=SET_TRUE),), True),
        ("psycopg", _use("execute"), (_called("set_autocommit", value=True),), True),
        ("psycopg", _use("execute"), (_called("set_autocommit", value=False),), False),
        ("psycopg", _use("execute"), (_called("set_autocommit"),), False),
        ("psycopg", _use("execute"), (_use("other", called=SET_TRUE),), False),
        ("psycopg", _use("execute", within=BLOCK_OF_THE_CONNECTION), (), True),
        ("psycopg_pool", _use("connection", "execute", within=(Block(("connection",)),)), (), True),
        ("psycopg", _use("cursor", "execute", within=(Block(("cursor",)),)), (), False),
        ("sqlalchemy", _use("connect", "execute"), (), False),
        ("sqlalchemy", _use("begin", "execute"), (), True),
        ("sqlalchemy", _use("connect", "execute", within=(Block(("connect", "begin")),)), (), True),
        ("sqlalchemy", _use("connect", "execute", within=BLOCK_OF_THE_CONNECTION), (), False),
        (
            "sqlalchemy",
            _use("connect", "execution_options", "execute"),
            (_called("connect", "execution_options", isolation_level="AUTOCOMMIT"),),
            True,
        ),
        (
            "sqlalchemy",
            _use("connect", "execution_options", "execute"),
            (_called("connect", "execution_options", isolation_level="SERIALIZABLE"),),
            False,
        ),
        (
            "sqlalchemy",
            _use("connect", "execute"),
            (_called("connect", "execution_options", isolation_level="AUTOCOMMIT"),),
            False,
        ),
        (
            "sqlalchemy",
            _use("connect", "execution_options", "execute"),
            (_called("connect", "other", isolation_level="AUTOCOMMIT"),),
            False,
        ),
    ],
)
def test_whether_a_use_is_committed(library: str, use: Use, others: tuple[Use, ...], expected: bool) -> None:
    assert _committed(library, use, *others) is expected


def test_connections_of_their_own_commit_nothing_for_each_other() -> None:
    one, other = _use("acquire", "execute", through=(Place("a.py", 1, 2),)), _called("acquire", "commit")
    assert not _committed("psycopg_pool", one, replace(other, through=(Place("a.py", 5, 6),)))
    assert _committed("psycopg_pool", one, replace(other, through=(Place("a.py", 1, 2),)))


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"call": {"isolation_level": "AUTOCOMMIT"}}, True),
        ({"call": {"isolation_level": "SERIALIZABLE"}}, False),
        ({"call": {"execution_options": Dict((Entry("isolation_level", Known("AUTOCOMMIT")),))}}, True),
        ({"call": {"execution_options": Dict((Entry("isolation_level", Known("SERIALIZABLE")),))}}, False),
        ({"call": {"execution_options": Dict((Entry("other", Known("AUTOCOMMIT")),))}}, False),
        ({"call": {"autocommit": True}}, False),
    ],
)
def test_the_options_of_an_engine(given: dict[str, Any], expected: bool) -> None:
    assert _committed("sqlalchemy", _use("connect", "execute"), **given) is expected


@pytest.mark.parametrize(
    ("library", "within", "committed"),
    [
        ("alembic", (), True),
        ("asyncpg", (), True),
        ("psycopg2", (), False),
        ("psycopg2", (Block(()),), True),
        ("psycopg2", (Block(("connection",)),), True),
        ("sqlalchemy", (Block(()),), False),
    ],
)
def test_what_each_library_commits_by_itself(library: str, within: tuple[Block, ...], committed: bool) -> None:
    use, case = replace(call_use("cursor", "execute"), within=within), make_case(None)
    site = replace(make_site("psycopg", case, uses=(use,)), library=library)
    assert is_committed(site, case, use) is committed
