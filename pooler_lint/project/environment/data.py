"""What one file says about environment variables, before it is known which Python files get them."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from enum import IntEnum
from typing import TYPE_CHECKING

from pooler_lint.project.texts import BrokenFileError
from pooler_lint.records import dataclass

if TYPE_CHECKING:
    from pooler_lint.project.environment.workloads import Document


class Rank(IntEnum):
    """How much a value counts that does not come from a deployment file: the smallest counts most.

    Each `Source` has a rank of its own between these.
    """

    CONFIGURATION = 0
    PROCESS = 5
    DOTENV = 10
    DOTENV_TEST = 11
    EXAMPLE = 12
    DOTENV_UNUSED = 80


class BrokenTextError(BrokenFileError):
    """A text is not what its format asks for, from `line` on (from 1; 0: no line). The message quotes nothing of it."""

    def __init__(self, why: str, line: int = 0) -> None:
        super().__init__(why)
        self.line = line


@dataclass(frozen=True, slots=True)
class Setting:
    """A variable that a file sets: `path` is relative to the root, `line` counts from 1.

    In `value` the references are resolved, or stand as markers (see interpolation.py). It may hold secrets.
    """

    name: str
    value: str
    path: str
    line: int


@dataclass(frozen=True, slots=True)
class Block:
    """The variables that one place gives to one program.

    `path` is the file that speaks of the program, relative to the root; `scope` is what it calls the program. `names`
    are names that the program's folder may have; `folder` is the folder of its code where that is said, relative to the
    root. `foreign` says that the program is none of the repository's Python code, `runs_tests` that it runs tests.
    `is_built_here`: the platform builds what lies in that folder; a Dockerfile or a Procfile there says what runs.
    """

    path: str
    settings: tuple[Setting, ...]
    scope: str | None = None
    names: tuple[str, ...] = ()
    folder: str | None = None
    foreign: bool = False
    runs_tests: bool = False
    is_built_here: bool = False


def over(base: Iterable[Setting], own: Iterable[Setting]) -> tuple[Setting, ...]:
    """Return the settings of an inner level: its own ones, and those of the level around it that it does not set."""
    settings = {setting.name: setting for setting in (*base, *own)}
    return tuple(settings.values())


@dataclass(frozen=True, slots=True)
class Problem:
    """A line (0: none) that could not be read, and why, without a word of it."""

    line: int
    why: str


@dataclass(frozen=True, slots=True)
class Mount:
    """A path of the host that the container sees at `target`; relative to the folder of the file, or absolute."""

    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Build:
    """How an image is built; `context` is relative to the folder of the file, `dockerfile` to the context."""

    context: str
    dockerfile: str | None = None
    target: str | None = None
    arguments: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ComposeService:
    """A service as its file declares it. `path` is relative to the root, `env_files` too."""

    name: str
    path: str
    line: int
    settings: tuple[Setting, ...] = ()
    image: str | None = None
    build: Build | None = None
    mounts: tuple[Mount, ...] = ()
    working_dir: str | None = None
    command: tuple[str, ...] = ()
    ports: tuple[tuple[int, int], ...] = ()
    aliases: tuple[str, ...] = ()
    env_files: tuple[str, ...] = ()

    @property
    def folder(self) -> str:
        """The folder of its file."""
        return posixpath.dirname(self.path)

    @property
    def is_addition(self) -> bool:
        """It says neither image nor build: it adds to the service of the same name in another file."""
        return self.image is None and self.build is None


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one file says, and what of it could not be read."""

    blocks: tuple[Block, ...] = ()
    problems: tuple[Problem, ...] = ()
    services: tuple[ComposeService, ...] = ()
    """The containers that it runs, where their images and ports tell that one is a pooler."""
    documents: tuple[Document, ...] = ()
    """Kubernetes manifests, from which the blocks and the poolers of workloads are made together with other files."""
