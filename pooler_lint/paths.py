"""PATH arguments to a report: what the last run found out about them, or what is found, screened and checked now."""

from __future__ import annotations

import os
from functools import partial

from pooler_lint.config_values import ConfigError
from pooler_lint.light import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pooler_lint.cache.memory import Clean, LastRun, Memory, Remembered
    from pooler_lint.cache.state import Changes
    from pooler_lint.config import Settings
    from pooler_lint.files.screen import Screened
    from pooler_lint.report import Report
    from pooler_lint.repository.discovery import Found
    from pooler_lint.repository.files import Repositories
    from pooler_lint.repository.walk import FolderRules
    from pooler_lint.results import Results
    from pooler_lint.run import Action
    from pooler_lint.several import Run

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
    if memory is not None and last is not None:
        return _checked_again(asked, memory, *last)
    from pooler_lint.repository.discovery import discover
    from pooler_lint.run import screened

    found = discover(asked.paths, asked.rules_of, asked.repositories)
    is_large = len(found.files) >= MANY
    if is_large:
        memory = memory or _memory(asked)
    jobs = _jobs(asked.settings, len(found.files))
    work = screened(found.files, jobs, memory if is_large else None)
    work = work._replace(unreadable=work.unreadable + found.errors, refused=work.refused + found.refused)
    return _checked(asked, work, found, memory, jobs, is_large)


def _checked(asked: Asked, work: Screened, found: Found, memory: Memory | None, jobs: int, is_kept: bool) -> Answer:
    """Check the candidates of what was found; keep what came of it if `is_kept`, or if it took some time."""
    report = None
    results: Results | None = None
    work, invalid = _with_settings(work, asked.settings_of)
    invalid.update(found.invalid)
    refused = work.refused or asked.repositories.refused()
    if work.candidates or work.unreadable or invalid or refused:
        from pooler_lint.run import check_files
        from pooler_lint.several import with_other_files

        memory = memory or _memory(asked)
        if memory is not None and asked.counted and work.candidates:
            from pooler_lint.results import Results

            results = Results(memory, asked.repositories)
        report = check_files(work, asked.settings_of, asked.action, jobs, results, asked.repositories)
        report = with_other_files(report, _run(asked))
        report = _with_invalid(report, invalid)
        if results is not None:
            results.finish()
    if memory is not None and (is_kept or report is not None):
        if (is_kept or work.candidates) and not (work.unreadable or invalid) and _is_whole(asked):
            clean = {} if results is None else results.clean
            _keep_run(memory, asked, found, {path: clean.get(path) for path in work.candidates})
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
            invalid[error.file] = error.reason
    candidates = (path for path in work.candidates if valid[os.path.dirname(os.path.abspath(path))])
    return work._replace(candidates=tuple(candidates)), invalid


def _with_invalid(report: Report, invalid: Mapping[str, str]) -> Report:
    """Return the report with an error for each invalid configuration."""
    if not invalid:
        return report
    from pooler_lint.records import replace
    from pooler_lint.report import FileError, FileReport
    from pooler_lint.run import announced

    files = list(report.files)
    for path, reason in invalid.items():
        shown = os.path.relpath(path)
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


def _last_run(asked: Asked, memory: Memory | None) -> tuple[Remembered, LastRun] | None:
    """Return the run before over the same paths, and what has changed since; None if it cannot be built upon."""
    root = memory.root_of(asked.paths) if memory is not None else None
    remembered = None if memory is None or root is None else memory.remembered(root)
    last = None if remembered is None or root is None else remembered.last_run(_key(asked, root))
    return None if remembered is None or last is None or _decides_what_is_checked(remembered) else (remembered, last)


def _decides_what_is_checked(remembered: Remembered) -> bool:
    """True if a change decides which files are checked, or with which settings."""
    from pooler_lint.config import FILES
    from pooler_lint.repository.walk import DECIDING

    changes = remembered.changes
    if changes is None or changes.folders:
        return True
    names = {os.path.basename(path) for path in changes.all}
    return not (names.isdisjoint(FILES) and names.isdisjoint(DECIDING))


def _keep_run(memory: Memory, asked: Asked, found: Found, candidates: Mapping[str, Clean | None]) -> None:
    """Keep the run, if each of its files was found in a folder."""
    from pooler_lint.cache.memory import LastRun

    root = memory.root_of(asked.paths)
    remembered = None if root is None else memory.remembered(root)
    if root is None or remembered is None or not found.by_folder:
        return
    if remembered.last_run(_key(asked, root)) is None and not memory.covers(root, found.folders):
        return  # some of the folders are not in the state of the repository
    clean = [one for one in candidates.values() if one is not None]
    run = LastRun(
        sum(one.connections for one in clean),
        sum(one.unresolved for one in clean),
        tuple(path for path, one in candidates.items() if one is None),
        tuple(path for path, one in candidates.items() if one is not None),
        {path: one for path, one in candidates.items() if one is not None and (one.errors or one.notes)},
        found.folders,
    )
    remembered.keep_run(_key(asked, root), run)


def _checked_again(asked: Asked, memory: Memory, remembered: Remembered, last: LastRun) -> Answer:
    """Check what has changed, what depends on it, and the files that had something to report."""
    from pooler_lint.files.screen import Screened

    changes = remembered.changes
    if changes is not None and changes.all:
        return _checked_anew(asked, memory, changes, last)
    if not (last.left or last.told):
        return Answer(last.looked_at, None, last.connections, last.unresolved)
    from pooler_lint.run import check_files, with_known
    from pooler_lint.several import with_other_files

    work = Screened(last.looked_at, last.left)
    jobs = _jobs(asked.settings, len(last.left))
    report = check_files(work, asked.settings_of, asked.action, jobs, repositories=asked.repositories)
    report = with_other_files(report, _run(asked))
    return Answer(last.looked_at, with_known(report, last.told, (last.connections, last.unresolved)))


def _checked_anew(asked: Asked, memory: Memory, changes: Changes, last: LastRun) -> Answer:
    """Search the folders in which something changed once more, and check the files."""
    from pooler_lint.repository.discovery import found_in
    from pooler_lint.run import screened

    changed = {os.path.dirname(path) for path in changes.all if path.endswith(".py")}
    shown = [folder for folder in last.folders if os.path.abspath(folder or os.curdir) in changed]
    found = found_in(shown, asked.rules_of, asked.repositories)
    others = [path for path in (*last.left, *last.clean) if os.path.dirname(path) not in shown]
    folders = {**last.folders, **dict.fromkeys(shown, 0), **found.folders}
    work = screened(found.files)
    candidates = tuple(sorted({*others, *work.candidates}))
    work = work._replace(
        looked_at=sum(folders.values()),
        candidates=candidates,
        unreadable=work.unreadable + found.errors,
        refused=work.refused + found.refused,
    )
    jobs = _jobs(asked.settings, len(candidates))
    return _checked(asked, work, found._replace(folders=folders), memory, jobs, is_kept=True)


def _run(asked: Asked) -> Run:
    from pooler_lint.several import Run

    return Run(asked.action, partial(_files, asked), asked.settings_of, asked.repositories)


def _files(asked: Asked) -> tuple[str, ...]:
    from pooler_lint.repository.discovery import discover

    return discover(asked.paths, asked.rules_of, asked.repositories).files


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
