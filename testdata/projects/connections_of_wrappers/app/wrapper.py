import asyncpg


class Database:
    def __init__(self, dsn):
        self.dsn = dsn
        self.pool = None

    async def connect(self):
        self.pool = await asyncpg.create_pool(self.dsn, statement_cache_size=0)

    async def execute(self, query, *args):
        async with self.pool.acquire() as conn:
            return await conn.execute(query, *args)

    async def in_transaction(self, query):
        async with self.pool.acquire() as conn, conn.transaction():
            await conn.execute(query)
            await conn.execute("RESET ALL")


database = Database("postgresql://shop@pgbouncer.internal:6432/shop")
direct = Database("postgresql://shop@db.internal:5432/shop")


async def set_path(conn, path):
    await conn.execute(f"SET search_path TO {path}")  # PGB301
