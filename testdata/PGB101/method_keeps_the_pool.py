import asyncpg


class Store:
    def __init__(self) -> None:
        self.pool: asyncpg.Pool | None = None

    async def start(self) -> None:
        self.pool = await asyncpg.create_pool(host="pgbouncer", port=6432)  # PGB101
