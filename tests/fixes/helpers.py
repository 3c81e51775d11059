"""Builds the findings that a rule would hand over, from text alone."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Sequence
from typing import overload

from pooler_lint.fixes.edits import apply_edits
from pooler_lint.fixes.repair import Candidate, Request, Style, Together, candidates, together
from pooler_lint.fixes.source import Source, parse_source
from pooler_lint.fixes.sources import Sources
from pooler_lint.fixes.spans import Span
from pooler_lint.lines import Place
from pooler_lint.model import Address, Breaks, Case, ConnectionSite, Option, SetOption, Wish
from pooler_lint.report import Edit
from pooler_lint.slots import DictEntry, Imported, Keyword, OptionKind, Slots
from pooler_lint.values import Dict, Known

CACHE_OFF = SetOption("statement_cache_size", "0", driver=True)
NULL_POOL = SetOption("poolclass", Imported("sqlalchemy.pool", "NullPool"), driver=False)
FULL_SET = (
    CACHE_OFF,
    SetOption("prepared_statement_cache_size", "0", driver=True),
    SetOption("prepared_statement_name_func", 'lambda: ""', driver=True),
)

FILE = "app.py"


def span_of(text: str, part: str, nth: int = 0) -> Span:
    """Where this part stands in the text, the nth time (from 0)."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(part, start + 1)
    return Span(start, start + len(part))


@overload
def placed(span: Span) -> Place: ...


@overload
def placed(span: Span | None) -> Place | None: ...


def placed(span: Span | None) -> Place | None:
    """Return the place in the file that the findings are about."""
    return None if span is None else Place(FILE, span.start, span.end)


def call_span(text: str, function: str, nth: int = 0) -> Span:
    """Where the nth call of this function stands (by its text up to the bracket)."""
    start = span_of(text, function + "(", nth).start
    before = text[:start].replace("\f", " ")
    depth = 0
    for place in range(start + len(function), len(text)):
        if text[place] in "([{":
            depth += 1
        elif text[place] in ")]}":
            depth -= 1
            if depth == 0:
                return Span(start, place + 1)
    raise AssertionError(f"no end of {function} after {before[-20:]}")


def request(
    text: str,
    function: str,
    *wishes: Wish,
    nth: int = 0,
    holder: str | None = None,
    options: Sequence[Option] = (),
    driver_dict: Dict | None = None,
    driver_dict_span: Span | None = None,
    code: str = "PGB101",
    slots: Slots | None = None,
) -> Request:
    """A finding at the nth call of `function`, with these wishes."""
    case = Case(
        address=Address(),
        driver="asyncpg",
        options=tuple(options),
        slots=slots
        or Slots(driver=Keyword() if holder is None else DictEntry(holder, driver_dict, placed(driver_dict_span))),
    )
    span = call_span(text, function, nth)
    site = ConnectionSite(
        path="app.py",
        place=placed(span),
        line=text.count("\n", 0, span.start) + 1,
        library="asyncpg",
        callee=function,
        cases=(case,),
    )
    return Request(site, case, Breaks("It breaks.", wishes, "Repair it"), code)


def option(name: str, kind: OptionKind, span: Span | None = None) -> Option:
    """A wrong option."""
    return Option(name, Known(1), kind, placed(span))


def repair(source: Source, finding: Request, style: Style) -> Candidate | None:
    """Return the best way to repair a finding."""
    return next(candidates(Sources(source, FILE), finding, style), None)


def repairs_of(source: Source, findings: Sequence[Request], style: Style) -> Together:
    """Return as many of the best repairs as fit together."""
    best = (repair(source, finding, style) for finding in findings)
    return together(Sources(source, FILE), [one for one in best if one is not None], style)


def repair_all(source: Source, findings: Sequence[Request], style: Style) -> tuple[Edit, ...]:
    """Return the edits of as many of the best repairs as fit together."""
    return repairs_of(source, findings, style).edits


def repaired(text: str, *requests: Request, line_length: int = 88) -> str:
    """The text after the repair of these findings."""
    result = apply_edits(text, repair_all(parse_source(text), requests, Style(line_length)))
    ast.parse(result)
    return result


def can_repair(text: str, finding: Request) -> bool:
    """True if there is a safe repair."""
    return repair(parse_source(text), finding, Style()) is not None


def formatted(tool: str, text: str) -> str:
    """The text as the real formatter writes it."""
    command = {
        "black": [sys.executable, "-m", "black", "-q", "-"],
        "ruff": [sys.executable, "-m", "ruff", "format", "--isolated", "--no-cache", "-"],
    }[tool]
    return subprocess.run(command, input=text, capture_output=True, text=True, check=True).stdout
