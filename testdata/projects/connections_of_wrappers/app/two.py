import asyncpg

POOLED = "postgresql://shop@pgbouncer.internal:6432/shop"
DIRECT = "postgresql://shop@db.internal:5432/shop"


class Database:
    def __init__(self, dsn):
        self.dsn = dsn
        self.pool = None

    async def connect(self):
        self.pool = await asyncpg.create_pool(self.dsn, statement_cache_size=0)

    async def execute(self, query):
        async with self.pool.acquire() as conn:
            await conn.execute(query)  # PGB301

    async def listen(self):
        async with self.pool.acquire() as conn:
            await conn.add_listener("jobs", print)


pooled = Database(POOLED)
direct = Database(DIRECT)


async def listen_directly():
    async with direct.pool.acquire() as conn:
        await conn.add_listener("jobs", print)


async def listen_by_method():
    await direct.listen()


async def pooled_set():
    async with pooled.pool.acquire() as conn:
        await conn.execute("SET search_path TO a")  # PGB301


async def wrapper():
    await pooled.execute("SET search_path TO a")


async def direct_wrapper():
    await direct.execute("LISTEN a")
