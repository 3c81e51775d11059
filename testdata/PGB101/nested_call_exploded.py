import asyncio

import asyncpg

DSN = "postgresql://app:secret@pgbouncer:6432/app"


async def main() -> None:
    first, second = await asyncio.gather(
        asyncpg.connect(DSN),  # PGB101
        asyncpg.connect(DSN, timeout=5),  # PGB101
    )
