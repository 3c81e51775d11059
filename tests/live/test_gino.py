"""Repaired cases of GINO construct; its SQLAlchemy of its own needs an environment that is downloaded once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.constructing import OF_GINO, construct, failures, wrong
from tests.live.conftest import leave_out
from tests.live.environments import NotBuildable, built


@pytest.fixture(scope="session")
def python_with_gino() -> Path:
    """The Python of an environment with GINO."""
    try:
        return built("gino").python
    except NotBuildable as error:
        leave_out(str(error))


def test_repaired_files_construct_with_gino(python_with_gino: Path) -> None:
    assert failures(construct([case.fixed_path for case in OF_GINO], "tests.construct_gino", python_with_gino)) == {}


def test_gino_refuses_wrong_arguments_and_takes_nothing_from_the_query(python_with_gino: Path, tmp_path: Path) -> None:
    query = "?statement_cache_size=none&prepare_threshold=0&pgbouncer=true"
    calls = {
        "create_engine('postgresql://a@h:6432/d', prepared_statement_cache_size=0)": (
            "Invalid argument(s) 'prepared_statement_cache_size'"
        ),
        "create_engine('postgresql://a@h:6432/d', pgbouncer=True)": "Invalid argument(s) 'pgbouncer'",
        "create_engine('postgresql://a@h:6432/d', statement_cache_size='0')": "'<' not supported",
        f"create_engine('postgresql://a@h:6432/d{query}')": None,
    }
    texts = {f"import gino\n\nasync def connect():\n    await gino.{call}\n": said for call, said in calls.items()}
    assert wrong(texts, tmp_path, "tests.construct_gino", python_with_gino) == []
