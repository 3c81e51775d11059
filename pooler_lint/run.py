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
    from collections.abc import Callable, Iterable, Sequence
    from typing import Literal, TypeAlias

    from pooler_lint.cache.memory import Clean, Memory
    from pooler_lint.config import Settings
    from pooler_lint.files.text import Source
    from pooler_lint.project.project import Project
    from pooler_lint.report import Diagnostic, FileError, FileReport, Report, Undone
    from pooler_lint.repository.files import Repositories
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
    memory: Memory | None = None,
    repositories: Repositories | None = None,
) -> Report:
    """Put the candidates through the engine. `settings_of` gives the settings of an absolute folder.

    Never raises for a file: what goes wrong with one is in its report, and the others are still checked. With several
    `jobs`, not even the end of a process. `memory` knows files that were clean and are as they were.
    """
    from pooler_lint.config import with_line_length
    from pooler_lint.report import Report
    from pooler_lint.repository.files import Repositories

    repositories = repositories or Repositories()
    folders = {path: os.path.dirname(os.path.abspath(path)) for path in work.candidates}
    settings = {folder: with_line_length(settings_of(folder), path, repositories) for path, folder in folders.items()}
    tasks = [_Task(path, settings[folders[path]], action, repositories.roots.named) for path in work.candidates]
    known = {} if memory is None else _remembered(tasks, memory)
    left = [task for task in tasks if task.path not in known]
    is_shared = jobs > 1 and len(left) >= ENOUGH_TO_CHECK
    done = _checked_in_processes(left, jobs) if is_shared else _checked(left, repositories)
    notes = {note for one in done for note in one.notes}
    refused = {**{os.path.abspath(path): why for path, why in work.refused}, **repositories.refused()}
    if refused:
        from pooler_lint.project.project import refusals

        notes.update(refusals(refused))
    if memory is not None:
        _remember(done, memory)
    reports = [unreadable_file(path, reason) for path, reason in work.unreadable] + [one.report for one in done]
    return Report(
        tuple(sorted(reports, key=lambda report: report.path)),
        work.looked_at,
        tuple(sorted(notes, key=lambda note: (note.path, note.line, note.text))),
        (sum(one.connections for one in known.values()), sum(one.unresolved for one in known.values())),
    )


class _Task(NamedTuple):
    """A file to check."""

    path: str
    settings: Settings
    action: Action
    named: tuple[str, ...] = ()
    """The files and folders that the run was asked to check."""


class _Done(NamedTuple):
    """What came of one; `notes`: what could not be read for it."""

    task: _Task
    report: FileReport
    notes: tuple[Evidence, ...] = ()


_projects: list[Project] = []
"""What a process that others give their files to knows of the repositories around them."""


def _checked(tasks: Sequence[_Task], repositories: Repositories) -> list[_Done]:
    if not tasks:
        return []  # and nothing is imported
    from pooler_lint.project.project import Project

    project = Project(repositories)
    return [_checked_one(task, project) for task in tasks]


def _checked_one(task: _Task, project: Project) -> _Done:
    from pooler_lint.files.garbage import collect, collected_by_hand

    before = frozenset(project.notes())
    with collected_by_hand():
        report = check_file(task.path, task.settings, task.action, project)
        collect()
    notes = tuple(note for note in project.notes() if note not in before)
    return _Done(task, report, (*report.notes, *notes))


def _checked_elsewhere(task: _Task) -> _Done:
    """In a process of its own."""
    from pooler_lint.project.project import Project
    from pooler_lint.repository.files import Repositories

    if not _projects:
        _projects.append(Project(Repositories(task.named)))
    return _checked_one(task, _projects[0])


def _checked_in_processes(tasks: Sequence[_Task], jobs: int) -> list[_Done]:
    from pooler_lint.files.processes import Died, in_processes
    from pooler_lint.report import FileReport

    done: list[_Done] = []
    writes = any(task.action == "write" for task in tasks)
    for task, result in in_processes(_checked_elsewhere, tasks, jobs, patient=writes):
        if isinstance(result, Died):
            reason = f"its process died, {result.reason}"
            result = _Done(task, _with_error(FileReport(task.path), 0, 0, reason, _REPORT))
        done.append(result)
    return done


def _remembered(tasks: Sequence[_Task], memory: Memory) -> dict[str, Clean]:
    found = ((task.path, memory.clean(task.path, settings_key(task.settings))) for task in tasks if _is_kept(task))
    return {path: clean for path, clean in found if clean is not None}


def _remember(done: Sequence[_Done], memory: Memory) -> None:
    """Keep what was clean: what is told of a file, or of one that was read for it, is looked at again, each time."""
    from pooler_lint.cache.memory import Clean

    for task, report, notes in done:
        if not notes and _is_kept(task) and not report.diagnostics and not report.errors:
            unresolved = sum(connection.verdict == "unresolved" for connection in report.connections)
            memory.keep_clean(task.path, settings_key(task.settings), Clean(len(report.connections), unresolved))


def _is_kept(task: _Task) -> bool:
    """Is all that the result may rest on a file of the repository?"""
    return task.action == "check" and not task.settings.use_environment


def settings_key(settings: Settings) -> str:
    """A word for all of the settings that a result rests on."""
    from pooler_lint.cache.memory import key_of

    return key_of(settings._replace(jobs=None, output_format=""))


def check_file(path: str, settings: Settings, action: Action, project: Project | None = None) -> FileReport:
    """One file, from its bytes to its report, written back where that is asked for. Never raises for the file.

    `project` remembers what the repository around it says; one serves a whole run.
    """
    try:
        data = read_start(path)
    except OSError as error:
        return unreadable_file(path, error.strerror or str(error))
    report, source = check_bytes(data, path, settings, action != "check", project)
    if action != "write" or report.fixed_text is None or source is None:
        return report
    problem = _write(path, data, source, report.fixed_text, project)
    if problem is None:
        return report
    unrepaired, _ = check_bytes(data, path, settings, False, project)
    return _with_error(unrepaired, 0, 0, *problem, "written")


def check_bytes(
    data: bytes, path: str, settings: Settings, repair: bool, project: Project | None = None
) -> tuple[FileReport, Source | None]:
    """The report on a source in bytes, and how it was decoded (None: it was not). Writes nothing."""
    from pooler_lint.files.text import Unreadable, decode
    from pooler_lint.report import FileReport

    if len(data) > MAX_CODE:
        reason = f"it is larger than {MAX_CODE // 1_000_000} MB"
        return _with_error(FileReport(path), 0, 0, reason, "exclude it, or split it"), None
    source = decode(data)
    if isinstance(source, Unreadable):
        return _with_error(FileReport(path), source.line, source.column, source.reason, source.help, "read"), None
    return check_source_text(source.text, path, settings, repair, project), source


def check_source_text(
    text: str, path: str, settings: Settings, repair: bool, project: Project | None = None
) -> FileReport:
    """The engine's report on a text; a failure inside the engine is an error of the file."""
    from pooler_lint.check import check_text, fix_text
    from pooler_lint.dsn.mask_source import mask_source
    from pooler_lint.report import FileReport

    engine = fix_text if repair else check_text
    try:
        return announced(engine(text, path, settings, project))
    except Exception as error:  # The one boundary: a bug must not cost the other files their check.
        # What Python says may hold any part of the text.
        said = f"{type(error).__name__}: {mask_source(str(error))[:MAX_SAID]}"
        reason = f"internal error at {_origin(error)}: {said}"
        return _with_error(FileReport(path, text=text), 0, 0, reason, _REPORT)


def unreadable_file(path: str, reason: str) -> FileReport:
    """The report on a file or folder that the system does not let us read."""
    from pooler_lint.report import FileReport

    return _with_error(FileReport(path), 0, 0, reason, "check its permissions, or exclude it", "read")


def _write(path: str, data: bytes, source: Source, fixed_text: str, project: Project | None) -> tuple[str, str] | None:
    """Write the fixed text; return the reason and what to do where that fails, and the file is as it was."""
    from pooler_lint.files.text import encode
    from pooler_lint.files.write import FileChanged, NotReplaced, replace_file
    from pooler_lint.repository.root import Roots

    roots = Roots() if project is None else project.repositories.roots
    if roots.leads_out(path):
        return f"it leads to {os.path.realpath(path)}, outside of {roots.of(path)}", "name that file itself"
    try:
        if encode(source.text, source) != data:
            return f"its encoding {source.encoding} does not survive a round trip", "save it as UTF-8"
        replace_file(path, encode(fixed_text, source), data)
    except UnicodeEncodeError as error:
        return f"the fix cannot be encoded in {source.encoding}: {error.reason}", "save it as UTF-8"
    except FileChanged:
        return "the file changed while it was checked", "run again"
    except NotReplaced as error:
        return str(error), "apply the fix by hand, or make it an ordinary file"
    except OSError as error:
        return error.strerror or str(error), "check its permissions"
    return None


def _with_error(
    report: FileReport,
    line: int,
    column: int,
    reason: str,
    advice: str,
    undone: Undone = "checked",
) -> FileReport:
    from dataclasses import replace

    from pooler_lint.report import FileError

    error = FileError(report.path, line, column, reason, advice, undone)
    return announced(replace(report, errors=(*report.errors, error)))


def announced(report: FileReport) -> FileReport:
    """Return the report with one diagnostic for each of its errors, before the others."""
    from dataclasses import replace

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
