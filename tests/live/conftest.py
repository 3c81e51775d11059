"""The servers and workers that the live tests share, and what happens where they cannot run."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest

from tests.live.measure import Workers
from tests.live.servers import Servers, missing_reason, running

REQUIRED = "POOLER_LINT_LIVE"
"""Set this environment variable to "required" to fail, not skip, where the servers are missing."""


def pytest_configure(config: pytest.Config) -> None:
    """Name the marker of everything in this folder."""
    config.addinivalue_line("markers", "live: runs against PostgreSQL and PgBouncer of its own")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests of this folder that use the servers."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents and "servers" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.live)


@pytest.fixture(scope="session")
def servers() -> Iterator[Servers]:
    """Running servers."""
    reason = missing_reason()
    if reason is not None:
        leave_out(reason)
    with running() as started:
        yield started


@pytest.fixture(scope="session")
def workers(servers: Servers) -> Iterator[Workers]:
    """Workers of the environments, each started when first used."""
    with Workers(servers) as started:
        yield started


def leave_out(reason: str) -> NoReturn:
    """Skip, or fail where live tests are required."""
    if os.environ.get(REQUIRED) == "required":
        pytest.fail(f"{REQUIRED}=required, but {reason}", pytrace=False)
    pytest.skip(reason)
