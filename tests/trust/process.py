"""pooler-lint as a process, with only the rights that an ordinary user has."""

from __future__ import annotations

import ctypes
import os
import resource
import subprocess
from collections.abc import Callable
from functools import partial
from pathlib import Path

from tests import forks

ROOT = Path(__file__).parent.parent.parent
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": ""}

# https://man7.org/linux/man-pages/man7/capabilities.7.html: what lets root give files away, and read and write
# where modes say no.
_DROP_FROM_BOUNDING_SET = 24
_VERSION_3 = 0x20080522
_POWERS_OVER_FILES = (0, 1, 2, 3)

BROKEN = 'import asyncpg\n\npool = asyncpg.create_pool("postgresql://u@pgbouncer:6432/d")\n'
REPAIRED = BROKEN.replace('/d")', '/d", statement_cache_size=0)')


def as_ordinary_user() -> None:
    """Take from this process what root may do beyond the modes of files; nothing for anyone else."""
    if os.getuid() != 0:
        return
    libc = ctypes.CDLL(None, use_errno=True)
    for capability in _POWERS_OVER_FILES:  # the process keeps them, what it starts does not
        _checked(libc.prctl(_DROP_FROM_BOUNDING_SET, capability, 0, 0, 0))
    header, sets = (ctypes.c_uint32 * 2)(_VERSION_3, 0), (ctypes.c_uint32 * 6)()
    _checked(libc.capget(header, sets))
    for number in range(3):  # effective, permitted, inheritable
        sets[number] &= ~sum(1 << capability for capability in _POWERS_OVER_FILES)
    _checked(libc.capset(header, sets))


def _checked(result: int) -> None:
    if result:
        raise OSError(ctypes.get_errno(), "the capabilities cannot be dropped")


def with_files_of_at_most(size: int) -> Callable[[], None]:
    """A process that finds the disk full when a file of its own grows beyond so many bytes."""
    return partial(resource.setrlimit, resource.RLIMIT_FSIZE, (size, size))


def pooler_lint(
    folder: Path, *argv: str, stdout: str | None = None, before: Callable[[], None] = as_ordinary_user
) -> subprocess.CompletedProcess[str]:
    """Run it in the folder; `before` runs in the new process, and `stdout` names a device to write to."""
    command = ["-m", "pooler_lint", *argv]
    return _as_text(forks.python(command, folder, environment=ENVIRONMENT, stdout=stdout, before=before))


def python(folder: Path, program: str, *argv: str) -> subprocess.CompletedProcess[str]:
    """Run a program that imports pooler-lint itself."""
    return _as_text(forks.python(["-c", program, *argv], folder, environment=ENVIRONMENT, before=as_ordinary_user))


def _as_text(done: subprocess.CompletedProcess[bytes]) -> subprocess.CompletedProcess[str]:
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


def leftovers(folder: Path) -> list[str]:
    """Temporary files that a write left behind."""
    return sorted(path.name for path in folder.rglob(".pooler-lint-*"))
