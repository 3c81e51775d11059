"""How much work a function does, in calls: the same number on every machine, however busy it is."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from types import FrameType
from typing import TypeVar

T = TypeVar("T")


class TooManyCallsError(AssertionError):
    """The function made more calls than it may; it is ended there."""


def within(calls: int, function: Callable[[], T]) -> T:
    """Return the result of `function`; raises TooManyCallsError after so many calls, in any of its threads."""
    made = 0

    def count(frame: FrameType, event: str, argument: object) -> None:
        nonlocal made
        if event == "call":
            made += 1
            if made > calls:
                raise TooManyCallsError(f"it makes more than {calls} calls")

    previous = sys.getprofile()
    threading.setprofile(count)
    sys.setprofile(count)
    try:
        result = function()
    finally:
        sys.setprofile(previous)
        threading.setprofile(previous)
    if made > calls:  # where the error was caught on its way
        raise TooManyCallsError(f"it makes {made} calls, more than {calls}")
    return result
