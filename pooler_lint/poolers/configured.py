"""Endpoints that the project declares in its configuration."""

from __future__ import annotations

import re
from fnmatch import fnmatchcase
from functools import lru_cache

from pooler_lint.model import Mode
from pooler_lint.poolers.catalogue import Target
from pooler_lint.poolers.standing import Standing
from pooler_lint.records import dataclass

_PATTERN = re.compile(
    r"(?P<host>\[[^\]]+\]|/[^:]*|[^:/\s]+)(?::(?P<port>[\d*?]+))?(?:/(?P<database>\S+))?\Z", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class ConfiguredEndpoint:
    """What the project says about the addresses that `match` covers: `host-pattern[:port][/dbname]`.

    Patterns use `*`, `?` and `[...]`; hosts ignore case, IPv6 addresses stand in brackets, a part that is left out
    covers everything. `tracks_statements` None: transaction and statement mode do not track, the others keep all.
    """

    match: str
    mode: Mode
    tracks_statements: bool | None = None

    def covers(self, target: Target) -> bool:
        """True when the address is one of these. A part that is not known is covered only by `*` or by no pattern."""
        host, port, database = split_match(self.match)
        if not _fits(target.host or "", target.host_unknown is None, host.lower()):
            return False
        if port is not None and not _fits(str(target.port), target.port is not None, port):
            return False
        return database is None or _fits(target.database or "", target.database_known, database)

    def standing(self) -> Standing:
        """What stands there by this declaration."""
        tracks = self.tracks_statements
        if tracks is None:
            tracks = self.mode not in ("transaction", "statement")
        pooler = None if self.mode == "direct" else "declared pooler"
        reason = f'the configuration declares `match = "{self.match}"` as `mode = "{self.mode}"`'
        if self.mode in ("transaction", "statement"):
            reason += f", `tracks-statements = {str(tracks).lower()}`"
        return Standing(self.mode, pooler, tracks, None, reason)


def _fits(part: str, is_known: bool, pattern: str) -> bool:
    return fnmatchcase(part, pattern) if is_known else not pattern.strip("*")


@lru_cache(maxsize=256)
def split_match(match: str) -> tuple[str, str | None, str | None]:
    """Host, port and database pattern of `host-pattern[:port][/dbname]`; None for those left out.

    Raises ValueError when it has another form.
    """
    parts = _PATTERN.match(match)
    if parts is None:
        raise ValueError(f"{match!r} is not of the form host-pattern[:port][/dbname]")
    host = parts.group("host")
    if host.startswith("["):
        host = host[1:-1]
    return host, parts.group("port"), parts.group("database")
