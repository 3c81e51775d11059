"""Which files speak of environment variables, told by their names alone."""

from __future__ import annotations

import re

_SCRIPT = re.compile(r".+\.(?:sh|bash|zsh|fish|ps1|bat|md|rst)\Z|(?:gnu)?makefile\Z|\.?justfile\Z|procfile\Z|readme")
_EXAMPLE = re.compile(r"(?:\A|[._-])(?:examples?|samples?|template|tmpl|tpl|dist|schema|placeholder)(?:[._-]|\Z)")
_TEST_FILE = re.compile(r"(?:\A|/)(?:tests?|testing|conftest\.py|test_[^/]*\.py|[^/]*_tests?\.py)(?:/|\Z)")
_TEST = re.compile(r"(?:\A|[._-])(?:tests?|testing|pytest|ci|e2e)(?:[._-]|\Z)")
_NO_SETTINGS = re.compile(
    r"\.(?:py[cdiox]?|so|md|rst|html?|s?css|less|[cm]?[jt]sx?|vue|svelte|map|svg|png|jpe?g|gif|ico|webp|woff2?|ttf|eot"
    r"|otf|mp[34]|pdf|zip|gz|xz|bz2|tar|whl|po|mo|[ct]sv|parquet|npy|sql|lock|go|rs|java|rb|php|c|h|cc|cpp|hpp|ipynb"
    r"|pem|crt|log|xlsx|docx|db|sqlite3?|bin|exe|dll|jar|patch|diff)\Z"
)


def is_script(name: str) -> bool:
    """True for a file that tells people or shells what to run: a script, a Makefile, a README."""
    return _SCRIPT.match(name.lower()) is not None


def is_example(name: str) -> bool:
    """Is this .env file a pattern to copy, rather than one that is used?"""
    return bool(_EXAMPLE.search(name.lower()))


def is_for_tests(name: str) -> bool:
    """Is this .env file named for tests?"""
    return bool(_TEST.search(name.lower()))


def is_test_file(path: str) -> bool:
    """True for a file that tests others, by its place; `path` is relative to the root."""
    return _TEST_FILE.search(path) is not None


def may_hold_settings(name: str) -> bool:
    """False for a file that by its name is neither read for variables nor loaded as settings."""
    return _NO_SETTINGS.search(name.lower()) is None
