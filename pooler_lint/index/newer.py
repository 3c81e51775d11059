"""Adapt source with newer syntax than this Python knows, so that its own parser reads it.

Each newer construct is replaced by an older one that takes the same bytes of UTF-8 on the same lines. So all positions
in the tree are positions in the source, and fixes are made in the source itself. What has no older equivalent becomes
a name that nothing binds, which is evaluated as unknown.
"""

from __future__ import annotations

import ast
import keyword
import re
import string
import sys
from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeAlias

from pooler_lint.index.scanner import Field, Part, StringLiteral, Token, Unclear, tokens_of

Version: TypeAlias = "tuple[int, int]"

_LINE_END = re.compile(r"\r\n|\r|\n")
_OTHER_QUOTE = {"'": '"', '"': "'", "'''": '"""', '"""': "'''"}
_BLANKS = (" ", "\t")


class NeedsNewerPython(SyntaxError):
    """The source has syntax of a later Python that cannot be adapted; `msg` names the version and the syntax."""


class Change(NamedTuple):
    """Older code in place of newer code; `old` None: there is none. `since` is the version that brought the syntax."""

    name: str
    since: Version
    start: int
    end: int
    old: str | None


class _Unfit(Exception):
    """A literal has no older equivalent."""


def parse_newer(text: str, error: SyntaxError, version: Version = sys.version_info[:2]) -> ast.Module:
    """Return the tree of a source that the parser of this version refused with `error`.

    Raises NeedsNewerPython, and SyntaxError if the source is not valid Python of any version.
    """
    try:
        changes = changes_of(text, version)
    except (Unclear, RecursionError):
        raise error from None
    if not changes:
        raise error
    for change in sorted(changes, key=lambda one: one.since, reverse=True):
        if change.old is None:
            line = 1 + sum(1 for _ in _LINE_END.finditer(text, 0, change.start))
            needed = f"it needs Python {'.'.join(map(str, change.since))} or later, for {change.name}"
            raise NeedsNewerPython(needed, ("", line, 1, ""))
    return ast.parse(changed(text, changes))


def changes_of(text: str, version: Version) -> list[Change]:
    """Return what has to change for the parser of this version. Raises Unclear."""
    return [change for change in _Adapter(text, version).changes() if change.since > version]


def changed(text: str, changes: Sequence[Change]) -> str:
    """Return the text with the changes; of changes inside of each other, the outer one is made."""
    pieces: list[str] = []
    position = 0
    for change in sorted(changes, key=lambda one: (one.start, -one.end)):
        if change.start >= position:
            pieces += (text[position : change.start], change.old or "")
            position = change.end
    return "".join((*pieces, text[position:]))


class _Adapter:
    """Finds the newer constructs of a source."""

    def __init__(self, text: str, version: Version) -> None:
        self._text = text
        self._version = version
        tokens = tokens_of(text)
        self._tokens = [one for one in tokens if one.kind != "comment" and (one.depth == 0 or one.kind != "line")]
        self._tokens += [Token("line", "", len(text), len(text), 0)] * 3  # so that a rule can look ahead
        self._opening: list[int | None] = []
        """The place of the bracket around each token."""
        self._closing: dict[int, int] = {}
        stack: list[int] = []
        for place, token in enumerate(self._tokens):
            if token.kind == "mark" and token.text in ")]}":
                self._closing[stack.pop()] = place
            self._opening.append(stack[-1] if stack else None)
            if token.kind == "mark" and token.text in "([{":
                stack.append(place)
        words = set(re.findall(r"\w+", text))
        self._unbound = [name for name in ("newer_syntax", "_", *string.ascii_letters) if name not in words]
        """Names that nothing binds. The first one explains itself where a message shows it."""

    def changes(self) -> list[Change]:
        """Return all changes, also those that this version does not need."""
        rules: dict[str, Callable[[int], list[Change]]] = {
            "def": self._type_parameters, "class": self._type_parameters, "type": self._type_alias,
            "except": self._handler, "lazy": self._lazy_import, "*": self._starred, "**": self._unpacked,
        }  # fmt: skip
        found: list[Change] = []
        for place, token in enumerate(self._tokens):
            if token.literal is not None:
                found += self._literals(place)
            elif token.text in rules:
                found += rules[token.text](place)
        return found

    def _begins(self, place: int) -> bool:
        """True if a statement begins at this token."""
        before = self._tokens[place - 1] if place else None
        return before is None or (before.depth == 0 and (before.kind == "line" or before.text in (";", ":")))

    def _since(self, opening: int) -> Version:
        inside = self._tokens[opening + 1 : self._closing[opening]]
        depth = self._tokens[opening].depth + 1
        return (3, 13) if any(one.text == "=" and one.depth == depth for one in inside) else (3, 12)

    def _type_parameters(self, place: int) -> list[Change]:
        """`def f[T](x)` becomes `def f(   x)`, and `class A[T]:` becomes `class A( ):`."""
        if self._tokens[place + 1].kind != "name" or self._tokens[place + 2].text != "[":
            return []
        closing = self._closing[place + 2]
        start, after = self._tokens[place + 2].start, self._tokens[closing + 1]
        end, last = (after.end, " ") if after.text == "(" else (self._tokens[closing].end, ")")
        old = f"({_blank(self._text[start + 1 : end - 1])}{last}"
        return [Change("type parameters", self._since(place + 2), start, end, old)]

    def _type_alias(self, place: int) -> list[Change]:
        """`type X = int` becomes `(    X)= int`."""
        word, name, mark = self._tokens[place : place + 3]
        has_parameters = mark.text == "["
        after = self._tokens[self._closing[place + 2] + 1] if has_parameters else mark
        if not self._begins(place) or name.kind != "name" or after.text != "=":
            return []
        since = self._since(place + 2) if has_parameters else (3, 12)
        end, old = name.end + 1, f"{name.text})"
        start = name.start
        if has_parameters:
            end = self._tokens[self._closing[place + 2]].end
            old = f"{name.text}{_blank(self._text[name.end : end - 1])})"
        elif self._text[name.end] not in _BLANKS:  # the name takes the place of the blank before it
            start, end = start - 1, name.end
        is_fit = has_parameters or self._text[start] in _BLANKS or start == name.start
        return [
            Change("a type statement", since, word.start, word.end, "(   "),
            Change("a type statement", since, start, end, old if is_fit else None),
        ]

    def _handler(self, place: int) -> list[Change]:
        """`except* A` becomes `except  A`, and `except A, B:` becomes `except(A,B):`."""
        depth, first = self._tokens[place].depth, place + 1
        found: list[Change] = []
        star = self._tokens[first]
        if star.text == "*":
            first += 1
            found.append(Change("except*", (3, 11), star.start, star.end, " "))
        last = self._end_of_header(place)
        inside = [one for one in self._tokens[first:last] if one.depth == depth]
        commas = [one for one in inside if one.text == ","]
        if self._tokens[last].text != ":" or not commas or any(one.text == "as" for one in inside):
            return found
        start, end = self._tokens[first].start, self._tokens[last].start
        blank = next((at for at in (end - 1, *(one.end for one in commas)) if self._text[at] in _BLANKS), None)
        old = None
        if blank is not None and self._text[start - 1] in (*_BLANKS, "*"):
            old = f"({self._text[start:blank]}{self._text[blank + 1 : end]})"
        return [*found, Change("except without parentheses", (3, 14), start - 1, end, old)]

    def _end_of_header(self, place: int) -> int:
        """Return the colon of the header that begins here, or the end of its line where it is not valid."""
        depth = self._tokens[place].depth
        after = enumerate(self._tokens[place:], place)
        return next(at for at, one in after if one.depth <= depth and (one.text == ":" or one.kind == "line"))

    def _lazy_import(self, place: int) -> list[Change]:
        word, after = self._tokens[place : place + 2]
        if not self._begins(place) or after.text not in ("import", "from"):
            return []
        return [Change("a lazy import", (3, 15), word.start, word.end, "0;  ")]

    def _starred(self, place: int) -> list[Change]:
        """`a[*b]` becomes `a[~b]`, and `*args: *Ts` becomes `*args: ~Ts`, both of which are unknown."""
        token, before = self._tokens[place], self._tokens[place - 1]
        annotates = before.text == ":" and place > 2 and self._tokens[place - 3].text == "*"
        opening = self._opening[place]
        if annotates or (before.text in ("[", ",") and opening is not None and self._is_subscript(opening)):
            return [Change("an unpacked type or index", (3, 11), token.start, token.end, "~")]
        return self._unpacked(place)

    def _is_subscript(self, opening: int) -> bool:
        if self._tokens[opening].text != "[" or opening == 0:
            return False
        before = self._tokens[opening - 1]
        if before.kind == "name":
            is_match = before.text in ("match", "case") and self._begins(opening - 1)
            return not (keyword.iskeyword(before.text) or is_match)
        return before.kind == "literal" or before.text in (")", "]", "}")

    def _unpacked(self, place: int) -> list[Change]:
        """`[*x for x in y]` becomes an unknown value."""
        opening = self._opening[place]
        if opening is None or opening + 1 != place:
            return []
        closing = self._closing[opening]
        depth = self._tokens[place].depth
        if not any(one.text == "for" and one.depth == depth for one in self._tokens[place:closing]):
            return []
        return [self._unknown("unpacking in a comprehension", (3, 15), opening, closing)]

    def _unknown(self, name: str, since: Version, first: int, last: int) -> Change:
        """Return the change of all tokens from the first to the last one."""
        start, end = self._tokens[first].start, self._tokens[last].end
        return Change(name, since, start, end, f"({self._hole(self._text[start + 1 : end - 1])})")

    def _hole(self, code: str) -> str:
        """Return an expression of the size of this code that nothing is known of."""
        blank = _blank(code)
        name = next((one for one in self._unbound if " " * len(one) in blank), "")
        return blank.replace(" " * len(name), name, 1)

    def _literals(self, first: int) -> list[Change]:
        """Change the literals that follow each other from here."""
        if first and self._tokens[first - 1].literal is not None:
            return []
        last = first
        while self._tokens[last + 1].literal is not None:
            last += 1
        literals = [token.literal for token in self._tokens[first : last + 1] if token.literal is not None]
        if any("t" in literal.prefix.lower() for literal in literals):
            return [self._unknown("a template string", (3, 14), first, last)]
        if self._version >= (3, 12):
            return []
        name, since = "an f-string with its own quotes, backslashes or line ends in a field", (3, 12)
        try:
            old = [(one, self._older(one, ())) for one in literals if len(one.parts) > 1]
        except _Unfit:
            return [self._unknown(name, since, first, last)]
        return [
            Change(name, since, one.start, one.end, written)
            for one, written in old
            if written != self._text[one.start : one.end]
        ]

    def _older(self, literal: StringLiteral, around: tuple[str, ...]) -> str:
        """Return the literal with quotes that end none of the literals around it. Raises _Unfit."""
        for quote in (literal.quote, _OTHER_QUOTE[literal.quote]):
            texts = [self._text[part[0] : part[1]] for part in literal.parts if not isinstance(part, Field)]
            if any(one in quote for one in around) or (quote != literal.quote and quote[0] in "".join(texts)):
                continue
            inside = "".join(self._part(part, (*around, quote), 0) for part in literal.parts)
            if not around or ("\\" not in inside and not any(one in inside for one in around)):
                return f"{literal.prefix}{quote}{inside}{quote}"
        raise _Unfit

    def _part(self, part: Part, quotes: tuple[str, ...], level: int) -> str:
        if not isinstance(part, Field):
            return self._text[part[0] : part[1]]
        source = self._text[part.start : part.end]
        try:
            return f"{{{self._field(part, quotes, level)}}}"
        except _Unfit:
            if _LINE_END.search(source) and any(len(quote) == 1 for quote in quotes):
                raise
            return f"{{{self._hole(source)}}}"

    def _field(self, field: Field, quotes: tuple[str, ...], level: int) -> str:
        """Return the field without what ends the literals around it. Raises _Unfit."""
        pieces: list[str] = []
        position = field.start
        for token in field.tokens:
            pieces.append(self._text[position : token.start])
            source = self._text[token.start : token.end]
            if token.literal is not None:
                source = self._older(token.literal, quotes)
            pieces.append(_blank(source) if token.kind == "comment" else source)
            position = token.end
        code = "".join(pieces)
        is_line = any(len(quote) == 1 for quote in quotes) and _LINE_END.search(code)
        is_deep = level > 0 and any(isinstance(part, Field) for part in field.format)
        if "\\" in code or any(quote in code for quote in quotes) or is_line or is_deep:
            raise _Unfit
        format_start = next((part[0] for part in field.format if not isinstance(part, Field)), field.end)
        after = "".join(self._part(part, quotes, level + 1) for part in field.format)
        return f"{code}{self._text[position:format_start]}{after}"


def _blank(code: str) -> str:
    """Return blanks that take the bytes of this code, with its line ends."""
    return "".join(one if one in "\r\n" else " " * len(one.encode()) for one in code)
