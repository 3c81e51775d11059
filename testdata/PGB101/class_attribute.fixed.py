import asyncpg


class Database:
    pool = asyncpg.create_pool(
        "postgresql://app@pgbouncer:6432/app", statement_cache_size=0
    )

    async def ping(self) -> None:
        await self.pool.execute("select 1")
