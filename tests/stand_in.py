"""An object that takes the place of a connection where programs are executed without a network."""

from __future__ import annotations

from collections.abc import Generator
from typing import TypeVar

S = TypeVar("S", bound="StandIn")


class StandIn:
    """Return itself when it is called, awaited or entered."""

    def __call__(self: S, *args: object, **kwargs: object) -> S:
        return self

    def __await__(self: S) -> Generator[None, None, S]:
        yield from ()
        return self

    def __enter__(self: S) -> S:
        return self

    def __exit__(self, *exception: object) -> None:
        return None

    async def __aenter__(self: S) -> S:
        return self

    async def __aexit__(self, *exception: object) -> None:
        return None
