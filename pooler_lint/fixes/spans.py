"""Stretches of the one text at hand."""

from __future__ import annotations

from pooler_lint.lines import Place
from pooler_lint.records import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """Code-point offsets into the text, `end` exclusive."""

    start: int
    end: int


def span_of(place: Place) -> Span:
    """Return where the place is in the text of its file."""
    return Span(place.start, place.end)
