import os

from psycopg_pool import AsyncConnectionPool

connection_kwargs = {
    "autocommit": True,
    "prepare_threshold": None,  # no prepared statements
}


async def main() -> None:
    async with AsyncConnectionPool(
        conninfo=os.environ["DATABASE_URL"],
        max_size=20,
        kwargs=connection_kwargs,
    ) as pool:
        await pool.wait()
