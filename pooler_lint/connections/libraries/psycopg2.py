"""psycopg2, which prepares nothing by itself: its connections matter by what is done with them."""

from __future__ import annotations

from pooler_lint.connections.libraries.psycopg import SESSION
from pooler_lint.connections.library import UsedLibrary

LIBRARY = UsedLibrary(
    "psycopg2", frozenset({"psycopg2.extensions.connection", "psycopg2.extensions.cursor"}), session=SESSION
)
