"""Verifies fixes: the edited text must be right for every variant of each connection."""

from __future__ import annotations

from ast import literal_eval
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TypeAlias

from pooler_lint.facts.options import ValueKind, option_fact
from pooler_lint.facts.pool_arguments import pool_arguments
from pooler_lint.findings import Affected, Finding, Judged, is_made_here
from pooler_lint.model import (
    Breaks,
    CannotTell,
    Case,
    ConnectionSite,
    Driver,
    DropArgument,
    DropOption,
    DropUnused,
    Endpoint,
    Foreign,
    Option,
    SetOption,
)
from pooler_lint.records import dataclass, replace
from pooler_lint.rules import Context
from pooler_lint.rules.judgement import variants_of
from pooler_lint.slots import DictEntry, Imported, Keyword, OptionKind
from pooler_lint.values import Evidence, Function, Known, Text, Value
from pooler_lint.values.conditions import Compare
from pooler_lint.values.shapes import Shape, is_nothing, shape

_Options: TypeAlias = "frozenset[tuple[str, OptionKind, Shape]]"


@dataclass(frozen=True, slots=True)
class Problem:
    """Why an edited text is not right, as a clause; `is_strict`: it is right but for what goes to no pooler.

    `names_site` says that the clause says where the connection is made.
    """

    reason: str
    is_strict: bool = False
    names_site: bool = False


_CALL = OptionKind.CALL
_LOST = Problem("the edited code could not be evaluated")
_NOT_ALL = Problem("not all files that may use the change can be evaluated", is_strict=True)
_REMAINS = Problem("some values of this call would still be wrong")


def problems(
    before: Sequence[Judged],
    after: Sequence[Judged] | None,
    fixed: Mapping[int, Sequence[Finding]],
    context: Context,
    *,
    strict: bool,
) -> dict[int, Problem]:
    """Return why the edited text is not right, for the connections (by their order) where it is not.

    `after` None: it could not be evaluated. `fixed` are the findings that the edits are for. `strict`: nothing else
    may change for a connection that goes to no pooler.
    """
    if after is None or len(after) != len(before):
        return dict.fromkeys(fixed, _LOST)
    found: dict[int, Problem] = {}
    for place, (old, new) in enumerate(zip(before, after, strict=True)):
        reason = _Comparison(old, new, fixed.get(place, ()), context, strict, f"line {old.site.line}").problem()
        if reason is not None:
            found[place] = reason
    return found


def problem_elsewhere(affected: Affected, codes: Collection[str], context: Context, *, strict: bool) -> Problem | None:
    """Return why edits, which are for findings of these codes, are not right for the connections of other files."""
    for before, after, names_it in affected.users:
        if after is None or len(after) != len(before):
            return _LOST
        for old, new in zip(before, after, strict=True):
            problem = _problem_of_user(old, new, codes, context, strict)
            if problem is None and strict and names_it and _is_open(old.site):
                where = f"{old.site.path}:{old.site.line}"
                problem = Problem(f"it is not known whether the connection at {where} would change too", is_strict=True)
            if problem is not None:
                return problem
    return _NOT_ALL if affected.missed and strict else None


def _is_open(site: ConnectionSite) -> bool:
    """True if the connection may get other options than those that are seen."""
    return is_made_here(site) and (
        site.unknown is not None or any(case.open for case in site.cases) or any(one.open for one in site.foreign)
    )


def _problem_of_user(
    old: Judged, new: Judged, codes: Collection[str], context: Context, strict: bool
) -> Problem | None:
    site, where = old.site, f"{old.site.path}:{old.site.line}"
    if not is_made_here(site):
        return None
    is_same = _by_address(site.cases) == _by_address(new.site.cases)
    fixed = [finding for finding in old.findings if finding.rule.code in codes] if not is_same else []
    problem = _Comparison(old, new, fixed, context, strict, where).problem()
    if problem is None or problem.names_site:
        return problem
    return replace(problem, reason=f"{problem.reason} ({where})")


class _Comparison:
    """One connection before and after the edits."""

    def __init__(
        self,
        old: Judged,
        new: Judged,
        fixed: Sequence[Finding],
        context: Context,
        strict: bool,
        where: str,
    ) -> None:
        self._where = where
        self._old = old
        self._new = new
        self._fixed = fixed
        self._context = context
        self._strict = strict
        self._broken = list({id(case): case for finding in fixed for case, _ in finding.variants}.values())

    def problem(self) -> Problem | None:
        """Return why the connection is not right after the edits; None if it is."""
        if not is_made_here(self._old.site):
            return self._in_codes()
        if self._old.site.cases and not self._new.site.cases:
            return _LOST
        if not self._fixed and _by_address(self._old.site.cases) != _by_address(self._new.site.cases):
            return Problem(f"another connection ({self._where}) would get the change too", names_site=True)
        return self._in_other_databases() or self._in_codes() or self._in_cases()

    def _in_other_databases(self) -> Problem | None:
        refused = self._refused()
        before, after = ([(_foreign(one, refused), one) for one in x.site.foreign] for x in (self._old, self._new))
        kept = {one for one, _ in before}
        changed = next((foreign for one, foreign in after if one not in kept), None)
        if changed is not None:
            dsn = next((one.dsn for _, one in before if shape(one.dsn) == shape(changed.dsn)), changed.dsn)
            return Problem(f"{_named(dsn, 'another database', self._old.site.path)} would get the change too")
        return None if kept == {one for one, _ in after} else _LOST

    def _refused(self) -> frozenset[str]:
        """Return the arguments that the fix removes because the call accepts them for no database."""
        wishes = (wish for finding in self._fixed if finding.rule.any_case for wish in finding.breaks.wishes)
        dropped = {wish.name for wish in wishes if isinstance(wish, DropOption) and wish.kind is OptionKind.CALL}
        return frozenset(dropped.difference(pool_arguments()))

    def _in_codes(self) -> Problem | None:
        fixed = Counter(finding.rule.code for finding in self._fixed)
        before = Counter(one.rule.code for one in self._old.findings if one.rule.default_on)
        after = Counter(one.rule.code for one in self._new.findings if one.rule.default_on)
        for code in sorted(after):
            if after[code] > before[code] - fixed[code]:
                return _REMAINS if fixed[code] else Problem(f"it would bring {code}")
        for code in sorted(before.keys() - fixed.keys() - after.keys()):
            if self._still_breaks(code):
                return Problem(f"{code} would remain, but not be reported any more")
        return None

    def _still_breaks(self, code: str) -> bool:
        rule = next(one.rule for one in self._old.findings if one.rule.code == code)
        new = self._new
        return any(isinstance(one, Breaks) for one in variants_of(rule, new.site, new.endpoints, self._context))

    def _in_cases(self) -> Problem | None:
        site, after = self._old.site, self._new.site
        if site.unknown or not site.cases:
            return None
        known = _by_address(site.cases)
        if known.keys() != _by_address(after.cases).keys():
            return _LOST
        if any(case.open for case in after.cases) and not any(case.open for case in site.cases):
            return _LOST  # such as a keyword that one of several dicts passes already
        for finding in self._fixed:
            if not finding.rule.any_case and any(isinstance(wish, SetOption) for wish in finding.breaks.wishes):
                reason = self._in_verdicts(finding)
                if reason is not None:
                    return reason
        wanted = _wanted(self._fixed)
        broken = [(of_call, self._broken_by(of_call)) for of_call in (True, False)]
        for case, endpoint in zip(after.cases, self._new.endpoints, strict=True):
            for of_call, cases in broken:
                if not _belongs_to(case, cases):
                    reason = self._in_another_case(case, endpoint, of_call)
                else:
                    reason = self._in_other_options(case, of_call, wanted)
                if reason is not None:
                    return reason
        return _in_pool_arguments(site.cases, after.cases) if len(site.cases) == len(after.cases) else None

    def _broken_by(self, of_call: bool) -> list[Case]:
        """Return the cases for whose sake arguments of the call, or options of the driver, are changed, each once."""
        cases = (case for finding in self._fixed for case, one in finding.variants if _changes(one, of_call))
        return list({id(case): case for case in cases}.values())

    def _in_verdicts(self, finding: Finding) -> Problem | None:
        """Return what is wrong where a variant breaks, or is not known, that did not before."""
        old, new = self._old, self._new
        before = variants_of(finding.rule, old.site, old.endpoints, self._context)
        after = variants_of(finding.rule, new.site, new.endpoints, self._context)
        broken = [case for case, _ in finding.variants]
        pairs = list(zip(old.site.cases, before, strict=True))
        left = {
            _identity(case)
            for case, one in pairs
            if isinstance(one, Breaks) and not any(case is other for other in broken)
        }
        open_ = {_address(case) for case, one in pairs if isinstance(one, CannotTell)} - _by_address(broken).keys()
        open_as_it_was = {_identity(case) for case, one in pairs if isinstance(one, CannotTell)}
        for case, verdict in zip(new.site.cases, after, strict=True):
            identity = _identity(case)
            if isinstance(verdict, Breaks) and identity not in left:
                return _REMAINS
            if isinstance(verdict, CannotTell) and identity[0] not in open_ and identity not in open_as_it_was:
                if not _has_all(case, finding):
                    return _REMAINS
        return None

    def _in_other_options(self, case: Case, of_call: bool, wanted: frozenset[str]) -> Problem | None:
        """Return what is wrong where a case that was broken has other options than those that the fixes are about."""
        options = _without(_options(case, of_call), wanted)
        known = [_without(_options(one, of_call), wanted) for one in self._old.site.cases if _belongs_to(case, [one])]
        if not known or options in known:
            return None
        changed = sorted(name for one in known for name, _, _ in options ^ one)
        return Problem(f"{changed[0]} would change too")

    def _in_another_case(self, case: Case, endpoint: Endpoint, of_call: bool) -> Problem | None:
        """Return what is wrong with a change to a case that was right."""
        options = _options(case, of_call)
        same = [one for one in self._old.site.cases if _belongs_to(case, [one])]
        known = [_options(one, of_call) for one in same]
        if not known or options in known:
            return None
        changed = min((options ^ one for one in known), key=len)
        name = _named(same[0].dsn, "another URL", self._old.site.path)
        if not of_call:
            new = [one for one in case.options if (one.name, one.kind, shape(one.value)) in changed & options]
            if case.driver is None or case.driver in (one.driver for one in self._broken):
                return None
            is_taken = all(_takes(self._new.site, case.driver, one, self._context) for one in new)
            return None if is_taken else Problem(f"{name} does not accept the option")
        is_apart = any(_are_apart(one, case) for one in self._broken)
        if is_apart and _may_be_sqlite(case) and any(one == "poolclass" for one, _, _ in changed & options):
            return Problem(f"{name} may be a SQLite database in memory, which NullPool would empty")
        is_known = endpoint.ordinary or endpoint.mode is not None or is_apart
        if self._strict and is_known:
            return Problem(f"{name} would get the change too, and needs none", is_strict=True)
        return None


def _may_be_sqlite(case: Case) -> bool:
    """True if nothing in the code tells which kind of database this variant goes to."""
    return case.driver is None and case.address.scheme is None and not case.address.is_postgres


def _wanted(findings: Iterable[Finding]) -> frozenset[str]:
    """Return the names of the options that the fixes of these findings change, or write with a new dict."""
    variants = [variant for finding in findings for variant in finding.variants]
    wishes = (wish for _, breaks in variants for wish in breaks.wishes)
    changed = [wish.name for wish in wishes if isinstance(wish, (SetOption, DropOption, DropUnused, DropArgument))]
    slots = (slot for case, _ in variants for slot in (case.slots.call, case.slots.driver))
    started = [name for slot in slots if isinstance(slot, DictEntry) for name, _ in slot.starts_with]
    return frozenset((*changed, *started))


def _without(options: _Options, names: frozenset[str]) -> _Options:
    return frozenset(option for option in options if option[0] not in names)


def _in_pool_arguments(before: Sequence[Case], after: Sequence[Case]) -> Problem | None:
    """Return what is wrong where a variant loses arguments of its pool, and keeps the pool."""
    for old, new in zip(before, after, strict=True):
        lost = next(
            (name for name in pool_arguments() if old.option(name, _CALL) and not new.option(name, _CALL)), None
        )
        if lost is not None and not (new.option("poolclass", _CALL) or new.option("pool", _CALL)):
            return Problem(f"{lost} would also go where the engine keeps its pool")
    return None


def _changes(breaks: Breaks, of_call: bool) -> bool:
    """True if the fix changes arguments of the call, or else options of the driver."""
    for wish in breaks.wishes:
        if isinstance(wish, SetOption) and wish.driver is not of_call:
            return True
        if isinstance(wish, DropOption) and (wish.kind is OptionKind.CALL or not of_call):
            return True
    return not any(isinstance(wish, (SetOption, DropOption)) for wish in breaks.wishes)


def _belongs_to(case: Case, cases: Iterable[Case]) -> bool:
    """True if this is one of the cases, as far as the address and the comparisons in the code tell."""
    return any(_address(one) == _address(case) and not _are_apart(one, case) for one in cases)


def _are_apart(one: Case, other: Case) -> bool:
    """True if a comparison in the code has another outcome in one case than in the other."""
    return any((test, not outcome) in _tests(other) for test, outcome in _tests(one))


def _tests(case: Case) -> frozenset[tuple[Shape, bool]]:
    """Return the comparisons that the case assumes, as they are written: what they are about has other places now."""
    return frozenset(
        ((one.operator, one.operand, one.expression), outcome)
        for one, outcome in case.assumptions
        if isinstance(one, Compare)
    )


def _has_all(case: Case, finding: Finding) -> bool:
    """True if the options are there, though other things that the verdict depends on are not known any more."""
    wishes = (wish for wish in finding.breaks.wishes if isinstance(wish, SetOption))
    return all(_has(case.option(wish.name), wish) for wish in wishes)


def _has(option: Option | None, wish: SetOption) -> bool:
    if option is None or isinstance(wish.value, Imported):
        return option is not None
    try:
        value = literal_eval(wish.value)
    except ValueError:  # a function
        return isinstance(option.value, Function)
    return isinstance(option.value, Known) and str(option.value.value) == str(value)


def _takes(site: ConnectionSite, driver: Driver, option: Option, context: Context) -> bool:
    is_none = isinstance(option.value, Known) and option.value.value is None
    kind: ValueKind = "none" if is_none else "other"
    if option.kind is OptionKind.CALL and not isinstance(site.cases[0].slots.driver, Keyword):
        return True
    fact = option_fact(site.library, driver, option.kind, option.name, kind, context.versions)
    return fact is not None and fact.expectation != "refused"


def _named(dsn: Value | None, unknown: str, path: str) -> str:
    """Return the scheme of a URL, and where it is written; nothing of it that may be secret.

    `path` is the file of the connection; `unknown` is the word for a URL whose scheme the code does not show.
    """
    text = dsn.parts[0] if isinstance(dsn, Text) else dsn.value if isinstance(dsn, Known) else ""
    scheme, found, _ = text.partition("://") if isinstance(text, str) else ("", "", "")
    name = scheme if found and scheme.replace("+", "").isalnum() else unknown
    step: Evidence | None = next((one for one in dsn.trail if one.path), None) if dsn is not None else None
    if step is None:
        return name
    return f"{name} (line {step.line})" if step.path == path else f"{name} ({step.path}:{step.line})"


def _by_address(cases: Iterable[Case]) -> dict[Shape, set[_Options]]:
    found: dict[Shape, set[_Options]] = {}
    for case in cases:
        found.setdefault(_address(case), set()).add(_options(case))
    return found


def _identity(case: Case) -> tuple[Shape, _Options]:
    return _address(case), _options(case)


def _address(case: Case) -> Shape:
    address = case.address
    parts = (address.host, address.port, address.database, *(part for pair in address.others for part in pair))
    return case.driver, address.scheme, address.is_postgres, address.unknown is None, *map(shape, parts)


def _options(case: Case, of_call: bool | None = None) -> _Options:
    """Return the options by which cases differ: all, the arguments of a call that is not the driver's own, or the rest.

    An argument that is None has no effect there.
    """
    is_apart = not isinstance(case.slots.driver, Keyword)
    return frozenset(
        (option.name, option.kind, shape(option.value))
        for option in case.options
        if of_call in (None, is_apart and option.kind is OptionKind.CALL)
        and not (is_apart and option.kind is OptionKind.CALL and is_nothing(option.value))
    )


def _foreign(one: Foreign, without: Collection[str]) -> tuple[Shape, frozenset[tuple[str, Shape]], bool]:
    arguments = ((name, value) for name, value in one.arguments if name not in without)
    given = frozenset((name, shape(value)) for name, value in arguments if not is_nothing(value))
    return shape(one.dsn), given, one.open is None
