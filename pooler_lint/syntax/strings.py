"""Text that is known in part: concatenation, formatting and the string methods that DSNs are made with."""

from __future__ import annotations

import re
import string
from collections.abc import Sequence
from urllib.parse import quote, quote_plus

from pooler_lint.syntax.combine import MAX_TRAIL, TOO_MANY, combinations, combine, simplified
from pooler_lint.syntax.sizes import LARGEST_INTEGER, MAX_CHARACTERS, MAX_PARTS
from pooler_lint.values import Called, Dict, Evidence, Items, Known, OneOf, Symbol, Text, Unknown, Value, alternatives

_PERCENT = re.compile(
    r"%(?:\((?P<key>[^)]*)\))?(?P<shape>[-#0 +]*(?:\*|\d*)(?:\.(?:\*|\d*))?)[hlL]?(?P<kind>[a-zA-Z%])"
)
_MANY = 8
"""Ways to turn out that are too many to tell users of a database apart."""
_USER = Unknown("a user or a password")
_ENDS_PLACE = frozenset("/?#")
"""What ends the part of a URL that the user, the password, the host and the port stand in."""
_BEFORE_HOST = re.compile(r"(?P<scheme>(?:(?!://).)*://)?[^/?#@]*@", re.DOTALL)
HOLE = "q5hole"
"""What begins the mark of a part that is not known, in a text that is to be taken apart."""
_MARK = re.compile(rf"{HOLE}(\d{{1,4}})q")


def parts_of(value: Value) -> tuple[str | Value, ...]:
    """The value as pieces of a text: literal strings and holes."""
    if isinstance(value, Known):
        written = value.value
        if isinstance(written, int) and abs(written) > LARGEST_INTEGER:  # Python refuses to write the very large ones
            return (Unknown("a very large number"),)
        return (written,) if isinstance(written, str) else (str(written),)
    if isinstance(value, Text):
        return value.parts
    return (value,)


def is_textual(value: Value) -> bool:
    """True for text that is known at least in part."""
    return isinstance(value, Text) or (isinstance(value, Known) and isinstance(value.value, str))


def text_of(parts: Sequence[str | Value], trail: tuple[Evidence, ...] = ()) -> Value:
    """The value of these pieces in a row: known text when there is no hole."""
    merged: list[str | Value] = []
    for part in parts:
        if not isinstance(part, str):
            merged.append(part)
            trail = _with_steps(trail, part)
        elif merged and isinstance(merged[-1], str):
            merged[-1] += part
        elif part:
            merged.append(part)
    if sum(len(part) if isinstance(part, str) else 1 for part in merged) > MAX_CHARACTERS or len(merged) > MAX_PARTS:
        return Unknown("the text is too long to follow")
    if all(isinstance(part, str) for part in merged):
        return Known("".join(part for part in merged if isinstance(part, str)), trail=trail)
    if len(merged) == 1 and not isinstance(merged[0], str):
        return merged[0]
    return Text(tuple(merged), trail=trail)


def marked(value: Value, holes: list[Value]) -> str:
    """The value as one text with a mark for each of its holes, which are added to `holes`."""
    pieces = []
    for part in parts_of(value):
        if not isinstance(part, str):
            holes.append(part)
            part = f"{HOLE}{len(holes) - 1}q"
        pieces.append(part)
    return "".join(pieces)


def unmarked(text: str, holes: Sequence[Value], trail: tuple[Evidence, ...]) -> Value:
    """The value of a text with marks for these holes; what only looks like a mark stays text."""
    pieces: list[str | Value] = []
    end = 0
    for mark in _MARK.finditer(text):
        number = int(mark[1])
        pieces += [text[end : mark.start()], holes[number] if number < len(holes) else mark[0]]
        end = mark.end()
    return text_of([*pieces, text[end:]], trail)


def join(*values: Value) -> Value:
    """The texts one after another."""
    trail: tuple[Evidence, ...] = ()
    for value in _telling(values):
        trail = _with_steps(trail, value)
    return text_of([part for value in values for part in parts_of(value)], trail)


def _telling(values: Sequence[Value]) -> Sequence[Value]:
    """The texts that say where a URL goes: what stands between `://` and `@` does not."""
    texts = [value.value if isinstance(value, Known) and isinstance(value.value, str) else "" for value in values]
    scheme = next((index for index, text in enumerate(texts) if "://" in text), None)
    if scheme is None or "@" in texts[scheme]:
        return values
    host = next((index for index in range(scheme + 1, len(texts)) if "@" in texts[index]), None)
    return values if host is None else (*values[: scheme + 1], *values[host:])


def joined(values: list[Value]) -> Value:
    """The texts one after another; where they can turn out in too many ways, those after the first become holes.

    In a URL the user and the password do so first, and soon: the rest is often put together with more. Then it goes
    from the left, where what matters less stands.
    """
    pieces = lighter(values)
    for index in range(len(pieces)):
        if combinations(pieces) is not None:
            break
        if index and isinstance(pieces[index], OneOf):
            pieces[index] = Unknown(TOO_MANY)
    return combine(pieces, join)


def lighter(pieces: Sequence[Value]) -> list[Value]:
    """The pieces of a text; where they can turn out in many ways, without the choices of a URL's user and password."""
    every = list(pieces)
    if not any(isinstance(piece, OneOf) for piece in every) or combinations(every, limit=_MANY) is not None:
        return every
    at = next((index for index, piece in enumerate(every) if _holds(piece, "@")), 0)
    scheme = next((index for index in range(at) if _holds(every[index], "://")), -1)
    before = [str(piece.value) for piece in every[scheme + 1 : at] if isinstance(piece, Known)]
    if not _ENDS_PLACE & set("".join(before)):
        for index in range(scheme + 1, at):
            every[index] = _USER if isinstance(every[index], OneOf) else every[index]
    if isinstance(every[at], OneOf):
        found = combine((every[at],), _without_its_user)
        every[at] = simplified(found) if isinstance(found, OneOf) else found
    return every


def _without_its_user(url: Value) -> Value:
    """The text of a URL with a hole for what stands before the `@`."""
    holes: list[Value] = []
    written = marked(url, holes)
    found = _BEFORE_HOST.match(written)
    if found is None:
        return url
    return unmarked(f"{found['scheme'] or ''}{marked(_USER, holes)}@{written[found.end() :]}", holes, url.trail)


def _holds(value: Value, text: str) -> bool:
    """Does the value, or one of its alternatives, hold this text?"""
    parts = (part for _, plain in alternatives(value) for part in parts_of(plain))
    return any(isinstance(part, str) and text in part for part in parts)


def _with_steps(trail: tuple[Evidence, ...], value: Value) -> tuple[Evidence, ...]:
    if len(trail) >= MAX_TRAIL or not value.trail:
        return trail
    return (*trail, *(step for step in value.trail if step not in trail))[:MAX_TRAIL]


def percent_format(template: str, operand: Value) -> Value:
    """`template % operand`."""
    positional = list(operand.items) if isinstance(operand, Items) else [operand]
    parts: list[str | Value] = []
    end = 0
    for match in _PERCENT.finditer(template):
        parts.append(template[end : match.start()])
        end = match.end()
        if match["kind"] == "%":
            parts.append("%")
            continue
        if match["key"] is not None:
            entry = operand.get(match["key"]) if isinstance(operand, Dict) else None
            value = entry.value if entry else Unknown("the operand of % is not known")
        elif positional and "*" not in match["shape"]:
            value = positional.pop(0)
        else:
            return Unknown("too few operands of %")
        plain = not match["shape"] and match["kind"] in "sdi"
        parts.extend(parts_of(value) if plain else (Unknown("a formatted value"),))
    parts.append(template[end:])
    return text_of(parts, operand.trail)


def brace_format(template: str, positional: Sequence[Value], named: dict[str, Value], more: str | None) -> Value:
    """`template.format(*positional, **named)`; `more` is why more arguments may be given."""
    parts: list[str | Value] = []
    counter = 0
    try:
        fields = list(string.Formatter().parse(template))
    except ValueError:
        return Unknown("the format string is not valid")
    for literal, name, shape, conversion in fields:
        parts.append(literal)
        if name is None:
            continue
        if name == "":
            name, counter = str(counter), counter + 1
        if name.isascii() and name.isdigit():
            index = int(name[:6])
            value = positional[index] if index < len(positional) else Unknown(more or "a format argument is missing")
        else:
            value = named.get(name) or Unknown(more or f"the format argument `{name}` is not known")
        plain = shape in ("", "s", "d") and conversion in (None, "s")
        parts.extend(parts_of(value) if plain else (Unknown("a formatted value"),))
    return text_of(parts)


def replaced(value: Value, old: Value, new: Value) -> Value | None:
    """`value.replace(old, new)`, None when that can't be told."""
    if not (isinstance(old, Known) and isinstance(old.value, str)):
        return None
    before = old.value
    if is_textual(value):
        return _replaced_in_parts(value, before, new)
    if before.endswith("://") and isinstance(new, Known) and isinstance(new.value, str) and "://" in new.value:
        # A scheme is replaced in a URL that is not known: it stands at the beginning, or the call does nothing.
        return Text((new.value, value), trail=value.trail)
    if _is_scheme(before):
        return value  # another spelling of the driver: the same address
    return Unknown(f"a text in which {before!r} is replaced", trail=value.trail)


def _replaced_some(value: Value, positional: Sequence[Value]) -> Value | None:
    """`value.replace(old, new, count)`."""
    given = [value, *positional]
    if all(isinstance(one, Known) for one in given):
        return _simple(given[0], "replace", given[1:]) if isinstance(given[0], Known) else None
    old = positional[0]
    known_scheme = isinstance(old, Known) and isinstance(old.value, str) and _is_scheme(old.value)
    return replaced(value, old, positional[1]) if known_scheme else Unknown("a text in which something is replaced")


def _is_scheme(text: str) -> bool:
    return text.startswith("postgres") or "+" in text or text.endswith("://")


def _replaced_in_parts(value: Value, before: str, new: Value) -> Value:
    parts: list[str | Value] = []
    for part in parts_of(value):
        if not isinstance(part, str) and not _is_scheme(before):
            part = Unknown(f"a text in which {before!r} is replaced", trail=part.trail)
        pieces = part.split(before) if isinstance(part, str) and before else [part]
        for index, piece in enumerate(pieces):
            if index:
                parts.extend(parts_of(new))
            parts.append(piece)
    return text_of(parts, value.trail)


_SIMPLE = {"lower", "upper", "strip", "rstrip", "lstrip", "removeprefix", "removesuffix"}
_UNCHANGED = {"unicode_string", "get_secret_value", "render_as_string", "__str__", "human_repr", "as_uri"}


def method(value: Value, name: str, called: Called) -> Value | None:
    """The string method `name` of a value, None when the call is none of those or its result can't be told."""
    positional = [argument.value for argument in called.arguments if argument.name is None]
    if name in _UNCHANGED:
        return value
    if name == "replace" and len(positional) == 2:
        return replaced(value, positional[0], positional[1])
    if name == "replace" and len(positional) == 3:
        return _replaced_some(value, positional)
    if not is_textual(value):
        return None
    if name == "format" and isinstance(value, Known) and isinstance(value.value, str):
        named = {argument.name: argument.value for argument in called.arguments if argument.name}
        return brace_format(value.value, positional, named, called.unpacked)
    if name == "join" and positional and isinstance(positional[0], Items) and isinstance(value, Known):
        parts: list[str | Value] = []
        for index, item in enumerate(positional[0].items):
            parts.extend((str(value.value),) if index else ())
            parts.extend(parts_of(item))
        return text_of(parts)
    if name in ("encode", "decode"):
        return value
    if name in _SIMPLE and isinstance(value, Known):
        return _simple(value, name, positional)
    return _trimmed(value, name, positional) if isinstance(value, Text) else None


def _simple(value: Known, name: str, positional: Sequence[Value]) -> Value | None:
    known = [item.value for item in positional if isinstance(item, Known)]
    if len(known) != len(positional):
        return None
    try:
        result = getattr(value.value, name)(*known)
    except TypeError:  # as it would when it runs
        return None
    return Known(result, trail=value.trail)


def _trimmed(value: Text, name: str, positional: Sequence[Value]) -> Value | None:
    if name not in ("strip", "rstrip", "lstrip"):
        return None
    given = positional[0] if positional else Known(None)
    if not isinstance(given, Known) or not isinstance(given.value, (str, type(None))):
        return None
    parts = list(value.parts)
    if name != "rstrip" and isinstance(parts[0], str):
        parts[0] = parts[0].lstrip(given.value)
    if name != "lstrip" and isinstance(parts[-1], str):
        parts[-1] = parts[-1].rstrip(given.value)
    return text_of(parts, value.trail)


def quoted(dotted: str, value: Value) -> Value:
    """`urllib.parse.quote(value)` and its like: known when the value is, else a hole that holds no delimiter."""
    if isinstance(value, Known) and isinstance(value.value, str):
        encode = quote_plus if dotted.endswith("_plus") else quote
        return Known(encode(value.value, safe=""), trail=value.trail)
    return value if isinstance(value, (Unknown, Symbol)) else Unknown("a quoted value that is not known")
