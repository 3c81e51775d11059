"""What an output format is, and what several formats share."""

from __future__ import annotations

from pooler_lint.light import TYPE_CHECKING, NamedTuple
from pooler_lint.output.style import Style, safe

if TYPE_CHECKING:
    from collections.abc import Callable

    from pooler_lint.config import Settings
    from pooler_lint.project.overview import Overview
    from pooler_lint.report import Diagnostic, Report


class Format(NamedTuple):
    """An output format; each module of `output.formats` defines one as `FORMAT`."""

    help: str
    """What it shows, for the documentation."""
    render: Callable[[Report, bool], str]
    """Return the diagnostics of a report, with colours if that is true."""
    is_document: bool = False
    """True if its output is for programs: it is written also for an empty report, and no other line follows."""
    is_commands: bool = False
    """True if its lines are commands to a CI system; else no line of the output is one. It escapes all texts itself."""
    endpoints: Callable[[Report], str] | None = None
    """Return the list of all connections; None: `--show-endpoints` shows it as text."""
    settings: Callable[[Settings, Overview], str] | None = None
    """Return the settings; None: `--show-settings` shows them as text."""


def format_of(settings: Settings) -> Format:
    """Return the format that the settings ask for."""
    from pooler_lint.registry import module

    found: Format = module("output.formats", settings.output_format).FORMAT
    return found


def mark(item: Diagnostic, style: Style) -> str:
    """Return ` [*]` where `--fix` fixes it, else nothing."""
    return " " + style.paint("[*]", "cyan") if item.fix is not None and item.fix.safety == "safe" else ""


def message(item: Diagnostic) -> str:
    """Return the message, which says so where the pooler is only assumed."""
    return safe(item.message) + (" (assumed)" if item.confidence == "assumed" else "")
