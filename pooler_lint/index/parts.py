"""The statements of a file, each with what it mentions and what it may change."""

from __future__ import annotations

import ast
import builtins
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias

from pooler_lint.index.nodes import children, walk
from pooler_lint.index.prescan import LIST_METHODS, MODULE_SCOPE, Names, attributes_set_by, binds
from pooler_lint.index.relevance import identifier, sets
from pooler_lint.records import dataclass, field
from pooler_lint.values.dicts import CHANGING_METHODS

Key: TypeAlias = "tuple[int, str]"
"""A name and the `id` of the function that binds it (0: the module), or an attribute wherever it stands (-1)."""
FunctionDefinition: TypeAlias = "ast.FunctionDef | ast.AsyncFunctionDef"


class Handing(NamedTuple):
    """Something is an argument of a call, which may change what it holds."""

    given: Key
    function: Key | None
    """What is called, where it has a name."""
    argument: int | str | None
    """The number or the name of the argument; None: not known."""


ATTRIBUTE = -1
_ENDING_CALLS = frozenset({"exit", "_exit", "quit"})
_IMPORTS = (ast.Import, ast.ImportFrom)
_BLOCKS = (ast.With, ast.AsyncWith)
_ENTERING = ("__enter__", "__aenter__", "__exit__", "__aexit__")
_BUILTINS = frozenset(dir(builtins))
_GETTING = frozenset({"get", "setdefault", "pop"})
"""Methods of a dict that return what it holds."""
_PLAIN = _GETTING | {
    "str", "int", "float", "bool", "len", "getenv", "strip", "lower", "upper", "replace", "format", "join", "split",
    "super", "encode", "decode", "startswith", "endswith", "isinstance", "getLogger",
}  # fmt: skip
"""Functions that return no dict of their own."""
_CALLED = frozenset({
    "prepare", "cursor", "execution_options", "iterate", "listens_for", "listen", "set_main_option",
    "config_from_object", "set_autocommit", "enter_context", "enter_async_context",
})  # fmt: skip
"""What connections, engines and events are used by later, in a way that rules ask about."""
_CONFIGURATION = "conf"
"""What a Celery application is configured by, after it is made."""
_SET = frozenset({"prepare_threshold", "autocommit"})
"""Attributes of a connection that rules ask about."""


@dataclass(frozen=True, slots=True)
class Sought:
    """What a file is followed for: identifiers that it mentions, settings that it sets, methods that it calls."""

    names: frozenset[str]
    settings: Collection[str] = ()
    methods: Collection[str] = ()


@dataclass(slots=True, eq=False)
class Part:
    """A statement without those inside it. `outer` is the one that it stands in, `scopes` the functions around it.

    `mentions` are what its own value or outcome rests on, `changes` what it sets, `mutates` what it changes inside,
    `handed` what it gives to the functions `called`, `handings` those of them that may be changed there.
    `asked` are what the calls in it rest on that are looked for, `named` the functions that they call: what these
    return does not matter by itself.
    `objects_set` are names of which it sets attributes, `objects_called` those of which it calls methods.
    """

    statement: ast.stmt
    scopes: tuple[int, ...]
    outer: Part | None
    mentions: set[Key] = field(default_factory=set)
    changes: set[Key] = field(default_factory=set)
    mutates: set[Key] = field(default_factory=set)
    handed: set[Key] = field(default_factory=set)
    handings: list[Handing] = field(default_factory=list)
    called: set[Key] = field(default_factory=set)
    asked: set[Key] = field(default_factory=set)
    named: set[Key] = field(default_factory=set)
    objects_set: set[str] = field(default_factory=set)
    objects_called: set[str] = field(default_factory=set)
    is_exit: bool = False
    is_wanted: bool = False
    is_free: bool = False
    """It is followed in any case: it costs nothing, or its name would be taken for something else."""
    is_kept: bool = False
    is_used: bool = False

    @property
    def scope(self) -> int:
        """Return the function that it belongs to, or that it belongs to the module."""
        return self.scopes[-1] if self.scopes else MODULE_SCOPE


class Parts:
    """The parts of one file, in order."""

    def __init__(self) -> None:
        self.all: list[Part] = []
        self.holders: set[int] = set()
        """Functions that hold something wanted."""
        self.functions: defaultdict[Key, list[FunctionDefinition]] = defaultdict(list)
        self.asserting: defaultdict[Key, list[Part]] = defaultdict(list)
        self.aliases: defaultdict[Key, set[Key]] = defaultdict(set)
        """What else may hold the very dict that is held under a key."""
        self.containers: set[Key] = set()
        """What is set to something that may be a dict or a list."""
        self._in_class: defaultdict[int, list[Part]] = defaultdict(list)

    def in_class(self, cls: Part) -> list[Part]:
        """The statements that stand in the body of the class itself."""
        return self._in_class[id(cls)]

    def add(self, part: Part) -> None:
        """Take one up."""
        self.all.append(part)
        if part.outer is not None and isinstance(part.outer.statement, ast.ClassDef):
            self._in_class[id(part.outer)].append(part)


def parameters(function: FunctionDefinition) -> Iterator[Key]:
    """The keys of its parameters."""
    given = function.args
    for argument in (*given.posonlyargs, *given.args, *given.kwonlyargs, given.vararg, given.kwarg):
        if argument is not None:
            yield id(function), argument.arg


def parameters_of(function: FunctionDefinition, handing: Handing) -> Iterator[Key]:
    """Yield the keys of the parameters that may get the argument."""
    place, given = handing.argument, function.args
    if place is None:
        yield from parameters(function)
    elif isinstance(place, str):
        named = [one.arg for one in (*given.posonlyargs, *given.args, *given.kwonlyargs)]
        rest = [given.kwarg.arg] if given.kwarg is not None else []
        yield from ((id(function), name) for name in ([place] if place in named else rest))
    else:
        # A method gets its object as well, unless it is called on the class.
        end = place + 2 if handing.function is not None and handing.function[0] == ATTRIBUTE else place + 1
        positional = [one.arg for one in (*given.posonlyargs, *given.args)]
        rest = [given.vararg.arg] if given.vararg is not None and end > len(positional) else []
        yield from ((id(function), name) for name in (*positional[place:end], *rest))


def parts_of(tree: ast.Module, sought: Sought, names: Names) -> Parts:
    """All statements of the file; those are wanted that have to do with what is sought, or may use a connection."""
    found = _Walk(sought, names)
    found.body(tree.body, None, ())
    parts, using = found.parts, set[str]()
    if sought.methods:
        _want_calls_of_holders(parts)
        holding = (key for key, every in parts.functions.items() if not parts.holders.isdisjoint(map(id, every)))
        using.update(name for _, name in holding)
    for part in parts.all:
        node = part.statement
        if part.is_wanted:
            found.ask(part, using)
        elif not part.mutates and (isinstance(node, ast.Raise) or _is_plain_call(node)):
            part.mentions = part.called.copy()  # What comes out is not kept.
    return parts


def _want_calls_of_holders(parts: Parts) -> None:
    """Have the calls of functions followed that use a connection, which may be one that they are called with."""
    calls = _calls_by_function(parts)
    entering = [id(function) for name in _ENTERING for function in parts.functions.get((ATTRIBUTE, name), ())]
    waiting = list(parts.holders)
    while waiting:
        holder = waiting.pop()
        blocks = (part for part in parts.all if isinstance(part.statement, _BLOCKS)) if holder in entering else ()
        for part in (*calls[holder], *blocks):
            part.is_wanted = True
            waiting.extend(scope for scope in part.scopes if scope not in parts.holders)
            parts.holders.update(part.scopes)


def _calls_by_function(parts: Parts) -> Mapping[int, Sequence[Part]]:
    """Return the parts that call each function (by its `id`), or hand it on."""
    calls: defaultdict[int, list[Part]] = defaultdict(list)
    for part in parts.all:
        for key in (*part.called, *part.handed):
            for function in parts.functions.get(key, ()):
                calls[id(function)].append(part)
    return calls


class _Walk:
    def __init__(self, sought: Sought, names: Names) -> None:
        self._wanted = sought.names
        self._settings = sought.settings
        self._called = _CALLED.union(sought.methods)
        self._follows_types = bool(sought.methods)
        self._names = names
        self.parts = Parts()

    def body(self, statements: Iterable[ast.stmt], outer: Part | None, scopes: tuple[int, ...]) -> None:
        """Take up the statements of one body."""
        for statement in statements:
            part = Part(statement, scopes, outer)
            self.parts.add(part)
            if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef)):
                self._define(part, statement, scopes)
            elif isinstance(statement, ast.ClassDef):
                part.changes.add(self._key(statement.name, scopes))
                self._expressions(statement.decorator_list, part, scopes, mentions=False)
                self._expressions([*statement.bases, *statement.keywords], part, scopes)
                self.body(statement.body, part, scopes)
            else:
                self._plain(part, statement, scopes)
            if outer is not None and isinstance(outer.statement, ast.ClassDef):
                part.changes.update([(ATTRIBUTE, name) for _, name in part.changes])
            part.is_free = isinstance(statement, _IMPORTS) or (
                not scopes and any(name in _BUILTINS for place, name in part.changes if place == MODULE_SCOPE)
            )

    def ask(self, part: Part, using: Collection[str]) -> None:
        """Note what the calls in the statement rest on that are looked for; `using` are more names of such."""
        found = list(_asking(part.statement, lambda node: self._is_sought(node, using)))
        if not found or part.statement in found:
            part.asked = part.mentions
            return
        shadow = Part(part.statement, part.scopes, part.outer)
        for node in found:
            callee = node.func if isinstance(node, ast.Call) else None
            below = children(node) if callee is not None else [node]
            if isinstance(callee, (ast.Name, ast.Attribute)):
                part.named.update(self._keys([callee], part.scopes))
                below = [one for one in below if one is not callee] + children(callee)
            self._expressions(below, shadow, part.scopes)
        part.asked = shadow.mentions

    def _is_sought(self, node: ast.AST, using: Collection[str]) -> bool:
        if isinstance(node, ast.Call):
            name = identifier(node.func)
            return name in self._called or name in self._wanted or name in using
        if isinstance(node, ast.keyword):
            return node.arg == "prepare"
        name = identifier(node)
        return name in self._wanted or name in using or name == _CONFIGURATION or name in _SET

    def _define(self, part: Part, node: ast.FunctionDef | ast.AsyncFunctionDef, scopes: tuple[int, ...]) -> None:
        in_class = part.outer is not None and isinstance(part.outer.statement, ast.ClassDef)
        key = (ATTRIBUTE, node.name) if in_class else self._key(node.name, scopes)
        part.changes.add(key)
        self.parts.functions[key].append(node)
        for decorator in node.decorator_list:
            # A decorator of the file may change the result; those of objects (`@app.get`) only register the function.
            called = decorator.func if isinstance(decorator, ast.Call) else decorator
            self._expressions([decorator], part, scopes, mentions=isinstance(called, ast.Name))
        self._expressions([*node.args.defaults, *(one for one in node.args.kw_defaults if one)], part, scopes)
        if self._follows_types:
            given = (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)
            self._expressions([one.annotation for one in given if one.annotation], part, scopes)
        else:
            self._expressions(_injections(node), part, scopes)
        self.parts.containers.update((id(node), one.arg) for one in (node.args.vararg, node.args.kwarg) if one)
        self.body(node.body, part, (*scopes, id(node)))

    def _plain(self, part: Part, node: ast.stmt, scopes: tuple[int, ...]) -> None:
        self._own(part, node, scopes)
        if isinstance(node, ast.Assert):
            for key in part.mentions:
                self.parts.asserting[key].append(part)
        self._follow_value(part, node, scopes)

    def _own(self, part: Part, node: ast.AST, scopes: tuple[int, ...]) -> None:
        """The statement's own expressions belong to it, the statements inside are parts of their own."""
        self._note(node, part, scopes, True)
        for child in children(node):
            if isinstance(child, ast.stmt):
                self.body([child], part, scopes)
            elif isinstance(child, (ast.ExceptHandler, ast.match_case)):
                self._own(part, child, scopes)
            else:
                self._expressions([child], part, scopes)

    def _expressions(self, top: Iterable[ast.AST], part: Part, scopes: tuple[int, ...], mentions: bool = True) -> None:
        stack = [(node, scopes) for node in top]
        while stack:
            node, inside = stack.pop()
            kind = type(node)
            if kind is ast.Constant:
                continue
            self._note(node, part, inside, mentions)
            if kind is not ast.Name:
                if kind is ast.Lambda:
                    inside = (*inside, id(node))
                stack += [(child, inside) for child in children(node)]

    def _note(self, node: ast.AST, part: Part, scopes: tuple[int, ...], mentions: bool) -> None:
        note = _NOTES.get(type(node))
        if note is not None:
            note(self, node, part, scopes, mentions)
            if self._settings and sets(node, self._settings):
                self._want(part, scopes)

    def _note_keyword(self, node: ast.keyword, part: Part, scopes: tuple[int, ...], mentions: bool) -> None:
        if node.arg == "prepare":
            self._want(part, scopes)

    def _note_exit(self, node: ast.AST, part: Part, scopes: tuple[int, ...], mentions: bool) -> None:
        part.is_exit = True

    def _note_change(self, node: ast.AST, part: Part, scopes: tuple[int, ...], mentions: bool) -> None:
        part.mutates.update(self._keys(_mutated(node), scopes))

    def _note_binding(self, node: ast.AST, part: Part, scopes: tuple[int, ...], mentions: bool) -> None:
        part.changes.update([self._key(name, scopes) for name in binds(node)])

    def _want(self, part: Part, scopes: tuple[int, ...]) -> None:
        part.is_wanted = True
        self.parts.holders.update(scopes)

    def _note_name(self, node: ast.Name, part: Part, scopes: tuple[int, ...], mentions: bool) -> None:
        key = self._key(node.id, scopes)
        if mentions:
            part.mentions.add(key)
        if not _is_read(node):
            part.changes.add(key)
        if node.id in self._wanted:
            self._want(part, scopes)

    def _note_attribute(self, node: ast.Attribute, part: Part, scopes: tuple[int, ...], mentions: bool) -> None:
        if mentions:
            part.mentions.add((ATTRIBUTE, node.attr))
        if not _is_read(node):
            part.changes.add((ATTRIBUTE, node.attr))
            if isinstance(node.value, ast.Name):
                part.objects_set.add(node.value.id)
        # Rules ask about a use of a connection, whoever made it.
        is_use = node.attr == _CONFIGURATION or (node.attr in _SET and not _is_read(node))
        if is_use or node.attr in self._wanted:
            self._want(part, scopes)

    def _note_call(self, node: ast.Call, part: Part, scopes: tuple[int, ...], mentions: bool) -> None:
        given = [*node.args, *[keyword.value for keyword in node.keywords]]
        part.mutates.update(self._keys(_mutated(node), scopes))
        part.handed.update(self._keys([place for value in given for place in _places(value)], scopes))
        callee = next(self._keys([node.func], scopes), None)
        if callee is not None:
            part.called.add(callee)
        name = identifier(node.func)
        if name not in _PLAIN:
            part.handings += self._handings(node, callee, scopes)
        if name in self._called:
            self._want(part, scopes)
        if name in _ENDING_CALLS:
            part.is_exit = True
        if isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name):
            part.objects_called.add(node.func.value.id)
        if isinstance(node.func, ast.Name) and node.func.id == "setattr":
            part.changes.update([(ATTRIBUTE, attribute) for attribute in attributes_set_by(node)])

    def _handings(self, node: ast.Call, callee: Key | None, scopes: tuple[int, ...]) -> Iterator[Handing]:
        """Yield what the call is handed under a name: what is unpacked is copied."""
        place: int | None = 0
        for argument in node.args:
            for key in self._keys([argument], scopes):
                yield Handing(key, callee, place)
            place = None if place is None or isinstance(argument, ast.Starred) else place + 1
        for keyword in node.keywords:
            if keyword.arg is not None:
                for key in self._keys([keyword.value], scopes):
                    yield Handing(key, callee, keyword.arg)

    def _follow_value(self, part: Part, statement: ast.stmt, scopes: tuple[int, ...]) -> None:
        """Where the value goes that the statement assigns."""
        targets, value = _given(statement)
        if value is None:
            return
        others = set(self._keys([place for target in targets for place in _places(target)], scopes))
        if part.outer is not None and isinstance(part.outer.statement, ast.ClassDef):
            others.update([(ATTRIBUTE, name) for _, name in others])
        held = [value]
        if isinstance(value, ast.Call):  # a function of the project may return what it is handed
            held += [*value.args, *(keyword.value for keyword in value.keywords)]
        for key in self._keys([place for one in held for place in _places(one)], scopes):
            self.parts.aliases[key].update(others)
        if _may_be_container(value):
            self.parts.containers.update(others)

    def _keys(self, nodes: Iterable[ast.AST], scopes: tuple[int, ...]) -> Iterator[Key]:
        for node in nodes:
            if isinstance(node, ast.Name):
                yield self._key(node.id, scopes)
            elif isinstance(node, ast.Attribute):
                yield ATTRIBUTE, node.attr

    def _key(self, name: str, scopes: tuple[int, ...]) -> Key:
        return self._names.binder(name, scopes), name


_NOTES: dict[type[ast.AST], Callable[[_Walk, Any, Part, tuple[int, ...], bool], None]] = {
    ast.Name: _Walk._note_name,
    ast.Attribute: _Walk._note_attribute,
    ast.Call: _Walk._note_call,
    ast.keyword: _Walk._note_keyword,
    ast.Dict: lambda *_: None,
    **dict.fromkeys((ast.Subscript, ast.AugAssign), _Walk._note_change),
    **dict.fromkeys((ast.Return, ast.Raise, ast.Break, ast.Continue, ast.Yield, ast.YieldFrom), _Walk._note_exit),
    **dict.fromkeys((*_IMPORTS, ast.ExceptHandler, ast.MatchAs, ast.MatchStar, ast.MatchMapping), _Walk._note_binding),
}
"""What each kind of node says of the statement that it is a part of; of a dict it is the settings in it alone."""


def _asking(statement: ast.stmt, is_sought: Callable[[ast.AST], bool]) -> Iterator[ast.AST]:
    """Yield the expressions of a statement that hold what is looked for, as small as they say how it is called.

    The statement itself, where it decides whether or how often the call is made, or where a lambda makes it.
    """
    if not isinstance(statement, _PASSING) or any(map(is_sought, _nodes_of_targets(statement))):
        yield statement
        return
    stack = children(statement)
    while stack:
        node = stack.pop()
        if isinstance(node, ast.stmt):
            continue
        below = children(node)
        if is_sought(node) or any(is_sought(one) for one in below if not isinstance(one, ast.Call)):
            yield node
        elif isinstance(node, _PASSING):
            stack += below
        elif any(map(is_sought, below := walk(node))):
            yield statement if any(isinstance(one, ast.Lambda) for one in below) else node


def _nodes_of_targets(statement: ast.stmt) -> Iterator[ast.AST]:
    for target in _given(statement)[0]:
        yield from walk(target)


_PASSING = (
    *(ast.Expr, ast.Assign, ast.AnnAssign, ast.Return, ast.With, ast.AsyncWith, ast.withitem),
    *(ast.Await, ast.Call, ast.keyword, ast.Attribute, ast.Starred, ast.List, ast.Tuple, ast.Set, ast.Dict),
)
"""Kinds of nodes that evaluate all that is in them, once."""


def _injections(node: ast.FunctionDef | ast.AsyncFunctionDef) -> Iterator[ast.expr]:
    """Calls in the annotations of parameters: `Annotated[Settings, Depends(get_settings)]`."""
    for argument in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs):
        if isinstance(argument.annotation, ast.Subscript) and isinstance(argument.annotation.slice, ast.Tuple):
            yield from (one for one in argument.annotation.slice.elts if isinstance(one, ast.Call))


def _is_plain_call(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, (ast.Call, ast.Await))


def _is_read(node: ast.Name | ast.Attribute | ast.Subscript) -> bool:
    return isinstance(node.ctx, ast.Load)


def _mutated(node: ast.AST) -> Iterator[ast.expr]:
    """The names and attributes of which this node changes what they hold."""
    if isinstance(node, ast.Subscript) and not _is_read(node):
        yield from _places(node)
    elif isinstance(node, ast.AugAssign):
        yield from _places(node.target)
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        if node.func.attr in CHANGING_METHODS or node.func.attr in LIST_METHODS or node.func.attr == "read":
            yield from _places(node.func.value)


def _may_be_container(node: ast.expr) -> bool:
    """May it be a dict or a list that nothing else holds yet?"""
    if isinstance(node, (ast.Dict, ast.List, ast.Tuple, ast.Set, ast.DictComp, ast.ListComp, ast.SetComp)):
        return True
    if isinstance(node, ast.Call):
        # A class makes an object, and what objects hold is not changed by handing them on.
        name = identifier(node.func) or "_"
        return not name[0].isupper() and name not in _PLAIN
    if isinstance(node, (ast.IfExp, ast.BoolOp, ast.NamedExpr, ast.Await, ast.BinOp)):
        return any(_may_be_container(child) for child in ast.iter_child_nodes(node) if isinstance(child, ast.expr))
    return False


def _given(statement: ast.stmt) -> tuple[list[ast.expr], ast.expr | None]:
    """What the statement assigns, and to what."""
    if isinstance(statement, ast.Assign):
        return statement.targets, statement.value
    if isinstance(statement, (ast.For, ast.AsyncFor)):
        return [statement.target], statement.iter
    if isinstance(statement, (ast.AnnAssign, ast.AugAssign)):
        return [statement.target], statement.value
    return [], None


def _places(node: ast.expr) -> Iterator[ast.expr]:
    """The names and attributes under which the value of the expression, or what it is a part of, may be held."""
    if isinstance(node, (ast.Name, ast.Attribute)):
        yield node
    elif isinstance(node, (ast.Subscript, ast.Starred, ast.Await, ast.NamedExpr)):
        yield from _places(node.value)
    elif isinstance(node, (ast.IfExp, ast.BoolOp, ast.List, ast.Tuple, ast.Set, ast.Dict)):
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.expr):
                yield from _places(child)
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _GETTING:
        yield from _places(node.func.value)
