"""Text that is known in part: concatenation, formatting and the string methods that DSNs are made with."""

from __future__ import annotations

import re
import string
from collections.abc import Sequence
from urllib.parse import quote, quote_plus

from pooler_lint.values import Called, Dict, Evidence, Items, Known, Symbol, Text, Unknown, Value

_PERCENT = re.compile(r"%(?:\((?P<key>[^)]*)\))?[-#0 +]*\d*(?:\.\d+)?(?P<kind>[sdrifx%])")


def parts_of(value: Value) -> tuple[str | Value, ...]:
    """The value as pieces of a text: literal strings and holes."""
    if isinstance(value, Known):
        return (value.value,) if isinstance(value.value, str) else (str(value.value),)
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
        if isinstance(part, str) and merged and isinstance(merged[-1], str):
            merged[-1] += part
        elif part != "":
            merged.append(part)
    for part in parts:
        if not isinstance(part, str):
            trail = trail + tuple(step for step in part.trail if step not in trail)
    if all(isinstance(part, str) for part in merged):
        return Known("".join(part for part in merged if isinstance(part, str)), trail=trail)
    if len(merged) == 1 and not isinstance(merged[0], str):
        return merged[0]
    return Text(tuple(merged), trail=trail)


def join(*values: Value) -> Value:
    """The texts one after another."""
    trail: tuple[Evidence, ...] = ()
    for value in values:
        trail += tuple(step for step in value.trail if step not in trail)
    return text_of([part for value in values for part in parts_of(value)], trail)


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
        elif match["key"] is not None:
            entry = operand.get(match["key"]) if isinstance(operand, Dict) else None
            parts.extend(parts_of(entry.value) if entry else (Unknown("the operand of % is not known"),))
        elif positional:
            parts.extend(parts_of(positional.pop(0)))
        else:
            return Unknown("too few operands of %")
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
    for literal, name, _, _ in fields:
        parts.append(literal)
        if name is None:
            continue
        if name == "":
            name, counter = str(counter), counter + 1
        if name.isdigit():
            index = int(name)
            value = positional[index] if index < len(positional) else Unknown(more or "a format argument is missing")
        else:
            value = named.get(name) or Unknown(more or f"the format argument `{name}` is not known")
        parts.extend(parts_of(value))
    return text_of(parts)


def replaced(value: Value, old: Value, new: Value) -> Value | None:
    """`value.replace(old, new)`, None when that can't be told."""
    if not (isinstance(old, Known) and isinstance(old.value, str)):
        return None
    before = old.value
    if is_textual(value):
        parts: list[str | Value] = []
        for part in parts_of(value):
            pieces = part.split(before) if isinstance(part, str) and before else [part]
            for index, piece in enumerate(pieces):
                if index:
                    parts.extend(parts_of(new))
                parts.append(piece)
        return text_of(parts, value.trail)
    if before.endswith("://") and isinstance(new, Known) and isinstance(new.value, str) and "://" in new.value:
        # A scheme is replaced in a URL that is not known: it stands at the beginning, or the call does nothing.
        return Text((new.value, value), trail=value.trail)
    if before.startswith("postgres") or "+" in before:
        return value  # another spelling of the driver: the same address
    return Unknown(f"a text in which {before!r} is replaced", trail=value.trail)


_SIMPLE = {"lower", "upper", "strip", "rstrip", "lstrip", "removeprefix", "removesuffix", "encode", "decode"}
_UNCHANGED = {"unicode_string", "get_secret_value", "render_as_string", "__str__", "human_repr", "as_uri"}


def method(value: Value, name: str, called: Called) -> Value | None:
    """The string method `name` of a value, None when the call is none of those or its result can't be told."""
    positional = [argument.value for argument in called.arguments if argument.name is None]
    if name in _UNCHANGED:
        return value
    if name == "replace" and len(positional) >= 2:
        return replaced(value, positional[0], positional[1])
    if not is_textual(value):
        return None
    if name == "format" and isinstance(value, Known):
        named = {argument.name: argument.value for argument in called.arguments if argument.name}
        return brace_format(str(value.value), positional, named, called.unpacked)
    if name == "join" and positional and isinstance(positional[0], Items) and isinstance(value, Known):
        parts: list[str | Value] = []
        for index, item in enumerate(positional[0].items):
            parts.extend((str(value.value),) if index else ())
            parts.extend(parts_of(item))
        return text_of(parts)
    if name in _SIMPLE and isinstance(value, Known) and isinstance(value.value, str):
        known = [item.value for item in positional if isinstance(item, Known) and isinstance(item.value, str)]
        if len(known) != len(positional):
            return None
        if name in ("encode", "decode"):
            return value
        result = getattr(value.value, name)(*known[:1])
        return Known(result, trail=value.trail) if isinstance(result, str) else None
    return _trimmed(value, name) if isinstance(value, Text) else None


def _trimmed(value: Text, name: str) -> Value | None:
    if name in ("encode", "decode"):
        return value
    if name not in ("strip", "rstrip", "lstrip"):
        return None
    parts = list(value.parts)
    if name != "rstrip" and isinstance(parts[0], str):
        parts[0] = parts[0].lstrip()
    if name != "lstrip" and isinstance(parts[-1], str):
        parts[-1] = parts[-1].rstrip()
    return text_of(parts, value.trail)


def quoted(dotted: str, value: Value) -> Value:
    """`urllib.parse.quote(value)` and its like: known when the value is, else a hole that holds no delimiter."""
    if isinstance(value, Known) and isinstance(value.value, str):
        encode = quote_plus if dotted.endswith("_plus") else quote
        return Known(encode(value.value, safe=""), trail=value.trail)
    return value if isinstance(value, (Unknown, Symbol)) else Unknown("a quoted value that is not known")
