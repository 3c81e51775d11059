"""Lock files: uv.lock, poetry.lock, pdm.lock and pylock.toml are lists of packages in TOML, Pipfile.lock is JSON."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from pooler_lint.project.claims import LIBRARIES, Reading, joined, normalized, read_locked, read_specifier, unreadable
from pooler_lint.project.texts import BrokenFileError, line_of, parse_json, parse_toml, read_text
from pooler_lint.repository.files import MAX_LOCK, Repository

_ENTRY = re.compile(r"^\[\[(packages?)\]\]", re.MULTILINE)
_NAME = re.compile(r"^name\s*=\s*[\"']([^\"']+)[\"']", re.MULTILINE)
_TABLE = re.compile(r"^\[", re.MULTILINE)
_VERSION = re.compile(r"^version\s*=", re.MULTILINE)


def read_toml_lock(path: Path, repository: Repository) -> Reading:
    """The locked versions of our libraries.

    Only their own entries are parsed: a lock file has tens of thousands of lines.
    """
    try:
        text = read_text(path, repository, MAX_LOCK)
    except BrokenFileError as error:
        return unreadable(path, error)
    return joined(_read_entry(entry, path, line) for entry, line in _entries(text))


def read_pipfile_lock(path: Path, repository: Repository) -> Reading:
    """The locked versions of our libraries, in the default packages and in those for development."""
    try:
        text = read_text(path, repository, MAX_LOCK)
        document = parse_json(text)
    except BrokenFileError as error:
        return unreadable(path, error)
    if not isinstance(document, dict):
        return unreadable(path, "it is not a JSON object")
    return joined(
        read_specifier(normalized(name), entry["version"], path, line_of(text, f'"{name}"'))
        for section in document.values()
        if isinstance(section, dict)
        for name, entry in section.items()
        if normalized(name) in LIBRARIES and isinstance(entry, dict) and isinstance(entry.get("version"), str)
    )


def _entries(text: str) -> Iterator[tuple[str, int]]:
    """The text of each package's entry that is one of ours, and the line on which it begins."""
    starts = [match.start() for match in _ENTRY.finditer(text)]
    for start, end in pairwise([*starts, len(text)]):
        entry = text[start:end]
        name = _NAME.search(entry)
        if name is not None and normalized(name[1]) in LIBRARIES:
            yield entry, text.count("\n", 0, start) + 1


def _read_entry(entry: str, path: Path, line: int) -> Reading:
    # What follows the last package is about other things, and what stands in its own tables is not needed either.
    head = entry[: _own_end(entry)]
    try:
        document = parse_toml(head)
    except BrokenFileError as error:
        return unreadable(path, error, line)
    package = next(iter(document.values()))[0]
    name, version = package.get("name"), package.get("version")
    if not isinstance(name, str) or not isinstance(version, str):
        return Reading()
    written = _VERSION.search(head)
    at = line + head.count("\n", 0, written.start()) if written else line
    return read_locked(normalized(name), version, path, at)


def _own_end(entry: str) -> int:
    table = _TABLE.search(entry, 1)
    return table.start() if table else len(entry)
