"""What begins and ends the transactions of a connection, by the library that it belongs to."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, TypeAlias

from pooler_lint.lines import Place
from pooler_lint.model import OPENING, Block, ConnectionSite, Entering, Statement, Use
from pooler_lint.records import dataclass

End: TypeAlias = Literal["commit", "rollback", "exit"]
"""How a transaction ends; "exit": it is still open where the function ends."""
Connection: TypeAlias = "tuple[Place, ...] | None"
"""What tells a connection from others of its site; None: it is used once."""

_BLOCKS: Mapping[str, Entering] = MappingProxyType(
    {"transaction": "nest", "begin_transaction": "nest", "begin": "begin", "autocommit_block": "autocommit"}
)
"""What is called to enter a block: asyncpg's and psycopg's, Alembic's, SQLAlchemy's, Alembic's.

Alembic's block is no transaction where the connection was in one before:
https://alembic.sqlalchemy.org/en/latest/api/runtime.html#alembic.runtime.migration.MigrationContext.begin_transaction
"""
BEGINNING = frozenset({"transaction", "begin"})
"""The calls by which a connection is lent that is committed in the end."""
_NOT_LENDING = frozenset({"execution_options", "sessionmaker", "async_sessionmaker"})
"""What is made from a pool or an engine, and is none of its connections."""


@dataclass(frozen=True, slots=True)
class Done:
    """A statement, and the use of the connection that runs it."""

    use: Use
    statement: Statement


def entry_of(use: Use) -> Place:
    """Return the place in the function that is read alone from which this use is reached."""
    return use.via[0] if use.via else use.place


def is_within_transaction(site: ConnectionSite, done: Done) -> bool:
    """Return True if the text shows the transaction around the statement."""
    is_open = False
    for statement in done.use.statements:
        if statement.kind in ("begin", "end") and statement.start < done.statement.start:
            is_open = statement.kind == "begin"
    opening = OPENING | site.session.blocks.keys()
    return is_open or any(_name(block) in opening for block in done.use.within)


def connection_of(site: ConnectionSite, use: Use | Block) -> Connection:
    """Return what tells the connection from others that the site makes; None for a connection of this use alone."""
    if is_in_callback(use):
        return use.through[:1]
    if not (site.session.lends and _lends(site)):
        return ()
    for at, name in enumerate(use.calls):
        if name not in _NOT_LENDING:
            return use.through[: at + 1]
    return None


def is_in_callback(use: Use | Block) -> bool:
    """Return True if the library calls the function that the use is in, with each new connection."""
    return use.path[:1] != () and use.path[0].startswith("(")


def _lends(site: ConnectionSite) -> bool:
    """Return True for pools and engines, which make several connections."""
    made = site.callee.rpartition(".")[2].lower()
    return any(word in made for word in ("pool", "engine", "sessionmaker"))


def entering_of(site: ConnectionSite, block: Block, connection: Connection) -> Entering | None:
    """Return what the block does to the transactions of this connection."""
    name = _name(block)
    entering = site.session.blocks.get(name) or _BLOCKS.get(name)
    if entering is not None:
        return entering
    if block.name is None and connection is not None and block.through == connection:
        return site.session.own_block
    return None


def _name(block: Block) -> str:
    return block.name or (block.path[-1] if block.path else "")


def end_of(use: Use) -> End | None:
    """Return how the method that is called ends the transaction."""
    method = use.path[-1] if use.path and use.called is not None else ""
    return "commit" if method == "commit" else "rollback" if method == "rollback" else None
