"""YAML as a tree that knows its lines: the text of every scalar as written, anchors and merge keys followed.

Built from the parser's events, not by the loader's recursion, so that no nesting of a file can exhaust the stack.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from pooler_lint.project.environment.data import BrokenTextError
from pooler_lint.records import dataclass, field, replace

if TYPE_CHECKING:
    import yaml

_DEEPEST = 100
MOST_NODES = 200_000
"""Parts of the documents of one file, where each alias and merge key counts as all that it stands for."""
_INTEGER = re.compile(r"[-+]?[0-9]{1,18}\Z")
_FLOAT = re.compile(r"[-+]?[0-9]{1,300}\.[0-9]{1,300}\Z")
_PLAIN: Mapping[str, bool | None] = {"": None, "~": None, "null": None, "true": True, "false": False}


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """A part of a YAML document. `line` (from 1) is that of its key in a mapping, else where it begins.

    `text` is a scalar as it is written, None for null and for collections; `data` is the plain Python data.
    """

    line: int
    text: str | None = None
    data: object = None
    items: tuple[Node, ...] = ()
    entries: Mapping[str, Node] = field(default_factory=dict)
    size: int = 1
    """How many parts it has, itself included, each as often as it is used."""

    def get(self, *keys: str) -> Node:
        """What lies at the end of these keys; an empty node where a key is absent."""
        node = self
        for key in keys:
            node = node.entries.get(key, _EMPTY)
        return node

    @property
    def is_empty(self) -> bool:
        """Null, an empty collection, or not there at all."""
        return self.text is None and not self.items and not self.entries


_EMPTY = Node(0)


@dataclass(slots=True)
class _Open:
    """A collection that is being read; `keys` is None for a list."""

    line: int
    anchor: str | None
    keys: list[Node] | None
    values: list[Node] = field(default_factory=list)


class _Budget:
    """The parts that the documents of one file may still have."""

    __slots__ = ("_left",)

    def __init__(self) -> None:
        self._left = MOST_NODES

    def spend(self, parts: int, line: int) -> None:
        """Raise BrokenTextError where there are no more parts left."""
        self._left -= parts
        if self._left < 0:
            raise _too_large(line)


def read_yaml(text: str) -> Iterator[Node]:
    """The documents of this text, one after the other. Raises BrokenTextError where it is not YAML."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        yield from _documents(yaml.parse(text, Loader=loader))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark is not None else 0
        # What the message quotes may be a secret.
        why = re.sub(r"\s*(?:'[^']*'|\"[^\"]*\")", "", error.problem or "")
        raise BrokenTextError(f"it is not valid YAML ({why})" if why else "it is not valid YAML", line) from None
    except yaml.YAMLError:
        raise BrokenTextError("it holds characters that YAML does not allow") from None


def _documents(events: Iterator[yaml.Event]) -> Iterator[Node]:
    import yaml

    anchors: dict[str, Node] = {}
    stack: list[_Open] = []
    budget = _Budget()
    for event in events:
        if isinstance(event, yaml.DocumentStartEvent):
            anchors.clear()
        elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            keys: list[Node] | None = [] if isinstance(event, yaml.MappingStartEvent) else None
            stack.append(_Open(_line(event), event.anchor, keys))
            if len(stack) > _DEEPEST:
                raise BrokenTextError(f"it is nested more than {_DEEPEST} levels deep", _line(event))
        elif (node := _finished(event, stack, anchors, budget)) is None:
            continue
        elif stack:
            _add(stack[-1], node)
        else:
            budget.spend(node.size, node.line)
            yield node


def _finished(event: yaml.Event, stack: list[_Open], anchors: dict[str, Node], budget: _Budget) -> Node | None:
    """The node that this event completes, if any."""
    import yaml

    if isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
        closed = stack.pop()
        node, anchor = _collection(closed, budget), closed.anchor
    elif isinstance(event, yaml.ScalarEvent):
        node, anchor = _scalar(event), event.anchor
    elif isinstance(event, yaml.AliasEvent):
        target = anchors.get(event.anchor or "")
        # An alias of a collection that is still open would be a loop: it says nothing.
        if target is None and not any(one.anchor == event.anchor for one in stack):
            raise BrokenTextError("it refers to an anchor that is not there", _line(event))
        return replace(target or _EMPTY, line=_line(event))
    else:
        return None
    if anchor is not None:
        anchors[anchor] = node
    return node


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark is not None else 0


def _add(parent: _Open, node: Node) -> None:
    if parent.keys is not None and len(parent.keys) == len(parent.values):
        parent.keys.append(node)
    else:
        parent.values.append(node)


def _collection(closed: _Open, budget: _Budget) -> Node:
    if closed.keys is None:
        items = tuple(closed.values)
        size = _size(items, closed.line)
        return Node(closed.line, data=[item.data for item in items], items=items, size=size)
    own: dict[str, Node] = {}
    merged: dict[str, Node] = {}
    for key, value in zip(closed.keys, closed.values, strict=True):
        if key.text == "<<" and value.text is None:
            for source in value.items or (value,):
                merged = {**source.entries, **merged}
                budget.spend(len(merged), closed.line)
        elif key.items or key.entries:
            continue
        else:
            own[key.text or ""] = replace(value, line=key.line)
    entries = {**merged, **own}
    data = {name: node.data for name, node in entries.items()}
    return Node(closed.line, data=data, entries=entries, size=_size(entries.values(), closed.line))


def _size(parts: Iterable[Node], line: int) -> int:
    size = 1 + sum(part.size for part in parts)
    if size > MOST_NODES:
        raise _too_large(line)
    return size


def _too_large(line: int) -> BrokenTextError:
    return BrokenTextError(f"with its aliases it has more than {MOST_NODES:,} parts", line)


def _scalar(event: yaml.ScalarEvent) -> Node:
    line, text = _line(event), event.value
    if event.style or not event.implicit[0]:
        return Node(line, text, text)
    word = text.lower()
    if word in _PLAIN:
        data = _PLAIN[word]
        return Node(line, None if data is None else text, data)
    if _INTEGER.match(text):
        return Node(line, text, int(text))
    return Node(line, text, float(text) if _FLOAT.match(text) else text)
