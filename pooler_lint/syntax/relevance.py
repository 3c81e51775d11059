"""Can a file hold a call that is looked for? Most files that name a library do not connect with it."""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Iterable, Sequence
from functools import cache


def could_hold(text: str, wanted: Collection[str]) -> bool:
    """False only if the text names nothing that is looked for, as a word of its own: then it need not be parsed."""
    return any(root in text and names.search(text) is not None for root, names in _words(frozenset(wanted)))


@cache
def _words(wanted: frozenset[str]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The packages that define what is looked for, each with the last parts of its dotted names."""
    found: dict[str, set[str]] = {}
    for dotted in wanted:
        found.setdefault(dotted.split(".")[0], set()).add(dotted.rsplit(".", 1)[-1])
    return tuple((root, re.compile(rf"\b(?:{'|'.join(sorted(last))})\b")) for root, last in sorted(found.items()))


class Relevance:
    """The names under which something that is looked for may be called in this file.

    `wanted` are dotted names. One of them counts only where an import of the file leads to it.
    """

    __slots__ = ("_can_hold", "names")

    def __init__(self, nodes: Sequence[ast.AST], wanted: Collection[str]) -> None:
        found = _Reachable(wanted)
        for node in nodes:
            if isinstance(node, ast.Import):
                found.add_import(node)
            elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
                found.add_from(node.module, node.names)
        self._can_hold = bool(found.names) and any(identifier(node) in found.names for node in nodes)
        if self._can_hold:
            found.names.update(_aliases(nodes, found.names))
        self.names: frozenset[str] = frozenset(found.names)

    def can_hold(self) -> bool:
        """True if the file speaks of something that is looked for."""
        return self._can_hold


class _Reachable:
    """The identifiers by which a file can get at the wanted names, as its imports are added."""

    __slots__ = ("_wanted", "names")

    def __init__(self, wanted: Collection[str]) -> None:
        self._wanted = wanted
        self.names: set[str] = set()

    def add_import(self, node: ast.Import) -> None:
        for alias in node.names:
            # `import a.b` binds `a`, from which everything in it may be reached.
            self._add_below(alias.name if alias.asname else alias.name.split(".")[0])

    def add_from(self, module: str, names: Iterable[ast.alias]) -> None:
        root = module.split(".")[0] + "."
        if not any(dotted.startswith(root) for dotted in self._wanted):
            return
        for alias in names:
            if alias.name == "*":
                self._add_below(module)
                continue
            dotted = f"{module}.{alias.name}"
            if dotted in self._wanted:
                self.names.add(alias.asname or alias.name)
            self._add_below(dotted)

    def _add_below(self, prefix: str) -> None:
        below = f"{prefix}."
        self.names.update(dotted.rsplit(".", 1)[-1] for dotted in self._wanted if dotted.startswith(below))


def _aliases(nodes: Iterable[ast.AST], names: Collection[str]) -> set[str]:
    """Names and attributes that are set to one of these, or to a call that is handed one, as `functools.partial` is."""
    found: set[str] = set()
    for node in nodes:
        if not isinstance(node, (ast.Assign, ast.AnnAssign)) or node.value is None:
            continue
        values = [node.value, *(node.value.args if isinstance(node.value, ast.Call) else ())]
        if any(identifier(value) in names for value in values):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            found.update(name for target in targets if (name := identifier(target)))
    return found


def identifier(node: ast.AST) -> str | None:
    """The name, or the last part of the attribute; None for anything else."""
    if isinstance(node, ast.Name):
        return node.id
    return node.attr if isinstance(node, ast.Attribute) else None
