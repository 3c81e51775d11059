import os

import asyncpg


async def next_job() -> asyncpg.Record | None:
    connection = await asyncpg.connect(os.environ["DATABASE_URL"])  # PGB101
    try:
        return await connection.fetchrow("DELETE FROM jobs WHERE id = (SELECT min(id) FROM jobs) RETURNING *")
    finally:
        await connection.close()
