"""What one process is asked to do against a place, and what it reports: plain data that travels as JSON."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any, Literal

Work = Literal[
    "transaction", "autocommit", "prepare", "types", "executemany", "stream", "iterator", "startup", "once",
    "set", "advisory-lock", "temp-table", "with-hold", "sql-prepare", "listen", "program", "bursts",
]  # fmt: skip
"""How a question is asked."""


@dataclass(frozen=True, slots=True)
class Load:
    """How much is asked: `cycles` times a client borrows a connection and asks each of `questions` `rounds` times."""

    processes: int = 3
    clients: int = 4
    cycles: int = 2
    rounds: int = 16
    questions: int = 4

    @property
    def asks(self) -> int:
        """The number of questions that one client asks."""
        return self.cycles * self.rounds * self.questions


CROWD = Load()
"""Twelve clients in three processes: enough for the processes' statement names to meet on a server connection."""
SINGLE = Load(processes=1, clients=1, cycles=1, rounds=1, questions=1)
"""One question: whether a setting is accepted at all."""
SMALL_CROWD = Load(cycles=1, rounds=3, questions=2)
"""For works that ask several things at each question."""


@dataclass(frozen=True, slots=True)
class Job:
    """One case against one place. The client's own file documents `settings`; "$name" in them is an object's."""

    client: str
    work: Work
    settings: dict[str, Any]
    host: str
    port: int
    user: str
    password: str
    database: str
    load: Load = CROWD
    process: int = 0

    def url(self, scheme: str = "postgresql", query: str = "") -> str:
        """The address as a URL."""
        return f"{scheme}://{self.user}:{self.password}@{self.host}:{self.port}/{self.database}{query}"


@dataclass(frozen=True, slots=True)
class Question:
    """A statement whose first column must come back as `tag`."""

    tag: str
    sql: str


def questions_of(process: int, count: int, work: str) -> tuple[Question, ...]:
    """The questions of one process; no other process asks the same."""
    columns = ", ARRAY[1, 2]::int[], '{\"a\": [1]}'::jsonb, 'calm'::mood, now()" if work == "types" else ""
    tags = [f"process {process} question {number}" for number in range(count)]
    return tuple(Question(tag, f"SELECT '{tag}' AS tag{columns}") for tag in tags)


@dataclass(slots=True)
class Tally:
    """How questions ended. A wrong row is the answer to another question, given without any error."""

    right: int = 0
    wrong: int = 0
    errors: Counter[str] = field(default_factory=Counter)

    def error(self, error: BaseException, times: int = 1) -> None:
        """Count a question that ended in this error."""
        self.errors[described(error)] += times

    def add(self, other: Tally) -> None:
        """Add the counts of another process."""
        self.right += other.right
        self.wrong += other.wrong
        self.errors.update(other.errors)

    @property
    def failed(self) -> int:
        """Questions that ended in an error."""
        return sum(self.errors.values())

    @property
    def total(self) -> int:
        """All questions."""
        return self.right + self.wrong + self.failed

    def to_json(self) -> dict[str, Any]:
        """As plain data."""
        return {"right": self.right, "wrong": self.wrong, "errors": dict(self.errors)}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Tally:
        """From plain data."""
        return cls(data["right"], data["wrong"], Counter(data["errors"]))


def described(error: BaseException) -> str:
    """Type and first line of an error, without what differs from run to run."""
    lines = [line for line in str(error).splitlines() if line.strip()]
    text = f"{type(error).__name__}: {lines[0].strip()}" if lines else type(error).__name__
    text = re.sub(r"(__asyncpg_|_pg3_|_django_curs_)[\w-]+", r"\1...", text)
    text = re.sub(r"at 0x[0-9a-f]+", "at 0x...", text)
    text = re.sub(r"port \d+", "port ...", text)
    return re.sub(r"process \d+ question \d+", "...", text)[:300]
