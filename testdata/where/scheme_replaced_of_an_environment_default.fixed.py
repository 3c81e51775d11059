import os

import asyncpg

URL = os.environ.get("DATABASE_URL", "postgresql+asyncpg://app@pgbouncer:6432/app")
DSN = URL.replace("+asyncpg", "")


async def main() -> None:
    conn = await asyncpg.connect(DSN, statement_cache_size=0)
    await conn.close()
