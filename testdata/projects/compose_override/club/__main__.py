import asyncio
import os

import asyncpg


async def main() -> None:
    pool = await asyncpg.create_pool(os.environ["DATABASE_URL"])  # PGB101
    print(await pool.fetchval("SELECT count(*) FROM members"))


asyncio.run(main())
