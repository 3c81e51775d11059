"""`re.sub` and its like.

Patterns come from the repository, and Python's matcher can take exponential time. So each path through the pattern is
explored first, with a bounded number of steps. The exploration also tells whether the result depends on a hole.
"""

from __future__ import annotations

import importlib
import itertools
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from pooler_lint.frameworks.given import Function, Method, arguments, natives
from pooler_lint.frameworks.holes import excluded, may_hold
from pooler_lint.frameworks.text import value_of
from pooler_lint.values import Argument, Attribute, Called, Dict, Entry, Evidence, Items, Known, Symbol, Text, Value
from pooler_lint.values.tape import Tape, tape_of, tape_of_all
from pooler_lint.values.texts import is_textual, known_text, with_steps

# Named `sre_parse` before Python 3.11, and of no public name since.
_parser: Any = importlib.import_module("re._parser" if sys.version_info >= (3, 11) else "sre_parse")

COMPILED = "re.compile"
MAX_PATTERN = 200
MAX_TEXT = 2_000
MAX_STEPS = 5_000
"""Characters that are compared while a pattern is explored; a longer search is not followed."""
_FLAGS = {f"re.{name}": int(flag) for name, flag in re.RegexFlag.__members__.items()}
_KEPT_FLAGS = int(re.ASCII | re.IGNORECASE | re.MULTILINE | re.DOTALL | re.VERBOSE)
"""Without DEBUG, which prints."""
_NO_FLAGS = Known(0)


class End(NamedTuple):
    """Where a part of a match ends; `in_doubt` if it depends on a hole."""

    place: int
    in_doubt: bool = False


class _UndecidedError(Exception):
    """The search takes too many steps, or its result depends on a hole."""


class _Explorer:
    """Follows every path through a pattern over a text.

    A path that compares a character with a hole is in doubt: it counts as one that may match or may not.
    """

    def __init__(self, tape: Tape, flags: int) -> None:
        self._tape, self._text, self._flags = tape, tape.text, flags
        self._steps = 0

    def follow(self, nodes: Sequence[Any], how: str) -> None:
        """Follow the pattern from each index that counts; raise `_UndecidedError` if a match is in doubt."""
        for start in range(len(self._text) + 1 if how in _SEARCHING else 1):
            if self._is_hole(start) and how in _SEARCHING:
                if not self._begins_outside(nodes, start):
                    raise _UndecidedError
                continue
            if any(end.in_doubt for end in self._sequence(nodes, End(start))):
                raise _UndecidedError

    def _begins_outside(self, nodes: Sequence[Any], at: int) -> bool:
        """True if no match can begin inside a hole."""
        if not nodes:
            return False
        if str(nodes[0][0]) == "AT" and str(nodes[0][1]).startswith("AT_BEGINNING"):
            return at > 0 and not self._flags & re.MULTILINE
        known = itertools.takewhile(lambda node: str(node[0]) == "LITERAL", nodes)
        prefix = "".join(chr(given) for _, given in known)
        if prefix and not self._flags & re.IGNORECASE:
            return not may_hold(self._tape, at, prefix)
        return self._cannot_match(nodes[0], at)

    def _cannot_match(self, node: Any, at: int) -> bool:
        """True if a match of a node begins with a character that the hole does not hold."""
        kind, given = str(node[0]), node[1]
        if kind == "LITERAL":
            return chr(given) in self._without(at)
        if kind == "IN":
            return all(str(one[0]) == "LITERAL" and chr(one[1]) in self._without(at) for one in given)
        if kind == "BRANCH":
            return all(len(branch) > 0 and self._cannot_match(branch[0], at) for branch in given[1])
        inside: list[Any] = []
        if kind == "SUBPATTERN":
            inside = list(given[3])
        elif kind in _REPEATS and int(given[0]) > 0:
            inside = list(given[2])
        return len(inside) > 0 and self._cannot_match(inside[0], at)

    def _may_match(self, node: Any, at: int) -> bool:
        """True if the node may match the character or the hole there, or there is no node."""
        if node is None:
            return True
        return not self._cannot_match(node, at) if self._is_hole(at) else self._character(node, at)

    def _may_follow(self, node: Any, at: int) -> bool:
        """True if nothing is known against a match of the node there, of which only a hole says anything."""
        return not self._is_hole(at) or self._may_match(node, at)

    def _sequence(self, nodes: Sequence[Any], at: End) -> Iterator[End]:
        if not nodes:
            yield at
            return
        for end in self._one(nodes[0], nodes[1] if len(nodes) > 1 else None, at):
            yield from self._sequence(nodes[1:], end)

    def _one(self, node: Any, following: Any, at: End) -> Iterator[End]:
        """Yield each index at which a match of one node can end; `following` is the node after it."""
        self._step()
        kind, given = str(node[0]), node[1]
        if kind in _CHARACTERS:
            yield from self._characters(node, following, 1, 1, at)
        elif kind == "AT":
            if self._is_at(str(given), at.place):
                yield at
        elif kind == "BRANCH":
            for branch in given[1]:
                yield from self._sequence(list(branch), at)
        elif kind == "SUBPATTERN" and not given[1] and not given[2]:
            yield from self._sequence(list(given[3]), at)
        elif kind in _REPEATS:
            least, most, nodes = int(given[0]), int(given[1]), list(given[2])
            if len(nodes) == 1 and str(nodes[0][0]) in _CHARACTERS:
                yield from self._characters(nodes[0], following, least, most, at)
            else:
                yield from self._repeat(nodes, least, most, at)
        else:
            raise _UndecidedError

    def _step(self) -> None:
        self._steps += 1
        if self._steps > MAX_STEPS:
            raise _UndecidedError

    def _characters(self, node: Any, following: Any, least: int, most: int, at: End) -> Iterator[End]:
        """Yield the ends of a repeated character."""
        index, in_doubt, count = at.place, at.in_doubt, 0
        self._step()
        while count < most:
            is_enough, in_hole = count >= least, self._is_hole(index)
            may_match = self._may_match(node, index)
            if (is_enough or (in_hole and may_match)) and self._may_follow(following, index):
                yield End(index, in_doubt or not is_enough)
            if in_hole:
                is_passed = is_enough and self._passes(node, index, most)
                in_doubt |= not is_passed
                least, count = (0, 0) if may_match else (least, count)  # it may hold any number
            elif may_match:
                count += 1
            else:
                return
            index += 1
            self._step()
        yield End(index, in_doubt)

    def _repeat(self, nodes: Sequence[Any], least: int, most: int, at: End) -> Iterator[End]:
        if least <= 0:
            yield at
        if most <= 0:
            return
        for end in self._sequence(nodes, at):
            if end.place > at.place:
                yield from self._repeat(nodes, least - 1, most if most >= _WITHOUT_END else most - 1, end)
            elif least > 0:
                yield end

    def _is_hole(self, at: int) -> bool:
        return at < len(self._text) and self._text[at] in self._tape.holes

    def _without(self, at: int) -> frozenset[str]:
        """Return the characters that a hole does not hold; with IGNORECASE nothing is known of it."""
        return frozenset() if self._flags & re.IGNORECASE else excluded(self._tape, at)

    def _passes(self, node: Any, at: int, most: int) -> bool:
        """True if a node that is repeated at most so often matches whatever the hole holds."""
        kind, given = str(node[0]), node[1]
        without = self._without(at)
        if kind == "ANY" or most < _WITHOUT_END:
            return most >= _WITHOUT_END
        if kind == "NOT_LITERAL":
            return chr(given) in without
        if kind != "IN" or str(given[0][0]) != "NEGATE":
            return False
        return all(str(one[0]) == "LITERAL" and chr(one[1]) in without for one in given[1:])

    def _character(self, node: Any, at: int) -> bool:
        """True if the character at an index may match; with IGNORECASE more may match than Python accepts."""
        if at >= len(self._text):
            return False
        character = self._text[at]
        variants = {character}
        if self._flags & re.IGNORECASE:
            variants |= {character.lower(), character.upper(), character.casefold(), character.swapcase()}
        return any(self._matches(node, one) for one in variants if len(one) == 1)

    def _matches(self, node: Any, character: str) -> bool:
        kind, given = str(node[0]), node[1]
        if kind == "ANY":
            return character != "\n" or bool(self._flags & re.DOTALL)
        if kind == "LITERAL":
            return character == chr(given)
        if kind == "NOT_LITERAL":
            return character != chr(given)
        if kind == "RANGE":
            return chr(given[0]) <= character <= chr(given[1])
        if kind == "CATEGORY":
            return re.match(_CATEGORIES[str(given)], character, self._flags & re.ASCII) is not None
        is_negated = str(given[0][0]) == "NEGATE"
        return any(self._matches(one, character) for one in given[is_negated:]) is not is_negated

    def _is_at(self, where: str, at: int) -> bool:
        """True if the assertion may hold; one that looks at a hole depends on it."""
        if where in ("AT_BEGINNING", "AT_BEGINNING_STRING"):
            return at == 0 or bool(self._flags & re.MULTILINE and self._text[at - 1] == "\n")
        if where in ("AT_END", "AT_END_STRING"):
            if self._is_hole(at):
                raise _UndecidedError
            return True
        if self._is_hole(at) or (at > 0 and self._is_hole(at - 1)):
            raise _UndecidedError
        return True


_SEARCHING = frozenset({"all", "search"})
"""Ways to match that begin anywhere, not only at the beginning of the text."""
_WITHOUT_END = int(_parser.MAXREPEAT)
_REPEATS = frozenset({"MAX_REPEAT", "MIN_REPEAT"})
_CHARACTERS = frozenset({"ANY", "LITERAL", "NOT_LITERAL", "IN"})
_CATEGORIES = {
    "CATEGORY_DIGIT": r"\d", "CATEGORY_NOT_DIGIT": r"\D", "CATEGORY_SPACE": r"\s", "CATEGORY_NOT_SPACE": r"\S",
    "CATEGORY_WORD": r"\w", "CATEGORY_NOT_WORD": r"\W",
}  # fmt: skip


def _compiled(pattern: str, flags: int, tape: Tape, how: str = "all") -> re.Pattern[str] | None:
    """Return the pattern if a search of the text is short, and its result the same whatever the holes hold."""
    if len(pattern) > MAX_PATTERN or len(tape.text) > MAX_TEXT:
        return None
    try:
        compiled = re.compile(pattern, flags & _KEPT_FLAGS)
        nodes = list(_parser.parse(pattern, flags & _KEPT_FLAGS))
        _Explorer(tape, compiled.flags).follow(nodes, how)
    except (re.error, _UndecidedError, OverflowError, RecursionError, ValueError, KeyError):
        return None
    return compiled


def matches(how: str, pattern: str, subject: Known | Text) -> bool | None:
    """Return whether a text matches; `how` is "match", "search" or "fullmatch". None if it is not known."""
    tape = tape_of(subject)
    compiled = _compiled(pattern, 0, tape, how) if is_textual(subject) else None
    return None if compiled is None else getattr(compiled, how)(tape.text) is not None


def flags_of(value: Value) -> int | None:
    """Return the flags that a value stands for; None if they are not known."""
    if isinstance(value, Known) and isinstance(value.value, int):
        return value.value
    return _FLAGS.get(value.dotted) if isinstance(value, Symbol) else None


def _substituted(given: Mapping[str, Value], with_count: bool = False) -> Value | None:
    pattern, flags = known_text(given.get("pattern")), flags_of(given.get("flags", _NO_FLAGS))
    replacement, subject, count = given.get("repl"), given.get("string"), given.get("count", Known(0))
    if pattern is None or flags is None or replacement is None or subject is None or not isinstance(count, Known):
        return None
    if not is_textual(subject) or not is_textual(replacement) or not isinstance(count.value, int):
        return None
    tape, (text, new) = tape_of_all([subject, replacement])
    compiled = _compiled(pattern, flags, Tape(text, tape.holes))
    if compiled is None:
        return None
    try:
        result, number = compiled.subn(new, text, count=max(count.value, 0))
    except (re.error, IndexError, OverflowError):
        return None
    found = tape.value(result, trail=with_steps(subject.trail, replacement))
    return Items((found, Known(number))) if with_count else found


_SUB = ("pattern", "repl", "string", "count", "flags")


def _sub(called: Called) -> Value | None:
    given = arguments(called, _SUB)
    return None if given is None else _substituted(given)


def _subn(called: Called) -> Value | None:
    given = arguments(called, _SUB)
    return None if given is None else _substituted(given, with_count=True)


def _split(called: Called) -> Value | None:
    given = arguments(called, ("pattern", "string", "maxsplit", "flags"))
    return None if given is None else _pieces(given)


def _pieces(given: Mapping[str, Value]) -> Value | None:
    pattern, flags = known_text(given.get("pattern")), flags_of(given.get("flags", _NO_FLAGS))
    text, most = known_text(given.get("string")), given.get("maxsplit", Known(0))
    if (
        pattern is None
        or flags is None
        or text is None
        or not isinstance(most, Known)
        or not isinstance(most.value, int)
    ):
        return None
    compiled = _compiled(pattern, flags, Tape(text, {}))
    return (
        None if compiled is None else value_of(compiled.split(text, maxsplit=max(most.value, 0)), given["string"].trail)
    )


def _escape(called: Called) -> Value | None:
    given = arguments(called, ("pattern",))
    text = known_text(given.get("pattern")) if given else None
    return None if text is None else Known(re.escape(text))


def _findall(called: Called) -> Value | None:
    given = arguments(called, ("pattern", "string", "flags"))
    found = _searched(given) if given else None
    if found is None:
        return None
    compiled, tape, trail = found
    if compiled.groups > 1:
        rows = compiled.findall(tape.text)
        return Items(tuple(Items(tuple(tape.value(one, trail=trail) for one in row)) for row in rows))
    return Items(tuple(tape.value(one, trail=trail) for one in compiled.findall(tape.text)))


def _searched(
    given: Mapping[str, Value], how: str = "all"
) -> tuple[re.Pattern[str], Tape, tuple[Evidence, ...]] | None:
    """Return the pattern, the text as a tape and its evidence; None where the result of a search is not known."""
    pattern, flags = known_text(given.get("pattern")), flags_of(given.get("flags", _NO_FLAGS))
    subject = given.get("string")
    if pattern is None or flags is None or not isinstance(subject, (Known, Text)) or not is_textual(subject):
        return None
    tape = tape_of(subject)
    compiled = _compiled(pattern, flags, tape, how)
    return None if compiled is None else (compiled, tape, subject.trail)


FUNCTIONS: Mapping[str, Function] = {
    "re.sub": _sub,
    "re.subn": _subn,
    "re.split": _split,
    "re.findall": _findall,
    "re.escape": _escape,
}
MATCHING = ("match", "search", "fullmatch")


def is_match(value: Value) -> bool:
    """True for the result of `re.match(...)` and its like."""
    return _matching(value) is not None


def _matching(value: Value) -> tuple[str, Mapping[str, Value]] | None:
    """Return how a call matches, and its arguments by name; None for any other value."""
    function = value.function if isinstance(value, Called) else None
    if not isinstance(value, Called):
        return None
    if isinstance(function, Symbol) and function.dotted.removeprefix("re.") in MATCHING:
        given = arguments(value, ("pattern", "string", "flags"))
        return (function.dotted.removeprefix("re."), given) if given and function.dotted.startswith("re.") else None
    made = function.base if isinstance(function, Attribute) and function.name in MATCHING else None
    if not (isinstance(function, Attribute) and isinstance(made, Called) and isinstance(made.function, Symbol)):
        return None
    given, of_pattern = arguments(value, ("string",)), arguments(made, ("pattern", "flags"))
    is_compiled = made.function.dotted == COMPILED and given is not None and of_pattern is not None
    return (function.name, {**(of_pattern or {}), **(given or {})}) if is_compiled else None


def _groups(base: Value) -> tuple[re.Match[str], Callable[[str | None], Value]] | None:
    """Return the match that a call finds, and what makes a value of a group; None where it is not known."""
    matching = _matching(base)
    found = _searched(matching[1], matching[0]) if matching is not None else None
    if matching is None or found is None:
        return None
    compiled, tape, trail = found
    match = getattr(compiled, matching[0])(tape.text)
    return (
        None if match is None else (match, lambda text: Known(None) if text is None else tape.value(text, None, trail))
    )


def _group(base: Value, called: Called) -> Value | None:
    found = _groups(base)
    names = natives([argument.value for argument in called.arguments]) if not called.unpacked else None
    if found is None or names is None:
        return None
    try:
        each = [found[1](found[0][name]) for name in names or (0,)]  # type: ignore[index]
    except IndexError:
        return None
    return each[0] if len(each) == 1 else Items(tuple(each))


def _all_groups(base: Value, called: Called) -> Value | None:
    found = _groups(base) if not called.arguments else None
    return None if found is None else Items(tuple(map(found[1], found[0].groups())))


def _named_groups(base: Value, called: Called) -> Value | None:
    found = _groups(base) if not called.arguments else None
    if found is None:
        return None
    return Dict(tuple(Entry(name, found[1](text)) for name, text in found[0].groupdict().items()))


def item(base: Value, key: Value) -> Value | None:
    """Return `match[key]`."""
    return _group(base, Called(base, (Argument(None, key),))) if is_match(base) else None


MATCH_METHODS: Mapping[str, Method] = {"group": _group, "groups": _all_groups, "groupdict": _named_groups}


def _of_compiled(function: Function, parameters: Sequence[str]) -> Method:
    """Return the method of a compiled pattern that does the same as a function of `re`."""

    def method(base: Value, called: Called) -> Value | None:
        made = arguments(base, ("pattern", "flags")) if isinstance(base, Called) else None
        given = arguments(called, parameters)
        if made is None or given is None:
            return None
        every = tuple(Argument(name, value) for name, value in {**made, **given}.items())
        return function(Called(called.function, every, place=called.place))

    return method


METHODS: Mapping[str, Method] = {
    "sub": _of_compiled(_sub, ("repl", "string", "count")),
    "subn": _of_compiled(_subn, ("repl", "string", "count")),
    "split": _of_compiled(_split, ("string", "maxsplit")),
    "findall": _of_compiled(_findall, ("string",)),
}
RECORDS: Mapping[str, Mapping[str, Method]] = {COMPILED: METHODS}
