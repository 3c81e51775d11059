import os

import asyncpg


async def vacuum() -> None:
    connection = await asyncpg.connect(os.environ["ADMIN_URL"])
    await connection.execute("VACUUM ANALYZE")
    await connection.close()
