"""From a wish to the operations that meet it, place by place."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from pooler_lint.fixes.operations import (
    AddDictEntry,
    AddDictKeyword,
    AddEntry,
    AddHeld,
    AddKeyword,
    AddQuery,
    CutText,
    Operation,
    Remove,
    Replace,
    Unsafe,
)
from pooler_lint.fixes.plan import Plan, Request, Style, planned
from pooler_lint.fixes.source import parse_source
from pooler_lint.model import (
    DropArgument,
    DropOption,
    DropUnusedImports,
    Holder,
    Home,
    Imported,
    Option,
    SetCallee,
    SetOption,
    Wish,
)
from pooler_lint.report import Edit
from pooler_lint.values import Dict, Known, Span
from tests.fixes.helpers import CACHE_OFF, request, span_of
from tests.table import each_row

KEY = CACHE_OFF.name
CALL = 'f(x, a=1, d={"k": 2})'
WHOLE = Span(0, len(CALL))
ONE, TWO, DICT = span_of(CALL, "1"), span_of(CALL, "2"), span_of(CALL, '{"k": 2}')
IN_CALL = SetOption(KEY, "0", driver=False)


def finding(*wishes: Wish, text: str = CALL, part: str = "f", holder: str | None = None, **case: Any) -> Request:
    found = request(text, part, *wishes, holder=holder)
    changed = replace(found.case, **case)
    return replace(found, case=changed, site=replace(found.site, cases=(changed,)))


def plan(found: Request, text: str = CALL) -> Plan:
    return planned(parse_source(f"{text}\n"), found, Style())


def one(found: Request, text: str = CALL) -> Operation:
    (operation,) = plan(found, text).operations
    return operation


def given(home: Home, span: Span | None = None, name: str = KEY) -> tuple[Option, ...]:
    return (Option(name, Known(5), home, span),)


def refused(found: Request, text: str = CALL) -> bool:
    try:
        plan(found, text)
    except Unsafe:
        return True
    return False


@pytest.mark.parametrize(
    ("case", "operation"),
    [
        ({}, AddKeyword(WHOLE, KEY, "0")),
        ({"options": given(Home.CALL, ONE)}, Replace(ONE, "0")),
        ({"options": given(Home.DRIVER, ONE)}, Replace(ONE, "0")),
        ({"options": given(Home.QUERY, ONE)}, AddKeyword(WHOLE, KEY, "0")),
        ({"options": given(Home.SERVER_SETTINGS, ONE)}, AddKeyword(WHOLE, KEY, "0")),
        ({"options": given(Home.CALL, ONE, "other")}, AddKeyword(WHOLE, KEY, "0")),
    ],
)
def test_a_keyword_of_the_call(case: dict[str, Any], operation: Operation) -> None:
    assert one(finding(CACHE_OFF, **case)) == operation
    assert one(finding(IN_CALL, holder="d", **case)) == operation


def test_a_keyword_that_stands_there_unread_is_replaced() -> None:
    wish = SetOption("a", "0", driver=True)
    assert one(finding(wish)) == Replace(ONE, "0")
    assert one(finding(wish, options=given(Home.CALL, name="a"))) == Replace(ONE, "0")
    assert refused(finding(CACHE_OFF, options=given(Home.CALL)))
    assert refused(finding(CACHE_OFF, options=given(Home.DRIVER)))
    assert not refused(finding(CACHE_OFF, options=given(Home.QUERY)))


@each_row(
    ("case", "operation"),
    [
        ({"driver_dict_span": DICT}, AddEntry(DICT, KEY, "0")),
        ({"driver_dict": Dict((), span=DICT)}, AddEntry(DICT, KEY, "0")),
        ({"driver_dict": Dict((), span=DICT), "driver_dict_span": ONE}, AddEntry(DICT, KEY, "0")),
        ({"driver_dict": Dict((), span=DICT, exclusive=False), "driver_dict_span": ONE}, AddEntry(ONE, KEY, "0")),
        ({"options": given(Home.DRIVER, TWO), "driver_dict": Dict((), span=DICT)}, Replace(TWO, "0")),
        (
            {"options": given(Home.DRIVER, TWO), "driver_dict": Dict((), span=DICT, exclusive=False)},
            Replace(TWO, "0"),
        ),
        ({"options": given(Home.CALL, TWO), "driver_dict": Dict((), span=DICT)}, AddEntry(DICT, KEY, "0")),
        ({"options": given(Home.DRIVER), "driver_dict": Dict((), span=DICT)}, AddEntry(DICT, KEY, "0")),
        ({}, AddEntry(DICT, KEY, "0")),
    ],
)
def test_an_entry_of_the_drivers_options(case: dict[str, Any], operation: Operation) -> None:
    assert one(finding(CACHE_OFF, holder="d", **case)) == operation


def test_an_entry_that_is_there_is_replaced() -> None:
    wish = SetOption("k", "0", driver=True)
    assert one(finding(wish, holder="d")) == Replace(TWO, "0")
    assert one(finding(wish, holder="d", driver_dict=Dict((), span=DICT))) == Replace(TWO, "0")


def test_a_new_dict_for_the_drivers_options() -> None:
    assert one(finding(CACHE_OFF, holder="new")) == AddDictKeyword(WHOLE, "new", KEY, "0")
    assert refused(finding(CACHE_OFF, holder="new", driver_dict=Dict(())))
    assert one(finding(CACHE_OFF, holder="new", home=Home.CALL)) == AddKeyword(WHOLE, KEY, "0")
    assert one(finding(CACHE_OFF, holder="new", home=Home.DRIVER)) == AddDictKeyword(WHOLE, "new", KEY, "0")


def test_a_value_in_a_dict_of_others_is_not_replaced() -> None:
    text = 'D = {"k": 2}\nf(x, d=D)'
    literal, value, name = span_of(text, '{"k": 2}'), span_of(text, "2"), span_of(text, "D", 1)
    case: dict[str, Any] = {
        "options": given(Home.DRIVER, value),
        "driver_dict": Dict((), span=literal, exclusive=False),
    }
    assert one(finding(CACHE_OFF, text=text, holder="d", driver_dict_span=name, **case), text) == AddEntry(
        name, KEY, "0"
    )
    drop = DropOption(KEY, Home.DRIVER)
    assert refused(finding(drop, text=text, holder="d", **case), text)
    own: dict[str, Any] = {"options": case["options"], "driver_dict": Dict((), span=literal)}
    assert one(finding(drop, text=text, holder="d", **own), text) == Remove(value)


def test_what_a_call_hands_on_to_an_engine() -> None:
    engine = Imported("pools", "Engine")
    held = finding(CACHE_OFF, holder=None)
    with_dict = replace(held, case=replace(held.case, holder=Holder("d", span=DICT)))
    assert one(with_dict) == AddEntry(DICT, KEY, "0")
    new = replace(held, case=replace(held.case, holder=Holder("e", starts_with=(("echo", "True"),))))
    assert one(new) == AddHeld(WHOLE, "e", None, (("echo", "True"),), None, KEY, "0")
    made = replace(held, case=replace(held.case, holder=Holder("e", made_by=engine)))
    assert one(made) == AddHeld(WHOLE, "e", "Engine", (), None, KEY, "0")
    assert [edit.content for edit in plan(made).imports] == ["from pools import Engine\n\n"]
    hidden = replace(held, case=replace(held.case, holder=Holder("e", hidden=True)))
    assert refused(hidden)
    taken = replace(held, case=replace(held.case, holder=Holder("e"), options=given(Home.CALL)))
    assert refused(taken)


def test_the_drivers_options_in_what_a_call_hands_on() -> None:
    held = finding(CACHE_OFF, holder="connect_args")
    new = replace(held, case=replace(held.case, holder=Holder("e")))
    assert one(new) == AddHeld(WHOLE, "e", None, (), "connect_args", KEY, "0")
    with_dict = replace(held, case=replace(held.case, holder=Holder("d", span=DICT)))
    assert one(with_dict) == AddDictEntry(DICT, "connect_args", KEY, "0")
    text = "f(x, e=Engine(1))"
    made = finding(CACHE_OFF, text=text, holder="connect_args")
    place = span_of(text, "Engine(1)")
    made = replace(made, case=replace(made.case, holder=Holder("e", Imported("p", "Engine"), place)))
    assert one(made, text) == AddDictKeyword(place, "connect_args", KEY, "0")
    keyword = replace(made, site=replace(made.site, driver_options_in=None))
    assert one(keyword, text) == AddKeyword(place, KEY, "0")
    taken = replace(new, case=replace(new.case, options=given(Home.CALL, name="connect_args")))
    assert refused(taken)
    assert not refused(replace(new, case=replace(new.case, options=given(Home.DRIVER, name="connect_args"))))


@pytest.mark.parametrize(
    ("wish", "case", "operation"),
    [
        (DropOption("a", Home.CALL), {}, Remove(ONE)),
        (DropOption("a", Home.DRIVER), {}, Remove(ONE)),
        (DropOption("k", Home.DRIVER), {"driver_dict": Dict((), span=DICT)}, Remove(TWO)),
        (DropOption("k", Home.SERVER_SETTINGS), {"server_settings": Dict((), span=DICT)}, Remove(TWO)),
        (DropOption(KEY, Home.CALL), {"options": given(Home.CALL, TWO)}, Remove(TWO)),
        (DropArgument(WHOLE, "a"), {}, Remove(ONE)),
    ],
)
def test_what_goes(wish: Wish, case: dict[str, Any], operation: Operation) -> None:
    assert one(finding(wish, **case)) == operation


@each_row(
    ("wish", "case"),
    [
        (DropOption("a", Home.SERVER_SETTINGS), {}),
        (DropOption("k", Home.CALL), {"driver_dict": Dict((), span=DICT)}),
        (DropOption("k", Home.DRIVER), {"server_settings": Dict((), span=DICT)}),
        (DropOption("k", Home.SERVER_SETTINGS), {"driver_dict": Dict((), span=DICT)}),
        (DropOption("k", Home.DRIVER), {"driver_dict": Dict((), span=DICT, exclusive=False)}),
        (DropOption("k", Home.DRIVER), {"driver_dict": Dict((), span=Span(1, 3))}),
        (DropOption("other", Home.DRIVER), {"driver_dict": Dict((), span=DICT)}),
        (DropOption(KEY, Home.LATER), {"options": given(Home.LATER, ONE)}),
        (DropOption(KEY, Home.CALL), {"options": given(Home.DRIVER, ONE)}),
        (DropArgument(WHOLE, "b"), {}),
    ],
)
def test_what_can_not_go(wish: Wish, case: dict[str, Any]) -> None:
    assert refused(finding(wish, **case))


@pytest.mark.parametrize(
    ("text", "callee", "after"),
    [("f(x)", "f", "g"), ("a.f(x)", "a.f", "g"), ("f[int](x)", "f[int]", "g"), ("(f)(x)", "(f)", "g")],
)
def test_another_callee(text: str, callee: str, after: str) -> None:
    wish = SetCallee(Imported("m", "g"))
    found = finding(wish, text=text, part=callee)
    callee = callee.removesuffix("[int]")
    assert one(found, text) == Replace(Span(0, len(callee)), after)


@pytest.mark.parametrize(
    ("text", "callee"), [("partial(f)(x)", "partial(f)"), ("partial(x)", "partial"), ("a.partial(x)", "a.partial")]
)
def test_a_callee_that_is_no_name_stays(text: str, callee: str) -> None:
    assert refused(finding(SetCallee(Imported("m", "g")), text=text, part=callee), text)


def test_a_query() -> None:
    text = 'f("postgresql://h/d?k=1", a=1)'
    url = span_of(text, '"postgresql://h/d?k=1"')
    case: dict[str, Any] = {"home": Home.QUERY, "dsn": Known("postgresql://h/d?k=1", span=url), "dsn_span": url}
    assert plan(finding(SetOption("n", "0", driver=True), text=text, **case), text).operations == (
        AddQuery(url, "n", "0", False),
    )
    given_there = finding(SetOption("k", "0", driver=True), text=text, options=given(Home.QUERY, name="k"), **case)
    assert plan(given_there, text).operations == (
        CutText(url, Span(url.end - 5, url.end - 1)),
        AddQuery(url, "k", "0", False),
    )
    elsewhere = finding(SetOption("a", "0", driver=True), text=text, options=given(Home.DRIVER, name="a"), **case)
    assert plan(elsewhere, text).operations == (AddQuery(url, "a", "0", False),)
    assert refused(finding(SetOption("n", "0", driver=True), text=text, **{**case, "dsn": None}), text)
    assert refused(finding(SetOption("n", "0", driver=True), text=text, **{**case, "dsn_span": None}), text)


def test_several_wishes_make_one_plan() -> None:
    found = finding(CACHE_OFF, CACHE_OFF, DropUnusedImports(), DropOption("a", Home.CALL))
    assert plan(found) == Plan((AddKeyword(WHOLE, KEY, "0"), Remove(ONE)), (), True)
    assert plan(finding(CACHE_OFF)).drops_unused is False


def test_a_keyword_given_on_another_way_as_the_drivers() -> None:
    found = finding(IN_CALL, options=())
    other = replace(found.case, options=given(Home.DRIVER, ONE))
    assert refused(replace(found, site=replace(found.site, cases=(found.case, other))))


def test_a_call_in_the_place_of_settings_hands_its_arguments_to_something_else() -> None:
    text = f"f(x, {KEY}=1, {KEY}=2)"
    found = finding(IN_CALL, text=text, call_dict_span=Span(0, len(text)))
    declared = replace(found, site=replace(found.site, declared=True))
    assert one(declared, text) == Replace(span_of(text, "1"), "0")


def test_settings_of_another_file_are_added_to_behind_the_last_one() -> None:
    text = "S['a'] = 1"
    found = request("S(x)", "S", IN_CALL)
    case = replace(found.case, last_span=span_of(text, "1"))
    site = replace(found.site, declared=True, cases=(case,), span=span_of(text, "S['a']"))
    made = planned(parse_source(f"{text}\n"), replace(found, site=site, case=case), Style())
    assert made == Plan((), (Edit(len(text), len(text), f"\nS['{KEY}'] = 0"),))
