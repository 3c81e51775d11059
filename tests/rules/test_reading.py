from __future__ import annotations

import pytest

from pooler_lint.rules.reading import holds_unique_call
from pooler_lint.values import Attribute, Called, Dict, Entry, Function, Items, Known, OneOf, Symbol, Text, Value

UNIQUE = Called(Symbol("uuid.uuid4"), ())


@pytest.mark.parametrize(
    "value",
    [
        UNIQUE,
        Attribute(UNIQUE, "hex"),
        Called(Attribute(UNIQUE, "hex"), ()),
        Text(("__", UNIQUE, "__")),
        Items((Known(1), UNIQUE)),
        Dict((Entry("name", UNIQUE),)),
        OneOf(((frozenset(), Known("")), (frozenset(), UNIQUE))),
        Function("<lambda>", UNIQUE),
    ],
)
def test_a_unique_part_makes_the_whole_unique(value: Value) -> None:
    assert holds_unique_call(value)


@pytest.mark.parametrize("value", [Known("a"), Called(Symbol("str"), ()), Text(("a", Symbol("b"))), Items(())])
def test_others_are_not(value: Value) -> None:
    assert not holds_unique_call(value)
