"""`urllib.parse`: URLs that are split, changed and put together, and the coding of their parts.

A split URL is a record: a call of `ParseResult` or `SplitResult` with the values of its parts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib import parse

from pooler_lint.frameworks.given import Function, Method, arguments, natives
from pooler_lint.frameworks.text import value_of
from pooler_lint.values import Argument, Called, Dict, Entry, Items, Known, Symbol, Text, Unknown, Value
from pooler_lint.values.tape import Tape, tape_of, tape_of_all
from pooler_lint.values.texts import is_textual, known_text, text_of, with_steps

SPLITTING = {"urllib.parse.urlparse": "urllib.parse.ParseResult", "urllib.parse.urlsplit": "urllib.parse.SplitResult"}
FIELDS: Mapping[str, tuple[str, ...]] = {
    "urllib.parse.ParseResult": ("scheme", "netloc", "path", "params", "query", "fragment"),
    "urllib.parse.SplitResult": ("scheme", "netloc", "path", "query", "fragment"),
}
"""The records, and the names of their parts in order."""
INSIDE = Unknown("it may be inside another part of the URL")
"""A part that seems to be missing, but may be in a hole before it."""
_MOST_PAIRS = 100


def fields_of(value: Value) -> dict[str, Value] | None:
    """Return the parts of a split URL by name; None for any other value."""
    function = value.function if isinstance(value, Called) else None
    if not isinstance(value, Called) or not isinstance(function, Symbol):
        return None
    if function.dotted in FIELDS:
        return arguments(value, FIELDS[function.dotted])
    record = _of_unknown(value) if function.dotted in SPLITTING else None
    return fields_of(record) if record is not None else None


def _of_unknown(called: Called) -> Value | None:
    """Return the record of a URL that is not known: its path is the whole."""
    given = arguments(called, ("url",))
    if given is None or "url" not in given or is_textual(given["url"]):
        return None
    return _record(SPLITTING[called.function.dotted], {"path": given["url"]}, called, INSIDE)  # type: ignore[union-attr]


def _record(kind: str, parts: Mapping[str, Value], called: Called, missing: Value) -> Called:
    given = tuple(Argument(name, parts.get(name, missing)) for name in FIELDS[kind])
    trail = called.trail
    for argument in given:
        trail = with_steps(trail, argument.value)
    return Called(Symbol(kind), given, place=called.place, trail=trail)


def _split(dotted: str) -> Function:
    split: Callable[..., Any] = parse.urlparse if dotted.endswith("urlparse") else parse.urlsplit
    kind = SPLITTING[dotted]

    def function(called: Called) -> Value | None:
        given = arguments(called, ("url", "scheme", "allow_fragments"))
        if given is None or not is_textual(given.get("url", INSIDE)):
            return None
        url = given.pop("url")
        others = natives(list(given.values()))
        if others is None or not isinstance(url, (Known, Text)):
            return None
        tape = tape_of(url)
        try:
            parts = split(tape.text, **dict(zip(given, others, strict=True)))._asdict()
        except (TypeError, ValueError):
            return None
        return _record(kind, _values(tape, parts, url), called, INSIDE)

    return function


def _values(tape: Tape, parts: Mapping[str, str], url: Known | Text) -> dict[str, Value]:
    """Return the parts; those that a hole at the beginning or at the end may hold as well are `INSIDE`."""
    found: dict[str, Value] = {}
    names = list(parts)
    starts_in_hole = _may_hold_scheme(tape)
    last = next((name for name in reversed(names) if parts[name]), "")
    ends_in_hole = tape.ends_in_hole(tape.text)
    for index, name in enumerate(names):
        is_before = starts_in_hole and name in ("scheme", "netloc")
        is_after = ends_in_hole and index > names.index(last) if last else False
        found[name] = (
            INSIDE if not parts[name] and (is_before or is_after) else tape.value(parts[name], None, url.trail)
        )
    return found


def _may_hold_scheme(tape: Tape) -> bool:
    """True if a hole at the beginning, or after letters that a scheme can begin with, may hold the end of a scheme."""
    rest = tape.text.lstrip(parse.scheme_chars)
    return tape.has_hole(rest[:1]) and (rest == tape.text or tape.text[0].isalpha())


def replace_method(base: Value, called: Called) -> Value | None:
    """Return the record after `_replace(...)`."""
    parts = fields_of(base)
    changes = {argument.name or "": argument.value for argument in called.arguments}
    if parts is None or called.unpacked or not changes.keys() <= parts.keys():
        return None
    if parts["scheme"] is INSIDE and {"scheme", "netloc"} & changes.keys():
        return None
    kind = "urllib.parse.ParseResult" if "params" in parts else "urllib.parse.SplitResult"
    return _record(kind, {**parts, **changes}, called, INSIDE)


def geturl(base: Value, called: Called) -> Value | None:
    """Return the text of a record."""
    parts = fields_of(base)
    return None if parts is None or called.arguments else _joined(list(parts.values()))


def _as_dict(base: Value, called: Called) -> Value | None:
    parts = fields_of(base)
    if parts is None or called.arguments or INSIDE in parts.values():
        return None
    return Dict(tuple(Entry(name, value) for name, value in parts.items()))


def _join(called: Called) -> Value | None:
    given = arguments(called, ("components",))
    components = given.get("components", INSIDE) if given else INSIDE
    parts = fields_of(components)
    items = list(parts.values()) if parts is not None else (items_of(components) or [])
    is_whole = isinstance(called.function, Symbol) and called.function.dotted.endswith("urlunparse")
    return _joined(items) if len(items) == (6 if is_whole else 5) else None


def items_of(value: Value) -> list[Value] | None:
    """Return the items of a tuple or list, which a split URL is too; None where one of them is not known."""
    parts = fields_of(value)
    if parts is not None:
        return None if INSIDE in parts.values() else list(parts.values())
    return list(value.items) if isinstance(value, Items) else None


def _joined(parts: Sequence[Value]) -> Value | None:
    tape, texts = tape_of_all([_EMPTY if _is_nothing(part) else part for part in parts])
    join: Callable[..., str] = parse.urlunparse if len(texts) == 6 else parse.urlunsplit
    trail = parts[0].trail
    for part in parts[1:]:
        trail = with_steps(trail, part)
    try:
        return tape.value(join(texts), trail=trail)
    except ValueError:
        return None


_EMPTY = Known("")


def _is_nothing(value: Value) -> bool:
    return value is INSIDE or (isinstance(value, Known) and value.value is None)


# --- Parts of a network location --------------------------------------------------------------------------------------


def attribute(base: Value, name: str) -> Value | None:
    """Return `base.name` of a split URL; None where it is not known."""
    parts = fields_of(base)
    if parts is None:
        return None
    if name in _OF_NETLOC:
        return _of_netloc(parts["netloc"], name)
    part = parts.get(name)
    if part is None or part is INSIDE or _may_go_on(parts, name):
        return None
    return part


_OF_NETLOC = frozenset({"username", "password", "hostname", "port"})


def _may_go_on(parts: Mapping[str, Value], name: str) -> bool:
    """True if the part ends in a hole that may hold the parts after it, or begins in one that may hold those before."""
    names = list(parts)
    after = names[names.index(name) + 1 :]
    return parts["scheme"] is INSIDE or (bool(after) and parts[after[0]] is INSIDE)


def _of_netloc(netloc: Value, name: str) -> Value | None:
    if not isinstance(netloc, (Known, Text)) or not is_textual(netloc):
        return None
    tape = tape_of(netloc)
    try:
        found = getattr(parse.SplitResult("", tape.text, "", "", ""), name)
    except ValueError:
        return None
    if not tape.holes:
        return Known(found, trail=netloc.trail)
    login, _, place = tape.text.rpartition("@")
    # A hole may hold the port or the login as well, where a literal piece does not give it.
    is_divided = ":" in (place if name in ("hostname", "port") else login)
    if found in (None, "") or (tape.has_hole(str(found)) and (not is_divided or name == "port")):
        return None
    return Known(found, trail=netloc.trail) if name == "port" else tape.value(found, trail=netloc.trail)


# --- Queries ----------------------------------------------------------------------------------------------------------


def _pairs(called: Called) -> tuple[list[tuple[Value, Value]], bool] | None:
    """Return the pairs of a query, and whether a hole may hold more of them; None where they are not known."""
    given = arguments(called, ("qs", "keep_blank_values", "strict_parsing"))
    query = given.pop("qs", None) if given else None
    options = natives(list(given.values())) if given is not None else None
    if not isinstance(query, (Known, Text)) or not is_textual(query) or options is None or given is None:
        return None
    tape = tape_of(query)
    by_name: dict[str, Any] = dict(zip(given, options, strict=True))
    try:
        pairs = parse.parse_qsl(tape.text, max_num_fields=_MOST_PAIRS, **by_name)
    except (TypeError, ValueError):
        return None
    is_open = tape.ends_in_hole(tape.text) or any(tape.has_hole(key) for key, _ in pairs)
    return [(tape.value(key), tape.value(value, trail=query.trail)) for key, value in pairs], is_open


def _parse_qsl(called: Called) -> Value | None:
    found = _pairs(called)
    return None if found is None or found[1] else Items(tuple(Items(pair) for pair in found[0]))


def _parse_qs(called: Called) -> Value | None:
    found = _pairs(called)
    if found is None:
        return None
    by_key: dict[str, list[Value]] = {}
    for key, value in found[0]:
        if isinstance(key, Known):
            by_key.setdefault(str(key.value), []).append(value)
    more = "a part of the query is not known" if found[1] else None
    return Dict(tuple(Entry(key, Items(tuple(values))) for key, values in by_key.items()), open=more)


def _urlencode(called: Called) -> Value | None:
    given = arguments(called, ("query", "doseq", "safe", "encoding", "errors", "quote_via"))
    if given is None or not given.keys() <= {"query", "doseq", "quote_via"} or "query" not in given:
        return None
    doseq, via = given.get("doseq", Known(False)), given.get("quote_via", Symbol("urllib.parse.quote_plus"))
    encode = _ENCODING.get(via.dotted) if isinstance(via, Symbol) else None
    pairs = _pairs_of(given["query"])
    if pairs is None or encode is None or not isinstance(doseq, Known):
        return None
    if doseq.value:
        pairs = _with_each(pairs)
    if any(isinstance(value, Items) for _, value in pairs):
        return None
    pieces: list[str | Value] = []
    for key, value in pairs:
        pieces += ["&" if pieces else "", encode(key), "=", _encoded(value, encode)]
    return text_of(pieces)


def _with_each(pairs: list[tuple[str, Value]]) -> list[tuple[str, Value]]:
    """Return a pair for each item of a value that is a list."""
    return [(key, one) for key, value in pairs for one in (value.items if isinstance(value, Items) else (value,))]


def _pairs_of(query: Value) -> list[tuple[str, Value]] | None:
    if isinstance(query, Dict):
        return None if query.open is not None else [(entry.key, entry.value) for entry in query.entries]
    if not isinstance(query, Items):
        return None
    pairs = [item.items for item in query.items if isinstance(item, Items) and len(item.items) == 2]
    found = [(known_text(key) or "", value) for key, value in pairs if known_text(key) is not None]
    return found if len(found) == len(query.items) else None


def _encoded(value: Value, encode: Callable[[str], str]) -> str | Value:
    return encode(str(value.value)) if isinstance(value, Known) else quoted(value, encode)


def quoted(value: Value, encode: Callable[[str], str]) -> Value:
    """Return the text in another coding; a hole stays one."""
    text = known_text(value)
    if text is not None:
        return Known(encode(text), trail=value.trail)
    return value if not isinstance(value, (Known, Text)) else Unknown("a quoted value that is not known")


_ENCODING: Mapping[str, Callable[..., str]] = {
    "urllib.parse.quote": parse.quote,
    "urllib.parse.quote_plus": parse.quote_plus,
}


def quoting(encode: Callable[..., str]) -> Function:
    """Return the row of a function that codes a text, leaving the characters `safe` as they are."""

    def function(called: Called) -> Value | None:
        given = arguments(called, ("string", "safe"))
        safe = natives([given["safe"]]) if given and "safe" in given else []
        if not given or "string" not in given or safe is None or not all(isinstance(one, str) for one in safe):
            return None
        return quoted(given["string"], lambda text: encode(text, *safe))

    return function


def _unquoting(decode: Callable[[str], str]) -> Function:
    def function(called: Called) -> Value | None:
        given = arguments(called, ("string",))
        value = given.get("string") if given else None
        text = known_text(value)
        if text is not None and value is not None:
            return Known(decode(text), trail=value.trail)
        return value if value is not None and not isinstance(value, (Known, Text)) else None

    return function


def _computed(compute: Callable[..., Any]) -> Function:
    def function(called: Called) -> Value | None:
        given = natives([argument.value for argument in called.arguments if argument.name is None])
        if given is None or called.unpacked or len(given) != len(called.arguments):
            return None
        try:
            return value_of(compute(*given), called.arguments[0].value.trail if given else ())
        except (TypeError, ValueError, AttributeError):
            return None

    return function


FUNCTIONS: Mapping[str, Function] = {
    **{dotted: _split(dotted) for dotted in SPLITTING},
    "urllib.parse.urlunparse": _join,
    "urllib.parse.urlunsplit": _join,
    "urllib.parse.urljoin": _computed(parse.urljoin),
    "urllib.parse.parse_qs": _parse_qs,
    "urllib.parse.parse_qsl": _parse_qsl,
    "urllib.parse.urlencode": _urlencode,
    **{dotted: quoting(encode) for dotted, encode in _ENCODING.items()},
    "urllib.parse.unquote": _unquoting(parse.unquote),
    "urllib.parse.unquote_plus": _unquoting(parse.unquote_plus),
}
METHODS: Mapping[str, Method] = {"_replace": replace_method, "geturl": geturl, "_asdict": _as_dict}
RECORDS: Mapping[str, Mapping[str, Method]] = dict.fromkeys((*SPLITTING, *FIELDS), METHODS)
