"""PATH arguments to a report: what the last run found out about them, or what is found, screened and checked now."""

from __future__ import annotations

import os

from pooler_lint.config_values import ConfigError
from pooler_lint.light import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from pooler_lint.cache.memory import LastRun, Memory
    from pooler_lint.config import Settings
    from pooler_lint.files.screen import Screened
    from pooler_lint.report import Report
    from pooler_lint.repository.files import Repositories
    from pooler_lint.repository.walk import FolderRules
    from pooler_lint.run import Action

MANY = 500
"""Files from which on it takes less time to see that they are as they were than to look at them."""


class Asked(NamedTuple):
    """What is asked for: `rules_of` and `settings_of` give those of an absolute folder.

    `counted`: of a clean file nobody wants to know more than how many connections it makes.
    """

    paths: tuple[str, ...]
    settings: Settings
    rules_of: Callable[[str], FolderRules]
    settings_of: Callable[[str], Settings]
    action: Action
    counted: bool
    cache: str | None
    """The folder of what is remembered; None: nothing is."""
    repositories: Repositories
    """Those around the paths."""


class Answer(NamedTuple):
    """How many files were looked at, and the report; None where it could say no more than these numbers."""

    looked_at: int
    report: Report | None
    connections: int = 0
    unresolved: int = 0


def check_paths(asked: Asked) -> Answer:
    """The report on the Python files of these files and folders. Raises MissingPath and ConfigError."""
    memory = _memory(asked) if _may_be_known(asked) else None
    last = _last_run(asked, memory)
    if last is not None:
        return _checked_again(asked, last)
    from pooler_lint.repository.discovery import discover
    from pooler_lint.run import check_files, screened

    found = discover(asked.paths, asked.rules_of, asked.repositories)
    is_large = len(found.files) >= MANY
    if is_large:
        memory = memory or _memory(asked)
    jobs = _jobs(asked.settings, len(found.files))
    work = screened(found.files, jobs, memory if is_large else None)
    work = work._replace(unreadable=work.unreadable + found.errors, refused=work.refused + found.refused)
    report = None
    work, invalid = _with_settings(work, asked.settings_of)
    invalid.update(found.invalid)
    refused = work.refused or asked.repositories.refused()
    if work.candidates or work.unreadable or invalid or refused or asked.settings.output_format == "json":
        memory = memory or _memory(asked)
        report = check_files(
            work, asked.settings_of, asked.action, jobs, memory if asked.counted else None, asked.repositories
        )
        report = _with_invalid(report, invalid)
    if memory is not None and (is_large or report is not None):
        if (is_large or work.candidates) and not (work.unreadable or invalid) and _is_whole(asked):
            _keep_run(memory, asked, found.files, work.candidates)
        memory.save()
    return Answer(work.looked_at, report)


def _with_settings(work: Screened, settings_of: Callable[[str], Settings]) -> tuple[Screened, dict[str, str]]:
    """Return the work without the files whose configuration is not valid, and these configurations with the reason."""
    invalid: dict[str, str] = {}
    valid: dict[str, bool] = {}
    for path in work.candidates:
        folder = os.path.dirname(os.path.abspath(path))
        try:
            if folder not in valid:
                settings_of(folder)
                valid[folder] = True
        except ConfigError as error:
            if error.file is None:
                raise
            valid[folder] = False
            invalid[error.file] = error.line
    candidates = (path for path in work.candidates if valid[os.path.dirname(os.path.abspath(path))])
    return work._replace(candidates=tuple(candidates)), invalid


def _with_invalid(report: Report, invalid: Mapping[str, str]) -> Report:
    """Return the report with an error for each invalid configuration."""
    if not invalid:
        return report
    from dataclasses import replace

    from pooler_lint.report import FileError, FileReport
    from pooler_lint.run import announced

    files = list(report.files)
    for path, why in invalid.items():
        shown, reason = os.path.relpath(path), why.removeprefix(path).removeprefix(": ")
        advice = "correct the configuration: the files of its folder were not checked"
        files.append(announced(FileReport(shown, errors=(FileError(shown, 0, 0, reason, advice, "read"),))))
    return replace(report, files=tuple(sorted(files, key=lambda one: one.path)))


def _memory(asked: Asked) -> Memory | None:
    if asked.cache is None:
        return None
    from pooler_lint.cache.memory import Memory

    return Memory(asked.cache, asked.repositories.roots, _jobs(asked.settings))


def _is_whole(asked: Asked) -> bool:
    """Can the answer be that of the last run? Not for a few files by name: these are quicker looked at."""
    return asked.action == "check" and asked.counted and any(os.path.isdir(path) for path in asked.paths)


def _may_be_known(asked: Asked) -> bool:
    return asked.cache is not None and os.path.isdir(asked.cache) and _is_whole(asked)


def _last_run(asked: Asked, memory: Memory | None) -> LastRun | None:
    root = memory.root_of(asked.paths) if memory is not None else None
    return None if memory is None or root is None else memory.last_run(root, _key(asked, root))


def _keep_run(memory: Memory, asked: Asked, files: Sequence[str], candidates: Sequence[str]) -> None:
    root = memory.root_of(asked.paths)
    if root is not None:
        memory.keep_run(root, _key(asked, root), files, candidates)


def _checked_again(asked: Asked, last: LastRun) -> Answer:
    """Nothing has changed: only those files are checked that had something to tell."""
    if not last.left and asked.settings.output_format != "json":
        return Answer(last.looked_at, None, last.connections, last.unresolved)
    from dataclasses import replace

    from pooler_lint.files.screen import Screened
    from pooler_lint.run import check_files

    work = Screened(last.looked_at, last.left)
    jobs = _jobs(asked.settings, len(last.left))
    report = check_files(work, asked.settings_of, asked.action, jobs, repositories=asked.repositories)
    return Answer(last.looked_at, replace(report, remembered=(last.connections, last.unresolved)))


def _key(asked: Asked, root: str) -> str:
    """A word for what the answer rests on besides the files of the repository."""
    from pooler_lint.cache.memory import key_of
    from pooler_lint.repository.walk import excludes_of_clone
    from pooler_lint.run import settings_key

    return key_of(asked.paths, settings_key(asked.settings_of(root)), excludes_of_clone(asked.repositories.at(root)))


def _jobs(settings: Settings, files: int = MANY) -> int:
    """How many processes there may be: one file after the other where there are few."""
    from pooler_lint.run import ENOUGH_TO_CHECK

    if files < ENOUGH_TO_CHECK:
        return 1
    from pooler_lint.files.processes import usable_cores

    return usable_cores() if settings.jobs is None else settings.jobs
