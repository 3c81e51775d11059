"""Ini files as configparser reads them: sections of options, `%(name)s` put in."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from pooler_lint.files.formats import Unparsable, refuse_gaps
from pooler_lint.project.environment.data import BrokenTextError
from pooler_lint.values import Dict, Entry, Evidence, Unknown, Value
from pooler_lint.values.texts import MAX_CHARACTERS, text_of

if TYPE_CHECKING:
    import configparser

_REFERENCE = re.compile(r"%(?:%|\((\w[\w.]*)\)s)")
_DEEPEST = 5
MOST_OPTIONS = 50_000
"""Options of all sections, each with those of the default section, of which every section has a copy."""
MOST_INSERTED = 1_000
"""Texts that are put in for the references of one option: references to references multiply."""


def ini_value(text: str, shown: str) -> Value:
    """The sections of this text as a dict of dicts, `shown` its name. Raises BrokenTextError."""
    parser = read_ini(text)
    if len(parser.defaults()) * len(parser.sections()) > MOST_OPTIONS:
        raise BrokenTextError(f"its sections have more than {MOST_OPTIONS:,} options")
    lines = _Lines(text)
    # https://docs.pylonsproject.org/projects/pastedeploy: `here` is the folder of the file.
    here = {"here": os.path.dirname(shown) or "."}
    sections = [Entry(parser.default_section, _section(parser, parser.default_section, lines, shown, here))]
    sections += [Entry(name, _section(parser, name, lines, shown, here)) for name in parser.sections()]
    return Dict(tuple(sections), exclusive=False)


def read_ini(text: str) -> configparser.RawConfigParser:
    """The sections of this text, as written. Raises BrokenTextError."""
    import configparser

    parser = configparser.RawConfigParser(strict=False, allow_no_value=True)
    try:
        refuse_gaps(text)
        parser.read_string(text)
    except configparser.MissingSectionHeaderError as error:
        raise BrokenTextError("it has a line before its first section", error.lineno) from None
    except configparser.ParsingError as error:
        line = error.errors[0][0] if error.errors else 0
        raise BrokenTextError("it has a line that is neither a section nor an option", line) from None
    except Unparsable as error:
        raise BrokenTextError(error.why, error.line) from None
    except configparser.Error:
        raise BrokenTextError("it is not a valid ini file") from None
    return parser


def _section(
    parser: configparser.RawConfigParser, section: str, lines: _Lines, shown: str, here: Mapping[str, str]
) -> Value:
    own = parser.defaults() if section == parser.default_section else dict(parser.items(section))
    known = {**here, **{key: value for key, value in own.items() if value is not None}}
    entries: list[Entry] = []
    for option, written in own.items():
        line = lines.of(section, option) or lines.of(parser.default_section, option)
        trail = (Evidence(f"`{option}` is set here", shown, line),)
        entries.append(Entry(option, _text(written or "", known, trail)))
    return Dict(tuple(entries), exclusive=False)


def _text(written: str, known: Mapping[str, str], trail: tuple[Evidence, ...]) -> Value:
    """Return the text with what `%(name)s` stands for; a hole where that is not in the file."""
    try:
        return text_of(_filled(written, known, _DEEPEST, [MOST_INSERTED, MAX_CHARACTERS]), trail)
    except _TooMuch:
        return Unknown("its references make a text that is too long", trail=trail)


class _TooMuch(Exception):
    """The references of an option refer to too much."""


def _filled(text: str, known: Mapping[str, str], depth: int, left: list[int]) -> list[str | Value]:
    """Return the pieces of the text; `left` are the references and characters that may still come."""
    left[0] -= 1
    left[1] -= len(text)
    if min(left) < 0:
        raise _TooMuch
    parts: list[str | Value] = []
    end = 0
    for found in _REFERENCE.finditer(text):
        parts.append(text[end : found.start()])
        name = found[1]
        if name is None:
            parts.append("%")
        elif name.lower() in known and depth:
            parts.extend(_filled(known[name.lower()], known, depth - 1, left))
        else:
            parts.append(Unknown(f"`%({name})s`, which the file does not set", subject=name))
        end = found.end()
    return [*parts, text[end:]]


class _Lines:
    """The line of each option."""

    def __init__(self, text: str) -> None:
        self._lines: dict[tuple[str, str], int] = {}
        section = ""
        for number, line in enumerate(text.splitlines(), start=1):
            header = re.match(r"\[([^\]]+)\]", line)
            option = re.match(r"([^\s#;=:\[][^=:]*?)\s*(?:[=:]|$)", line)
            if header:
                section = header[1]
            elif option:
                self._lines.setdefault((section, option[1].lower()), number)

    def of(self, section: str, option: str) -> int:
        """The line (from 1) where the section sets the option; 0: nowhere."""
        return self._lines.get((section, option.lower()), 0)
