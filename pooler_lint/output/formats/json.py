"""One object for programs. Version 1: fields may be added; none is removed or changes its meaning."""

from __future__ import annotations

import json

from pooler_lint.light import TYPE_CHECKING
from pooler_lint.lines import LineIndex
from pooler_lint.output.format import Format
from pooler_lint.output.style import without_marked_commands

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pooler_lint.config import Settings
    from pooler_lint.model import Endpoint
    from pooler_lint.project.overview import Overview
    from pooler_lint.report import Connection, Diagnostic, Edit, FileError, FileReport, Fix, Report
    from pooler_lint.values import Evidence

_VERSION = 1


def render(report: Report, color: bool = False) -> str:
    """The findings, how many connections there are, and the errors. Lines and columns count from 1, in code points."""
    connections = [connection for file in report.files for connection in file.connections]
    diagnostics: list[object] = []
    for file in report.files:
        texts = _texts(file)
        lines = {path: LineIndex(text) for path, text in texts.items()}
        has_fix = any(item.fix for item in file.diagnostics)
        secrets = frozenset(one for text in texts.values() if text and has_fix for one in _secret_literals(text))
        diagnostics += [_diagnostic(item, lines, secrets) for item in file.diagnostics]
    return _dump(
        {
            "version": _VERSION,
            "diagnostics": diagnostics,
            "connections": {
                "total": len(connections) + report.remembered[0],
                "unresolved": sum(one.verdict == "unresolved" for one in connections) + report.remembered[1],
            },
            "errors": _errors(report),
            "notes": [_evidence(note) for note in report.notes],
        }
    )


def render_endpoints(report: Report) -> str:
    """Return all connections."""
    return _dump(
        {
            "version": _VERSION,
            "endpoints": [_connection(item) for file in report.files for item in file.connections],
            "errors": _errors(report),
            "notes": [_evidence(note) for note in report.notes],
        }
    )


def render_settings(settings: Settings, found: Overview) -> str:
    """Return the settings, and what the project says."""
    from pooler_lint.output.settings import as_data

    return _dump({"version": _VERSION, **as_data(settings, found)})


def _dump(data: dict[str, object]) -> str:
    """Return JSON in ASCII, which every encoding of standard output can hold."""
    return without_marked_commands(json.dumps(data, indent=2), r"\u0023") + "\n"


def _errors(report: Report) -> list[object]:
    return [_error(error) for file in report.files for error in file.errors]


def _error(error: FileError) -> dict[str, object]:
    return {
        "path": error.path,
        "line": error.line,
        "column": error.column,
        "message": _masked(error.message),
        "reason": _masked(error.reason),
        "help": _masked(error.help),
    }


def _texts(file: FileReport) -> dict[str, str]:
    """Return the texts that the places of diagnostics and edits are in, by the paths of edits."""
    others = {one.path: one.text if one.fixed_text is None else one.fixed_text for one in file.others}
    return {"": (file.text or "") if file.fixed_text is None else file.fixed_text, **others}


def _secret_literals(text: str) -> frozenset[str]:
    from pooler_lint.dsn.mask_source import find_secrets

    found = find_secrets(text)
    return found.literals if found is not None else frozenset()


def _diagnostic(item: Diagnostic, lines: Mapping[str, LineIndex], secrets: frozenset[str]) -> dict[str, object]:
    return {
        "path": item.path,
        "line": item.line,
        "column": item.column,
        "end_line": item.place.end_line,
        "end_column": item.place.end_column,
        "code": item.code,
        "name": item.name,
        "message": _masked(item.message),
        "severity": item.severity,
        "confidence": item.confidence,
        "why": _masked(item.why),
        "help": [_masked(line) for line in item.help],
        "note": None if item.note is None else _masked(item.note),
        "url": item.url,
        "endpoint": None if item.endpoint is None else _endpoint(item.endpoint),
        "evidence": [_evidence(evidence) for evidence in item.evidence],
        "notes": [_evidence(note) for note in item.elsewhere],
        "fix": None if item.fix is None else _fix(item.fix, item.path, lines, secrets),
    }


def _endpoint(endpoint: Endpoint) -> dict[str, object]:
    return {
        "scheme": endpoint.scheme,
        "driver": endpoint.driver,
        "host": endpoint.host,
        "port": endpoint.port,
        "database": endpoint.database,
        "pooler": endpoint.pooler,
        "mode": endpoint.mode,
        "tracks_statements": endpoint.tracks_statements,
        "confidence": endpoint.confidence,
    }


def _evidence(evidence: Evidence) -> dict[str, object]:
    return {"text": _masked(evidence.text), "path": evidence.path, "line": evidence.line}


def _fix(fix: Fix, path: str, lines: Mapping[str, LineIndex], secrets: frozenset[str]) -> dict[str, object]:
    if any(_holds_secret(edit.content, secrets) for edit in fix.edits):
        # Edits with a secret must not leave, and edits with a mask must not be applied.
        return {"title": fix.title, "safety": "display", "edits": []}
    return {
        "title": fix.title,
        "safety": fix.safety,
        "edits": [{"path": edit.path or path, **_edit(edit, lines[edit.path])} for edit in fix.edits],
    }


def _holds_secret(content: str, secrets: frozenset[str]) -> bool:
    from pooler_lint.dsn.mask_source import mask_source

    return any(literal in content for literal in secrets) or mask_source(content) != content


def _edit(edit: Edit, lines: LineIndex) -> dict[str, object]:
    start_line, start_column = lines.position(edit.start)
    end_line, end_column = lines.position(edit.end)
    return {
        "start_line": start_line,
        "start_column": start_column,
        "end_line": end_line,
        "end_column": end_column,
        "content": edit.content,
    }


def _connection(item: Connection) -> dict[str, object]:
    return {
        "path": item.path,
        "line": item.line,
        "column": item.column,
        "library": item.library,
        "callee": item.callee,
        "driver": item.driver,
        "endpoint": {
            **_endpoint(item.endpoint),
            "assumed": item.endpoint.confidence == "assumed",
            "unknown": item.endpoint.unknown,
        },
        "evidence": [_evidence(evidence) for evidence in item.endpoint.evidence],
        "verdict": item.verdict,
        "reason": _masked(item.reason),
        "notes": [_evidence(note) for note in item.notes],
    }


def _masked(text: str) -> str:
    """JSON escapes control characters by itself, so only secrets go."""
    from pooler_lint.dsn.mask import mask_secrets

    return mask_secrets(text)


FORMAT = Format(
    "[one object](#json), for programs", render, is_document=True, endpoints=render_endpoints, settings=render_settings
)
