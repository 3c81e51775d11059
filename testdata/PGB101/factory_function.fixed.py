import asyncpg

DSN = "postgresql://app@pgbouncer:6432/app"


def connect():
    """Return a coroutine that opens a connection."""
    return asyncpg.connect(DSN, statement_cache_size=0)


async def main() -> None:
    conn = await connect()
    await conn.close()
