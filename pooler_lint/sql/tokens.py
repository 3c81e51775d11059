"""SQL text to tokens, by the rules of PostgreSQL: dollar quoting, nested comments, escape strings."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Literal, TypeAlias

from pooler_lint.records import dataclass

if TYPE_CHECKING:
    from sqlglot.tokens import Tokenizer

Kind: TypeAlias = Literal["word", "quoted", "string", "number", "mark"]
"""A keyword or plain name, a name in double quotes, a string of any form, a number, anything else."""

MOST_CHARACTERS = 100_000
"""Characters of an SQL text that is taken apart; what is longer holds data."""
HOLE = "\ufffc"
"""Stands in a text for a part of it that is not known; no SQL holds this character."""


@dataclass(frozen=True, slots=True)
class Token:
    """A token of the text from `start` to `end` (exclusive); `text` is as written, without the quotes of its kind."""

    kind: Kind
    text: str
    start: int
    end: int

    @property
    def word(self) -> str:
        """The keyword or plain name in small letters; empty for any other token."""
        return self.text.lower() if self.kind == "word" else ""

    @property
    def has_hole(self) -> bool:
        """True if a part of it is not known."""
        return HOLE in self.text


def tokens_of(text: str) -> tuple[Token, ...] | None:
    """The tokens of the text without comments; None where it is too long, or no SQL (an open quote)."""
    if len(text) > MOST_CHARACTERS:
        return None
    from sqlglot.errors import TokenError

    try:
        found = _tokenizer().tokenize(text)
    except (TokenError, ValueError, IndexError):
        return None
    return tuple(_token(text, one.token_type.name, one.text, one.start, one.end + 1) for one in found)


@cache
def _tokenizer() -> Tokenizer:
    from sqlglot.dialects.postgres import Postgres

    class PlainTokenizer(Postgres.Tokenizer):
        """sqlglot keeps the rest of some statements, such as EXECUTE, as one string: here they have tokens too."""

        COMMANDS = set()  # noqa: RUF012  # the metaclass of the base reads it

    return PlainTokenizer(dialect="postgres")


_STRINGS = frozenset({"NATIONAL_STRING", "RAW_STRING", "HEREDOC_STRING", "UNICODE_STRING", "BYTE_STRING", "STRING"})


def _token(text: str, name: str, value: str, start: int, end: int) -> Token:
    if name in _STRINGS:
        return Token("string", value, start, end)
    if name == "IDENTIFIER":
        return Token("quoted", value, start, end)
    written = text[start:end]
    if name == "NUMBER":
        return Token("number", written, start, end)
    if written[:1].isalpha() or written[:1] in ("_", HOLE):
        return Token("word", written, start, end)
    return Token("mark", written, start, end)
