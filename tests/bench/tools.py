"""The programs that are compared, each asked for one simple thing over all files."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

from pooler_lint.files import words as of_libraries
from tests.bench.installed import installed_python, python_with_flake8_alone

OURS, OURS_AGAIN = "pooler-lint", "pooler-lint, nothing changed"
RUFF, RUFF_AGAIN = "ruff", "ruff, nothing changed"
PYTHON = "python -c pass"
FLAKE8, FLAKE8_WITH = "flake8", "flake8 with the plugin"
LEAST, LEAST_PARSING = "Python: walk, read, search", "Python: and parse what could connect"


def commands(target: str, state: Path) -> dict[str, list[str]]:
    """Ours and ruff, both without a cache and with one in the folder `state`; and the least that Python can do."""
    ours = [installed_python(), "-m", "pooler_lint", "--isolated", "--quiet", target]
    ruff = [_tool("ruff") or "ruff", "check", "--isolated", "--quiet", "--select", "B006", target]
    least = [installed_python(), "-W", "ignore", str(Path(__file__).with_name("least.py")), target]
    return {
        OURS: [*ours, "--no-cache"],
        RUFF: [*ruff, "--no-cache"],
        OURS_AGAIN: [*ours, "--cache-dir", str(state / "ours")],
        RUFF_AGAIN: [*ruff, "--cache-dir", str(state / "ruff")],
        LEAST: least,
        LEAST_PARSING: [*least, "--parse"],
    }


def flake8_commands(target: str) -> dict[str, list[str]]:
    """Return flake8 without and with the plugin, in one process."""
    arguments = ["-m", "flake8", "--isolated", "--jobs=1", target]
    return {FLAKE8: [python_with_flake8_alone(), *arguments], FLAKE8_WITH: [installed_python(), *arguments]}


def searches(target: str, *, slow: bool) -> dict[str, list[str]]:
    """Programs that search text or trees, where they are installed, run once; the slow ones take minutes a thousand."""
    words = "|".join(sorted({library.decode() for library, _ in of_libraries.CALLED}))
    pattern = "$X = $Y.connect($$$)"
    found: Mapping[str, tuple[str, list[str]]] = {
        "rg -l, the same words": ("rg", ["-l", "--no-ignore", "-g", "*.py", words, target]),
        "ast-grep, one pattern": ("ast-grep", ["run", "-l", "python", "-p", pattern, "--json=stream", target]),
        "fixit, one rule": ("fixit", ["--quiet", "--rules", "fixit.rules:NoNamedTuple", "lint", target]),
        "semgrep, one pattern": (
            "semgrep",
            [
                *("scan", "--quiet", "--metrics=off", "--disable-version-check", "--no-git-ignore"),
                *("-l", "python", "-e", "$X = $Y.connect(...)", target),
            ],
        ),
    }
    if not slow:
        found = {name: one for name, one in found.items() if one[0] in ("rg", "ast-grep")}
    installed = {name: (_tool(tool), arguments) for name, (tool, arguments) in found.items()}
    return {name: [path, *arguments] for name, (path, arguments) in installed.items() if path is not None}


def _tool(name: str) -> str | None:
    """The program beside this Python, else the one on the path."""
    beside = Path(sys.executable).with_name(name)
    return str(beside) if beside.exists() else shutil.which(name)
