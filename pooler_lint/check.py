"""One text through all rooms: its report, and its repair."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Literal, NamedTuple

from pooler_lint.config import Settings, is_enabled
from pooler_lint.findings import Affected, Finding, Judged, User, World, is_made_here, judge_text
from pooler_lint.index.deep import deep
from pooler_lint.index.parsing import CORRECT, NEWER_PYTHON, SPLIT, SPLIT_CODE, TOO_DEEP, TooLarge
from pooler_lint.lines import LineIndex
from pooler_lint.model import ConnectionSite
from pooler_lint.poolers.configured import ConfiguredEndpoint
from pooler_lint.poolers.only import only_poolers
from pooler_lint.poolers.possible import may_lead_to_pooler
from pooler_lint.project.environment.given import given_by
from pooler_lint.project.modules import NOT_EDITED, Modules
from pooler_lint.project.parsed import parsed_text
from pooler_lint.project.project import Project
from pooler_lint.project.recording import Recording
from pooler_lint.project.usage import MAX_USERS
from pooler_lint.project.versions import FoundVersion, Lazily
from pooler_lint.records import replace
from pooler_lint.report import Connection, Edit, FileError, FileReport, OtherFile
from pooler_lint.rules import Context
from pooler_lint.values import Evidence
from pooler_lint.versions import parse_version_range

if TYPE_CHECKING:
    from pooler_lint.fixes.sources import Other

MOST_ROUNDS = 10
"""Fixes of a text that may bring others, one after the other."""

_PYTHON = f"{sys.version_info.major}.{sys.version_info.minor}"


class Files(NamedTuple):
    """What a run knows of its files: `is_given` says of an absolute path whether the run was asked to check it.

    `edited` are texts that count in place of those of the files at these absolute paths.
    """

    is_given: Callable[[str], bool] = lambda path: False
    edited: Mapping[str, str] = NOT_EDITED


ALONE = Files()
"""No other file is given."""


def check_text(
    text: str, path: str, settings: Settings, project: Project | Recording | None = None, files: Files = ALONE
) -> FileReport:
    """The report on one text: findings with their repairs, connections, and what could not be done.

    `path` names the text in the report and in per-file settings; it need not exist. `project` is what the
    repository around it says; one serves a whole run. Never raises for what the text holds.
    """
    return _checked(lambda: _Engine(path, settings, project, files).check(text, files.edited).report, text, path)


def fix_text(
    text: str, path: str, settings: Settings, project: Project | Recording | None = None, files: Files = ALONE
) -> FileReport:
    """The report on what is left of one text after its repair; `fixed_text` is the repaired text if it changed.

    Only safe repairs are made unless `settings.unsafe_fixes`, and only those with which every connection of the text is
    right.
    """
    return _checked(lambda: _Engine(path, settings, project, files).fix(text), text, path)


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


class _Around:
    """The files around the one under check, as they are before its fixes are chosen."""

    def __init__(self, engine: _Engine, edited: Mapping[str, str]) -> None:
        self._engine = engine
        self._edited = edited

    def judge(self, text: str, others: Mapping[str, str]) -> Sequence[Judged]:
        return self._engine.judged(text, {**self._edited, **_by_file(others)})

    def affected(self, text: str, others: Mapping[str, str]) -> Affected:
        return self._engine.affected(self._edited, {**self._edited, **_by_file(others), self._engine.file: text})

    def other(self, file: str) -> Other | None:
        return self._engine.other(file, self._edited)


def _by_file(texts: Mapping[str, str]) -> dict[str, str]:
    return {os.path.abspath(path): text for path, text in texts.items()}


class _Engine:
    """Checks the versions of one text, and of other texts that its fixes edit."""

    def __init__(self, path: str, settings: Settings, project: Project | Recording | None, files: Files) -> None:
        self._path = path
        self.file = os.path.abspath(path)
        self._settings = settings
        # A text without a place in a repository is read alone.
        self._recording = _recording(path, settings, project) if os.path.exists(path) else None
        self._files = files
        # A text is evaluated before its fixes are chosen, with them, and as what they leave.
        self._judged = lru_cache(maxsize=4)(self._judge)
        self._judged_at = lru_cache(maxsize=2 * MAX_USERS)(self._judge_other)

    def judged(self, text: str, edited: Mapping[str, str]) -> tuple[Judged, ...]:
        """Return the connections of the text, evaluated together with these edited texts of other files."""
        return self._judged(text, tuple(sorted((file, text) for file, text in edited.items() if file != self.file)))

    def affected(self, before: Mapping[str, str], after: Mapping[str, str]) -> Affected:
        """Return the connections of the other files that depend on what changes between these edited texts."""
        if self._recording is None:
            return Affected(missed=True)
        changed = {file for file in after if before.get(file) != after[file]}
        names = {name for file in changed for name in self._changed_names(file, before.get(file), after[file])}
        word = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(names)))})\b")
        old, new = tuple(sorted(before.items())), tuple(sorted(after.items()))
        files, missed = self._recording.connecting()
        found: list[User] = []
        for path in files:
            if os.path.abspath(path) == self.file:
                continue
            judged, texts = self._judged_at(path, old)
            if judged is None:
                missed = True
            elif not changed.isdisjoint(texts):
                names_it = bool(names) and any(word.search(texts[file]) for file in texts.keys() - changed)
                found.append(User(judged, self._judged_at(path, new)[0], names_it))
        return Affected(found, missed)

    def other(self, file: str, edited: Mapping[str, str]) -> Other | None:
        """Return another file of the repository; None if it can't be read."""
        if self._recording is None:
            return None
        from pooler_lint.fixes.sources import Other

        text = edited.get(file) or self._text(file)
        shown = file if os.path.isabs(self._path) else os.path.relpath(file)
        return None if text is None else Other(shown, text, self._files.is_given(file))

    def check(self, text: str, edited: Mapping[str, str], most: int | None = None) -> _Result:
        """Report on the text, and choose the fixes of so many diagnostics; None: as many as one run fixes."""
        path = self._path
        try:
            judged = self.judged(text, edited)
        except (SyntaxError, ValueError, MemoryError) as error:
            return _Result(FileReport(path, errors=(_parse_error(error, path),), text=text))
        index = LineIndex(text)
        connections = tuple(_connection(one, index) for one in judged if _is_shown(one.site))
        limits = {one.limit: one for one in reversed(judged) if one.limit is not None}
        notes = tuple(Evidence(text, path, index.position(one.site.shown.start)[0]) for text, one in limits.items())
        wanted = _wanted(judged, path, self._settings)
        if not wanted:
            return _Result(FileReport(path, connections=connections, text=text, notes=notes))
        from pooler_lint.diagnose import diagnose

        context, around = self._world().context, _Around(self, {**edited, self.file: text})
        found = diagnose(text, path, self._settings, wanted, judged, around, context, most)
        report = FileReport(path, found.diagnostics, connections, found.errors, text, notes=notes, others=found.others)
        edits = found.every if self._settings.unsafe_fixes else found.safe
        return _Result(report, edits, found.is_limited)

    def fix(self, text: str) -> FileReport:
        """Return the report on what the fixes leave."""
        edited = dict(self._files.edited)
        first = last = self.check(text, edited)
        if first.report.errors or not first.edits:
            return first.report
        from pooler_lint.fixes.edits import apply_to_each

        current = text
        others: dict[str, OtherFile] = {}
        for _ in range(1 if first.is_limited else MOST_ROUNDS):
            if not last.edits:
                break
            before = {one.path: one.text for one in last.report.others}
            after = apply_to_each({"": current, **before}, last.edits)
            current = after.pop("", current)
            for path, fixed_text in after.items():
                known = others.get(path) or OtherFile(path, before[path])
                others[path] = replace(known, fixed_text=fixed_text)
            edited.update(_by_file(after))
            last = self.check(current, edited, 0 if first.is_limited else None)
        fixed = len(first.report.diagnostics) - len(last.report.diagnostics)
        left = {one.path: one for one in (*first.report.others, *last.report.others)}
        return replace(
            last.report, text=text, fixed_text=current, fixed=fixed, others=tuple({**left, **others}.values())
        )

    def _judge(self, text: str, edited: tuple[tuple[str, str], ...]) -> tuple[Judged, ...]:
        return judge_text(text, self._path, self._world(edited))

    def _judge_other(
        self, path: str, edited: tuple[tuple[str, str], ...]
    ) -> tuple[tuple[Judged, ...] | None, Mapping[str, str]]:
        """Return the connections of another file, and the texts that were read for them; None: not evaluated."""
        text = dict(edited).get(os.path.abspath(path)) or self._text(path)
        if text is None or self._recording is None:
            return None, {}
        world = _world(self._settings, self._recording.at(path), path, dict(edited))
        try:
            judged = judge_text(text, path, world)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return None, {}
        asked = world.shared.texts if world.shared is not None else {}
        return judged, {file: lines.text for file, (_, lines) in asked.items()}

    def _world(self, edited: tuple[tuple[str, str], ...] = ()) -> World:
        return _world(self._settings, self._recording, self._path, dict(edited))

    def _text(self, file: str) -> str | None:
        module = self._recording.module(file) if self._recording is not None else None
        return None if module is None else module.lines.text

    def _changed_names(self, file: str, before: str | None, after: str) -> frozenset[str]:
        """Return the names of the module in this file whose values change; `before` None: its text is on the disk."""
        text = self._text(file) if before is None else before
        old, new = parsed_text(text or ""), parsed_text(after)
        return old.slices.changed(new.slices) if old is not None and new is not None else frozenset()


def _is_shown(site: ConnectionSite) -> bool:
    """True for a connection to PostgreSQL that is made in the file itself."""
    return is_made_here(site) and not site.is_foreign


def _wanted(judged: Sequence[Judged], path: str, settings: Settings) -> tuple[Finding, ...]:
    return tuple(
        finding
        for one in judged
        for finding in one.findings
        if is_enabled(settings, path, finding.rule.code, finding.rule.default_on)
        and (settings.min_confidence == "assumed" or finding.confidence == "confirmed")
    )


def _world(settings: Settings, recording: Recording | None, path: str, edited: Mapping[str, str]) -> World:
    endpoints = tuple(
        ConfiguredEndpoint(one.match, one.mode, one.tracks_statements)  # type: ignore[arg-type]  # checked by config
        for one in settings.endpoints
    )
    pool_class: Literal["null", "keep"] | None = settings.pool_class  # type: ignore[assignment]  # checked by config
    # Only a file that holds a connection is worth the reading of lock files.
    versions = Lazily(partial(_versions, settings, recording))
    context = Context(Lazily(lambda: {name: found.range for name, found in versions.items()}), pool_class)
    if recording is None:
        return World(endpoints, context)
    return World(
        endpoints,
        context,
        Modules(recording, edited).shared,
        recording.endpoints,
        recording.mention,
        recording.untold,
        Lazily(lambda: {name: found.evidence for name, found in versions.items()}),
        lambda: only_poolers(recording.values(), endpoints, recording.endpoints, path),
        lambda text: may_lead_to_pooler(
            endpoints, (text, *edited.values()), recording.may_name_pooler, recording.endpoints
        ),
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
        from pooler_lint.index.newer import NeedsNewerPython

        if isinstance(error, NeedsNewerPython):
            return FileError(path, error.lineno or 0, 0, error.msg, NEWER_PYTHON)
        reason = f"it is not valid Python {_PYTHON}: {error.msg}"
        # How the parser says that a limit is reached: "too many nested parentheses", "too many levels of indentation".
        advice = SPLIT_CODE if error.msg.startswith("too many ") else CORRECT
        return FileError(path, error.lineno or 0, error.offset or 0, reason, advice)
    if isinstance(error, MemoryError):  # how Python's own parser says it
        return FileError(path, 0, 0, TOO_DEEP, SPLIT_CODE)
    if isinstance(error, TooLarge):
        return FileError(path, 0, 0, str(error), SPLIT)
    return FileError(path, 0, 0, f"it cannot be parsed: {error}", CORRECT)
