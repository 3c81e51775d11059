"""One text through the rooms that read: its sites, their endpoints, and what the rules say of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Literal, NamedTuple

from pooler_lint.connections.sites import find_connections
from pooler_lint.evaluate.shared import Shared
from pooler_lint.model import Address, Breaks, CannotTell, Case, Confidence, ConnectionSite, Endpoint, Fine, Verdict
from pooler_lint.poolers.catalogue import DEFAULT_PORT
from pooler_lint.poolers.configured import ConfiguredEndpoint
from pooler_lint.poolers.elsewhere import elsewhere, variables_of
from pooler_lint.poolers.endpoint import resolve
from pooler_lint.project.endpoints.data import FoundEndpoint
from pooler_lint.records import dataclass, field, replace
from pooler_lint.rules import RULES, Context, Rule, judge_site_all
from pooler_lint.rules.reading import driver_of
from pooler_lint.rules.resting import libraries_behind
from pooler_lint.values import Evidence, Known


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule's verdict that a case of a site breaks."""

    rule: Rule
    site: ConnectionSite
    case: Case
    endpoint: Endpoint
    breaks: Breaks
    notes: tuple[Evidence, ...] = ()
    """Where else the connection goes."""
    variants: tuple[tuple[Case, Breaks], ...] = ()
    """All the cases in which it breaks like this."""

    @property
    def confidence(self) -> Confidence:
        """Return "assumed" where the verdict rests on a pooler that is only assumed."""
        return "confirmed" if self.breaks.at_any_endpoint else self.endpoint.confidence or "confirmed"


@dataclass(frozen=True, slots=True)
class Judged:
    """A site and all that was concluded about it; `endpoint` is the one that the conclusion rests on."""

    site: ConnectionSite
    endpoint: Endpoint
    verdict: Literal["breaks", "fine", "unresolved"]
    reason: str
    findings: tuple[Finding, ...]
    notes: tuple[Evidence, ...] = ()
    """Where else the connection goes."""
    endpoints: tuple[Endpoint, ...] = ()
    """One for each case of the site."""
    limit: str | None = None
    """What it was not judged for, where that is beyond a limit."""


class User(NamedTuple):
    """The connections of a file that uses edited texts, before and after the edits; None if it cannot be evaluated.

    `names_it`: the file, or one that it uses besides, mentions a name whose value changes.
    """

    before: Sequence[Judged]
    after: Sequence[Judged] | None
    names_it: bool


class Affected(NamedTuple):
    """The files that use edited texts; `missed`: there may be more."""

    users: Sequence[User] = ()
    missed: bool = False


@dataclass(frozen=True, slots=True)
class World:
    """What is known besides the text: the endpoints that the project declares, and the rules' context."""

    endpoints: Sequence[ConfiguredEndpoint] = ()
    context: Context = field(default_factory=Context)
    shared: Shared | None = None
    """What is known of the other modules of the project; None: the text is read alone."""
    found: Callable[[], Sequence[FoundEndpoint]] = tuple
    """What the files of the project say about poolers, asked for when there is a site."""
    mentioned: Callable[[str], Evidence | None] = lambda name: None
    """Where the project names an environment variable."""
    untold: Callable[[str], tuple[Evidence, ...]] = lambda name: ()
    """Where a program gets a variable of which it can't be told whether it runs this text."""
    version_places: Mapping[str, Evidence] = field(default_factory=dict)
    """Where the versions of the context are written, by distribution."""
    only_poolers: Callable[[], Endpoint | None] = lambda: None
    """One of the endpoints of the project where each that it has is a transaction pooler, else None."""
    may_be_pooled: Callable[[str], bool] = lambda text: True
    """Return False only if no connection leads to a pooler that the project, or this text of it, knows of."""


_POOLED = ("transaction", "statement")

MOST_CONNECTIONS = 500
"""Connections of one file that are judged, in the order of the text: each takes 2 ms, and with fixes 10 ms."""
MOST_VARIANTS = 2_000
"""Variants of the connections of one file that are judged: each takes 1 ms, and with fixes three times that."""
_BEYOND = f"the file has more than {MOST_CONNECTIONS:,} connections, and only the first ones are checked"
_BEYOND_VARIANTS = (
    f"the connections of the file have more than {MOST_VARIANTS:,} variants, and only the first ones are checked"
)


def judge_text(text: str, path: str, world: World) -> tuple[Judged, ...]:
    """Return every connection site of the text with its verdict; those beyond a limit are unresolved.

    Those of other databases are among them, so that fixes leave them as they are. Raises what `find_connections` raises
    when the text can't be parsed.
    """
    found = find_connections(text, path, world.shared, lambda: world.may_be_pooled(text))
    most, limit = _within_limits(found)
    sites, others = found[:most], found[most:]
    judged = [_judge(site, world) if site.handed is None else None for site in sites]
    if all(one is None or one.site.is_foreign or one.endpoint.mode in _POOLED for one in judged):
        judged = [one or _judge_handed(site, world) for one, site in zip(judged, sites, strict=True)]
    return (*_once([one for one in judged if one is not None]), *(_beyond(site, limit) for site in others))


def _once(judged: Sequence[Judged]) -> list[Judged]:
    """Return the verdicts with one finding for each place, where one statement is run over several connections."""
    every = [finding for one in judged for finding in one.findings if _is_of_use(finding)]
    best: dict[tuple[object, ...], Finding] = {}
    for finding in sorted(every, key=lambda one: one.confidence == "assumed"):
        best.setdefault((finding.rule.code, finding.breaks.place, finding.breaks.subject), finding)
    if len(best) == len(every):
        return list(judged)
    kept = frozenset(map(id, best.values()))
    return [
        replace(one, findings=tuple(f for f in one.findings if id(f) in kept or not _is_of_use(f))) for one in judged
    ]


def _is_of_use(finding: Finding) -> bool:
    """Return True for a finding about a statement, and not about how the connection is made."""
    return finding.rule.over_uses and finding.breaks.place is not None


def _within_limits(sites: Sequence[ConnectionSite]) -> tuple[int, str]:
    """Return how many of the connections are judged, and why the others are not."""
    variants = 0
    for place, site in enumerate(sites[:MOST_CONNECTIONS]):
        variants += len(site.cases)
        if variants > MOST_VARIANTS and place > 0:
            return place, _BEYOND_VARIANTS
    return MOST_CONNECTIONS, _BEYOND


def _beyond(site: ConnectionSite, limit: str) -> Judged:
    unknown = Endpoint(unknown=limit)
    endpoints = (unknown,) * len(site.cases)
    return Judged(site, unknown, "unresolved", limit, (), endpoints=endpoints, limit=limit)


def _judge_handed(site: ConnectionSite, world: World) -> Judged | None:
    """What is done with a connection that comes from anywhere: it matters where the project has poolers alone."""
    endpoint = world.only_poolers()
    if endpoint is None:
        return None
    site = replace(site, cases=(Case(Address(is_postgres=True), None, ()),))
    return _judge(site, world, [endpoint])


def _judge(site: ConnectionSite, world: World, given: Sequence[Endpoint] = ()) -> Judged:
    if site.is_foreign:
        return Judged(site, Endpoint(), "fine", "it goes to another database", ())
    endpoints = tuple(given) or tuple(_endpoint(site, case, world) for case in site.cases)
    return replace(_concluded(site, endpoints, world), endpoints=endpoints)


def _limit(silent: Sequence[tuple[Rule, Case | None, Endpoint | None, Verdict]]) -> str | None:
    """Return why a rule over uses was not judged, where that is a limit."""
    verdicts = (verdict for _, _, _, verdict in silent)
    return next((one.missing for one in verdicts if isinstance(one, CannotTell) and one.is_limit), None)


def _concluded(site: ConnectionSite, endpoints: Sequence[Endpoint], world: World) -> Judged:
    findings: list[Finding] = []
    silent: list[tuple[Rule, Case | None, Endpoint | None, Verdict]] = []
    for rule in RULES:
        if not (rule.over_uses or is_made_here(site)):
            continue
        known: dict[int, tuple[Endpoint, tuple[Evidence, ...]]] = {}  # one case may break at thousands of places
        for case, endpoint, verdict, variants in judge_site_all(rule, site, endpoints, world.context):
            if isinstance(verdict, Breaks) and case is not None and endpoint is not None:
                if id(case) not in known:
                    told = _with_versions(rule, site, case, endpoint, world)
                    known[id(case)] = told, elsewhere(site, endpoints, endpoint)
                findings.append(Finding(rule, site, case, known[id(case)][0], verdict, known[id(case)][1], variants))
            else:
                silent.append((rule, case, endpoint, verdict))
    codes = {finding.rule.code for finding in findings}
    findings = [finding for finding in findings if codes.isdisjoint(finding.rule.covered_by)]
    # What a rule says that is off by default is advice: the connection works.
    first = next((finding for finding in findings if finding.rule.default_on), None)
    own = tuple(finding for finding in findings if not _is_reported_elsewhere(finding, world))
    if first is not None:
        return Judged(site, first.endpoint, "breaks", first.breaks.message, own, first.notes, limit=_limit(silent))
    quiet = replace(_quiet(site, endpoints, [_told(site, one, world) for one in silent]), findings=own)
    notes = elsewhere(site, endpoints, quiet.endpoint)
    if quiet.verdict == "unresolved":
        notes += tuple(note for name in variables_of(site) for note in world.untold(name))
    return replace(quiet, notes=notes, limit=_limit(silent))


def _is_reported_elsewhere(finding: Finding, world: World) -> bool:
    """True if the module that defines these settings has the same finding."""
    site = replace(finding.site, cases=finding.site.inherited, inherited=())
    if not site.cases:
        return False
    endpoints = [_endpoint(site, case, world) for case in site.cases]
    verdicts = (one.verdict for one in judge_site_all(finding.rule, site, endpoints, world.context))
    return any(isinstance(one, Breaks) and one.message == finding.breaks.message for one in verdicts)


def _told(
    site: ConnectionSite, silent: tuple[Rule, Case | None, Endpoint | None, Verdict], world: World
) -> tuple[Rule, Case | None, Endpoint | None, Verdict]:
    rule, case, endpoint, verdict = silent
    if case is None or endpoint is None or not endpoint.loses_statements or not rule.decides(site):
        return silent
    return rule, case, _with_versions(rule, site, case, endpoint, world), verdict


def _with_versions(rule: Rule, site: ConnectionSite, case: Case, endpoint: Endpoint, world: World) -> Endpoint:
    """The endpoint with the places of the versions that the rule's judgement rests on."""
    if not world.version_places:
        return endpoint
    libraries = libraries_behind(rule, site, case, endpoint, world.context)
    places = tuple(world.version_places[library] for library in libraries if library in world.version_places)
    return replace(endpoint, evidence=(*endpoint.evidence, *places))


def is_made_here(site: ConnectionSite) -> bool:
    """The connection is made in the file itself, and not handed to it."""
    return site.elsewhere is None and site.handed is None


def _endpoint(site: ConnectionSite, case: Case, world: World) -> Endpoint:
    line, path = (site.elsewhere.line, site.elsewhere.path) if site.elsewhere is not None else (site.line, site.path)
    endpoint = resolve(case, world.endpoints, line, path, found=world.found(), mentioned=world.mentioned)
    driver = driver_of(site, case, world.context)
    return replace(endpoint, driver=driver, ordinary=_is_ordinary(case, endpoint))


def _quiet(
    site: ConnectionSite,
    endpoints: Sequence[Endpoint],
    silent: Sequence[tuple[Rule, Case | None, Endpoint | None, Verdict]],
) -> Judged:
    """The verdict on a site that no rule reports: fine, or not resolved."""
    for rule, _, endpoint, verdict in silent:
        if rule.decides(site) and isinstance(verdict, CannotTell):
            return Judged(site, endpoint or Endpoint(unknown=site.unknown), "unresolved", verdict.missing, ())
    for endpoint in endpoints:
        if endpoint.driver is None and endpoint.is_unresolved and site.library != "django":
            return Judged(site, endpoint, "unresolved", endpoint.unknown or "the driver is not known", ())
    for endpoint in endpoints:
        if endpoint.ordinary and endpoint.port not in (None, DEFAULT_PORT):
            return Judged(site, endpoint, "unresolved", endpoint.unknown or "the server is unknown", ())
    said = [one for rule, _, one, verdict in silent if rule.decides(site) and isinstance(verdict, Fine)]
    same = (one for one in said if one is not None and replace(one, evidence=endpoints[0].evidence) == endpoints[0])
    fullest = max((endpoints[0], *same), key=lambda one: len(one.evidence))
    return Judged(site, fullest, "fine", _reason(site, silent, endpoints[0]), ())


def _is_ordinary(case: Case, endpoint: Endpoint) -> bool:
    """The address is known in full, and nothing says that a pooler stands there."""
    address = case.address
    host_known = isinstance(address.host, Known)
    port_known = address.port is None or isinstance(address.port, Known)
    is_open = endpoint.mode is None and endpoint.pooler is None and not endpoint.is_disputed
    return is_open and host_known and port_known and not address.others


def _reason(
    site: ConnectionSite,
    silent: Sequence[tuple[Rule, Case | None, Endpoint | None, Verdict]],
    endpoint: Endpoint,
) -> str:
    for rule, _, _, verdict in silent:
        if rule.decides(site) and isinstance(verdict, Fine) and verdict.applies:
            return verdict.reason
    return endpoint.unknown or "nothing that the rules know of breaks here"
