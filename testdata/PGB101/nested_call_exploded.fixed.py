import asyncio

import asyncpg

DSN = "postgresql://app:secret@pgbouncer:6432/app"


async def main() -> None:
    first, second = await asyncio.gather(
        asyncpg.connect(DSN, statement_cache_size=0),
        asyncpg.connect(DSN, timeout=5, statement_cache_size=0),
    )
