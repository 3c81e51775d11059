"""What a hole in the text of a URL may hold.

`dsn/url.py` reads a URL with holes by this convention, and the operations on texts keep to it:

- A hole at the end may hold all that can follow; one before `://` may hold the scheme and more.
- A hole between literal pieces is one part of the URL, or a few parts in a row: a user, a login, a host with its port,
  a name. It holds no character that would end the part which the next literal piece belongs to.
- No hole holds a line break. Where there is no `://`, a hole may hold any other text.
"""

from __future__ import annotations

from pooler_lint.values.tape import Tape

_ALWAYS = frozenset("\n")
_ENDS_SCHEME = frozenset(":/?#@&=\n")
_IN_QUERY = frozenset("?#\n")
_LATER = frozenset("?#&\n")
"""What begins and divides the query: a hole before a literal piece of an earlier part cannot hold it."""


def excluded(tape: Tape, at: int) -> frozenset[str]:
    """Return the characters that the hole at this index of the tape does not hold."""
    before, after = tape.text[:at], tape.text[at + 1 :]
    if all(character in tape.holes for character in after):
        return _ALWAYS
    scheme, found, inside = before.partition("://")
    if not found:
        return _before_the_scheme(after)
    if _ENDS_SCHEME & set(scheme):
        return _ALWAYS
    if "?" in inside:
        return _LATER | frozenset("=") if "=" in inside.rpartition("&")[2].rpartition("?")[2] else _IN_QUERY
    if "/" in inside:
        return _LATER
    return _in_authority(tape, inside, after)


def _before_the_scheme(after: str) -> frozenset[str]:
    rest, found, _ = after.partition("://")
    if found and not _ENDS_SCHEME & set(rest):
        return _ENDS_SCHEME
    ends = [character for character in after if character in "/?&"]
    return _LATER if ends and ends[0] != "&" else _ALWAYS


def _in_authority(tape: Tape, inside: str, after: str) -> frozenset[str]:
    rest = after.partition("?")[0]
    found = _LATER | frozenset("/") if "/" in rest else _LATER
    rest = rest.partition("/")[0]
    whole = f"{inside}\0{rest}"
    if "@" not in whole:
        return found
    login, _, place = whole.rpartition("@")
    part = login if "\0" in login else place
    return found | frozenset("@:") if ":" in part and "," not in part else found | frozenset("@")


def may_hold(tape: Tape, at: int, wanted: str) -> bool:
    """True if this text may be in the hole at the index, or begin or end in it."""
    before, after, without = tape.text[:at], tape.text[at + 1 :], excluded(tape, at)
    neighbours = {index for index in (at - 1, at + 1) if tape.text[index : index + 1] in tape.holes} if at else set()
    if neighbours:
        return not any(set(wanted) & without & excluded(tape, index) for index in neighbours)
    return any(
        before.endswith(wanted[:start]) and after.startswith(wanted[end:]) and not without & set(wanted[start:end])
        for start in range(len(wanted))
        for end in range(max(start, 1), len(wanted) + 1)
    )


def is_decided(tape: Tape, wanted: str, start: int = 0, end: int | None = None) -> bool:
    """True if no hole between two indexes may hold the text: all places where it is can be seen."""
    holes = (index for index, character in enumerate(tape.text[:end]) if character in tape.holes and index >= start)
    return not any(may_hold(tape, index, wanted) for index in holes)
