"""Source text of generated programs: dicts, keywords, functions."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

Entries = dict[str, str]
"""Names of arguments or keys, and the source of their values."""


def as_dict(entries: Entries) -> str:
    """Return a dict with these entries."""
    return "{" + ", ".join(f'"{name}": {value}' for name, value in entries.items()) + "}"


def as_keywords(entries: Entries) -> str:
    """Return these entries as arguments of a call."""
    return ", ".join(f"{name}={value}" for name, value in entries.items())


def indented(lines: Sequence[str]) -> list[str]:
    """Return the lines, moved into a block."""
    return textwrap.indent("\n".join(lines), "    ").split("\n")


def function_of(name: str, parameters: str, lines: Sequence[str]) -> list[str]:
    """Return a function with this body, and the blank lines around it."""
    return ["", "", f"def {name}({parameters}):", *indented(lines), "", ""]
