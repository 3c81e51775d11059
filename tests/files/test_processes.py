"""Real processes, some of which die."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from multiprocessing import active_children
from pathlib import Path

import pytest

from pooler_lint.files.processes import Died, in_processes, usable_cores
from tests.table import each_row


def work(task: str) -> str:
    """Answers in capitals; some tasks end the process instead, some wait for a file."""
    if task == "exit":
        os._exit(3)
    if task == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    while task.startswith("/") and not os.path.exists(task):
        time.sleep(0.01)
    return f"{task.upper()} {os.getpid()}" if task == "pid" else task.upper()


def run(tasks: list[str], count: int) -> dict[str, str | Died]:
    return dict(in_processes(work, tasks, count))


@each_row("count", [1, 2, 5, 50])
def test_every_task_is_done(count: int) -> None:
    tasks = [f"t{number}" for number in range(20)]
    assert run(tasks, count) == {task: task.upper() for task in tasks}


def test_a_slow_one_does_not_hold_up_the_others(tmp_path: Path) -> None:
    slow = tmp_path / "done"
    results = in_processes(work, [str(slow), "a", "b"], 2)
    assert [next(results)[0], next(results)[0]] == ["a", "b"]
    slow.touch()
    assert [task for task, _ in results] == [str(slow)]


def test_nothing_is_worked_here() -> None:
    (answer,) = run(["pid"], 2).values()
    assert str(os.getpid()) not in str(answer)


@each_row("count", [1, 2])
def test_a_process_that_dies_costs_its_task_alone(count: int) -> None:
    found = run(["a", "exit", "b", "kill", "c", "exit2"], count)
    assert found["exit"] == Died("it ended with status 3")
    assert found["kill"] == Died("it was ended by SIGKILL")
    assert [found[task] for task in ("a", "b", "c", "exit2")] == ["A", "B", "C", "EXIT2"]


def test_no_task_no_process() -> None:
    assert run([], 4) == {}


def test_those_that_are_left_end_when_nobody_asks_any_more() -> None:
    results = in_processes(work, ["a", "/never", "b", "/never"], 2)
    next(results)
    results.close()  # type: ignore[attr-defined]  # it is a generator
    with suppress(ChildProcessError):  # there can be a process of other tests
        assert os.waitpid(-1, os.WNOHANG) == (0, 0), "one has ended and nobody has waited for it"
    assert active_children() == []


def test_ctrl_c_ends_all_of_them(tmp_path: Path) -> None:
    (tmp_path / "slow.py").write_text(
        "import os, time\nfrom pooler_lint.files.processes import in_processes\n"
        "def work(task):\n    os.write(1, b'begun\\n')\n    time.sleep(1)\n    return task\n"
        "if __name__ == '__main__':\n    list(in_processes(work, [1, 2, 3, 4, 5, 6, 7, 8], 2))\n"
    )
    process = subprocess.Popen(
        [sys.executable, str(tmp_path / "slow.py")], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        start_new_session=True,
    )  # fmt: skip
    assert process.stdout is not None
    assert [process.stdout.readline() for _ in range(2)] == ["begun\n", "begun\n"]  # both are at work
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate()
    assert said.count("Traceback") == 1, said
    assert said.rstrip().endswith("KeyboardInterrupt")
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)


def test_at_least_one_core_is_usable() -> None:
    assert usable_cores() >= 1


@pytest.mark.parametrize("platform", ["linux", "darwin", "win32"])
def test_it_works_however_processes_are_started(platform: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only on Linux they are forked; elsewhere each one begins from nothing."""
    monkeypatch.setattr(sys, "platform", platform if sys.platform == "linux" else sys.platform)
    found = run(["a", "exit", "b"], 2)
    assert found == {"a": "A", "exit": Died("it ended with status 3"), "b": "B"}
