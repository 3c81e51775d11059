"""Values that share their parts."""

from __future__ import annotations

from pooler_lint.values import Called, Dict, Entry, Items, Known, Symbol, Text, Unknown, Value
from pooler_lint.values.sizes import MAX_PARTS, bounded, is_small
from tests.table import each_row


def doubled(value: Value, times: int) -> Value:
    for _ in range(times):
        value = Items((value, value))
    return value


@each_row(
    "value",
    [
        Known(1),
        doubled(Known(1), 5),
        Text(("a", Unknown("x"))),
        Called(Symbol("f"), ()),
        Dict(tuple(Entry(str(index), Known(index)) for index in range(2 * MAX_PARTS))),
    ],
)
def test_small(value: Value) -> None:
    assert bounded(value) is value


@each_row(
    "value",
    [
        doubled(Known(1), 60),
        Items(tuple(Known(index) for index in range(2 * MAX_PARTS))),
        Dict((Entry("a", doubled(Known(1), 60)),)),
    ],
)
def test_large(value: Value) -> None:
    assert not is_small(value)
    assert isinstance(bounded(value), Unknown)
