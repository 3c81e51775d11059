"""One run over many files; the only writer of files.

Two steps, so that a run without a candidate imports no engine: `screened` reads every file and names those that could
hold a connection; `check_files` puts these through the engine, one by one, each on its own.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from pooler_lint.files.screen import could_matter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pooler_lint.config import Settings
    from pooler_lint.files.text import Source
    from pooler_lint.model import Diagnostic, FileError, FileReport, Report
    from pooler_lint.project.project import Project

Action: TypeAlias = Literal["check", "repair", "write"]
"""`repair` computes the repaired text, `write` also puts it into the file."""

MAX_BYTES = 2_000_000
"""Nobody writes more by hand, and its trees would take gigabytes of memory."""

MAX_MESSAGE = 300

NOT_CHECKED = "PGB900"
NOT_CHECKED_NAME = "unreadable-file"


class Screened(NamedTuple):
    """How many files were looked at, those that could matter in order, and those that can't be read with the reason."""

    looked_at: int
    candidates: tuple[str, ...] = ()
    unreadable: tuple[tuple[str, str], ...] = ()


def screened(files: Iterable[str]) -> Screened:
    """Which of these files could hold a connection?"""
    looked_at = 0
    candidates: list[str] = []
    unreadable: list[tuple[str, str]] = []
    for path in files:
        looked_at += 1
        try:
            with open(path, "rb") as file:
                data = file.read()
        except OSError as error:
            unreadable.append((path, error.strerror or str(error)))
            continue
        if could_matter(data):
            candidates.append(path)
    return Screened(looked_at, tuple(candidates), tuple(unreadable))


def check_files(work: Screened, settings_of: Callable[[str], Settings], action: Action = "check") -> Report:
    """Put the candidates through the engine. `settings_of` gives the settings of an absolute folder.

    Never raises for a file: what goes wrong with one is in its report, and the others are still checked.
    """
    from pooler_lint.config import with_line_length
    from pooler_lint.model import Report
    from pooler_lint.project.project import Project

    project = Project()
    reports = [unreadable_file(path, reason) for path, reason in work.unreadable]
    for path in work.candidates:
        settings = settings_of(os.path.dirname(os.path.abspath(path)))
        reports.append(check_file(path, with_line_length(settings, path), action, project))
    return Report(tuple(sorted(reports, key=lambda report: report.path)), work.looked_at, project.notes())


def check_file(path: str, settings: Settings, action: Action, project: Project | None = None) -> FileReport:
    """One file, from its bytes to its report, written back where that is asked for. Never raises for the file.

    `project` remembers what the repository around it says; one serves a whole run.
    """
    try:
        with open(path, "rb") as file:
            data = file.read()
    except OSError as error:
        return unreadable_file(path, error.strerror or str(error))
    report, source = check_bytes(data, path, settings, action != "check", project)
    if action != "write" or report.fixed_text is None or source is None:
        return report
    problem = _write(path, data, source, report.fixed_text)
    if problem is None:
        return report
    unrepaired, _ = check_bytes(data, path, settings, False, project)
    return _with_error(unrepaired, 0, 0, problem)


def check_bytes(
    data: bytes, path: str, settings: Settings, repair: bool, project: Project | None = None
) -> tuple[FileReport, Source | None]:
    """The report on a source in bytes, and how it was decoded (None: it was not). Writes nothing."""
    from pooler_lint.files.text import Unreadable, decode
    from pooler_lint.model import FileReport

    if len(data) > MAX_BYTES:
        size = f"It has {len(data) / 1_000_000:.1f} MB, and more than {MAX_BYTES // 1_000_000} MB are not read as code"
        return _with_error(FileReport(path), 0, 0, f"{size}; exclude it, or split it"), None
    source = decode(data)
    if isinstance(source, Unreadable):
        return _with_error(FileReport(path), source.line, source.column, f"The file {source.message}"), None
    return check_source_text(source.text, path, settings, repair, project), source


def check_source_text(
    text: str, path: str, settings: Settings, repair: bool, project: Project | None = None
) -> FileReport:
    """The engine's report on a text; a failure inside the engine is an error of the file."""
    from pooler_lint.check import check_text, fix_text
    from pooler_lint.dsn.mask_source import mask_source
    from pooler_lint.model import FileReport

    engine = fix_text if repair else check_text
    try:
        return _announced(engine(text, path, settings, project))
    except Exception as error:  # The one boundary: a bug must not cost the other files their check.
        # What Python says may hold any part of the text.
        said = f"{type(error).__name__}: {mask_source(str(error))[:MAX_MESSAGE]}"
        message = f"Internal error of pooler-lint, please report it: {said} ({_origin(error)})"
        return _with_error(FileReport(path, text=text), 0, 0, message)


def unreadable_file(path: str, reason: str) -> FileReport:
    """The report on a file or folder that the system does not let us read."""
    from pooler_lint.model import FileReport

    return _with_error(FileReport(path), 0, 0, f"It can't be read: {reason}; check its permissions, or exclude it")


def _write(path: str, data: bytes, source: Source, fixed_text: str) -> str | None:
    """Write the repaired text; the reason where that can't be done, and the file is as it was."""
    from pooler_lint.files.text import encode
    from pooler_lint.files.write import FileChanged, NotReplaced, replace_file
    from pooler_lint.project.environment.deployments import repository_root

    real, root = os.path.realpath(path), os.path.realpath(repository_root(path))
    if os.path.islink(path) and not real.startswith(root + os.sep):
        return f"Not repaired: it is a link to {real}, outside of {root}; to repair that file, name it itself"
    try:
        if encode(source.text, source) != data:
            return f"Not repaired: its encoding {source.encoding} does not survive a round trip; save it as UTF-8"
        replace_file(path, encode(fixed_text, source), data)
    except UnicodeEncodeError as error:
        return f"Not repaired: the repair can't be written in {source.encoding}: {error.reason}; save it as UTF-8"
    except FileChanged:
        return "Not repaired: the file changed while it was checked; run again"
    except NotReplaced as error:
        return f"Not repaired: {error}; repair it by hand, or make it an ordinary file"
    except OSError as error:
        return f"Not repaired: the file can't be written: {error.strerror or error}; check its permissions"
    return None


def _with_error(report: FileReport, line: int, column: int, message: str) -> FileReport:
    from dataclasses import replace

    from pooler_lint.model import FileError

    return _announced(replace(report, errors=(*report.errors, FileError(report.path, line, column, message))))


def _announced(report: FileReport) -> FileReport:
    """The report with a diagnostic for each of its errors."""
    from dataclasses import replace

    told = {(item.line, item.message) for item in report.diagnostics if item.code == NOT_CHECKED}
    if len(told) >= len(report.errors):
        return report
    missing = tuple(_diagnostic(error) for error in report.errors if (max(error.line, 1), error.message) not in told)
    return replace(report, diagnostics=(*missing, *report.diagnostics))


def _diagnostic(error: FileError) -> Diagnostic:
    from pooler_lint.model import Diagnostic
    from pooler_lint.values import Span

    line, column = max(error.line, 1), max(error.column, 1)
    return Diagnostic(
        path=error.path,
        line=line,
        column=column,
        end_line=line,
        end_column=column,
        code=NOT_CHECKED,
        name=NOT_CHECKED_NAME,
        message=error.message,
        severity="error",
        span=Span(0, 0),
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
