"""From findings to diagnostics: LibCST confirms each call, its comments may silence it, and its repair is written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from pooler_lint.config import Settings
from pooler_lint.findings import Finding
from pooler_lint.fixes.apply import fix_until_stable
from pooler_lint.fixes.plan import Request, Style
from pooler_lint.fixes.repair import repair
from pooler_lint.fixes.source import ParseFailure, Source, parse_source
from pooler_lint.fixes.suppression import file_ignored, suppressed
from pooler_lint.lines import LineIndex
from pooler_lint.report import Diagnostic, FileError
from pooler_lint.values import Evidence, Span


def diagnose(
    text: str, path: str, settings: Settings, findings: Sequence[Finding]
) -> tuple[tuple[Diagnostic, ...], tuple[FileError, ...]]:
    """The diagnostics of the findings that no comment silences, in the order of the text, and what went wrong."""
    if file_ignored(text):
        return (), ()
    try:
        source = parse_source(text)
    except ParseFailure as failure:
        message = f"LibCST can't parse it, so nothing is reported or repaired here: {failure.message}"
        return (), (FileError(path, failure.line, failure.column, message),)
    unconfirmed = _not_in_the_tree(source, findings)
    index = LineIndex(text)
    errors = tuple(_unconfirmed(span, path, index) for span in sorted(unconfirmed, key=lambda span: span.start))
    heard = [
        finding
        for finding in findings
        if unconfirmed.isdisjoint(_places(finding)) and not _is_silenced(source, finding)
    ]
    style = style_of(settings)
    diagnostics = [_diagnostic(finding, source, index, style) for finding in heard]
    return tuple(sorted(diagnostics, key=lambda item: (item.line, item.column, item.code))), errors


def repaired(text: str, settings: Settings, findings_of: Callable[[str], Sequence[Finding]]) -> tuple[str, str | None]:
    """The repaired text, or the text as it was and the reason why a repair could not be kept."""

    def requests(current: str) -> list[Request]:
        if file_ignored(current):
            return []
        source = parse_source(current)
        return [
            _request(finding, settings.unsafe_fixes)
            for finding in findings_of(current)
            if not _is_silenced(source, finding)
        ]

    outcome = fix_until_stable(text, requests, style_of(settings))
    return outcome.text, outcome.error


def style_of(settings: Settings) -> Style:
    """How repairs look where the file itself does not say."""
    return Style() if settings.line_length is None else Style(settings.line_length)


def span_of(finding: Finding) -> Span:
    """What a finding underlines."""
    return finding.breaks.span or finding.site.shown


def _places(finding: Finding) -> frozenset[Span]:
    """The calls, or what is declared, that the finding is about."""
    return frozenset({finding.site.span, finding.breaks.span or finding.site.span})


def _not_in_the_tree(source: Source, findings: Sequence[Finding]) -> frozenset[Span]:
    """The places of findings at which LibCST has no call; for what is declared, no expression."""
    declared = {finding.site.span for finding in findings if finding.site.declared}
    spans = {span for finding in findings for span in _places(finding)} - declared
    missing = source.unconfirmed(sorted(spans, key=lambda span: (span.start, span.end)))
    return frozenset((*missing, *(declared - source.expressions(declared).keys())))


def _is_silenced(source: Source, finding: Finding) -> bool:
    return suppressed(source, span_of(finding), finding.rule.code, inside_only=finding.site.declared)


def _request(finding: Finding, unsafe: bool = True) -> Request:
    breaks = finding.breaks
    if breaks.safety == "display" or (breaks.safety == "unsafe" and not unsafe):
        breaks = replace(breaks, wishes=())
    return Request(finding.site, finding.case, breaks, finding.rule.code)


def _diagnostic(finding: Finding, source: Source, index: LineIndex, style: Style) -> Diagnostic:
    span = span_of(finding)
    line, column = index.position(span.start)
    end_line, end_column = index.position(span.end)
    wishes = finding.breaks.wishes
    return Diagnostic(
        path=finding.site.path,
        line=line,
        column=column,
        end_line=end_line,
        end_column=end_column,
        code=finding.rule.code,
        name=finding.rule.name,
        message=_message(finding),
        severity=finding.breaks.severity or finding.rule.severity,
        span=span,
        endpoint=finding.endpoint,
        evidence=_evidence(finding),
        fix=repair(source, Request(finding.site, finding.case, finding.breaks, finding.rule.code), style)
        if wishes
        else None,
        notes=finding.notes,
    )


def _message(finding: Finding) -> str:
    """What the rule says; it names the connection where the call that makes several is all that can be underlined."""
    site = finding.site
    if site.part is None or site.part_span is not None or finding.breaks.span is not None:
        return finding.breaks.message
    return f"connection `{site.part}`: {finding.breaks.message}"


def _evidence(finding: Finding) -> tuple[Evidence, ...]:
    return tuple(dict.fromkeys((*finding.endpoint.evidence, *finding.breaks.evidence)))


def _unconfirmed(span: Span, path: str, index: LineIndex) -> FileError:
    line, column = index.position(span.start)
    message = "Internal error of pooler-lint, please report it: the call found here is not in LibCST's tree"
    return FileError(path, line, column, message)
