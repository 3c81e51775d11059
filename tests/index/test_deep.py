from __future__ import annotations

import ast
import sys
import threading

import pytest

from pooler_lint.index import deep as module
from pooler_lint.index.deep import Extent, deep, extent
from tests.table import each_row


def down(levels: int) -> int:
    return down(levels - 1) + 1 if levels else 0


def test_recursion_has_room_and_the_limits_are_put_back() -> None:
    before = (threading.stack_size(), sys.getrecursionlimit())
    assert deep(lambda: down(100_000)) == 100_000
    assert (threading.stack_size(), sys.getrecursionlimit()) == before


def test_the_machine_survives_what_is_deeper_still() -> None:
    with pytest.raises(RecursionError):
        deep(lambda: down(10_000_000))


def test_errors_come_through_and_one_in_another_is_one() -> None:
    def fail() -> None:
        raise KeyError("x")

    with pytest.raises(KeyError):
        deep(fail)
    assert deep(lambda: deep(threading.current_thread)) is not threading.current_thread()


@pytest.mark.parametrize("stacks", [(2**62, 64 * 1024 * 1024), (2**62,), (1,), ()])
def test_it_runs_where_such_a_stack_is_not_to_be_had(monkeypatch: pytest.MonkeyPatch, stacks: tuple[int, ...]) -> None:
    monkeypatch.setattr(module, "_STACKS", stacks)
    before = (threading.stack_size(), sys.getrecursionlimit())
    assert deep(lambda: down(100)) == 100
    assert (threading.stack_size(), sys.getrecursionlimit()) == before


@each_row(
    ("text", "expected"),
    [
        ("", Extent(0, 0, 1, 0, 1)),
        ("x = 1\n", Extent(0, 1, 1, 1, 1)),
        ("x = 1\ny = a.b(c[0])\n", Extent(0, 3, 2, 1, 2)),
        ("x = 1 + 2 + 3 + 4 + 5\n", Extent(0, 3, 1, 1, 1)),
        ("if a:\n    pass\nelif b:\n    pass\nelif c:\n    pass\n", Extent(0, 1, 5, 4, 6)),
        ("try:\n    pass\nexcept E:\n    x\n", Extent(0, 1, 4, 3, 4)),
        ("f(lambda: [\n  {1: (yield)}\n])\n", Extent(0, 5, 2, 1, 1)),
    ],
)
def test_how_deep_a_text_is(text: str, expected: Extent) -> None:
    tree = ast.parse(text)
    assert extent(tree) == expected._replace(nodes=sum(1 for _ in ast.walk(tree)))


@each_row("word", ["global", "nonlocal"])
def test_names_that_are_no_nodes_count(word: str) -> None:
    assert extent(ast.parse(f"{word} {'a, ' * 999}a")).nodes == 1_002
