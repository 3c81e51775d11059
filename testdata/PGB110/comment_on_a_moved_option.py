# config: pool-class = "keep"
# config: versions = { asyncpg = "0.31.0" }
import os

from sqlalchemy.ext.asyncio import create_async_engine

engine = create_async_engine(  # PGB110
    "postgresql+asyncpg://" + os.environ["X"],
    prepared_statement_cache_size=0,  # SQLAlchemy's own cache
    connect_args={"statement_cache_size": 0},  # asyncpg's cache
)
