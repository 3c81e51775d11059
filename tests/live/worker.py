"""Runs jobs inside an environment: reads one job a line, forks its processes, writes one tally a line.

The client's modules are imported once, before the fork. Each job still gets fresh processes, so statement counters
start anew.
"""

from __future__ import annotations

import importlib
import json
import multiprocessing
import os
import signal
import sys
import traceback
from dataclasses import replace
from multiprocessing.synchronize import Barrier
from typing import Any

from tests.live.crowd import ALL_SECONDS, run_job
from tests.live.jobs import Job, Load, Tally

START_SECONDS = 15


def main() -> None:
    """Serve jobs until the input ends."""
    replies = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # what a library prints must not get between the replies
    for line in sys.stdin:
        data = json.loads(line)
        job = Job(**{**data, "load": Load(**data["load"])})
        replies.write(json.dumps(_tally_of(job).to_json()) + "\n")
        replies.flush()


def _tally_of(job: Job) -> Tally:
    try:
        importlib.import_module(f"tests.live.clients.{job.client}")
    except ImportError as error:
        return Tally(errors=Tally().errors + _counted(f"cannot import: {error}"))
    barrier = multiprocessing.get_context("fork").Barrier(job.load.processes)
    children = [_forked(replace(job, process=number), barrier) for number in range(job.load.processes)]
    total = Tally()
    for pid, pipe in children:
        with os.fdopen(pipe, encoding="utf-8") as results:
            text = results.read()
        os.waitpid(pid, 0)
        lost = {"right": 0, "wrong": 0, "errors": {"the process died": job.load.clients * job.load.asks}}
        total.add(Tally.from_json(json.loads(text) if text else lost))
    return total


def _counted(text: str) -> Any:
    return type(Tally().errors)({text: 1})


def _forked(job: Job, barrier: Barrier) -> tuple[int, int]:
    """Start one process of the job; gives its id and the pipe on which its tally will come."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid:
        os.close(writing)
        return pid, reading
    status = 1
    try:
        os.close(reading)
        signal.alarm(START_SECONDS + ALL_SECONDS + 5)
        tally = run_job(job, _once(barrier))
        os.write(writing, json.dumps(tally.to_json()).encode())
        status = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(status)


def _once(barrier: Barrier) -> Any:
    """Wait for the other processes at the first call; later calls do nothing."""
    waited: list[bool] = []

    def started() -> None:
        if not waited:
            waited.append(True)
            try:
                barrier.wait(START_SECONDS)
            except Exception:
                barrier.abort()

    return started


if __name__ == "__main__":
    main()
