"""Take secrets out of Python source before it is shown."""

from __future__ import annotations

import re
from functools import lru_cache

from pooler_lint.dsn.mask import MASK, mask_secrets
from pooler_lint.dsn.secret_literals import Secrets, secret_literals

_LINE_END = re.compile(r"\r\n|\r|\n")
_FRAMES = (("", ""), ("_(", "\n)"), ("{", "\n}"), ("class _:\n ", ""), ("def _(", "\n): ..."))
"""What a part of a source can be a part of."""


@lru_cache(maxsize=2)  # a diff shows the text before and after, and the diagnostics behind it one of them again
def mask_source(text: str) -> str:
    """Return the source with `***` in place of each secret; it has the same lines as before.

    Of a text that cannot be parsed, what looks like a secret is replaced.
    """
    for before, after in _FRAMES:
        found = find_secrets(f"{before}{text}{after}")
        if found is not None:
            shift = len(before)
            return _masked(text, [(start - shift, end - shift) for start, end in found.ranges])
    return "\n".join(map(mask_secrets, text.split("\n")))


def find_secrets(text: str) -> Secrets | None:
    """Return the secrets of a source, None if it cannot be parsed."""
    from pooler_lint.index.deep import deep

    try:
        return deep(lambda: secret_literals(text))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _masked(text: str, ranges: list[tuple[int, int]]) -> str:
    pieces: list[str] = []
    position = 0
    for start, end in ranges:
        if position <= start < end:
            pieces += (text[position:start], MASK, *_LINE_END.findall(text[start:end]))
            position = end
        elif end > position:
            pieces += _LINE_END.findall(text[position:end])
            position = end
    pieces.append(text[position:])
    return "".join(pieces)
