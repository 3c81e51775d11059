"""Operations gathered by node: what is to happen to each call, dict literal, value or string of the file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeAlias, Union

import libcst as cst

from pooler_lint.fixes.calls import without_arguments
from pooler_lint.fixes.dicts import is_dict_call, without_entries
from pooler_lint.fixes.locate import Found, comments_in
from pooler_lint.fixes.operations import (
    AddDictEntry,
    AddDictKeyword,
    AddEntry,
    AddHeld,
    AddKeyword,
    AddQuery,
    AddUnpacked,
    CutText,
    Operation,
    Remove,
    Replace,
    Unsafe,
    target,
)
from pooler_lint.fixes.spans import Span
from pooler_lint.records import dataclass, field

Addition: TypeAlias = Union[
    AddKeyword, AddDictKeyword, AddEntry, AddUnpacked, AddDictEntry, AddHeld, AddQuery, Replace, CutText
]
"""What is recorded at the node itself."""


@dataclass(slots=True)
class New:
    """What is written for an argument that the call did not have: a dict, or an instance of the class `made_by`."""

    made_by: str | None
    values: dict[str, str]
    dicts: dict[str, dict[str, str]] = field(default_factory=dict)

    def source(self) -> str:
        """Its Python source."""
        pairs = [*self.values.items(), *((name, _dict_source(entries)) for name, entries in self.dicts.items())]
        if self.made_by is None:
            return _dict_source(dict(pairs))
        return f"{self.made_by}({', '.join(f'{name}={value}' for name, value in pairs)})"


def _dict_source(entries: Mapping[str, str]) -> str:
    return "{" + ", ".join(f'"{name}": {value}' for name, value in entries.items()) + "}"


@dataclass(slots=True)
class Change:
    """All that happens to one node. Values are Python source; `removed` are places of arguments or elements."""

    path: tuple[cst.CSTNode, ...]
    replacement: str | None = None
    keywords: dict[str, str] = field(default_factory=dict)
    dict_keywords: dict[str, dict[str, str]] = field(default_factory=dict)
    entries: dict[str, str] = field(default_factory=dict)
    unpacked: list[str] = field(default_factory=list)
    dict_entries: dict[str, dict[str, str]] = field(default_factory=dict)
    held: dict[str, New] = field(default_factory=dict)
    removed: set[int] = field(default_factory=set)
    cuts: list[Span] = field(default_factory=list)
    query: dict[str, str] = field(default_factory=dict)
    asked: bool = False
    """A `?` stands in an earlier part of the URL that the literal ends."""

    @property
    def adds(self) -> bool:
        """True if the node gets something that it did not have."""
        return bool(
            self.keywords or self.dict_keywords or self.entries or self.unpacked or self.dict_entries or self.held
        )


Changes = dict[cst.CSTNode, Change]


def changes_of(operations: Iterable[Operation], found: Mapping[Span, Found]) -> Changes:
    """The changes that these operations make to the nodes found at their spans. Raises `Unsafe`."""
    changes: Changes = {}
    for operation in operations:
        place = found.get(target(operation))
        if place is None:
            raise Unsafe("there is no expression at the place to change")
        _record(changes, operation, place)
    _drop_emptied(changes)
    return changes


def _record(changes: Changes, operation: Operation, place: Found) -> None:
    if not isinstance(operation, Remove):
        change = changes.setdefault(place.node, Change(place.path))
        _add(change, operation, place.node)
        return
    if not is_item(place.parent):
        raise Unsafe("the part to remove is neither a keyword argument nor a dict entry")
    _remove(changes, place.parent, place.path)


def _add(change: Change, operation: Addition, node: cst.CSTNode) -> None:
    if isinstance(operation, AddKeyword):
        _once(change.keywords, operation.name, operation.value)
    elif isinstance(operation, AddDictKeyword):
        _once(change.dict_keywords.setdefault(operation.keyword, {}), operation.name, operation.value)
    elif isinstance(operation, AddEntry):
        _once(change.entries, operation.name, operation.value)
    elif isinstance(operation, AddUnpacked):
        if operation.value not in change.unpacked:
            change.unpacked.append(operation.value)
    elif isinstance(operation, AddDictEntry):
        _once(change.dict_entries.setdefault(operation.holder, {}), operation.name, operation.value)
    elif isinstance(operation, AddHeld):
        new = change.held.setdefault(operation.keyword, New(operation.made_by, dict(operation.starts_with)))
        inside = new.values if operation.inside is None else new.dicts.setdefault(operation.inside, {})
        _once(inside, operation.name, operation.value)
    elif isinstance(operation, AddQuery):
        _once(change.query, operation.name, operation.value)
        change.asked = operation.asked
    elif isinstance(operation, CutText):
        if operation.cut not in change.cuts:
            change.cuts.append(operation.cut)
    else:
        if comments_in(node):
            raise Unsafe("a comment stands inside the value to replace")
        if change.replacement not in (None, operation.value):
            raise Unsafe("two repairs want different values in one place")
        change.replacement = operation.value


def _once(values: dict[str, str], name: str, value: str) -> None:
    if values.setdefault(name, value) != value:
        raise Unsafe(f"two repairs want different values of {name}")


def is_item(node: cst.CSTNode) -> bool:
    """Return whether this is a keyword argument, an unpacked one or a dict entry, which can be removed."""
    return isinstance(node, cst.BaseDictElement) or (
        isinstance(node, cst.Arg) and (node.keyword is not None or node.star == "**")
    )


def _remove(changes: Changes, holder: cst.CSTNode, path: tuple[cst.CSTNode, ...]) -> None:
    container = path[-2]
    items = _items(container)
    change = changes.setdefault(container, Change(path[:-2]))
    change.removed.add(next(place for place, item in enumerate(items) if item is holder))


def _items(container: cst.CSTNode) -> list[cst.CSTNode]:
    if isinstance(container, cst.Call):
        return list(container.args)
    if isinstance(container, cst.Dict):
        return list(container.elements)
    raise Unsafe("the part to remove is not in a call or a dict literal")


def _drop_emptied(changes: Changes) -> None:
    """A dict that loses all its entries goes with the keyword or the entry that holds it."""
    if any(_is_emptied_update(node, change) for node, change in changes.items()):
        raise Unsafe("the statement would have no effect any more")
    while True:
        emptied = next((node for node in changes if _is_emptied(node, changes[node])), None)
        if emptied is None:
            return
        change = changes.pop(emptied)
        _remove(changes, change.path[-1], change.path)


def _is_emptied_update(node: cst.CSTNode, change: Change) -> bool:
    """True for `options.update(...)` that loses all its arguments."""
    if not isinstance(node, cst.Call) or not isinstance(node.func, cst.Attribute) or node.func.attr.value != "update":
        return False
    return bool(change.removed) and len(change.removed) == len(node.args) and not change.adds


def _is_emptied(node: cst.CSTNode, change: Change) -> bool:
    """True for a dict that loses all its entries, and has no comments besides those that belong to them."""
    if change.adds or not change.removed or not is_item(change.path[-1]):
        return False
    if isinstance(node, cst.Dict):
        return len(change.removed) == len(node.elements) and not comments_in(without_entries(node, change.removed))
    if isinstance(node, cst.Call) and is_dict_call(node):
        return len(change.removed) == len(node.args) and not comments_in(without_arguments(node, change.removed))
    return False
