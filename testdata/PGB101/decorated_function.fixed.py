from contextlib import asynccontextmanager

import asyncpg

DSN = "postgresql://app@pgbouncer:6432/app"


@asynccontextmanager
async def connection():
    conn = await asyncpg.connect(DSN, statement_cache_size=0)
    try:
        yield conn
    finally:
        await conn.close()
