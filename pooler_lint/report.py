"""What a run hands out: edits, repairs, diagnostics and reports. Frozen and picklable, as the model is."""

from __future__ import annotations

from typing import Literal, TypeAlias

from pooler_lint.model import Confidence, Endpoint, Safety, Severity
from pooler_lint.records import dataclass, field
from pooler_lint.values import Evidence

Undone: TypeAlias = Literal["read", "checked", "written"]
"""What could not be done with a file."""

MAX_MESSAGE = 100
MAX_NAME = 20


def shortened(text: str, limit: int = MAX_NAME) -> str:
    """Return the text as one printable line of at most `limit` characters, "..." in place of what is cut."""
    line = "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in text)
    return line if len(line) <= limit else f"{line[: max(limit - 3, 0)]}..."


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """Replace the text from `start` to `end` (code-point offsets of the decoded text) by `content`.

    `path` is the file as messages show it; "" is the file that the diagnostic is in.
    """

    start: int
    end: int
    content: str
    path: str = ""


@dataclass(frozen=True, slots=True)
class Fix:
    """A fix as data: edits that do not overlap, those of each file sorted."""

    title: str
    safety: Safety
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Range:
    """What a diagnostic underlines. Lines and columns count from 1, in code points; the end is exclusive."""

    path: str
    line: int
    column: int
    end_line: int
    end_column: int

    @property
    def is_empty(self) -> bool:
        """True if there is nothing to underline."""
        return (self.line, self.column) == (self.end_line, self.end_column)


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A violation of a rule as data; the modules of `output` render it.

    `message` is one sentence of at most 100 characters. It names the thing in the code, the pooler and the problem.
    """

    code: str
    name: str
    place: Range
    message: str
    severity: Severity
    confidence: Confidence = "confirmed"
    why: str = ""
    """The consequence."""
    help: tuple[str, ...] = ()
    """What the fix does, and what to do instead."""
    note: str | None = None
    """Why there is no fix."""
    url: str = ""
    evidence: tuple[Evidence, ...] = ()
    fix: Fix | None = None
    endpoint: Endpoint | None = None
    elsewhere: tuple[Evidence, ...] = ()
    """Where else the connection goes."""

    @property
    def path(self) -> str:
        """Return the path of the file."""
        return self.place.path

    @property
    def line(self) -> int:
        """Return the first line."""
        return self.place.line

    @property
    def column(self) -> int:
        """Return the first column."""
        return self.place.column


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
    """A file that could not be read, checked or written: the reason, and what to do about it."""

    path: str
    line: int
    column: int
    reason: str
    help: str
    undone: Undone = "checked"

    @property
    def message(self) -> str:
        """Return one sentence with as much of the reason as fits."""
        return self._subject + shortened(self.reason, MAX_MESSAGE - len(self._subject))

    @property
    def why(self) -> str:
        """Return the whole reason where the message has only a part of it."""
        return self.reason if len(self._subject + self.reason) > MAX_MESSAGE else ""

    @property
    def _subject(self) -> str:
        name = self.path.replace("\\", "/").rpartition("/")[2]
        return f"{shortened(name)} could not be {self.undone}: "


@dataclass(frozen=True, slots=True)
class OtherFile:
    """Another file that the fixes of a file edit, or would; `fixed_text` is its text with those that are made."""

    path: str
    text: str = field(repr=False)
    fixed_text: str | None = field(default=None, repr=False)


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
    notes: tuple[Evidence, ...] = ()
    """What was not checked in the file."""
    others: tuple[OtherFile, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """All that came out of a run, files in path order; `notes`: files around them that could not be read."""

    files: tuple[FileReport, ...]
    checked: int = 0
    notes: tuple[Evidence, ...] = ()
    remembered: tuple[int, int] = (0, 0)
    """Connections of files that were clean in the last run and are as they were, and the unresolved ones of these."""
