"""The command line: argv to settings to a run to text and exit status.

Nothing heavy is imported up here: a run over files that hold no connection starts like bare Python.
"""

from __future__ import annotations

import os
import sys
from functools import partial

from pooler_lint.arguments import Options, flags_of, read_plain
from pooler_lint.config_values import ConfigError, near
from pooler_lint.light import TYPE_CHECKING
from pooler_lint.repository.discovery import MissingPath
from pooler_lint.streams import NotWritten, discard, flush, open_closed_streams, put, put_bytes, say, write

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TextIO

    from pooler_lint.config import Resolver, Settings
    from pooler_lint.output.format import Format
    from pooler_lint.paths import Answer
    from pooler_lint.report import Report
    from pooler_lint.repository.files import Repositories
    from pooler_lint.run import Action

CLEAN, FINDINGS, FAILED = 0, 1, 2
INTERRUPTED, BROKEN_PIPE = 130, 141


class UsageError(Exception):
    """The command line asks for something impossible."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; the exit status: 0 clean, 1 findings left, 2 something could not be done."""
    if open_closed_streams():
        say("pooler-lint: error: standard output is closed; write to a file or to /dev/null instead")
        return FAILED
    try:
        return _main(argv)
    except (UsageError, ConfigError) as error:
        say(f"pooler-lint: error: {error.line if isinstance(error, ConfigError) else error}")
    except MissingPath as error:
        say(f"pooler-lint: error: {error}: no such file or folder; check the PATH arguments")
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        discard()
        return BROKEN_PIPE
    except NotWritten as error:
        discard()
        say(f"pooler-lint: error: the output can't be written: {error}; make room, or write elsewhere")
    except OSError as error:  # what befalls a file that is checked is in the report
        discard()
        say(f"pooler-lint: error: {error.filename or 'the system'}: {error.strerror or error}")
    return FAILED


def _main(argv: Sequence[str] | None) -> int:
    try:
        status = _dispatch(_options(sys.argv[1:] if argv is None else argv))
    except SystemExit:  # the parser has written its help, the version or what is wrong
        flush()
        raise
    flush()
    return status


def _options(argv: Sequence[str]) -> Options:
    options = read_plain(argv)
    if options is not None:
        return options
    from pooler_lint.usage import parser

    return parser().parse_args(argv, Options())


def _dispatch(options: Options) -> int:
    from pooler_lint.config import Resolver
    from pooler_lint.repository.files import Repositories

    if options.explain is not None:
        return _explain(options.explain)
    if options.list_rules:
        return _list_rules()
    _check_usage(options)
    _check_working_folder()
    if options.config is not None and not os.path.isfile(options.config):
        raise UsageError(f"--config: {options.config}: no such file")
    stdin = options.paths == ["-"]
    repositories = Repositories(() if stdin else options.paths)
    resolver = Resolver(options.config, options.isolated, flags_of(options), repositories)
    first = options.stdin_filename if stdin else options.paths[0]
    folder = _folder_of(first or os.curdir, named_file=stdin and first is not None)
    settings = _settings_of_run(resolver, folder, alone=stdin or options.show_settings)
    if options.show_settings:
        return _show_settings(settings, folder, repositories)
    return _check_stdin(options, resolver, settings) if stdin else _check_paths(options, resolver, settings)


def _settings_of_run(resolver: Resolver, folder: str, alone: bool) -> Settings:
    """Return the settings of the first path; those of the working folder where they are not valid, unless `alone`."""
    try:
        return _valid_settings(resolver, folder)
    except ConfigError:
        return _valid_settings(resolver, folder if alone else os.getcwd())


def _valid_settings(resolver: Resolver, folder: str) -> Settings:
    settings = resolver.settings_for(folder)
    _check_codes(settings)
    return settings


def _show_settings(settings: Settings, folder: str, repositories: Repositories) -> int:
    from pooler_lint.output.format import format_of
    from pooler_lint.output.settings import render
    from pooler_lint.project.environment.given import given_by
    from pooler_lint.project.overview import overview
    from pooler_lint.project.project import Project

    found = overview(Project(repositories), folder, given_by(settings))
    write(sys.stdout, (format_of(settings).settings or render)(settings, found))
    return CLEAN


def _check_working_folder() -> None:
    try:
        os.getcwd()
    except OSError as error:
        reason = error.strerror or error
        raise UsageError(f"the working folder can't be found: {reason}; change to a folder that exists") from None


def _check_usage(options: Options) -> None:
    if "-" in options.paths and len(options.paths) > 1:
        raise UsageError("'-' reads one source from standard input and can't be given with other paths")
    if options.stdin_filename is not None and options.paths != ["-"]:
        raise UsageError("--stdin-filename needs '-' as the only path")
    if options.paths == ["-"] and sys.stdin is None:
        raise UsageError("standard input is closed; give it a source, or name a file")


def _check_paths(options: Options, resolver: Resolver, settings: Settings) -> int:
    from pooler_lint.cache.folder import cache_folder
    from pooler_lint.cache.unfinished import remove_unfinished
    from pooler_lint.paths import Asked, check_paths
    from pooler_lint.repository.root import is_inside

    counted = not (options.show_endpoints or options.show_unresolved)
    paths = tuple(options.paths)
    cache = None if options.no_cache else cache_folder(options.cache_dir)
    for kept, name in remove_unfinished():
        if not any(is_inside(kept, resolver.repositories.roots.of(path)) for path in paths if path != "-"):
            continue  # it concerns another repository
        say(f"pooler-lint: warning: {kept}: it may hold an edit of {name}; compare the two, and remove it")
    settings_of = partial(_valid_settings, resolver)
    asked = Asked(
        paths, settings, resolver.rules_for, settings_of, _action(options), counted, cache, resolver.repositories
    )
    answer = check_paths(asked)
    if answer.report is not None:
        return _tell(answer.report, options, settings)
    return _nothing_found(options, answer, settings)


def _nothing_found(options: Options, answer: Answer, settings: Settings) -> int:
    from pooler_lint.output.format import format_of
    from pooler_lint.output.summary import Counts, render

    if format_of(settings).is_document:
        from pooler_lint.report import Report

        remembered = (answer.connections, answer.unresolved)
        return _tell(Report((), answer.looked_at, remembered=remembered), options, settings)
    if options.show_endpoints:
        write(sys.stdout, "0 connections.\n")
    elif not options.quiet:
        counts = Counts(files=answer.looked_at, connections=answer.connections, unresolved=answer.unresolved)
        write(sys.stderr if options.diff else sys.stdout, render(counts))
    return CLEAN


def _check_stdin(options: Options, resolver: Resolver, settings: Settings) -> int:
    from pooler_lint.config import with_line_length
    from pooler_lint.files.screen import could_matter
    from pooler_lint.files.text import encode
    from pooler_lint.report import FileReport, Report
    from pooler_lint.repository.discovery import is_excluded
    from pooler_lint.run import check_bytes

    path = options.stdin_filename or "-"
    data = sys.stdin.buffer.read()
    excluded = settings.force_exclude and is_excluded(path, resolver.rules_for(os.path.dirname(os.path.abspath(path))))
    if excluded or not could_matter(data):
        file, source = FileReport(path), None
    else:
        own = with_line_length(settings, path, resolver.repositories)
        file, source = check_bytes(data, path, own, repair=_action(options) != "check")
    if options.fix and not options.diff:
        fixed = data if source is None or file.fixed_text is None else encode(file.fixed_text, source)
        put_bytes(fixed)
    return _tell(Report((file,), 1), options, settings)


def _action(options: Options) -> Action:
    if options.show_endpoints:
        return "check"
    if options.diff:
        return "repair"
    return "write" if options.fix else "check"


def _tell(report: Report, options: Options, settings: Settings) -> int:
    """Write the report to where it belongs, and the exit status that it means."""
    from pooler_lint.output.format import format_of
    from pooler_lint.output.summary import count

    counts, form = count(report), format_of(settings)
    if options.show_endpoints:
        _tell_endpoints(report, form, options)
        return FAILED if counts.errors else CLEAN
    # The result proper (a diff, a repaired text) has standard output for itself.
    result_on_stdout = options.diff or (options.fix and options.paths == ["-"])
    out = sys.stderr if result_on_stdout else sys.stdout
    color = _colored(options.color, out)
    if options.diff:
        from pooler_lint.output import diff
        from pooler_lint.output.style import Style

        changes, style = diff.render(report), Style(_colored(options.color, sys.stdout))
        if style.color or sys.stdout.isatty():
            put(sys.stdout, diff.for_terminal(changes, style))
        else:
            put_bytes(changes.encode("utf-8", "surrogateescape"))
    (put if form.is_commands else write)(out, form.render(report, color))
    if options.show_unresolved and not form.is_document:
        from pooler_lint.output.endpoints import render_unresolved

        write(out, render_unresolved(report, color))
    if not options.quiet and not form.is_document:
        from pooler_lint.output.summary import render

        write(out, render(counts, would=options.diff))
    if counts.errors:
        return FAILED
    would_change = options.diff and any(file.fixed_text not in (None, file.text) for file in report.files)
    return FINDINGS if (counts.findings or would_change) and not options.exit_zero else CLEAN


def _tell_endpoints(report: Report, form: Format, options: Options) -> None:
    if form.endpoints is not None:
        write(sys.stdout, form.endpoints(report))
        return
    from pooler_lint.output.endpoints import render
    from pooler_lint.output.formats.full import render as render_errors

    write(sys.stdout, render(report, _colored(options.color, sys.stdout)))
    write(sys.stderr, render_errors(_errors_only(report), _colored(options.color, sys.stderr)))


def _errors_only(report: Report) -> Report:
    from pooler_lint.records import replace
    from pooler_lint.run import NOT_CHECKED

    files = tuple(
        replace(file, diagnostics=tuple(item for item in file.diagnostics if item.code == NOT_CHECKED))
        for file in report.files
    )
    return replace(report, files=files)


def _check_codes(settings: Settings) -> None:
    """Only a configuration that names codes pays for loading the rules."""
    from pooler_lint.config import check_codes

    if settings.select or settings.ignore or settings.extend_select or settings.per_file_ignores:
        from pooler_lint.rules import RULES

        check_codes(settings, [rule.code for rule in RULES])


def _explain(code: str) -> int:
    from pooler_lint.rules import RULES
    from pooler_lint.rules.pages import explain

    codes = [rule.code for rule in RULES]
    if code.upper() not in codes:
        raise UsageError(f"--explain: unknown code {code!r}{near(code.upper(), codes)}")
    write(sys.stdout, explain(code.upper()).rstrip("\n") + "\n")
    return CLEAN


def _list_rules() -> int:
    from pooler_lint.rules import RULES

    for rule in RULES:
        marks = [mark for mark, holds in (("repair", rule.fixable), ("off", not rule.default_on)) if holds]
        write(
            sys.stdout,
            f"{rule.code}  {rule.severity:<7}  {rule.summary}{f' [{chr(44).join(marks)}]' if marks else ''}\n",
        )
    return CLEAN


def _folder_of(path: str, named_file: bool) -> str:
    absolute = os.path.abspath(path)
    return absolute if os.path.isdir(absolute) and not named_file else os.path.dirname(absolute)


def _colored(choice: str, stream: TextIO) -> bool:
    """The flag beats NO_COLOR, that beats FORCE_COLOR, and that beats what the terminal is."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"
