"""Configuration files of poolers in a project: found by name, told apart by what they say."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from pooler_lint.project.endpoints.data import PoolerConfig, note
from pooler_lint.project.endpoints.odyssey import read_odyssey
from pooler_lint.project.endpoints.pgbouncer import is_whole, read_pgbouncer
from pooler_lint.project.endpoints.tomls import read_pgcat, read_pgdog
from pooler_lint.project.environment.names import pooler_of
from pooler_lint.project.texts import BrokenFileError, read_text
from pooler_lint.records import dataclass
from pooler_lint.repository.files import Repository
from pooler_lint.values import Evidence

_READERS: Mapping[str, Callable[[str, Path, Repository, int], PoolerConfig | None]] = {
    "pgbouncer": read_pgbouncer,
    "odyssey": read_odyssey,
    "pgcat": read_pgcat,
    "pgdog": read_pgdog,
}


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
    return None if pooler is None else _READERS[pooler](text, path, repository, line)


def _read_file(path: Path, text: str, repository: Repository, notes: list[Evidence]) -> PoolerConfig | None:
    if path.suffix == ".ini" and not is_whole(text):
        return None
    try:
        return read_config(path.name, text, path, repository)
    except BrokenFileError as error:
        notes.append(note(path, 0, error))
        return None
