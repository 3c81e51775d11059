"""Bytes of a Python source to text, and back to the very same bytes."""

from __future__ import annotations

import codecs
import io
import tokenize
from typing import NamedTuple


class Source(NamedTuple):
    """A decoded source: `text` has no BOM and keeps its line endings; `encoding` and `bom` lead back to bytes."""

    text: str
    encoding: str
    bom: bytes = b""


class Unreadable(NamedTuple):
    """Bytes that are not a Python source: where (line and column from 1), the reason, and what to do about it."""

    line: int
    column: int
    reason: str
    help: str


def decode(data: bytes) -> Source | Unreadable:
    """The text of a Python source, by its BOM, else by its encoding cookie, else as UTF-8."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return Unreadable(1, 1, "it is UTF-16, which Python does not accept as source", "save it as UTF-8")
    nul = data.find(b"\0")
    if nul >= 0:
        line = _line_at(data, nul)
        return Unreadable(line, 1, "it contains a NUL byte, which Python does not accept as source", "remove that byte")
    try:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(data).readline)
    except SyntaxError as error:
        return _bad_encoding(data, str(error.msg))
    bom = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    if bom:
        encoding = "utf-8"
    try:
        text = data[len(bom) :].decode(encoding)
    except UnicodeDecodeError as error:
        line = _line_at(data, error.start + len(bom))
        return Unreadable(line, 1, f"it is not {encoding}: {error.reason}", _advice(encoding))
    except (LookupError, ValueError, TypeError) as error:
        return Unreadable(1, 1, f"it cannot be decoded as {encoding}: {error}", "save it as UTF-8")
    return Source(text, encoding, bom)


def encode(text: str, like: Source) -> bytes:
    """The bytes of `text` in the encoding of `like`, with its BOM. Raises UnicodeEncodeError."""
    return like.bom + text.encode(like.encoding)


def _line_at(data: bytes, offset: int) -> int:
    head = data[:offset]
    return head.count(b"\n") + head.count(b"\r") - head.count(b"\r\n") + 1


def _advice(encoding: str) -> str:
    if encoding in ("utf-8", "ascii"):
        return "save it as UTF-8, or declare its encoding in the first line"
    return "correct the encoding that its first lines declare"


def _bad_encoding(data: bytes, reason: str) -> Unreadable:
    bom = len(codecs.BOM_UTF8) if data.startswith(codecs.BOM_UTF8) else 0
    if "unknown encoding" in reason or "encoding problem" in reason:
        head = data.splitlines()[:2]
        line = next((number for number, row in enumerate(head, start=1) if b"coding" in row), 1)
        return Unreadable(line, 1, f"it declares an encoding that does not fit: {reason}", "correct that line")
    try:
        data[bom:].decode("utf-8")
    except UnicodeDecodeError as error:
        return Unreadable(_line_at(data, error.start + bom), 1, f"it is not utf-8: {error.reason}", _advice("utf-8"))
    return Unreadable(1, 1, f"it cannot be decoded: {reason}", "save it as UTF-8")
