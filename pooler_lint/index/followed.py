"""What the reading is told about connections: how one gets from hand to hand."""

from __future__ import annotations

import ast
from collections.abc import Callable, Collection, Iterator, Mapping

from pooler_lint.index.nodes import Nodes
from pooler_lint.records import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class Followed:
    """What leads from a connection to what is done with it; `uses` False: nothing in this file can matter.

    `holders` are callables that hold a connection, with the parameters that they get it by; `wrappers` are those of
    them that stand for it, `same` the attributes of a connection that stand for it. `committing` are names of calls
    whose `with` block commits a connection that they are not given. `types` are annotations of one, `modules` those
    whose functions work on one. `methods` are the names of what is done with one.
    """

    uses: bool = False
    holders: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    wrappers: Collection[str] = ()
    same: Collection[str] = ()
    committing: Collection[str] = ()
    types: Collection[str] = ()
    modules: Collection[str] = ()
    methods: Collection[str] = ()
    names: frozenset[str] = frozenset()
    """Names of methods, functions and keywords that matter without any SQL."""
    calls: Mapping[str, int] = field(default_factory=dict)
    """Methods that matter without any SQL where they are given so many arguments, or more."""
    sql: Callable[[str], bool] = lambda text: False
    """May a text be SQL that matters?"""
    source: Callable[[str], bool] = lambda text: False
    """May the source of a file hold such a text, or such a name?"""
    matters: Callable[[], bool] = lambda: True
    """May a connection lead to where it matters what is done with it? Asked of files that do such things."""

    def may_be_in(self, text: str) -> bool:
        """False only if nothing that is done in a file of this text can matter: then it need not be parsed."""
        return any(method in text for method in self.methods) and self.source(text)

    def in_file(self, nodes: Nodes) -> Followed:
        """The same with `uses`, if one of the nodes of the file may be such a text (no docstring) or such a name."""
        is_such = not self.names.isdisjoint(_names(nodes)) or any(self._is_such(call) for call in nodes.of(ast.Call))
        uses = (is_such or any(self.sql(text) for text in texts_in(nodes))) and self.matters()
        return replace(self, uses=True) if uses else self

    def _is_such(self, call: ast.Call) -> bool:
        if not isinstance(call.func, ast.Attribute) or call.func.attr not in self.calls:
            return False
        return len(call.args) + len(call.keywords) >= self.calls[call.func.attr]


NOTHING_FOLLOWED = Followed()


HOLE = "\0"
"""What stands in a text for a part of it that the program fills in."""


def texts_in(nodes: Nodes) -> Iterator[str]:
    """The texts of the file that are used for anything, with a hole for each replacement field."""
    passed = {id(node.value) for node in nodes.of(ast.Expr)}
    for node in nodes.of(ast.JoinedStr):
        passed.update(map(id, node.values))
        yield "".join(_plain(part) for part in node.values)
    for constant in nodes.of(ast.Constant):
        if isinstance(constant.value, (str, bytes)) and id(constant) not in passed:
            yield _plain(constant)


def _plain(node: ast.expr) -> str:
    value = node.value if isinstance(node, ast.Constant) else None
    if isinstance(value, bytes):
        return value.decode("latin-1")
    return value if isinstance(value, str) else HOLE


def _names(nodes: Nodes) -> Iterator[str]:
    yield from (node.attr for node in nodes.of(ast.Attribute))
    yield from (node.id for node in nodes.of(ast.Name))
    yield from (node.arg for node in nodes.of(ast.keyword) if node.arg)
