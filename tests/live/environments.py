"""Virtual environments with the drivers to measure, built once and kept in `.cache/`."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

CACHE = Path(__file__).resolve().parents[2] / ".cache" / "environments"
BUILD_SECONDS = 600

EnvironmentName = Literal["newest", "asyncpg-0.30", "asyncpg-0.29", "asyncpg-0.27", "gino"]


class NotBuildable(Exception):
    """The environment cannot be had here; the text says why, in one line."""


@dataclass(frozen=True, slots=True)
class Environment:
    """What to install, and the Python versions that have ready-made packages of it (both ends included)."""

    name: EnvironmentName
    requirements: tuple[str, ...]
    oldest_python: tuple[int, int]
    newest_python: tuple[int, int]
    sources: tuple[str, ...] = ()
    """Packages that are published as source alone, and pure Python."""

    @property
    def folder(self) -> Path:
        """Where it is, or will be, built; the requirements are part of the name."""
        digest = hashlib.sha256("\n".join(self.requirements).encode()).hexdigest()[:10]
        return CACHE / f"{self.name}-{digest}"

    @property
    def python(self) -> Path:
        """Its Python."""
        return self.folder / "bin" / "python"


ENVIRONMENTS: dict[EnvironmentName, Environment] = {
    environment.name: environment
    for environment in (
        Environment(
            "newest",
            (
                "asyncpg>=0.32", "SQLAlchemy[asyncio]>=2.1", "psycopg[binary,pool]>=3.3", "psycopg2-binary", "pg8000",
                "Django>=5.2", "tortoise-orm>=1.1", "piccolo>=1.38", "databases>=0.9",
            ),
            (3, 10), (3, 14),
        ),
        Environment(
            "asyncpg-0.30",
            ("asyncpg==0.30.0", "SQLAlchemy[asyncio]==2.0.*", "psycopg[binary]==3.2.*", "psycopg2-binary"),
            (3, 10), (3, 13),
        ),
        Environment("asyncpg-0.29", ("asyncpg==0.29.0", "SQLAlchemy[asyncio]==2.0.*"), (3, 10), (3, 12)),
        Environment(
            "gino", ("gino==1.0.1", "gino-starlette==0.1.*", "asyncpg>=0.30"), (3, 10), (3, 11), ("SQLAlchemy",)
        ),
        Environment("asyncpg-0.27", ("asyncpg==0.27.0", "SQLAlchemy[asyncio]==1.4.*"), (3, 10), (3, 11)),
    )
}  # fmt: skip
MEASURED: tuple[EnvironmentName, ...] = tuple(name for name in ENVIRONMENTS if name != "gino")
"""Those whose drivers are measured; GINO pins an older SQLAlchemy, and only its own cases are constructed with it."""


def built(name: EnvironmentName) -> Environment:
    """The environment, built now if it is not there yet. Raises NotBuildable."""
    environment = ENVIRONMENTS[name]
    CACHE.mkdir(parents=True, exist_ok=True)
    with (CACHE / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        return _built(environment)


def _built(environment: Environment) -> Environment:
    if (environment.folder / "complete").exists():
        return environment
    reasons = []
    for python in _pythons(environment):
        try:
            _build(environment, python)
        except (subprocess.SubprocessError, OSError) as error:
            said = (getattr(error, "stderr", None) or str(error)).strip().splitlines()
            reasons.append(f"{python}: {said[-1] if said else error}")
        else:
            return environment
    oldest, newest = (".".join(map(str, end)) for end in (environment.oldest_python, environment.newest_python))
    raise NotBuildable(
        f"{environment.name} cannot be built: {'; '.join(reasons) or f'no Python {oldest} to {newest} found'}"
    )


def versions(environment: Environment) -> dict[str, str]:
    """The versions installed there, of the packages that matter."""
    program = (
        "import importlib.metadata as m, json, platform;"
        "print(json.dumps({d.metadata['Name'].lower(): d.version for d in m.distributions()}"
        " | {'python': platform.python_version()}))"
    )
    done = subprocess.run([environment.python, "-c", program], capture_output=True, text=True, check=True)
    found: dict[str, str] = json.loads(done.stdout)
    return {name: found[name] for name in sorted(found) if name in _NAMED}


_NAMED = frozenset(
    {"python", "asyncpg", "sqlalchemy", "psycopg", "psycopg-pool", "psycopg2-binary", "pg8000", "django",
     "tortoise-orm", "piccolo", "databases"}
)  # fmt: skip


def _pythons(environment: Environment) -> Iterator[str]:
    """Pythons of this machine that fit: our own first, then the newest."""
    if environment.oldest_python <= sys.version_info[:2] <= environment.newest_python:
        yield sys.executable
    for minor in range(environment.newest_python[1], environment.oldest_python[1] - 1, -1):
        in_path = shutil.which(f"python3.{minor}")
        kept = sorted(Path.home().glob(f".pyenv/versions/3.{minor}.*/bin/python3"))
        for python in map(str, [*kept, *([in_path] if in_path else [])]):
            if subprocess.run([python, "-c", "import venv, ssl"], capture_output=True, check=False).returncode == 0:
                yield python
                break


def _build(environment: Environment, python: str) -> None:
    """Build it anew; the file `complete` is the last thing to come."""
    shutil.rmtree(environment.folder, ignore_errors=True)
    subprocess.run([python, "-m", "venv", str(environment.folder)], capture_output=True, text=True, check=True)
    command = [str(environment.python), "-m", "pip", "install", "--quiet", "--only-binary", ":all:"]
    command += [part for name in environment.sources for part in ("--no-binary", name)]
    subprocess.run(
        [*command, *environment.requirements], capture_output=True, text=True, check=True, timeout=BUILD_SECONDS,
        env={**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1"},
    )  # fmt: skip
    (environment.folder / "complete").write_text(python + "\n", encoding="utf-8")
