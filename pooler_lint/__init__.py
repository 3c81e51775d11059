"""Finds the PostgreSQL connections that break behind a connection pooler in transaction mode, and repairs them.

`check_source` and `fix_source` are the library's own door; everything else is inside and may change.
"""

from __future__ import annotations

from pooler_lint.light import TYPE_CHECKING

if TYPE_CHECKING:
    from pooler_lint.config import Settings
    from pooler_lint.report import FileReport

__all__ = ["check_source", "fix_source"]


def check_source(source: str, path: str = "<source>", settings: Settings | None = None) -> FileReport:
    """Check one Python source: `report.diagnostics`, `report.connections`, `report.errors`.

    `source` is decoded text without a byte order mark. `path` is the name used in the report; where that file exists,
    what its repository says about library versions counts. `settings` None: the defaults, no configuration file.
    Never raises for what the source holds: a source that can't be parsed gives a report with an error.
    """
    from pooler_lint.check import check_text
    from pooler_lint.config import Settings

    return check_text(source, path, settings if settings is not None else Settings())


def fix_source(source: str, path: str = "<source>", settings: Settings | None = None) -> FileReport:
    """Repair one Python source: `report.fixed_text` (None: nothing to change) and the findings that are left.

    As `check_source` otherwise.
    """
    from pooler_lint.check import fix_text
    from pooler_lint.config import Settings

    return fix_text(source, path, settings if settings is not None else Settings())
