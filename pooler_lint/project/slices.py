"""Which statements of a module a name depends on, so that only those need to be followed."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator, Mapping

from pooler_lint.index.nodes import walk
from pooler_lint.index.prescan import binds, own_nodes


class Slices:
    """The top-level statements of a module with the names that each one binds or changes, and those that it uses."""

    __slots__ = ("_binding", "_statements")

    def __init__(self, tree: ast.Module, declared: Mapping[int, Collection[str]], setters: Collection[int]) -> None:
        """Take the module, what its functions declare global, and those that set attributes, by the `id` of each."""
        self._statements = [(statement, _Uses(statement)) for statement in tree.body]
        self._binding: dict[str, list[int]] = {}
        for index, statement in enumerate(tree.body):
            functions = (statement, *(statement.body if isinstance(statement, ast.ClassDef) else ()))
            names = set(_binds(statement)).union(*(declared.get(id(one), ()) for one in functions))
            names.update(*(_objects_set(one) for one in functions if id(one) in setters))
            for name in names:
                self._binding.setdefault(name, []).append(index)

    def of(self, name: str) -> list[ast.stmt]:
        """The statements that the value of a module-level name may depend on, in their order.

        A name that is changed and nowhere bound before may come from an import of everything.
        """
        needed, waiting, chosen = {name}, [name], set[int]()
        while waiting:
            for index in self._binding.get(waiting.pop(), ()):
                if index not in chosen:
                    chosen.add(index)
                    waiting.extend(self._statements[index][1].names - needed)
                    needed |= self._statements[index][1].names
        first = self._binding.get(name, (0,))[0]
        chosen.update(index for index in range(first) if _is_star(self._statements[index][0]))
        return [self._statements[index][0] for index in sorted(chosen)]

    def around(self, functions: Collection[int]) -> list[ast.stmt]:
        """The statements that functions, given by their `id`s, may depend on, in their order."""
        tops = [one for one, _ in self._statements if any(id(node) in functions for node in walk(one))]
        names = {name for one in tops for name in _binds(one)}
        chosen = {id(one): one for name in names for one in self.of(name)}
        return [one for one, _ in self._statements if id(one) in chosen]

    def binds(self, name: str) -> bool:
        """True if a statement binds or changes the name, imports of everything left aside."""
        return name in self._binding

    def changed(self, after: Slices) -> frozenset[str]:
        """Return the names that statements bind which `after` does not have, and those that depend on such a name."""
        kept = {ast.dump(statement) for statement, _ in after._statements}
        changed = {index for index, (statement, _) in enumerate(self._statements) if ast.dump(statement) not in kept}
        while True:
            names = {name for name, bound in self._binding.items() if not changed.isdisjoint(bound)}
            using = {index for index, (_, uses) in enumerate(self._statements) if not names.isdisjoint(uses.names)}
            if using <= changed:
                return frozenset(names)
            changed |= using

    def star_imports(self) -> list[ast.stmt]:
        """The statements `from x import *`."""
        return [statement for statement, _ in self._statements if _is_star(statement)]


class _Uses:
    """The names that a statement reads, worked out when first asked for."""

    __slots__ = ("_names", "_statement")

    def __init__(self, statement: ast.stmt) -> None:
        self._statement = statement
        self._names: frozenset[str] | None = None

    @property
    def names(self) -> frozenset[str]:
        if self._names is None:
            self._names = frozenset(
                node.id
                for node in walk(self._statement)
                if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
            )
        return self._names


def _objects_set(function: ast.stmt) -> Iterator[str]:
    """Yield the names of the objects of which a function sets attributes."""
    for node in walk(function):
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            yield from _base_name(node.value)


def _is_star(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.ImportFrom) and statement.names[0].name == "*"


def _binds(statement: ast.stmt) -> Iterator[str]:
    for node in own_nodes([statement]):
        yield from binds(node)
        if isinstance(node, (ast.Subscript, ast.Attribute)) and isinstance(node.ctx, (ast.Store, ast.Del)):
            yield from _base_name(node.value)
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
            if isinstance(node.value.func, ast.Attribute):
                yield from _base_name(node.value.func.value)


def _base_name(node: ast.expr) -> Iterator[str]:
    while isinstance(node, (ast.Subscript, ast.Attribute)):
        node = node.value
    if isinstance(node, ast.Name):
        yield node.id
