"""What of a file can matter at all: most files and most functions hold no call that is looked for, nor lead to one."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterable, Iterator, Mapping

from pooler_lint.syntax.prescan import changed_base

# Methods and attributes by which a connection is used later in a way that the rules ask about.
USES = frozenset({"prepare", "cursor", "execution_options", "prepare_threshold", "listens_for", "listen"})


class Relevance:
    """The names under which something that is looked for may be called in this file.

    `roots` are the packages that define it, `last_names` the last parts of its dotted names; `settings` are names and
    keys that may be set in the file.
    """

    __slots__ = ("_can_hold", "_settings", "declares", "names")

    def __init__(
        self, tree: ast.Module, roots: Collection[str], last_names: Collection[str], settings: Collection[str] = ()
    ) -> None:
        nodes = list(ast.walk(tree))
        imported = False
        names = set(last_names)
        for node in nodes:
            if isinstance(node, ast.Import):
                imported = imported or any(alias.name.split(".")[0] in roots for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
                imported = imported or node.module.split(".")[0] in roots
                names.update(alias.asname for alias in node.names if alias.asname and alias.name in last_names)
        self._can_hold = imported and any(_identifier(node) in names for node in nodes)
        if self._can_hold:
            names.update(_aliases(nodes, names))
        self._settings = frozenset(settings)
        self.declares = bool(settings) and any(_sets(node, self._settings) for node in nodes)
        """True if the file may set one of the settings."""
        self.names: frozenset[str] = frozenset(names) if imported else frozenset()

    def can_hold(self) -> bool:
        """True if the file speaks of something that is looked for."""
        return self._can_hold or self.declares

    def can_hold_calls(self) -> bool:
        """True if a call that is looked for may be in the file."""
        return self._can_hold

    def can_matter(self, function: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) -> bool:
        """True if the function may hold a call that is looked for, or a use of what one made."""
        for node in ast.walk(function):
            identifier = _identifier(node)
            if identifier in self.names or identifier in USES:
                return True
            if isinstance(node, ast.keyword) and node.arg == "prepare":
                return True
            if self.declares and _sets(node, self._settings):
                return True
        return False

    def setters_that_matter(self, tree: ast.Module, setters: Mapping[int, Collection[str]]) -> set[int]:
        """Those of the functions that set something (by `id` of the node) of which the others may make use.

        Whatever has a name that is mentioned where it can matter may be called or read there, and so on.
        """
        functions = [node for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))]
        mentioned = set(_identifiers(_outside_of_functions(tree)))
        for function in functions:
            if self.can_matter(function):
                mentioned.update(_identifiers(ast.walk(function)))
        left, before = functions, len(functions) + 1
        while len(left) < before:
            before = len(left)
            waiting = []
            for function in left:
                if function.name in mentioned or not mentioned.isdisjoint(setters.get(id(function), ())):
                    mentioned.update(_identifiers(ast.walk(function)))
                else:
                    waiting.append(function)
            left = waiting
        return {span for span, names in setters.items() if not mentioned.isdisjoint(names)}


def _outside_of_functions(tree: ast.Module) -> Iterator[ast.AST]:
    """The nodes of the module's and the classes' own code, with decorators and defaults."""
    stack: list[ast.AST] = [tree]
    while stack:
        node = stack.pop()
        yield node
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            stack.extend([*node.decorator_list, node.args])
        else:
            stack.extend(ast.iter_child_nodes(node))


def _identifiers(nodes: Iterable[ast.AST]) -> Iterator[str]:
    return (found for node in nodes if (found := _identifier(node)) is not None)


def _aliases(nodes: Iterable[ast.AST], names: Collection[str]) -> set[str]:
    """Names and attributes that are set to one of these, or to a call that is handed one, as `functools.partial` is."""
    found: set[str] = set()
    for node in nodes:
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


def _sets(node: ast.AST, settings: Collection[str]) -> bool:
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
