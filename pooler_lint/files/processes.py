"""Work that is dealt out to processes, so that one which dies takes nothing with it but the task at hand.

Python's own pools give up all work when one process is killed; here its task is named and the others go on.
"""

from __future__ import annotations

import os
import sys
from collections import deque
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from multiprocessing.connection import Connection
    from multiprocessing.context import BaseContext
    from multiprocessing.process import BaseProcess

Task = TypeVar("Task")
Result = TypeVar("Result")

_PATIENCE = 5.0
"""Seconds that a process gets to finish what it writes when the run is interrupted."""


class Died(NamedTuple):
    """What came of a task whose process ended before it answered; `reason` says how."""

    reason: str


class _Worker(NamedTuple):
    process: BaseProcess
    pipe: Connection


def usable_cores() -> int:
    """The processors that this process may use."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def in_processes(
    function: Callable[[Task], Result], tasks: Sequence[Task], count: int, patient: bool = False
) -> Iterator[tuple[Task, Result | Died]]:
    """Each task with what the function makes of it, in the order of finishing.

    `function` is found by its name in the other process, which works in the same folder; tasks and results are
    pickled. It must not raise. `patient`: when nobody asks any more, those that are at work may finish what they do.
    """
    pool: _Pool[Task, Result] = _Pool(function, tasks)
    try:
        yield from pool.run(min(count, len(tasks)))
    finally:
        pool.close(patient)


class _Pool(Generic[Task, Result]):
    def __init__(self, function: Callable[[Task], Result], tasks: Sequence[Task]) -> None:
        import multiprocessing

        # Forking takes a hundredth of the time, but is only safe where no library runs threads behind our back.
        kind = "fork" if sys.platform == "linux" else "spawn"
        self._context: BaseContext = multiprocessing.get_context(kind)
        self._function = function
        self._waiting = deque(tasks)
        self._busy: dict[Connection, tuple[_Worker, Task]] = {}

    def run(self, count: int) -> Iterator[tuple[Task, Result | Died]]:
        from multiprocessing.connection import Connection, wait

        for _ in range(count):
            self._give(self._start())
        while self._busy:
            for ready in wait(list(self._busy)):
                assert isinstance(ready, Connection)
                worker, task = self._busy.pop(ready)
                try:
                    result: Result | Died = ready.recv()
                except (EOFError, OSError):
                    result = self._buried(worker)
                    worker = self._start() if self._waiting else worker
                self._give(worker)
                yield task, result

    def close(self, patient: bool) -> None:
        """No more work: those that are busy are ended, at once or when they had the time to finish it."""
        for pipe in self._busy:
            pipe.close()
        for worker, _ in self._busy.values():
            if patient:
                worker.process.join(_PATIENCE)
            if worker.process.is_alive():
                worker.process.terminate()
                worker.process.join()
        self._busy.clear()

    def _start(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        inherited = [ours, *self._busy] if self._context.get_start_method() == "fork" else []
        process = self._context.Process(  # type: ignore[attr-defined]  # every context has it, says its documentation
            target=_serve, args=(self._function, theirs, inherited), daemon=True
        )
        process.start()
        theirs.close()
        return _Worker(process, ours)

    def _give(self, worker: _Worker) -> None:
        """The next task to this one; without any, it is told to end."""
        if not self._waiting:
            worker.pipe.close()
            worker.process.join(_PATIENCE)
            return
        task = self._waiting.popleft()
        self._busy[worker.pipe] = worker, task
        try:
            worker.pipe.send(task)
        except OSError:
            return  # It is dead already, which the reading of its answer will find.

    @staticmethod
    def _buried(worker: _Worker) -> Died:
        worker.process.join(_PATIENCE)
        code = worker.process.exitcode
        if code is not None and code < 0:
            import signal

            try:
                return Died(f"it was ended by {signal.Signals(-code).name}")
            except ValueError:
                return Died(f"it was ended by signal {-code}")
        return Died(f"it ended with status {code}")


def _serve(function: Callable[[Task], Result], pipe: Connection, inherited: Sequence[Connection]) -> None:
    """What runs in the other process: task by task, until there are no more."""
    import signal

    # Ctrl-C reaches every process of the terminal; the first one tells the others to end.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for one in inherited:
        one.close()
    while True:
        try:
            task = pipe.recv()
            pipe.send(function(task))
        except (EOFError, OSError):
            return
