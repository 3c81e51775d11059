# expect: unresolved = 1
import os

from sqlalchemy.ext.asyncio import create_async_engine

engine = create_async_engine(
    os.environ["DATABASE_URL"],
    connect_args={"prepared_statement_cache_size": 0},
)
