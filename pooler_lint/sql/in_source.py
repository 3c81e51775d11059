"""May Python source hold SQL that changes what a session keeps? Asked of every file that executes anything.

A statement begins in a string, behind what its program fills in, or behind another statement or a comment; what the
program fills in, or goes on with in another string, begins with one of a few characters. Each word is looked for by
itself, in lower case: one expression for all of them takes ten times as long.
"""

from __future__ import annotations

import re

_GAP = r"""(?:\s|\\[nrt\n]|["'])"""
_OPEN = r"""[{"'+)%]"""
_NAME = r"""(?!(?:null|default)\b)[\w."%]+"""

_STATEMENTS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (word, re.compile(rest))
    for word, rest in {
        "set": rf"""{_GAP}+(?:{_OPEN}|(?:session|local)\b|{_NAME}{_GAP}*(?:=|{_OPEN}|to\b)
            |(?:role|schema|time|names|authorization|characteristics)\b)""".replace("\n            ", ""),
        "reset": rf"{_GAP}+(?:{_OPEN}|(?:session|role)\b|{_NAME}{_GAP}*(?:;|{_OPEN}))",
        "listen": rf"{_GAP}+(?:{_OPEN}|{_NAME}{_GAP}*(?:;|{_OPEN}))",
        "prepare": rf"{_GAP}+(?:{_OPEN}|{_NAME}{_GAP}*(?:\(|as\b|{_OPEN}))",
        "execute": rf"{_GAP}+(?:{_OPEN}|{_NAME}{_GAP}*(?:;|\(|{_OPEN}))",
        "deallocate": r"\b",
    }.items()
)
"""Words that begin a statement, with what may follow them."""
_BEFORE = frozenset("\"' \t\n\r\f\v};/nrt")
"""What may stand right before such a word: the letters are those of an escape."""
_ANYWHERE: tuple[tuple[str, str, re.Pattern[str]], ...] = (
    ("set_config", "set_config", re.compile(r"\b")),
    ("advisory_lock", "pg_", re.compile(r"(?:try_)?advisory_lock")),
    ("pg_temp.", "pg_temp.", re.compile("")),
    ("withhold", "withhold", re.compile(r"\b")),
    (".add_listener", "add_listener", re.compile(r"\b")),
    (".notifies", "notifies", re.compile(r"\b")),
    ("temp", "temp", re.compile(rf"(?:orary)?{_GAP}+(?:table|view|sequence|{_OPEN})")),
    ("temp", "into", re.compile(rf"{_GAP}+temp")),
    ("hold", "with", re.compile(rf"{_GAP}+hold\b")),
)
"""What such a text has to hold, words that matter wherever a statement begins, and what follows them."""
_FARTHEST = 5000
"""Characters of what a program fills in that are looked through for where it begins."""


def may_be_in_source(text: str) -> bool:
    """False only if no string of this Python source is SQL that the rules ask about; True is often wrong.

    Words that are spelled by escapes are out of scope, as everywhere.
    """
    lowered = text.lower()
    return any(part in lowered and _holds(lowered, word, rest) for part, word, rest in _ANYWHERE) or any(
        _holds(lowered, word, rest, begins=True) for word, rest in _STATEMENTS
    )


def _holds(text: str, word: str, rest: re.Pattern[str], begins: bool = False) -> bool:
    at = text.find(word)
    while at >= 0:
        end = at + len(word)
        before = text[at - 1 : at]
        if begins:
            if before in _BEFORE and rest.match(text, end) and _may_begin(text, at):
                return True
        elif not (before.isalnum() or before == "_") and rest.match(text, end):
            return True
        at = text.find(word, end)
    return False


def _may_begin(text: str, at: int) -> bool:
    """May a statement begin at this place of the source?"""
    end, lines = at, False
    while end:
        last = text[end - 1]
        if last in "\"'":
            return True
        if last in "nrt" and text.endswith("\\", 0, end - 1):
            lines = lines or last == "n"
            end -= 2
        elif last.isspace() or (last == "\\" and text.startswith("\n", end)):
            lines = lines or last == "\n"
            end -= 1
        else:
            break
    if text.endswith((";", "*/"), 0, end):
        return True
    if text.endswith("}", 0, end):
        return _opens_with_holes(text, end)
    return lines and "--" in text[text.rfind("\n", 0, end) + 1 : end]


def _opens_with_holes(text: str, end: int) -> bool:
    """Is all that stands between this place and the quote before it filled in by the program? `{a} {b}`."""
    while True:
        before = text.rfind("}", 0, end - 1) + 1
        if end - before > _FARTHEST or before == end - 1:
            return True  # too far, or `}}`: braces inside of braces
        at = text.find("{", before, end)
        follows_another = False
        while at >= 0:
            between = text[before:at].rstrip()
            if between.endswith(('"', "'")):
                return True
            follows_another = follows_another or not between
            at = text.find("{", at + 1, end)
        if not (follows_another and before):
            return False
        end = before
