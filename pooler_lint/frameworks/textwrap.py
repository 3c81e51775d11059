"""`textwrap.dedent`, which takes the indentation from the lines of a text."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping

from pooler_lint.frameworks.given import Function, positional
from pooler_lint.values import Called, Known, Value
from pooler_lint.values.texts import known_text


def _dedent(called: Called) -> Value | None:
    given = positional(called)
    text = known_text(given[0]) if len(given) == 1 else None
    return None if text is None else Known(textwrap.dedent(text))


FUNCTIONS: Mapping[str, Function] = {"textwrap.dedent": _dedent}
