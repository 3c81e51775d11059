# config: extend-select = ["PGB203"]
# config: unsafe-fixes = true
from contextlib import asynccontextmanager

from psycopg_pool import AsyncConnectionPool


@asynccontextmanager
async def lifespan(app):
    async with AsyncConnectionPool(  # PGB203
        conninfo="postgresql://app@pgbouncer:6432/shop",
        min_size=1,
        max_size=4,
        kwargs={"prepare_threshold": None},  # the pooler loses statements
    ) as pool:
        app.state.pool = pool
        yield
