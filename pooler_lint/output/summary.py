"""The last line of a run: what was found, what can be repaired, what could not be judged."""

from __future__ import annotations

from pooler_lint.light import TYPE_CHECKING, NamedTuple
from pooler_lint.output.style import plural

if TYPE_CHECKING:
    from pooler_lint.report import Report


class Counts(NamedTuple):
    """What a run amounts to."""

    files: int
    findings: int = 0
    repairable: int = 0
    needs_unsafe: int = 0
    repaired: int = 0
    connections: int = 0
    unresolved: int = 0
    errors: int = 0
    notes: int = 0


def count(report: Report) -> Counts:
    """Add up a report. A file that could not be checked is an error, not a finding."""
    findings = [item for file in report.files for item in file.diagnostics if item.code != "PGB900"]
    connections = [item for file in report.files for item in file.connections]
    return Counts(
        files=report.checked,
        findings=len(findings),
        repairable=sum(item.fix is not None and item.fix.safety == "safe" for item in findings),
        needs_unsafe=sum(item.fix is not None and item.fix.safety == "unsafe" for item in findings),
        repaired=sum(file.fixed for file in report.files),
        connections=len(connections) + report.remembered[0],
        unresolved=sum(item.verdict == "unresolved" for item in connections) + report.remembered[1],
        errors=sum(bool(file.errors) for file in report.files),
        notes=len(report.notes),
    )


def render(counts: Counts, would: bool = False) -> str:
    """One line. `would`: the repairs were shown, not made."""
    parts = [_findings(counts, would)]
    if counts.errors:
        parts.append(f"{plural(counts.errors, 'file')} had errors")
    if counts.connections:
        unresolved = f", {counts.unresolved} not resolved (see --show-unresolved)" if counts.unresolved else ""
        parts.append(f"{plural(counts.connections, 'connection')}{unresolved}")
    if counts.notes:
        parts.append(f"{plural(counts.notes, 'note')} on files that could not be read (see --show-unresolved)")
    return "; ".join(parts) + ".\n"


def _findings(counts: Counts, would: bool) -> str:
    if counts.repaired:
        done = f"{'Would repair' if would else 'Repaired'} {plural(counts.repaired, 'finding')}"
        return f"{done}, {counts.findings} left{_repairable(counts)}"
    if counts.findings:
        return (
            f"Found {plural(counts.findings, 'finding')} in {plural(counts.files, 'checked file')}{_repairable(counts)}"
        )
    return f"No findings in {plural(counts.files, 'checked file')}"


def _repairable(counts: Counts) -> str:
    ways = []
    if counts.repairable:
        ways.append(f"{counts.repairable} repairable with --fix")
    if counts.needs_unsafe:
        ways.append(f"{counts.needs_unsafe} with --fix --unsafe-fixes")
    return f" ({', '.join(ways)})" if ways else ""
