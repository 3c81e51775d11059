"""Applies repairs until nothing changes, and keeps only what is better than before."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice

from pooler_lint.fixes.edits import apply_edits
from pooler_lint.fixes.repair import Request, Style, repairs_of
from pooler_lint.fixes.source import ParseFailure, parse_source
from pooler_lint.syntax.deep import deep

__all__ = ["Check", "Outcome", "apply_edits", "fix_until_stable"]

MOST_FIXED = 1_000
"""Findings of a file that are repaired in one run, which takes 5 ms for each; a second run repairs others."""

Check = Callable[[str], Sequence[Request]]
"""Every finding of a text, those without a repair too."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The text after the repair; the text as it was and the reason in `error` where a repair went wrong."""

    text: str
    rounds: int
    error: str | None = None


def fix_until_stable(text: str, check: Check, style: Style, rounds: int = 10) -> Outcome:
    """Repair the findings of the text, and check again, until no repair is left or `rounds` have been made.

    A round counts only if its text parses, its repaired findings are gone and no code is found more often than before.
    Otherwise the outcome is the text as it was, with the reason.
    """
    current = text
    findings = check(text)
    done, left = 0, MOST_FIXED
    while done < rounds and any(finding.breaks.wishes for finding in findings):
        try:
            repairs = repairs_of(parse_source(current), first_wishes(findings, left), style)
        except ParseFailure as failure:
            return Outcome(text, done, f"line {failure.line}: {failure.message}")
        if not repairs.edits:
            break
        candidate = apply_edits(current, repairs.edits)
        error = _syntax_error(candidate)
        if error is not None:
            return Outcome(text, done, f"the repaired text does not parse: {error}")
        after = check(candidate)
        error = _regression(findings, repairs.repaired, after)
        if error is not None:
            return Outcome(text, done, error)
        current, findings, done = candidate, after, done + 1
        left -= len(repairs.repaired)
    return Outcome(current, done)


def first_wishes(findings: Sequence[Request], most: int) -> list[Request]:
    """Return the first of the findings that have wishes, at most so many."""
    return list(islice((finding for finding in findings if finding.breaks.wishes), most))


def _syntax_error(text: str) -> str | None:
    try:
        deep(lambda: ast.parse(text))
    except (SyntaxError, ValueError) as error:
        return str(error)
    return None


def _regression(before: Sequence[Request], repaired: Sequence[Request], after: Sequence[Request]) -> str | None:
    """Why the findings after a round are not better than those before it, None if they are."""
    old, gone, new = _codes(before), _codes(repaired), _codes(after)
    for code in sorted(new):
        if code not in old:
            return f"the repair brought {code or 'a finding'}"
        if new[code] > old[code] - gone[code]:
            return f"{code or 'the finding'} is still found after the repair"
    return None


def _codes(requests: Sequence[Request]) -> Counter[str]:
    return Counter(request.code for request in requests)
