"""pooler-lint as a process of its own, with only the rights that an ordinary user has."""

from __future__ import annotations

import ctypes
import os
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": ""}

# https://man7.org/linux/man-pages/man7/capabilities.7.html: what lets root give files away, and read and write
# where modes say no.
_DROP_FROM_BOUNDING_SET = 24
_POWERS_OVER_FILES = (0, 1, 2, 3)

BROKEN = 'import asyncpg\n\npool = asyncpg.create_pool("postgresql://u@pgbouncer:6432/d")\n'
REPAIRED = BROKEN.replace('/d")', '/d", statement_cache_size=0)')


def as_ordinary_user() -> None:
    """Take from this process what root may do beyond the modes of files; nothing for anyone else."""
    if os.getuid() != 0:
        return
    libc = ctypes.CDLL(None, use_errno=True)
    for capability in _POWERS_OVER_FILES:
        if libc.prctl(_DROP_FROM_BOUNDING_SET, capability, 0, 0, 0):
            raise OSError(ctypes.get_errno(), "the capability can't be dropped")


def with_files_of_at_most(size: int) -> Callable[[], None]:
    """A process that finds the disk full when a file of its own grows beyond so many bytes."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def pooler_lint(
    folder: Path, *argv: str, before: Callable[[], None] = as_ordinary_user
) -> subprocess.CompletedProcess[str]:
    """Run it in the folder; `before` runs in the new process."""
    command = [sys.executable, "-m", "pooler_lint", *argv]
    return subprocess.run(
        command,
        cwd=folder,
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        preexec_fn=before,
        check=False,
    )


def python(folder: Path, program: str, *argv: str) -> subprocess.CompletedProcess[str]:
    """Run a program that imports pooler-lint itself."""
    return subprocess.run(
        [sys.executable, "-c", program, *argv],
        cwd=folder,
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        preexec_fn=as_ordinary_user,
        check=False,
    )


def leftovers(folder: Path) -> list[str]:
    """Temporary files that a write left behind."""
    return sorted(path.name for path in folder.rglob(".pooler-lint-*"))
