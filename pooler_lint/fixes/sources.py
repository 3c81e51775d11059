"""The texts that the fixes of one file can edit: its own, and those of other files in which options are written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import libcst as cst

from pooler_lint.fixes.edits import apply_to_each
from pooler_lint.fixes.locate import Found
from pooler_lint.fixes.operations import Unsafe
from pooler_lint.fixes.source import ParseFailure, Source, parse_source
from pooler_lint.fixes.spans import Span, span_of
from pooler_lint.lines import Place
from pooler_lint.records import dataclass
from pooler_lint.report import Edit


@dataclass(frozen=True, slots=True)
class Other:
    """Another file of the project: its path as messages show it, and its text.

    `is_given`: the run was asked to check it, and so it may be edited.
    """

    path: str
    text: str
    is_given: bool


@dataclass(frozen=True, slots=True)
class Located:
    """An expression, and where it is; `file` is "" in the file of the connection."""

    file: str
    source: Source
    found: Found
    span: Span


class Sources:
    """The parsed texts: that of the file under check, and others when they are asked for."""

    __slots__ = ("_file", "_find", "_others", "own", "written")

    def __init__(self, own: Source, file: str = "", find: Callable[[str], Other | None] = lambda file: None) -> None:
        """`file` is the absolute path of the file under check; `find` returns the other file at such a path."""
        self.own = own
        self._file = file
        self._find = find
        self._others: dict[str, tuple[Other, Source] | None] = {}
        self.written: dict[tuple[int, ...], tuple[object, tuple[Edit, ...] | None]] = {}
        """The edits of fixes that change one statement together, by the `id`s of these, which are kept for as long."""

    def located(self, place: Place) -> Located:
        """Return the expression at the place. Raises `Unsafe` if there is none, or if the file cannot be edited."""
        file = "" if place.file == self._file else place.file
        source, span = self.at(file), span_of(place)
        found = source.expressions([span]).get(span)
        if found is None:
            raise Unsafe("there is no expression at the place of the option")
        return Located(file, source, found, source.outer_span(found.node))

    def named_at(self, place: Place, name: str) -> Located:
        """Return the expression at the place, which the code gives this name. Raises `Unsafe`."""
        located = self.located(place)
        if name not in _names_of(located.found):
            raise Unsafe(f"{name} is not written there")
        return located

    def at(self, file: str) -> Source:
        """Return the text of a file. Raises `Unsafe`."""
        return self._other(file)[1] if file else self.own

    def other(self, file: str) -> Other:
        """Return the other file at an absolute path. Raises `Unsafe`."""
        return self._other(file)[0]

    def edited(self, edits: Iterable[Edit]) -> tuple[str, dict[str, str]]:
        """Return the edited text of the file under check, and those of other files by their paths in messages."""
        texts = {one.path: one.text for one, _ in filter(None, self._others.values())}
        edited = apply_to_each({"": self.own.text, **texts}, edits)
        return edited.pop("", self.own.text), edited

    def statement_around(self, edit: Edit) -> Span:
        """Return the lines of the statement that an edit is in, in the file of the edit."""
        return (self._by_path(edit.path) if edit.path else self.own).statement_around(edit)

    def _by_path(self, path: str) -> Source:
        return next(source for one, source in filter(None, self._others.values()) if one.path == path)

    def _other(self, file: str) -> tuple[Other, Source]:
        if file not in self._others:
            found = self._find(file)
            try:
                self._others[file] = None if found is None else (found, parse_source(found.text))
            except ParseFailure:
                self._others[file] = None
        known = self._others[file]
        if known is None:
            raise Unsafe("the place is in a file that cannot be edited")
        return known


def _names_of(found: Found) -> Iterator[str]:
    """Yield the names that the code gives the value there."""
    parent = found.parent
    if isinstance(parent, cst.DictElement):
        yield from _text(parent.key)
    elif isinstance(parent, cst.Arg) and parent.keyword is not None:
        yield parent.keyword.value
    elif isinstance(parent, cst.Element) and isinstance(found.path[-2], cst.Tuple):
        first, *rest = found.path[-2].elements
        if [parent] == rest:  # a pair, of which a dict is made
            yield from _text(first.value)
    elif isinstance(parent, cst.Assign):
        for target in parent.targets:
            if (key := item_key(target.target)) is not None:
                yield from _text(key)


def item_key(target: cst.BaseExpression) -> cst.BaseExpression | None:
    """Return `x` of `name[x]`."""
    if not isinstance(target, cst.Subscript) or len(target.slice) != 1:
        return None
    index = target.slice[0].slice
    return index.value if isinstance(index, cst.Index) else None


def _text(key: cst.BaseExpression) -> Iterator[str]:
    if isinstance(key, cst.SimpleString) and isinstance(key.evaluated_value, str):
        yield key.evaluated_value
