"""Configuration files of poolers in a project: found by name, told apart by what they say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from pooler_lint.project.endpoints.data import PoolerConfig, PoolerFile, note
from pooler_lint.project.texts import BrokenFileError, read_text
from pooler_lint.records import dataclass
from pooler_lint.registry import module, names
from pooler_lint.repository.files import Repository
from pooler_lint.values import Evidence


@cache
def pooler_files() -> Mapping[str, PoolerFile]:
    """Return how poolers are configured, by the word that the names of their files contain."""
    return {name: module("project.endpoints.configs", name).POOLER for name in names("project.endpoints.configs")}


def pooler_of(name: str, parent: str) -> PoolerFile | None:
    """Return whose configuration the file of this name in a folder `parent` is; None if it is no pooler's."""
    lowered = name.lower()
    fitting = {word: pooler for word, pooler in pooler_files().items() if lowered.endswith(pooler.suffix)}
    by_name = (pooler for word, pooler in fitting.items() if word in lowered)
    by_folder = (pooler for word, pooler in fitting.items() if word in parent.lower() and lowered != "users.toml")
    return next(by_name, None) or next(by_folder, None)


@dataclass(frozen=True, slots=True)
class Configs:
    """The configuration files of poolers in a project, in path order."""

    files: tuple[PoolerConfig, ...]
    notes: tuple[Evidence, ...]


def find_configs(repository: Repository, paths: Iterable[Path]) -> Configs:
    """Return the configurations of poolers among these files of the repository."""
    files: list[PoolerConfig] = []
    notes: list[Evidence] = []
    for path in sorted(paths):
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
    pooler = pooler_of(name, path.parent.name)
    return None if pooler is None else pooler.read(text, path, repository, line)


def _read_file(path: Path, text: str, repository: Repository, notes: list[Evidence]) -> PoolerConfig | None:
    pooler = pooler_of(path.name, path.parent.name)
    if pooler is None or not pooler.is_whole(text):
        return None
    try:
        return read_config(path.name, text, path, repository)
    except BrokenFileError as error:
        notes.append(note(path, 0, error))
        return None
