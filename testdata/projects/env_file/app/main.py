import asyncio

from app.db import create_pool


async def main() -> None:
    pool = await create_pool()
    async with pool.acquire() as connection:
        print(await connection.fetchval("SELECT count(*) FROM orders"))


asyncio.run(main())
