import asyncio
import os

import asyncpg


async def main() -> None:
    pool = await asyncpg.create_pool(os.environ["DATABASE_URL"], statement_cache_size=0)
    print(await pool.fetchval("SELECT count(*) FROM members"))


asyncio.run(main())
