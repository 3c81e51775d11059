"""Functions of PostgreSQL whose call changes the session: `set_config` and the advisory locks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from pooler_lint.model import ALL, TextChange
from pooler_lint.records import dataclass
from pooler_lint.sql.tokens import Token

LOCKS = frozenset(
    {"pg_advisory_lock", "pg_advisory_lock_shared", "pg_try_advisory_lock", "pg_try_advisory_lock_shared"}
)
"""Locks of the session: https://www.postgresql.org/docs/current/functions-admin.html#FUNCTIONS-ADVISORY-LOCKS"""
_UNLOCKS = frozenset({"pg_advisory_unlock", "pg_advisory_unlock_shared", "pg_advisory_unlock_all"})
_TRUE = frozenset({"true", "t", "yes", "on", "1"})
_FALSE = frozenset({"false", "f", "no", "off", "0"})


@dataclass(frozen=True, slots=True)
class Call:
    """One call. `narrowed` would make it end with the transaction; `key` are the arguments of a lock, where known."""

    kind: Literal["set", "lock", "unlock"]
    start: int
    name: str | None
    local: bool | None
    narrowed: tuple[TextChange, ...] = ()
    key: str | None = None


def calls_in(tokens: Sequence[Token]) -> Iterator[Call]:
    """The calls of these functions anywhere in a statement, in order."""
    for at, token in enumerate(tokens[:-1]):
        name = token.text.lower() if token.kind in ("word", "quoted") else ""
        if tokens[at + 1].text != "(" or not _is_builtin(tokens, at):
            continue
        if name == "set_config":
            call = _set_config(token, _arguments(tokens, at + 2))
            if call is not None:
                yield call
        elif name in LOCKS:
            narrowed = TextChange(token.start, token.text, of_the_transaction(name))
            yield Call("lock", token.start, name, False, (narrowed,), _key(_arguments(tokens, at + 2)))
        elif name in _UNLOCKS:
            all_of_them = name == "pg_advisory_unlock_all"
            yield Call("unlock", token.start, ALL if all_of_them else name, False, (), _key(_arguments(tokens, at + 2)))


def of_the_transaction(name: str) -> str:
    """The lock function that lets go at the end of the transaction: `pg_advisory_xact_lock`."""
    return name.replace("_lock", "_xact_lock")


def _is_builtin(tokens: Sequence[Token], at: int) -> bool:
    """Not a function of another schema."""
    if at == 0 or tokens[at - 1].text != ".":
        return True
    return at > 1 and tokens[at - 2].word == "pg_catalog"


def _arguments(tokens: Sequence[Token], start: int) -> list[list[Token]]:
    """The tokens of each argument, up to the parenthesis that closes the call."""
    found: list[list[Token]] = [[]]
    depth = 0
    for token in tokens[start:]:
        opens = token.kind == "mark" and token.text in ("(", "[")
        closes = token.kind == "mark" and token.text in (")", "]")
        if closes and depth == 0:
            return found
        depth += opens - closes
        if token.kind == "mark" and token.text == "," and depth == 0:
            found.append([])
        else:
            found[-1].append(token)
    return found


def _key(arguments: Sequence[Sequence[Token]]) -> str | None:
    """Return numbers and strings as they are written; None for anything that the program or the server fills in."""
    tokens = [token for argument in arguments for token in argument]
    if not all(token.kind in ("number", "string") and not token.has_hole for token in tokens):
        return None
    return ",".join(token.text for token in tokens)


def _set_config(function: Token, arguments: Sequence[Sequence[Token]]) -> Call | None:
    if len(arguments) != 3:
        return None
    first, _, last = arguments
    known = bool(first) and first[0].kind == "string" and not first[0].has_hole
    name = first[0].text.lower() if known else None
    is_local = _truth(last)
    narrowed: tuple[TextChange, ...] = ()
    if is_local is False and last[0].kind == "word":
        narrowed = (TextChange(last[0].start, last[0].text, "TRUE" if last[0].text.isupper() else "true"),)
    return Call("set", function.start, name, is_local, narrowed)


def _truth(tokens: Sequence[Token]) -> bool | None:
    """What a boolean argument says; None where it is not in the text."""
    if not tokens or (len(tokens) > 1 and tokens[1].text != "::"):
        return None
    word = tokens[0].text.lower() if tokens[0].kind in ("word", "string") else ""
    return True if word in _TRUE else False if word in _FALSE else None
