"""After the repair the calls must construct: the real drivers, pools and engines take every argument."""

from __future__ import annotations

from pathlib import Path

from tests.constructing import CONSTRUCTIBLE, OF_GINO, REPAIRED, wrong


def test_nearly_every_repair_is_constructed() -> None:
    assert len(CONSTRUCTIBLE) >= 0.95 * len(REPAIRED)


IMPORTS = """\
import asyncpg, psycopg, psycopg_pool, sqlalchemy
import sqlalchemy.ext.asyncio as sa
import databases, ormar
from piccolo.engine.postgres import PostgresEngine
from tortoise.connection import ConnectionHandler
from sqlalchemy import NullPool
"""
CALLS = {
    "asyncpg.create_pool('postgresql://a@h:6432/d', prepared_statement_cache_size=0)": "TypeError",
    "asyncpg.create_pool('postgresql://a@h:6432/d', statement_cache_size='0')": "TypeError",
    "psycopg.connect('postgresql://a@h:6432/d?prepare_threshold=5')": "ProgrammingError",
    "psycopg_pool.ConnectionPool('', prepare_threshold=None, open=False)": "TypeError",
    "psycopg_pool.ConnectionPool('', kwargs={'statement_cache_size': 0}, open=False)": "ProgrammingError",
    "sa.create_async_engine('postgresql+asyncpg://a@h/d', prepared_statement_cache_size=0)": "TypeError",
    "sa.create_async_engine('postgresql+asyncpg://a@h/d?pgbouncer=true')": "TypeError",
    "sa.create_async_engine('postgresql+asyncpg://a@h/d', connect_args={'pgbouncer': True})": "TypeError",
    "databases.Database('postgresql://a@h:6432/d', pgbouncer=True)": "TypeError",
    "databases.Database('postgresql+aiopg://a@h:6432/d', statement_cache_size=0)": "ProgrammingError",
    "PostgresEngine(config={'host': 'h', 'prepared_statement_cache_size': 0})": "TypeError",
    "ormar.DatabaseConnection('postgresql+asyncpg://a@h/d', poolclass=NullPool)": "TypeError",
    "ConnectionHandler()._init_config({'default': 'postgres://a@h:6432/d?pgbouncer=true'})": "TypeError",
    "ConnectionHandler()._init_config({'default': 'psycopg://a@h:6432/d?statement_cache_size=0'})": "TypeError",
    "sqlalchemy.create_engine('postgresql+psycopg2://a@h/d?prepare_threshold=0')": "ProgrammingError",
    "sqlalchemy.create_engine('postgresql+psycopg2://a@h/d', poolclass=NullPool, pool_size=5)": "TypeError",
}
ALIASES = {
    "'OPTIONS': {'DISABLE_SERVER_SIDE_CURSORS': True}": "ProgrammingError",
    "'OPTIONS': {'pgbouncer': True}": "ProgrammingError",
    "'OPTIONS': {'pool': True}, 'CONN_MAX_AGE': 60": "ImproperlyConfigured",
}
FLASK = """\
SQLALCHEMY_DATABASE_URI = 'postgresql+psycopg2://a@h/d'
SQLALCHEMY_ENGINE_OPTIONS = {'prepare_threshold': None}
"""


def test_repaired_files_construct_and_wrong_arguments_do_not(tmp_path: Path) -> None:
    """In one other process: the drivers are patched there, and all libraries are imported."""
    texts: dict[str, str | None] = {case.fixed_text: None for case in CONSTRUCTIBLE if case not in OF_GINO}
    texts |= {f"{IMPORTS}made = {call}\n": complaint for call, complaint in CALLS.items()}
    for alias, complaint in ALIASES.items():
        texts[f"DATABASES = {{'default': {{'ENGINE': 'postgresql', 'NAME': 'a', {alias}}}}}\n"] = complaint
    texts[FLASK] = "TypeError: Invalid argument(s) 'prepare_threshold'"
    assert wrong(texts, tmp_path) == []
