"""Configuration files of poolers in a project: found by name, told apart by what they say."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pooler_lint.project.endpoints.data import PoolerConfig, note
from pooler_lint.project.endpoints.odyssey import read_odyssey
from pooler_lint.project.endpoints.pgbouncer import is_whole, read_pgbouncer
from pooler_lint.project.endpoints.tomls import read_pgcat, read_pgdog
from pooler_lint.project.environment.tree import folders_of, too_many_folders
from pooler_lint.project.texts import BrokenFileError, read_text
from pooler_lint.repository.files import Repository
from pooler_lint.values import Evidence

_LARGEST = 1_000_000

_Reader = Callable[[str, Path, Repository, int], "PoolerConfig | None"]
_READERS: tuple[tuple[str, str, _Reader], ...] = (
    ("pgbouncer", ".ini", read_pgbouncer),
    ("odyssey", ".conf", read_odyssey),
    ("pgcat", ".toml", read_pgcat),
    ("pgdog", ".toml", read_pgdog),
)
"""The word that the file's or its folder's name holds, how its name ends, and who reads it."""


@dataclass(frozen=True, slots=True)
class Configs:
    """The configuration files of poolers in a project, in path order."""

    files: tuple[PoolerConfig, ...]
    notes: tuple[Evidence, ...]


def find_configs(repository: Repository, below: bool = True) -> Configs:
    """Return every configuration file of a pooler in the root, and `below` it, without folders that hold no source.

    Those are the folders of `tree.folders_of`.
    """
    files: list[PoolerConfig] = []
    notes: list[Evidence] = []
    for path in _candidates(repository, below, notes):
        try:
            text = read_text(path, repository)
        except BrokenFileError as error:
            notes.append(note(path, 0, error))
            continue
        config = _read_file(path, text, repository, notes)
        if config is not None:
            files.append(config)
            notes += config.notes
    return Configs(tuple(files), tuple(notes))


def read_config(name: str, text: str, path: Path, repository: Repository, line: int = 0) -> PoolerConfig | None:
    """The configuration that a file of this name with this text is; `path` and `line` are where the text stands.

    None when it is no pooler's. Raises BrokenFileError.
    """
    reader = _reader(name.lower(), path.parent.name.lower())
    return None if reader is None else reader(text, path, repository, line)


def _read_file(path: Path, text: str, repository: Repository, notes: list[Evidence]) -> PoolerConfig | None:
    if path.suffix == ".ini" and not is_whole(text):
        return None
    try:
        return read_config(path.name, text, path, repository)
    except BrokenFileError as error:
        notes.append(note(path, 0, error))
        return None


def _reader(name: str, folder: str) -> _Reader | None:
    for word, end, reader in _READERS:
        if name.endswith(end) and word in name:
            return reader
    for word, end, reader in _READERS:
        if name.endswith(end) and word in folder and name != "users.toml":
            return reader
    return None


def _candidates(repository: Repository, below: bool, notes: list[Evidence]) -> Iterator[Path]:
    found: list[Path] = []
    root = Path(repository.root)
    for inner, entries in folders_of(repository, below):
        if entries is None:
            notes.append(note(root, 0, too_many_folders()))
            break
        folder = root / inner
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                continue
            if _reader(entry.name.lower(), folder.name.lower()) and 0 <= _size(entry) <= _LARGEST:
                found.append(folder / entry.name)
    return iter(sorted(found))


def _size(entry: os.DirEntry[str]) -> int:
    try:
        return entry.stat().st_size
    except OSError:
        return -1
