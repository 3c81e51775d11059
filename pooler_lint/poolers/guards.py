"""Conditions that say what kind of endpoint a branch is for: `if ":6543" in url:`."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pooler_lint.dsn.mask import mask_secrets
from pooler_lint.model import Case
from pooler_lint.poolers.catalogue import Row, Target, pooler_ports, rows_of
from pooler_lint.poolers.standing import Standing, assumption, named
from pooler_lint.records import dataclass
from pooler_lint.values import Evidence, Text, Unknown, Value
from pooler_lint.values.conditions import Compare, Condition, described
from pooler_lint.values.sources import same_source

__all__ = ["EndpointCondition", "judge_guard", "same_source", "standing_by_names"]

_HOST_AND_PORT = re.compile(r"(?P<host>[^:/\d][^:/]*)?:(?P<port>\d{2,5})(?:[/?].*)?\Z", re.DOTALL)
_PORT = re.compile(r"(?P<port>\d{4,5})/?\Z")
_COMMON_WORDS = frozenset({"postgres", "postgresql", "database", "cloud", "managed", "session", "transaction", "pool"})
"""Words in the names of providers that tell none of them from another."""


@dataclass(frozen=True, slots=True)
class EndpointCondition:
    """What a condition about the DSN says: its port, a piece of its host, or that it is neither."""

    outcome: bool
    port: int | None
    fragment: str | None
    names_pooler: bool
    """The condition asks for a pooler: by a port that poolers listen on, or by a name that is one."""
    evidence: Evidence


def judge_guard(condition: Condition, outcome: bool, case: Case, path: str) -> EndpointCondition | None:
    """What this condition says about the case's endpoint; None when it is not about its DSN or says nothing.

    The raw value of the DSN is compared, and host, port and database of the address.
    """
    if not isinstance(condition, Compare):
        return None
    operand = condition.operand
    if operand is None or isinstance(operand, (bool, bytes, float)):
        return None
    if not _is_about(condition.value, case) or (outcome and _is_made_anew(case.dsn)):
        return None
    port, fragment = _read_operand(operand)
    if port is None and fragment is None:
        return None
    names_pooler = port in pooler_ports() or (fragment is not None and _names_pooler(fragment))
    shown = described(condition)
    said = f"guarded by `{shown}`" if outcome else f"the branch where `{shown}` is false"
    return EndpointCondition(outcome, port, fragment, names_pooler, Evidence(mask_secrets(said), path, condition.line))


def _is_about(subject: Value, case: Case) -> bool:
    address = case.address
    others = (part for place in address.others for part in place)
    parts: Iterable[Value | None] = (case.dsn, address.host, address.port, address.database, *others)
    return any(part is not None and same_source(subject, part) for part in parts)


def _is_made_anew(dsn: Value | None) -> bool:
    """True if a piece of the DSN comes from nowhere that has a name: a host, say, in which something is replaced.

    What was found in the pieces that it is made of may be what the replacing takes away.
    """
    return isinstance(dsn, Text) and any(isinstance(part, Unknown) and part.origin is None for part in dsn.parts)


def _read_operand(operand: str | int) -> tuple[int | None, str | None]:
    """The port and the piece of a host that the operand names."""
    if isinstance(operand, int):
        return operand, None
    text = operand.strip().lower().rpartition("@")[2]
    match = _HOST_AND_PORT.match(text)
    if match is not None:
        return int(match.group("port")), match.group("host")
    match = _PORT.match(text)
    if match is not None:
        return int(match.group("port")), None
    return None, text or None


def _names_pooler(fragment: str) -> bool:
    if _pooler_words(fragment):
        return True
    own = [row for row in rows_of("managed") if row.fits_host(fragment)]
    return bool(own) and all(row.mode not in (None, "direct") and row.database is None for row in own)


def _pooler_words(text: str) -> list[Row]:
    return [row for row in rows_of("name") if row.fits_host(text)]


def standing_by_names(guards: tuple[EndpointCondition, ...], target: Target) -> Standing | None:
    """What the names in true conditions say: a pooler in transaction mode, tracking by the provider they name.

    None when no true condition names a pooler by its host.
    """
    fragments = [guard.fragment for guard in guards if guard.outcome and guard.fragment]
    if not any(guard.outcome and guard.fragment and guard.names_pooler for guard in guards):
        return None
    provider = [
        row
        for row in _provider_rows(fragments)
        if row.fits_port(target.port) and not (row.ports and target.ruled_out.issuperset(row.ports))
    ]
    pooled = [row for row in provider if row.mode in ("transaction", "statement")]
    if provider and not pooled:
        row = provider[0]
        said = f"the condition names {row.name}"
        return named(row, Standing(row.mode, None, row.tracks_statements, "server", said))
    if not pooled:
        pooled = _pooler_words("/".join(fragments))
    if not pooled:  # only the port beside the name is one of a pooler
        return None
    tracking = {row.tracks_statements for row in pooled}
    tracks = False if False in tracking else None if None in tracking else True
    row = next(row for row in pooled if row.tracks_statements is tracks)
    reason = f"the condition names {row.name}{assumption(target, tracks)}"
    return named(row, Standing("transaction", None, tracks, "server", reason))


def _provider_rows(fragments: list[str]) -> tuple[Row, ...]:
    """The poolers of the provider that these pieces of a host belong to: by its pattern, else by its name."""
    pooled = [row for row in rows_of("managed") if row.mode not in (None, "direct")]
    joined = [first + between + second for first in fragments for second in fragments for between in ("", ".x")]
    hosts = [f"{start}{piece}" for piece in (*fragments, *joined) for start in ("", ".", "ep-x", "ep-x-")]
    found = tuple(row for row in pooled if row.host is not None and any(row.host.search(host) for host in hosts))
    if found:
        return found
    words = {word for fragment in fragments for word in re.findall(r"[a-z]{4,}", fragment) if not _pooler_words(word)}
    words -= _COMMON_WORDS
    first = tuple(row for row in pooled if any(row.name.lower().startswith(word) for word in words))
    return first or tuple(row for row in pooled if any(word in row.name.lower() for word in words))
