import asyncpg


class Orders:
    def __init__(self, pool: asyncpg.Pool) -> None:
        self.pool = pool


async def for_tenant(connection: asyncpg.Connection, tenant: str) -> list[asyncpg.Record]:
    await connection.execute("SELECT set_config('app.tenant', $1, false)", tenant)  # PGB301
    return await connection.fetch("SELECT * FROM orders")


async def locked(connection: asyncpg.Connection) -> None:
    async with connection.transaction():
        await connection.execute("SELECT pg_advisory_xact_lock(1)")


async def of_no_known_type(connection) -> None:
    await connection.execute("SET search_path TO shop")
