"""Dicts that are built up step by step."""

from __future__ import annotations

from collections.abc import Sequence

from pooler_lint.records import replace
from pooler_lint.values import Called, ClassOf, Dict, Entry, Function, Items, Known, Symbol, Unknown, Value
from pooler_lint.values.combine import shared
from pooler_lint.values.reasons import because
from pooler_lint.values.texts import known_text

CHANGING_METHODS = frozenset({"update", "setdefault", "pop", "popitem", "clear", "__setitem__"})
"""The methods that change a dict."""

MAX_UNPACKED = 8
"""Mappings that a dict remembers to be made from."""


def entries_of(value: Value) -> tuple[tuple[Entry, ...], str | None]:
    """The entries of a mapping, and why there may be more."""
    if isinstance(value, Dict):
        return value.entries, value.open
    if isinstance(value, Known) and value.value is None:
        return (), None
    pairs = _entries_of_pairs(value) if isinstance(value, Items) else None
    if pairs is not None:
        return pairs, None
    return (), _why_unknown(value)


def _entries_of_pairs(pairs: Items) -> tuple[Entry, ...] | None:
    """Return the entries that `dict(pairs)` has; None where a key is not known."""
    found: list[Entry] = []
    for pair in pairs.items:
        key = known_text(pair.items[0]) if isinstance(pair, Items) and len(pair.items) == 2 else None
        if key is None or not isinstance(pair, Items):
            return None
        found.append(Entry(key, pair.items[1]))
    return tuple(found)


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


def doubtful(base: Dict, reason: str) -> Dict:
    """The dict once something that is not followed may have changed any of it."""
    entries = tuple(_doubted(entry, reason) for entry in base.entries)
    return replace(
        base,
        entries=entries,
        open=base.open or reason,
        exclusive=False,
        unpacked=_with_mapping(base.unpacked, Unknown(reason)),
    )


def _with_mapping(unpacked: tuple[Value, ...], piece: Value) -> tuple[Value, ...]:
    """The mappings with those of one more piece, each once; what is beyond the bound is one more unknown."""
    more = piece.unpacked if isinstance(piece, Dict) and piece.unpacked else (piece,)
    every = tuple(dict.fromkeys((*unpacked, *more)))
    return every if len(every) <= MAX_UNPACKED else (*every[: MAX_UNPACKED - 1], Unknown("it has many sources"))


def harmed(value: Value, reason: str) -> Value:
    """The value of a name once something that is not followed may have changed what the name holds."""
    if isinstance(value, Dict):
        return doubtful(value, reason)
    if isinstance(value, (Symbol, Function, ClassOf)):
        return value
    return Unknown(reason)


def _doubted(entry: Entry, reason: str) -> Entry:
    return Entry(entry.key, Unknown(because("may be overridden", reason)))


def merged(pieces: Sequence[Value]) -> Dict:
    """`{**a, **b, ...}`: later pieces win; unknown ones leave the dict open and may override what stands before."""
    return _absorbed(Dict(()), pieces)


def updated(base: Dict, piece: Value) -> Dict:
    """`base.update(piece)`, with `base`'s own place in the text."""
    return _absorbed(base, (piece,))


def _absorbed(base: Dict, pieces: Sequence[Value]) -> Dict:
    entries = {entry.key: entry for entry in base.entries}
    certain = set(entries)
    reason = base.open
    unpacked = base.unpacked
    for piece in pieces:
        given, more = entries_of(piece)
        if more is not None:
            reason = reason or more
            unpacked = _with_mapping(unpacked, piece)
            entries.update((key, _doubted(entries[key], more)) for key in certain)
            certain.clear()
        exclusive = isinstance(piece, Dict) and piece.exclusive
        for entry in given:
            # A value inside a dict that others use too must not be edited in place.
            entries[entry.key] = entry if exclusive else replace(entry, place=None)
            certain.add(entry.key)
    return replace(base, entries=tuple(entries.values()), open=reason, unpacked=unpacked)


def from_call(called: Called) -> Dict:
    """`dict(...)`."""
    pieces: list[Value] = []
    for argument in called.arguments:
        if argument.name is None:
            pieces.append(argument.value)
        else:
            pieces.append(Dict((Entry(argument.name, argument.value, argument.place),)))
    if called.unpacked:
        pieces.insert(0, Unknown(called.unpacked))
    return replace(merged(pieces), place=called.place, exclusive=True)


def mapping_method(base: Dict, name: str, called: Called) -> Value | None:
    """What `base.get(...)`, `.copy()`, `.pop(...)` and their like give; None for any other method."""
    positional = [argument.value for argument in called.arguments if argument.name is None]
    if name == "copy":
        return None if positional else replace(base, place=None, exclusive=False)
    if name in ("values", "items"):
        return None if called.arguments or base.open is not None else _listed(base, with_keys=name == "items")
    return _entry_asked_for(base, positional) if name in ("get", "pop", "setdefault") else None


def _listed(base: Dict, with_keys: bool) -> Items:
    """Return the values of a dict, or its pairs of key and value."""
    if with_keys:
        return Items(tuple(Items((Known(entry.key), entry.value)) for entry in base.entries))
    return Items(tuple(entry.value for entry in base.entries))


def _entry_asked_for(base: Dict, positional: Sequence[Value]) -> Value | None:
    """Return the value of the key that comes first, else the default after it; None if the key is not known."""
    key = known_text(positional[0]) if positional else None
    if key is None:
        return None
    entry = base.get(key)
    if entry is not None:
        return entry.value if base.exclusive else shared(entry.value)
    if base.open is not None:
        return Unknown(base.open)
    return positional[1] if len(positional) > 1 else Known(None)


def changed(base: Dict, name: str, called: Called) -> Dict:
    """The dict after `base.update(...)`, `.setdefault(...)`, `.pop(...)` or another of `CHANGING_METHODS`."""
    positional = [argument.value for argument in called.arguments if argument.name is None]
    if name == "update":
        return updated(base, replace(from_call(called), place=None))
    if name == "clear":
        return replace(base, entries=(), open=None, unpacked=())
    key = known_text(positional[0]) if positional and not called.unpacked else None
    if key is None:
        return doubtful(base, "it is changed with a key that is not known")
    if name == "pop":
        return without_entry(base, key)
    place = called.arguments[1].place if len(called.arguments) > 1 else None
    value = positional[1] if len(positional) > 1 else Known(None)
    if name == "setdefault" and base.get(key) is not None:
        return base
    if name == "setdefault" and base.open is not None:
        return with_entry(base, Entry(key, Unknown(because("may be given", base.open))))
    return with_entry(base, Entry(key, value, place))
