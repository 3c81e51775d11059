"""What a run hands out: edits, repairs, diagnostics and reports. Frozen and picklable, as the model is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from pooler_lint.model import Endpoint, Safety
from pooler_lint.values import Evidence, Span


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """Replace the text from `start` to `end` (code-point offsets of the decoded text) by `content`."""

    start: int
    end: int
    content: str


@dataclass(frozen=True, slots=True)
class Fix:
    """A repair as data: sorted edits that do not overlap."""

    title: str
    safety: Safety
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding. Lines and columns count from 1, in code points; the end exclusive; `notes`: where else it goes."""

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    code: str
    name: str
    message: str
    severity: Literal["error", "warning"]
    span: Span
    endpoint: Endpoint | None = None
    evidence: tuple[Evidence, ...] = ()
    fix: Fix | None = None
    notes: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Connection:
    """One site as the inventory shows it: where it goes, what was concluded, why; `notes`: where else it goes."""

    path: str
    line: int
    column: int
    library: str
    callee: str
    driver: str | None
    endpoint: Endpoint
    verdict: Literal["breaks", "fine", "unresolved"]
    reason: str
    notes: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class FileError:
    """A file that could not be read, parsed or written: what happened, and what to do about it."""

    path: str
    line: int
    column: int
    message: str


@dataclass(frozen=True, slots=True)
class FileReport:
    """All that came out of one file. `fixed_text` is the repaired text where a repair was asked for and accepted."""

    path: str
    diagnostics: tuple[Diagnostic, ...] = ()
    connections: tuple[Connection, ...] = ()
    errors: tuple[FileError, ...] = ()
    text: str | None = field(default=None, repr=False)
    fixed_text: str | None = field(default=None, repr=False)
    fixed: int = 0
    """How many of the first findings the repair took away."""


@dataclass(frozen=True, slots=True)
class Report:
    """All that came out of a run, files in path order; `notes`: files around them that could not be read."""

    files: tuple[FileReport, ...]
    checked: int = 0
    notes: tuple[Evidence, ...] = ()
    remembered: tuple[int, int] = (0, 0)
    """Connections of files that were clean in the last run and are as they were, and the unresolved ones of these."""
