"""Standard streams that can be closed, full or without a reader, and the one way in which text reaches them."""

from __future__ import annotations

import os
import sys

from pooler_lint.light import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TextIO


class NotWritten(Exception):
    """Raised if an output cannot be written."""


def open_closed_streams() -> bool:
    """Open the null device in place of each closed standard stream; True if standard output was closed.

    The next file that is opened would otherwise take its place and receive the output.
    """
    for descriptor, mode in enumerate((os.O_RDONLY, os.O_WRONLY, os.O_WRONLY)):
        try:
            os.fstat(descriptor)
        except OSError:
            opened = os.open(os.devnull, mode)
            if opened != descriptor:
                os.dup2(opened, descriptor)
                os.close(opened)
    closed = sys.stdout is None
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    return closed


def write(stream: TextIO, text: str) -> None:
    """Write lines to a standard stream. No line is a command to a CI system."""
    from pooler_lint.output.style import without_commands

    put(stream, without_commands(text))


def put(stream: TextIO, text: str) -> None:
    """Write text as it is; raise NotWritten."""
    _try(stream.write, text)


def put_bytes(data: bytes) -> None:
    """Write bytes to standard output; raise NotWritten."""
    flush()
    _try(sys.stdout.buffer.write, data)
    flush()


def flush() -> None:
    """Write what standard output holds back; raise NotWritten."""
    _try(sys.stdout.flush)


def _try(action: Callable[..., object], *arguments: object) -> None:
    try:
        action(*arguments)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise NotWritten(error.strerror or str(error)) from error


def discard() -> None:
    """Give up standard output where it cannot be written: Python must not complain about its buffer at the end."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


def say(text: str) -> None:
    """Write one line to standard error, without secrets and control characters."""
    from pooler_lint.output.style import safe

    try:
        write(sys.stderr, f"{safe(text)}\n")
        sys.stderr.flush()
    except (NotWritten, OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
