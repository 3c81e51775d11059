import asyncpg


async def worker(queue):
    connection = await asyncpg.connect("postgresql://jobs@pgbouncer.internal:6432/jobs", statement_cache_size=0)
    await connection.add_listener("jobs", queue.put_nowait)  # PGB302
    await connection.execute("LISTEN urgent; LISTEN later")  # PGB302
    await connection.execute("NOTIFY jobs, 'ready'")
    await connection.fetch("SELECT pg_notify('jobs', $1)", "one")
    await connection.execute("UNLISTEN *")


async def from_a_pool(queue):
    async with asyncpg.create_pool("postgresql://jobs@pgbouncer.internal:6432/jobs", statement_cache_size=0) as pool:
        async with pool.acquire() as connection:
            await connection.add_listener("jobs", queue.put_nowait)  # PGB302


async def direct(queue):
    connection = await asyncpg.connect("postgresql://jobs@db.internal:5432/jobs")
    await connection.add_listener("jobs", queue.put_nowait)
