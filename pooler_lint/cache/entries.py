"""Entries of the cache: lines of text with a checksum, written as a whole or not at all."""

from __future__ import annotations

import os
import stat

from pooler_lint.cache.folder import MOST_BYTES, create, make_folder, read_own, remove
from pooler_lint.light import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_HEAD = b"pooler-lint cache 1 "
"""Each entry begins with it: no other file is removed."""
_MOST_ENTRIES = 200
_MOST_BYTES_OF_ALL = 4 * MOST_BYTES
_KINDS = ("refused", "results", "run", "state")
_DIGEST = 32
_DAY = 86_400


def digest(lines: Iterable[str]) -> str:
    """Return a word that other lines do not have."""
    return _digest_of("\n".join(lines).encode("utf-8", "surrogateescape"))


def entry_name(kind: str, *parts: str) -> str:
    """Return the name of the entry of this kind that belongs to these parts."""
    return f"{kind}-{digest(parts)}"


def read_entry(folder: str, name: str) -> list[str] | None:
    """Return the lines of the entry; None if there is none, or it is not as this tool wrote it for this user."""
    data = read_own(os.path.join(folder, name)) or b""
    head, _, body = data.partition(b"\n")
    if head != _head_of(name, body):
        return None
    return body.decode("utf-8", "surrogateescape").split("\n")


def sealed(name: str, lines: Iterable[str]) -> bytes:
    """Return the content of an entry of this name, with its checksum."""
    body = "\n".join(lines).encode("utf-8", "surrogateescape")
    return _head_of(name, body) + b"\n" + body


def write_entry(folder: str, name: str, lines: Iterable[str]) -> None:
    """Write the entry, and remove old ones if there are too many. Raises OSError.

    Another run may read or write the same entry at the same time.
    """
    data = sealed(name, lines)
    if len(data) > MOST_BYTES:
        return
    make_folder(folder)
    path = os.path.join(folder, name)
    is_new = not os.path.lexists(path)
    if not is_new and not stat.S_ISREG(os.lstat(path).st_mode):
        raise FileExistsError(f"{path} is not a regular file")
    unfinished = f"{path}.{os.urandom(8).hex()}"
    file = create(unfinished)
    try:
        with file:
            file.write(data)
        os.replace(unfinished, path)
    except BaseException:
        remove(unfinished)
        raise
    if is_new:
        _drop_old(folder)


def _drop_old(folder: str) -> None:
    """Remove the oldest entries beyond the limits, and what runs left that were killed while they wrote one."""
    entries, now = [], os.stat(folder).st_mtime
    for entry in os.scandir(folder):
        kind, _, rest = entry.name.partition("-")
        if kind not in _KINDS or not entry.is_file(follow_symlinks=False):
            continue
        found = entry.stat(follow_symlinks=False)
        if len(rest) == _DIGEST:
            entries.append((found.st_mtime, found.st_size, entry.path))
        elif found.st_mtime < now - _DAY:
            _remove_entry(entry.path)
    total = 0
    for number, (_, size, path) in enumerate(sorted(entries, reverse=True)):
        total += size
        if number >= _MOST_ENTRIES or total > _MOST_BYTES_OF_ALL:
            _remove_entry(path)


def _remove_entry(path: str) -> None:
    data = read_own(path)
    if data is not None and data.startswith(_HEAD):
        remove(path)


def _head_of(name: str, body: bytes) -> bytes:
    return _HEAD + _digest_of(name.encode() + b"\n" + body).encode()


def _digest_of(data: bytes) -> str:
    try:
        from _blake2 import blake2b  # `hashlib` has the same one, and loads all of OpenSSL first
    except ImportError:
        from hashlib import blake2b

    return blake2b(data, digest_size=_DIGEST // 2).hexdigest()
