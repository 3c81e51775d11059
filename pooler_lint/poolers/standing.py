"""What stands at an address, as far as the catalogue tells."""

from __future__ import annotations

from pooler_lint.model import Assumption, Mode
from pooler_lint.poolers.catalogue import DEFAULT_PORT, Row, Target, candidates
from pooler_lint.records import dataclass, replace
from pooler_lint.values import Evidence


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands at a target; `reason` is the sentence for it, `unknown` says what is missing where `mode` is None."""

    mode: Mode | None = None
    pooler: str | None = None
    tracks_statements: bool | None = None
    assumption: Assumption | None = None
    reason: str | None = None
    unknown: str | None = None
    evidence: tuple[Evidence, ...] = ()
    """The reason with the place in a file that it was read from; where there is none, the site is the place."""
    version: str | None = None
    accepted_parameters: tuple[str, ...] | None = None
    """What its configuration lets through at login beside the pooler's own; None where that is not known."""
    short: str | None = None
    software: str | None = None
    program: str | None = None
    default_pool_size: int | None = None
    """See `Endpoint`."""
    is_disputed: bool = False
    """See `Endpoint`."""

    @property
    def loses_statements(self) -> bool:
        """A transaction pooler that is known, or assumed, not to track statements."""
        return self.mode in ("transaction", "statement") and self.tracks_statements is False


def stands_at(target: Target) -> Standing:
    """What the catalogue says about this target."""
    found, missing = candidates(target)
    if missing is not None:
        return Standing(unknown=missing)
    if not found:
        return Standing(unknown=_nothing_known(target))
    row = found[0]
    if row.mode is None:
        return Standing(unknown=f"`{target.host}` is {row.name}: {row.notes}")
    return standing_of(row, _reason(row, target))


def standing_of(row: Row, reason: str) -> Standing:
    """The row as a standing; what is direct has no pooler."""
    assumption: Assumption | None = "server" if row.assumed else None
    found = Standing(row.mode, None, row.tracks_statements, assumption, reason)
    return found if row.mode == "direct" else named(row, found)


def named(row: Row, standing: Standing) -> Standing:
    """Return the standing with the names of the row."""
    return replace(standing, pooler=row.name, short=row.short, software=row.software, program=row.program)


def _nothing_known(target: Target) -> str:
    if target.host_unknown is not None:
        return f"the host is not known: {target.host_unknown}"
    if target.host is None:
        return "no host is given: the environment or the local socket decides"
    if target.port is None:
        return f"the port at `{target.host}` is not known"
    what = "that a pooler is" if target.port == DEFAULT_PORT else "what stands"
    return f"nothing says {what} at `{target.host}:{target.port}`"


MODE_WORDS: dict[Mode | None, str] = {
    "transaction": "a pooler in transaction mode",
    "statement": "a pooler in statement mode",
    "session": "a pooler in session mode",
    "multiplex": "a proxy that pins a client instead of failing",
    "direct": "the database itself",
}
TRACKING_WORDS = {
    True: ", which tracks prepared statements",
    False: ", which does not track prepared statements",
    None: "; whether it tracks prepared statements is not documented",
}


def _reason(row: Row, target: Target) -> str:
    if row.kind == "console":
        return f"the database `{target.database}` is {row.name}: no query goes through to PostgreSQL"
    if row.kind == "port":
        return f"port {target.port} is one that poolers listen on{assumption(target, row.tracks_statements)}"
    if row.kind == "name":
        return f"the host `{target.host}` is named like {row.name}{assumption(target, row.tracks_statements)}"
    where = target.host
    if target.port is not None and (target.port_given or target.port != DEFAULT_PORT):
        where = f"{target.host}:{target.port}"
    tracks = TRACKING_WORDS[row.tracks_statements] if row.mode in ("transaction", "statement") else ""
    sure = "" if row.confidence == "documented" and not row.assumed else ", inferred"
    said = f"`{where}` is {row.name}: {MODE_WORDS[row.mode]}{tracks} ({row.source_date}{sure})"
    return f"{said}; {how_to_declare(target)}" if row.assumed else said


def assumption(target: Target, tracks: bool | None) -> str:
    """The rest of a sentence that takes something for a pooler because of its name or port."""
    return f"; it is assumed to be a pooler in transaction mode{TRACKING_WORDS[tracks]}; {how_to_declare(target)}"


def how_to_declare(target: Target) -> str:
    """How to say in the configuration what really stands there."""
    return f'declare otherwise with `[[tool.pooler-lint.endpoints]]`, `match = "{target.readable}"` and its `mode`'
