"""A server for one connection that keeps the startup message and hangs up: enough to see what a driver sends."""

from __future__ import annotations

import asyncio


class RefusingServer:
    """Listens on a free port of this machine; `startup` holds the parameters that the last client sent."""

    def __init__(self) -> None:
        self.startup: dict[str, str] = {}
        self.port = 0
        self._server: asyncio.Server | None = None

    async def __aenter__(self) -> RefusingServer:
        self._server = await asyncio.start_server(self._answer, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._server is not None:
            self._server.close()
            await self._server.wait_closed()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        length = int.from_bytes(await reader.readexactly(4), "big")
        message = await reader.readexactly(length - 4)
        words = message[4:].decode().split("\0")
        self.startup = dict(zip(words[::2], words[1::2], strict=False))
        writer.close()
