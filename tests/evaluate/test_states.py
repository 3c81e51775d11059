"""Where several ways meet."""

from __future__ import annotations

from pooler_lint.evaluate.states import MAX_WAYS, State, join_states, joined_in_doubt, kept_apart
from pooler_lint.values import Dict, Entry, Known
from pooler_lint.values.conditions import Guard
from tests.construct_conditions import opaque
from tests.evaluate.showing import show

T = opaque("t")
YES: Guard = frozenset({(T, True)})
NO: Guard = frozenset({(T, False)})
START: Guard = frozenset({(opaque("s"), True)})


def test_a_name_is_what_it_was_on_each_way() -> None:
    same = Known("same")
    joined = join_states(
        [State({"x": Known(1), "y": same}, START | YES), State({"x": Known(2), "y": same, "z": same}, START | NO)],
        START,
    )
    assert show(joined.names["x"]) == "[t] 1 | [not t] 2"
    assert (joined.names["y"], joined.names["z"], joined.path) == (same, same, START)


def test_an_attribute_that_one_way_sets_is_not_certain() -> None:
    one = State({}, YES, {"self.a": Known(1), "self.b": Known(1)})
    other = State({}, NO, {"self.b": Known(2)})
    assert {key: show(value) for key, value in join_states([one, other], frozenset()).attributes.items()} == {
        "self.b": "[t] 1 | [not t] 2"
    }


def test_a_dict_that_a_block_changes_is_in_doubt() -> None:
    before, after = Dict(()), Dict((Entry("a", Known(1)),))
    joined = joined_in_doubt([State({"d": after}, YES)], State({"d": before}, NO), frozenset(), "why")
    assert show(joined.names["d"]) == "[t] {a: <?>, ...} | [not t] {...}"


def test_too_many_ways_are_joined() -> None:
    states = [State({"x": Known(index)}, START | {(opaque(str(index)), True)}) for index in range(MAX_WAYS)]
    assert kept_apart(states, 1) == states
    (joined,) = kept_apart(states, 2)
    assert joined.path == START
    assert kept_apart(states[:1], 100) == states[:1]


def test_a_fork_is_a_world_of_its_own() -> None:
    state = State({"x": Known(1)}, attributes={"x.a": Known(1), "xy.a": Known(2)})
    fork = state.fork(YES)
    fork.names["x"] = Known(2)
    fork.forget_attributes("x")
    assert state.names == {"x": Known(1)}
    assert set(state.attributes) == {"x.a", "xy.a"}
    assert (set(fork.attributes), fork.path) == ({"xy.a"}, YES)
