"""Whether SET outlives its transaction: a statement that is rolled back does no harm."""

from __future__ import annotations

from pooler_lint.check import check_text
from pooler_lint.config import Settings
from tests.table import each_row

HEAD = """
from contextlib import closing

import psycopg
from psycopg_pool import ConnectionPool
from sqlalchemy import create_engine, text

URL = "postgresql+psycopg2://app@pgbouncer:6432/app"
"""
PSYCOPG = 'c = psycopg.connect("host=pgbouncer port=6432", prepare_threshold=None)\n'
POOL = 'pool = ConnectionPool("host=pgbouncer port=6432", kwargs={"prepare_threshold": None})\n'
SET = 'c.execute("SET statement_timeout = 0")\n'
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
        f"{PSYCOPG}c.set_autocommit(True)\n{SET}",
        f"{PSYCOPG}c.set_autocommit(value=True)\n{SET}",
        f"{PSYCOPG}cur = c.cursor()\ncur.execute('SET statement_timeout = 0')\nc.commit()\n",
        f"{PSYCOPG}with c:\n    {SET}",
        f"{POOL}c = pool.getconn()\nc.autocommit = True\n{SET}",
        f"{POOL}c = pool.getconn()\n{SET}c.commit()\n",
        f"{POOL}with pool.connection() as c:\n    {SET}",
        f"{POOL}with pool.getconn() as c:\n    {SET}",
        f"engine = create_engine(URL)\nwith engine.connect() as c, c.begin():\n{EXECUTE}",
    ],
)
def test_what_is_committed_stays_on_the_backend(body: str) -> None:
    assert codes(body) == ["PGB301"]


@each_row(
    "body",
    [
        f"engine = create_engine(URL)\nwith engine.connect() as c:\n{EXECUTE}",
        f'engine = create_engine(URL, isolation_level="SERIALIZABLE")\nwith engine.connect() as c:\n{EXECUTE}',
        f'engine = create_engine(URL, execution_options={{"isolation_level": "SERIALIZABLE"}})\n'
        f"with engine.connect() as c:\n{EXECUTE}",
        f"engine = create_engine(URL)\nwith engine.connect().execution_options(stream_results=True) as c:\n{EXECUTE}",
        f"{PSYCOPG}c.set_autocommit(False)\n{SET}",
        f"{PSYCOPG}c.set_autocommit()\n{SET}",
        f"{PSYCOPG}c.autocommit = False\n{SET}",
        f"{PSYCOPG}{SET}",
        f"{PSYCOPG}{SET}c.commit\n",
        f"{PSYCOPG}c.commit()\n{SET}",
        f"{PSYCOPG}with c.cursor() as cur:\n    cur.execute('SET statement_timeout = 0')\n",
        f"{PSYCOPG}with closing(c):\n    {SET}",
        f"{POOL}c, d = pool.getconn(), pool.getconn()\n{SET}d.commit()\n",
        f"{POOL}with pool:\n    c = pool.getconn()\n    {SET}",
        f"engine = create_engine(URL, execution_options={{'other': 'AUTOCOMMIT'}})\n"
        f"with engine.connect() as c:\n{EXECUTE}",
        'c = psycopg.connect("host=pgbouncer port=6432", autocommit=False, prepare_threshold=None)\n'
        'c.execute("SET statement_timeout = 0")\n',
    ],
)
def test_what_is_rolled_back_does_not(body: str) -> None:
    assert codes(body) == []
