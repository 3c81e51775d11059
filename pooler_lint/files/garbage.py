"""When Python looks for what is not needed any more: between two files, not while the trees of one are made.

Nothing of a syntax tree is garbage before its file is done, and each look at all of its nodes takes long.
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

MANY_OBJECTS = 60_000
"""New objects that are worth a look: some ten megabytes."""


@contextmanager
def collected_by_hand() -> Iterator[None]:
    """Inside, nothing is collected but by `collect`."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def collect() -> None:
    """Collect what the last file has left, if it is much."""
    if gc.get_count()[0] > MANY_OBJECTS:
        gc.collect()
