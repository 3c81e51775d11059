"""May this SQL change what a session keeps? A quick look for words, before the text is read with a tokenizer."""

from __future__ import annotations

import re

# Most SQL holds none of these: the tokenizer's package, which is slow to import, is then not needed at all.
_WORDS = re.compile(
    r"\b(?:set|reset|set_config|listen|temp|temporary|hold|prepare|execute|deallocate"
    r"|pg_(?:try_)?advisory_lock(?:_shared)?)\b",
    re.IGNORECASE,
)


_NAME = r"""(?!(?:NULL|DEFAULT)\b)[\w."%]+"""
"""`SET NULL` and `SET DEFAULT` are what foreign keys do."""
_HOLE = r"\0|\Z"
_END = rf"\s*(?:;|{_HOLE})"
_CREATE = r"(?:\bCREATE\s+(?:OR\s+REPLACE\s+)?(?:(?:GLOBAL|LOCAL)\s+)?|(?:\A|\0)\s*)"
# As above, in a text of which it is not known whether it is SQL: the words have to stand where a statement has them.
_STATEMENTS = re.compile(
    rf"""(?:\A(?:\0\s*)*|;|\*/|--[^\n]*\n)\s*(?:
        SET\s+(?:{_HOLE}|(?:(?:SESSION|LOCAL)\b\s*)?(?:{_HOLE}|{_NAME}(?:\s*(?:=|{_HOLE})|\s+TO\b)
            |(?:ROLE|SCHEMA|TIME\s+ZONE|NAMES|AUTHORIZATION|CHARACTERISTICS)\b))
        |RESET\s+(?:{_HOLE}|ROLE\b|SESSION\s+AUTHORIZATION|{_NAME}{_END})
        |LISTEN\s+(?:{_HOLE}|{_NAME}{_END})
        |PREPARE\s+(?:{_HOLE}|{_NAME}\s*(?:{_HOLE}|\(|\bAS\b))
        |EXECUTE\s+(?:{_HOLE}|{_NAME}\s*(?:{_HOLE}|;|\())
        |DEALLOCATE\b
    )
    |\bset_config\s*(?:\(|{_HOLE})
    |\bpg_(?:try_)?advisory_lock(?:_shared)?\b
    |{_CREATE}TEMP(?:ORARY)?\s+(?:TABLE|VIEW|SEQUENCE|{_HOLE})
    |\bINTO\s+TEMP(?:ORARY)?\b
    |\bpg_temp\.
    |\bWITH\s+HOLD\b""",
    re.IGNORECASE | re.VERBOSE,
)


def may_be_sql_that_matters(text: str) -> bool:
    """True if this text, in which a NUL stands for what a program fills in, may be SQL that the rules ask about."""
    return _STATEMENTS.search(text) is not None


# As above, in Python source: a statement begins in a string, behind what its program fills in, or behind another one,
# and what the program fills in, or goes on with in another string, begins with one of these.
_GAP = r"""(?:\s|\\[nrt\n]|["'])"""
_OPEN = r"""[{"'+)%]"""
_IN_SOURCE = re.compile(
    rf"""(?:["'](?:\{{[^}}]*\}}\s*)*|;|\*/|--[^\n]*?(?:\n|\\n)){_GAP}*(?:
        SET{_GAP}+(?:{_OPEN}|(?:SESSION|LOCAL)\b|{_NAME}{_GAP}*(?:=|{_OPEN}|TO\b)
            |(?:ROLE|SCHEMA|TIME|NAMES|AUTHORIZATION|CHARACTERISTICS)\b)
        |RESET{_GAP}+(?:{_OPEN}|(?:SESSION|ROLE)\b|{_NAME}{_GAP}*(?:;|{_OPEN}))
        |LISTEN{_GAP}+(?:{_OPEN}|{_NAME}{_GAP}*(?:;|{_OPEN}))
        |PREPARE{_GAP}+(?:{_OPEN}|{_NAME}{_GAP}*(?:\(|AS\b|{_OPEN}))
        |EXECUTE{_GAP}+(?:{_OPEN}|{_NAME}{_GAP}*(?:;|\(|{_OPEN}))
        |DEALLOCATE\b
    )
    |\bset_config\b|\bpg_(?:try_)?advisory_lock|\bpg_temp\.|\bwithhold\b|\.(?:add_listener|notifies)\b
    |\bINTO{_GAP}+TEMP|\bWITH{_GAP}+HOLD\b|\bTEMP(?:ORARY)?{_GAP}+(?:TABLE|VIEW|SEQUENCE|{_OPEN})""",
    re.IGNORECASE | re.VERBOSE,
)


def may_be_in_source(text: str) -> bool:
    """False only if no string of this Python source is SQL that the rules ask about; True is often wrong.

    Words that are spelled by escapes are out of scope, as everywhere.
    """
    return _IN_SOURCE.search(text) is not None


def may_matter(text: str) -> bool:
    """False only if no statement in this text is one that the rules ask about; True may be wrong."""
    return _WORDS.search(text) is not None
