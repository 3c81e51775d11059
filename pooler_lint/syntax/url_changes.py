"""URLs that are taken apart and put together again by the standard library: `urlparse(url)._replace(...).geturl()`."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from pooler_lint.syntax.combine import combine
from pooler_lint.syntax.strings import is_textual, marked, unmarked
from pooler_lint.syntax.urls import TAKING_APART
from pooler_lint.values import Attribute, Called, Known, Symbol, Unknown, Value

_PUTTING_TOGETHER = frozenset({"urllib.parse.urlunparse", "urllib.parse.urlunsplit"})
_NOT_FOLLOWED = Unknown("a URL that is put together from other parts")


def put_together(called: Called) -> Value | None:
    """The text of a URL that this call puts together from one that was taken apart; None for any other call.

    What is not known of a part that was replaced stays a hole.
    """
    parsed = _parsed(called)
    if parsed is None:
        return None
    every = combine((parsed,), lambda plain: _text(plain) or _NOT_FOLLOWED)
    return None if every == _NOT_FOLLOWED else every


def _parsed(called: Called) -> Value | None:
    function = called.function
    if isinstance(function, Symbol) and function.dotted in _PUTTING_TOGETHER and len(called.arguments) == 1:
        return called.arguments[0].value
    if isinstance(function, Attribute) and function.name == "geturl" and not called.arguments:
        return function.base
    return None


def _text(parsed: Value) -> Value | None:
    changes: dict[str, Value] = {}
    while isinstance(parsed, Called) and isinstance(parsed.function, Attribute) and parsed.function.name == "_replace":
        if parsed.unpacked:
            return None
        for argument in parsed.arguments:
            changes.setdefault(argument.name or "", argument.value)
        parsed = parsed.function.base
    if not (isinstance(parsed, Called) and isinstance(parsed.function, Symbol) and len(parsed.arguments) == 1):
        return None
    if parsed.function.dotted not in TAKING_APART:
        return None

    def changed(url: Value, *given: Value) -> Value:
        return _changed(url, dict(zip(changes, given, strict=True)))

    return combine((parsed.arguments[0].value, *changes.values()), changed)


def _changed(url: Value, changes: Mapping[str, Value]) -> Value:
    if not is_textual(url):
        return url if not {"scheme", "netloc"} & changes.keys() else _NOT_FOLLOWED
    holes: list[Value] = []

    def written(value: Value) -> str:
        return "" if isinstance(value, Known) and value.value is None else marked(value, holes)

    try:
        whole = urlsplit(written(url))
        texts = {name: written(value) for name, value in changes.items() if name in whole._fields}
        changed = whole._replace(**texts).geturl()
    except ValueError:
        return _NOT_FOLLOWED
    return unmarked(changed, holes, url.trail)
