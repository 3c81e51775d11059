"""What of a file can matter at all: most files and most functions hold no call that is looked for, nor lead to one."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterable, Iterator, Mapping

# Methods and attributes by which a connection is used later in a way that the rules ask about.
USES = frozenset({"prepare", "cursor", "execution_options", "prepare_threshold", "listens_for", "listen"})


class Relevance:
    """The names under which something that is looked for may be called in this file.

    `roots` are the packages that define it, `last_names` the last parts of its dotted names, `methods` names of what
    is done with a connection: where there are any, what one from elsewhere is used for matters too.
    """

    __slots__ = ("_can_hold", "_methods", "names")

    def __init__(
        self, tree: ast.Module, roots: Collection[str], last_names: Collection[str], methods: Collection[str] = ()
    ) -> None:
        self._methods = USES.union(methods)
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
        self.names: frozenset[str] = frozenset(names) if imported else frozenset()
        if methods and not self._can_hold:
            self._can_hold = any(isinstance(node, ast.Attribute) and node.attr in methods for node in nodes)

    def can_hold(self) -> bool:
        """True if the file speaks of something that is looked for."""
        return self._can_hold

    def can_matter(self, function: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) -> bool:
        """True if the function may hold a call that is looked for, or a use of what one made."""
        for node in ast.walk(function):
            identifier = _identifier(node)
            if identifier in self.names or identifier in self._methods:
                return True
            if isinstance(node, ast.keyword) and node.arg == "prepare":
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
