from __future__ import annotations

import gc
import weakref

import pytest

from pooler_lint.files import garbage
from pooler_lint.files.garbage import collect, collected_by_hand


class Ring:
    def __init__(self) -> None:
        self.own = self


def test_garbage_waits_for_the_end_of_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    gc.collect()
    with collected_by_hand():
        left = weakref.ref(Ring())
        kept = [[] for _ in range(5000)]  # type: ignore[var-annotated]
        assert left() is not None
        collect()
        assert left() is not None, "it is not worth a look"
        monkeypatch.setattr(garbage, "MANY_OBJECTS", 1000)
        collect()
        assert left() is None
    assert len(kept) == 5000
    assert gc.isenabled()


def test_who_has_turned_it_off_finds_it_off() -> None:
    gc.disable()
    try:
        with pytest.raises(ZeroDivisionError), collected_by_hand():
            raise ZeroDivisionError
        assert not gc.isenabled()
    finally:
        gc.enable()
