"""What the repository around a folder says of its connections, all at once, to be looked at."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from functools import cache

from pooler_lint.project.endpoints.data import FoundEndpoint
from pooler_lint.project.environment.data import Rank
from pooler_lint.project.environment.deployments import Candidate, Reach
from pooler_lint.project.environment.given import Given
from pooler_lint.project.environment.source import sources
from pooler_lint.project.project import Project
from pooler_lint.project.versions import FoundVersion
from pooler_lint.records import dataclass
from pooler_lint.values import Evidence

_POSTGRES = re.compile(r"\s*['\"]?(?:postgres(?:ql)?|psql|pgsql|postgis|prisma\+postgres)(?:\+\w+)?://", re.IGNORECASE)
_CONNINFO = re.compile(r"(?:\A|\s)(?:host|hostaddr)\s*=\s*\S", re.IGNORECASE)
_HOST = re.compile(r"(?:\A|_)(?:DB|PG|POSTGRES|POSTGRESQL|DATABASE|PGBOUNCER)_?HOST(?:NAME)?\Z")
_REFERENCE = re.compile("\0([^\0]*)\0")

RANKS = {
    Rank.CONFIGURATION: "configuration",
    Rank.PROCESS: "environment of this process",
    Rank.DOTENV: "file of variables",
    Rank.DOTENV_UNUSED: "file of variables that no code loads",
    Rank.DOTENV_TEST: "file of variables for tests",
    Rank.EXAMPLE: "example",
}
"""The sources of variables in words, beside those of deployment files."""


@dataclass(frozen=True, slots=True)
class Variable:
    """An environment variable that holds the address of a database. `value` may hold secrets.

    `source` is the kind of place that sets it, `program` the service or workload that gets it (None: not said),
    `reach` what is known of that program's code.
    """

    name: str
    value: str
    source: str
    rank: int
    program: str | None
    reach: Reach
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Overview:
    """All that was found; `notes` are the files that could not be read."""

    versions: tuple[tuple[str, FoundVersion], ...]
    variables: tuple[Variable, ...]
    poolers: tuple[FoundEndpoint, ...]
    notes: tuple[Evidence, ...]


def overview(project: Project, folder: str, given: Given) -> Overview:
    """What is said for the files of this folder; every file of the repository that may say something is read."""
    versions = tuple(sorted(project.versions.versions_for(folder).items()))
    path = os.path.join(folder, "")
    variables = tuple(sorted(_variables(project, path, given), key=lambda one: (one.name, one.rank)))
    poolers = tuple(one for one in project.declared_endpoints(path) if not given.leaves_out(one.file))
    return Overview(versions, variables, poolers, project.notes())


def _variables(project: Project, path: str, given: Given) -> Iterator[Variable]:
    by_hand = ((name, one) for name in given.names() for one in given.candidates(name))
    for name, one in by_hand:
        if _is_address(name, one.value):
            yield _variable(name, one, "code")
    for name, one, reach in project.variables(path):
        if _is_address(name, one.value) and not given.leaves_out(one.evidence.path):
            yield _variable(name, one, reach)


@cache
def _titles() -> Mapping[int, str]:
    """Return all sources of variables in words, by their ranks."""
    return {one.rank: one.title for one in sources().values()} | {int(rank): title for rank, title in RANKS.items()}


def _variable(name: str, candidate: Candidate, reach: Reach) -> Variable:
    value = _REFERENCE.sub(r"${\1}", candidate.value)
    return Variable(name, value, _titles()[candidate.rank], candidate.rank, candidate.scope, reach, candidate.evidence)


def _is_address(name: str, value: str) -> bool:
    return bool(_POSTGRES.match(value) or _CONNINFO.search(value) or _HOST.search(name))
