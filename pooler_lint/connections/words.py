"""Writes `files/words.py`: the words that a file with a connection holds, as the libraries say.

The screen must not import the libraries, so their words are kept in a module of their own; a test compares it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from pooler_lint.connections.library import Library
from pooler_lint.connections.registry import LIBRARIES, SETTINGS_LIBRARIES
from pooler_lint.connections.settings import SettingsLibrary
from pooler_lint.files import words

_HEAD = '''"""The words that a file with a connection holds; written by `python -m pooler_lint.connections.words`."""

# fmt: off
# ruff: noqa: E501
'''


def source(
    libraries: Iterable[Library] = LIBRARIES, settings_libraries: Iterable[SettingsLibrary] = SETTINGS_LIBRARIES
) -> str:
    """Return the Python source of the words of these libraries."""
    callees = [dotted.split(".") for library in libraries for dotted in library.callees]
    packages = {parts[0] for parts in callees}
    called: dict[str, set[str]] = {}
    for parts in callees:
        # A line that imports `psycopg_pool` holds `psycopg` too: one search is enough for both.
        package = min((one for one in packages if one in parts[0]), key=len)
        called.setdefault(package, set()).add(parts[-1])
    patterns = {name: found for library in settings_libraries for name, found in library.patterns.items()}
    names = (f"({_bytes(package)}, ({_listed(found)}))" for package, found in sorted(called.items()))
    settings = (f"({_bytes(name)}, {_bytes(found)})" for name, found in sorted(patterns.items()))
    return (
        f"{_HEAD}CALLED: tuple[tuple[bytes, tuple[bytes, ...]], ...] = ({_rows(names)})\n"
        '"""The name of each package, and the names in it that connect."""\n'
        f"SETTINGS = ({_rows(settings)})\n"
        '"""The settings that frameworks read, and how each is set."""\n'
    )


def _listed(names: set[str]) -> str:
    """Return the source of the names of which no other one is a part."""
    shortest = sorted(name for name in names if not any(other != name and other in name for other in names))
    return "".join(f"{_bytes(name)}, " for name in shortest).strip()


def _rows(rows: Iterable[str]) -> str:
    return "\n" + "".join(f"    {row},\n" for row in rows)


def _bytes(text: str) -> str:
    return repr(text.encode()).replace("'", '"')


def main() -> int:
    """Write the words of all libraries."""
    Path(words.__file__).write_text(source(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
