"""Where each node of a LibCST tree stands in the code of the tree."""

from __future__ import annotations

from typing import TypeAlias

import libcst as cst
from libcst._nodes.internal import CodegenState

Places: TypeAlias = "dict[int, tuple[int, int]]"
"""Start and end of each node, by its `id`."""


class _Written(CodegenState):
    """Code that is being written, with the place of each node in it.

    LibCST's own provider of positions does the same, and takes twice the time of the rest of its parser: it splits
    each token into lines, and makes three objects for each node.
    """

    def __init__(self, module: cst.Module) -> None:
        super().__init__(default_indent=module.default_indent, default_newline=module.default_newline)
        self.length = 0
        self.places: Places = {}
        self._open: list[int] = []

    def add_indent_tokens(self) -> None:
        self.tokens.extend(self.indent_tokens)
        self.length += sum(map(len, self.indent_tokens))

    def add_token(self, value: str) -> None:
        self.tokens.append(value)
        self.length += len(value)

    def before_codegen(self, node: cst.CSTNode) -> None:
        self._open.append(self.length)

    def after_codegen(self, node: cst.CSTNode) -> None:
        start = self._open.pop()
        # A node that has said already what of it is syntax keeps that place.
        self.places.setdefault(id(node), (start, self.length))

    def record_syntactic_position(  # type: ignore[override]  # a class takes less time than a generator
        self, node: cst.CSTNode, *, start_node: cst.CSTNode | None = None, end_node: cst.CSTNode | None = None
    ) -> _Syntax:
        return _Syntax(self, node, start_node, end_node)


class _Syntax:
    """Records what is written meanwhile as the place of a node, without the blanks around it."""

    __slots__ = ("_end_node", "_node", "_start", "_start_node", "_written")

    def __init__(
        self, written: _Written, node: cst.CSTNode, start_node: cst.CSTNode | None, end_node: cst.CSTNode | None
    ) -> None:
        self._written = written
        self._node = node
        self._start_node = start_node
        self._end_node = end_node

    def __enter__(self) -> None:
        self._start = self._written.length

    def __exit__(self, *error: object) -> None:
        places = self._written.places
        start = self._start if self._start_node is None else places[id(self._start_node)][0]
        end = self._written.length if self._end_node is None else places[id(self._end_node)][1]
        places[id(self._node)] = start, end


def written(module: cst.Module) -> tuple[str, Places]:
    """Return the code of the module, and where each of its nodes stands in it."""
    state = _Written(module)
    module._codegen(state)
    return "".join(state.tokens), state.places
