"""One quick walk over the tree before the reading: who uses which name, and what is changed from elsewhere."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple, TypeAlias

from pooler_lint.index.nodes import ByKind, FunctionNode, Nodes, Scope, children, walk
from pooler_lint.values.dicts import CHANGING_METHODS

_OWN_SCOPE: frozenset[type[ast.AST]] = frozenset({ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef})
_BINDING = (
    ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Import, ast.ImportFrom, ast.ExceptHandler,
    ast.MatchAs, ast.MatchStar, ast.MatchMapping,
)  # fmt: skip
"""The kinds of nodes besides names that `binds` says something of."""
_CHANGING = (ast.Subscript, ast.Call, ast.AugAssign)
"""The kinds of nodes that `changed_base` says something of."""
_DECLARING = (ast.Global, ast.Nonlocal)
LIST_METHODS = frozenset({"append", "extend", "insert", "remove", "sort", "reverse", "add", "discard", "appendleft"})

_READING_METHODS = frozenset({"get", "items", "values", "pop", "copy", "setdefault"})

MODULE_SCOPE = 0

NameIn: TypeAlias = "tuple[int, str]"
"""A name and the scope that binds it: the `id` of the function's node, 0 for the module."""


class SetVariable(NamedTuple):
    """The value that code gives an environment variable: in any case, or only where nothing else sets it."""

    value: ast.expr
    is_default: bool
    is_certain: bool
    """It is a statement of the module itself."""


class Names:
    """How the names of a file are used: enough to be careful with what others use too.

    `loads` counts the reads of a name, without those that only change a dict, `stores` the places that bind it;
    `attribute_loads` and `attribute_stores` count `.name` wherever it stands. `changed_inside` holds the functions
    that change what a name of a scope around them holds; `setters` those that set attributes or globals, and which;
    `global_setters` those that declare a name global, by name; `declared` what they declare, by function.
    `taken_apart` holds the names of which single entries are read: `x["a"]`, `x.get("a")`, `x.items()`. `nodes` are
    those of the kinds in `LISTED`.
    """

    __slots__ = (
        "_mentioned",
        "_setters_of",
        "_tree",
        "_variables",
        "attribute_loads",
        "attribute_stores",
        "bound",
        "changed_inside",
        "declared",
        "global_setters",
        "has_walrus",
        "loads",
        "nodes",
        "setters",
        "stores",
        "taken_apart",
    )

    def __init__(self, tree: ast.Module, nodes: Nodes | None = None) -> None:
        """`nodes` are those of the tree, where they are known."""
        nodes = nodes or Nodes(tree)
        self.loads: Counter[NameIn] = Counter()
        self.stores: Counter[NameIn] = Counter()
        self.attribute_loads: Counter[str] = Counter()
        self.attribute_stores: Counter[str] = Counter()
        self.changed_inside: dict[NameIn, set[int]] = {}
        self.setters: dict[int, set[str]] = {}
        self.declared: dict[int, set[str]] = {}
        self.global_setters: dict[str, set[int]] = {}
        self.bound = {id(scope.function): _bound(scope) for scope in nodes.scopes if scope.function is not None}
        self.taken_apart: set[NameIn] = set()
        self.has_walrus = bool(nodes.of(ast.NamedExpr))
        self._mentioned: dict[int, frozenset[str]] = {}
        self._setters_of: dict[str, list[int]] | None = None
        self.nodes = nodes.listed
        self._tree = tree
        self._variables: dict[str, list[SetVariable]] | None = None
        self._collect(nodes.scopes)
        self.setters = {function: self.setters[function] for function in self.bound if function in self.setters}

    def _collect(self, scopes: Sequence[Scope]) -> None:
        changed: set[int] = set()
        for scope in scopes:
            for by_kind in (scope.own, scope.beside):
                self._note_changes(by_kind, scope.chain, changed)
        for scope in scopes:
            if scope.function is not None:
                self.stores.update((id(scope.function), name) for name in _parameters(scope.function.args))
            for by_kind in (scope.own, scope.beside):
                self._count(by_kind, scope.chain, changed)

    def _note_changes(self, nodes: ByKind, scopes: tuple[int, ...], changed: set[int]) -> None:
        """Note what the nodes change, and the expressions that stand for it."""
        for kind in _CHANGING:
            for node in nodes.get(kind, ()):
                base = changed_base(node)
                if isinstance(base, ast.Attribute):
                    self._set((base.attr,), scopes)
                elif isinstance(base, ast.Name):
                    self._changed_from(base.id, scopes)
                if base is not None:
                    changed.add(id(base))
        for node in nodes.get(ast.Nonlocal, ()):
            for name in node.names:
                self._changed_from(name, scopes)

    def _count(self, nodes: ByKind, scopes: tuple[int, ...], changed: set[int]) -> None:
        """Count what the nodes of one scope read, bind and set."""
        self._count_names(nodes.get(ast.Name, ()), scopes, changed)
        self._count_attributes(nodes.get(ast.Attribute, ()), scopes, changed)
        for node in nodes.get(ast.Subscript, ()):
            if type(node.ctx) is ast.Load:
                self._take_apart(node.value, scopes)
        for node in nodes.get(ast.Call, ()):
            if type(node.func) is ast.Name and node.func.id == "setattr":
                self._set(attributes_set_by(node), scopes)
        for node in nodes.get(ast.Global, ()):
            self._declare(node.names, scopes)
        for name in [name for kind in _BINDING for node in nodes.get(kind, ()) for name in binds(node)]:
            self.stores[self.binder(name, scopes), name] += 1

    def _count_names(self, nodes: Iterable[ast.Name], scopes: tuple[int, ...], changed: Collection[int]) -> None:
        binders: dict[str, int] = {}
        for node in nodes:
            name = node.id
            if name not in binders:
                binders[name] = self.binder(name, scopes)
            if type(node.ctx) is not ast.Load:
                self.stores[binders[name], name] += 1
            elif id(node) not in changed:
                self.loads[binders[name], name] += 1

    def _count_attributes(
        self, nodes: Iterable[ast.Attribute], scopes: tuple[int, ...], changed: Collection[int]
    ) -> None:
        for node in nodes:
            if type(node.ctx) is not ast.Load:
                self._set((node.attr,), scopes)
                continue
            if id(node) not in changed:
                self.attribute_loads[node.attr] += 1
            if node.attr in _READING_METHODS:
                self._take_apart(node.value, scopes)

    def _take_apart(self, base: ast.expr, scopes: tuple[int, ...]) -> None:
        """Note that a single entry is read of what a name holds."""
        if type(base) is ast.Name:
            self.taken_apart.add((self.binder(base.id, scopes), base.id))

    def _declare(self, names: Collection[str], scopes: tuple[int, ...]) -> None:
        """These names are declared global in the last of the scopes."""
        for scope in scopes:
            self.setters.setdefault(scope, set()).update(names)
            self.declared.setdefault(scope, set()).update(names)
            for name in names:
                self.global_setters.setdefault(name, set()).add(scope)

    def variables_set(self, name: str) -> list[SetVariable]:
        """Return where the file sets this environment variable itself."""
        if not (self.attribute_stores["environ"] or self.stores[MODULE_SCOPE, "environ"]):
            return []
        if self._variables is None:
            self._variables = {}
            top = set(map(id, self._tree.body))
            for node in walk(self._tree):
                for variable, found in _variables_set(node, id(node) in top):
                    self._variables.setdefault(variable, []).append(found)
        return self._variables.get(name, [])

    def setters_of(self, name: str) -> Sequence[int]:
        """Return the functions that set an attribute or a global of this name."""
        if self._setters_of is None:
            self._setters_of = {}
            for function, names in self.setters.items():
                for one in names:
                    self._setters_of.setdefault(one, []).append(function)
        return self._setters_of.get(name, ())

    def mentioned(self, function: FunctionNode) -> frozenset[str]:
        """The names that a function, or one inside of it, uses and does not bind itself."""
        if id(function) not in self._mentioned:
            used = {node.id for node in walk(function) if isinstance(node, ast.Name)}
            self._mentioned[id(function)] = frozenset(used - self.bound[id(function)])
        return self._mentioned[id(function)]

    def binder(self, name: str, scopes: tuple[int, ...]) -> int:
        """The innermost of the scopes that binds the name."""
        for scope in reversed(scopes):
            if name in self.bound[scope]:
                return scope
        return MODULE_SCOPE

    def _set(self, attributes: Collection[str], scopes: tuple[int, ...]) -> None:
        """These attributes are set in the last of the scopes."""
        self.attribute_stores.update(attributes)
        for scope in scopes:
            self.setters.setdefault(scope, set()).update(attributes)

    def _changed_from(self, name: str, scopes: tuple[int, ...]) -> None:
        """What `name` holds is changed in the last of the scopes: who binds it must know, if that is another."""
        binder = self.binder(name, scopes)
        inside = scopes[scopes.index(binder) + 1 :] if binder in scopes else scopes
        if inside:
            self.changed_inside.setdefault((binder, name), set()).update(inside)


def _variables_set(node: ast.AST, is_at_top: bool) -> Iterator[tuple[str, SetVariable]]:
    """Yield the names and values of `os.environ["NAME"] = value` and `os.environ.setdefault("NAME", value)`."""
    if isinstance(node, ast.Assign):
        for target in node.targets:
            if (
                isinstance(target, ast.Subscript)
                and _is_environ(target.value)
                and isinstance(target.slice, ast.Constant)
            ):
                yield str(target.slice.value), SetVariable(node.value, False, is_at_top)
        return
    call = node.value if isinstance(node, ast.Expr) else None
    if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and _is_environ(call.func.value):
        if call.func.attr == "setdefault" and len(call.args) == 2 and isinstance(call.args[0], ast.Constant):
            yield str(call.args[0].value), SetVariable(call.args[1], True, is_at_top)


def _is_environ(node: ast.expr) -> bool:
    return (isinstance(node, ast.Attribute) and node.attr == "environ") or (
        isinstance(node, ast.Name) and node.id == "environ"
    )


def changed_base(node: ast.AST) -> ast.expr | None:
    """The expression whose dict or list this node changes: `x` of `x["a"] = 1`, `del x["a"]`, `x.update(...)`."""
    if isinstance(node, ast.Subscript) and isinstance(node.ctx, (ast.Store, ast.Del)):
        base: ast.expr = node.value
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        if node.func.attr not in CHANGING_METHODS and node.func.attr not in LIST_METHODS:
            return None
        base = node.func.value
    elif isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name):
        return node.target
    else:
        return None
    while isinstance(base, ast.Subscript):
        base = base.value
    return base


def attributes_set_by(call: ast.Call) -> tuple[str, ...]:
    """Return the attribute that `setattr(x, "name", value)` sets, if its name is in the text."""
    return tuple(str(name.value) for name in call.args[1:2] if isinstance(name, ast.Constant))


def changes_a_list(call: ast.Call) -> bool:
    """True for `x.append(...)` and its like."""
    return isinstance(call.func, ast.Attribute) and call.func.attr in LIST_METHODS


def _bound(scope: Scope) -> frozenset[str]:
    """Return the names that are local to the function: parameters and whatever its own body binds."""
    assert scope.function is not None
    names = set(_parameters(scope.function.args))
    names.update(node.id for node in scope.own.get(ast.Name, ()) if type(node.ctx) is not ast.Load)
    names.update(name for kind in _BINDING for node in scope.own.get(kind, ()) for name in binds(node))
    names.difference_update(*[node.names for kind in _DECLARING for node in scope.own.get(kind, ())])
    return frozenset(names)


def _parameters(arguments: ast.arguments) -> list[str]:
    every = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    every.extend(argument for argument in (arguments.vararg, arguments.kwarg) if argument is not None)
    return [argument.arg for argument in every]


def binds(node: ast.AST) -> Iterator[str]:
    """The names that this node alone binds or deletes."""
    if isinstance(node, ast.Name) and isinstance(node.ctx, (ast.Store, ast.Del)):
        yield node.id
    elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        yield node.name
    elif isinstance(node, (ast.Import, ast.ImportFrom)):
        for alias in node.names:
            yield alias.asname or alias.name.split(".")[0]
    elif isinstance(node, (ast.ExceptHandler, ast.MatchAs, ast.MatchStar)) and node.name:
        yield node.name
    elif isinstance(node, ast.MatchMapping) and node.rest:
        yield node.rest


def own_nodes(body: list[ast.stmt]) -> Iterator[ast.AST]:
    """The nodes of a body without those of the functions and classes defined in it (their own nodes are included)."""
    stack: list[ast.AST] = list(reversed(body))
    while stack:
        node = stack.pop()
        yield node
        if type(node) not in _OWN_SCOPE:
            stack.extend(reversed(children(node)))
