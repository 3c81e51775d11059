"""What the TOML files of poolers have in common."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pooler_lint.project.endpoints.data import Pool, read_mode, read_port
from pooler_lint.project.texts import line_of

_DEFAULT_PORT = 6432


def general_pool(named: list[Pool], first: int) -> Pool:
    """What holds for a database that is not known: what all pools say, if they say the same."""
    pool = named[0]
    if len({(item.mode, item.tracks_statements, item.unknown) for item in named}) == 1:
        return Pool(None, pool.mode, pool.tracks_statements, pool.line, pool.said, pool.unknown)
    return Pool(None, None, None, first + 1, "its pools", "its pools have different modes")


def ports(general: Mapping[str, object]) -> tuple[int, ...]:
    """Return the port that clients connect to."""
    port = read_port(general.get("port", _DEFAULT_PORT))
    return () if port is None else (port,)


def unread(word: object) -> str | None:
    """Return why the mode is not known; None where it is, or where nothing says it."""
    return None if word is None or read_mode(str(word)) else f"its mode is `{word}`, which is none that is known"


def line_in(text: str, header: str, key: str | None) -> int:
    """The line of `key` after the line that begins with `header`, else of the header; 1 when there is neither."""
    lines = text.splitlines()
    quoted = (header, header.replace("[pools.", '[pools."').replace("]", '"]'))
    start = next((at for at, line in enumerate(lines) if line.strip().startswith(quoted)), None)
    if start is None or key is None:
        return (start + 1) if start is not None else max(1, line_of(text, key) if key else 1)
    return next((at + 1 for at in range(start, len(lines)) if lines[at].strip().startswith(key)), start + 1)


def table(parent: Mapping[str, object], key: str) -> Mapping[str, object]:
    """Return the table at this key, empty if there is none."""
    value = parent.get(key)
    return value if isinstance(value, dict) else {}


def tables(parent: Mapping[str, object], key: str) -> Iterator[Mapping[str, object]]:
    """Return the tables of the list at this key."""
    value = parent.get(key)
    return (item for item in value if isinstance(item, dict)) if isinstance(value, list) else iter(())
