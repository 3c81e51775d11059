"""Texts that are put together of pieces which can be one of several."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pooler_lint.values import Evidence, Known, OneOf, Unknown, Value, alternatives
from pooler_lint.values.combine import TOO_MANY, combinations, combine, simplified
from pooler_lint.values.tape import tape_of_all
from pooler_lint.values.texts import is_textual, known_text, parts_of, text_of, with_steps

_MANY = 8
"""Ways to turn out that are too many to tell users of a database apart."""
_USER = Unknown("a user or a password")
_ENDS_PLACE = frozenset("/?#")
"""What ends the part of a URL that the user, the password, the host and the port stand in."""
_BEFORE_HOST = re.compile(r"(?P<scheme>(?:(?!://).)*://)?[^/?#@]*@", re.DOTALL)


def join(*values: Value) -> Value:
    """Return the texts one after another."""
    trail: tuple[Evidence, ...] = ()
    for value in _telling(values):
        trail = with_steps(trail, value)
    return text_of([part for value in values for part in parts_of(value)], trail)


def _telling(values: Sequence[Value]) -> Sequence[Value]:
    """Return the texts that say where a URL goes: what is between `://` and `@` does not."""
    texts = [known_text(value) or "" for value in values]
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
    return _without_users(every)


def _without_users(every: Sequence[Value]) -> list[Value]:
    """Return the pieces of a URL with holes for the choices of its user and password."""
    at = next((index for index, piece in enumerate(every) if _holds(piece, "@")), 0)
    scheme = next((index for index in range(at) if _holds(every[index], "://")), -1)
    user = every[scheme + 1 : at]
    known = "".join(str(piece.value) for piece in user if isinstance(piece, Known))
    if not _ENDS_PLACE & set(known):
        user = [_USER if isinstance(piece, OneOf) else piece for piece in user]
    host = every[at]
    if isinstance(host, OneOf):
        found = combine((host,), _without_its_user)
        host = simplified(found) if isinstance(found, OneOf) else found
    return [*every[: scheme + 1], *user, host, *every[at + 1 :]]


def _without_its_user(url: Value) -> Value:
    """Return the text of a URL with a hole for what is before the `@`."""
    tape, (written, user) = tape_of_all([url, _USER])
    found = _BEFORE_HOST.match(written)
    if found is None or not is_textual(url):
        return url
    return tape.value(f"{found['scheme'] or ''}{user}@{written[found.end() :]}", trail=url.trail)


def _holds(value: Value, text: str) -> bool:
    """Does the value, or one of its alternatives, hold this text?"""
    parts = (part for _, plain in alternatives(value) for part in parts_of(plain))
    return any(isinstance(part, str) and text in part for part in parts)
