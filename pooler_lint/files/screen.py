"""Could this file hold a connection? A few searches of bytes, before anything is parsed."""

from __future__ import annotations

import re

_LIBRARIES = (b"asyncpg", b"psycopg", b"sqlalchemy", b"sqlmodel")
_CALLS = (
    b"connect",
    b"create_pool",
    b"Pool",
    b"create_engine",
    b"create_async_engine",
    b"engine_from_config",
    b"_from_url",
)

# Settings that a framework reads; `settings.DATABASES` is one that reads them.
_SETTINGS = (b"DATABASES", b"SQLALCHEMY_DATABASE_URI", b"SQLALCHEMY_BINDS")
_SET = re.compile(rb"(?<![\w.])DATABASES\b|\bSQLALCHEMY_(?:DATABASE_URI|BINDS)\b")

_COOKIE = re.compile(rb"^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)", re.MULTILINE)
# Encodings in which an ASCII word of the source is the same bytes.
_PLAIN = re.compile(
    rb"utf[-_]?8|latin|l1$|ascii|us[-_]ascii|iso[-_]?8859|cp?125|windows|koi8|mac|gb|big5|euc|shift|sjis|cp9", re.I
)


def could_matter(data: bytes) -> bool:
    """False only if no connection can be in a Python source of these bytes; True may be wrong.

    A source has to name a library and one of the names that connect, or one of the settings of a framework. Names
    that Python folds into ASCII ones (full-width letters: NFKC) and names put together at run time are out of scope,
    here as everywhere.
    """
    if any(word in data for word in _LIBRARIES) and any(word in data for word in _CALLS):
        return True
    if any(word in data for word in _SETTINGS) and _SET.search(data):
        return True
    return _hides_its_words(data)


def _hides_its_words(data: bytes) -> bool:
    """Does the file declare an encoding that spells ASCII words in other bytes, such as UTF-7?"""
    head = b"\n".join(data[:400].splitlines()[:2])
    if b"coding" not in head:
        return False
    cookie = _COOKIE.search(head)
    return cookie is not None and _PLAIN.match(cookie[1]) is None
