"""What of a file can matter at all: most files and most functions hold no call that is looked for, nor lead to one."""

from __future__ import annotations

import ast
from collections.abc import Collection

# Methods and attributes by which a connection is used later in a way that the rules ask about.
USES = frozenset({"prepare", "cursor", "execution_options", "prepare_threshold", "listens_for", "listen"})


class Relevance:
    """The names under which something that is looked for may be called in this file.

    `roots` are the packages that define it, `last_names` the last parts of its dotted names.
    """

    __slots__ = ("names",)

    def __init__(self, tree: ast.Module, roots: Collection[str], last_names: Collection[str]) -> None:
        imported = False
        names = set(last_names)
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                imported = imported or any(alias.name.split(".")[0] in roots for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
                imported = imported or node.module.split(".")[0] in roots
                names.update(alias.asname for alias in node.names if alias.asname and alias.name in last_names)
        names.update(_aliases(tree, names))
        self.names: frozenset[str] = frozenset(names) if imported else frozenset()

    def can_hold(self, node: ast.AST) -> bool:
        """True if the tree under this node speaks of something that is looked for."""
        return bool(self.names) and any(_identifier(inner) in self.names for inner in ast.walk(node))

    def can_matter(self, function: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) -> bool:
        """True if the function may hold a call or a use, or set what one depends on."""
        for node in ast.walk(function):
            identifier = _identifier(node)
            if identifier in self.names or identifier in USES or isinstance(node, ast.Global):
                return True
            if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
                return True
            if isinstance(node, ast.keyword) and node.arg == "prepare":
                return True
        return False


def _aliases(tree: ast.Module, names: Collection[str]) -> set[str]:
    """Names and attributes that are set to one of these, or to a call that is handed one, as `functools.partial` is."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if not isinstance(node, (ast.Assign, ast.AnnAssign)) or node.value is None:
            continue
        values = [node.value, *(node.value.args if isinstance(node.value, ast.Call) else ())]
        if any(_identifier(value) in names for value in values):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            found.update(name for target in targets if (name := _identifier(target)))
    return found


def _identifier(node: ast.AST) -> str | None:
    if isinstance(node, ast.Name):
        return node.id
    return node.attr if isinstance(node, ast.Attribute) else None
