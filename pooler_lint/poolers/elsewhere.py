"""The other addresses of a connection whose address each deployment sets for itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pooler_lint.model import Case, ConnectionSite, Endpoint
from pooler_lint.poolers.standing import MODE_WORDS, TRACKING_WORDS
from pooler_lint.values import Evidence, Text, Unknown, Value
from pooler_lint.values.conditions import Deployed


def elsewhere(site: ConnectionSite, endpoints: Sequence[Endpoint], chosen: Endpoint) -> tuple[Evidence, ...]:
    """What the connection goes to in the deployments that `chosen` is not about, each with the place that says so.

    `endpoints` holds one endpoint for each case of the site. Empty where no deployment decides.
    """
    if not any(_is_deployment(case) for case in site.cases):
        return ()
    return tuple(dict.fromkeys(_notes(site, endpoints, chosen)))


def variables_of(site: ConnectionSite) -> tuple[str, ...]:
    """The environment variables that the address of a connection depends on and whose values are not known."""
    values = [value for case in site.cases for value in (case.dsn, case.address.host, case.address.port)]
    return tuple(dict.fromkeys(name for value in values for name in _variables(value)))


def _variables(value: Value | str | None) -> Iterator[str]:
    if isinstance(value, Unknown) and value.origin is not None and value.origin.kind == "environment":
        yield value.origin.name
    elif isinstance(value, Text):
        for part in value.parts:
            yield from _variables(part)


def _is_deployment(case: Case) -> bool:
    return any(isinstance(condition, Deployed) for condition, _ in case.assumptions)


def _notes(site: ConnectionSite, endpoints: Sequence[Endpoint], chosen: Endpoint) -> Iterator[Evidence]:
    for case, endpoint in zip(site.cases, endpoints, strict=True):
        place = _place(case)
        if _goes_to(endpoint) != _goes_to(chosen) or place != _first(chosen.evidence):
            shown = _readable(endpoint)
            path, line = place or (site.path, site.line)
            where = "another deployment" if line else path  # what is no file has no line, and is named in words
            where = where if _is_deployed(case) else "where no deployment sets it, it"
            yield Evidence(f"{where} goes to {shown}: {_words(endpoint)}", path, line)


def _is_deployed(case: Case) -> bool:
    """The case is that of a deployment, and not the one in which there is none."""
    return any(outcome and isinstance(condition, Deployed) for condition, outcome in case.assumptions)


def _goes_to(endpoint: Endpoint) -> tuple[object, ...]:
    return endpoint.host, endpoint.port, endpoint.mode, endpoint.pooler


def _place(case: Case) -> tuple[str, int] | None:
    parts = (case.address.host, case.address.port)
    return _first((*case.address.trail, *(step for part in parts if part is not None for step in part.trail)))


def _first(trail: Iterable[Evidence]) -> tuple[str, int] | None:
    """The place that the value was read from: the first step that has one."""
    return next(((step.path, step.line) for step in trail if step.path), None)


def _readable(endpoint: Endpoint) -> str:
    if endpoint.host is None and endpoint.port is None:
        return "an address that is not known"
    host = endpoint.host or "*"
    port = f":{endpoint.port}" if endpoint.port is not None else ""
    return f"`{f'[{host}]' if ':' in host else host}{port}`"


def _words(endpoint: Endpoint) -> str:
    if endpoint.ordinary:
        return "nothing says that a pooler stands there"
    if endpoint.mode is None:
        return endpoint.unknown or "what stands there is not known"
    if endpoint.mode == "direct" or endpoint.pooler is None:
        return MODE_WORDS[endpoint.mode]
    tracks = TRACKING_WORDS[endpoint.tracks_statements] if endpoint.is_transaction_pooler else ""
    return f"{endpoint.pooler}, {MODE_WORDS[endpoint.mode]}{tracks}"
