"""Comprehensions over items that the text states: each round is evaluated, as that of a loop is."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from typing import TypeAlias

from pooler_lint.evaluate.assign import assign
from pooler_lint.evaluate.choices import forget_walrus
from pooler_lint.evaluate.conditions import decide
from pooler_lint.evaluate.frames import Frame
from pooler_lint.evaluate.machine import ExpressionHandler, Machine
from pooler_lint.evaluate.predicates import chain
from pooler_lint.values import Dict, Entry, Items, Known, Unknown, Value, alternatives
from pooler_lint.values.combine import MAX_ALTERNATIVES, one_of, restrict
from pooler_lint.values.conditions import NOTHING_ASSUMED, Guard, consistent
from pooler_lint.values.dicts import merged
from pooler_lint.values.sizes import bounded

MAX_ROUNDS = 64
"""Rounds of one comprehension, with those of the comprehensions inside its `for` parts."""

Comprehension: TypeAlias = "ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp"
Made: TypeAlias = "list[tuple[Guard, tuple[Value, ...]]]"
"""The elements that a comprehension makes, under each guard."""


def _comprehension(machine: Machine, node: ast.expr, frame: Frame) -> Value:
    assert isinstance(node, (ast.ListComp, ast.SetComp, ast.GeneratorExp, ast.DictComp))
    before, activation = frame.state, frame.activation
    made = _Rounds(machine, node, frame).made(node.generators)
    frame.state, frame.activation = before, activation
    forget_walrus(machine, node, frame)
    is_dict = isinstance(node, ast.DictComp)
    if made is None:
        return Dict((), open="it is built by a comprehension") if is_dict else Unknown("the result of a comprehension")
    return bounded(one_of((guard, merged(each) if is_dict else Items(each)) for guard, each in made))


class _Rounds:
    """The rounds of one comprehension. Each is evaluated for the calls in it, whatever comes out."""

    def __init__(self, machine: Machine, node: Comprehension, frame: Frame) -> None:
        self._machine, self._node, self._frame = machine, node, frame
        self._left = MAX_ROUNDS

    def made(self, generators: Sequence[ast.comprehension]) -> Made | None:
        """Return what the rounds make from `frame.state`; None where that is not known."""
        if not generators:
            return [(NOTHING_ASSUMED, (self._element(),))]
        generator, *inner = generators
        before = self._frame.state
        result: Made | None = []
        iterated = restrict(self._machine.evaluate(generator.iter, self._frame), before.path)
        for assumed, plain in alternatives(iterated):
            items = self._items(plain)
            each: Made | None = [(assumed, ())]
            for item in (Unknown("a loop variable"),) if items is None else items:
                self._frame.state = before.fork(assumed)
                each = _followed_by(each, self._round(generator, inner, item))
            result = None if items is None or each is None or result is None else [*result, *each]
        return result

    def _items(self, iterated: Value) -> Sequence[Value] | None:
        if isinstance(iterated, Dict) and iterated.open is None:
            iterated = Items(tuple(Known(entry.key) for entry in iterated.entries))
        if not isinstance(iterated, Items) or len(iterated.items) > self._left:
            return None
        self._left -= len(iterated.items)
        return iterated.items

    def _round(self, generator: ast.comprehension, inner: Sequence[ast.comprehension], item: Value) -> Made | None:
        machine, frame = self._machine, self._frame
        frame.activation = machine.shared.new_activation()
        assign(machine, generator.target, item, frame)
        outcomes = chain([decide(machine, test, frame) for test in generator.ifs], stops_at=False)
        before = frame.state
        made: Made = []
        for assumed, is_included in outcomes:
            if not is_included:
                made.append((assumed, ()))
                continue
            frame.state = before.fork(assumed)
            inside = self.made(inner)
            if inside is None:
                return None
            made += [(assumed | more, each) for more, each in inside]
        return made or None

    def _element(self) -> Value:
        node, frame = self._node, self._frame
        if not isinstance(node, ast.DictComp):
            return self._machine.evaluate(node.elt, frame)
        key, value = self._machine.evaluate(node.key, frame), self._machine.evaluate(node.value, frame)
        if isinstance(key, Known) and isinstance(key.value, str):
            return Dict((Entry(key.value, value),))
        return Unknown(f"the key `{self._machine.source(node.key)}` is not known")


def _followed_by(made: Made | None, more: Made | None) -> Made | None:
    """Return the elements of both in a row; None where one is not known, or they are too many."""
    if made is None or more is None:
        return None
    found = [(one | other, (*each, *rest)) for one, each in made for other, rest in more if consistent(one, other)]
    return found if len(found) <= MAX_ALTERNATIVES else None


HANDLERS: dict[type[ast.expr], ExpressionHandler] = dict.fromkeys(
    (ast.ListComp, ast.SetComp, ast.GeneratorExp, ast.DictComp), _comprehension
)
