"""Files of a project as text and as TOML."""

from __future__ import annotations

import codecs
import importlib
import sys
from pathlib import Path
from typing import Any

from pooler_lint.repository.files import MAX_SETTINGS, Repository


class BrokenFileError(Exception):
    """A file can't be read; the message says why."""


def read_text(path: Path, repository: Repository, limit: int = MAX_SETTINGS) -> str:
    """Return the text of a file: UTF-8, or UTF-16 with a BOM (what `pip freeze >` writes on Windows).

    Raises BrokenFileError.
    """
    try:
        data = repository.read(str(path), limit)
        if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return data.decode("utf-16")
        return data.decode("utf-8-sig")
    except OSError as error:
        raise BrokenFileError(error.strerror or str(error)) from error
    except UnicodeDecodeError as error:
        raise BrokenFileError(f"it is not {error.encoding}") from error


def parse_toml(text: str) -> dict[str, Any]:
    """The document that this TOML text is. Raises BrokenFileError."""
    # By name, since type checkers of Python 3.10 know no tomllib and others no tomli.
    toml = importlib.import_module("tomllib" if sys.version_info >= (3, 11) else "tomli")
    try:
        document: dict[str, Any] = toml.loads(text)
        return document
    except (toml.TOMLDecodeError, RecursionError) as error:
        raise BrokenFileError(str(error) or "it is nested too deep") from error


def line_of(text: str, *needles: str) -> int:
    """The first line (from 1) that holds each of these words, in any case; 0 if none does."""
    wanted = [needle.lower() for needle in needles]
    for number, line in enumerate(text.splitlines(), start=1):
        lowered = line.lower()
        if all(word in lowered for word in wanted):
            return number
    return 0
