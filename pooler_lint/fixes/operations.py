"""What a repair does to the nodes of a file, as data: each operation names its node by the span it has in the text."""

from __future__ import annotations

from typing import TypeAlias, Union

from pooler_lint.fixes.spans import Span, span_of
from pooler_lint.lines import Place
from pooler_lint.model import ConnectionSite
from pooler_lint.records import dataclass
from pooler_lint.report import Edit


class Unsafe(Exception):
    """The repair can't be written without a risk; the message says why."""


def span_at(place: Place, site: ConnectionSite) -> Span:
    """Return where the place is in the text of the site. Raises `Unsafe` if it is in another file."""
    if place.file != site.place.file:
        raise Unsafe("the place is in another file")
    return span_of(place)


@dataclass(frozen=True, slots=True)
class AddKeyword:
    """One more keyword argument for the call; `value` is Python source."""

    call: Span
    name: str
    value: str


@dataclass(frozen=True, slots=True)
class AddDictKeyword:
    """An entry for a new dict that the call gets as the argument `keyword`."""

    call: Span
    keyword: str
    name: str
    value: str


@dataclass(frozen=True, slots=True)
class AddEntry:
    """One more entry for the dict literal, or for the dict that is written around any other expression there."""

    expression: Span
    name: str
    value: str


@dataclass(frozen=True, slots=True)
class AddUnpacked:
    """`**(value)` for the dict literal, or for the dict that is written around any other expression there."""

    expression: Span
    value: str


@dataclass(frozen=True, slots=True)
class AddDictEntry:
    """An entry for a new dict that the dict at `expression` gets under the key `holder`."""

    expression: Span
    holder: str
    name: str
    value: str


@dataclass(frozen=True, slots=True)
class AddHeld:
    """An argument or entry for what the call gets as the argument `keyword`: a new dict, or an instance of `made_by`.

    `inside` is the dict in there that it belongs to, None where it stands there itself; `starts_with` comes before it.
    """

    call: Span
    keyword: str
    made_by: str | None
    starts_with: tuple[tuple[str, str], ...]
    inside: str | None
    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Replace:
    """Another expression in the place of this one."""

    expression: Span
    value: str


@dataclass(frozen=True, slots=True)
class Remove:
    """Take away the keyword argument or the dict entry that has this expression as its value."""

    value: Span


@dataclass(frozen=True, slots=True)
class CutText:
    """Take this stretch out of the string literal."""

    literal: Span
    cut: Span


@dataclass(frozen=True, slots=True)
class AddQuery:
    """`key=value` at the end of the URL that this string literal ends; `asked`: a `?` stands in an earlier part."""

    literal: Span
    name: str
    value: str
    asked: bool


Operation: TypeAlias = Union[
    AddKeyword, AddDictKeyword, AddEntry, AddUnpacked, AddDictEntry, AddHeld, Replace, Remove, CutText, AddQuery
]


def target(operation: Operation) -> Span:
    """The span of the node that the operation is about."""
    if isinstance(operation, (AddKeyword, AddDictKeyword, AddHeld)):
        return operation.call
    if isinstance(operation, (AddEntry, AddUnpacked, AddDictEntry, Replace)):
        return operation.expression
    return operation.value if isinstance(operation, Remove) else operation.literal


@dataclass(frozen=True, slots=True)
class Plan:
    """The operations on nodes, and the edits that bring in imports or stand inside of a string."""

    operations: tuple[Operation, ...] = ()
    imports: tuple[Edit, ...] = ()
    drops_unused: bool = False
    """Imports go that only the code which is taken away has used."""
    file: str = ""
    """The absolute path of the file that it edits; "" is the file of the connection."""
