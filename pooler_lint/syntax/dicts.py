"""Dicts that are built up step by step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pooler_lint.values import Called, Dict, Entry, Known, Unknown, Value


def entries_of(value: Value) -> tuple[tuple[Entry, ...], str | None]:
    """The entries of a mapping, and why there may be more."""
    if isinstance(value, Dict):
        return value.entries, value.open
    if isinstance(value, Known) and value.value is None:
        return (), None
    return (), _why_unknown(value)


def _why_unknown(value: Value) -> str:
    if isinstance(value, Unknown):
        return value.reason
    return "a mapping that is not in this file"


def with_entry(base: Dict, entry: Entry) -> Dict:
    """The dict after `base[entry.key] = entry.value`."""
    entries = [entry if old.key == entry.key else old for old in base.entries]
    if base.get(entry.key) is None:
        entries.append(entry)
    return replace(base, entries=tuple(entries))


def without_entry(base: Dict, key: str) -> Dict:
    """The dict after `del base[key]`; an entry that was there only perhaps is gone too."""
    return replace(base, entries=tuple(entry for entry in base.entries if entry.key != key))


def merged(pieces: Sequence[Value]) -> Dict:
    """`{**a, **b, ...}`: later pieces win; unknown ones leave the dict open and may override what stands before."""
    result = Dict(())
    for piece in pieces:
        result = updated(result, piece)
    return result


def updated(base: Dict, piece: Value) -> Dict:
    """`base.update(piece)`, with `base`'s own place in the text."""
    entries, more = entries_of(piece)
    if more is not None:
        doubtful = tuple(replace(e, value=Unknown(f"may be overridden: {more}"), span=None) for e in base.entries)
        base = replace(base, entries=doubtful, open=base.open or more)
    exclusive = piece.exclusive if isinstance(piece, Dict) else False
    for entry in entries:
        # A value inside a dict that others use too must not be edited in place.
        base = with_entry(base, entry if exclusive else replace(entry, span=None))
    return base


def from_call(called: Called) -> Dict:
    """`dict(...)`."""
    result = Dict(())
    for argument in called.arguments:
        if argument.name is None:
            result = updated(result, argument.value)
        else:
            result = with_entry(result, Entry(argument.name, argument.value, argument.span))
    if called.unpacked:
        result = replace(result, open=called.unpacked)
    return replace(result, span=called.span, exclusive=True)


def mapping_method(base: Dict, name: str, called: Called) -> Value | None:
    """The value of `base.get(...)`, `.copy()` and other methods that do not change the dict; None for any other."""
    positional = [argument.value for argument in called.arguments if argument.name is None]
    if name == "copy" and not positional:
        return replace(base, span=None, exclusive=False)
    if name in ("get", "pop", "setdefault") and positional and isinstance(positional[0], Known):
        entry = base.get(str(positional[0].value))
        if entry is not None:
            return entry.value
        if base.open is not None:
            return Unknown(base.open)
        return positional[1] if len(positional) > 1 else Known(None)
    return None


def changed(base: Dict, name: str, called: Called) -> Dict | None:
    """The dict after `base.update(...)`, `.setdefault(...)`, `.pop(...)`, `.clear()`; None when it is not changed."""
    positional = [argument.value for argument in called.arguments if argument.name is None]
    key = str(positional[0].value) if positional and isinstance(positional[0], Known) else None
    if name == "update":
        return updated(base, replace(from_call(called), span=None))
    if name == "clear":
        return replace(base, entries=(), open=None)
    if name == "pop" and positional:
        return without_entry(base, key) if key is not None else _doubtful(base)
    if name == "setdefault" and positional:
        if key is None:
            return _doubtful(base)
        if base.get(key) is not None or base.open is not None:
            return base
        span = called.arguments[1].span if len(called.arguments) > 1 else None
        return with_entry(base, Entry(key, positional[1] if len(positional) > 1 else Known(None), span))
    return None


def _doubtful(base: Dict) -> Dict:
    return replace(base, open="it is changed with a key that is not known")
