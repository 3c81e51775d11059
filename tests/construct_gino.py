"""Run files of `testdata/gino/` with the real GINO, up to the network: as `tests.construct`, in an environment with it.

`python -m tests.construct_gino FILE...` prints a JSON object: for each file the traceback that it ended with, or null.
"""

from __future__ import annotations

import asyncio
import json
import re
import sys
import traceback
import types
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any
from unittest import mock

asyncpg: Any = import_module("asyncpg")
starlette: Any = import_module("gino.ext.starlette")
import_module("gino.dialects.asyncpg")  # it looks at the parameters of asyncpg's functions, which are replaced below

MARKER = re.compile(r"  # PGB\d{3}.*")


class WouldConnectError(Exception):
    """The arguments are good: the next step would be the network."""


class Pool:
    """Stands for a pool whose arguments asyncpg has taken: whoever wants a connection gets to the network."""

    _maxsize = _minsize = 0
    _holders = ()

    async def acquire(self, **options: object) -> None:
        raise WouldConnectError

    async def close(self) -> None:
        return None


class Application:
    """Keeps what it would do at its start."""

    def __init__(self) -> None:
        self.starts: list[Any] = []

    def on_event(self, name: str) -> Any:
        return lambda function: self.starts.append(function) if name == "startup" else None

    def add_middleware(self, kind: type, **options: object) -> None:
        return None


async def refused(*args: object, **kwargs: object) -> None:
    raise WouldConnectError


def create_pool(*args: object, loop: object = None, init: object = None, **kwargs: Any) -> Any:
    """The pool of asyncpg itself, and then its own `connect` with what the pool keeps for its connections."""

    async def made() -> Pool:
        pool = asyncpg.pool.Pool(
            *args,
            **{
                "min_size": 1, "max_size": 1, "max_queries": 1, "max_inactive_connection_lifetime": 0.0, "setup": None,
                "init": None, "loop": None, "connection_class": asyncpg.Connection,
                "record_class": asyncpg.Record, **kwargs,
            },
        )  # fmt: skip
        with suppress(WouldConnectError):
            await asyncpg.connection.connect(*pool._connect_args, **pool._connect_kwargs)
        return Pool()

    return made()


async def run(path: Path) -> None:
    """Execute the file, and every function in it that needs no argument."""
    module = types.ModuleType("case")
    exec(compile(MARKER.sub("", path.read_text(encoding="utf-8")), str(path), "exec"), module.__dict__)
    application = Application()
    for value in list(vars(module).values()):
        if isinstance(value, types.FunctionType):
            with suppress(WouldConnectError):
                await value()
        elif isinstance(value, starlette.Gino) and "dsn" in vars(value).get("config", {}):
            value.config["retry_limit"] = 1
            value.init_app(application)
    for start in application.starts:
        await start()


def construct(path: Path) -> str | None:
    """The traceback that the file ended with, None if all its arguments were taken."""
    with (
        mock.patch("asyncpg.connect_utils._connect_addr", refused),
        mock.patch("asyncpg.create_pool", create_pool),
    ):
        try:
            asyncio.run(run(path))
        except Exception:
            return traceback.format_exc(limit=-4)
    return None


if __name__ == "__main__":
    print(json.dumps({name: construct(Path(name)) for name in sys.argv[1:]}))
