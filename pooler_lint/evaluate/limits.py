"""How far the reading goes: beyond these bounds the answer is unknown."""

from __future__ import annotations

MAX_STEPS_OF_CALL = 400
"""Statements followed for one call of a function of the file, with the calls inside it."""
MAX_STEPS = 10_000
"""Statements followed for all such calls of one file; helpers called from everywhere would multiply without a bound."""
MAX_STEPS_ELSEWHERE = 2_500
"""Statements followed in other files for one file: a settings module takes tens, a framework any number."""
MAX_DEPTH = 5
"""Calls of the file's own functions followed into each other."""

MAX_SETTERS = 40
"""Functions of which each sets something to what the next one sets."""


class ExhaustedError(Exception):
    """A call of a function of the file takes too many steps to follow."""
