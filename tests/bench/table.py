"""The tables of the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tests.bench.measure import Run
from tests.bench.trees import Tree

_HEAD = """# Benchmarks

Written by `python -m tests.bench`, which downloads pinned packages and runs every program in turn, so that what else
the machine does meets all of them; shown are the smallest figures of several runs. `--check` exits with 1 when a goal
is missed. Times are seconds; processor time is that of all processes together, memory that of the largest one.
pooler-lint is installed from a wheel, as its users have it.

The rows that begin with "Python:" are the least that a program in Python does with the same files, in one process: to
read them all and search for the names of libraries, and to parse those that could connect, without asking them
anything.
"""


@dataclass(frozen=True, slots=True)
class Row:
    """A program, or a tree, and what it took."""

    name: str
    run: Run


@dataclass(frozen=True, slots=True)
class Goal:
    """A number, and what it may be at most."""

    name: str
    value: float
    most: float

    @property
    def is_met(self) -> bool:
        """True if it is no more than it may be."""
        return self.value <= self.most


def rows_table(tree: Tree | None, rows: Sequence[Row], base: Run, title: str = "", ratio: str = "of ruff") -> str:
    """One line a program; the last column compares its processor time with that of `base`."""
    head = title if tree is None else f"{tree.name.capitalize()}: {tree.files:,} files"
    lines = [f"## {head}", "", f"| | wall | processors | memory, MB | {ratio} |", "|---|--:|--:|--:|--:|"]
    for row in rows:
        took = row.run
        lines.append(
            f"| {row.name} | {took.wall:.3f} | {took.cpu:.3f} | {took.memory:.0f} | {took.cpu / base.cpu:.2f} |"
        )
    return "\n".join(lines) + "\n"


def goals_table(goals: Sequence[Goal]) -> str:
    """What was to be reached, and what was."""
    lines = ["## Goals", "", "| | at most | measured | |", "|---|--:|--:|---|"]
    lines += [
        f"| {goal.name} | {goal.most:g} | {goal.value:.2f} | {'met' if goal.is_met else 'missed'} |" for goal in goals
    ]
    return "\n".join(lines) + "\n"


def page(machine: str, tables: Sequence[str]) -> str:
    """The whole page."""
    return "\n".join([_HEAD, f"Last run: {machine}.", "", *tables])
