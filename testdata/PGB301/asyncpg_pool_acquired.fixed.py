# config: unsafe-fixes = true
import asyncpg


class Repository:
    def __init__(self, pool: asyncpg.Pool) -> None:
        self.pool = pool


async def main() -> None:
    pool = await asyncpg.create_pool("postgresql://shop@pgbouncer.internal:6432/shop", statement_cache_size=0)
    async with pool.acquire() as connection:
        await connection.execute("SET statement_timeout TO 30000")  # PGB301
        await connection.fetch("SELECT pg_sleep(1)")
    async with pool.acquire() as connection, connection.transaction():
        await connection.execute("SET LOCAL ROLE reporting")
        await connection.fetch("SELECT 1")
    await pool.execute("SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL SERIALIZABLE")  # PGB301
    await pool.fetchval("SELECT set_config('app.user_id', $1, FALSE)", "7")  # PGB301
