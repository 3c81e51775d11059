"""pooler-lint as people have it: installed from a wheel. An editable installation costs each start of Python 10 ms."""

from __future__ import annotations

import subprocess
import sys
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
ENVIRONMENT = ROOT / ".cache" / "bench-environment"


@cache
def installed_python() -> str:
    """The Python of an environment of its own that holds this state of the code. Needs the package index once."""
    python = ENVIRONMENT / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(ENVIRONMENT)], check=True)
    install = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", str(ROOT)]
    subprocess.run(install, check=True)
    subprocess.run([*install, "--force-reinstall", "--no-deps"], check=True)
    return str(python)
