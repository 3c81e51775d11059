"""SQL text to the statements that leave something behind in the session, or that show where a transaction is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import Literal

from pooler_lint.model import ALL, Statement
from pooler_lint.sql.calls import calls_in
from pooler_lint.sql.parameters import Change, read_reset, read_set
from pooler_lint.sql.tokens import Token, tokens_of

_DEFINING = frozenset({"create", "alter", "comment", "drop", "grant", "revoke", "do"})
"""What such a statement names is not called by it."""
MOST_STATEMENTS = 200
"""Statements of one text that are told apart: each rule is asked about each of them, and migrations hold tens."""
_PREPARED_TRANSACTION = "transaction"


@lru_cache(maxsize=256)  # a file is evaluated before its fixes, with them and after them
def statements_of(text: str) -> tuple[Statement, ...]:
    """What the statements of this text do, in order, without what the rules have no question about.

    A part of the text that is not known is the character `tokens.HOLE`. A text that can't be read does nothing.
    """
    tokens = tokens_of(text)
    if tokens is None:
        return ()
    return tuple(islice((found for part in _split(tokens) for found in _read(part)), MOST_STATEMENTS))


def _split(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    part: list[Token] = []
    for token in tokens:
        if token.kind == "mark" and token.text == ";":
            yield part
            part = []
        else:
            part.append(token)
    yield part


def _read(tokens: list[Token]) -> Iterator[Statement]:
    if not tokens:
        return
    first = tokens[0].word
    reader = _READERS.get(first)
    if reader is not None:
        yield from reader(tokens)
    if first in _DEFINING:
        return
    for call in calls_in(tokens):
        yield Statement(call.kind, call.start, call.name, call.local, call.narrowed, key=call.key)


def _set(tokens: list[Token]) -> Iterator[Statement]:
    return _change("set", tokens, read_set(tokens))


def _reset(tokens: list[Token]) -> Iterator[Statement]:
    if [token.word for token in tokens[1:]] == ["all"]:
        return iter((Statement("reset", tokens[0].start, ALL),))
    return _change("reset", tokens, read_reset(tokens))


def _change(kind: Literal["set", "reset"], tokens: list[Token], change: Change | None) -> Iterator[Statement]:
    if change is None:
        return
    narrowed = (change.narrowed,) if change.narrowed else ()
    yield Statement("reset" if change.is_default else kind, tokens[0].start, change.name, change.local, narrowed)


def _listen(tokens: list[Token]) -> Iterator[Statement]:
    if len(tokens) == 2 and tokens[1].kind in ("word", "quoted"):
        yield Statement("listen", tokens[0].start, _name(tokens[1]))


def _create(tokens: list[Token]) -> Iterator[Statement]:
    """`CREATE [LOCAL | GLOBAL] TEMP TABLE [IF NOT EXISTS] name ... [ON COMMIT DROP]`."""
    words = [token.word for token in tokens]
    place = 2 if words[1:2] in (["local"], ["global"]) else 1
    if words[place : place + 2] not in (["temp", "table"], ["temporary", "table"]):
        return
    rest = tokens[place + 2 :]
    if [token.word for token in rest[:3]] == ["if", "not", "exists"]:
        rest = rest[3:]
    ends = [words[at : at + 3] for at in range(len(words))]
    name = _table(rest)[1] if rest else None
    yield Statement("temporary_table", tokens[0].start, name, ["on", "commit", "drop"] in ends)


def _select(tokens: list[Token]) -> Iterator[Statement]:
    """`SELECT ... INTO TEMP name FROM ...`."""
    words = [token.word for token in tokens]
    for at, word in enumerate(words[:-2]):
        if word == "into" and words[at + 1] in ("temp", "temporary"):
            name = tokens[at + 3] if words[at + 2] == "table" and at + 3 < len(tokens) else tokens[at + 2]
            yield Statement("temporary_table", tokens[0].start, _name(name))
            return


def _drop(tokens: list[Token]) -> Iterator[Statement]:
    rest = tokens[2:] if tokens[1:] and tokens[1].word == "table" else []
    if [token.word for token in rest[:2]] == ["if", "exists"]:
        rest = rest[2:]
    while rest and rest[0].kind in ("word", "quoted"):
        schema, name, rest = _table(rest)
        if schema in ("", "pg_temp"):
            yield Statement("drop_table", tokens[0].start, name)
        rest = rest[1:] if rest and rest[0].text == "," else []


def _table(tokens: list[Token]) -> tuple[str | None, str | None, list[Token]]:
    """Return the schema (empty: none is named) and the name of the table that these tokens begin with, and the rest."""
    if len(tokens) > 2 and tokens[1].text == ".":
        return _name(tokens[0]), _name(tokens[2]), tokens[3:]
    return "", _name(tokens[0]), tokens[1:]


def _discard(tokens: list[Token]) -> Iterator[Statement]:
    # DISCARD ALL cannot run in a transaction: https://www.postgresql.org/docs/current/sql-discard.html
    if [token.word for token in tokens[1:]] in (["temp"], ["temporary"]):
        yield Statement("drop_table", tokens[0].start, ALL)


def _declare(tokens: list[Token]) -> Iterator[Statement]:
    words = [token.word for token in tokens]
    head = words[: words.index("for")] if "for" in words else words
    if "cursor" in head and any(head[at : at + 2] == ["with", "hold"] for at in range(len(head))):
        yield Statement("hold_cursor", tokens[0].start, _name(tokens[1]))


def _prepare(tokens: list[Token]) -> Iterator[Statement]:
    # PREPARE TRANSACTION 'name' leaves nothing in the session:
    # https://www.postgresql.org/docs/current/sql-prepare-transaction.html
    if len(tokens) > 3 and not (tokens[1].word == _PREPARED_TRANSACTION and tokens[2].kind == "string"):
        if any(token.word == "as" for token in tokens):
            yield Statement("prepare", tokens[0].start, _name(tokens[1]))


def _execute(tokens: list[Token]) -> Iterator[Statement]:
    if len(tokens) == 2 or (len(tokens) > 3 and tokens[2].text == "("):
        if tokens[1].kind in ("word", "quoted"):
            yield Statement("execute", tokens[0].start, _name(tokens[1]))


def _deallocate(tokens: list[Token]) -> Iterator[Statement]:
    rest = tokens[2:] if len(tokens) > 2 and tokens[1].word == "prepare" else tokens[1:]
    if len(rest) == 1:
        yield Statement("deallocate", tokens[0].start, ALL if rest[0].word == "all" else _name(rest[0]))


def _begin(tokens: list[Token]) -> Iterator[Statement]:
    if tokens[0].word == "begin" or (tokens[1:] and tokens[1].word == "transaction"):
        yield Statement("begin", tokens[0].start)


def _end(tokens: list[Token]) -> Iterator[Statement]:
    words = [token.word for token in tokens[1:3]]
    if "to" not in words and "prepared" not in words:
        is_commit = tokens[0].word in ("commit", "end")
        yield Statement("end", tokens[0].start, None if is_commit else "rollback")


def _name(token: Token) -> str | None:
    """The name that this token is; None where a part of it is not known."""
    if token.has_hole or token.kind not in ("word", "quoted"):
        return None
    return token.word or token.text


_READERS: dict[str, Callable[[list[Token]], Iterator[Statement]]] = {
    "set": _set,
    "reset": _reset,
    "listen": _listen,
    "create": _create,
    "select": _select,
    "with": _select,
    "drop": _drop,
    "discard": _discard,
    "declare": _declare,
    "prepare": _prepare,
    "execute": _execute,
    "deallocate": _deallocate,
    "begin": _begin,
    "start": _begin,
    "commit": _end,
    "end": _end,
    "rollback": _end,
    "abort": _end,
}
