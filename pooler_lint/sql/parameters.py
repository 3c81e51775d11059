"""`SET` and `RESET`: which parameter, for how long. https://www.postgresql.org/docs/current/sql-set.html"""

from __future__ import annotations

from collections.abc import Sequence

from pooler_lint.model import TextChange
from pooler_lint.records import dataclass
from pooler_lint.sql.tokens import Token

_SPELLINGS: dict[tuple[str, ...], str] = {
    ("time", "zone"): "timezone",
    ("names",): "client_encoding",
    ("schema",): "search_path",
    ("role",): "role",
    ("session", "authorization"): "session_authorization",
    ("xml", "option"): "xmloption",
}
"""Forms of SET that name their parameter in words of their own."""

_OF_MODES = {
    "isolation": "default_transaction_isolation",
    "read": "default_transaction_read_only",
    "deferrable": "default_transaction_deferrable",
}
"""The parameters that the modes of SET SESSION CHARACTERISTICS set; the first mode is named."""

_OF_THE_TRANSACTION = frozenset(
    {"transaction", "constraints", "transaction_isolation", "transaction_read_only", "transaction_deferrable"}
)
"""What ends with the transaction by itself: SET TRANSACTION, SET CONSTRAINTS, and the parameters behind them."""


@dataclass(frozen=True, slots=True)
class Change:
    """What a SET or RESET does. `name` None: it is not known. `narrowed` would make it LOCAL."""

    name: str | None
    local: bool
    narrowed: TextChange | None = None
    is_default: bool = False
    """The parameter gets its default again."""


def read_set(tokens: Sequence[Token]) -> Change | None:
    """A SET statement; None where it says nothing about the session, or is none."""
    words = [token.word for token in tokens]
    if len(tokens) < 3 or tokens[1].kind not in ("word", "quoted"):
        return None
    # LOCAL and SESSION are names too: `SET local = 1`.
    scope = words[1] if words[1] in ("local", "session") and tokens[2].kind in ("word", "quoted") else ""
    if words[1] == "session" and words[2] in ("authorization", "to"):
        scope = ""
    if scope == "session" and words[2] == "characteristics":
        return Change(next((_OF_MODES[word] for word in words if word in _OF_MODES), _OF_MODES["isolation"]), False)
    rest = tokens[2:] if scope else tokens[1:]
    named = _parameter(rest)
    if named is None:
        return None
    name, value = named
    if name in _OF_THE_TRANSACTION:
        return None
    old = tokens[1] if scope == "session" else None
    verb = tokens[0]
    local = "local" if verb.text.islower() else "LOCAL"
    if old is not None:
        narrowed = TextChange(old.start, old.text, local)
    else:
        narrowed = TextChange(verb.start, verb.text, f"{verb.text} {local}")
    given = [token.word for token in value]
    is_default = given == ["default"] or (name == "role" and given == ["none"])
    return Change(name, scope == "local", None if scope == "local" else narrowed, is_default)


def read_reset(tokens: Sequence[Token]) -> Change | None:
    """A RESET statement. RESET ALL leaves nothing behind, whatever backend gets it."""
    if len(tokens) < 2 or tokens[1].word == "all" or tokens[1].kind not in ("word", "quoted"):
        return None
    spelled = _spelled(tokens[1:])
    if spelled is not None:
        return Change(spelled[0], False, is_default=True)
    return Change(_dotted(tokens[1:])[0], False, is_default=True)


def _parameter(tokens: Sequence[Token]) -> tuple[str | None, Sequence[Token]] | None:
    """The parameter that these tokens name and the value that they give it; None where they are no assignment."""
    if tokens[0].word in _OF_THE_TRANSACTION:
        return tokens[0].word, tokens[1:]
    spelled = _spelled(tokens)
    if spelled is not None and spelled[1]:
        return spelled
    name, rest = _dotted(tokens)
    if not rest or not (rest[0].word == "to" or rest[0].text == "="):
        return None
    return name, rest[1:]


def _spelled(tokens: Sequence[Token]) -> tuple[str, Sequence[Token]] | None:
    for spelling, name in _SPELLINGS.items():
        length = len(spelling)
        if tuple(token.word for token in tokens[:length]) == spelling:
            rest = tokens[length:]
            if not rest or (rest[0].word != "to" and rest[0].text != "="):
                return name, rest
    return None


def _dotted(tokens: Sequence[Token]) -> tuple[str | None, Sequence[Token]]:
    """`search_path`, `"app.tenant"` or `app.tenant`, in small letters; None where a part of it is not known."""
    parts = [tokens[0]]
    at = 1
    while at + 1 < len(tokens) and tokens[at].text == ".":
        parts.append(tokens[at + 1])
        at += 2
    known = not any(part.has_hole for part in parts)
    return (".".join(part.text for part in parts).lower() if known else None), tokens[at:]
