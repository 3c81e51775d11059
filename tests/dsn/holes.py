"""Short writing for values in the tests of DSNs and poolers."""

from __future__ import annotations

import re

from pooler_lint.model import Address
from pooler_lint.values import Known, Origin, Text, Unknown, Value


def hole(name: str) -> Unknown:
    """An unknown parameter."""
    return Unknown(f"{name} is a parameter", Origin("parameter", name))


def text(pattern: str) -> Known | Text:
    """`"{host}:6543"`: a text in which each name in braces is a hole."""
    pieces = re.split(r"\{(\w+)\}", pattern)
    parts = tuple(hole(piece) if index % 2 else piece for index, piece in enumerate(pieces) if piece)
    return Known(pattern) if len(pieces) == 1 else Text(parts)


def plain(value: Value | None) -> object:
    """A value as the tests write it: a known one itself, a hole `<name>`, other unknowns `<?>`."""
    if isinstance(value, Known):
        return value.value
    if isinstance(value, Text):
        return "".join(part if isinstance(part, str) else str(plain(part)) for part in value.parts)
    if isinstance(value, Unknown):
        return f"<{value.origin.name if value.origin else '?'}>"
    return value


def where(address: Address) -> tuple[object, object, object]:
    """Host, port and database of an address in plain form."""
    return plain(address.host), plain(address.port), plain(address.database)
