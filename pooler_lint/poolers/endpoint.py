"""From a case of a connection site to its endpoint: where it goes, what stands there, and why we believe so."""

from __future__ import annotations

from collections.abc import Sequence

from pooler_lint.dsn.mask import mask_secrets
from pooler_lint.model import Address, Case, Endpoint
from pooler_lint.poolers.catalogue import DEFAULT_PORT, Target
from pooler_lint.poolers.configured import ConfiguredEndpoint
from pooler_lint.poolers.defaults import how_to_support
from pooler_lint.poolers.found import standing_by_files
from pooler_lint.poolers.guards import EndpointCondition, judge_guard, standing_by_names
from pooler_lint.poolers.names import Mentioned, standing_by_variable
from pooler_lint.poolers.standing import Standing, stands_at
from pooler_lint.project.endpoints.data import FoundEndpoint
from pooler_lint.records import dataclass, replace
from pooler_lint.values import Evidence, Known, Text, Unknown, Value
from pooler_lint.values.conditions import described
from pooler_lint.values.texts import known_text

MOST_HOSTS = 32
"""Hosts of one URL: each is compared with all that files of the repository say about poolers."""


@dataclass(frozen=True, slots=True)
class _Judged:
    target: Target
    standing: Standing
    guards: tuple[EndpointCondition, ...] = ()


def resolve(
    case: Case,
    configured: Sequence[ConfiguredEndpoint],
    site_line: int,
    path: str,
    found: Sequence[FoundEndpoint] = (),
    mentioned: Mentioned = lambda name: None,
) -> Endpoint:
    """The endpoint of one case.

    What the project declares beats what its files say (`found`), that beats the catalogue, and the catalogue beats the
    conditions that the case stands under. Where nothing else is known, the name of the variable that holds the address
    may tell; `mentioned` then says where the project names another variable.
    `site_line` and `path` are where the evidence is said to come from. Of several hosts one that loses statements
    decides, else they must agree.
    """
    address = case.address
    base = Endpoint(
        scheme=address.scheme,
        driver=case.driver,
        host=_masked(_readable(address.host)),
        port=_known_port(address.port),
        database=_masked(known_text(address.database)),
        evidence=_trail(address),
        path=path,
    )
    if address.is_postgres is False:
        reason = f"`{address.scheme}` is not PostgreSQL" if address.scheme else "the scheme is not PostgreSQL's"
        return replace(base, mode="direct", evidence=(*base.evidence, Evidence(reason, path, site_line)))
    if len(address.others) >= MOST_HOSTS:
        return replace(base, unknown=f"it names more than {MOST_HOSTS} hosts")
    guards = _guards(case, path)
    place = _written_in(address) or path
    judged = [_judge(target, configured, found, guards, place) for target in _targets(address)]
    if len(judged) == 1 and judged[0].standing.mode is None and not judged[0].guards:
        by_name = standing_by_variable(case, mentioned, path, site_line)
        judged = judged if by_name is None else [_Judged(judged[0].target, by_name)]
    return _combined(base, judged, site_line, path)


def _written_in(address: Address) -> str | None:
    """Return the deployment file that the host is written in: its names are those of its own project."""
    steps = (*(address.host.trail if address.host is not None else ()), *address.trail)
    written = next((step.path for step in steps if step.path and step.line), None)
    return None if written is None or written.endswith(".py") else written


def _trail(address: Address) -> tuple[Evidence, ...]:
    """Where the address was read from, be it given in one piece or as host and port."""
    parts = (part.trail for part in (address.host, address.port) if part is not None)
    return tuple(dict.fromkeys((*address.trail, *(step for trail in parts for step in trail))))


def _guards(case: Case, path: str) -> tuple[EndpointCondition, ...]:
    assumed = sorted(case.assumptions, key=lambda item: (item[0].line, described(item[0])))
    found = (judge_guard(condition, outcome, case, path) for condition, outcome in assumed)
    return tuple(guard for guard in found if guard is not None)


def _targets(address: Address) -> list[Target]:
    absent = address.unknown is None
    database_known = isinstance(address.database, Known) or (absent and address.database is None)
    targets = []
    for host, port in ((address.host, address.port), *address.others):
        readable = _readable(host)
        targets.append(
            Target(
                host=readable.lower().rstrip(".") if readable else None,
                port=DEFAULT_PORT if port is None and absent else _known_port(port),
                database=known_text(address.database),
                database_known=database_known,
                host_unknown=_why_unknown(host, address) if readable is None else None,
                port_given=port is not None,
            )
        )
    return targets


def _why_unknown(host: Value | None, address: Address) -> str | None:
    if host is None:
        return address.unknown
    return host.reason if isinstance(host, Unknown) else "it is the result of an expression"


def _judge(
    target: Target,
    configured: Sequence[ConfiguredEndpoint],
    found: Sequence[FoundEndpoint],
    guards: tuple[EndpointCondition, ...],
    path: str,
) -> _Judged:
    for endpoint in configured:
        if endpoint.covers(target):
            return _Judged(target, endpoint.standing())
    by_files = standing_by_files(found, target, path)
    host_known = target.host_unknown is None and "*" not in (target.host or "")
    guarded = bool(guards) and not (host_known and target.port is not None)
    if by_files is not None and (by_files.mode is not None or not guarded):
        return _Judged(target, by_files)
    if not guarded:
        return _Judged(target, stands_at(target))
    judged = _judge_guarded(target, found, guards, path)
    return replace(judged, standing=by_files) if by_files is not None and judged.standing.mode is None else judged


def _judge_guarded(
    target: Target, found: Sequence[FoundEndpoint], guards: tuple[EndpointCondition, ...], path: str
) -> _Judged:
    """What the address and the conditions say together, where the address alone leaves something open."""
    used: tuple[EndpointCondition, ...] = ()
    if target.port is None:
        on_port = tuple(guard for guard in guards if guard.outcome and guard.port is not None)
        off_port = tuple(guard for guard in guards if not guard.outcome and guard.port and not guard.fragment)
        if on_port:
            target, used = replace(target, port=on_port[0].port), on_port[:1]
        elif off_port:
            target = replace(target, ruled_out=frozenset(guard.port for guard in off_port if guard.port))
    by_files = standing_by_files(found, target, path)
    if by_files is not None and by_files.mode is not None:
        return _Judged(target, by_files, used)
    by_names = standing_by_names(guards, target)
    standing = stands_at(target)
    if by_names is not None and (standing.mode is None or (used and target.host is None)):
        named = tuple(guard for guard in guards if guard.outcome and guard.fragment)
        return _Judged(target, by_names, tuple(dict.fromkeys((*used, *named))))
    if standing.mode is not None:
        relevant = used or tuple(guard for guard in guards if not guard.outcome and guard.port in target.ruled_out)
        return _Judged(target, standing, relevant)
    denied = tuple(guard for guard in guards if not guard.outcome and guard.names_pooler)
    if denied:
        return _Judged(target, Standing("direct", None, True), (*used, *denied))
    return _Judged(target, standing, used)


def _combined(base: Endpoint, judged: list[_Judged], line: int, path: str) -> Endpoint:
    """One endpoint out of what stands at each host."""
    surest = sorted(judged, key=lambda item: item.standing.assumption is not None)
    unsafe = next((item for item in surest if item.standing.loses_statements), None)
    kinds = {(item.standing.mode, item.standing.tracks_statements) for item in judged}
    chosen = unsafe or judged[0]
    if unsafe is None and len(kinds) > 1:
        places = ", ".join(f"`{item.target.readable}`" for item in judged)
        return replace(base, unknown=f"it may go to any of {places}, which are not of one kind")
    standing = chosen.standing
    evidence = [*base.evidence, *(guard.evidence for guard in chosen.guards)]
    if standing.evidence:
        evidence += (replace(item, text=mask_secrets(item.text)) for item in standing.evidence)
    elif standing.reason is not None:
        of_many = f"of its {len(judged)} hosts, `{chosen.target.readable}`: " if len(judged) > 1 else ""
        evidence.append(Evidence(mask_secrets(of_many + standing.reason), path, line))
    port = base.port
    if port is None and chosen.target.port_given and len(judged) == 1:
        port = chosen.target.port
    return replace(
        base,
        port=port,
        pooler=standing.pooler,
        pooler_short=standing.short,
        software=standing.software,
        program=standing.program,
        default_pool_size=standing.default_pool_size,
        is_disputed=standing.is_disputed,
        how_to_support=None if standing.program is None else how_to_support(standing.program, standing.version),
        mode=standing.mode,
        tracks_statements=standing.tracks_statements,
        assumption=standing.assumption,
        pooler_version=standing.version,
        accepted_parameters=standing.accepted_parameters,
        evidence=tuple(evidence),
        unknown=None if standing.unknown is None else mask_secrets(standing.unknown),
    )


def _masked(text: str | None) -> str | None:
    return None if text is None else mask_secrets(text)


def _known_port(value: Value | None) -> int | None:
    return value.value if isinstance(value, Known) and type(value.value) is int else None


def _readable(value: Value | None) -> str | None:
    """A host as text, `*` for each part that is not known; None when nothing of it is known."""
    if isinstance(value, Text):
        text = "".join(part if isinstance(part, str) else "*" for part in value.parts)
        return text if any(character.isalnum() for character in text) else None
    return known_text(value) or None
