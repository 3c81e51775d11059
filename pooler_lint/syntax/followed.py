"""What the reading is told about connections: how one gets from hand to hand."""

from __future__ import annotations

import ast
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class Followed:
    """What leads from a connection to what is done with it; `uses` False: nothing in this file can matter.

    `holders` are callables that hold a connection, with the parameters that they get it by; `types` are annotations of
    one, `modules` those whose functions work on one. `methods` are the names of what is done with one.
    """

    uses: bool = False
    holders: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    types: Collection[str] = ()
    modules: Collection[str] = ()
    methods: Collection[str] = ()
    names: Collection[str] = ()
    """Names of methods, functions and keywords that matter without any SQL."""
    sql: Callable[[str], bool] = lambda text: False
    """May a text be SQL that matters?"""

    def in_file(self, nodes: Iterable[ast.AST]) -> Followed:
        """The same with `uses`, if one of the nodes of the file may be such a text (no docstring) or such a name."""
        documentation: set[int] = set()
        for node in nodes:
            if isinstance(node, ast.Expr):
                documentation.add(id(node.value))
            elif isinstance(node, ast.Constant):
                text = node.value.decode("latin-1") if isinstance(node.value, bytes) else node.value
                if isinstance(text, str) and id(node) not in documentation and self.sql(text):
                    return replace(self, uses=True)
            elif _name(node) in self.names:
                return replace(self, uses=True)
        return self


NOTHING_FOLLOWED = Followed()


def _name(node: ast.AST) -> str | None:
    if isinstance(node, ast.Attribute):
        return node.attr
    if isinstance(node, ast.Name):
        return node.id
    return node.arg if isinstance(node, ast.keyword) else None
