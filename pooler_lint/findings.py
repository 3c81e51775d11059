"""One text through the rooms that read: its sites, their endpoints, and what the rules say of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from pooler_lint.connections.sites import find_sites
from pooler_lint.model import Address, Breaks, CannotTell, Case, ConnectionSite, Endpoint, Fine, Verdict
from pooler_lint.poolers.configured import ConfiguredEndpoint
from pooler_lint.poolers.endpoint import resolve
from pooler_lint.project.endpoints.data import FoundEndpoint
from pooler_lint.rules import RULES, Context, Rule, judge_site_all
from pooler_lint.rules.reading import driver_of
from pooler_lint.syntax.machine import Shared
from pooler_lint.values import Known

_STATEMENT_RULES = frozenset({"PGB101", "PGB102", "PGB103"})
"""The rules whose silence means that a connection is right: what they can't tell is unresolved."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule's verdict that a case of a site breaks."""

    rule: Rule
    site: ConnectionSite
    case: Case
    endpoint: Endpoint
    breaks: Breaks


@dataclass(frozen=True, slots=True)
class Judged:
    """A site and all that was concluded about it; `endpoint` is the one that the conclusion rests on."""

    site: ConnectionSite
    endpoint: Endpoint
    verdict: Literal["breaks", "fine", "unresolved"]
    reason: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class World:
    """What is known besides the text: the endpoints that the project declares, and the rules' context."""

    endpoints: Sequence[ConfiguredEndpoint] = ()
    context: Context = field(default_factory=Context)
    shared: Shared | None = None
    """What is known of the other modules of the project; None: the text is read alone."""
    found: Callable[[], Sequence[FoundEndpoint]] = tuple
    """What the files of the project say about poolers, asked for when there is a site."""
    only_poolers: Callable[[], Endpoint | None] = lambda: None
    """One of the endpoints of the project where each that it has is a transaction pooler, else None."""


def judge_text(text: str, path: str, world: World) -> tuple[Judged, ...]:
    """Every connection site of the text with its verdict.

    Raises what `find_sites` raises when the text can't be parsed.
    """
    sites = find_sites(text, path, world.shared)
    judged = (_judge_handed(site, world) if site.handed is not None else _judge(site, world) for site in sites)
    return tuple(one for one in judged if one is not None)


def _judge_handed(site: ConnectionSite, world: World) -> Judged | None:
    """What is done with a connection that comes from anywhere: it matters where the project has poolers alone."""
    endpoint = world.only_poolers()
    if endpoint is None:
        return None
    site = replace(site, cases=(Case(Address(is_postgres=True), None, ()),))
    return _judge(site, world, [endpoint])


def _judge(site: ConnectionSite, world: World, given: Sequence[Endpoint] = ()) -> Judged:
    endpoints = list(given) or [_endpoint(site, case, world) for case in site.cases]
    findings: list[Finding] = []
    silent: list[tuple[Rule, Case | None, Endpoint | None, Verdict]] = []
    for rule in RULES:
        if not (rule.over_uses or is_made_here(site)):
            continue
        for case, endpoint, verdict in judge_site_all(rule, site, endpoints, world.context):
            if isinstance(verdict, Breaks) and case is not None and endpoint is not None:
                findings.append(Finding(rule, site, case, endpoint, verdict))
            else:
                silent.append((rule, case, endpoint, verdict))
    if findings:
        first = findings[0]
        return Judged(site, first.endpoint, "breaks", first.breaks.message, tuple(findings))
    return _quiet(site, endpoints, silent)


def is_made_here(site: ConnectionSite) -> bool:
    """The connection is made in the file itself, and not handed to it."""
    return site.elsewhere is None and site.handed is None


def _endpoint(site: ConnectionSite, case: Case, world: World) -> Endpoint:
    line, path = (site.elsewhere.line, site.elsewhere.path) if site.elsewhere is not None else (site.line, site.path)
    endpoint = resolve(case, world.endpoints, line, path, found=world.found())
    driver = driver_of(site, case, world.context)
    return replace(endpoint, driver=driver, ordinary=_is_ordinary(case, endpoint))


def _quiet(
    site: ConnectionSite,
    endpoints: Sequence[Endpoint],
    silent: Sequence[tuple[Rule, Case | None, Endpoint | None, Verdict]],
) -> Judged:
    """The verdict on a site that no rule reports: fine, or not resolved."""
    for rule, _, endpoint, verdict in silent:
        if rule.code in _STATEMENT_RULES and isinstance(verdict, CannotTell):
            return Judged(site, endpoint or Endpoint(unknown=site.unknown), "unresolved", verdict.missing, ())
    for endpoint in endpoints:
        if endpoint.driver is None and endpoint.is_unresolved:
            return Judged(site, endpoint, "unresolved", endpoint.unknown or "the driver is not known", ())
    return Judged(site, endpoints[0], "fine", _reason(silent, endpoints[0]), ())


def _is_ordinary(case: Case, endpoint: Endpoint) -> bool:
    """The address is known in full, and nothing says that a pooler stands there."""
    address = case.address
    host_known = isinstance(address.host, Known)
    port_known = address.port is None or isinstance(address.port, Known)
    return endpoint.mode is None and endpoint.pooler is None and host_known and port_known and not address.others


def _reason(silent: Sequence[tuple[Rule, Case | None, Endpoint | None, Verdict]], endpoint: Endpoint) -> str:
    for rule, _, _, verdict in silent:
        if rule.code in _STATEMENT_RULES and isinstance(verdict, Fine) and _says_something(verdict.reason):
            return verdict.reason
    return endpoint.unknown or "nothing that the rules know of breaks here"


def _says_something(reason: str) -> bool:
    return not reason.startswith("not ")
