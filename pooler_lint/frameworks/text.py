"""Methods of `str`, subscripts of texts, and the ways to format them."""

from __future__ import annotations

import re
import string
from collections.abc import Callable, Mapping, Sequence
from typing import Literal

from pooler_lint.frameworks.given import Native, arguments, named, natives, positional
from pooler_lint.frameworks.holes import is_decided
from pooler_lint.values import Called, Dict, Evidence, Items, Known, Symbol, Text, Unknown, Value
from pooler_lint.values.tape import Tape, tape_of
from pooler_lint.values.texts import MAX_CHARACTERS, derived, is_textual, known_text, mapped, parts_of, text_of, written

_PERCENT = re.compile(
    r"%(?:\((?P<key>[^()]*)\))?(?P<shape>[-#0 +]*(?:\*|[1-9]\d*)?(?:\.(?:\*|\d*))?)[hlL]?(?P<kind>[a-zA-Z%])"
)

PYTHON = frozenset({
    "lower", "upper", "casefold", "capitalize", "title", "swapcase", "strip", "lstrip", "rstrip", "removeprefix",
    "removesuffix", "replace", "split", "rsplit", "splitlines", "partition", "rpartition", "find", "rfind", "index",
    "rindex", "count", "isdigit", "isdecimal", "isnumeric", "isalpha", "isalnum", "isascii", "islower", "isupper",
    "isspace", "isidentifier",
})  # fmt: skip
"""Methods whose result Python computes where the text is known. None of them makes a text much longer."""


def known_method(base: Known, name: str, called: Called) -> Value | None:
    """Return what Python's own method returns; None where an argument is not known, or it raises an error."""
    given, by_name = natives(positional(called)), natives(list(named(called).values()))
    if called.unpacked or given is None or by_name is None or not isinstance(base.value, str):
        return None
    if name == "replace" and _is_too_long(base.value, given):
        return Unknown("the text is too long to follow")
    try:
        result = getattr(base.value, name)(*given, **dict(zip(named(called), by_name, strict=True)))
    except (TypeError, ValueError):
        return None
    return value_of(result, base.trail)


def _is_too_long(text: str, given: Sequence[Native]) -> bool:
    old, new = [one if isinstance(one, str) else "" for one in given[:2]] if len(given) > 1 else ("", "")
    return text.count(old) * len(new) > MAX_CHARACTERS


def value_of(result: object, trail: tuple[Evidence, ...] = ()) -> Value:
    """Return the value of what Python has computed."""
    if isinstance(result, (list, tuple)):
        return Items(tuple(value_of(item, trail) for item in result))
    if isinstance(result, (str, int, float, bytes)) or result is None:
        return Known(result, trail=trail)
    return Unknown("a result of a kind that is not followed")


# --- Texts with holes -------------------------------------------------------------------------------------------------

Template = Callable[[Text, Called], "Value | None"]
Side = Literal["left", "right"]


def _cases(change: Callable[[str], str]) -> Template:
    def method(base: Text, called: Called) -> Value | None:
        return None if called.arguments else mapped(base, change, "a text in another case")

    return method


def _stripped(*sides: Side) -> Template:
    def method(base: Text, called: Called) -> Value | None:
        given = arguments(called, ("chars",))
        characters = None if given is None else given.get("chars", Known(None))
        if not isinstance(characters, Known) or not isinstance(characters.value, (str, type(None))):
            return None
        parts = list(base.parts)
        for side in sides:
            parts = _strip(parts, side, characters.value)
        return text_of(parts, base.trail)

    return method


def _strip(parts: list[str | Value], side: Side, characters: str | None) -> list[str | Value]:
    """Return the pieces of a text without the characters at one end."""
    edge = 0 if side == "left" else -1
    piece = parts[edge]
    if isinstance(piece, str):
        parts[edge] = piece.lstrip(characters) if side == "left" else piece.rstrip(characters)
    parts = [part for part in parts if part != ""]
    hole = parts[edge]
    if not isinstance(hole, str) and characters is not None:  # white space is no part of a setting
        parts[edge] = derived(hole, "a text of which the ends are removed")
    return parts


def _without(side: Side) -> Template:
    """`removeprefix` and `removesuffix`: decided by the literal piece at that end alone."""

    def method(base: Text, called: Called) -> Value | None:
        edge = known_text(positional(called)[0]) if len(called.arguments) == 1 else None
        piece = base.parts[0 if side == "left" else -1]
        if edge is None or not isinstance(piece, str):
            return None
        has = str.startswith if side == "left" else str.endswith
        if not has(piece, edge):
            return None if has(edge, piece) else base  # the hole beside it may hold the rest
        if side == "left":
            return text_of((piece.removeprefix(edge), *base.parts[1:]), base.trail)
        return text_of((*base.parts[:-1], piece.removesuffix(edge)), base.trail)

    return method


def _split(side: Side) -> Template:
    def method(base: Text, called: Called) -> Value | None:
        given = arguments(called, ("sep", "maxsplit"))
        separator = known_text(given.get("sep")) if given else None
        most = given.get("maxsplit", Known(-1)) if given else None
        if not separator or not isinstance(most, Known) or not isinstance(most.value, int):
            return None
        return _pieces(base, separator, most.value, side)

    return method


def _pieces(base: Value, separator: str, most: int, side: Side) -> Items | None:
    """Return the pieces between separators; None where a hole may hold one that counts."""
    tape = tape_of(base)  # type: ignore[arg-type]
    if side == "left":
        pieces = tape.text.split(separator, most)
        start, end = 0, len(tape.text) - len(pieces[-1]) if len(pieces) == most + 1 else None
    else:
        pieces = tape.text.rsplit(separator, most)
        start, end = len(pieces[0]) if len(pieces) == most + 1 else 0, None
    if not is_decided(tape, separator, start, end):
        return None
    return Items(tuple(tape.value(piece, trail=base.trail) for piece in pieces))


def _partition(side: Side) -> Template:
    def method(base: Text, called: Called) -> Value | None:
        separator = known_text(positional(called)[0]) if len(called.arguments) == 1 else None
        pieces = _pieces(base, separator, 1, side) if separator else None
        if pieces is None or separator is None:
            return None
        if len(pieces.items) == 2:
            return Items((pieces.items[0], Known(separator), pieces.items[1]))
        return Items((base, Known(""), Known("")) if side == "left" else (Known(""), Known(""), base))

    return method


def _found(base: Text, called: Called) -> Value | None:
    """`find` and `index`: the place in the literal piece at the beginning."""
    wanted = known_text(positional(called)[0]) if len(called.arguments) == 1 and positional(called) else None
    tape = tape_of(base)
    index = tape.text.find(wanted) if wanted else -1
    return Known(index) if index >= 0 and wanted and not tape.has_hole(tape.text[: index + len(wanted)]) else None


def _replaced(base: Text, called: Called) -> Value | None:
    given = arguments(called, ("old", "new", "count"))
    before = known_text(given.get("old")) if given else None
    if not given or not before or "new" not in given:
        return None
    most = given.get("count", Known(-1))
    if not isinstance(most, Known) or not isinstance(most.value, int):
        return None
    return _replaced_in_parts(base, before, given["new"], most.value)


def _replaced_in_parts(base: Text, before: str, new: Value, most: int) -> Value:
    """Replace in the literal pieces; what a hole holds is not known any more if the text may be in it."""
    tape = tape_of(base)
    parts: list[str | Value] = []
    literal = ""
    for index, character in enumerate(tape.text):
        hole = tape.holes.get(character)
        if hole is None:
            literal += character
            continue
        most = _add_replaced(parts, literal, before, new, most)
        literal = ""
        if most != 0 and not _is_scheme(before) and not is_decided(tape, before, index, index + 1):
            hole = Unknown(f"a text in which {before!r} is replaced", trail=hole.trail)
            if most > 0:
                return text_of([*parts, hole], base.trail)
        parts.append(hole)
    _add_replaced(parts, literal, before, new, most)
    return text_of(parts, base.trail)


def _add_replaced(parts: list[str | Value], literal: str, before: str, new: Value, most: int) -> int:
    """Add a literal piece with its replacements, and return how many more are to be made."""
    pieces = literal.split(before, most)
    for index, piece in enumerate(pieces):
        parts.extend(parts_of(new) if index else ())
        parts.append(piece)
    return most if most < 0 else most - len(pieces) + 1


def _is_scheme(text: str) -> bool:
    return text.startswith("postgres") or "+" in text or text.endswith("://")


TEMPLATES: Mapping[str, Template] = {
    "lower": _cases(str.lower),
    "casefold": _cases(str.casefold),
    "upper": _cases(str.upper),
    "strip": _stripped("left", "right"),
    "lstrip": _stripped("left"),
    "rstrip": _stripped("right"),
    "removeprefix": _without("left"),
    "removesuffix": _without("right"),
    "split": _split("left"),
    "rsplit": _split("right"),
    "partition": _partition("left"),
    "rpartition": _partition("right"),
    "replace": _replaced,
    "find": _found,
    "index": _found,
}
"""Methods of texts with holes: the result is right for whatever the holes hold, or it is not known."""


# --- Methods of any text ----------------------------------------------------------------------------------------------


def _join(base: Value, called: Called) -> Value | None:
    given = positional(called)
    if len(called.arguments) != 1 or not given or not isinstance(given[0], Items):
        return None
    pieces = [piece for item in given[0].items for piece in (base, item)][1:]
    return written(pieces) if pieces else Known("")


def _format(base: Value, called: Called) -> Value | None:
    template = known_text(base)
    return None if template is None else brace_format(template, positional(called), named(called), called.unpacked)


def _format_map(base: Value, called: Called) -> Value | None:
    template, given = known_text(base), positional(called)
    if template is None or len(given) != 1 or not isinstance(given[0], Dict):
        return None
    return brace_format(template, (), {entry.key: entry.value for entry in given[0].entries}, given[0].open)


def _same(base: Value, called: Called) -> Value:
    return base


METHODS: Mapping[str, Callable[[Value, Called], Value | None]] = {
    "join": _join,
    "format": _format,
    "format_map": _format_map,
    "encode": _same,
    "decode": _same,
}

UNCHANGED = frozenset({"unicode_string", "get_secret_value", "render_as_string", "__str__", "human_repr", "as_uri"})
"""Methods of objects that hold a text, which give the text."""


def has_method(base: Value, name: str) -> bool:
    """True if the result of `base.name(...)` may be known."""
    if name in UNCHANGED:
        return True
    return name == "replace" or (is_textual(base) and (name in METHODS or name in PYTHON))


def method(base: Value, name: str, called: Called) -> Value | None:
    """Return the result of `base.name(...)`; None where it is not known."""
    if name in UNCHANGED:
        return base
    if called.unpacked and name != "format":
        return None
    if not is_textual(base):
        return _replaced_scheme(base, called) if name == "replace" else None
    if name in METHODS:
        return METHODS[name](base, called)
    if isinstance(base, Known) and name in PYTHON:
        return known_method(base, name, called)
    template = TEMPLATES.get(name) if isinstance(base, Text) else None
    if template is None and isinstance(base, Known) and name == "replace":
        return _replaced(Text((base.value,)), called)  # type: ignore[arg-type]
    return template(base, called) if template is not None and isinstance(base, Text) else None


def _replaced_scheme(base: Value, called: Called) -> Value | None:
    """`url.replace(...)` of a URL that is not known: a scheme is at the beginning, or nothing is replaced."""
    given = positional(called)
    old, new = (known_text(given[0]), known_text(given[1])) if len(given) in (2, 3) else (None, None)
    if old is None:
        return None
    if old.endswith("://") and new is not None and "://" in new:
        return Text((new, base), trail=base.trail)
    if _is_scheme(old):
        return base  # another spelling of the driver: the same address
    return Unknown(f"a text in which {old!r} is replaced", trail=base.trail)


# --- Subscripts -------------------------------------------------------------------------------------------------------


def item(base: Value, key: Value) -> Value | None:
    """Return `base[key]` of a text, for an index or a slice; None where it is not known."""
    if not is_textual(base):
        return None
    tape = tape_of(base)  # type: ignore[arg-type]
    if isinstance(key, Known) and isinstance(key.value, int):
        index = _position(tape, key.value)
        found = None if index is None else tape.text[index : index + 1]
        return tape.value(found, trail=base.trail) if found and found not in tape.holes else None
    bounds = bounds_of(key)
    found = _sliced(tape, bounds) if bounds is not None else None
    return None if found is None else tape.value(found, trail=base.trail)


def _sliced(tape: Tape, bounds: slice) -> str | None:
    """Return this piece of the tape; None where a hole decides where it begins or ends."""
    if not tape.holes:
        return tape.text[bounds]
    first = 0 if bounds.start is None else _position(tape, bounds.start)
    last = len(tape.text) if bounds.stop is None else _position(tape, bounds.stop)
    is_known = first is not None and last is not None and bounds.step in (None, 1)
    return tape.text[first:last] if is_known else None


def bounds_of(key: Value) -> slice | None:
    """Return the slice that a subscript is; None where it is none, or a bound is not known."""
    if not (isinstance(key, Called) and key.function == SLICE):
        return None
    bounds = natives(positional(key))
    if bounds is None or len(bounds) != 3 or not all(isinstance(one, (int, type(None))) for one in bounds):
        return None
    return slice(*bounds) if bounds[2] != 0 else None


SLICE = Symbol("builtins.slice")
"""What a slice is written as: a call with its three bounds."""


def _position(tape: Tape, index: int) -> int | None:
    """Return where an index is on the tape; None where a hole is counted, whose length is not known."""
    counted = tape.text[:index] if index >= 0 else tape.text[index:]
    if tape.has_hole(counted) or len(counted) < abs(index):
        return index if not tape.holes else None
    return index if index >= 0 else len(tape.text) + index


def item_of_split(base: Value, name: str, called: Called, index: int) -> Value | None:
    """Return `base.split(...)[index]` where the number of the pieces is not known."""
    given = arguments(called, ("sep", "maxsplit"))
    separator = known_text(given.get("sep")) if given and "maxsplit" not in given else None
    if not separator or name not in ("split", "rsplit") or not isinstance(base, Text):
        return None
    is_counted_alike = (index >= 0) is (name == "split")
    if not is_counted_alike and any(separator.startswith(separator[start:]) for start in range(1, len(separator))):
        return None  # from the other end, separators that overlap are found at other places
    needed = index + 1 if index >= 0 else -index
    pieces = _pieces(base, separator, needed, "left" if index >= 0 else "right")
    return pieces.items[index] if pieces is not None and len(pieces.items) == needed + 1 else None


# --- Formats ----------------------------------------------------------------------------------------------------------


def percent_format(template: str, operand: Value) -> Value:
    """Return `template % operand`."""
    positions: list[Value] = list(operand.items) if isinstance(operand, Items) else [operand]
    parts: list[str | Value] = []
    end = 0
    for match in _PERCENT.finditer(template):
        parts.append(template[end : match.start()])
        end = match.end()
        if match["kind"] == "%":
            parts.append("%")
            continue
        value = _operand(match, operand, positions)
        if value is None:
            return Unknown("too few operands of %")
        plain = not match["shape"] and match["kind"] in "sdi"
        parts.extend(parts_of(value) if plain else (Unknown("a formatted value"),))
    parts.append(template[end:])
    return text_of(parts, operand.trail)


def _operand(match: re.Match[str], operand: Value, positions: list[Value]) -> Value | None:
    """Return what `%(key)s`, or the next `%s`, stands for; None if there are too few."""
    if match["key"] is None:
        return positions.pop(0) if positions and "*" not in match["shape"] else None
    entry = operand.get(match["key"]) if isinstance(operand, Dict) else None
    return entry.value if entry else Unknown("the operand of % is not known")


def brace_format(template: str, by_position: Sequence[Value], by_name: Mapping[str, Value], more: str | None) -> Value:
    """Return `template.format(*by_position, **by_name)`; `more` is why more arguments may be given."""
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
        value = _argument(name, by_position, by_name, more)
        plain = shape in ("", "s", "d") and conversion in (None, "s")
        parts.extend(parts_of(value) if plain else (Unknown("a formatted value"),))
    return text_of(parts)


def _argument(name: str, by_position: Sequence[Value], by_name: Mapping[str, Value], more: str | None) -> Value:
    """Return what `{name}` stands for."""
    if not (name.isascii() and name.isdigit()):
        return by_name.get(name) or Unknown(more or f"the format argument `{name}` is not known")
    index = int(name[:6])
    return by_position[index] if index < len(by_position) else Unknown(more or "a format argument is missing")
