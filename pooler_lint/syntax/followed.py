"""What the reading is told about connections: how one gets from hand to hand."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Followed:
    """What leads from a connection to what is done with it; `uses` False: no SQL of this file can matter.

    `holders` are callables that hold a connection, with the parameters that they get it by; `types` are annotations of
    one, `modules` those whose functions work on one. `methods` are the names of what is done with one.
    """

    uses: bool = False
    holders: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    types: Collection[str] = ()
    modules: Collection[str] = ()
    methods: Collection[str] = ()


NOTHING_FOLLOWED = Followed()
