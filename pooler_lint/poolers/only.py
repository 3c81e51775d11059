"""Whether all databases that a project names are behind transaction poolers: then any connection of it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from pooler_lint.connections.address import address_of
from pooler_lint.model import Case, Endpoint
from pooler_lint.poolers.configured import ConfiguredEndpoint
from pooler_lint.poolers.endpoint import resolve
from pooler_lint.project.endpoints.data import FoundEndpoint
from pooler_lint.values import Known, Text, Value

_POSTGRES = re.compile(r"\s*(?:postgres(?:ql)?|psql|pgsql|postgis)(?:\+\w+)?://", re.IGNORECASE)


def only_poolers(
    variables: Sequence[Value],
    configured: Sequence[ConfiguredEndpoint],
    found: Callable[[], Sequence[FoundEndpoint]],
    path: str,
) -> Endpoint | None:
    """One of the endpoints of these values where each that is a URL of PostgreSQL goes to a transaction pooler.

    None where there is none, where one goes elsewhere or nobody knows where, or what stands there is only assumed.
    """
    first: Endpoint | None = None
    for value in variables:
        if not _is_url(value):
            continue
        case = Case(address_of(value), None, ())
        endpoint = resolve(case, configured, 0, path, found=found())
        if not endpoint.is_transaction_pooler or endpoint.assumption == "server":
            return None
        first = first or endpoint
    return first


def _is_url(value: Value) -> bool:
    text = value.parts[0] if isinstance(value, Text) else value.value if isinstance(value, Known) else None
    return isinstance(text, str) and _POSTGRES.match(text) is not None
