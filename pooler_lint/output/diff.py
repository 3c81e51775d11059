"""What a fix would change, as `patch -p0` and `git apply -p0` understand it; secrets in it are masked."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from pooler_lint.output.hunks import unified
from pooler_lint.output.style import Style, visible, without_marked_commands

if TYPE_CHECKING:
    from pooler_lint.report import FileReport, Report

_NO_NEWLINE = "\n\\ No newline at end of file\n"
_COLOURS = {"+": "green", "-": "red", "@": "cyan"}
_LETTERS = {7: "a", 8: "b", 9: "t", 10: "n", 11: "v", 12: "f", 13: "r", 34: '"', 92: "\\"}
_OCTAL = "\\{:03o}"
_COMMAND = re.compile(
    r"(?P<before>(?:^|[\r\v\f\x1c-\x1e\x85\u2028\u2029])[^\S\r\v\f\x1c-\x1e\x85\u2028\u2029]*):(?=:[A-Za-z].*::)"
)
"""As narrow as GitHub Actions allows, since a diff whose context is changed cannot be applied: `::2]` is a slice."""


def render(report: Report) -> str:
    """Return the changes of all files; "" if there are none."""
    return "".join(_file(file) for file in report.files)


def for_terminal(text: str, style: Style) -> str:
    """Return a diff to look at: it has colours, and its control characters are escaped."""
    rows = (visible(row, keep="\t") for row in text.split("\n"))
    return "\n".join(style.paint(row, _COLOURS[row[0]]) if row[:1] in _COLOURS else row for row in rows)


def _file(file: FileReport) -> str:
    if file.text is None or file.fixed_text is None or file.text == file.fixed_text:
        return ""
    from pooler_lint.dsn.mask_source import mask_source

    old, new = _lines(mask_source(file.text)), _lines(mask_source(file.fixed_text))
    name = quoted(file.path)
    return f"--- {name}\n+++ {name}\n" + "".join(map(_row, unified(old, new)))


def _row(row: str) -> str:
    text = row.removesuffix("\n")
    shown = text[:1] + without_marked_commands(text[1:])
    return _COMMAND.sub(r"\g<before>\\x3a", shown) + ("\n" if row.endswith("\n") else _NO_NEWLINE)


def quoted(path: str) -> str:
    """Return a file name as Git writes it in a diff.

    A name with a character that is special or not ASCII is put in quotes. A tab ends a name that holds a blank.
    """
    name = os.fsencode(path)
    plain = path == path.strip() == without_marked_commands(path)
    if plain and all(0x20 <= byte < 0x7F and byte not in b'"\\' for byte in name):
        return f"{path}\t" if " " in path else path
    letters = "".join(_byte(byte) for byte in name)
    return f'"{without_marked_commands(letters, _OCTAL.format(ord("#")))}"'


def _byte(byte: int) -> str:
    if byte in _LETTERS:
        return f"\\{_LETTERS[byte]}"
    return chr(byte) if 0x20 <= byte < 0x7F else _OCTAL.format(byte)


def _lines(text: str) -> list[str]:
    """Return the lines as diff and patch see them: a carriage return is part of the line."""
    pieces = text.split("\n")
    return [piece + "\n" for piece in pieces[:-1]] + ([pieces[-1]] if pieces[-1] else [])
