"""From findings to diagnostics: LibCST confirms each call, its comments may silence it, and its repair is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate

from pooler_lint.config import Settings
from pooler_lint.findings import Finding
from pooler_lint.fixes.apply import MOST_FIXED, fix_until_stable
from pooler_lint.fixes.plan import Request, Style
from pooler_lint.fixes.repair import repair
from pooler_lint.fixes.source import ParseFailure, Source, parse_source
from pooler_lint.fixes.spans import Span, span_of
from pooler_lint.fixes.suppression import file_ignored, suppressed
from pooler_lint.lines import LineIndex
from pooler_lint.model import Breaks, Endpoint
from pooler_lint.report import Diagnostic, FileError, Fix, Range
from pooler_lint.values import Evidence


def diagnose(
    text: str, path: str, settings: Settings, findings: Sequence[Finding]
) -> tuple[tuple[Diagnostic, ...], tuple[FileError, ...]]:
    """The diagnostics of the findings that no comment silences, in the order of the text, and what went wrong."""
    if file_ignored(text):
        return (), ()
    try:
        source = parse_source(text)
    except ParseFailure as failure:
        reason = f"LibCST cannot parse it: {failure.message}"
        return (), (FileError(path, failure.line, failure.column, reason, "correct the syntax, or exclude the file"),)
    unconfirmed = _not_in_the_tree(source, findings)
    index = LineIndex(text)
    errors = tuple(_unconfirmed(span, path, index) for span in sorted(unconfirmed, key=lambda span: span.start))
    heard = [
        finding
        for finding in findings
        if unconfirmed.isdisjoint(_places(finding)) and not _is_silenced(source, finding)
    ]
    style = style_of(settings)
    numbers = accumulate(bool(finding.breaks.wishes) for finding in heard)
    diagnostics = [
        _diagnostic(finding, source, index, style, in_this_run=number <= MOST_FIXED)
        for finding, number in zip(heard, numbers, strict=True)
    ]
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


def underlined(finding: Finding) -> Span:
    """What a finding underlines."""
    return span_of(finding.breaks.place or finding.site.shown)


def _places(finding: Finding) -> frozenset[Span]:
    """The calls, or what is declared, that the finding is about."""
    return frozenset({span_of(finding.site.place), span_of(finding.breaks.place or finding.site.place)})


def _not_in_the_tree(source: Source, findings: Sequence[Finding]) -> frozenset[Span]:
    """The places of findings at which LibCST has no call; for what is declared, no expression."""
    declared = {span_of(finding.site.place) for finding in findings if finding.site.declared}
    spans = {span for finding in findings for span in _places(finding)} - declared
    missing = source.unconfirmed(sorted(spans, key=lambda span: (span.start, span.end)))
    return frozenset((*missing, *(declared - source.expressions(declared).keys())))


def _is_silenced(source: Source, finding: Finding) -> bool:
    return suppressed(source, underlined(finding), finding.rule.code, inside_only=finding.site.declared)


def _request(finding: Finding, unsafe: bool = True) -> Request:
    breaks = finding.breaks
    if breaks.safety == "display" or (breaks.safety == "unsafe" and not unsafe):
        breaks = replace(breaks, wishes=())
    return Request(finding.site, finding.case, breaks, finding.rule.code)


def _diagnostic(finding: Finding, source: Source, index: LineIndex, style: Style, *, in_this_run: bool) -> Diagnostic:
    rule, breaks, endpoint = finding.rule, finding.breaks, finding.endpoint
    request = Request(finding.site, finding.case, breaks, rule.code)
    fix = repair(source, request, style) if breaks.wishes and in_this_run else None
    no_fix = _NOT_WRITTEN if in_this_run else _LEFT
    is_assumed = finding.confidence == "assumed"
    severity = breaks.severity or rule.severity
    return Diagnostic(
        code=rule.code,
        name=rule.name,
        place=_range(finding, index),
        message=breaks.message,
        severity="warning" if severity == "error" and is_assumed else severity,
        confidence=finding.confidence,
        why=breaks.why,
        help=(*_what_the_fix_does(breaks, fix), *breaks.help, *(_declaration(endpoint) if is_assumed else ())),
        note=breaks.note or (no_fix if breaks.wishes and fix is None else None),
        url=rule.url,
        evidence=_evidence(finding),
        fix=fix,
        endpoint=endpoint,
        elsewhere=finding.notes,
    )


_NOT_WRITTEN = "there is no fix, because this place cannot be changed safely"
_LEFT = f"there is no fix in this run, which is limited to the first {MOST_FIXED:,} of a file"
_BY = {"safe": "", "unsafe": " (--unsafe-fixes)", "display": " (by hand)"}


def _what_the_fix_does(breaks: Breaks, fix: Fix | None) -> tuple[str, ...]:
    """Return what the fix does; where there is none, the same is what to do by hand."""
    by = "" if fix is None else _BY[fix.safety]
    return (f"{breaks.title[0].lower()}{breaks.title[1:]}{by}",) if breaks.title else ()


_DECLARE: Mapping[str | None, str] = {
    "server": "if it is another server, declare it under [[tool.pooler-lint.endpoints]]",
    "version": "if its version is known, write it in the tag of the image, or declare the pooler under"
    " [[tool.pooler-lint.endpoints]]",
}


def _declaration(endpoint: Endpoint) -> tuple[str, ...]:
    """Return what to do where the assumption about the endpoint is wrong."""
    if endpoint.unknown is not None:  # the assumption rests on the name of a variable
        return ("if it is another server, give the value of the variable under [tool.pooler-lint.env]",)
    return (_DECLARE[endpoint.assumption],)


def _range(finding: Finding, index: LineIndex) -> Range:
    span = underlined(finding)
    return Range(finding.site.path, *index.position(span.start), *index.position(span.end))


def _evidence(finding: Finding) -> tuple[Evidence, ...]:
    """Return each piece of evidence once, first the connection where one call makes several."""
    site, breaks = finding.site, finding.breaks
    part: tuple[Evidence, ...] = ()
    if site.part is not None and site.part_place is None and breaks.place is None:
        part = (Evidence(f"connection `{site.part}` of this call", site.path, site.line),)
    return tuple(dict.fromkeys((*part, *finding.endpoint.evidence, *breaks.evidence)))


def _unconfirmed(span: Span, path: str, index: LineIndex) -> FileError:
    line, column = index.position(span.start)
    reason = "internal error: the call found here is not in LibCST's tree"
    return FileError(path, line, column, reason, "please report this, with the text of the file")
