"""Chooses the fixes of one text: of the ways to write each one, the first that is right for every variant."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping, Sequence
from typing import Protocol, TypeAlias

from pooler_lint.findings import Affected, Finding, Judged
from pooler_lint.fixes.operations import Plan, target
from pooler_lint.fixes.plan import Request, Style
from pooler_lint.fixes.repair import Candidate, Together, candidates, together
from pooler_lint.fixes.source import Budget
from pooler_lint.fixes.sources import Sources
from pooler_lint.model import Safety
from pooler_lint.records import dataclass, field
from pooler_lint.report import Edit, Fix
from pooler_lint.rules import Context
from pooler_lint.verification import Problem, problem_elsewhere, problems

Texts: TypeAlias = "Mapping[str, str]"
"""The edited texts of files, by their paths in messages."""


class Around(Protocol):
    """What is known of the file under check and of those around it."""

    def judge(self, text: str, others: Texts) -> Sequence[Judged]:
        """Evaluate the text of the file, together with other edited texts.

        Raises SyntaxError, ValueError, RecursionError or MemoryError where that is not possible.
        """

    def affected(self, text: str, others: Texts) -> Affected:
        """Evaluate the files that use one of these texts."""


MOST_TRIED = 24
"""Edited texts of one file that are evaluated to find its fixes; mostly one is enough."""
MOST_EVALUATED = 500_000
"""Characters of edited texts of one file that are evaluated, after the first two."""

MOST_FIXED = 500
"""Findings of a file that are fixed in one run, which takes 5 ms for each; a second run fixes others."""

_STOPPED = f"none of the {MOST_TRIED} changes that were tried is right for every value of this call"
_ELSEWHERE = -1
"""Stands for the connections of other files among the places of connections."""
_CONTRADICTS = Problem("it contradicts another fix of this call")


@dataclass(frozen=True, slots=True)
class Chosen:
    """The fixes of a text.

    `safe` and `every` are edits that were verified together. `fixes` has the fix of each finding, by its place among
    them, and `reasons` a clause that says why it is not safe.
    """

    safe: tuple[Edit, ...] = ()
    every: tuple[Edit, ...] = ()
    fixes: Mapping[int, Fix] = field(default_factory=dict)
    reasons: Mapping[int, str] = field(default_factory=dict)
    left: frozenset[int] = frozenset()
    """The places of those that are beyond the limit of one run."""
    others: frozenset[str] = frozenset()
    """The absolute paths of other files in which fixes could be written."""


def choose(
    sources: Sources,
    findings: Sequence[Finding],
    judged: Sequence[Judged],
    around: Around,
    context: Context,
    style: Style,
    most: int | None = None,
) -> Chosen:
    """Choose the fixes of at most so many of these findings of the text, whose connections are `judged`."""
    most = MOST_FIXED if most is None else most
    search = _Search(sources, judged, around, context, style)
    repairs = [_Repair(sources, finding, style) for finding in findings]
    wanted = [place for place, finding in enumerate(findings) if finding.breaks.wishes]
    fixable = [repairs[place] for place in wanted[:most] if repairs[place].first is not None]
    search.settle([one for one in fixable if one.finding.breaks.safety == "safe"], strict=True)
    safe = search.edits()
    unsafe = [one for one in fixable if one.finding.breaks.safety == "unsafe"]
    search.settle(unsafe, strict=True)
    search.settle([one for one in fixable if one.fix is None and (one.may_be_unsafe or one in unsafe)], strict=False)
    every = search.edits()
    for one in fixable:
        if one.fix is None and one.first is not None:
            one.keep(one.first, None)
    fixes = {place: one.fix for place, one in enumerate(repairs) if one.fix is not None}
    reasons = {
        place: one.reason
        for place, one in enumerate(repairs)
        if one.reason is not None and one.fix is not None and one.fix.safety != "safe"
    }
    files = frozenset(plan.file for one in repairs for candidate in one.written for plan in candidate.plans)
    return Chosen(safe, every, fixes, reasons, frozenset(wanted[most:]), files - {""})


class _Repair:
    """What was found out about the fix of one finding."""

    __slots__ = ("_found", "_more", "_sources", "finding", "fix", "may_be_unsafe", "reason", "written")

    def __init__(self, sources: Sources, finding: Finding, style: Style) -> None:
        request = Request(finding.site, finding.case, finding.breaks, finding.rule.code, finding.variants)
        self.finding = finding
        self.fix: Fix | None = None
        self.reason: str | None = None
        self.may_be_unsafe = False
        """It is right but for connections that go to no pooler."""
        self.written: list[Candidate] = []
        """The ways in which it can be written, the best one first, as far as they were asked for."""
        self._found: list[Candidate] = []
        self._sources = sources
        self._more = candidates(sources, request, style) if finding.breaks.wishes else iter(())

    def candidate(self, place: int) -> Candidate | None:
        """Return one of the ways that edit no other files than those that may be edited; None if there are no more."""
        while len(self._found) <= place:
            found = next(self._more, None)
            if found is None:
                return None
            self.written.append(found)
            if all(self._sources.other(plan.file).is_given for plan in found.plans if plan.file):
                self._found.append(found)
            else:
                self.reason = self.reason or _not_given(self._sources, found)
        return self._found[place]

    @property
    def first(self) -> Candidate | None:
        """Return the best way, be it one that may not be made."""
        self.candidate(0)
        return self.written[0] if self.written else None

    def keep(self, candidate: Candidate, strict: bool | None) -> None:
        """Make this the fix: a safe one if `strict` and its rule allows it, one to look at if None."""
        is_safe = strict and self.finding.breaks.safety == "safe"
        safety: Safety = "display" if strict is None else "safe" if is_safe else "unsafe"
        self.fix = Fix(self.finding.breaks.title, safety, candidate.edits)

    def is_among(self, findings: Sequence[Finding]) -> bool:
        """True if the finding is still there."""
        own = self.finding
        return any(one.rule is own.rule and one.breaks.subject == own.breaks.subject for one in findings)

    def failed(self, problem: Problem) -> None:
        """Note why a candidate was not right; the reason of the best one counts."""
        self.reason = self.reason or problem.reason
        self.may_be_unsafe = self.may_be_unsafe or problem.is_strict


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What became of a trial at one connection: why it is not right, else the findings that are left there."""

    problem: Problem | None
    left: Sequence[Finding] = ()


_Trial: TypeAlias = "tuple[tuple[_Repair, Candidate], ...]"


class _Search:
    """Tries fixes together, and keeps those with which the text is right."""

    def __init__(
        self, sources: Sources, judged: Sequence[Judged], around: Around, context: Context, style: Style
    ) -> None:
        self._sources = sources
        self._judged = judged
        self._around = around
        self._context = context
        self._style = style
        self._places = {id(finding): place for place, one in enumerate(judged) for finding in one.findings}
        self._kept: dict[int, _Trial] = {}
        self._left = MOST_TRIED
        self._budget = Budget(MOST_EVALUATED)
        self._is_serial = False
        self._last: tuple[tuple[int, ...], Together] | None = None

    def edits(self) -> tuple[Edit, ...]:
        """Return the edits of all fixes that are kept."""
        return self._together(self._kept).edits

    def _together(self, trials: Mapping[int, _Trial]) -> Together:
        chosen = tuple(candidate for trial in trials.values() for _, candidate in trial)
        numbers = tuple(map(id, chosen))
        if self._last is None or self._last[0] != numbers:
            self._last = numbers, together(self._sources, chosen, self._style) if chosen else Together()
        return self._last[1]

    def settle(self, repairs: Sequence[_Repair], *, strict: bool) -> None:
        """Try these fixes: all at once, and where that is not right, one after the other."""
        kept = dict(self._kept)
        self._settle(repairs, strict=strict)
        places = {self._places[id(one.finding)] for one in repairs}
        is_verified = self._is_serial or len(places) < 2 or all(one.fix is not None for one in repairs)
        if is_verified or self._kept == kept or not self._are_harmful(strict):
            return
        # What was kept was verified together with a fix that is not: that of one connection may harm another.
        self._kept, self._is_serial = kept, True
        for one in repairs:
            one.fix = None
        self._settle(repairs, strict=strict)

    def _are_harmful(self, strict: bool) -> bool:
        """True if the text is not right with the fixes that are kept, and no other."""
        return bool(self._harmed(self._kept, self._together(self._kept).edits, strict)[1])

    def _settle(self, repairs: Sequence[_Repair], *, strict: bool) -> None:
        own: dict[int, list[_Repair]] = {}
        for one in (one for one in repairs if one.candidate(0) is not None):
            own.setdefault(self._places[id(one.finding)], []).append(one)
        searches = {place: self._at(place, some, strict) for place, some in own.items()}
        trials = {place: next(search) for place, search in searches.items()}
        while trials and self._left > 0:
            outcomes = self._try(dict([*trials.items()][:1]) if self._is_serial else trials, strict)
            if outcomes is None:
                self._is_serial = True
                continue
            for place, outcome in outcomes.items():
                try:
                    trials[place] = searches[place].send(outcome)
                except StopIteration:
                    del trials[place]
        for place in trials:
            for one in own[place]:
                one.reason = one.reason or _STOPPED

    def _at(self, place: int, repairs: Sequence[_Repair], strict: bool) -> Generator[_Trial, _Outcome, None]:
        """Yield what is to be tried at one connection, on top of what is kept there; keep what is right."""
        kept = self._kept.get(place, ())
        for number in range(2):
            each = ((one, one.candidate(number) or one.candidate(0)) for one in repairs)
            some = tuple((one, candidate) for one, candidate in each if candidate is not None)
            outcome = yield (*kept, *some)
            if outcome.problem is None:
                self._keep(place, (*kept, *some), strict)
                return
        left: Sequence[Finding] | None = None
        for one in repairs:
            if left is not None and not one.is_among(left):
                one.keep(kept[-1][1], strict)
                continue
            number = 0
            while (candidate := one.candidate(number)) is not None:
                outcome = yield (*kept, (one, candidate))
                if outcome.problem is None:
                    kept, left = (*kept, (one, candidate)), outcome.left
                    self._keep(place, kept, strict)
                    break
                one.failed(outcome.problem)
                number += 1

    def _keep(self, place: int, trial: _Trial, strict: bool) -> None:
        self._kept[place] = trial
        for one, candidate in trial:
            if one.fix is None:
                one.keep(candidate, strict)

    def _try(self, trials: Mapping[int, _Trial], strict: bool) -> Mapping[int, _Outcome] | None:
        """Return what becomes of these trials; None if several of them together harm a connection besides."""
        every = {**self._kept, **trials}
        found = self._together(every)
        taken = {id(candidate) for candidate in found.candidates}
        after, harmed = self._harmed(every, found.edits, strict)
        if harmed.keys() - trials.keys():
            if len(trials) > 1:
                return None
            harmed.update(dict.fromkeys(trials, next(iter(harmed.values()))))
        outcomes: dict[int, _Outcome] = {}
        for place, trial in trials.items():
            problem = harmed.get(place)
            if not all(id(candidate) in taken for _, candidate in trial):
                problem = _CONTRADICTS
            left = after[place].findings if after is not None and problem is None else ()
            outcomes[place] = _Outcome(problem, left)
        return outcomes

    def _harmed(
        self, every: Mapping[int, _Trial], edits: Sequence[Edit], strict: bool
    ) -> tuple[Sequence[Judged] | None, dict[int, Problem]]:
        """Return what the edited text is worth, and why it is not right for the connections where it is not."""
        text, others = self._sources.edited(edits)
        after = self._evaluated(text, others)
        fixed = {place: [one.finding for one, _ in trial] for place, trial in every.items()}
        harmed = problems(self._judged, after, fixed, self._context, strict=strict)
        if others and not harmed:
            codes = {finding.rule.code for some in fixed.values() for finding in some}
            problem = problem_elsewhere(self._around.affected(text, others), codes, self._context, strict=strict)
            if problem is not None:
                harmed[_ELSEWHERE] = problem
        return after, harmed

    def _evaluated(self, text: str, others: Texts) -> Sequence[Judged] | None:
        self._left -= 1
        if not self._budget.allows(len(text)) and self._left < MOST_TRIED - 2:
            self._left = 0
        try:
            return self._around.judge(text, others)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return None


def _not_given(sources: Sources, candidate: Candidate) -> str:
    """Return where the options are written, and what to write there."""
    places = [place for plan in candidate.plans if plan.file for place in _places(sources, plan)]
    title = candidate.request.breaks.title
    where = " and ".join(dict.fromkeys(places))
    return f"the place to change is {where}, which is not among the given paths; {title[0].lower()}{title[1:]} there"


def _places(sources: Sources, plan: Plan) -> Iterator[str]:
    source, path = sources.at(plan.file), sources.other(plan.file).path
    starts = [target(operation).start for operation in plan.operations] or [edit.start for edit in plan.imports[-1:]]
    yield from (f"{path}:{source.line_of(start)}" for start in starts)
