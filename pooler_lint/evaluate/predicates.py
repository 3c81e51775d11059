"""Tests of texts that may be unknown: what a text is equal to, contains, begins or ends with."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pooler_lint.evaluate.asked import Asked, Outcome
from pooler_lint.frameworks import regex
from pooler_lint.values import Attribute, Called, Dict, Items, Known, Symbol, Text, Unknown, Value
from pooler_lint.values.conditions import NOTHING_ASSUMED, Guard, consistent
from pooler_lint.values.texts import is_textual, parts_of

_EDGES = frozenset({"startswith", "endswith"})
MAX_CHAIN = 64
"""Ways in which the operands of `or`, `and`, `any` or `all` are told apart."""

_MATCHING = frozenset({"match", "search", "fullmatch"})
_PLAIN_PATTERN = re.compile(r"(?:[\w:/@.-]|\\[^\w\s])+", re.ASCII)
_ONE_PLAIN_GROUP = re.compile(r"\^?\((?:\?:)?(?P<choices>[^()\[\]*+?{}^$]+)\)")


def chain(operands: Sequence[Sequence[Outcome]], stops_at: bool) -> list[Outcome]:
    """Return the outcomes of `or` (stops at the first true operand) or `and` (at the first false one).

    There are none if they are too many to tell apart.
    """
    going: list[Guard] = [NOTHING_ASSUMED]
    ended: list[Outcome] = []
    for outcomes in operands:
        if len(going) + len(ended) > MAX_CHAIN:
            return []
        reached = [(one | more, result) for one in going for more, result in outcomes if consistent(one, more)]
        ended += [outcome for outcome in reached if outcome[1] is stops_at]
        going = [guard for guard, result in reached if result is not stops_at]
    return [*ended, *((assumed, not stops_at) for assumed in going)]


def equals(left: Value, right: Value, asked: Asked) -> list[Outcome]:
    """Return whether two plain values are equal."""
    if isinstance(left, Known) and isinstance(right, Known):
        return [(NOTHING_ASSUMED, left.value == right.value)]
    if isinstance(left, Known):
        left, right = right, left
    return asked.about("equals", left, right.value) if isinstance(right, Known) else asked.opaque()


def contains(needle: Value, haystack: Value, asked: Asked) -> list[Outcome]:
    """Return whether one plain value is in another one."""
    if isinstance(haystack, Items):
        return chain([equals(needle, item, asked) for item in haystack.items], stops_at=True)
    if not (isinstance(needle, Known) and isinstance(needle.value, str)):
        return asked.opaque()
    if isinstance(haystack, Dict):
        entry = haystack.get(needle.value)
        if entry is not None and not (haystack.open and isinstance(entry.value, Unknown)):
            return [(NOTHING_ASSUMED, True)]
        return [(NOTHING_ASSUMED, False)] if haystack.open is None else asked.opaque()
    if is_textual(haystack) and any(isinstance(part, str) and needle.value in part for part in parts_of(haystack)):
        return [(NOTHING_ASSUMED, True)]
    if isinstance(haystack, Known):
        return [(NOTHING_ASSUMED, False)]
    return asked.about("contains", haystack, needle.value)


def edge_of(function: Value) -> tuple[Value, str] | None:
    """Return the text and "startswith" or "endswith" where this is its method; None for anything else."""
    if isinstance(function, Attribute):
        return (function.base, function.name) if function.name in _EDGES else None
    base, _, name = function.dotted.rpartition(".") if isinstance(function, Symbol) else ("", "", "")
    return (Symbol(base), name) if base and name in _EDGES else None


def at_edge(subject: Value, method: str, given: Value, asked: Asked) -> list[Outcome]:
    """Return whether a text begins ("startswith") or ends ("endswith") with a text, or with one of several."""
    wanted = given.items if isinstance(given, Items) else (given,)
    return chain([_at_edge(subject, method, one, asked) for one in wanted], stops_at=True)


def _at_edge(subject: Value, method: str, wanted: Value, asked: Asked) -> list[Outcome]:
    if not (isinstance(wanted, Known) and isinstance(wanted.value, str)):
        return asked.opaque()
    if is_textual(subject):
        part = parts_of(subject)[0 if method == "startswith" else -1]
        if isinstance(part, str):
            if getattr(part, method)(wanted.value):
                return [(NOTHING_ASSUMED, True)]
            if isinstance(subject, Known) or len(part) >= len(wanted.value):
                return [(NOTHING_ASSUMED, False)]
    return asked.about("startswith" if method == "startswith" else "endswith", subject, wanted.value)


def pattern_and_subject(called: Called) -> tuple[str, Value, Value] | None:
    """Return how `re.search(...)` and its like match, the pattern and the text; None for any other call."""
    function = called.function
    if called.unpacked or any(argument.name is not None for argument in called.arguments):
        return None
    given = [argument.value for argument in called.arguments]
    if isinstance(function, Symbol) and len(given) == 2:
        module, _, name = function.dotted.rpartition(".")
        return (name, given[0], given[1]) if module == "re" and name in _MATCHING else None
    if not (isinstance(function, Attribute) and function.name in _MATCHING and len(given) == 1):
        return None
    made = function.base if isinstance(function.base, Called) and len(function.base.arguments) == 1 else None
    if made is not None and isinstance(made.function, Symbol) and made.function.dotted == "re.compile":
        return function.name, made.arguments[0].value, given[0]
    return None


def matches(how: str, pattern: Value, subject: Value, asked: Asked) -> list[Outcome]:
    """Return whether a plain text matches a pattern; a dot between plain characters counts as a dot."""
    written = pattern.value if isinstance(pattern, Known) else None
    if not isinstance(written, str):
        return asked.opaque()
    known = regex.matches(how, written, subject) if isinstance(subject, (Known, Text)) else None
    if known is not None:
        return [(NOTHING_ASSUMED, known)]
    choices = _choices(written)
    if choices is None or how == "fullmatch":
        return asked.opaque()
    if how == "match" or written.startswith("^"):
        return at_edge(subject, "startswith", Items(choices), asked)
    return chain([contains(one, subject, asked) for one in choices], stops_at=True)


def _choices(pattern: str) -> tuple[Known, ...] | None:
    """Return the plain texts of which a match begins with one; None where the pattern has no such form."""
    group = _ONE_PLAIN_GROUP.fullmatch(pattern)
    written = group["choices"].split("|") if group is not None else [pattern.removeprefix("^")]
    if not all(_PLAIN_PATTERN.fullmatch(one) for one in written):
        return None
    return tuple(Known(one.replace("\\", "")) for one in written)
