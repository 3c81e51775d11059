"""The places that a client can connect to: PostgreSQL itself, and poolers of several modes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

PlaceName = Literal["direct", "transaction", "tracking", "newer-untracked", "session", "statement", "narrow"]

USER = "app"
PASSWORD = "secret"
DATABASE = "app"

SERVER_CONNECTIONS = 4
"""What a transaction or statement pooler shares among all its clients."""
SESSION_SERVER_CONNECTIONS = 40
"""A session pooler gives each client a server connection for itself, so a small pool would only make them wait."""
NARROW_CLIENT_CONNECTIONS = 10
"""How many clients the narrow pooler lets in: three processes fit only if they give back what they do not use."""

MEANINGS: dict[PlaceName, str] = {
    "direct": "PostgreSQL itself",
    "transaction": "PgBouncer in transaction mode that does not track statements",
    "tracking": "PgBouncer in transaction mode with max_prepared_statements = 200",
    "newer-untracked": "a newer PgBouncer in transaction mode with max_prepared_statements = 0",
    "session": "PgBouncer in session mode",
    "statement": "PgBouncer in statement mode",
    "narrow": f"as transaction, with max_client_conn = {NARROW_CLIENT_CONNECTIONS}",
}


@dataclass(frozen=True, slots=True)
class Place:
    """One address to connect to. `version` is that of PostgreSQL or of PgBouncer."""

    name: PlaceName
    host: str
    port: int
    version: str

    @property
    def is_pooler(self) -> bool:
        """Something stands between the client and PostgreSQL."""
        return self.name != "direct"
