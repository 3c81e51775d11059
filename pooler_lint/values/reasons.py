"""Why a value is not known, where more than a sentence is needed of it."""

from __future__ import annotations


class Collected(str):
    """Why `*args` or `**kwargs` of a function are not known; `function` is its name."""

    __slots__ = ("function",)
    function: str

    def __new__(cls, reason: str, function: str) -> Collected:
        """Make the sentence."""
        made = super().__new__(cls, reason)
        made.function = function
        return made


def because(words: str, reason: str) -> str:
    """Return a reason that another one explains, and keep what is known of that."""
    text = f"{words}: {reason}"
    return Collected(text, reason.function) if isinstance(reason, Collected) else text
