"""After the repair the calls must construct: the real drivers, pools and engines take every argument."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.live.environments import NotBuildable, built
from tests.testdata_format import FOLDER, Case, read_cases

REPAIRED = [case for case in read_cases() if case.fixed_text != case.text]
CONSTRUCTIBLE = [case for case in REPAIRED if case.expected.constructible]
OF_GINO = [case for case in CONSTRUCTIBLE if case.path.parent.name == "gino"]
"""They need a SQLAlchemy of long ago: another environment."""
HERE = [case for case in CONSTRUCTIBLE if case not in OF_GINO]
ROOT = FOLDER.parent


@pytest.fixture(scope="session")
def outcomes() -> dict[str, str | None]:
    """The traceback of each repaired file, None where it constructs; in another process, since drivers are patched."""
    return construct([case.fixed_path for case in HERE])


@pytest.fixture(scope="session")
def python_with_gino() -> Path:
    """The Python of an environment with GINO."""
    try:
        return built("gino").python
    except NotBuildable as error:
        pytest.skip(str(error))


@pytest.mark.parametrize("case", HERE, ids=lambda case: case.name)
def test_repaired_file_constructs(case: Case, outcomes: dict[str, str | None]) -> None:
    assert outcomes[str(case.fixed_path)] is None


def test_repaired_files_construct_with_gino(python_with_gino: Path) -> None:
    outcomes = construct([case.fixed_path for case in OF_GINO], "tests.construct_gino", python_with_gino)
    assert outcomes == {str(case.fixed_path): None for case in OF_GINO}


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ("prepared_statement_cache_size=0", "Invalid argument(s) 'prepared_statement_cache_size'"),
        ("pgbouncer=True", "Invalid argument(s) 'pgbouncer'"),
        ("statement_cache_size='0'", "'<' not supported"),
    ],
)
def test_gino_refuses_wrong_arguments(arguments: str, complaint: str, python_with_gino: Path, tmp_path: Path) -> None:
    path = tmp_path / "wrong.py"
    text = (
        f"import gino\n\nasync def connect():\n    await gino.create_engine('postgresql://a@h:6432/d', {arguments})\n"
    )
    path.write_text(text, encoding="utf-8")
    traceback = construct([path], "tests.construct_gino", python_with_gino)[str(path)]
    assert traceback is not None
    assert complaint in traceback


def test_gino_takes_nothing_from_the_query_of_a_url(python_with_gino: Path, tmp_path: Path) -> None:
    path = tmp_path / "query.py"
    url = "postgresql://a@h:6432/d?statement_cache_size=none&prepare_threshold=0&pgbouncer=true"
    path.write_text(f"import gino\n\nasync def connect():\n    await gino.create_engine({url!r})\n", encoding="utf-8")
    assert construct([path], "tests.construct_gino", python_with_gino) == {str(path): None}


def test_nearly_every_repair_is_constructed() -> None:
    assert len(CONSTRUCTIBLE) >= 0.95 * len(REPAIRED)


@pytest.mark.parametrize(
    ("call", "complaint"),
    [
        ("asyncpg.create_pool('postgresql://a@h:6432/d', prepared_statement_cache_size=0)", "TypeError"),
        ("asyncpg.create_pool('postgresql://a@h:6432/d', statement_cache_size='0')", "TypeError"),
        ("psycopg.connect('postgresql://a@h:6432/d?prepare_threshold=5')", "ProgrammingError"),
        ("psycopg_pool.ConnectionPool('', prepare_threshold=None, open=False)", "TypeError"),
        ("psycopg_pool.ConnectionPool('', kwargs={'statement_cache_size': 0}, open=False)", "ProgrammingError"),
        ("sa.create_async_engine('postgresql+asyncpg://a@h/d', prepared_statement_cache_size=0)", "TypeError"),
        ("sa.create_async_engine('postgresql+asyncpg://a@h/d?pgbouncer=true')", "TypeError"),
        ("sa.create_async_engine('postgresql+asyncpg://a@h/d', connect_args={'pgbouncer': True})", "TypeError"),
        ("databases.Database('postgresql://a@h:6432/d', pgbouncer=True)", "TypeError"),
        ("databases.Database('postgresql+aiopg://a@h:6432/d', statement_cache_size=0)", "ProgrammingError"),
        ("PostgresEngine(config={'host': 'h', 'prepared_statement_cache_size': 0})", "TypeError"),
        ("ormar.DatabaseConnection('postgresql+asyncpg://a@h/d', poolclass=NullPool)", "TypeError"),
        ("ConnectionHandler()._init_config({'default': 'postgres://a@h:6432/d?pgbouncer=true'})", "TypeError"),
        ("ConnectionHandler()._init_config({'default': 'psycopg://a@h:6432/d?statement_cache_size=0'})", "TypeError"),
        ("sqlalchemy.create_engine('postgresql+psycopg2://a@h/d?prepare_threshold=0')", "ProgrammingError"),
        ("sqlalchemy.create_engine('postgresql+psycopg2://a@h/d', poolclass=NullPool, pool_size=5)", "TypeError"),
    ],
)
def test_wrong_arguments_do_not_construct(call: str, complaint: str, tmp_path: Path) -> None:
    imports = "import asyncpg, psycopg, psycopg_pool, sqlalchemy\nimport sqlalchemy.ext.asyncio as sa\n"
    path = tmp_path / "wrong.py"
    imports += "import databases, ormar\nfrom piccolo.engine.postgres import PostgresEngine\n"
    imports += "from tortoise.connection import ConnectionHandler\n"
    path.write_text(f"{imports}from sqlalchemy import NullPool\nmade = {call}\n", encoding="utf-8")
    traceback = construct([path])[str(path)]
    assert traceback is not None
    assert complaint in traceback.splitlines()[-1] or complaint in traceback


@pytest.mark.parametrize(
    ("alias", "complaint"),
    [
        ("'OPTIONS': {'DISABLE_SERVER_SIDE_CURSORS': True}", "ProgrammingError"),
        ("'OPTIONS': {'pgbouncer': True}", "ProgrammingError"),
        ("'OPTIONS': {'pool': True}, 'CONN_MAX_AGE': 60", "ImproperlyConfigured"),
    ],
)
def test_wrong_settings_of_django_do_not_construct(alias: str, complaint: str, tmp_path: Path) -> None:
    path = tmp_path / "settings.py"
    path.write_text(f"DATABASES = {{'default': {{'ENGINE': 'postgresql', 'NAME': 'a', {alias}}}}}\n", encoding="utf-8")
    traceback = construct([path])[str(path)]
    assert traceback is not None
    assert complaint in traceback


def test_wrong_settings_of_flask_do_not_construct(tmp_path: Path) -> None:
    path = tmp_path / "config.py"
    uri = "SQLALCHEMY_DATABASE_URI = 'postgresql+psycopg2://a@h/d'\n"
    path.write_text(f"{uri}SQLALCHEMY_ENGINE_OPTIONS = {{'prepare_threshold': None}}\n", encoding="utf-8")
    traceback = construct([path])[str(path)]
    assert traceback is not None
    assert "TypeError: Invalid argument(s) 'prepare_threshold'" in traceback


def construct(
    paths: list[Path], program: str = "tests.construct", python: Path = Path(sys.executable)
) -> dict[str, str | None]:
    command = [str(python), "-m", program, *map(str, paths)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=300)
    assert run.returncode == 0, run.stderr
    outcomes: dict[str, str | None] = json.loads(run.stdout)
    return outcomes
