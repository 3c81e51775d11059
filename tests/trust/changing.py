"""`python -m tests.trust.changing --seeds 0:100`: runs with a cache after random changes, compared with runs without.

Files of a small repository are written, removed, renamed and given other times. After each step every way to ask for
the report must give the same one with and without the cache.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import random
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from pooler_lint import paths
from pooler_lint.cache import memory, state
from pooler_lint.cli import main as pooler_lint

STEPS = 12
POOLED, DIRECT = "pgbouncer:6432", "db:5432"
_HEAD = "import os\nimport asyncpg\n"
_CALL = "asyncpg.connect(f'postgresql://{HOST}/app'%s)\n"
_COMPOSE = (
    "services:\n  app:\n    build: .\n    command: python -m app.main\n    environment:\n      DB_HOST: %s\n"
    "    env_file: [deploy/app.vars]\n"
)
_INI = "[databases]\napp = host=db\n[pgbouncer]\nlisten_addr = proxy\nlisten_port = 7777\npool_mode = %s\n"
CONTENTS: dict[str, tuple[str, ...]] = {
    "app/__init__.py": ("",),
    "app/main.py": (
        f"{_HEAD}from app.config import HOST\n{_CALL % ''}",
        f"{_HEAD}from app.config import HOST, OPTIONS\n{_CALL % ', **OPTIONS'}",
        f"{_HEAD}from .late import HOST\n{_CALL % ''}",
        f"{_HEAD}HOST = os.environ['DB_HOST']\n{_CALL % ''}",
        f"{_HEAD}def connect(HOST):\n    return {_CALL % ''}",
        f"{_HEAD}import json, yaml\nHOST = yaml.safe_load(open('settings.yaml'))['host']\n{_CALL % ''}",
        f"{_HEAD}from app.config import HOST\npool = {_CALL % ', statement_cache_size=0'}",
        "import json\n",
        f"{_HEAD}asyncpg.connect(\n",
    ),
    "app/jobs.py": (
        "from app.main import pool\n\n\nasync def run():\n    await pool.execute('LISTEN jobs')\n",
        "from app.main import pool\n\n\nasync def run():\n    await pool.execute('SELECT 1')  # past pgbouncer:6432\n",
    ),
    "app/config.py": (
        "HOST = 'db:5432'\nOPTIONS = {}\n",
        "HOST = 'pgbouncer:6432'\nOPTIONS = {'statement_cache_size': 0}\n",
        "import os\nHOST = os.environ.get('DB_HOST', 'db:5432')\nOPTIONS = {'statement_cache_size': 0}\n",
        "from app.base import *\nOPTIONS = {}\n",
        "HOST = (\n",
    ),
    "app/base.py": ("HOST = 'pgbouncer:6432'\n", "HOST = 'db:5432'\n", "from app.late import HOST\n"),
    "app/late.py": ("HOST = 'pgbouncer:6432'\n", "HOST = 'db:5432'\n"),
    "app/late/__init__.py": ("HOST = 'pgbouncer:6432'\n",),
    "app/caller.py": (
        "from app.main import connect\nconnect('pgbouncer:6432')\n",
        "from app.main import connect\nconnect('db:5432')\n",
        "from app import config\nconfig.OPTIONS['statement_cache_size'] = 5\n",
        "from app.config import OPTIONS\nOPTIONS.update(statement_cache_size=0)\n",
        "from app.config import *\nHOST = 'pgbouncer:6432'\n",
        "import json\n",
    ),
    "app/second.py": (f"{_HEAD}from app.base import HOST\n{_CALL % ', statement_cache_size=0'}", "x = 1\n"),
    "tools/check.py": (f"{_HEAD}HOST = os.getenv('DB_HOST')\n{_CALL % ''}", "import json\n"),
    "tools/pyproject.toml": ("[project]\nname = 'tools'\n", "[tool.pooler-lint]\nignore = ['PGB101']\n"),
    "settings.yaml": ("host: pgbouncer:6432\n", "host: db:5432\n", "host: [\n"),
    "compose.yaml": (_COMPOSE % POOLED, _COMPOSE % DIRECT, "services: [\n", "services: {}\n"),
    "deploy/app.vars": (f"DB_HOST={POOLED}\n", f"DB_HOST={DIRECT}\n"),
    "deploy/pgbouncer.ini": (_INI % "transaction", _INI % "session", "[pgbouncer\n"),
    ".env": (f"DB_HOST={POOLED}\n", f"DB_HOST={DIRECT}\n", "DB_HOST=proxy:7777\n", "# nothing\n"),
    ".env.example": (f"DB_HOST={POOLED}\n",),
    "requirements.txt": ("asyncpg==0.29.0\n", "asyncpg>=0.31\n", "-r deploy/more.txt\n", "asyncpg==\n"),
    "deploy/more.txt": ("asyncpg==0.28.0\n", "asyncpg==0.31.0\n"),
    "README.md": ("Copy .env.example to .env\n", "Nothing\n"),
    ".gitignore": ("deploy/\n", ".env\n", "app/late.py\n", "tools/\n"),
    "pyproject.toml": (
        "[project]\nname = 'app'\n",
        "[tool.pooler-lint]\nextend-exclude = ['tools']\n",
        f"[tool.pooler-lint.env]\nDB_HOST = '{POOLED}'\n",
        "[tool.pooler-lint]\nsrc = ['app']\n",
        "[tool.pooler-lint]\nselect = 1\n",
    ),
    "pooler-lint.toml": ('[[endpoints]]\nmatch = "db:5432"\nmode = "transaction"\n',),
    "inner/.git/config": ("",),
    "inner/app.py": (f"{_HEAD}HOST = os.getenv('DB_HOST')\n{_CALL % ''}",),
    ".venv/file.py": (f"HOST = '{POOLED}'\n",),
}
WAYS: tuple[tuple[str, ...], ...] = (
    (),
    ("app",),
    ("app/main.py", "app/config.py"),
    ("--show-unresolved",),
    ("--output-format", "json"),
)


def main() -> int:
    """Run the seeds, and show the first difference."""
    parser = argparse.ArgumentParser(prog="python -m tests.trust.changing", description=__doc__)
    parser.add_argument("--seeds", default="0:20", help="FIRST:END")
    first, end = map(int, parser.parse_args().seeds.split(":"))
    for seed in range(first, end):
        difference = difference_of(seed)
        if difference is not None:
            sys.stdout.write(f"seed {seed}: {difference}\n")
            return 1
    sys.stdout.write(f"{end - first} seeds, {STEPS} steps each: no difference\n")
    return 0


def difference_of(seed: int) -> str | None:
    """Return what differs after the changes of this seed, with the steps before it; None if nothing does."""
    chosen = random.Random(seed)
    done: list[str] = []
    with tempfile.TemporaryDirectory() as folder, _alone(Path(folder)) as root:
        for name in chosen.sample(sorted(CONTENTS), 12):
            _write(root, name, chosen)
        for step in range(STEPS):
            done.append(_change(root, chosen, step))
            for way in chosen.sample(WAYS, 2):
                kept, fresh = _report(way), _report((*way, "--no-cache"))
                if kept != fresh:
                    return f"{way} after {done}\n--- without the cache\n{fresh}\n--- with it\n{kept}"
    return None


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[Path]:
    """Run in a repository with a cache of its own, which believes files that have just been written."""
    root = folder / "repository"
    (root / ".git").mkdir(parents=True)
    with pytest.MonkeyPatch.context() as patched:
        for module in (memory, state):
            patched.setattr(module, "TOO_NEW", -(10**12))
        patched.setattr(paths, "MANY", 1)
        patched.setenv("POOLER_LINT_CACHE_DIR", str(folder / "cache"))
        patched.chdir(root)
        yield root


def _change(root: Path, chosen: random.Random, step: int) -> str:
    there = sorted(path for path in root.rglob("*") if path.is_file() and ".git/" not in str(path))
    kind = chosen.choice(("write", "write", "write", "remove", "rename", "time", "nothing", "unrelated"))
    if kind == "write" or not there:
        name = chosen.choice(sorted(CONTENTS))
        return f"write {name} {_write(root, name, chosen, step)}"
    file = chosen.choice(there)
    name = str(file.relative_to(root))
    if kind == "remove":
        file.unlink()
    elif kind == "rename":
        target = root / chosen.choice(sorted(CONTENTS))
        if not target.exists() and _is_free(root, target):
            target.parent.mkdir(parents=True, exist_ok=True)
            file.rename(target)
            name += f" to {target.relative_to(root)}"
    elif kind == "time":
        os.utime(file, ns=(step, step))
    elif kind == "unrelated":
        name = chosen.choice(("app/unrelated%d.py", "notes%d.txt", "docs/page%d.md")) % step
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text("import json\n")
    return f"{kind} {name}"


def _write(root: Path, name: str, chosen: random.Random, step: int = 0) -> str:
    """Write one of the contents; each time with another size, since the clock of a file system may not have ticked."""
    path = root / name
    if not _is_free(root, path):
        return "(a file is in its way)"
    path.parent.mkdir(parents=True, exist_ok=True)
    content = chosen.choice(CONTENTS[name])
    path.write_text(content + "\n" * (step + 1))
    return repr(content)


def _is_free(root: Path, path: Path) -> bool:
    return not path.is_dir() and not any(folder.is_file() for folder in path.relative_to(root).parents)


def _report(arguments: tuple[str, ...]) -> str:
    output, errors = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(output), contextlib.redirect_stderr(errors):
        status = pooler_lint([*(() if "--output-format" in arguments else ("--output-format", "concise")), *arguments])
    return f"{status}\n{output.getvalue()}{errors.getvalue()}"


if __name__ == "__main__":
    sys.exit(main())
