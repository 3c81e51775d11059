"""What a file imports at its top and in its functions, read from the LibCST tree."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Union

import libcst as cst

from pooler_lint.records import dataclass

ImportNode = Union[cst.Import, cst.ImportFrom]


@dataclass(frozen=True, slots=True)
class Bound:
    """A local name that an import statement binds to something with this dotted name."""

    local: str
    dotted: str


@dataclass(frozen=True, slots=True)
class ImportLine:
    """A line that holds nothing but import statements."""

    line: cst.SimpleStatementLine
    nodes: tuple[ImportNode, ...]
    bound: tuple[Bound, ...]

    @property
    def only(self) -> ImportNode:
        """The first import of the line."""
        return self.nodes[0]

    @property
    def is_future(self) -> bool:
        """`from __future__ import ...`."""
        return any(module_of(node) == "__future__" for node in self.nodes)


def import_lines(statements: Iterable[cst.CSTNode]) -> list[ImportLine]:
    """Those of the statements that are lines of imports."""
    found: list[ImportLine] = []
    for statement in statements:
        if not isinstance(statement, cst.SimpleStatementLine):
            continue
        nodes = tuple(node for node in statement.body if isinstance(node, (cst.Import, cst.ImportFrom)))
        if nodes and len(nodes) == len(statement.body):
            found.append(ImportLine(statement, nodes, tuple(one for node in nodes for one in bound_by(node))))
    return found


def module_of(node: ImportNode) -> str:
    """The module that is imported (of several the first), or imported from; relative ones start with dots."""
    if isinstance(node, cst.Import):
        return dotted_name(node.names[0].name)
    return "." * len(node.relative) + dotted_name(node.module)


def bound_by(node: ImportNode) -> list[Bound]:
    """What the import binds; a star import binds nothing that is known."""
    if isinstance(node.names, cst.ImportStar):
        return []
    bound: list[Bound] = []
    for alias in node.names:
        name = dotted_name(alias.name)
        asname = alias.asname.name.value if alias.asname and isinstance(alias.asname.name, cst.Name) else None
        if isinstance(node, cst.ImportFrom):
            bound.append(Bound(asname or name, f"{module_of(node)}.{name}"))
        elif asname:
            bound.append(Bound(asname, name))
        else:
            root = name.partition(".")[0]
            bound += [Bound(root, root), Bound(name, name)]
    return bound


def dotted_name(node: cst.BaseExpression | None) -> str:
    """`a.b.c` of a name or attribute, nothing of anything else."""
    if isinstance(node, cst.Attribute):
        return f"{dotted_name(node.value)}.{node.attr.value}"
    return node.value if isinstance(node, cst.Name) else ""


def functions_around(path: Sequence[cst.CSTNode]) -> list[cst.FunctionDef]:
    """The functions whose bodies hold the code at `path`, from outside inwards."""
    return [node for node, inside in pairwise(path) if isinstance(node, cst.FunctionDef) and inside is node.body]
