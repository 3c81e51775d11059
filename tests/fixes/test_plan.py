"""From a wish to the operations that meet it, place by place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pooler_lint.fixes.operations import (
    AddDictEntry,
    AddDictKeyword,
    AddEntry,
    AddHeld,
    AddKeyword,
    AddQuery,
    CutText,
    Operation,
    Plan,
    Remove,
    Replace,
    Unsafe,
)
from pooler_lint.fixes.plan import Request, Style, planned
from pooler_lint.fixes.source import parse_source
from pooler_lint.fixes.sources import Sources
from pooler_lint.fixes.spans import Span
from pooler_lint.model import DropArgument, DropOption, DropUnusedImports, Option, SetCallee, SetOption, Wish
from pooler_lint.report import Edit
from pooler_lint.slots import (
    Assignment,
    DictEntry,
    Field,
    Imported,
    Nowhere,
    OptionKind,
    Setting,
    Slot,
    Slots,
    UrlQuery,
)
from pooler_lint.values import Dict, Known, Value
from tests.fixes.helpers import CACHE_OFF, FILE, placed, request, span_of
from tests.table import each_row

KEY = CACHE_OFF.name
CALL = 'f(x, a=1, d={"k": 2})'
WHOLE = Span(0, len(CALL))
ONE, TWO, DICT = span_of(CALL, "1"), span_of(CALL, "2"), span_of(CALL, '{"k": 2}')
IN_CALL = SetOption(KEY, "0", driver=False)


def finding(
    *wishes: Wish,
    text: str = CALL,
    part: str = "f",
    options: Sequence[Option] = (),
    slots: Slots | None = None,
    dsn: Value | None = None,
) -> Request:
    found = request(text, part, *wishes, options=options, slots=slots)
    changed = replace(found.case, dsn=dsn)
    return replace(found, case=changed, site=replace(found.site, cases=(changed,)))


def in_dict(literal: Dict | None = None, span: Span | None = None, keyword: str = "d") -> Slots:
    return Slots(driver=DictEntry(keyword, literal, placed(span)))


def plan(found: Request, text: str = CALL) -> Plan:
    (made,) = planned(Sources(parse_source(f"{text}\n"), FILE), found, Style())
    return made


def one(found: Request, text: str = CALL) -> Operation:
    (operation,) = plan(found, text).operations
    return operation


def given(home: OptionKind, span: Span | None = None, name: str = KEY) -> tuple[Option, ...]:
    return (Option(name, Known(5), home, placed(span)),)


def refused(found: Request, text: str = CALL) -> bool:
    try:
        plan(found, text)
    except Unsafe:
        return True
    return False


@each_row(
    ("options", "operation"),
    [
        ((), AddKeyword(WHOLE, KEY, "0")),
        (given(OptionKind.CALL, ONE), Replace(ONE, "0")),
        (given(OptionKind.DRIVER, ONE), AddKeyword(WHOLE, KEY, "0")),
        (given(OptionKind.QUERY, ONE), AddKeyword(WHOLE, KEY, "0")),
        (given(OptionKind.SERVER_SETTINGS, ONE), AddKeyword(WHOLE, KEY, "0")),
        (given(OptionKind.CALL, ONE, "other"), AddKeyword(WHOLE, KEY, "0")),
    ],
)
def test_a_keyword_of_the_call(options: tuple[Option, ...], operation: Operation) -> None:
    assert one(finding(CACHE_OFF, options=options)) == operation
    assert one(finding(IN_CALL, slots=in_dict(), options=options)) == operation


def test_a_keyword_that_stands_there_unread_is_replaced() -> None:
    wish = SetOption("a", "0", driver=True)
    assert one(finding(wish)) == Replace(ONE, "0")
    assert one(finding(wish, options=given(OptionKind.CALL, name="a"))) == Replace(ONE, "0")
    assert refused(finding(CACHE_OFF, options=given(OptionKind.CALL)))
    assert not refused(finding(CACHE_OFF, options=given(OptionKind.QUERY)))


LITERAL, SHARED = Dict((), place=placed(DICT)), Dict((), place=placed(DICT), exclusive=False)


@each_row(
    ("slots", "options", "operation"),
    [
        (in_dict(None, DICT), (), AddEntry(DICT, KEY, "0")),
        (in_dict(LITERAL), (), AddEntry(DICT, KEY, "0")),
        (in_dict(LITERAL, ONE), (), AddEntry(DICT, KEY, "0")),
        (in_dict(SHARED, ONE), (), AddEntry(ONE, KEY, "0")),
        (in_dict(LITERAL), given(OptionKind.DRIVER, TWO), Replace(TWO, "0")),
        (in_dict(LITERAL), given(OptionKind.CALL, TWO), AddEntry(DICT, KEY, "0")),
        (in_dict(LITERAL), given(OptionKind.DRIVER), AddEntry(DICT, KEY, "0")),
        (in_dict(), (), AddEntry(DICT, KEY, "0")),
    ],
)
def test_an_entry_of_the_drivers_options(slots: Slots, options: tuple[Option, ...], operation: Operation) -> None:
    assert one(finding(CACHE_OFF, slots=slots, options=options)) == operation


def test_an_entry_that_is_there_is_replaced() -> None:
    wish = SetOption("k", "0", driver=True)
    assert one(finding(wish, slots=in_dict())) == Replace(TWO, "0")
    assert one(finding(wish, slots=in_dict(LITERAL))) == Replace(TWO, "0")


def test_a_new_dict_for_the_drivers_options() -> None:
    assert one(finding(CACHE_OFF, slots=in_dict(keyword="new"))) == AddDictKeyword(WHOLE, "new", KEY, "0")
    assert refused(finding(CACHE_OFF, slots=in_dict(Dict(()), keyword="new")))
    found = finding(CACHE_OFF, slots=in_dict(keyword="new"))
    other = replace(found.case, slots=in_dict(SHARED))
    assert refused(replace(found, site=replace(found.site, cases=(found.case, other))))


def test_arguments_that_another_argument_of_the_call_carries() -> None:
    engine = Imported("pools", "Engine")
    assert one(finding(IN_CALL, slots=Slots(DictEntry("d", LITERAL)))) == AddEntry(DICT, KEY, "0")
    new = Slots(DictEntry("e", starts_with=(("echo", "True"),)))
    assert one(finding(IN_CALL, slots=new)) == AddHeld(WHOLE, "e", None, (("echo", "True"),), None, KEY, "0")
    made = finding(IN_CALL, slots=Slots(Field("e", engine)))
    assert one(made) == AddHeld(WHOLE, "e", "Engine", (), None, KEY, "0")
    assert [edit.content for edit in plan(made).imports] == ["from pools import Engine\n\n"]
    assert refused(finding(IN_CALL, slots=Slots(Field("e", engine, is_hidden=True))))


def test_the_drivers_options_in_arguments_that_another_one_carries() -> None:
    driver = DictEntry("connect_args")
    new = finding(CACHE_OFF, slots=Slots(DictEntry("e"), driver))
    assert one(new) == AddHeld(WHOLE, "e", None, (), "connect_args", KEY, "0")
    with_dict = finding(CACHE_OFF, slots=Slots(DictEntry("d", LITERAL), driver))
    assert one(with_dict) == AddDictEntry(DICT, "connect_args", KEY, "0")
    text = "f(x, e=Engine(1))"
    place = span_of(text, "Engine(1)")
    made = Slots(Field("e", Imported("p", "Engine"), placed(place)), driver)
    assert one(finding(CACHE_OFF, text=text, slots=made), text) == AddDictKeyword(place, "connect_args", KEY, "0")
    assert one(finding(IN_CALL, text=text, slots=made), text) == AddKeyword(place, KEY, "0")
    assert refused(finding(CACHE_OFF, slots=Slots(Nowhere("no arguments"), driver)))


@each_row(
    ("wish", "options", "operation"),
    [
        (DropOption("a", OptionKind.CALL), (), Remove(ONE)),
        (DropOption("a", OptionKind.DRIVER), (), Remove(ONE)),
        (DropOption(KEY, OptionKind.CALL), given(OptionKind.CALL, TWO), Remove(TWO)),
        (DropOption(KEY, OptionKind.SERVER_SETTINGS), given(OptionKind.SERVER_SETTINGS, TWO), Remove(TWO)),
        (DropArgument(placed(WHOLE), "a"), (), Remove(ONE)),
    ],
)
def test_what_goes(wish: Wish, options: tuple[Option, ...], operation: Operation) -> None:
    assert one(finding(wish, options=options)) == operation


@each_row(
    ("wish", "options"),
    [
        (DropOption("a", OptionKind.SERVER_SETTINGS), ()),
        (DropOption("k", OptionKind.CALL), ()),
        (DropOption("k", OptionKind.DRIVER), ()),
        (DropOption(KEY, OptionKind.LATER), given(OptionKind.LATER, ONE)),
        (DropOption(KEY, OptionKind.CALL), given(OptionKind.DRIVER, ONE)),
        (DropArgument(placed(WHOLE), "b"), ()),
    ],
)
def test_what_can_not_go(wish: Wish, options: tuple[Option, ...]) -> None:
    assert refused(finding(wish, options=options))


@each_row(
    ("text", "callee", "after"),
    [("f(x)", "f", "g"), ("a.f(x)", "a.f", "g"), ("f[int](x)", "f[int]", "g"), ("(f)(x)", "(f)", "g")],
)
def test_another_callee(text: str, callee: str, after: str) -> None:
    wish = SetCallee(Imported("m", "g"))
    found = finding(wish, text=text, part=callee)
    callee = callee.removesuffix("[int]")
    assert one(found, text) == Replace(Span(0, len(callee)), after)


@each_row(
    ("text", "callee"), [("partial(f)(x)", "partial(f)"), ("partial(x)", "partial"), ("a.partial(x)", "a.partial")]
)
def test_a_callee_that_is_no_name_stays(text: str, callee: str) -> None:
    assert refused(finding(SetCallee(Imported("m", "g")), text=text, part=callee), text)


def test_a_query() -> None:
    text = 'f("postgresql://h/d?k=1", a=1)'
    url = span_of(text, '"postgresql://h/d?k=1"')
    dsn = Known("postgresql://h/d?k=1", place=placed(url))

    def found(name: str, *options: Option, place: Span | None = url, value: Value | None = dsn) -> Request:
        slots = Slots(driver=UrlQuery(placed(place)))
        return finding(SetOption(name, "0", driver=True), text=text, options=options, slots=slots, dsn=value)

    assert plan(found("n"), text).operations == (AddQuery(url, "n", "0", False),)
    assert plan(found("k", *given(OptionKind.QUERY, name="k")), text).operations == (
        CutText(url, Span(url.end - 5, url.end - 1)),
        AddQuery(url, "k", "0", False),
    )
    elsewhere = found("a", *given(OptionKind.DRIVER, name="a"))
    assert plan(elsewhere, text).operations == (AddQuery(url, "a", "0", False),)
    assert refused(found("n", value=None), text)
    assert refused(found("n", place=None), text)


def test_a_place_in_another_file_is_refused() -> None:
    elsewhere = placed(ONE)._replace(file="other.py")
    assert refused(finding(DropArgument(placed(WHOLE)._replace(file="other.py"), "a")))
    assert refused(finding(IN_CALL, options=(Option(KEY, Known(5), OptionKind.CALL, elsewhere),)))
    assert refused(finding(IN_CALL, slots=Slots(Setting(elsewhere))))


def test_several_wishes_make_one_plan() -> None:
    found = finding(CACHE_OFF, CACHE_OFF, DropUnusedImports(), DropOption("a", OptionKind.CALL))
    assert plan(found) == Plan((AddKeyword(WHOLE, KEY, "0"), Remove(ONE)), (), True)
    assert plan(finding(CACHE_OFF)).drops_unused is False


def test_a_keyword_given_on_another_way() -> None:
    found = finding(IN_CALL)
    other = replace(found.case, options=given(OptionKind.CALL, ONE))
    assert refused(replace(found, site=replace(found.site, cases=(found.case, other))))


def declared(text: str, slot: Slot, part: str) -> Request:
    found = finding(IN_CALL, text=text, part=part, slots=Slots(slot))
    return replace(found, site=replace(found.site, declared=True))


def test_a_call_in_the_place_of_settings_hands_its_arguments_to_something_else() -> None:
    text = f"f(x, {KEY}=1, {KEY}=2)"
    assert one(declared(text, Setting(placed(Span(0, len(text)))), "f"), text) == Replace(span_of(text, "1"), "0")


def test_settings_that_the_text_does_not_show_get_nothing() -> None:
    assert refused(declared(CALL, Setting(None), "f"))
    found = finding(CACHE_OFF, slots=Slots(Setting(None), DictEntry("OPTIONS")))
    assert refused(found)
    assert one(replace(found, case=replace(found.case, slots=Slots(Setting(placed(DICT)), DictEntry("OPTIONS"))))) == (
        AddDictEntry(DICT, "OPTIONS", KEY, "0")
    )


def test_settings_of_another_file_are_added_to_behind_the_last_one() -> None:
    text = "S(x)['a'] = 1"
    made = plan(declared(text, Assignment("S", placed(span_of(text, "1"))), "S"), text)
    assert made == Plan((), (Edit(len(text), len(text), f"\nS['{KEY}'] = 0"),))
