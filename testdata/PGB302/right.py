import asyncpg


async def announce(payload):
    """LISTEN jobs is for the worker."""
    connection = await asyncpg.connect("postgresql://jobs@pgbouncer.internal:6432/jobs", statement_cache_size=0)
    await connection.execute("NOTIFY jobs; UNLISTEN *")
    await connection.fetch("SELECT pg_notify('LISTEN jobs', $1), listen FROM log -- LISTEN jobs", payload)
