"""Read a libpq conninfo string (`host=... port=6432 dbname='a b'`), also one with holes, into an `Address`."""

from __future__ import annotations

import re

from pooler_lint.dsn.mask import is_secret_name
from pooler_lint.dsn.places import absent_if_empty, pair, port_value
from pooler_lint.dsn.url import DROPPED_KEYS
from pooler_lint.model import Address
from pooler_lint.values import Known, Text, Unknown, Value
from pooler_lint.values.tape import Tape, tape_of

_SETTING = re.compile(
    r"""
    \s* (?P<key>[^\s=]+) \s*=\s*
    (?: '(?P<quoted>(?:[^'\\]|\\.)*)' | (?P<bare>(?:[^\s'\\]|\\.)(?:[^\s\\]|\\.)*)? )
    """,
    re.VERBOSE | re.DOTALL,
)
_SOMETHING = re.compile(r"\S")
_START = re.compile(
    r"\s*(?:host|hostaddr|port|dbname|user|password|passfile|service|sslmode|sslrootcert|sslcert|sslkey|options|"
    r"application_name|connect_timeout|client_encoding|target_session_attrs|channel_binding|gssencmode)\s*=(?!=)"
)
_ADDRESS_KEYS = frozenset({"host", "hostaddr", "port", "dbname"})


def looks_like_conninfo(value: Value) -> bool:
    """True when the text starts with a setting of libpq, such as `host=`; False for URLs and for what is no text."""
    return isinstance(value, (Known, Text)) and _START.match(tape_of(value).text) is not None


def parse_conninfo(value: Known | Text) -> Address:
    """The address that a conninfo string names; never raises.

    A hole between two settings may hold settings too: what is not seen beside it is then unknown. A later setting
    of the same name wins, as in libpq.
    """
    tape = tape_of(value)
    settings, hole, complete = _settings(tape)
    if not complete:
        return Address(unknown="the conninfo string cannot be read", is_postgres=True, trail=value.trail)
    host = absent_if_empty(settings.get("host")) or absent_if_empty(settings.get("hostaddr"))
    places = pair(_split(tape, host), [port_value(port) for port in _split(tape, settings.get("port"))])
    first_host, first_port = places[0]
    missing = _missing(hole, "service" in settings)
    query = tuple(
        (key, Unknown("a secret") if is_secret_name(key) else setting)
        for key, setting in settings.items()
        if key not in DROPPED_KEYS | _ADDRESS_KEYS
    )
    database = settings.get("dbname")
    return Address(
        host=first_host or missing,
        port=first_port or missing,
        database=missing if database is None else absent_if_empty(database),
        query=query,
        others=tuple(places[1:]),
        is_postgres=True,
        trail=value.trail,
    )


def _missing(hole: Value | None, service: bool) -> Unknown | None:
    if service:
        return Unknown("it comes from the service file")
    if hole is None:
        return None
    reason = hole.reason if isinstance(hole, Unknown) else "an expression"
    origin = hole.origin if isinstance(hole, Unknown) else None
    return Unknown(f"it may be inside another part: {reason}", origin, hole.place, hole.trail)


def _settings(tape: Tape) -> tuple[dict[str, Value], Value | None, bool]:
    """The settings by name, the last hole that may hold whole settings, and whether the text could be read."""
    settings: dict[str, Value] = {}
    loose: Value | None = None
    position = 0
    text = tape.text
    key_follows = re.compile(r"[^\s=]+\s*=")
    # Where the setting begins: most texts hold few of them, but some hold thousands.
    while (begin := _SOMETHING.search(text, position)) is not None:
        if begin[0] in tape.holes and not key_follows.match(text, begin.start()):
            loose = tape.holes[begin[0]]
            position = begin.end()
            continue
        match = _SETTING.match(text, position)
        if match is None:
            return settings, loose, False
        key = match.group("key")
        quoted = match.group("quoted")
        piece = quoted if quoted is not None else match.group("bare") or ""
        if tape.has_hole(key):
            loose = next(tape.holes[character] for character in key if character in tape.holes)
            key = key[max(at for at, character in enumerate(key) if character in tape.holes) + 1 :]
        if key:
            settings[key] = tape.value(re.sub(r"\\(.)", r"\1", piece, flags=re.DOTALL))
        # Outside quotes a value may end in a hole that goes on with further settings: f"host={host} {more}" has
        # a space there, f"port={rest}" at the very end has not, and stays the port's own.
        position = match.end()
    return settings, loose, True


def _split(tape: Tape, value: Value | None) -> list[Value | None]:
    """The entries of a comma-separated setting."""
    value = absent_if_empty(value)
    if value is None:
        return []
    if isinstance(value, Known) and isinstance(value.value, str):
        return [absent_if_empty(Known(entry.strip())) for entry in value.value.split(",")]
    if isinstance(value, Text):
        inner = tape_of(value)
        return [absent_if_empty(inner.value(entry.strip())) for entry in inner.text.split(",")]
    return [value]
