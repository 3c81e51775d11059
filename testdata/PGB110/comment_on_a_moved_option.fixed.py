# config: pool-class = "keep"
# config: versions = { asyncpg = "0.31.0" }
import os

from sqlalchemy.ext.asyncio import create_async_engine

engine = create_async_engine(
    "postgresql+asyncpg://" + os.environ["X"],
    connect_args={
        "statement_cache_size": 0,
        "prepared_statement_cache_size": 0,
    },  # asyncpg's cache
)
