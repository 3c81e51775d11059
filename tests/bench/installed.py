"""pooler-lint as people have it: installed from a wheel. An editable installation costs each start of Python 10 ms."""

from __future__ import annotations

import subprocess
import sys
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
ENVIRONMENT = ROOT / ".cache" / "bench-environment"
WITHOUT_PLUGIN = ROOT / ".cache" / "bench-flake8"


@cache
def installed_python() -> str:
    """Return the Python of an environment of its own that holds this state of the code.

    Needs the package index once.
    """
    python = _python(ENVIRONMENT)
    _install(python, f"{ROOT}[flake8]")
    _install(python, str(ROOT), "--force-reinstall", "--no-deps")
    return python


@cache
def python_with_flake8_alone() -> str:
    """Return the Python of an environment that has the same flake8, and not the plugin.

    Needs the package index once.
    """
    python = _python(WITHOUT_PLUGIN)
    version = "import importlib.metadata as m; print(m.version('flake8'))"
    same = subprocess.run([installed_python(), "-c", version], capture_output=True, text=True, check=True).stdout
    _install(python, f"flake8=={same.strip()}")
    return python


def _python(environment: Path) -> str:
    python = environment / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(environment)], check=True)
    return str(python)


def _install(python: str, *what: str) -> None:
    subprocess.run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *what], check=True)
