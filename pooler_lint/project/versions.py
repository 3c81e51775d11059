"""What a repository itself says about the versions of its database drivers.

For a file, the nearest folder upward that says something about a library counts, up to the root of the repository.
Within a folder a lock file comes before requirements files, these before environments of conda, pyproject.toml and
setup.cfg, in this order.
"""

from __future__ import annotations

import fnmatch
import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TypeAlias, TypeVar

from pooler_lint.project.claims import LIBRARIES, Claim, Reading, both, either, joined, unreadable
from pooler_lint.project.conda import read_environment
from pooler_lint.project.locks import read_pipfile_lock, read_toml_lock
from pooler_lint.project.manifests import read_pyproject, read_setup_cfg
from pooler_lint.project.requirements import read_requirements
from pooler_lint.records import dataclass, field
from pooler_lint.repository.files import Repositories, Repository
from pooler_lint.values import Evidence
from pooler_lint.versions import VersionRange

_Reader: TypeAlias = Callable[[Path, Repository], Reading]

_LOCKS: tuple[tuple[str, _Reader], ...] = (
    ("uv.lock", read_toml_lock),
    ("poetry.lock", read_toml_lock),
    ("pdm.lock", read_toml_lock),
    ("Pipfile.lock", read_pipfile_lock),
    ("pylock.toml", read_toml_lock),
    ("pylock.*.toml", read_toml_lock),
)
_WISHES: tuple[tuple[str, _Reader], ...] = (
    ("requirements*.txt", read_requirements),
    ("requirements/*.txt", read_requirements),
    ("environment*.y*ml", read_environment),
    ("conda*.y*ml", read_environment),
    ("pyproject.toml", read_pyproject),
    ("setup.cfg", read_setup_cfg),
)


_Of = TypeVar("_Of")

MOST_FILES = 100
"""Files of one kind in a folder, such as `requirements*.txt`, that are read."""


@dataclass(frozen=True, slots=True)
class FoundVersion:
    """The versions of a library that the repository allows or has locked, and where it says so."""

    range: VersionRange
    evidence: Evidence


class Lazily(Mapping[str, _Of]):
    """A mapping that is worked out when it is first asked for."""

    def __init__(self, make: Callable[[], Mapping[str, _Of]]) -> None:
        self._make = make
        self._made: Mapping[str, _Of] | None = None

    def __getitem__(self, key: str) -> _Of:
        return self._all()[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def _all(self) -> Mapping[str, _Of]:
        if self._made is None:
            self._made = self._make()
        return self._made


@dataclass(frozen=True, slots=True)
class _Folder:
    locked: Mapping[str, Claim]
    wished: Mapping[str, Claim]
    notes: tuple[Evidence, ...]


@dataclass(slots=True)
class VersionFinder:
    """Finds versions for many files of a run, and reads each folder once. Hold one a run."""

    repositories: Repositories = field(default_factory=Repositories)
    _folders: dict[Path, _Folder] = field(default_factory=dict)

    def versions_for(self, path: str) -> Mapping[str, FoundVersion]:
        """What is known for the file (or folder) at `path`: those of `claims.LIBRARIES`.

        A library of which nothing is known is absent.
        """
        repository = self.repositories.around(path)
        folders = [self._folder(folder, repository) for folder in _upward(Path(path), repository.root)]
        claims = {library: _nearest(library, folders) for library in sorted(LIBRARIES)}
        return {
            library: FoundVersion(claim.range, claim.evidence) for library, claim in claims.items() if claim is not None
        }

    def notes(self) -> tuple[Evidence, ...]:
        """What could not be read so far, in the files that were looked at."""
        return tuple(dict.fromkeys(note for folder in self._folders.values() for note in folder.notes))

    def _folder(self, folder: Path, repository: Repository) -> _Folder:
        if folder not in self._folders:
            self._folders[folder] = _read_folder(folder, repository)
        return self._folders[folder]


def is_read_for_versions(name: str) -> bool:
    """True if a file of this name is read for versions where it lies in a folder of a project."""
    return any(fnmatch.fnmatch(name, pattern.rpartition("/")[2]) for pattern, _ in (*_LOCKS, *_WISHES))


def _upward(start: Path, root: str) -> Iterator[Path]:
    """Yield the folders from the file upward, the root of the repository last."""
    at = Path(os.path.abspath(start))
    for folder in ([at] if at.is_dir() else []) + list(at.parents):
        yield folder
        if str(folder) == root:
            return


def _nearest(library: str, folders: list[_Folder]) -> Claim | None:
    for number, folder in enumerate(folders):
        locked, wished = folder.locked.get(library), folder.wished.get(library)
        if locked is not None:
            return locked
        if wished is not None:
            return _locked_above(library, wished, folders[number + 1 :]) or wished
    return None


def _locked_above(library: str, wished: Claim, above: list[_Folder]) -> Claim | None:
    """The members of a workspace share the lock file of its root: it counts if it fits what the member asks for."""
    locked = next((folder.locked[library] for folder in above if library in folder.locked), None)
    return locked if locked is not None and both(locked, wished) is not None else None


def _read_folder(folder: Path, repository: Repository) -> _Folder:
    locked, lock_notes = _by_rank(folder, repository, _LOCKS)
    wished, wish_notes = _by_rank(folder, repository, _WISHES)
    return _Folder(locked, wished, lock_notes + wish_notes)


def _by_rank(
    folder: Path, repository: Repository, sources: tuple[tuple[str, _Reader], ...]
) -> tuple[Mapping[str, Claim], tuple[Evidence, ...]]:
    """What the folder's files of these kinds say, the first kind that names a library before the others."""
    found: dict[str, Claim] = {}
    notes: tuple[Evidence, ...] = ()
    for pattern, read in sources:
        files = _matches(folder, pattern, repository)
        reading = joined(read(path, repository) for path in files[:MOST_FILES])
        notes += reading.notes
        if len(files) > MOST_FILES:
            notes += unreadable(files[MOST_FILES], f"only {MOST_FILES} files of a kind are read in a folder").notes
        for library in LIBRARIES - found.keys():
            claims = [claim for claim in reading.claims if claim.library == library]
            if claims:
                found[library] = either(claims)
    return found, notes


def _matches(folder: Path, pattern: str, repository: Repository) -> list[Path]:
    inner, _, name = pattern.rpartition("/")
    within = folder / inner
    return [within / found for found in sorted(fnmatch.filter(repository.names(str(within)), name))]
