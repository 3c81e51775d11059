"""One text through all rooms: its report, and its repair."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache, partial
from typing import Literal, NamedTuple

from pooler_lint.config import Settings, is_enabled
from pooler_lint.findings import BEYOND, Finding, Judged, World, is_made_here, judge_text
from pooler_lint.lines import LineIndex
from pooler_lint.poolers.configured import ConfiguredEndpoint
from pooler_lint.poolers.only import only_poolers
from pooler_lint.project.environment.given import given_by
from pooler_lint.project.modules import Modules
from pooler_lint.project.project import Project
from pooler_lint.project.recording import Recording
from pooler_lint.project.versions import FoundVersion, Lazily
from pooler_lint.report import Connection, Edit, FileError, FileReport
from pooler_lint.rules import Context
from pooler_lint.syntax.deep import deep
from pooler_lint.syntax.reader import CORRECT, SPLIT, SPLIT_CODE, TOO_DEEP, TooLarge
from pooler_lint.values import Evidence
from pooler_lint.versions import parse_version_range

MOST_ROUNDS = 10
"""Fixes of a text that may bring others, one after the other."""

_PYTHON = f"{sys.version_info.major}.{sys.version_info.minor}"


def check_text(text: str, path: str, settings: Settings, project: Project | Recording | None = None) -> FileReport:
    """The report on one text: findings with their repairs, connections, and what could not be done.

    `path` names the text in the report and in per-file settings; it need not exist. `project` is what the
    repository around it says; one serves a whole run. Never raises for what the text holds.
    """
    return _checked(lambda: _Engine(path, settings, project).check(text).report, text, path)


def fix_text(text: str, path: str, settings: Settings, project: Project | Recording | None = None) -> FileReport:
    """The report on what is left of one text after its repair; `fixed_text` is the repaired text if it changed.

    Only safe repairs are made unless `settings.unsafe_fixes`, and only those with which every connection of the text is
    right.
    """
    return _checked(lambda: _Engine(path, settings, project).fix(text), text, path)


def _checked(work: Callable[[], FileReport], text: str, path: str) -> FileReport:
    """The report that the work gives where recursion has room; one that says so where even that is not enough."""
    try:
        return deep(work)
    except RecursionError:
        return FileReport(path, errors=(FileError(path, 0, 0, TOO_DEEP, SPLIT_CODE),), text=text)


class _Result(NamedTuple):
    """The report on a text, the edits that make its fixes, and whether there are more than are made in one run."""

    report: FileReport
    edits: tuple[Edit, ...] = ()
    is_limited: bool = False


class _Engine:
    """Checks the versions of one text."""

    def __init__(self, path: str, settings: Settings, project: Project | Recording | None) -> None:
        self._path = path
        self._settings = settings
        self._project = project
        # A text is evaluated before its fixes are chosen, with them, and as what they leave.
        self._judged = lru_cache(maxsize=4)(self._judge)

    def check(self, text: str) -> _Result:
        """Report on the text, and choose its fixes."""
        path = self._path
        try:
            judged = self._judged(text)
        except (SyntaxError, ValueError, MemoryError) as error:
            return _Result(FileReport(path, errors=(_parse_error(error, path),), text=text))
        index = LineIndex(text)
        connections = tuple(_connection(one, index) for one in judged if is_made_here(one.site))
        beyond = next((index.position(one.site.shown.start)[0] for one in judged if one.is_beyond), None)
        notes = () if beyond is None else (Evidence(BEYOND, path, beyond),)
        wanted = _wanted(judged, path, self._settings)
        if not wanted:
            return _Result(FileReport(path, connections=connections, text=text, notes=notes))
        from pooler_lint.diagnose import diagnose

        context = self._world().context
        found = diagnose(text, path, self._settings, wanted, judged, self._judged, context)
        report = FileReport(path, found.diagnostics, connections, found.errors, text, notes=notes)
        edits = found.every if self._settings.unsafe_fixes else found.safe
        return _Result(report, edits, found.is_limited)

    def fix(self, text: str) -> FileReport:
        """Return the report on what the fixes leave."""
        first = last = self.check(text)
        if first.report.errors or not first.edits:
            return first.report
        from pooler_lint.fixes.edits import apply_edits

        current = text
        for _ in range(1 if first.is_limited else MOST_ROUNDS):
            if not last.edits:
                break
            current = apply_edits(current, last.edits)
            last = self.check(current)
        fixed = len(first.report.diagnostics) - len(last.report.diagnostics)
        return replace(last.report, text=text, fixed_text=current, fixed=fixed)

    def _judge(self, text: str) -> tuple[Judged, ...]:
        return judge_text(text, self._path, self._world())

    def _world(self) -> World:
        return _world(self._path, self._settings, self._project)


def _wanted(judged: Sequence[Judged], path: str, settings: Settings) -> tuple[Finding, ...]:
    return tuple(
        finding
        for one in judged
        for finding in one.findings
        if is_enabled(settings, path, finding.rule.code, finding.rule.default_on)
        and (settings.min_confidence == "assumed" or finding.confidence == "confirmed")
    )


def _world(path: str, settings: Settings, project: Project | Recording | None) -> World:
    endpoints = tuple(
        ConfiguredEndpoint(one.match, one.mode, one.tracks_statements)  # type: ignore[arg-type]  # checked by config
        for one in settings.endpoints
    )
    # A text without a place in a repository is read alone.
    recording = _recording(path, settings, project) if os.path.exists(path) else None
    pool_class: Literal["null", "keep"] | None = settings.pool_class  # type: ignore[assignment]  # checked by config
    # Only a file that holds a connection is worth the reading of lock files.
    versions = Lazily(partial(_versions, settings, recording))
    context = Context(Lazily(lambda: {name: found.range for name, found in versions.items()}), pool_class)
    if recording is None:
        return World(endpoints, context)
    endpoints_of = cache(recording.endpoints)
    return World(
        endpoints,
        context,
        Modules(recording).shared,
        endpoints_of,
        recording.mention,
        recording.untold,
        Lazily(lambda: {name: found.evidence for name, found in versions.items()}),
        lambda: only_poolers(recording.values(), endpoints, endpoints_of, path),
    )


def _recording(path: str, settings: Settings, project: Project | Recording | None) -> Recording:
    return project if isinstance(project, Recording) else Recording(project or Project(), path, given_by(settings))


def _versions(settings: Settings, recording: Recording | None) -> Mapping[str, FoundVersion]:
    """What is known of library versions: the configuration, else what the repository around the file says."""
    found: dict[str, FoundVersion] = {}
    if recording is not None:
        found.update(recording.versions())
    for name, written in settings.versions:
        text = f"the configuration says {name} {written}"
        place = Evidence(text, os.path.relpath(settings.source) if settings.source else "", 0)
        found[name] = FoundVersion(parse_version_range(written), place)
    return found


def _connection(judged: Judged, index: LineIndex) -> Connection:
    site = judged.site
    line, column = index.position(site.shown.start)
    return Connection(
        site.path,
        line,
        column,
        site.called_library,
        site.callee,
        judged.endpoint.driver,
        judged.endpoint,
        judged.verdict,
        judged.reason,
        judged.notes,
    )


def _parse_error(error: Exception, path: str) -> FileError:
    if isinstance(error, SyntaxError):
        reason = f"it is not valid Python {_PYTHON}: {error.msg}"
        # How the parser says that a limit is reached: "too many nested parentheses", "too many levels of indentation".
        advice = SPLIT_CODE if error.msg.startswith("too many ") else CORRECT
        return FileError(path, error.lineno or 0, error.offset or 0, reason, advice)
    if isinstance(error, MemoryError):  # how Python's own parser says it
        return FileError(path, 0, 0, TOO_DEEP, SPLIT_CODE)
    if isinstance(error, TooLarge):
        return FileError(path, 0, 0, str(error), SPLIT)
    return FileError(path, 0, 0, f"it cannot be parsed: {error}", CORRECT)
