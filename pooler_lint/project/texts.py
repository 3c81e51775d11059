"""Files of a project as text and as TOML."""

from __future__ import annotations

import codecs
import os
from functools import lru_cache
from pathlib import Path
from typing import Any

from pooler_lint.files import formats
from pooler_lint.repository.files import MAX_SETTINGS, Repository


class BrokenFileError(Exception):
    """A file can't be read; the message says why."""


def read_text(path: Path, repository: Repository, limit: int = MAX_SETTINGS) -> str:
    """Return the text of a file: UTF-8, or UTF-16 with a BOM (what `pip freeze >` writes on Windows).

    Raises BrokenFileError.
    """
    repository.consult(os.path.abspath(path))
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
    """Return the document that this TOML text is. Raises BrokenFileError."""
    try:
        return formats.parse_toml(text)
    except formats.Unparsable as error:
        raise BrokenFileError(str(error)) from error


def parse_json(text: str) -> Any:
    """Return what this JSON text is. Raises BrokenFileError."""
    try:
        return formats.parse_json(text)
    except formats.Unparsable as error:
        raise BrokenFileError(str(error)) from error


def line_of(text: str, *needles: str) -> int:
    """The first line (from 1) that holds each of these words, in any case; 0 if none does."""
    first, *others = (needle.lower() for needle in needles)
    lowered = _lowered(text)
    at = lowered.find(first)
    while at >= 0:
        end = lowered.find("\n", at)
        end = len(lowered) if end < 0 else end
        line = lowered[lowered.rfind("\n", 0, at) + 1 : end]
        if all(word in line for word in others):
            return lowered.count("\n", 0, at) + 1
        at = lowered.find(first, end)
    return 0


@lru_cache(maxsize=1)  # a file is asked for the lines of many words
def _lowered(text: str) -> str:
    return text.lower()
