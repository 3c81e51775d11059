import asyncio

import asyncpg

DSN = "postgresql://app:secret@pgbouncer.internal:6432/app"

received = []


async def use():
    connection = await asyncpg.connect(DSN, statement_cache_size=0)
    await connection.add_listener("jobs", lambda *message: received.append(message))  # PGB302
    return connection


async def is_right(connection, other):
    await other.execute("NOTIFY jobs, 'one'")
    await other.execute("COMMIT")
    await asyncio.sleep(0.3)
    return bool(received)
