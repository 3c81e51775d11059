import asyncio

import asyncpg

DSN = "postgresql://app:secret@pgbouncer:6432/app"


def connect() -> asyncpg.Connection:
    return asyncio.run(asyncio.wait_for(asyncpg.connect(DSN), timeout=10))  # PGB101
