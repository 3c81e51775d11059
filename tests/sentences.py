"""What is said of the cases of `testdata/`: `python -m tests.sentences` writes it down anew.

The file names a case, then what it is the first to say, names and numbers aside.
"""

from __future__ import annotations

import re
from pathlib import Path

from pooler_lint.check import check_text
from pooler_lint.report import Connection, Diagnostic
from tests.testdata_format import Case, read_cases

FILE = Path(__file__).with_name("sentences.txt")
_INDENT = "  "


def sentences(case: Case) -> list[str]:
    """All that is said of a case: of its findings, then of its connections."""
    report = check_text(case.text, case.path_in_reports, case.settings)
    found = [line for diagnostic in report.diagnostics for line in _of_finding(diagnostic)]
    return found + [line for connection in report.connections for line in _of_connection(connection)]


def read_sentences() -> dict[str, list[str]]:
    """The sentences that are written down, by the name of the case."""
    said: dict[str, list[str]] = {}
    name = ""
    for line in FILE.read_text(encoding="utf-8").splitlines():
        if line.startswith(_INDENT):
            said[name].append(line.removeprefix(_INDENT))
        else:
            name = line
            said[name] = []
    return said


def _of_finding(diagnostic: Diagnostic) -> list[str]:
    lines = [f"{diagnostic.code}, {diagnostic.severity}: {diagnostic.message}"]
    if diagnostic.fix is not None:
        lines.append(f"{diagnostic.code}, {diagnostic.fix.safety} repair: {diagnostic.fix.title}")
    return lines + [f"evidence, line {step.line}: {step.text}" for step in diagnostic.evidence]


def _of_connection(connection: Connection) -> list[str]:
    endpoint = connection.endpoint
    lines = [f"evidence, line {step.line}: {step.text}" for step in endpoint.evidence]
    if connection.verdict != "breaks":
        lines.append(f"{connection.verdict}: {connection.reason}")
    return lines if endpoint.unknown is None else [*lines, f"endpoint not known: {endpoint.unknown}"]


def _template(line: str) -> str:
    """The sentence without what differs from case to case."""
    line = re.sub(r"`[^`]*`|'[^']*'|\"[^\"]*\"", "_", line)
    return re.sub(r"(?<!PGB)(?<!PGB\d)(?<!PGB\d\d)\d+", "0", re.sub(r"\S+:(\d+|None)\S*", "_", line))


def _first_said() -> str:
    known: set[str] = set()
    lines = []
    for case in read_cases():
        new = {_template(line): line for line in sentences(case) if _template(line) not in known}
        if new:
            lines += [case.name, *(f"{_INDENT}{line}" for line in new.values())]
            known |= new.keys()
    return "".join(f"{line}\n" for line in lines)


if __name__ == "__main__":
    FILE.write_text(_first_said(), encoding="utf-8", newline="\n")
