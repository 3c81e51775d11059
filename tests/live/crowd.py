"""The crowd of one process: several clients that ask at once and check every answer. Runs inside an environment."""

from __future__ import annotations

import asyncio
import importlib
from collections.abc import AsyncIterator, Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractAsyncContextManager, AbstractContextManager, asynccontextmanager
from typing import TypeAlias, TypeVar

from tests.live.jobs import Job, Question, Tally, questions_of

Ask: TypeAlias = "Callable[[Question], Awaitable[object]]"
Borrow: TypeAlias = "Callable[[], AbstractAsyncContextManager[Ask]]"
SyncAsk: TypeAlias = "Callable[[Question], object]"
SyncBorrow: TypeAlias = "Callable[[], AbstractContextManager[SyncAsk]]"

_T = TypeVar("_T")

ALL_SECONDS = 60
"""A crowd that takes longer hangs; what is not answered by then counts as errors."""


def run_job(job: Job, started: Callable[[], object]) -> Tally:
    """Run one process's part of a job; `started` returns when the other processes are ready as well."""
    tally = Tally()
    questions = questions_of(job.process, job.load.questions, job.work)
    expected = job.load.clients * job.load.asks
    try:
        asyncio.run(asyncio.wait_for(_all_clients(job, questions, tally, started), ALL_SECONDS))
    except asyncio.TimeoutError:
        tally.errors["no answer in time"] += expected - tally.total
    except Exception as error:
        tally.error(error, expected - tally.total)
    return tally


async def _all_clients(job: Job, questions: tuple[Question, ...], tally: Tally, started: Callable[[], object]) -> None:
    opened = importlib.import_module(f"tests.live.clients.{job.client}").opened
    try:
        async with opened(job) as borrow:
            await asyncio.to_thread(started)
            clients = [_client(number, job, borrow, questions, tally) for number in range(job.load.clients)]
            await asyncio.gather(*clients)
    finally:
        await asyncio.to_thread(started)


async def _client(number: int, job: Job, borrow: Borrow, questions: tuple[Question, ...], tally: Tally) -> None:
    """Ask all the questions of one client; each client begins with another one."""
    turn = _turn(questions, (number + job.process) % len(questions), job.load.rounds)
    for _ in range(job.load.cycles):
        left = len(turn)
        try:
            async with borrow() as ask:
                for question in turn:
                    left -= 1
                    await _check(ask, question, tally)
        except Exception as error:
            tally.error(error, left)


def _turn(questions: tuple[Question, ...], first: int, rounds: int) -> list[Question]:
    """Each question `rounds` times, in pairs: an unnamed statement can go wrong only where the same one comes again."""
    ordered = questions[first:] + questions[:first]
    pairs = [(question,) * min(2, rounds - done) for done in range(0, rounds, 2) for question in ordered]
    return [question for pair in pairs for question in pair]


async def _check(ask: Ask, question: Question, tally: Tally) -> None:
    try:
        answer = await ask(question)
    except Exception as error:
        tally.error(error)
        return
    if answer == question.tag:
        tally.right += 1
    else:
        tally.wrong += 1


def in_threads(
    opened: Callable[[Job], AbstractContextManager[SyncBorrow]],
) -> Callable[[Job], AbstractAsyncContextManager[Borrow]]:
    """A client made of one that blocks: every borrowed connection has a thread of its own."""

    @asynccontextmanager
    async def opened_in_threads(job: Job) -> AsyncIterator[Borrow]:
        main = ThreadPoolExecutor(1)
        async with _entered(opened(job), main) as borrow:
            yield lambda: _borrowed(borrow)

    return opened_in_threads


@asynccontextmanager
async def _borrowed(borrow: SyncBorrow) -> AsyncIterator[Ask]:
    thread = ThreadPoolExecutor(1)
    loop = asyncio.get_running_loop()
    async with _entered(borrow(), thread) as ask:
        yield lambda question: loop.run_in_executor(thread, ask, question)
    thread.shutdown(wait=False)


@asynccontextmanager
async def _entered(manager: AbstractContextManager[_T], thread: ThreadPoolExecutor) -> AsyncIterator[_T]:
    """Enter and leave a context manager in this thread."""
    loop = asyncio.get_running_loop()
    value = await loop.run_in_executor(thread, manager.__enter__)
    try:
        yield value
    finally:
        await loop.run_in_executor(thread, manager.__exit__, None, None, None)
