"""Which quote character a file uses, and source code written with it."""

from __future__ import annotations

import re

_STRING = re.compile(r"""(["'])((?:(?!\1)[^\\\n"'])*)\1""")
_LONG = r'"""[\s\S]*?"""|\'{3}[\s\S]*?\'{3}|#[^\n]*'
_SHORT = r""""(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'"""
_LITERAL = re.compile(f"{_LONG}|{_SHORT}")


def string_of(text: str, quote: str) -> str:
    """A string literal of this plain text."""
    return quote + text + quote


def quote_in(code: str) -> str | None:
    """The quote character that most short string literals of the code have, None where there are none."""
    found = [match[0][0] for match in _LITERAL.finditer(code) if match[0][:3] not in ('"""', "'''")]
    double, single = found.count('"'), found.count("'")
    if not double and not single:
        return None
    return '"' if double >= single else "'"


def requoted(code: str, quote: str) -> str:
    """The code with its plain string literals in this quote character; a literal with quotes inside stays."""
    return _STRING.sub(lambda match: quote + match[2] + quote, code)
