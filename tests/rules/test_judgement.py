"""From cases to the verdict on the site."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from pooler_lint.lines import Place
from pooler_lint.model import (
    Address,
    Breaks,
    CannotTell,
    Case,
    ConnectionSite,
    DropOption,
    Endpoint,
    Fine,
    SetOption,
    Verdict,
)
from pooler_lint.rules import Context, Judgement, Rule, judge_site_all
from pooler_lint.slots import Nowhere, OptionKind, Slots
from pooler_lint.values import Known, Unknown
from pooler_lint.values.conditions import Guard
from tests.construct_conditions import opaque
from tests.rules.building import DIRECT, LOSING, POSTGRES, make_site
from tests.table import each_row

UNKNOWN_ADDRESS = Address(unknown="environment variable DSN")
OTHER = Address(scheme="postgresql", host=Known("db.internal"))
BREAKS, FINE, UNSURE = Breaks("it breaks"), Fine("all is well"), CannotTell("the value of x")


class Scripted(Rule):
    """Says of each case what its driver slot is mapped to."""

    code, name, summary = "PGB999", "scripted", "for tests"

    def __init__(self, verdicts: Sequence[Judgement]) -> None:
        self._verdicts = list(verdicts)

    def judge(self, site: ConnectionSite, case: Case, endpoint: Endpoint, context: Context) -> Judgement:
        return self._verdicts[site.cases.index(case)]


class Eager(Scripted):
    """One breaking case is enough."""

    any_case = True


def assume(*texts: str) -> Guard:
    return frozenset((opaque(text.removeprefix("not ")), not text.startswith("not ")) for text in texts)


def case(address: Address = POSTGRES, where: Guard = frozenset(), when: Guard = frozenset()) -> Case:
    return Case(address, "asyncpg", (), assumptions=where | when, address_assumptions=where)


def judge_site(
    rule: Rule, site: ConnectionSite, endpoints: Sequence[Endpoint]
) -> tuple[Case | None, Endpoint | None, Verdict]:
    return judge_site_all(rule, site, endpoints, Context())[0][:3]


def verdict(rule: Rule, *cases: Case, endpoints: Sequence[Endpoint] | None = None) -> Verdict:
    return judge_site(rule, make_site("asyncpg", *cases), endpoints or [LOSING] * len(cases))[2]


@each_row("one", [BREAKS, FINE, UNSURE])
def test_one_case_decides_alone_and_is_handed_back(one: Verdict) -> None:
    only = case()
    assert judge_site(Scripted([one]), make_site("asyncpg", only), [DIRECT]) == (only, DIRECT, one)


def test_a_call_that_could_not_be_read_is_not_judged() -> None:
    site = ConnectionSite("a.py", Place("a.py", 0, 1), 1, "asyncpg", "asyncpg.connect", (), unknown="*args")
    assert judge_site(Scripted([]), site, []) == (None, None, CannotTell("*args"))


def test_all_cases_of_an_address_that_rests_on_a_condition_must_break() -> None:
    where = assume("pooled")
    on, off = case(where=where, when=assume("cached")), case(where=where, when=assume("not cached"))
    assert verdict(Scripted([BREAKS, BREAKS]), on, off) == BREAKS
    undecided = verdict(Scripted([BREAKS, FINE]), on, off)
    assert isinstance(undecided, CannotTell)
    assert "`cached`" in undecided.missing


def test_ways_that_differ_in_nothing_that_is_seen_are_named_by_the_rule() -> None:
    on, off = (Case(UNKNOWN_ADDRESS, "asyncpg", (), assumptions=assume(*when)) for when in (["a"], ["a", "b"]))
    undecided = verdict(Scripted([BREAKS, FINE]), on, off)
    assert undecided == CannotTell("one way through the code breaks (scripted), another does not: all is well")


def test_without_a_place_for_options_a_note_says_what_to_do() -> None:
    wish = SetOption("x", "1", driver=True)
    only = replace(case(), slots=Slots(driver=Nowhere("the library has no place for it")))
    told = verdict(Scripted([Breaks("it breaks", (wish,), "Set x")]), only)
    assert told == Breaks("it breaks", (), "Set x", note="the library has no place for it")
    other = Breaks("it breaks", (DropOption("x", OptionKind.CALL),), "Drop x")
    assert verdict(Scripted([other]), only) == other


def test_a_condition_is_shown_as_it_is_written() -> None:
    written = opaque("settings . cached")
    on = Case(UNKNOWN_ADDRESS, "asyncpg", (), assumptions=frozenset({(written, True)}))
    off = Case(UNKNOWN_ADDRESS, "asyncpg", (), assumptions=frozenset({(written, False)}))
    assert verdict(Scripted([BREAKS, FINE]), on, off) == CannotTell(
        "it depends on the condition `settings . cached`, which the text does not decide"
    )


def test_a_case_that_is_not_known_keeps_its_address_from_breaking() -> None:
    where = assume("pooled")
    on, off = case(where=where, when=assume("cached")), case(where=where, when=assume("not cached"))
    assert isinstance(verdict(Scripted([BREAKS, UNSURE]), on, off), CannotTell)


def test_one_case_that_breaks_is_enough_where_the_address_is_certain() -> None:
    on, off = case(when=assume("cached")), case(when=assume("not cached"))
    assert verdict(Scripted([FINE, BREAKS]), on, off) == BREAKS
    unknown = [case(UNKNOWN_ADDRESS, when=assume("cached")), case(UNKNOWN_ADDRESS, when=assume("not cached"))]
    assert isinstance(verdict(Scripted([FINE, BREAKS]), *unknown), CannotTell)


def test_conditions_of_the_address_make_groups_of_their_own() -> None:
    pooled, direct = case(where=assume("pooled")), case(OTHER, where=assume("not pooled"))
    rule = Scripted([FINE, BREAKS])
    found = judge_site(rule, make_site("asyncpg", pooled, direct), [DIRECT, LOSING])
    assert found == (direct, LOSING, BREAKS)


def test_an_undecided_group_does_not_hide_one_that_breaks() -> None:
    where = assume("pooled")
    first = [case(where=where, when=assume("cached")), case(where=where, when=assume("not cached"))]
    second = case(OTHER)
    assert verdict(Scripted([BREAKS, FINE, BREAKS]), *first, second) == BREAKS


def test_not_known_comes_before_fine() -> None:
    first, second = case(where=assume("a")), case(OTHER, where=assume("not a"))
    assert verdict(Scripted([FINE, UNSURE]), first, second) == UNSURE
    assert verdict(Scripted([FINE, FINE]), first, second) == FINE


def test_one_case_is_enough_for_a_rule_that_says_so() -> None:
    on, off = case(when=assume("cached")), case(when=assume("not cached"))
    assert verdict(Eager([FINE, BREAKS]), on, off) == BREAKS
    assert verdict(Eager([FINE, UNSURE]), on, off) == UNSURE


def test_several_findings_of_a_case_are_all_handed_back_once() -> None:
    twice = (Breaks("one", place=Place("a.py", 1, 2)), Breaks("two", place=Place("a.py", 3, 4)))
    site = make_site("asyncpg", case(when=assume("a")), case(when=assume("not a")))
    for rule in (Scripted([twice, twice]), Eager([twice, twice])):
        found = judge_site_all(rule, site, [LOSING, LOSING], Context())
        assert [one.verdict for one in found] == list(twice)


def test_a_missing_endpoint_is_an_error_of_the_caller() -> None:
    with pytest.raises(ValueError, match="zip"):
        judge_site(Scripted([FINE]), make_site("asyncpg", case()), [])


def test_all_conditions_that_decide_are_named() -> None:
    on = Case(UNKNOWN_ADDRESS, "asyncpg", (), assumptions=assume("b", "a"))
    off = Case(UNKNOWN_ADDRESS, "asyncpg", (), assumptions=assume("not a"))
    assert verdict(Scripted([BREAKS, FINE]), on, off) == CannotTell(
        "it depends on the condition `a and b`, which the text does not decide"
    )


def test_what_another_way_lacks_is_named() -> None:
    on, off = (Case(UNKNOWN_ADDRESS, "asyncpg", (), assumptions=assume(*when)) for when in (["a"], ["a", "b"]))
    undecided = verdict(Scripted([BREAKS, UNSURE]), on, off)
    assert undecided == CannotTell("one way through the code breaks (scripted), another does not: the value of x")


def test_the_address_of_which_most_is_known_makes_the_case() -> None:
    known = case(Address(scheme="postgresql", host=Known("pgbouncer"), port=Known(6432)))
    half = case(Address(scheme="postgresql", host=Known("pgbouncer"), port=Unknown("p")))
    less = case(Address(scheme="postgresql", host=Unknown("h"), port=Unknown("p")))
    no_port = case(Address(scheme="postgresql", host=Known("pgcat")))
    for cases, first in (((less, half, known), known), ((less, half), half), ((half, no_port), no_port)):
        found = judge_site(Scripted([BREAKS] * len(cases)), make_site("asyncpg", *cases), [LOSING] * len(cases))
        assert found[0] == first
