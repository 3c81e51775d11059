# config: extend-select = ["PGB203"]
# config: unsafe-fixes = true
from psycopg import AsyncConnection
from psycopg_pool import AsyncConnectionPool, AsyncNullConnectionPool

pool: AsyncConnectionPool[AsyncConnection] = AsyncNullConnectionPool(
    "postgresql://app@pgbouncer:6432/shop", open=False, max_size=10, kwargs={"prepare_threshold": None}
)


def get_pool() -> AsyncConnectionPool:
    return pool
