"""The form of odyssey.conf: `key value` and `kind name { ... }`, comments from `#` to the end of the line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from pooler_lint.records import dataclass, field

_TOKEN = re.compile(
    r'"(?P<text>(?:[^"\\]|\\.)*)(?:"|\\?\Z)'
    r"|(?P<hole>\$\{[^}\n]{0,200}\}|\{\{[^}\n]{0,200}\}\}|\{%[^\n]{0,200}%\})"
    r'|(?P<comment>#[^\n]*)|(?P<brace>[{}])|(?P<word>[^\s{}"#]+)'
)
_DEEPEST = 20
_VALUE = re.compile(r"-?\d+|yes|no|on|off|true|false|default|local|host(?:no)?(?:ssl)?|=")
"""The bare words that are values; `host` and its like stand in the head of a user as well."""


class Token(NamedTuple):
    """A word and its line. `kind` is "text" (quoted), "word", "hole" (filled in elsewhere) or "brace"."""

    kind: str
    text: str
    line: int


@dataclass(slots=True)
class Block:
    """`kind name { ... }`: a setting is its key with its first value and its line."""

    kind: str
    name: str | None
    line: int
    settings: dict[str, tuple[str, int]] = field(default_factory=dict)
    blocks: list[Block] = field(default_factory=list)

    def text(self, key: str) -> str | None:
        """The value of this key, or None."""
        found = self.settings.get(key)
        return None if found is None else found[0]

    def move(self, line: int) -> None:
        """Say of everything in this block that it stands at this line."""
        self.line = line
        self.settings = {key: (value, line) for key, (value, _) in self.settings.items()}
        for block in self.blocks:
            block.move(line)


Problem = tuple[str, int]
"""What is wrong with the text, and at which line."""


def parse_blocks(text: str, first: int, include: Callable[[str, int], list[Block]]) -> tuple[Block, list[Problem]]:
    """The text as one block without a kind, and what is wrong with it. `first` is added to its lines.

    `include` gives the blocks of the file that an `include` at the top names.
    """
    stack = [Block("", None, first + 1)]
    words: list[Token] = []
    problems: list[Problem] = []
    for token in _tokens(text, first):
        begins = token.kind == "word" and _VALUE.fullmatch(token.text) is None
        if begins or token.text == "}":
            _settle(stack, words, include)
        if token.kind != "brace":
            words.append(token)
        elif token.text == "{":
            if len(stack) > _DEEPEST:
                return stack[0], [*problems, (f"its blocks nest more than {_DEEPEST} levels deep", token.line)]
            stack.append(_opened(stack[-1], words, token.line))
            words.clear()
        elif len(stack) > 1:
            stack.pop()
        elif not problems:  # one such note says as much as thousands
            problems.append(("there is a `}` too many", token.line))
    _settle(stack, words, include)
    problems += ((f"the block `{block.kind}` is not closed", block.line) for block in stack[1:])
    return stack[0], problems


def _settle(stack: list[Block], words: list[Token], include: Callable[[str, int], list[Block]]) -> None:
    """Note the setting that the words make, and begin with new ones."""
    if words:
        key, value = words[0].text, words[1].text if len(words) > 1 else ""
        if key == "include" and len(stack) == 1:
            stack[0].blocks += include(value, words[0].line)
        elif len(words) > 1:
            stack[-1].settings[key] = (value, words[0].line)
    words.clear()


def _opened(parent: Block, words: list[Token], line: int) -> Block:
    kind = words[0].text if words else ""
    block = Block(kind, words[1].text if len(words) > 1 else None, words[0].line if words else line)
    parent.blocks.append(block)
    return block


def _tokens(text: str, first: int) -> Iterator[Token]:
    line, at = first + 1, 0
    for match in _TOKEN.finditer(text):
        line += text.count("\n", at, match.start())
        at = match.start()
        kind = match.lastgroup or ""
        if kind != "comment":
            yield Token(kind, match[kind], line)
