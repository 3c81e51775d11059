"""Classes of data: what the package uses of `dataclasses`."""

from __future__ import annotations

import copy
import dataclasses
import pickle

import pytest

from pooler_lint.records import dataclass, field, replace, values_of
from tests.table import each_row


@dataclass(frozen=True, slots=True)
class Point:
    """Two numbers."""

    x: int
    y: int = 2
    names: tuple[str, ...] = ()
    hidden: str = field(default="", repr=False)

    @property
    def total(self) -> int:
        return self.x + self.y


@dataclass(frozen=True, slots=True)
class Named(Point):
    name: str = "n"

    def __hash__(self) -> int:
        return 7


@dataclass(slots=True)
class Bag:
    items: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True, eq=False)
class Same:
    value: int


@dataclass(frozen=True, slots=True, order=True)
class Ranked:
    rank: int
    name: str = ""


def test_it_is_created_compared_and_shown() -> None:
    point = Point(1, names=("a",))
    assert (point.x, point.y, point.names, point.hidden, point.total) == (1, 2, ("a",), "", 3)
    assert point == Point(1, 2, ("a",))
    assert point != Point(2)
    assert point != Named(1, names=("a",))
    assert hash(point) == hash(Point(1, names=("a",)))
    assert hash(Named(1)) == 7
    assert repr(point) == "Point(x=1, y=2, names=('a',))"
    assert Named(1) == Named(1, name="n")
    assert Same(1) != Same(1)
    assert sorted([Ranked(2), Ranked(1, "b"), Ranked(1, "a")])[0] == Ranked(1, "a")
    assert values_of(Named(1)) == (1, 2, (), "", "n")
    assert values_of("text") == ()


def test_it_does_not_change() -> None:
    point = Point(1)
    with pytest.raises(AttributeError, match=r"Point\.x cannot be changed"):
        point.x = 2  # type: ignore[misc]
    with pytest.raises(AttributeError):
        del point.x
    with pytest.raises(AttributeError):
        point.other = 2  # type: ignore[attr-defined]
    assert replace(point, y=5) == Point(1, 5)
    assert point == Point(1)


def test_what_may_change_has_a_value_of_its_own() -> None:
    bag, other = Bag(), Bag()
    bag.items.append(1)
    assert other.items == []
    bag.items = [2]
    assert bag == Bag([2])
    with pytest.raises(TypeError):
        hash(bag)


@each_row("wrong", [lambda: Point(), lambda: Point(1, z=2), lambda: replace(Point(1), z=2)])  # type: ignore[call-arg]
def test_wrong_fields_are_refused(wrong: object) -> None:
    with pytest.raises(TypeError):
        wrong()  # type: ignore[operator]


@each_row("value", [Point(1, names=("a",)), Named(3), Bag([1]), Ranked(1)])
def test_it_can_be_copied_and_sent_to_another_process(value: object) -> None:
    assert pickle.loads(pickle.dumps(value)) == value
    assert copy.deepcopy(value) == value


def test_dataclasses_knows_it() -> None:
    assert dataclasses.is_dataclass(Point)
    assert [one.name for one in dataclasses.fields(Named)] == ["x", "y", "names", "hidden", "name"]
    assert dataclasses.replace(Point(1), y=3) == Point(1, 3)  # type: ignore[call-overload, unused-ignore]
