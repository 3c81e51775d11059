"""From the verdicts on the cases of a site to the verdict on the site."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple, TypeAlias

from pooler_lint.lines import Place
from pooler_lint.model import Address, Breaks, CannotTell, Case, ConnectionSite, Endpoint, Fine, SetOption, Verdict
from pooler_lint.records import dataclass, replace
from pooler_lint.rules.base import Context, Rule
from pooler_lint.slots import Nowhere
from pooler_lint.values import Known
from pooler_lint.values.conditions import Deployed, EnvSet, Guard, described


class SiteVerdict(NamedTuple):
    """A verdict on a site, with the case and the endpoint that it rests on (None where the call could not be read).

    `variants` are all in which the rule breaks for the same reason, this one included: a fix is right for each of them.
    """

    case: Case | None
    endpoint: Endpoint | None
    verdict: Verdict
    variants: tuple[tuple[Case, Breaks], ...] = ()


_Reason: TypeAlias = "tuple[Place | None, tuple[str, ...]]"
"""Where and about what a case breaks."""
_Variant: TypeAlias = tuple[Case, Breaks]


@dataclass(frozen=True, slots=True)
class _Judged:
    case: Case
    endpoint: Endpoint
    verdicts: tuple[Verdict, ...]

    @property
    def breaks(self) -> bool:
        return isinstance(self.verdicts[0], Breaks)


def judge_site_all(
    rule: Rule, site: ConnectionSite, endpoints: Sequence[Endpoint], context: Context
) -> tuple[SiteVerdict, ...]:
    """What a rule says of a site: every `Breaks`, or one `CannotTell`, or one `Fine`.

    `endpoints` holds one endpoint for each case of the site, in their order. Cases with the same address belong
    together. Where the address itself rests on a condition, they break if each of them does: the condition that sets
    the options may be the one that chooses the address. Where the address is certain, one that breaks is enough.
    """
    if not site.cases:
        return (SiteVerdict(None, None, CannotTell(site.unknown or "the call could not be read")),)
    judged = [_judge(rule, site, case, endpoint, context) for case, endpoint in zip(site.cases, endpoints, strict=True)]
    if not any(one.breaks for one in judged):
        return _without_finding(judged)
    if rule.any_case:
        together = [one for one in judged if not (one.breaks and _mixes_deployments(one.case))]
        return _first_findings(together) or _without_finding(together or judged)
    groups = _groups(judged)
    broken = [one for group in groups if _all_count(rule, group, len(groups)) for one in group if one.breaks]
    if broken:
        alike = _alike(broken)
        return tuple(_finding(broken[0], verdict, alike) for verdict in broken[0].verdicts)
    undecided, group = next((one, group) for group in groups for one in group if one.breaks)
    return (SiteVerdict(undecided.case, undecided.endpoint, CannotTell(_condition(rule, group))),)


def variants_of(
    rule: Rule, site: ConnectionSite, endpoints: Sequence[Endpoint], context: Context
) -> tuple[Verdict, ...]:
    """Return what the rule says of each case of the site alone."""
    pairs = zip(site.cases, endpoints, strict=True)
    return tuple(_judge(rule, site, case, endpoint, context).verdicts[0] for case, endpoint in pairs)


def _all_count(rule: Rule, group: Sequence[_Judged], groups: int) -> bool:
    """True if the cases of this address that break are enough for a verdict on the site.

    Those that the rule is not about do not count: another rule reports them.
    """
    broken = [one for one in group if one.breaks]
    if not broken or len(broken) == sum(map(_is_about, group)):
        return bool(broken)
    return _is_certain(broken[0].case, groups == 1) and not rule.every_case


def _is_about(judged: _Judged) -> bool:
    verdict = judged.verdicts[0]
    return not isinstance(verdict, Fine) or verdict.applies


def _is_certain(case: Case, is_only: bool) -> bool:
    """True if the address does not depend on a condition, so that a case without the right options is one that breaks.

    That deployments set it is no condition where no other address is known.
    """
    rests_on = case.address_assumptions
    if is_only:
        rests_on = frozenset(one for one in rests_on if not (isinstance(one[0], Deployed) and one[1]))
    return not rests_on and case.address.unknown is None


def _mixes_deployments(case: Case) -> bool:
    """True if the case has the address of one deployment, and a variable that only another, unknown one can set.

    The default in the code is that of a deployment, too: of those that do not set the variable.
    """
    has_own_address = any(
        isinstance(condition, Deployed) or (isinstance(condition, EnvSet) and not outcome)
        for condition, outcome in case.address_assumptions
    )
    others = case.assumptions - case.address_assumptions
    return has_own_address and any(isinstance(condition, EnvSet) and outcome for condition, outcome in others)


def _judge(rule: Rule, site: ConnectionSite, case: Case, endpoint: Endpoint, context: Context) -> _Judged:
    judgement = rule.judge(site, case, endpoint, context)
    verdicts = judgement if isinstance(judgement, tuple) else (judgement,)
    return _Judged(case, endpoint, tuple(_within_reach(verdict, case) for verdict in verdicts))


def _within_reach(verdict: Verdict, case: Case) -> Verdict:
    """Return the verdict without a fix, and with what to do instead, where the library takes no such option."""
    if not isinstance(verdict, Breaks):
        return verdict
    wishes = [wish for wish in verdict.wishes if isinstance(wish, SetOption)]
    slots = (case.slots.driver if wish.driver else case.slots.call for wish in wishes)
    slot = next((slot for slot in slots if isinstance(slot, Nowhere)), None)
    if slot is None:
        return verdict
    title = verdict.title if len(wishes) == len(verdict.wishes) else ""
    return replace(verdict, note=slot.why, wishes=(), title=title)


def _groups(judged: Sequence[_Judged]) -> list[list[_Judged]]:
    groups: dict[tuple[Guard, Address], list[_Judged]] = {}
    for one in judged:
        groups.setdefault((one.case.address_assumptions, one.case.address), []).append(one)
    # A confirmed pooler comes before an assumed one, then the address of which most is known makes the best case.
    return sorted(groups.values(), key=lambda group: (_is_assumed(group[0]), _unknown_parts(group[0].case.address)))


def _is_assumed(judged: _Judged) -> bool:
    return judged.endpoint.confidence == "assumed"


def _unknown_parts(address: Address) -> int:
    return sum(part is not None and not isinstance(part, Known) for part in (address.host, address.port))


def _finding(first: _Judged, verdict: Verdict, alike: Mapping[_Reason, Sequence[_Variant]]) -> SiteVerdict:
    assert isinstance(verdict, Breaks)
    others = (variant for variant in alike[_reason(verdict)] if variant[0] is not first.case)
    return SiteVerdict(first.case, first.endpoint, verdict, ((first.case, verdict), *others))


def _first_findings(judged: Sequence[_Judged]) -> tuple[SiteVerdict, ...]:
    """Return each violation once, in the case where it comes first."""
    alike = _alike(judged)
    found: dict[_Reason, SiteVerdict] = {}
    for one in sorted(judged, key=_is_assumed):
        for verdict in one.verdicts:
            if isinstance(verdict, Breaks) and _reason(verdict) not in found:
                found[_reason(verdict)] = _finding(one, verdict, alike)
    return tuple(found.values())


def _alike(judged: Sequence[_Judged]) -> dict[_Reason, list[_Variant]]:
    """Return the cases that break, each with its verdict, by why they do."""
    found: dict[_Reason, list[_Variant]] = {}
    for one in judged:
        for verdict in one.verdicts:
            if isinstance(verdict, Breaks):
                found.setdefault(_reason(verdict), []).append((one.case, verdict))
    return found


def _reason(verdict: Breaks) -> _Reason:
    return verdict.place, verdict.subject


def _without_finding(judged: Sequence[_Judged]) -> tuple[SiteVerdict, ...]:
    quiet = [(one, verdict) for one in judged for verdict in one.verdicts if not isinstance(verdict, Breaks)]
    one, verdict = next(((one, verdict) for one, verdict in quiet if isinstance(verdict, CannotTell)), quiet[0])
    return (SiteVerdict(one.case, one.endpoint, verdict),)


def _condition(rule: Rule, group: Sequence[_Judged]) -> str:
    """Which condition decides between the cases of a group that do not agree, or what else is missing."""
    broken = next(one for one in group if one.breaks)
    other = next(one for one in group if not one.breaks)
    tests = sorted(
        described(condition)
        for condition, outcome in broken.case.assumptions - broken.case.address_assumptions
        if (condition, outcome) not in other.case.assumptions
    )
    verdict = other.verdicts[0]
    reason = verdict.missing if isinstance(verdict, CannotTell) else verdict.reason if isinstance(verdict, Fine) else ""
    if not tests:
        return f"one way through the code breaks ({rule.name}), another does not: {reason}"
    return f"it depends on the condition `{' and '.join(tests)}`, which the text does not decide"
