"""One run of a program: wall time, processor time of it and its children, and the memory of the largest of them."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_RUN = """
import json, resource, subprocess, sys, time
command = sys.argv[2:]
start = time.perf_counter()
done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL)
wall = time.perf_counter() - start
used = resource.getrusage(resource.RUSAGE_CHILDREN)
said = done.stderr.decode(errors="replace")[-500:]
print(json.dumps([done.returncode, wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, said]))
"""


@dataclass(frozen=True, slots=True)
class Run:
    """Seconds, seconds, and MB."""

    wall: float
    cpu: float
    memory: float


class FailedRunError(Exception):
    """A program did not do what it should have done; the text says which and why."""


def run(command: Sequence[str], folder: Path, fine: tuple[int, ...] = (0, 1, 2)) -> Run:
    """Run it once, in a process whose only child it is. Raises FailedRunError where its status is not a fine one.

    1 says that something was found; 2 of ours that a file could not be parsed by this Python.
    """
    done = subprocess.run(
        [sys.executable, "-S", "-c", _RUN, "-", *command], cwd=folder, capture_output=True, text=True, check=True
    )
    status, wall, cpu, memory, said = json.loads(done.stdout)
    if status not in fine or "Traceback" in said:
        raise FailedRunError(f"{' '.join(command)} ended with status {status}: {said}")
    return Run(wall, cpu, memory)


def alternating(
    commands: Mapping[str, Sequence[str]],
    folder: Path,
    rounds: int,
    before: Callable[[int], object] = lambda number: None,
) -> dict[str, Run]:
    """Return the smallest figures of so many rounds, each of which runs every command once; the first one warms up.

    `before` is called with the number of the run before each run.
    """
    runs: dict[str, list[Run]] = {name: [] for name in commands}
    count = 0
    for number in range(rounds + 1):
        for name, command in commands.items():
            before(count)
            count += 1
            one = run(command, folder)
            if number:
                runs[name].append(one)
    return {
        name: Run(min(r.wall for r in each), min(r.cpu for r in each), max(r.memory for r in each))
        for name, each in runs.items()
    }
