import asyncpg


class Database:
    pool = asyncpg.create_pool("postgresql://app@pgbouncer:6432/app")  # PGB101

    async def ping(self) -> None:
        await self.pool.execute("select 1")
