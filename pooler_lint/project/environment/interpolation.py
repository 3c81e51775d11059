"""References to variables inside values: `${VAR:-default}`, `$(VAR)`, `${{ env.VAR }}`.

What can't be resolved stays as a marker: the name between two NUL characters, which no text of a file holds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

Lookup = Callable[[str], "str | None"]
"""The value of a variable, None where it is not known."""

_NAME = r"[A-Za-z_][A-Za-z0-9_]*"
_BRACES = re.compile(rf"\\\$|\$\$|\$\{{|\$(?P<bare>{_NAME})")
_INNER = re.compile(rf"(?P<name>{_NAME})(?:(?P<colon>:?)(?P<operator>[-?+])(?P<rest>.*))?\Z", re.DOTALL)
_PARENTHESES = re.compile(r"\$\$|\$\((?P<name>[A-Za-z_.-][A-Za-z0-9_.-]*)\)")
_EXPRESSION = re.compile(r"\$\{\{(?P<inner>(?:(?!\$\{\{).)*?)\}\}", re.DOTALL)
_DEEPEST = 20
_LONGEST = 8192
"""Of a text with references, and of what it may grow to: values that double each other must not fill the memory."""


def marker(name: str) -> str:
    """What stands in a value for the unknown variable `name`."""
    return f"\0{name}\0"


def is_only_markers(value: str) -> bool:
    """Does the value say nothing but that other variables make it up?"""
    return "\0" in value and not re.sub(r"\0[^\0]*\0", "", value)


def resolve_braces(text: str, lookup: Lookup, escape: str, depth: int = 0) -> str:
    """Replaces `$VAR` and `${VAR}` with the operators `-`, `:-`, `?`, `:?`, `+`, `:+` as shells and compose mean them.

    `escape` is what stands for a literal dollar: `$$` in compose files, a backslash and a dollar elsewhere.
    """
    if len(text) > _LONGEST:
        return text
    pieces: list[str] = []
    closing = _closing_braces(text)
    at = 0
    while found := _BRACES.search(text, at):
        pieces.append(text[at : found.start()])
        at = found.end()
        if found["bare"]:
            pieces.append(_or_marker(found["bare"], lookup))
        elif found[0] == escape:
            pieces.append("$")
        elif found[0] != "${":
            # The other escape has no meaning here: its first character is text, a dollar after it may begin anew.
            pieces.append(found[0][0])
            at = found.start() + 1
        else:
            end = closing.get(at)
            if end is None:
                pieces.append(found[0])
                continue
            pieces.append(_inside(text[at:end], lookup, escape, depth))
            at = end + 1
    return _bounded("".join(pieces) + text[at:])


def resolve_parentheses(text: str, lookup: Lookup) -> str:
    """Replaces `$(VAR)` as Kubernetes does; `$$` is a literal dollar."""
    if len(text) > _LONGEST:
        return text
    return _bounded(_PARENTHESES.sub(lambda found: _or_marker(found["name"], lookup) if found["name"] else "$", text))


def resolve_expressions(text: str, lookup: Lookup) -> str:
    """Replaces `${{ ... }}`; `lookup` gets what stands inside ("env.HOST", "secrets.PASSWORD")."""
    if len(text) > _LONGEST:
        return text
    return _bounded(_EXPRESSION.sub(lambda found: _or_marker(found["inner"].strip(), lookup), text))


def resolve_together(raw: Mapping[str, str], resolve: Callable[[str, Lookup], str]) -> dict[str, str]:
    """The values of one file whose variables refer to each other; one that refers to itself stays a marker."""
    done: dict[str, str] = {}
    under_way: list[str] = []

    def value_of(name: str) -> str | None:
        if name in done:
            return done[name]
        if name not in raw or name in under_way or len(under_way) > _DEEPEST:
            return None
        under_way.append(name)
        value = resolve(raw[name], value_of)
        under_way.pop()
        done[name] = value
        return value

    return {name: value_of(name) or "" for name in raw}


def _bounded(text: str) -> str:
    return text if len(text) <= _LONGEST else marker("too long")


def _or_marker(name: str, lookup: Lookup) -> str:
    value = lookup(name)
    return marker(name) if value is None else value


def _closing_braces(text: str) -> Mapping[int, int]:
    """Return for each place behind a `${` that is closed the place of its `}`."""
    closing: dict[int, int] = {}
    opened: list[int] = []
    for found in re.finditer(r"\$\{|\}", text):
        if found[0] != "}":
            opened.append(found.end())
        elif opened:
            closing[opened.pop()] = found.start()
    return closing


def _inside(inner: str, lookup: Lookup, escape: str, depth: int) -> str:
    found = _INNER.match(inner)
    if found is None or depth > _DEEPEST:
        return marker(re.split(r"[^A-Za-z0-9_]", inner)[0] or "?")
    value = lookup(found["name"])
    is_set = bool(value) if found["colon"] else value is not None
    if found["operator"] == "-" and not is_set:
        return resolve_braces(found["rest"], lookup, escape, depth + 1)
    if found["operator"] == "+":
        return resolve_braces(found["rest"], lookup, escape, depth + 1) if is_set else ""
    return marker(found["name"]) if value is None else value
