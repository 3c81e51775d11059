from psycopg import AsyncConnection
from psycopg_pool import AsyncConnectionPool


async def configure(conn: AsyncConnection) -> None:
    await conn.set_autocommit(True)
    conn.prepare_threshold = None


pool = AsyncConnectionPool(
    "postgresql://app:secret@pgbouncer:6432/app",
    configure=configure,
    open=False,
)
