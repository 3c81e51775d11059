"""The smallest text edits between two versions of a stretch of code, and their application."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from pooler_lint.report import Edit

_PIECE = re.compile(r"\w+|[ \t\f]+|\r\n|.", re.DOTALL)
_COMPARABLE = 50_000
"""Pairs of equal words and signs; above this a piecewise comparison takes too long, and the stretch is one edit."""


def difference(old: str, new: str, start: int) -> list[Edit]:
    """Sorted edits that turn `old`, which begins at offset `start` of its text, into `new`."""
    before, after = _PIECE.findall(old), _PIECE.findall(new)
    head = _common(before, after)
    tail = _common(before[head:][::-1], after[head:][::-1])
    offset = start + sum(map(len, before[:head]))
    before, after = before[head : len(before) - tail], after[head : len(after) - tail]
    if not before and not after:
        return []
    counts = Counter(after)
    if sum(counts[piece] for piece in before if not piece.isspace()) > _COMPARABLE:
        return [Edit(offset, offset + sum(map(len, before)), "".join(after))]
    return _piecewise(before, after, offset)


def merged(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """The edits sorted, each once; raises ValueError if two of them overlap."""
    result = tuple(sorted(set(edits)))
    for left, right in pairwise(result):
        if right.start < left.end:
            raise ValueError(f"edits overlap: {left} and {right}")
    return result


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """The text with these edits made; raises ValueError if two of them overlap."""
    pieces: list[str] = []
    position = 0
    for edit in merged(edits):
        pieces += [text[position : edit.start], edit.content]
        position = edit.end
    return "".join([*pieces, text[position:]])


def apply_to_each(texts: Mapping[str, str], edits: Iterable[Edit]) -> dict[str, str]:
    """Return the edited ones of these texts by their paths. Raises ValueError if two edits overlap."""
    each: dict[str, list[Edit]] = {}
    for edit in edits:
        each.setdefault(edit.path, []).append(edit)
    return {path: apply_edits(texts[path], some) for path, some in each.items()}


def _common(left: Sequence[str], right: Sequence[str]) -> int:
    count = 0
    for one, other in zip(left, right, strict=False):
        if one != other:
            break
        count += 1
    return count


def _piecewise(before: Sequence[str], after: Sequence[str], offset: int) -> list[Edit]:
    places = [offset]
    for piece in before:
        places.append(places[-1] + len(piece))
    edits: list[Edit] = []
    for kind, start, end, new_start, new_end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind != "equal":
            edits.append(Edit(places[start], places[end], "".join(after[new_start:new_end])))
    return edits
