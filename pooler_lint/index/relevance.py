"""Can a file hold a call that is looked for? Most files that name a library do not connect with it."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from functools import cache

from pooler_lint.index.nodes import Nodes
from pooler_lint.index.prescan import changed_base


def could_hold(text: str, wanted: Collection[str], others: Collection[str] = ()) -> bool:
    """False only if the text names nothing that is looked for: then it need not be parsed.

    `wanted` are dotted names, of which the last part has to stand there as a word of its own, `others` any words.
    """
    for root, names, whole in _words(frozenset(wanted)):
        if root in text and any(name in text for name in names) and whole.search(text) is not None:
            return True
    return any(word in text for word in others)


@cache
def _words(wanted: frozenset[str]) -> tuple[tuple[str, Collection[str], re.Pattern[str]], ...]:
    """The packages that define what is looked for, each with the last parts of its dotted names, also as words."""
    found: dict[str, set[str]] = {}
    for dotted in wanted:
        found.setdefault(dotted.split(".")[0], set()).add(dotted.rsplit(".", 1)[-1])
    return tuple((root, last, re.compile(rf"\b(?:{'|'.join(sorted(last))})\b")) for root, last in sorted(found.items()))


class Relevance:
    """The names under which something that is looked for may be called in this file.

    `wanted` are dotted names. One of them counts only where an import of the file leads to it. `settings` are names and
    keys that may be set in the file, `methods` what may be done with a connection that is made elsewhere.
    """

    __slots__ = ("_can_hold", "declares", "names")

    def __init__(
        self,
        nodes: Nodes,
        wanted: Collection[str],
        settings: Collection[str] = (),
        methods: Collection[str] = (),
    ) -> None:
        found = _Reachable(wanted)
        for plain in nodes.of(ast.Import):
            found.add_import(plain)
        for line in nodes.of(ast.ImportFrom):
            if line.module and line.level == 0:
                found.add_from(line.module, line.names)
        self._can_hold = bool(found.names) and _mentions(nodes, found.names)
        if self._can_hold:
            found.names.update(_aliases(nodes, found.names))
        elif methods:
            self._can_hold = any(node.attr in methods for node in nodes.of(ast.Attribute))
        self.names: frozenset[str] = frozenset(found.names)
        self.declares = bool(settings) and any(sets(node, settings) for kind in _SETTING for node in nodes.of(kind))
        """True if the file may set one of the settings."""

    def can_hold(self) -> bool:
        """True if the file speaks of something that is looked for."""
        return self._can_hold or self.declares


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


def _mentions(nodes: Nodes, names: Collection[str]) -> bool:
    return any(node.id in names for node in nodes.of(ast.Name)) or any(
        node.attr in names for node in nodes.of(ast.Attribute)
    )


def _aliases(nodes: Nodes, names: Collection[str]) -> set[str]:
    """Return names and attributes that are set to one of these, to a call that is handed one, or to one another."""
    by_value: defaultdict[str, set[str]] = defaultdict(set)
    assigning: list[ast.Assign | ast.AnnAssign] = [*nodes.of(ast.Assign), *nodes.of(ast.AnnAssign)]
    for node in assigning:
        if node.value is None:
            continue
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        own = {name for target in targets if (name := identifier(target))}
        for value in (node.value, *(node.value.args if isinstance(node.value, ast.Call) else ())):
            by_value[identifier(value) or ""] |= own
    found: set[str] = set()
    waiting = list(names)
    while waiting:
        new = by_value.pop(waiting.pop(), set()) - found
        found |= new
        waiting.extend(new)
    return found


def identifier(node: ast.AST) -> str | None:
    """The name, or the last part of the attribute; None for anything else."""
    if isinstance(node, ast.Name):
        return node.id
    return node.attr if isinstance(node, ast.Attribute) else None


_SETTING: tuple[type[ast.AST], ...] = (ast.Name, ast.keyword, ast.Dict, ast.Subscript, ast.Call, ast.AugAssign)
"""The kinds of nodes that `sets` is true for."""


def sets(node: ast.AST, settings: Collection[str]) -> bool:
    """True where one of the settings is set or changed: as a name, a keyword or a key. To read one is not enough."""
    if isinstance(node, ast.Name):
        return isinstance(node.ctx, ast.Store) and node.id in settings
    if isinstance(node, ast.keyword):
        return node.arg in settings
    if isinstance(node, ast.Dict):
        return any(isinstance(key, ast.Constant) and key.value in settings for key in node.keys)
    if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant) and isinstance(node.ctx, ast.Store):
        if node.slice.value in settings:
            return True
    base = changed_base(node)
    return isinstance(base, ast.Name) and base.id in settings
