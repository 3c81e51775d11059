"""What a kind of deployment file is: which files are of it, and what such a file says."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TypeAlias

from pooler_lint.light import NamedTuple, re
from pooler_lint.project.environment.data import Reading
from pooler_lint.registry import module, names

ReadFile: TypeAlias = "Callable[[str], str | None]"
"""Return the text of a file by its path relative to the root; None where it is not there or can't be read."""

YAML = r"\.ya?ml"


class Source(NamedTuple):
    """A kind of deployment file; each module of `project.sources` defines one as `SOURCE`."""

    title: str
    files: str
    """Which files are of this kind, for the documentation."""
    pattern: str
    """A regular expression for their names in lower case."""
    rank: int
    """How much its values count: the smallest number counts most."""
    read: Callable[[str, str, ReadFile], Reading] | None = None
    """Return what a text says, by its path relative to the root. None: `supplies.py` reads it together with others."""
    words: tuple[str, ...] = ("",)
    """A file that contains none of them says nothing."""
    folder: str = ""
    """A regular expression for the two folders they are in; "": any. A file in them is of no other kind."""
    is_ci: bool = False
    """True if what it says is for tests that a CI system runs."""


@cache
def sources() -> dict[str, Source]:
    """Return all kinds of deployment files by their names, the smallest rank first."""
    found = {name: module("project.sources", name).SOURCE for name in names("project.sources")}
    return dict(sorted(found.items(), key=lambda pair: pair[1].rank))


def kinds_of(name: str, parent: str, grandparent: str) -> tuple[str, ...]:
    """Return the kinds of a file with this name in a folder `parent` of a folder `grandparent`."""
    lowered = name.lower()
    if _any().fullmatch(lowered) is None:
        return ()
    folder = f"{grandparent}/{parent}".lower()
    found = [kind for kind, source in sources().items() if re.fullmatch(source.pattern, lowered)]
    special = [kind for kind in found if sources()[kind].folder and re.fullmatch(sources()[kind].folder, folder)]
    return tuple(special[:1] or (kind for kind in found if not sources()[kind].folder))


@cache
def _any() -> re.Pattern[str]:
    return re.compile("|".join(source.pattern for source in sources().values()))
