"""From findings to diagnostics: LibCST confirms each call, its comments may silence it, and its fix is chosen."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import Protocol

from pooler_lint.config import Settings
from pooler_lint.findings import Finding, Judged
from pooler_lint.fixes.plan import Style
from pooler_lint.fixes.source import ParseFailure, Source, parse_source
from pooler_lint.fixes.sources import Other, Sources
from pooler_lint.fixes.spans import Span, span_of
from pooler_lint.fixes.suppression import file_ignored, suppressed
from pooler_lint.fixing import MOST_FIXED, Around, choose
from pooler_lint.lines import LineIndex
from pooler_lint.model import Breaks, Endpoint
from pooler_lint.records import dataclass
from pooler_lint.report import Diagnostic, Edit, FileError, Fix, OtherFile, Range
from pooler_lint.rules import Context
from pooler_lint.values import Evidence


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """The diagnostics of a text in their order, what went wrong, and the edits that make all fixes at once."""

    diagnostics: tuple[Diagnostic, ...] = ()
    errors: tuple[FileError, ...] = ()
    safe: tuple[Edit, ...] = ()
    every: tuple[Edit, ...] = ()
    is_limited: bool = False
    """There are more findings than are fixed in one run."""
    others: tuple[OtherFile, ...] = ()
    """The files in which fixes are written, or could be."""


class Surroundings(Around, Protocol):
    """The file under check and those around it."""

    def other(self, file: str) -> Other | None:
        """Return the file at an absolute path; None if it is no file of the project."""


def diagnose(
    text: str,
    path: str,
    settings: Settings,
    findings: Sequence[Finding],
    judged: Sequence[Judged],
    around: Surroundings,
    context: Context,
    most: int | None = None,
) -> Diagnosis:
    """Return the diagnostics of the findings that no comment silences.

    `judged` are the connections of the text, which the findings are about; `around` evaluates edited texts. `most`
    diagnostics get a fix; None: as many as one run fixes.
    """
    if file_ignored(text):
        return Diagnosis()
    try:
        source = parse_source(text)
    except ParseFailure as failure:
        return Diagnosis(errors=(FileError(path, failure.line, failure.column, failure.message, failure.help),))
    unconfirmed = _not_in_the_tree(source, findings)
    index = LineIndex(text)
    errors = tuple(_unconfirmed(span, path, index) for span in sorted(unconfirmed, key=lambda span: span.start))
    heard = [
        finding
        for finding in findings
        if unconfirmed.isdisjoint(_places(finding)) and not _is_silenced(source, finding)
    ]
    sources = Sources(source, os.path.abspath(path), around.other)
    chosen = choose(sources, heard, judged, around, context, style_of(settings), most)
    diagnostics = [
        _diagnostic(finding, index, chosen.fixes.get(place), chosen.reasons.get(place), place in chosen.left)
        for place, finding in enumerate(heard)
    ]
    in_order = tuple(sorted(diagnostics, key=lambda item: (item.line, item.column, item.code)))
    others = tuple(OtherFile(one.path, one.text) for one in map(sources.other, sorted(chosen.others)))
    return Diagnosis(in_order, errors, chosen.safe, chosen.every, bool(chosen.left), others)


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


def _diagnostic(finding: Finding, index: LineIndex, fix: Fix | None, reason: str | None, is_left: bool) -> Diagnostic:
    rule, breaks, endpoint = finding.rule, finding.breaks, finding.endpoint
    note = f"there is no safe fix, because {reason}" if reason is not None else None
    if note is None and fix is None and breaks.wishes:
        note = _LEFT if is_left else _NOT_WRITTEN
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
        note=breaks.note or note,
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
