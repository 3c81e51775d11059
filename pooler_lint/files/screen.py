"""Could this file hold a connection? A few searches of bytes, before anything is parsed."""

from __future__ import annotations

import re

_SQLALCHEMY = (b"create_engine", b"create_async_engine", b"engine_from_config", b"_from_url")
_WORDS: tuple[tuple[bytes, tuple[bytes, ...]], ...] = (
    (b"asyncpg", (b"connect", b"create_pool", b"Pool", b"Config")),
    (b"psycopg", (b"connect", b"Pool")),
    (b"sqlalchemy", (*_SQLALCHEMY, b"Config", b"Middleware")),
    (b"sqlmodel", (b"create_engine", b"Middleware")),
    (b"advanced_alchemy", (b"Config",)),
    (b"apscheduler", (b"JobStore", b"DataStore", b"EventBroker")),
    (b"celery", (b"Celery",)),
    (b"langgraph", (b"from_conn_string",)),
    (b"pgqueuer", (b"connect", b"Pool", b"Driver", b"Queries")),
    (b"procrastinate", (b"Connector",)),
    (b"tortoise", (b"init", b"egister")),
    (b"aerich", (b"Command",)),
    (b"piccolo", (b"PostgresEngine",)),
    (b"databases", (b"Database",)),
    (b"gino", (b"create_engine", b"_bind", b"Gino")),
    (b"ormar", (b"DatabaseConnection",)),
)
"""The name of each library, and parts of the names that it connects by."""

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
    for library, calls in _WORDS:
        if library in data and any(call in data for call in calls):
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
