from __future__ import annotations

import copy
import pickle
import typing

import pytest

from pooler_lint.light import NamedTuple
from tests import test_light as here


class Ours(NamedTuple):
    """A point."""

    x: int
    y: int = 2
    """Where it is not said."""

    @property
    def sum(self) -> int:
        """Of both."""
        return self.x + self.y

    def moved(self, by: int) -> Ours:
        return self._replace(x=self.x + by)


class Theirs(typing.NamedTuple):
    """A point."""

    x: int
    y: int = 2

    @property
    def sum(self) -> int:
        return self.x + self.y

    def moved(self, by: int) -> Theirs:
        return self._replace(x=self.x + by)


class Nothing(NamedTuple):
    pass


def test_it_is_what_typing_makes() -> None:
    for ours, theirs in ((Ours(1), Theirs(1)), (Ours(1, y=3), Theirs(1, 3)), (Ours(1).moved(2), Theirs(1).moved(2))):
        assert tuple(ours) == tuple(theirs)
        assert (ours.x, ours.y, ours.sum) == (theirs.x, theirs.y, theirs.sum)
        assert repr(ours).removeprefix("Ours") == repr(theirs).removeprefix("Theirs")
        assert hash(ours) == hash(theirs)
        assert ours._asdict() == theirs._asdict()
    for name in ("_fields", "_field_defaults", "__doc__", "__module__"):
        assert getattr(Ours, name) == getattr(Theirs, name)
    assert Ours.__mro__[1:] == Theirs.__mro__[1:] == (tuple, object)
    assert tuple(Nothing()) == ()


def test_it_goes_from_one_process_to_another() -> None:
    one = here.Ours(1)
    assert pickle.loads(pickle.dumps(one)) == one
    assert copy.deepcopy(one) == one
    assert type(pickle.loads(pickle.dumps(one))) is here.Ours


def test_what_is_missing_or_too_much_is_told() -> None:
    with pytest.raises(TypeError, match="missing 1 required positional argument: 'x'"):
        Ours()  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="takes from 2 to 3 positional arguments but 4 were given"):
        Ours(1, 2, 3)  # type: ignore[call-arg]
    with pytest.raises(AttributeError):
        Ours(1).x = 2  # type: ignore[misc]
