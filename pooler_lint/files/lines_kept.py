"""Files of lines, as the cache folder holds them: written all or nothing, read for what they are worth."""

from __future__ import annotations

import os

from pooler_lint.light import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_KEPT_VERSIONS = 3


def digest(lines: Iterable[str]) -> str:
    """A word that other lines do not have."""
    try:
        from _blake2 import blake2b  # `hashlib` has the same one, and loads all of OpenSSL first
    except ImportError:
        from hashlib import blake2b

    return blake2b("\n".join(lines).encode("utf-8", "surrogateescape"), digest_size=16).hexdigest()


def read_lines(file: str) -> list[str]:
    """The lines of the file; none where it can't be read."""
    try:
        with open(file, encoding="utf-8", errors="surrogateescape", newline="\n") as opened:
            return opened.read().split("\n")
    except (OSError, ValueError):
        return []


def write_lines(file: str, lines: Iterable[str]) -> None:
    """All or nothing: another run may read it, or write its own, at the same time."""
    unfinished = f"{file}.{os.getpid()}"
    with open(unfinished, "w", encoding="utf-8", errors="surrogateescape", newline="\n") as opened:
        opened.write("\n".join(lines))
    os.replace(unfinished, file)


def drop_old(top: str) -> None:
    """Leave the results of a few versions, for those who change between them."""
    versions = [entry for entry in os.scandir(top) if entry.is_dir() and len(entry.name) == 32]
    for entry in sorted(versions, key=lambda one: -one.stat().st_mtime_ns)[_KEPT_VERSIONS:]:
        for file in os.scandir(entry.path):
            os.unlink(file.path)
        os.rmdir(entry.path)
