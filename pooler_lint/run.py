"""One run over many files; the only writer of files.

Two steps, so that a run without a candidate imports no engine: `screened` reads every file and names those that could
hold a connection; `check_files` puts these through the engine, each on its own, in several processes where there are
enough of them. What a result says does not depend on which process it comes from, or on what that did before.
"""

from __future__ import annotations

import os

from pooler_lint.files.screen import Screened, look_at_all
from pooler_lint.light import TYPE_CHECKING, NamedTuple
from pooler_lint.repository.files import MAX_CODE, read_start

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from typing import Literal, TypeAlias

    from pooler_lint.cache.memory import Clean, Memory
    from pooler_lint.check import Files
    from pooler_lint.config import Settings
    from pooler_lint.files.text import Source
    from pooler_lint.project.project import Project
    from pooler_lint.project.recording import Answers, Dependencies, Recording
    from pooler_lint.report import Diagnostic, FileError, FileReport, Report, Undone
    from pooler_lint.repository.files import Repositories
    from pooler_lint.results import Results
    from pooler_lint.values import Evidence

    Action: TypeAlias = Literal["check", "repair", "write"]
    """`repair` computes the repaired text, `write` also puts it into the file."""

ENOUGH_TO_CHECK = 8
"""Files that take longer to check, at tens of milliseconds each, than other processes take to start."""

MAX_SAID = 300

NOT_CHECKED = "PGB900"
NOT_CHECKED_NAME = "unreadable-file"
_REPORT = "please report this, with the text of the file"


def screened(files: Iterable[str], jobs: int = 1, memory: Memory | None = None) -> Screened:
    """Which of these files could hold a connection? `memory` knows some that hold none."""
    every = list(files)
    unknown = every if memory is None else memory.unknown(every)
    found = look_at_all(unknown, jobs)
    if memory is not None:
        others = {*found.candidates, *(path for path, _ in found.unreadable)}
        memory.refuse(path for path in unknown if path not in others)
    return found._replace(looked_at=len(every))


def check_files(
    work: Screened,
    settings_of: Callable[[str], Settings],
    action: Action = "check",
    jobs: int = 1,
    results: Results | None = None,
    repositories: Repositories | None = None,
) -> Report:
    """Put the candidates through the engine. `settings_of` gives the settings of an absolute folder.

    Never raises for a file: what goes wrong with one is in its report, and the others are still checked. With several
    `jobs`, not even the end of a process. `results` are those of earlier runs.
    """
    from pooler_lint.config import with_line_length
    from pooler_lint.report import Report
    from pooler_lint.repository.files import Repositories

    repositories = repositories or Repositories()
    settings = {path: settings_of(os.path.dirname(os.path.abspath(path))) for path in work.candidates}
    tasks = [_Task(path, one, action, repositories.roots.named, results is not None) for path, one in settings.items()]
    checker = _Checker(repositories)
    known = {} if results is None else checker.known(tasks, results)
    left = [
        task._replace(settings=with_line_length(task.settings, task.path, repositories))
        for task in tasks
        if task.path not in known
    ]
    is_shared = jobs > 1 and len(left) >= ENOUGH_TO_CHECK
    done = _checked_in_processes(left, jobs) if is_shared else [checker.checked(task) for task in left]
    notes = {note for one in done for note in one.notes}
    refused = {**{os.path.abspath(path): why for path, why in work.refused}, **repositories.refused()}
    if refused:
        from pooler_lint.project.project import refusals

        notes.update(refusals(refused))
    if results is not None:
        _keep(done, results)
    reports = [unreadable_file(path, reason) for path, reason in work.unreadable] + [one.report for one in done]
    report = Report(tuple(sorted(reports, key=_path)), work.looked_at, tuple(sorted(notes, key=_place)))
    counts = sum(one.connections for one in known.values()), sum(one.unresolved for one in known.values())
    return with_known(report, known, counts)


def with_known(report: Report, known: Mapping[str, Clean], counts: tuple[int, int]) -> Report:
    """Return the report with what is known of files that were checked in an earlier run.

    `counts` are how many connections they make, and how many of these are not resolved.
    """
    from pooler_lint.records import replace
    from pooler_lint.report import FileError, FileReport
    from pooler_lint.values import Evidence

    notes = {Evidence(*note) for one in known.values() for note in one.notes}  # type: ignore[arg-type]  # its fields
    reports = [
        announced(FileReport(path, errors=tuple(FileError(*error) for error in one.errors), text=_text_of(path)))  # type: ignore[arg-type]  # its fields
        for path, one in known.items()
        if one.errors
    ]
    return replace(
        report,
        files=tuple(sorted((*report.files, *reports), key=_path)),
        notes=tuple(sorted(notes.union(report.notes), key=_place)),
        remembered=counts,
    )


def _path(report: FileReport) -> str:
    return report.path


def _place(note: Evidence) -> tuple[str, int, str]:
    return note.path, note.line, note.text


class _Task(NamedTuple):
    """A file to check."""

    path: str
    settings: Settings
    action: Action
    named: tuple[str, ...] = ()
    """The files and folders that the run was asked to check."""
    remembers: bool = False
    """The result may be kept for the next run."""

    @property
    def is_kept(self) -> bool:
        """True if all that the result may depend on is a file of the repository."""
        return self.remembers and self.action == "check" and not self.settings.use_environment


class _Done(NamedTuple):
    """What came of one; `notes`: what could not be read for it."""

    task: _Task
    report: FileReport
    notes: tuple[Evidence, ...] = ()
    dependencies: Dependencies | None = None
    """What the result depends on, if it is to be kept."""
    consulted: tuple[str, ...] = ()
    """Paths on which answers about the whole repository depend, as far as they were new."""
    searched: tuple[tuple[str, ...], ...] = ()
    """Words of Python files on which such answers depend."""


class _Checker:
    """Checks files one after the other; what the repositories around them say is read once."""

    def __init__(self, repositories: Repositories) -> None:
        self._repositories = repositories
        self._project: Project | None = None
        self._told: set[Evidence] = set()
        """The notes that were told with a file."""

    def known(self, tasks: Sequence[_Task], results: Results) -> dict[str, Clean]:
        """Return the results that are known, by path."""
        from functools import partial

        from pooler_lint.results import Asked

        kept = (task for task in tasks if task.is_kept)
        return results.known(
            [Asked(task.path, settings_key(task.settings), partial(self._is_as_before, task)) for task in kept]
        )

    def checked(self, task: _Task) -> _Done:
        """Check a file."""
        from itertools import islice

        from pooler_lint.files.garbage import collect, collected_by_hand

        recording = self._recording(task)
        repository = self._repositories.around(task.path)
        paths, words = len(repository.consulted), len(repository.searched)
        with collected_by_hand():
            report = check_file(task.path, task.settings, task.action, recording)
            collect()
        new = [note for note in self._all().notes() if note not in self._told]
        self._told.update(new)
        notes = (*report.notes, *new)
        return _Done(
            task,
            report,
            notes,
            recording.dependencies() if task.is_kept and len(report.diagnostics) == len(report.errors) else None,
            tuple(islice(repository.consulted, paths, None)),
            tuple(islice(repository.searched, words, None)),
        )

    def _is_as_before(self, task: _Task, answers: Answers) -> bool:
        """True if the repository gives these answers to the evaluation of the file, and no note with them."""
        notes = len(self._all().notes())
        return self._recording(task).is_as_before(answers) and len(self._all().notes()) == notes

    def _recording(self, task: _Task) -> Recording:
        from pooler_lint.project.environment.given import given_by
        from pooler_lint.project.recording import Recording

        return Recording(self._all(), task.path, given_by(task.settings))

    def _all(self) -> Project:
        if self._project is None:
            from pooler_lint.project.project import Project

            self._project = Project(self._repositories)
        return self._project


_checkers: list[_Checker] = []
"""The one of a process that others give their files to."""


def _checked_elsewhere(task: _Task) -> _Done:
    """In a process of its own."""
    from pooler_lint.repository.files import Repositories

    if not _checkers:
        _checkers.append(_Checker(Repositories(task.named)))
    return _checkers[0].checked(task)


def _checked_in_processes(tasks: Sequence[_Task], jobs: int) -> list[_Done]:
    from pooler_lint.files.processes import Died, in_processes
    from pooler_lint.report import FileReport

    done: list[_Done] = []
    writes = any(task.action == "write" for task in tasks)
    for task, result in in_processes(_checked_elsewhere, tasks, jobs, patient=writes):
        if isinstance(result, Died):
            reason = f"its process died, {result.reason}"
            result = _Done(task, with_error(FileReport(task.path), 0, 0, reason, _REPORT))
        done.append(result)
    return done


def _keep(done: Sequence[_Done], results: Results) -> None:
    """Keep the results without a diagnostic of a rule: what is reported of the others is found again, each time."""
    from pooler_lint.cache.memory import Clean
    from pooler_lint.records import values_of
    from pooler_lint.results import Consulted, Kept

    for one in done:
        path = one.task.path
        results.consult(path, Consulted(frozenset(one.consulted), frozenset(one.searched)))
        if one.dependencies is not None:
            connections = one.report.connections
            unresolved = sum(connection.verdict == "unresolved" for connection in connections)
            errors, notes = map(values_of, one.report.errors), map(values_of, one.notes)
            clean = Clean(len(connections), unresolved, tuple(errors), tuple(notes))
            results.keep(path, Kept(settings_key(one.task.settings), clean, one.dependencies))


def _text_of(path: str) -> str:
    from pooler_lint.files.text import Unreadable, decode

    try:
        source = decode(read_start(path))
    except OSError:
        return ""
    return "" if isinstance(source, Unreadable) else source.text


def settings_key(settings: Settings) -> str:
    """A word for all of the settings that a result rests on."""
    from pooler_lint.cache.memory import key_of

    return key_of(settings._replace(jobs=None, output_format="", line_length=None))


def check_file(path: str, settings: Settings, action: Action, project: Project | Recording | None = None) -> FileReport:
    """One file, from its bytes to its report, written back where that is asked for. Never raises for the file.

    `project` remembers what the repository around it says; one serves a whole run.
    """
    try:
        data = read_start(path)
    except OSError as error:
        return unreadable_file(path, error.strerror or str(error))
    report, source = check_bytes(data, path, settings, action != "check", project)
    if action != "write" or report.fixed_text is None or source is None or report.others:
        return report
    problem = _write([_Change(path, data, source, report.fixed_text)], project)
    if problem is None:
        return report
    unrepaired, _ = check_bytes(data, path, settings, False, project)
    return with_error(unrepaired, *problem.told_of(path), "written")


def check_bytes(
    data: bytes, path: str, settings: Settings, repair: bool, project: Project | Recording | None = None
) -> tuple[FileReport, Source | None]:
    """The report on a source in bytes, and how it was decoded (None: it was not). Writes nothing."""
    from pooler_lint.files.text import Unreadable, decode
    from pooler_lint.report import FileReport

    if len(data) > MAX_CODE:
        reason = f"it is larger than {MAX_CODE // 1_000_000} MB"
        return with_error(FileReport(path), 0, 0, reason, "exclude it, or split it"), None
    source = decode(data)
    if isinstance(source, Unreadable):
        return with_error(FileReport(path), source.line, source.column, source.reason, source.help, "read"), None
    return check_source_text(source.text, path, settings, repair, project), source


def check_source_text(
    text: str,
    path: str,
    settings: Settings,
    repair: bool,
    project: Project | Recording | None = None,
    files: Files | None = None,
) -> FileReport:
    """The engine's report on a text; a failure inside the engine is an error of the file."""
    from pooler_lint.check import check_text, fix_text
    from pooler_lint.dsn.mask_source import mask_source
    from pooler_lint.report import FileReport

    engine = fix_text if repair else check_text
    try:
        known = () if files is None else (files,)
        return announced(engine(text, path, settings, project, *known))
    except Exception as error:  # The one boundary: a bug must not cost the other files their check.
        # What Python says may hold any part of the text.
        said = f"{type(error).__name__}: {mask_source(str(error))[:MAX_SAID]}"
        reason = f"internal error at {_origin(error)}: {said}"
        return with_error(FileReport(path, text=text), 0, 0, reason, _REPORT)


def unreadable_file(path: str, reason: str) -> FileReport:
    """The report on a file or folder that the system does not let us read."""
    from pooler_lint.report import FileReport

    return with_error(FileReport(path), 0, 0, reason, "check its permissions, or exclude it", "read")


class NotWritten(NamedTuple):
    """A file that could not be written: why, and what to do."""

    path: str
    reason: str
    help: str

    def told_of(self, path: str) -> tuple[int, int, str, str]:
        """Return the place, the reason and what to do, as an error of the file at `path`."""
        return 0, 0, self.reason if path == self.path else f"{self.path}: {self.reason}", self.help


class _Change(NamedTuple):
    """The new text of a file, what was read from it, and how that was decoded."""

    path: str
    data: bytes
    source: Source
    fixed_text: str


_CHANGED = "the file changed while it was checked", "run again"


def write_texts(texts: Iterable[tuple[str, str, str]], project: Project | Recording) -> NotWritten | None:
    """Write the fixed texts of these files, each with its path and its text before; return what failed.

    All are written or none, as far as the system allows.
    """
    from pooler_lint.files.text import Unreadable, decode

    changes: list[_Change] = []
    for path, text, fixed_text in texts:
        try:
            data = read_start(path)
        except OSError as error:
            return NotWritten(path, error.strerror or str(error), "check its permissions")
        source = decode(data)
        if isinstance(source, Unreadable) or source.text != text:
            return NotWritten(path, *_CHANGED)
        changes.append(_Change(path, data, source, fixed_text))
    return _write(changes, project)


def _write(changes: Sequence[_Change], project: Project | Recording | None) -> NotWritten | None:
    """Write the fixed texts; return what failed, and then each file is as it was."""
    from contextlib import suppress

    from pooler_lint.files.write import replace_file

    new: list[bytes] = []
    for change in changes:
        data = _encoded(change, project)
        if isinstance(data, NotWritten):
            return data
        new.append(data)
    done = 0
    try:
        for change, data in zip(changes, new, strict=True):
            problem = _replace(change, data)
            if problem is not None:
                return problem
            done += 1
    finally:
        if done < len(changes):
            for change, data in zip(changes[:done], new, strict=False):
                with suppress(OSError):
                    replace_file(change.path, change.data, data)
    return None


def _encoded(change: _Change, project: Project | Recording | None) -> bytes | NotWritten:
    """Return the bytes of the fixed text, or why they must not be written."""
    from pooler_lint.files.text import encode
    from pooler_lint.repository.root import Roots

    path, source = change.path, change.source
    roots = Roots() if project is None else project.repositories.roots
    if roots.leads_out(path):
        return NotWritten(
            path, f"it leads to {os.path.realpath(path)}, outside of {roots.of(path)}", "name that file itself"
        )
    try:
        if encode(source.text, source) != change.data:
            return NotWritten(path, f"its encoding {source.encoding} does not survive a round trip", "save it as UTF-8")
        return encode(change.fixed_text, source)
    except UnicodeEncodeError as error:
        return NotWritten(path, f"the fix cannot be encoded in {source.encoding}: {error.reason}", "save it as UTF-8")


def _replace(change: _Change, data: bytes) -> NotWritten | None:
    from pooler_lint.files.write import FileChanged, NotReplaced, replace_file

    try:
        replace_file(change.path, data, change.data)
    except FileChanged:
        return NotWritten(change.path, *_CHANGED)
    except NotReplaced as error:
        return NotWritten(change.path, str(error), "apply the fix by hand, or make it an ordinary file")
    except OSError as error:
        return NotWritten(change.path, error.strerror or str(error), "check its permissions")
    return None


def with_error(
    report: FileReport,
    line: int,
    column: int,
    reason: str,
    advice: str,
    undone: Undone = "checked",
) -> FileReport:
    from pooler_lint.records import replace
    from pooler_lint.report import FileError

    error = FileError(report.path, line, column, reason, advice, undone)
    return announced(replace(report, errors=(*report.errors, error)))


def announced(report: FileReport) -> FileReport:
    """Return the report with one diagnostic for each of its errors, before the others."""
    from pooler_lint.records import replace

    others = tuple(item for item in report.diagnostics if item.code != NOT_CHECKED)
    return replace(report, diagnostics=(*map(_diagnostic, report.errors), *others))


def _diagnostic(error: FileError) -> Diagnostic:
    from pooler_lint.report import Diagnostic, Range

    line, column = max(error.line, 1), max(error.column, 1)
    return Diagnostic(
        code=NOT_CHECKED,
        name=NOT_CHECKED_NAME,
        place=Range(error.path, line, column, line, column),
        message=error.message,
        severity="error",
        why=error.why,
        help=(error.help,),
    )


def _origin(error: BaseException) -> str:
    """The innermost place of ours that the error passed, to tell in a bug report."""
    place = "unknown place"
    trace = error.__traceback__
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if f"pooler_lint{os.sep}" in file:
            place = f"{file[file.rindex(f'pooler_lint{os.sep}') :]}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place
