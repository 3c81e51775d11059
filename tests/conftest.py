"""Options of the test run."""

from __future__ import annotations

import gc
import hashlib
import os
import shutil
import signal
import tempfile

import pytest
from hypothesis import settings

# Where a failure stops others, the examples are the same in every run; new ones are looked for everywhere else.
settings.register_profile("few-examples", max_examples=50, deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("few-examples")

# A run in the background of a shell ignores Ctrl-C, and so would the programs that tests interrupt.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


CACHES = pytest.StashKey[str]()
"""The folder with the caches of the tests."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update-fixed`: write what fixes and output formats make of `testdata/` instead of comparing it."""
    parser.addoption("--update-fixed", action="store_true", help="rewrite *.fixed.py and formats/* of testdata/")


def pytest_configure(config: pytest.Config) -> None:
    """Keep what pooler-lint writes into its cache out of the user's home."""
    folder = os.environ["POOLER_LINT_CACHE_DIR"] = tempfile.mkdtemp(prefix="pooler-lint-tests-")
    config.stash[CACHES] = folder
    config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the slowest tests, so that all processes end at the same time."""
    items.sort(key=lambda item: "/trust/" not in item.nodeid)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Give each test a cache of its own: a later run reports what an earlier one left behind."""
    name = hashlib.sha256(item.nodeid.encode()).hexdigest()[:16]
    os.environ["POOLER_LINT_CACHE_DIR"] = os.path.join(item.config.stash[CACHES], name)


def pytest_sessionfinish() -> None:
    """Search what is left for no garbage: the process ends."""
    gc.freeze()


def pytest_collection_finish(session: pytest.Session) -> None:
    """Search what all tests share for garbage once, and what they make less often: a twentieth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 100)
