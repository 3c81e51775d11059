"""May this SQL change what a session keeps? A quick look for words, before the text is read with a tokenizer."""

from __future__ import annotations

import re

# Most SQL holds none of these: the tokenizer's package, which is slow to import, is then not needed at all.
_WORDS = re.compile(
    r"\b(?:set|reset|set_config|listen|temp|temporary|hold|prepare|execute|deallocate"
    r"|pg_(?:try_)?advisory_lock(?:_shared)?)\b",
    re.IGNORECASE,
)


_NAME = r"""[\w."%]+"""
_END = r"\s*(?:;|\Z)"
# As above, in a text of which it is not known whether it is SQL: the words have to stand where a statement has them.
_STATEMENTS = re.compile(
    rf"""(?:\A|;|\*/|--[^\n]*\n)\s*(?:
        SET\s+(?:\Z|(?:(?:SESSION|LOCAL)\b\s*)?(?:\Z|{_NAME}(?:\s*(?:=|\Z)|\s+TO\b)
            |(?:ROLE|SCHEMA|TIME\s+ZONE|NAMES|AUTHORIZATION|CHARACTERISTICS)\b))
        |RESET\s+(?:\Z|ROLE\b|SESSION\s+AUTHORIZATION|{_NAME}{_END})
        |LISTEN\s+(?:\Z|{_NAME}{_END})
        |PREPARE\s+(?:\Z|{_NAME}\s*(?:\Z|\(|\bAS\b))
        |EXECUTE\s+(?:\Z|{_NAME}\s*(?:\Z|;|\())
        |DEALLOCATE\b
    )
    |\bset_config\s*(?:\(|\Z)
    |\bpg_(?:try_)?advisory_lock(?:_shared)?\b
    |\bTEMP(?:ORARY)?\s+(?:TABLE|VIEW|SEQUENCE|\Z)
    |\bINTO\s+TEMP(?:ORARY)?\b
    |\bpg_temp\.
    |\bWITH\s+HOLD\b""",
    re.IGNORECASE | re.VERBOSE,
)


def may_be_sql_that_matters(text: str) -> bool:
    """True if this text, be it the part of an f-string before a hole, may be SQL that the rules ask about."""
    return _STATEMENTS.search(text) is not None


def may_matter(text: str) -> bool:
    """False only if no statement in this text is one that the rules ask about; True may be wrong."""
    return _WORDS.search(text) is not None
