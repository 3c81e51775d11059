"""A whole program of somebody: a Python text that is executed as it is, with our address in the place of its own.

The text defines `fetch_value(query)`, or `connect()` and `fetch_value(connection, query)`, each with or without async;
`start()`, where there is one, is called first. Settings: `text`; `environment` (variables; `{address}` stands for user,
password, host, port and database); `turns` (a file, for the work "bursts": the processes are started and ask one after
the other, and each stays until all have asked).
"""

from __future__ import annotations

import asyncio
import fcntl
import inspect
import os
import sys
import time
import types
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from functools import partial
from typing import Any

from tests.live.crowd import Ask, Borrow
from tests.live.jobs import Job, Question

HOST, PORT = "pgbouncer.internal", "6432"
"""What the programs write; the live ones take their place before a text is executed."""
ALL_ASKED_SECONDS = 20
SETTLED_SECONDS = 0.25
SETTLED_TIMES = 20


@asynccontextmanager
async def opened(job: Job) -> AsyncIterator[Borrow]:
    """Execute the text and lend what it connects to."""
    for name, value in job.settings.get("environment", {}).items():
        os.environ[name] = value.replace("{address}", _live_address(job))
    thread = ThreadPoolExecutor(job.load.clients)
    turn = _Turn(job) if job.work == "bursts" else None
    starting = asyncio.ensure_future(_started(thread, job, turn))
    try:
        if turn is None:
            await starting
        yield lambda: _client(starting)
        if turn is not None:
            await asyncio.to_thread(turn.wait_for_all)
    finally:
        thread.shutdown(wait=False)


def live_text(text: str, job: Job) -> str:
    """The program with the live host and port in the place of those that it names."""
    return text.replace(HOST, job.host).replace(PORT, str(job.port))


def _live_address(job: Job) -> str:
    return f"{job.user}:{job.password}@{job.host}:{job.port}/{job.database}"


async def _started(thread: ThreadPoolExecutor, job: Job, turn: _Turn | None) -> Any:
    """The program's module, executed and started, in its turn."""
    if turn is not None:
        await asyncio.to_thread(turn.take)
    module = await _run(thread, _executed, live_text(job.settings["text"], job))
    if hasattr(module, "start"):
        await _run(thread, module.start)
    return module


def _executed(text: str) -> Any:
    module = types.ModuleType("program")
    sys.modules["program"] = module
    exec(compile(text, "program.py", "exec"), module.__dict__)
    return module


@asynccontextmanager
async def _client(starting: asyncio.Future[Any]) -> AsyncIterator[Ask]:
    module = await asyncio.shield(starting)
    thread = ThreadPoolExecutor(1)
    fetch: Callable[..., Any] = module.fetch_value
    if hasattr(module, "connect"):
        fetch = partial(fetch, await _run(thread, module.connect))

    async def ask(question: Question) -> object:
        return await _run(thread, fetch, question.sql)

    yield ask
    thread.shutdown(wait=False)


async def _run(thread: ThreadPoolExecutor, function: Callable[..., Any], *arguments: Any) -> Any:
    """Call it: here if it is asynchronous, in this thread if it is not."""
    plain = function.func if isinstance(function, partial) else function
    if inspect.iscoroutinefunction(plain):
        return await function(*arguments)
    return await asyncio.get_running_loop().run_in_executor(thread, function, *arguments)


class _Turn:
    """One process at a time. The lock on the file is the turn; its size counts the processes that have asked."""

    def __init__(self, job: Job) -> None:
        self._file = open(job.settings["turns"], "ab")  # noqa: SIM115
        self._processes = job.load.processes

    def take(self) -> None:
        """Wait until it is this process's turn."""
        fcntl.flock(self._file, fcntl.LOCK_EX)

    def wait_for_all(self) -> None:
        """Give the turn to the next process, then wait until all have had theirs."""
        _wait_for_the_background()
        self._file.write(b".")
        self._file.flush()
        fcntl.flock(self._file, fcntl.LOCK_UN)
        deadline = time.monotonic() + ALL_ASKED_SECONDS
        while os.fstat(self._file.fileno()).st_size < self._processes and time.monotonic() < deadline:
            time.sleep(0.02)
        self._file.close()


def _wait_for_the_background() -> None:
    """A pool connects and closes in threads of its own: wait until the process holds as many files as before."""
    held = -1
    for _ in range(SETTLED_TIMES):
        before, held = held, len(os.listdir("/proc/self/fd"))
        if before == held:
            return
        time.sleep(SETTLED_SECONDS)
