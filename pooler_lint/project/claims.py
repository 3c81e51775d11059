"""What one file says about the version of a library, and how several such claims are read together."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from pooler_lint.records import dataclass, replace
from pooler_lint.values import Evidence
from pooler_lint.versions import ANY_VERSION, VersionRange, parse_version_range

if TYPE_CHECKING:
    from packaging.version import Version

LIBRARIES = frozenset(
    {"asyncpg", "sqlalchemy", "psycopg", "psycopg-pool", "django", "psycopg2", "psycopg2-binary"},
)
"""The libraries whose versions matter, by their normalized names."""

_NAME = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?")


@dataclass(frozen=True, slots=True)
class Claim:
    """A file asks for these versions of a library, or has locked one of them."""

    library: str
    range: VersionRange
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one file says; `notes` tell what in it could not be read."""

    claims: tuple[Claim, ...] = ()
    notes: tuple[Evidence, ...] = ()


NOTHING_READ = Reading()


def joined(readings: Iterable[Reading]) -> Reading:
    """The claims and notes of several files, in order."""
    kept = tuple(readings)
    return Reading(
        tuple(claim for reading in kept for claim in reading.claims),
        tuple(note for reading in kept for note in reading.notes),
    )


def normalized(name: str) -> str:
    """A project's name as indexes compare it: "SQLAlchemy" and "sqlalchemy" are one."""
    return re.sub(r"[-_.]+", "-", name).lower()


def shown(path: Path) -> str:
    """The path as messages show it: relative to the working folder where it is below it."""
    try:
        return path.relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()


def unreadable(path: Path, why: object, line: int = 0) -> Reading:
    """Nothing but the note that this file, or this line of it, could not be read."""
    return Reading(notes=(Evidence(f"{path.name} could not be read for versions: {why}", shown(path), line),))


def read_requirement(text: str, path: Path, line: int) -> Reading:
    """What one requirement ("asyncpg[gssauth]>=0.29,<0.31; python_version > '3.9'") says.

    Other libraries than ours, URLs and requirements without a version say nothing. Markers are not evaluated.
    """
    named = _NAME.match(text.strip())
    if named is None or normalized(named[0]) not in LIBRARIES:
        return NOTHING_READ
    from packaging.requirements import InvalidRequirement, Requirement

    try:
        wanted = Requirement(text.strip())
    except InvalidRequirement as error:
        return unreadable(path, str(error).splitlines()[0], line)
    return read_specifier(normalized(wanted.name), str(wanted.specifier), path, line)


def read_specifier(library: str, specifier: str, path: Path, line: int) -> Reading:
    """What a list of version specifiers (">=0.29,<0.31") says about this library; an empty one says nothing."""
    if not specifier.strip() or specifier.strip() == "*":
        return NOTHING_READ
    try:
        versions = parse_version_range(specifier)
    except ValueError as error:
        return unreadable(path, error, line)
    if versions == ANY_VERSION:
        return NOTHING_READ
    evidence = Evidence(f"{path.name} asks for {library} {specifier}", shown(path), line)
    return Reading((Claim(library, versions, evidence),))


def read_locked(library: str, version: str, path: Path, line: int) -> Reading:
    """What a lock file says that holds this version of the library."""
    reading = read_specifier(library, f"=={version}", path, line)
    text = f"{path.name} locks {library} at {version}"
    return replace(
        reading, claims=tuple(replace(claim, evidence=Evidence(text, shown(path), line)) for claim in reading.claims)
    )


def either(claims: Iterable[Claim]) -> Claim:
    """One claim of which each of these is a case: a file may hold a version for each Python. At least one is needed."""
    first, *rest = dict.fromkeys(claims)
    lows = [claim.range.at_least for claim in (first, *rest)]
    highs = [claim.range.below for claim in (first, *rest)]
    low = None if None in lows else min((low for low in lows if low is not None), key=_parse)
    high = None if None in highs else max((high for high in highs if high is not None), key=_parse)
    texts = dict.fromkeys(claim.evidence.text for claim in (first, *rest))
    return replace(first, range=VersionRange(low, high), evidence=replace(first.evidence, text=" and ".join(texts)))


def both(left: Claim, right: Claim) -> Claim | None:
    """One claim that holds where both do; None where they contradict each other. The left one is the evidence."""
    low = max(_given(left.range.at_least, right.range.at_least), key=_parse, default=None)
    high = min(_given(left.range.below, right.range.below), key=_parse, default=None)
    if low is not None and high is not None and _parse(high) <= _parse(low):
        return None
    if VersionRange(low, high) == left.range:
        return left
    text = f"{left.evidence.text} and {right.evidence.text}"
    return replace(left, range=VersionRange(low, high), evidence=replace(left.evidence, text=text))


def _given(*bounds: str | None) -> list[str]:
    return [bound for bound in bounds if bound is not None]


def _parse(version: str) -> Version:
    from packaging.version import Version

    return Version(version)
