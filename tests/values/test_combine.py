"""Values that can be one of several."""

from __future__ import annotations

from pooler_lint.values import Dict, Evidence, Known, OneOf, Unknown, Value
from pooler_lint.values.combine import (
    MAX_ALTERNATIVES,
    TOO_MANY,
    combinations,
    combine,
    one_of,
    restrict,
    shared,
    simplified,
    with_trail,
)
from pooler_lint.values.conditions import Condition, Guard
from pooler_lint.values.texts import MAX_TRAIL
from tests.construct_conditions import opaque
from tests.table import each_row

A, B = opaque("a"), opaque("b")


def on(*tests: Condition) -> Guard:
    return frozenset((test, True) for test in tests)


def off(*tests: Condition) -> Guard:
    return frozenset((test, False) for test in tests)


def either(test: Condition, yes: str, no: str) -> Value:
    return one_of([(on(test), Known(yes)), (off(test), Known(no))])


def shown(value: Value) -> set[tuple[Guard, object]]:
    assert isinstance(value, OneOf)
    return {(assumed, plain.value) for assumed, plain in value.alternatives if isinstance(plain, Known)}


def text(*values: Value) -> Value:
    return Known("".join(str(value.value) for value in values if isinstance(value, Known)))


def test_equal_ways_are_one_value() -> None:
    assert one_of([(on(A), Known("x")), (off(A), Known("x"))]) == Known("x")


def test_choices_inside_choices_are_flat() -> None:
    value = one_of([(on(A), either(B, "x", "y")), (off(A), Known("z"))])
    assert shown(value) == {(on(A, B), "x"), (on(A) | off(B), "y"), (off(A), "z")}


def test_what_contradicts_itself_is_left_out() -> None:
    assert one_of([(on(A), either(A, "x", "y"))]) == Known("x")
    assert isinstance(one_of([]), Unknown)


def test_one_condition_is_the_same_everywhere() -> None:
    assert shown(combine([either(A, "1", "2"), either(A, "x", "y")], text)) == {(on(A), "1x"), (off(A), "2y")}


def test_conditions_apart_multiply() -> None:
    assert len(shown(combine([either(A, "1", "2"), either(B, "x", "y")], text))) == 4


@each_row("count", [2, 60])
def test_many_choices_under_one_condition_are_few_combinations(count: int) -> None:
    found = combinations([either(A, "x", "y")] * count)
    assert found is not None
    assert len(found) == 2


def test_too_many_combinations_are_unknown() -> None:
    choices = [either(opaque(str(index)), "x", "y") for index in range(30)]
    assert combinations(choices) is None
    assert combine(choices, text) == Unknown(TOO_MANY)
    ways = [(on(opaque(str(index))), Known(str(index))) for index in range(MAX_ALTERNATIVES + 1)]
    assert one_of(ways) == Unknown(TOO_MANY)
    assert isinstance(one_of(ways[:-1]), OneOf)
    assert one_of([(assumed, Known("same")) for assumed, _ in ways]) == Known("same")


def test_combinations_start_from_what_is_known() -> None:
    assert combinations([either(A, "x", "y")], on(A)) == [(frozenset(), (Known("x"),))]


def test_restrict() -> None:
    value = combine([either(A, "1", "2"), either(B, "x", "y")], text)
    assert shown(restrict(value, on(A))) == {(on(B), "1x"), (off(B), "1y")}
    assert restrict(value, on(A) | off(B)) == Known("1y")
    assert restrict(Known("x"), on(A)) == Known("x")


def test_a_shared_dict_is_not_exclusive() -> None:
    assert shared(Dict(())) == Dict((), exclusive=False)
    value = shared(OneOf(((on(A), Dict(())), (off(A), Known(1)))))
    assert value == OneOf(((on(A), Dict((), exclusive=False)), (off(A), Known(1))))
    assert shared(Known(1)) == Known(1)


def test_a_trail_is_remembered_and_has_an_end() -> None:
    value: Value = either(A, "x", "y")
    for line in range(40):
        value = with_trail(value, Evidence("set", "f.py", line))
    assert isinstance(value, OneOf)
    assert {len(plain.trail) for _, plain in value.alternatives} == {MAX_TRAIL}


@each_row(
    ("ways", "left"),
    [
        # What b decides is the same with a as without.
        (
            {on(A) | on(B): "x", off(A) | on(B): "x", on(A) | off(B): "y", off(A) | off(B): "y"},
            {(on(B), "x"), (off(B), "y")},
        ),
        ({on(A) | on(B): "x", on(A) | off(B): "x", off(A): "y"}, {(on(A), "x"), (off(A), "y")}),
        # Two tests that differ are two differences.
        ({on(A): "x", off(B): "x", off(A) | on(B): "y"}, {(on(A), "x"), (off(B), "x"), (off(A) | on(B), "y")}),
        ({on(A): "x", off(A): "y"}, {(on(A), "x"), (off(A), "y")}),
    ],
)
def test_conditions_that_nothing_rests_on_go(ways: dict[Guard, str], left: set[tuple[Guard, str]]) -> None:
    value = OneOf(tuple((assumed, Known(word)) for assumed, word in ways.items()))
    assert shown(simplified(value)) == left


def test_the_order_is_that_in_which_the_values_came() -> None:
    ways = ((on(A) | on(B), "x"), (off(A) | on(B), "y"), (on(A) | off(B), "x"), (off(A) | off(B), "z"))
    left = simplified(OneOf(tuple((assumed, Known(word)) for assumed, word in ways)))
    assert isinstance(left, OneOf)
    assert left.alternatives == (
        (on(A), Known("x")),
        (off(A) | on(B), Known("y")),
        (off(A) | off(B), Known("z")),
    )


def test_where_nothing_differs_it_is_one_value() -> None:
    ways = (on(A) | on(B), on(A) | off(B), off(A) | on(B), off(A) | off(B))
    assert simplified(OneOf(tuple((assumed, Known("x")) for assumed in ways))) == Known("x")
