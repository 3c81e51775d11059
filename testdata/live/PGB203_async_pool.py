# config: extend-select = ["PGB203"]
# config: unsafe-fixes = true
import asyncio

from psycopg_pool import AsyncConnectionPool

pool = AsyncConnectionPool(  # PGB203
    "postgresql://app:secret@pgbouncer.internal:6432/app",
    min_size=5,
    max_size=5,
    timeout=2,
    open=False,
    kwargs={"prepare_threshold": None, "autocommit": True},
)
opening = None


async def fetch_value(query):
    global opening
    if opening is None:
        opening = asyncio.ensure_future(pool.open())
    await asyncio.shield(opening)
    async with pool.connection() as connection:
        cursor = await connection.execute(query)
        return (await cursor.fetchone())[0]
