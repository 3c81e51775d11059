"""What the names, attributes and keys of one file hold, as far as that is written there, whatever the order."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import NamedTuple, Union

from pooler_lint.dsn.literals import Part, literal_parts
from pooler_lint.index.parsing import parse
from pooler_lint.lines import LineIndex

Function = Union[ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda]
Literal = Union[ast.Constant, ast.JoinedStr]


class Parameter(NamedTuple):
    """A parameter: the name of the function, and the positions and the keyword that an argument for it can have."""

    function: str
    position: int
    name: str


class Scope:
    """The names that are bound in one function, class or module."""

    __slots__ = ("bound", "name", "parent")

    def __init__(self, name: str, parent: Scope | None) -> None:
        self.name = name
        self.parent = parent
        self.bound: dict[str, list[ast.expr | Parameter]] = {}


class Bindings:
    """One walk over a tree, with the places of its literals; holes of f-strings are walked as they are written."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.nodes: list[ast.AST] = []
        self.scopes: dict[ast.AST, Scope] = {}
        self.members: dict[str, list[ast.expr | Parameter]] = {}
        self.calls: dict[str, list[ast.Call]] = {}
        self.imported: dict[str, str] = {}
        self.fields: dict[str, list[str]] = {}
        self.places: dict[ast.AST, tuple[int, int]] = {}
        self._parts: dict[ast.AST, list[Part]] = {}
        stack: list[tuple[ast.AST, Scope, LineIndex, int]] = [
            (parse(text), Scope("", None), LineIndex(text), 0),
        ]
        while stack:
            node, scope, lines, base = stack.pop()
            stack += self._visit(node, scope, lines, base)

    def parts(self, node: ast.expr) -> list[Part]:
        """Return the parts of a string literal."""
        found = self._parts.get(node)
        if found is None:
            found = self._parts[node] = literal_parts(self.text, *self.places[node])
        return found

    def held(self, node: ast.expr) -> list[ast.expr | Parameter]:
        """Return what a name, an attribute or an item with a known key can hold; each list is the same object."""
        if isinstance(node, ast.Name):
            scope: Scope | None = self.scopes[node]
            while scope is not None and node.id not in scope.bound:
                scope = scope.parent
            return scope.bound[node.id] if scope is not None else []
        name = member_name(node)
        return self.members.get(name, []) if name is not None else []

    def _visit(
        self, node: ast.AST, scope: Scope, lines: LineIndex, base: int
    ) -> Iterator[tuple[ast.AST, Scope, LineIndex, int]]:
        self.nodes.append(node)
        self.scopes[node] = scope
        if isinstance(node, (ast.Constant, ast.JoinedStr)):
            self.places[node] = _place(node, lines, base)
        if isinstance(node, ast.JoinedStr):
            for part in self.parts(node):
                if part.hole is not None and part.lines is not None:
                    yield part.hole, scope, part.lines, part.base
            return
        inner = self._bind(node, scope)
        for child in ast.iter_child_nodes(node):
            outside = inner is not scope and not _is_inside(node, child)
            yield child, scope if outside else inner, lines, base

    def _bind(self, node: ast.AST, scope: Scope) -> Scope:
        """Remember what the node binds; return the scope of its body."""
        for target, value in bound_by(node):
            self.bind(target, value, scope)
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            module = f"{node.module}." if isinstance(node, ast.ImportFrom) else ""
            self.imported.update({alias.asname or alias.name: module + alias.name for alias in node.names})
        elif isinstance(node, ast.Call):
            self.calls.setdefault(last_name(node.func), []).append(node)
            self.fields.update(fields_of_call(node))
        elif isinstance(node, ast.Dict):
            for key, value in zip(node.keys, node.values, strict=True):
                if isinstance(key, ast.Constant) and isinstance(key.value, str):
                    self.members.setdefault(key.value, []).append(value)
        elif isinstance(node, ast.ClassDef):
            fields = [
                one.target.id
                for one in node.body
                if isinstance(one, ast.AnnAssign) and isinstance(one.target, ast.Name)
            ]
            self.fields.setdefault(node.name, fields)
            return Scope(node.name, scope)
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
            return self._function(node, scope)
        return scope

    def bind(self, target: ast.expr, value: ast.expr | Parameter, scope: Scope) -> None:
        """Remember one more value of what is assigned to."""
        if isinstance(target, ast.Name):
            scope.bound.setdefault(target.id, []).append(value)
            if scope.name:
                self.members.setdefault(target.id, []).append(value)
            return
        name = member_name(target)
        if name is not None:
            self.members.setdefault(name, []).append(value)

    def _function(self, node: Function, scope: Scope) -> Scope:
        name = "" if isinstance(node, ast.Lambda) else node.name
        inner = Scope("", scope)
        positional = [*node.args.posonlyargs, *node.args.args]
        if scope.name and positional and positional[0].arg in ("self", "cls"):
            positional = positional[1:]
        called = scope.name if name == "__init__" else name
        for position, parameter in enumerate(positional):
            inner.bound[parameter.arg] = [Parameter(called, position, parameter.arg)]
        for parameter in node.args.kwonlyargs:
            inner.bound[parameter.arg] = [Parameter(called, -1, parameter.arg)]
        for bound, default in defaults(node):
            inner.bound.setdefault(bound, []).append(default)
        if name:
            self.fields.setdefault(called, [parameter.arg for parameter in positional])
            if name == "__init__":
                self.fields[called] = [parameter.arg for parameter in positional]
            returned: list[ast.expr | Parameter] = list(returns(node))
            scope.bound.setdefault(name, []).extend(returned)
            if scope.name:
                self.members.setdefault(name, []).extend(returned)
        return inner


def defaults(node: Function) -> Iterator[tuple[str, ast.expr]]:
    """Yield the parameters that have a default, with it."""
    positional = [*node.args.posonlyargs, *node.args.args]
    if node.args.defaults:
        for parameter, default in zip(positional[-len(node.args.defaults) :], node.args.defaults, strict=True):
            yield parameter.arg, default
    for parameter, keyword_default in zip(node.args.kwonlyargs, node.args.kw_defaults, strict=True):
        if keyword_default is not None:
            yield parameter.arg, keyword_default


def returns(node: Function) -> Iterator[ast.expr]:
    """Yield what a function returns or yields."""
    if isinstance(node, ast.Lambda):
        yield node.body
        return
    stack: list[ast.AST] = list(node.body)
    while stack:
        one = stack.pop()
        if isinstance(one, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)):
            continue
        if isinstance(one, (ast.Return, ast.Yield)) and one.value is not None:
            yield one.value
        stack += ast.iter_child_nodes(one)


def bound_by(node: ast.AST) -> Iterator[tuple[ast.expr, ast.expr]]:
    """Yield each target of an assignment with its value; a tuple without a tuple of values has the whole value."""
    if isinstance(node, ast.Assign):
        for target in node.targets:
            yield from _paired(target, node.value)
    elif isinstance(node, (ast.AnnAssign, ast.AugAssign, ast.NamedExpr)) and node.value is not None:
        yield node.target, node.value
    elif isinstance(node, (ast.For, ast.AsyncFor, ast.comprehension)):
        values = node.iter.elts if isinstance(node.iter, (ast.List, ast.Tuple, ast.Set)) else [node.iter]
        for value in values:
            yield from _paired(node.target, value)
    elif isinstance(node, ast.withitem) and node.optional_vars is not None:
        yield from _paired(node.optional_vars, node.context_expr)


def _paired(target: ast.expr, value: ast.expr) -> Iterator[tuple[ast.expr, ast.expr]]:
    if not isinstance(target, (ast.Tuple, ast.List)):
        yield target.value if isinstance(target, ast.Starred) else target, value
        return
    same = isinstance(value, (ast.Tuple, ast.List)) and len(value.elts) == len(target.elts)
    starred = any(isinstance(one, ast.Starred) for one in target.elts)
    for index, one in enumerate(target.elts):
        yield from _paired(one, value.elts[index] if same and not starred else value)  # type: ignore[attr-defined]


def member_name(node: ast.expr) -> str | None:
    """Return the name of an attribute, or the key of an item, if it is known."""
    if isinstance(node, ast.Attribute):
        return node.attr
    if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant) and isinstance(node.slice.value, str):
        return node.slice.value
    return None


def fields_of_call(node: ast.Call) -> Iterator[tuple[str, list[str]]]:
    """Yield the class that `namedtuple("Name", "field field")` makes, with its fields."""
    if last_name(node.func) not in ("namedtuple", "NamedTuple", "make_dataclass") or len(node.args) < 2:
        return
    name, fields = node.args[:2]
    if not (isinstance(name, ast.Constant) and isinstance(name.value, str)):
        return
    if isinstance(fields, ast.Constant) and isinstance(fields.value, str):
        yield name.value, fields.value.replace(",", " ").split()
    elif isinstance(fields, (ast.List, ast.Tuple)):
        first = [one.elts[0] if isinstance(one, ast.Tuple) and one.elts else one for one in fields.elts]
        yield name.value, [str(one.value) if isinstance(one, ast.Constant) else "" for one in first]


def last_name(node: ast.expr) -> str:
    """Return the last name of a dotted name, "" if it is another expression."""
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def _place(node: Literal, lines: LineIndex, base: int) -> tuple[int, int]:
    start, end = lines.offsets_of(node)
    return base + start, base + end


def _is_inside(node: ast.AST, child: ast.AST) -> bool:
    """True if a child of a function or class belongs to its body, and is no default, decorator or base."""
    return child in getattr(node, "body", ()) if not isinstance(node, ast.Lambda) else child is node.body
