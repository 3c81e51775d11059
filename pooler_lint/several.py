"""Fixes that edit several files: made in one process, one file after the other, and written all or not at all."""

from __future__ import annotations

import os

from pooler_lint.light import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from pooler_lint.config import Settings
    from pooler_lint.report import FileReport, Report
    from pooler_lint.repository.files import Repositories
    from pooler_lint.run import Action, NotWritten


class Run(NamedTuple):
    """A run: what it does, the files that it was asked to check, and the settings of an absolute folder."""

    action: Action
    given: Callable[[], Iterable[str]]
    settings_of: Callable[[str], Settings]
    repositories: Repositories


def with_other_files(report: Report, run: Run) -> Report:
    """Return the report with the fixes that edit other files than the one of the diagnostic.

    A file whose fixes could do that is left to this function by all others, which know one file only.
    """
    reaching = tuple(one for one in report.files if one.others)
    if not reaching:
        return report
    from pooler_lint.records import replace

    work = _Work(run)
    if run.action == "check":
        files = [work.checked(one) if one.others else one for one in report.files]
    else:
        files = work.fixed(report.files)
    return replace(report, files=tuple(sorted(files, key=lambda one: one.path)))


class _Work:
    def __init__(self, run: Run) -> None:
        from pooler_lint.project.project import Project

        self._run = run
        self._project = Project(run.repositories)
        self._given = frozenset(map(os.path.realpath, run.given()))
        self._edited: dict[str, str] = {}
        """The fixed texts by absolute paths."""
        self._failed: dict[str, NotWritten] = {}

    def checked(self, report: FileReport, text: str | None = None) -> FileReport:
        """Return the report on the text of a file, by default the one that was read."""
        return self._report(report.path, report.text or "" if text is None else text, repair=False)

    def fixed(self, reports: Iterable[FileReport]) -> list[FileReport]:
        """Fix the files whose fixes can edit others, and check all again that this can change."""
        every = {os.path.abspath(one.path): one for one in reports}
        self._edited = {
            file: one.fixed_text for file, one in every.items() if one.fixed_text is not None and not one.others
        }
        before = dict(self._edited)
        others: dict[str, FileReport] = {}
        for file, one in sorted(every.items()):
            if one.others:
                others.update(self._fix(file, one))
        unknown = {file: one for file, one in others.items() if file not in every}
        return [
            *(self._last(file, one, before) for file, one in every.items()),
            *(self._with_text(file, one) for file, one in unknown.items() if file in self._edited),
        ]

    def _fix(self, file: str, report: FileReport) -> Mapping[str, FileReport]:
        """Make the fixes of one file; return the other files that they edit."""
        from pooler_lint.report import FileReport, OtherFile

        text = self._edited.get(file, report.text or "")
        fixed = self._report(report.path, text, repair=True)
        own = OtherFile(report.path, text, fixed.fixed_text)
        # The option comes first: where it cannot be written, the call keeps what it has.
        changed = [one for one in (*fixed.others, own) if one.fixed_text not in (None, one.text)]
        if changed and self._run.action == "write":
            from pooler_lint.run import write_texts

            problem = write_texts([(one.path, one.text, one.fixed_text or "") for one in changed], self._project)
            if problem is not None:
                self._failed[file] = problem
                return {}
        self._edited.update({os.path.abspath(one.path): one.fixed_text or "" for one in changed})
        return {os.path.abspath(one.path): FileReport(one.path, text=one.text) for one in fixed.others}

    def _last(self, file: str, report: FileReport, before: Mapping[str, str]) -> FileReport:
        """Return the report on what is left of a file after all fixes."""
        is_same = before.get(file) == self._edited.get(file) and not report.others
        if is_same and not report.diagnostics:
            return report
        from pooler_lint.records import replace
        from pooler_lint.run import with_error

        checked = self.checked(report, self._edited.get(file))
        fixed = max(report.fixed + len(report.diagnostics) - len(checked.diagnostics), 0)
        result = self._with_text(file, replace(checked, text=report.text, fixed=fixed))
        problem = self._failed.get(file)
        return result if problem is None else with_error(result, *problem.told_of(report.path), "written")

    def _with_text(self, file: str, report: FileReport) -> FileReport:
        from pooler_lint.records import replace

        return replace(report, fixed_text=self._edited.get(file))

    def _report(self, path: str, text: str, *, repair: bool) -> FileReport:
        from pooler_lint.check import Files
        from pooler_lint.config import with_line_length
        from pooler_lint.run import check_source_text

        settings = self._run.settings_of(os.path.dirname(os.path.abspath(path)))
        settings = with_line_length(settings, path, self._run.repositories)
        files = Files(lambda file: os.path.realpath(file) in self._given, self._edited)
        return check_source_text(text, path, settings, repair, self._project, files)
