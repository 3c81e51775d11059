"""Options of the test run."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update-fixed`: write what the repair makes of each case of `testdata/` instead of comparing it."""
    parser.addoption("--update-fixed", action="store_true", help="rewrite testdata/**/*.fixed.py from the repair")
