import asyncpg


class Database:
    """A pool that is opened when the application starts."""

    def __init__(
        self, dsn: str, *, max_size: int = 10, statement_cache_size: int = 100
    ) -> None:
        self._dsn = dsn
        self._max_size = max_size
        self._statement_cache_size = statement_cache_size
        self._pool: asyncpg.Pool | None = None

    async def open(self) -> None:
        self._pool = await asyncpg.create_pool(  # PGB101
            self._dsn,
            max_size=self._max_size,
            statement_cache_size=self._statement_cache_size,
        )

    async def fetch(self, query: str) -> list[asyncpg.Record]:
        assert self._pool is not None
        return await self._pool.fetch(query)
