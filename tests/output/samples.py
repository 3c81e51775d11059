"""Reports made by hand."""

from __future__ import annotations

from pooler_lint.lines import LineIndex
from pooler_lint.model import Endpoint
from pooler_lint.report import Connection, Diagnostic, Edit, FileError, FileReport, Fix, OtherFile, Range, Report
from pooler_lint.values import Evidence

TEXT = """\
import asyncpg

DSN = "postgresql://app@pool.example.com:6543/app"


async def main():
    return await asyncpg.connect(DSN)
"""

POOLER = Endpoint(
    scheme="postgresql",
    driver="asyncpg",
    host="pool.example.com",
    port=6543,
    database="app",
    pooler="Supavisor",
    mode="transaction",
    tracks_statements=False,
    assumption="server",
    evidence=(Evidence("port 6543 is Supavisor's transaction port", "app/db.py", 3),),
)

NOWHERE = Endpoint(unknown="environment variable DATABASE_URL has no default")


def diagnostic(
    text: str, marked: str, *, fix: Fix | None = None, path: str = "app/db.py", code: str = "PGB101"
) -> Diagnostic:
    """A finding at the first place of `marked` in `text`."""
    start = text.index(marked)
    end = start + len(marked)
    lines = LineIndex(text)
    line, column = lines.position(start)
    end_line, end_column = lines.position(end)
    return Diagnostic(
        code=code,
        name="asyncpg-statement-cache",
        place=Range(path, line, column, end_line, end_column),
        message="asyncpg keeps prepared statements",
        severity="error",
        endpoint=POOLER,
        evidence=POOLER.evidence,
        why="queries fail",
        help=("set statement_cache_size=0",),
        url="https://example.com/PGB101",
        fix=fix,
    )


def repair(text: str, before: str, content: str, safety: str = "safe") -> Fix:
    """A repair that inserts `content` before the first `before`."""
    at = text.index(before)
    assert safety in ("safe", "unsafe", "display")
    return Fix("Set statement_cache_size=0", safety, (Edit(at, at, content),))  # type: ignore[arg-type]


def connection(verdict: str = "breaks", endpoint: Endpoint = POOLER, line: int = 7) -> Connection:
    """An entry of the inventory."""
    assert verdict in ("breaks", "fine", "unresolved")
    return Connection(
        path="app/db.py",
        line=line,
        column=18,
        library="asyncpg",
        callee="asyncpg.connect",
        driver="asyncpg",
        endpoint=endpoint,
        verdict=verdict,  # type: ignore[arg-type]
        reason={
            "breaks": "the statement cache is on",
            "fine": "the cache is off",
            "unresolved": "the URL is not known",
        }[verdict],
    )


FINDING = diagnostic(TEXT, "asyncpg.connect(DSN)", fix=repair(TEXT, "DSN)", "DSN, statement_cache_size=0", "safe"))

REPORT = Report(
    (
        FileReport(
            "app/db.py",
            diagnostics=(FINDING,),
            connections=(connection(), connection("unresolved", NOWHERE, 9)),
            text=TEXT,
            others=(OtherFile("app/conf.py", TEXT),),
        ),
        FileReport("app/z.py", errors=(FileError("app/z.py", 2, 1, "it is not utf-8", "save it as UTF-8", "read"),)),
    ),
    checked=5,
)

CLEAN = Report((), checked=5)
