"""`python -m tests.bench`: measures, prints the table and writes `docs/benchmarks.md`.

`--check` exits with 1 when a goal is missed. Downloads a few hundred MB of packages once.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.bench.installed import installed_python
from tests.bench.measure import FailedRunError, Run, alternating, run
from tests.bench.table import Goal, Row, goals_table, page, rows_table
from tests.bench.tools import (
    FLAKE8,
    FLAKE8_WITH,
    LEAST_PARSING,
    OURS,
    OURS_AGAIN,
    PYTHON,
    RUFF,
    RUFF_AGAIN,
    commands,
    flake8_commands,
    searches,
)
from tests.bench.trees import FLAGGED, REFUSED, Tree, application, large, monorepo, one_repository, parts, single

PAGE = Path(__file__).parents[2] / "docs" / "benchmarks.md"
MB_A_PROCESS = 120
MANY_FILES = 1000


def main() -> int:
    """Measure, tell, and judge."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--check", action="store_true", help="exit with 1 when a goal is missed")
    parser.add_argument(
        "--rounds", type=int, default=5, help="runs of each command, of which the smallest figures count"
    )
    parser.add_argument("--only-ruff", action="store_true", help="leave out the programs that take minutes")
    parser.add_argument("--no-page", action="store_true", help="write no page")
    options = parser.parse_args()
    state = Path(tempfile.mkdtemp())
    try:
        tables, goals = _measured(options.rounds, state, options.only_ruff)
    finally:
        shutil.rmtree(state)
    text = page(_machine(), tables)
    sys.stdout.write(text)
    if not options.no_page:
        PAGE.write_text(text, encoding="utf-8")
    return 1 if options.check and any(not goal.is_met for goal in goals) else 0


def _measured(rounds: int, state: Path, only_ruff: bool) -> tuple[list[str], list[Goal]]:
    whole, app = large(), application()
    tables, goals = [], []
    for tree, most, most_parsing in ((whole, 3.0, 2.2), (app, 9.0, 2.2)):
        found = alternating(commands(".", state / tree.name), tree.path, rounds)
        others = {} if only_ruff else _once(tree)
        tables.append(rows_table(tree, [Row(name, one) for name, one in {**found, **others}.items()], found[RUFF]))
        goals.append(Goal(f"{tree.name}, no cache, of ruff", found[OURS].cpu / found[RUFF].cpu, most))
        goals.append(
            Goal(f"{tree.name}, of `{LEAST_PARSING}`", found[OURS].cpu / found[LEAST_PARSING].cpu, most_parsing)
        )
        goals.append(Goal(f"{tree.name}, nothing changed, of ruff", found[OURS_AGAIN].cpu / found[RUFF_AGAIN].cpu, 2))
        if tree is whole:
            goals.append(Goal(f"{tree.name}, memory of a process in MB", found[OURS].memory, MB_A_PROCESS))
    for more in (_changed(rounds, state), _services(rounds), _flake8(app, rounds), _single(rounds * 3, state)):
        tables.append(more[0])
        goals += more[1]
    return [*tables, _growth(rounds), goals_table(goals)], goals


def _changed(rounds: int, state: Path) -> tuple[str, list[Goal]]:
    """A run after a change of one file, and after a new one that nothing imports."""
    tree = one_repository()
    every = {name: one for name, one in commands(".", state / "changed").items() if name in (OURS_AGAIN, RUFF_AGAIN)}
    changed, new = tree.path / _CHANGED, tree.path / "sympy" / "unrelated.py"
    text = changed.read_text(encoding="utf-8")

    def change(number: int) -> None:
        changed.write_text(f"{text}\n# {number}\n", encoding="utf-8")

    def add(number: int) -> None:
        new.write_text(f"import json\n# {number}\n", encoding="utf-8")

    try:
        unchanged = alternating(every, tree.path, rounds)
        after_change = alternating(every, tree.path, rounds, change)
        after_new = alternating(every, tree.path, rounds, add)
    finally:
        changed.write_text(text, encoding="utf-8")
        new.unlink(missing_ok=True)
    rows = [
        Row(f"{name.partition(',')[0]}, {what}", found[name])
        for what, found in (
            ("nothing changed", unchanged),
            ("one file changed", after_change),
            ("a new file", after_new),
        )
        for name in every
    ]
    base = unchanged[RUFF_AGAIN]
    most = 2 * base.cpu + 0.1
    goals = [
        Goal("one file changed, processor seconds", after_change[OURS_AGAIN].cpu, most),
        Goal("an unrelated new file, processor seconds", after_new[OURS_AGAIN].cpu, most),
    ]
    return rows_table(tree, rows, base), goals


_CHANGED = "sympy/sympy/core/add.py"


def _services(rounds: int) -> tuple[str, list[Goal]]:
    """A repository of many services, which takes as long for each file as one of few."""
    rows, each = [], []
    for services in (100, 200, 400):
        tree = monorepo(services)
        with tempfile.TemporaryDirectory() as state:
            found = alternating({OURS: commands(".", Path(state))[OURS]}, tree.path, max(rounds // 2, 1))
        rows.append(Row(f"{tree.name}, {tree.files:,} files", found[OURS]))
        each.append(1000 * found[OURS].cpu / (10 * services))
    goals = [Goal("monorepo of 200 services, ms for each file that connects", each[1], 15)]
    goals.append(Goal("monorepo, 400 services of 100, per file", each[2] / each[0], 1.2))
    return rows_table(None, rows, rows[0].run, "Many services", "of the smallest"), goals


def _flake8(tree: Tree, rounds: int) -> tuple[str, list[Goal]]:
    """Return flake8 over a tree, and what the plugin adds to it."""
    found = alternating(flake8_commands("."), tree.path, rounds)
    rows = [Row(name, one) for name, one in found.items()]
    goal = Goal("flake8 with the plugin, of without", found[FLAKE8_WITH].cpu / found[FLAKE8].cpu, 1.08)
    return rows_table(None, rows, found[FLAKE8], f"flake8, {tree.name}", "of flake8"), [goal]


def _once(tree: Tree) -> dict[str, Run]:
    found = {}
    for name, command in searches(".", slow=tree.files < MANY_FILES).items():
        try:
            found[name] = run(command, tree.path, fine=(0, 1))
        except FailedRunError as error:
            sys.stderr.write(f"{error}\n")
    return found


def _growth(rounds: int) -> str:
    rows = []
    for tree in parts():
        with tempfile.TemporaryDirectory() as state:
            found = alternating({OURS: commands(".", Path(state))[OURS]}, tree.path, max(rounds // 2, 1))
        rows.append(Row(f"{tree.name}, {tree.files:,} files", found[OURS]))
    return rows_table(None, rows, rows[0].run, "How it grows", "of the smallest")


def _single(rounds: int, state: Path) -> tuple[str, list[Goal]]:
    refused, flagged = single("one file without a connection", REFUSED), single("one file with a diagnostic", FLAGGED)
    every = {
        PYTHON: [installed_python(), "-c", "pass"],
        refused.name: commands(str(refused.path), state)[OURS],
        flagged.name: commands(str(flagged.path), state)[OURS],
    }
    found = alternating(every, refused.path.parent, rounds)
    table = rows_table(
        None, [Row(name, one) for name, one in found.items()], found[PYTHON], "Single files", "of Python"
    )
    return table, [
        Goal(f"{refused.name}, of `{PYTHON}`", found[refused.name].cpu / found[PYTHON].cpu, 2),
        Goal(f"{flagged.name}, seconds more", found[flagged.name].cpu - found[refused.name].cpu, 0.3),
    ]


def _machine() -> str:
    ruff = subprocess.run([commands(".", Path())[RUFF][0], "--version"], capture_output=True, text=True, check=True)
    return (
        f"{platform.system()}, {os.cpu_count()} processors, Python {platform.python_version()}, {ruff.stdout.strip()}"
    )


if __name__ == "__main__":
    sys.exit(main())
