"""Which quote character a file uses, and source code written with it."""

from __future__ import annotations

import re

_STRING = re.compile(r"""(["'])((?:(?!\1)[^\\\n"'])*)\1""")
# Each alternative ends with the text where nothing closes it: no character is looked at more often than twice.
_LONG = r'"""[\s\S]*?(?:"""|\Z)|\'{3}[\s\S]*?(?:\'{3}|\Z)|#[^\n]*'
_SHORT = r""""(?:\\[\s\S]|[^"\\\n])*(?:"|\\?)|'(?:\\[\s\S]|[^'\\\n])*(?:'|\\?)"""
_LITERAL = re.compile(f"{_LONG}|{_SHORT}")


def string_of(text: str, quote: str) -> str:
    """A string literal of this plain text."""
    return quote + text + quote


def quote_in(code: str) -> str | None:
    """The quote character of most string literals that could have either, None where there are none."""
    literals = [match[0] for match in _LITERAL.finditer(code)]
    found = [literal[0] for literal in literals if not set(literal[1:-1]) & {'"', "'"}]
    double, single = found.count('"'), found.count("'")
    if not double and not single:
        return None
    return '"' if double >= single else "'"


def requoted(code: str, quote: str) -> str:
    """The code with its plain string literals in this quote character; a literal with quotes inside stays."""
    return _STRING.sub(lambda match: quote + match[2] + quote, code)
