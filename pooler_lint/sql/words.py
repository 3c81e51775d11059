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
    rf"""(?:\A(?:\0\s*)*|;|\*/)\s*(?:
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


_GAP = re.compile(r"\s+")


def may_be_sql_that_matters(text: str) -> bool:
    """True if this text, in which a NUL stands for what a program fills in, may be SQL that the rules ask about."""
    *lines, last = text.split("\n")
    # A statement may follow a comment. Without long gaps the expression takes linear time.
    whole = "\n".join([*(f"{line};" if "--" in line else line for line in lines), last])
    return _STATEMENTS.search(_GAP.sub(" ", whole)) is not None


def may_matter(text: str) -> bool:
    """False only if no statement in this text is one that the rules ask about; True may be wrong."""
    return _WORDS.search(text) is not None
