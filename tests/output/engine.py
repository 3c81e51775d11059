"""A stand-in for the engine: it knows one mistake, `connect(x)`, and its repair, `connect(x, 0)`."""

from __future__ import annotations

import re
import sys
from types import ModuleType

import pytest

from pooler_lint.config import Settings
from pooler_lint.lines import LineIndex
from pooler_lint.model import Endpoint
from pooler_lint.project.versions import VersionFinder
from pooler_lint.report import Connection, Diagnostic, Edit, FileError, FileReport, Fix, Range

_CALL = re.compile(r"asyncpg\.connect\((\w+)\)")


def check_text(text: str, path: str, settings: Settings, versions: VersionFinder | None = None) -> FileReport:
    """Report each call; `boom` in the text is a bug of the engine, `syntax error` a file that does not parse."""
    if "boom" in text:
        raise RuntimeError("something unforeseen")
    if "syntax error" in text:
        return FileReport(path, errors=(FileError(path, 1, 1, "it does not parse: here", "correct it"),), text=text)
    lines = LineIndex(text)
    found = tuple(_diagnostic(match, path, lines) for match in _CALL.finditer(text))
    inventory = tuple(
        Connection(
            path, item.line, item.column, "asyncpg", "asyncpg.connect", "asyncpg", Endpoint(), "breaks", "cache on"
        )
        for item in found
    )
    elsewhere = Endpoint(unknown="environment variable DSN has no default")
    if "unresolved" in text:
        unknown = Connection(
            path, 1, 1, "asyncpg", "asyncpg.Pool", "asyncpg", elsewhere, "unresolved", "DSN is missing"
        )
        inventory = (*inventory, unknown)
    return FileReport(path, diagnostics=found, connections=inventory, text=text)


def fix_text(text: str, path: str, settings: Settings, versions: VersionFinder | None = None) -> FileReport:
    """Repair each call, but for those in a text that says `stubborn`."""
    before = check_text(text, path, settings)
    fixed = text if "stubborn" in text else _CALL.sub(r"asyncpg.connect(\1, 0)", text)
    if fixed == text or before.errors:
        return before
    after = check_text(fixed, path, settings)
    return FileReport(
        path,
        diagnostics=after.diagnostics,
        connections=before.connections,
        text=text,
        fixed_text=fixed,
        fixed=len(before.diagnostics) - len(after.diagnostics),
    )


def _diagnostic(match: re.Match[str], path: str, lines: LineIndex) -> Diagnostic:
    line, column = lines.position(match.start())
    end_line, end_column = lines.position(match.end())
    return Diagnostic(
        code="PGB101",
        name="asyncpg-statement-cache",
        place=Range(path, line, column, end_line, end_column),
        message="asyncpg keeps prepared statements",
        severity="error",
        fix=Fix("Add a zero", "safe", (Edit(match.end() - 1, match.end() - 1, ", 0"),)),
    )


def install(patch: pytest.MonkeyPatch) -> None:
    """Put the stand-in where the engine is imported from."""
    module = ModuleType("pooler_lint.check")
    module.check_text, module.fix_text = check_text, fix_text  # type: ignore[attr-defined]
    patch.setitem(sys.modules, "pooler_lint.check", module)
