"""TOML and JSON texts as data, within limits: no text takes more than seconds, or ends in a traceback."""

from __future__ import annotations

import importlib
import re
import sys

from pooler_lint.light import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Any

MOST_LEVELS = 100
"""Tables, lists and parts of dotted keys inside each other: parsers call themselves for each, and copy long keys."""
MOST_PARTS = 100_000
"""Dots in keys of one file: each is a table of its own, which takes a thousand bytes."""
LONGEST_WORD = 4_300
"""Characters of a number or bare key: Python refuses longer numbers, which take quadratic time."""
LONGEST_GAP = 200
"""Blanks in a row in a line: the parsers of ini and env files take quadratic time for them."""

# Each alternative that begins matches, so that no character is looked at twice.
_BASIC, _LITERAL = r'"""(?:[^"\\]+|\\.?|"(?!""))*(?:"""|\Z)', r"'''.*?(?:'''|\Z)"
_TOML = rf"""(?xs) (?P<text> {_BASIC} | {_LITERAL} | "(?:[^"\\\n]+|\\[^\n]?)*"? | '[^'\n]*'? | \#[^\n]*)
    | (?P<open> [\[{{]) | (?P<close> [\]}}]) | (?P<dot> \.) | (?P<end> [=,\n]) | (?P<word> [\w+-]{{{LONGEST_WORD},}})"""
_GAP = r"[^\S\r\n]+"


class Unparsable(ValueError):
    """The text is not in the format, or beyond a limit. The message quotes nothing that may be secret."""

    def __init__(self, why: str, line: int = 0) -> None:
        """`line` counts from 1; 0: not known."""
        super().__init__(f"{why} (at line {line})" if line else why)
        self.why = why
        self.line = line


def parse_toml(text: str) -> dict[str, Any]:
    """Return the document that this TOML text is. Raises Unparsable."""
    # By name, since type checkers of Python 3.10 know no tomllib and others no tomli.
    toml = importlib.import_module("tomllib" if sys.version_info >= (3, 11) else "tomli")
    if _could_be_extreme(text):
        _refuse_extremes(text)
    try:
        document: dict[str, Any] = toml.loads(text)
        return document
    except toml.TOMLDecodeError as error:
        found = re.search(r"\(at line (\d+)", str(error))
        raise Unparsable(str(error).split(" (at ")[0][:100], int(found[1]) if found else 0) from None
    except (RecursionError, MemoryError):
        raise Unparsable("it is nested too deep") from None
    except (ValueError, OverflowError):
        raise Unparsable("it holds a number or a date that Python does not take") from None


def parse_json(text: str) -> Any:
    """Return what this JSON text is. Raises Unparsable."""
    import json

    try:
        return json.loads(text, parse_int=_integer)
    except json.JSONDecodeError as error:
        raise Unparsable(f"it is not valid JSON ({error.msg})", error.lineno) from None
    except (RecursionError, MemoryError):
        raise Unparsable("it is nested too deep") from None
    except ValueError as error:
        raise Unparsable(str(error)) from None


def refuse_gaps(text: str) -> None:
    """Raise Unparsable for a text with more than `LONGEST_GAP` blanks in a row."""
    if "  " in text or not text.isascii() or "\t" in text:
        longest = max(re.findall(_GAP, text), key=len, default="")
        if len(longest) > LONGEST_GAP:
            line = text.count("\n", 0, text.index(longest)) + 1
            raise Unparsable(f"it has more than {LONGEST_GAP} blanks in a row", line)


def _integer(digits: str) -> int:
    if len(digits) > LONGEST_WORD:
        raise ValueError(f"it holds a number of more than {LONGEST_WORD:,} digits")
    return int(digits)


def _could_be_extreme(text: str) -> bool:
    """False only if the text is within the limits; a few searches, since most are."""
    if text.count("[") + text.count("{") > MOST_LEVELS or text.count(".") > MOST_PARTS:
        return True
    return any(len(line) > LONGEST_WORD or line.count(".") >= MOST_LEVELS for line in text.split("\n"))


def _refuse_extremes(text: str) -> None:
    levels = dots = parts = 0
    for found in re.finditer(_TOML, text):
        kind = found.lastgroup
        if kind == "open":
            levels, dots = levels + 1, 0
        elif kind == "close":
            levels, dots = levels - 1, 0
        elif kind == "dot":
            dots, parts = dots + 1, parts + 1
        elif kind == "end":
            dots = 0
        if levels > MOST_LEVELS or dots >= MOST_LEVELS:
            raise Unparsable(f"it is nested more than {MOST_LEVELS} levels deep", _line(text, found.start()))
        if kind == "word":
            raise Unparsable(f"it holds a word of more than {LONGEST_WORD:,} characters", _line(text, found.start()))
        if parts > MOST_PARTS:
            raise Unparsable(f"its keys have more than {MOST_PARTS:,} parts", _line(text, found.start()))


def _line(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1
