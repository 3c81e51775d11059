# expect: constructible = false
from pgqueuer.adapters.connections import (
    connect_asyncpg,
    connect_psycopg,
    create_asyncpg_pool,
    create_psycopg_pool,
)

DSN = "postgresql://app@pgbouncer:6432/jobs"


async def main() -> None:
    async with connect_asyncpg(DSN) as connection:  # PGB101
        await connection.execute("select 1")
    async with create_asyncpg_pool(dsn=DSN) as pool:  # PGB101
        await pool.execute("select 1")
    async with connect_psycopg(dsn=DSN) as connection:  # PGB103
        await connection.execute("select 1")


async def direct() -> None:
    async with connect_asyncpg("postgresql://app@db.internal:5432/jobs") as connection:
        await connection.execute("select 1")


async def pool() -> None:
    async with create_psycopg_pool(DSN) as made:  # PGB103
        await made.check()
