# config: extend-select = ["PGB203"]
# config: unsafe-fixes = true
from contextlib import asynccontextmanager

from psycopg_pool import AsyncNullConnectionPool


@asynccontextmanager
async def lifespan(app):
    async with AsyncNullConnectionPool(
        conninfo="postgresql://app@pgbouncer:6432/shop",
        max_size=4,
        kwargs={"prepare_threshold": None},  # the pooler loses statements
    ) as pool:
        app.state.pool = pool
        yield
