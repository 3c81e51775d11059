"""The connections of a text, as most tests ask for them."""

from __future__ import annotations

from pooler_lint.connections.sites import find_connections
from pooler_lint.evaluate.shared import Shared
from pooler_lint.model import ConnectionSite


def find_sites(text: str, path: str, shared: Shared | None = None) -> tuple[ConnectionSite, ...]:
    """Return the sites that can go to PostgreSQL."""
    return tuple(site for site in find_connections(text, path, shared) if not site.is_foreign)
